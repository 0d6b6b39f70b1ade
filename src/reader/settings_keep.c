// Writes one setting into config.yaml and leaves the rest of the file as the person wrote it.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/apart.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/paths.h"
#include "reader/settings.h"
#include "yaml/node.h"

enum { VALUE_BYTES = 512, WAIT_MS = 5000 };

// The line that sets it, from its first byte; NULL: there is none. Only a key that begins its line is one: settings do not nest.
static const char *line_of(const char *text, const char *name)
{
    const size_t length = strlen(name);
    for (const char *line = text; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!strncmp(line, name, length) && line[length] == ':')
            return line;
    }
    return NULL;
}

// A comment behind the value stays, with the space before it.
static const char *end_of_value(const char *line)
{
    const char *end = line + strcspn(line, "\n");
    for (const char *at = line; at < end; at++)
        if (*at == ' ' && at[1 + strspn(at + 1, " ")] == '#')
            return at;
    return end;
}

static void add_setting(Buffer *out, const Buffer *before, const Setting *setting, const char *value)
{
    const char *text = buffer_text(before), *line = line_of(text, setting->name), *rest = line ? end_of_value(line) : "\n";
    buffer_add(out, text, line ? (size_t)(line - text) : before->length);
    if (!line && out->length && out->bytes[out->length - 1] != '\n')
        buffer_add_char(out, '\n');
    buffer_addf(out, "%s: %s", setting->name, value);
    buffer_add_text(out, rest);
}

// Whether settings_read() takes the new text, and reads what was meant: a file may be written in ways that are not looked for here.
static bool is_understood(const char *path, const Buffer *text, const Setting *setting, const char *value)
{
    char shown[VALUE_BYTES];
    Problems problems = {0};
    Settings settings = settings_default();
    const bool is_good = settings_read_text(&settings, path, text, &problems);
    setting->show(&settings, setting, shown, sizeof shown);
    problems_clear(&problems);
    return is_good && !strcmp(shown, value);
}

static bool replace(const char *path, const Setting *setting, const char *value, Error *err)
{
    Buffer before = {0}, after = {0};
    bool is_kept = (access(path, F_OK) && errno == ENOENT) || file_read(path, yaml_small_limits.file, &before, err);
    if (is_kept) {
        add_setting(&after, &before, setting, value);
        is_kept = is_understood(path, &after, setting, value) ? file_replace(path, buffer_text(&after), after.length, err)
                : error_set(err, _("%1$s is written in a way that lectern does not change; write \"%2$s: %3$s\" there yourself"), path, setting->name, value);
    }
    buffer_free(&before);
    buffer_free(&after);
    return is_kept;
}

// The file itself where config.yaml is a link to it, as those have who keep their settings elsewhere. The caller frees.
static char *path_behind(const char *folder)
{
    char *path = path_join(folder, "config.yaml"), *behind = path_real(path);
    if (!behind)
        return path;
    free(path);
    return behind;
}

static bool keep(const Settings *settings, const Setting *setting, Error *err)
{
    char value[VALUE_BYTES];
    char *folder = path_of_config();
    if (!folder)
        return error_set(err, _("there is no place for config.yaml: neither XDG_CONFIG_HOME nor HOME is set"));
    setting->show(settings, setting, value, sizeof value);
    char *path = file_make_folder(folder, err) ? path_behind(folder) : NULL;
    const bool is_kept = path && replace(path, setting, value, err);
    free(path);
    free(folder);
    return is_kept;
}

// The disk may never answer: a child process asks it (base/apart.h).
typedef struct {
    const Settings *settings;
    const Setting *setting;
} Keeping;

typedef struct {
    bool is_kept;
    Error why;
} Kept;

static void keep_apart(void *context, Buffer *out)
{
    const Keeping *keeping = context;
    Kept kept = {0};
    kept.is_kept = keep(keeping->settings, keeping->setting, &kept.why);
    buffer_add(out, (const char *)&kept, sizeof kept);
}

bool settings_keep(const Settings *settings, const Setting *setting, Error *err)
{
    Keeping keeping = {settings, setting};
    Kept kept = {0};
    Buffer out = {0};
    apart_ask(keep_apart, &keeping, (ApartPatience){.most_ms = WAIT_MS}, &out);
    if (out.length == sizeof kept)
        memcpy(&kept, out.bytes, sizeof kept);
    else
        error_set(&kept.why, _("the disk or network that holds it does not answer"));
    buffer_free(&out);
    if (err)
        *err = kept.why;
    return kept.is_kept;
}
