// Settings, and where they come from.
#include "reader/settings.h"
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/translate.h"
#include "reader/suggest.h"
#include "yaml/node.h"

enum { NAME_BYTES = 64 };

bool settings_set(Settings *settings, const Setting *setting, const char *value, Source source, Error *err)
{
    if (!setting->set(settings, setting, value, err))
        return false;
    settings->sources[setting - setting_at(0)] = source;
    return true;
}

bool settings_set_source(Settings *settings, const Setting *setting, Source source)
{
    settings->sources[setting - setting_at(0)] = source;
    return true;
}

bool setting_next(const Setting *setting, const char *value, char *out, size_t size)
{
    const char *first = setting->values;
    if (!strchr(first, '|') || isupper((unsigned char)*first))
        return false;
    const char *at = first;
    for (; *at; at += strcspn(at, "|"), at += *at == '|')
        if (strlen(value) == strcspn(at, "|") && strncmp(at, value, strlen(value)) == 0)
            break;
    at += strcspn(at, "|");
    at = *at ? at + 1 : first;
    snprintf(out, size, "%.*s", (int)strcspn(at, "|"), at);
    return true;
}

void settings_are_system(Settings *settings)
{
    for (size_t i = 0; setting_at(i); i++)
        if (settings->sources[i] == SOURCE_CONFIG)
            settings->sources[i] = SOURCE_SYSTEM;
}

// Always false.
static bool tell_unknown(const char *name, Error *err)
{
    Suggestion suggestion = {.wanted = name};
    Buffer all = {0};
    for (size_t i = 0; setting_at(i); i++) {
        suggestion_try(&suggestion, setting_at(i)->name);
        buffer_addf(&all, "%s%s", i ? ", " : "", setting_at(i)->name);
    }
    if (suggestion.best)
        error_set(err, _("there is no setting \"%1$s\"; did you mean %2$s? (there are %3$s)"), name, suggestion.best, buffer_text(&all));
    else
        error_set(err, _("there is no setting \"%1$s\" (there are %2$s)"), name, buffer_text(&all));
    buffer_free(&all);
    return false;
}

static bool set_by_name(Settings *settings, const char *name, const char *value, Source source, Error *err)
{
    const Setting *setting = setting_find(name);
    return setting ? settings_set(settings, setting, value, source, err) : tell_unknown(name, err);
}

static void read_pair(Settings *settings, const YamlFile *file, const YamlNode *key)
{
    Error error;
    const Setting *setting = setting_find(key->text);
    if (!setting) {
        tell_unknown(key->text, &error);
        fail_at(file, key, "%s", error.text);
    } else if (key->value->kind != YAML_SCALAR)
        fail_at(file, key->value, _("%1$s takes one value (%2$s), not %3$s"), key->text, setting->values, yaml_kind_name(key->value->kind));
    else if (!set_by_name(settings, key->text, key->value->text, SOURCE_CONFIG, &error))
        fail_at(file, key->value, "%s", error.text);
}

static bool holds_only_comments(const char *text)
{
    while (*(text += strspn(text, " \t\r\n"))) {
        if (*text != '#')
            return false;
        text += strcspn(text, "\n");
    }
    return true;
}

static void read_file(Settings *settings, const YamlFile *file)
{
    Arena *arena = arena_new();
    const YamlNode *root = yaml_read(arena, file, &yaml_small_limits);
    if (root && root->kind != YAML_MAPPING)
        fail_at(file, root, _("settings are a mapping of names and values, as in width: 60"));
    else if (root)
        for (const YamlNode *key = root->first; key; key = key->next)
            read_pair(settings, file, key);
    arena_free(arena);
}

bool settings_read_text(Settings *settings, const char *name, const Buffer *text, Problems *problems)
{
    const size_t errors = problems->errors;
    if (!holds_only_comments(buffer_text(text)))
        read_file(settings, &(YamlFile){.name = name, .bytes = buffer_text(text), .length = text->length, .problems = problems});
    return problems->errors == errors;
}

bool settings_read(Settings *settings, const char *path, Problems *problems)
{
    Buffer bytes = {0};
    Error error = {0};
    if (access(path, F_OK) && errno == ENOENT)
        return true;
    bool is_read = file_read(path, yaml_small_limits.file, &bytes, &error);
    if (!is_read)
        problems_add(problems, PROBLEM_ERROR, &error);
    is_read = is_read && settings_read_text(settings, path, &bytes, problems);
    buffer_free(&bytes);
    return is_read;
}

static bool is_one_of(const char *value, const char *const *words)
{
    for (; *words; words++)
        if (!strcasecmp(value, *words))
            return true;
    return false;
}

static void read_accessible(Settings *settings)
{
    static const char *const off[] = {"", "0", "no", "false", "off", NULL};
    const char *value = getenv("ACCESSIBLE");
    if (value && !is_one_of(value, off))
        set_by_name(settings, "screen-reader", screen_reader_name(SCREEN_READER_PAGE), SOURCE_ACCESSIBLE, NULL);
}

// Ends the word at `at` with a NUL and returns it; *next is behind it. NULL: there is none.
static char *next_word(char *at, char **next)
{
    at += strspn(at, " \t\n");
    char *end = at + strcspn(at, " \t\n");
    *next = *end ? end + 1 : end;
    *end = '\0';
    return *at ? at : NULL;
}

// Options as on the command line: --name=value or --name value.
static bool read_words(Settings *settings, char *words, Error *err)
{
    bool is_good = true;
    for (char *word; (word = next_word(words, &words));) {
        char *value = strchr(word, '=');
        if (!strcmp(word, "--secure")) // no setting: secure_source() has seen it
            continue;
        if (strncmp(word, "--", 2))
            return error_set(err, _("\"%s\" is no option; write --width=60, for example"), word);
        if (value)
            *value++ = '\0';
        else if (setting_find(word + 2))
            value = next_word(words, &words);
        is_good = set_by_name(settings, word + 2, value ? value : "", SOURCE_LECTERN, is_good ? err : NULL) && is_good;
    }
    return is_good;
}

static bool read_lectern(Settings *settings, Error *err)
{
    const char *value = getenv("LECTERN");
    Buffer words = {0};
    buffer_add_text(&words, value ? value : "");
    buffer_add_char(&words, ' ');
    bool is_good = read_words(settings, words.bytes, err);
    buffer_free(&words);
    return is_good;
}

static void name_variable(const Setting *setting, char out[NAME_BYTES])
{
    snprintf(out, NAME_BYTES, "LECTERN_%s", setting->name);
    for (char *at = out; *at; at++)
        *at = *at == '-' ? '_' : (char)toupper((unsigned char)*at);
}

// A value that says neither yes nor no is told as what it is taken for.
static void name_accessible(char *out, size_t size)
{
    static const char *const on[] = {"1", "yes", "true", "on", NULL};
    const char *value = getenv("ACCESSIBLE");
    if (!value || is_one_of(value, on))
        snprintf(out, size, _("the variable %s"), "ACCESSIBLE");
    else
        snprintf(out, size, _("the variable ACCESSIBLE (\"%.20s\" counts as yes)"), value);
}

// Two have a command of their name.
static const char *command_of(const Setting *setting)
{
    return !strcmp(setting->name, "verbosity") || !strcmp(setting->name, "screen-reader") ? setting->name : "settings";
}

const char *settings_source(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    char variable[NAME_BYTES];
    name_variable(setting, variable);
    switch (settings->sources[setting - setting_at(0)]) {
    case SOURCE_DEFAULT: snprintf(out, size, "%s", ""); break;
    case SOURCE_SYSTEM: snprintf(out, size, "%s", _("the system's config.yaml")); break;
    case SOURCE_CONFIG: snprintf(out, size, "config.yaml"); break;
    case SOURCE_ACCESSIBLE: name_accessible(out, size); break;
    case SOURCE_LECTERN: snprintf(out, size, _("the variable %s"), "LECTERN"); break;
    case SOURCE_VARIABLE: snprintf(out, size, _("the variable %s"), variable); break;
    case SOURCE_OPTION: snprintf(out, size, "--%s", setting->name); break;
    case SOURCE_COMMAND: snprintf(out, size, _("the command %s"), command_of(setting)); break;
    }
    return out;
}

// Puts the variable's name before the message. Always false.
static bool fail_in_variable(const char *variable, const Error *cause, Error *err)
{
    return error_set(err, _("the variable %1$s: %2$s"), variable, cause->text);
}

bool settings_from_environment(Settings *settings, Error *err)
{
    Error cause;
    read_accessible(settings);
    bool is_good = read_lectern(settings, &cause) || fail_in_variable("LECTERN", &cause, err);
    for (size_t i = 0; setting_at(i); i++) {
        char variable[NAME_BYTES];
        name_variable(setting_at(i), variable);
        const char *value = getenv(variable);
        if (value && *value && !settings_set(settings, setting_at(i), value, SOURCE_VARIABLE, &cause))
            is_good = is_good && fail_in_variable(variable, &cause, err);
    }
    return is_good;
}
