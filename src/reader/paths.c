// Where lectern's own files are, by the XDG Base Directory Specification 0.8.
#include "reader/paths.h"
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"

char *path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    bool has_slash = length && folder[length - 1] == '/';
    Buffer path = {0};
    buffer_addf(&path, "%s%s%s", folder, has_slash ? "" : "/", name);
    return buffer_take(&path);
}

static const char *absolute(const char *variable)
{
    const char *path = getenv(variable);
    return path && path[0] == '/' ? path : NULL;
}

static char *path_of(const char *variable, const char *below_home)
{
    const char *base = absolute(variable), *home = absolute("HOME");
    if (base)
        return path_join(base, "lectern");
    return home ? path_join(home, below_home) : NULL;
}

char *path_of_state(void)
{
    return path_of("XDG_STATE_HOME", ".local/state/lectern");
}

char *path_of_config(void)
{
    return path_of("XDG_CONFIG_HOME", ".config/lectern");
}
