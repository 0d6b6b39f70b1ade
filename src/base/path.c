#include "base/path.h"
#include "base/buffer.h"

char *path_join(const char *folder, const char *name)
{
    Buffer path = {0};
    buffer_add_text(&path, folder);
    if (path.length && path.bytes[path.length - 1] != '/')
        buffer_add_char(&path, '/');
    buffer_add_text(&path, name);
    return buffer_take(&path);
}
