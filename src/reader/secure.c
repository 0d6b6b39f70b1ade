// Secure mode.
#include "reader/secure.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/paths.h"

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

// Among the options that LECTERN holds.
static bool is_word_of(const char *variable, const char *word)
{
    const char *at = getenv(variable);
    const size_t length = strlen(word);
    while (at && *(at += strspn(at, " \t\n"))) {
        const size_t here = strcspn(at, " \t\n");
        if (here == length && !strncmp(at, word, length))
            return true;
        at += here;
    }
    return false;
}

const char *secure_source(bool is_option)
{
    if (is_option)
        return "--secure";
    if (is_set("LECTERN_SECURE"))
        return "LECTERN_SECURE";
    if (is_set("LESSSECURE"))
        return "LESSSECURE";
    return is_word_of("LECTERN", "--secure") ? "LECTERN" : NULL;
}

// "…/lectern" without its last part.
static void settle_state(void)
{
    char *path = path_of_state(), *slash = path ? strrchr(path, '/') : NULL;
    if (slash) {
        *slash = '\0';
        setenv("XDG_STATE_HOME", slash == path ? "/" : path, 1);
    } else
        unsetenv("XDG_STATE_HOME");
    free(path);
}

// A locale may be the path of a folder, and so may what is in LANGUAGE; a time zone the path of a file.
static void drop_paths(void)
{
    static const char *const locales[] = {
        "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_MONETARY", "LC_NUMERIC", "LC_TIME", "LC_PAPER", "LC_NAME",
        "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION",
    };
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        const char *value = getenv(locales[i]);
        if (value && strchr(value, '/'))
            unsetenv(locales[i]);
    }
    const char *zone = getenv("TZ");
    if (zone && (*zone == ':' || *zone == '/' || strstr(zone, "..")))
        unsetenv("TZ");
}

void secure_close_environment(void)
{
    static const char *const leading[] = {
        "LECTERN_PATH", "LECTERN_DATA", "HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR", "TMPDIR", "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "TERMPATH", "LOCPATH", "I18NPATH", "NLSPATH", "TEXTDOMAINDIR",
        "GCONV_PATH", "GETCONF_DIR", "ICU_DATA", "ICU_TIMEZONE_FILES_DIR", "TZDIR", "MALLOC_TRACE", "HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS",
        "RESOLV_HOST_CONF", "NIS_PATH", "EDITOR", "VISUAL", "BROWSER", "PAGER", "SHELL",
    };
    settle_state();
    for (size_t i = 0; i < sizeof leading / sizeof *leading; i++)
        unsetenv(leading[i]);
    drop_paths();
}
