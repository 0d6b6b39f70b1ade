#include "base/path.h"
#include <errno.h>
#include <stdlib.h>
#include "base/buffer.h"
#include "base/memory.h"

char *path_join(const char *folder, const char *name)
{
    Buffer path = {0};
    buffer_add_text(&path, folder);
    if (path.length && path.bytes[path.length - 1] != '/')
        buffer_add_char(&path, '/');
    buffer_add_text(&path, name);
    return buffer_take(&path);
}

char *path_real(const char *path)
{
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM)
        memory_end();
    return real;
}
