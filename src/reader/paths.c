// Where lectern's own files are, by the XDG Base Directory Specification 0.8.
#include "reader/paths.h"
#include <stdlib.h>
#include "base/path.h"

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

char *path_of_cache(void)
{
    return path_of("XDG_CACHE_HOME", ".cache/lectern");
}

const char *path_of_system_config(void)
{
    return SYSTEM_FOLDER; // -D in Makefile.am
}

char *path_of_config(void)
{
    return path_of("XDG_CONFIG_HOME", ".config/lectern");
}
