// The table of settings, and where they come from.
#include "reader/settings.h"
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/number.h"
#include "base/translate.h"
#include "reader/suggest.h"
#include "yaml/node.h"

enum { NAME_BYTES = 64 };

static const char *const screen_reader_names[] = {
    [SCREEN_READER_OFF] = "off",
    [SCREEN_READER_PAGE] = "page",
    [SCREEN_READER_LINE] = "line",
};

static const char *const verbosity_names[] = {
    [VERBOSITY_LOW] = "low",
    [VERBOSITY_MEDIUM] = "medium",
    [VERBOSITY_HIGH] = "high",
};

static const char *const heading_level_names[] = {
    [HEADING_LEVEL_FIRST] = "first",
    [HEADING_LEVEL_LAST] = "last",
    [HEADING_LEVEL_OFF] = "off",
};

const char *verbosity_name(Verbosity verbosity)
{
    return verbosity_names[verbosity];
}

const char *screen_reader_name(ScreenReader mode)
{
    return screen_reader_names[mode];
}

static bool set_width(Settings *settings, const char *value, Error *err)
{
    long width;
    if (number_read(value, 0, LONG_MAX, &width)) {
        settings->width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : (int)width;
        settings->has_width = true;
        if (settings->width == width)
            return true;
    }
    return error_set(err, _("width is a number of cells from %1$d to %2$d, not \"%3$s\""), WIDTH_LEAST, WIDTH_MOST, value);
}

static void show_width(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%d", settings->width);
}

static bool read_switch(bool *is_on, const char *name, const char *value, Error *err)
{
    static const char *const words[][2] = {{"on", "off"}, {"yes", "no"}, {"true", "false"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int is_off = 0; is_off < 2; is_off++)
            if (!strcasecmp(value, words[i][is_off])) {
                *is_on = !is_off;
                return true;
            }
    return error_set(err, _("%1$s is on or off, not \"%2$s\""), name, value);
}

static void show_switch(bool is_on, char *out, size_t size)
{
    snprintf(out, size, "%s", is_on ? "on" : "off");
}

static bool set_status(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->has_status, "status-line", value, err);
}

static void show_status(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->has_status, out, size);
}

static bool set_numbers(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->has_numbers, "numbers", value, err);
}

static void show_numbers(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->has_numbers, out, size);
}

static bool set_blanks(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->has_blanks, "blank-lines", value, err);
}

static void show_blanks(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->has_blanks, out, size);
}

static bool set_hyphenation(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->is_hyphenated, "hyphenation", value, err);
}

static void show_hyphenation(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->is_hyphenated, out, size);
}

static bool set_justification(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->is_justified, "justification", value, err);
}

static void show_justification(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->is_justified, out, size);
}

static bool set_marker(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->has_marker, "marker", value, err);
}

static void show_marker(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->has_marker, out, size);
}

static bool set_spacing(Settings *settings, const char *value, Error *err)
{
    long spacing;
    if (!number_read(value, 1, SPACING_MOST, &spacing))
        return error_set(err, _("spacing is a number of rows from 1 to %1$d, not \"%2$s\""), SPACING_MOST, value);
    settings->spacing = (int)spacing;
    return true;
}

static void show_spacing(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%d", settings->spacing);
}

static bool set_pace(Settings *settings, const char *value, Error *err)
{
    long pace;
    if (!number_read(value, PACE_LEAST, PACE_MOST, &pace))
        return error_set(err, _("pace is a number of words a minute from %1$d to %2$d, not \"%3$s\""), PACE_LEAST, PACE_MOST, value);
    settings->pace = (int)pace;
    return true;
}

static void show_pace(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%d", settings->pace);
}

static bool set_screen_reader(Settings *settings, const char *value, Error *err)
{
    for (int mode = SCREEN_READER_OFF; mode <= SCREEN_READER_LINE; mode++)
        if (!strcasecmp(value, screen_reader_names[mode])) {
            settings->screen_reader = (ScreenReader)mode;
            return true;
        }
    settings->screen_reader = SCREEN_READER_LINE;
    return error_set(err, _("screen-reader is page, line or off, not \"%s\""), value);
}

static void show_screen_reader(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", screen_reader_name(settings->screen_reader));
}

static const char *const bidi_names[] = {
    [BIDI_AUTO] = "auto",
    [BIDI_READER] = "reader",
    [BIDI_TERMINAL] = "terminal",
    [BIDI_OFF] = "off",
};

static bool set_bidi(Settings *settings, const char *value, Error *err)
{
    for (int bidi = BIDI_AUTO; bidi <= BIDI_OFF; bidi++)
        if (!strcasecmp(value, bidi_names[bidi])) {
            settings->bidi = (BidiSetting)bidi;
            return true;
        }
    return error_set(err, _("bidi is auto, reader, terminal or off, not \"%s\""), value);
}

static void show_bidi(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", bidi_names[settings->bidi]);
}

static bool set_probe(Settings *settings, const char *value, Error *err)
{
    return read_switch(&settings->has_probe, "probe", value, err);
}

static void show_probe(const Settings *settings, char *out, size_t size)
{
    show_switch(settings->has_probe, out, size);
}

static const char *const width_of_names[] = {
    [WIDTH_OF_AUTO] = "auto",
    [WIDTH_OF_WCWIDTH] = "wcwidth",
    [WIDTH_OF_GRAPHEME] = "grapheme",
};

static const char *const ambiguous_names[] = {"auto", "1", "2"};

static const char *const theme_names[] = {
    [THEME_TERMINAL] = "terminal",
    [THEME_HIGH_CONTRAST] = "high-contrast",
};

static bool set_theme(Settings *settings, const char *value, Error *err)
{
    for (int theme = THEME_TERMINAL; theme <= THEME_HIGH_CONTRAST; theme++)
        if (!strcasecmp(value, theme_names[theme])) {
            settings->theme = (Theme)theme;
            return true;
        }
    return error_set(err, _("theme is terminal or high-contrast, not \"%s\""), value);
}

static void show_theme(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", theme_names[settings->theme]);
}

// The index of a value among its three names; -1 = none of them.
static int find_name(const char *const names[3], const char *value)
{
    for (int i = 0; i < 3; i++)
        if (!strcasecmp(value, names[i]))
            return i;
    return -1;
}

static bool set_width_of(Settings *settings, const char *value, Error *err)
{
    const int found = find_name(width_of_names, value);
    if (found < 0)
        return error_set(err, _("width-of is auto, wcwidth or grapheme, not \"%s\""), value);
    settings->width_of = (WidthOf)found;
    return true;
}

static void show_width_of(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", width_of_names[settings->width_of]);
}

static bool set_ambiguous(Settings *settings, const char *value, Error *err)
{
    const int found = find_name(ambiguous_names, value);
    if (found < 0)
        return error_set(err, _("ambiguous is auto, 1 or 2, not \"%s\""), value);
    settings->ambiguous = found;
    return true;
}

static void show_ambiguous(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", ambiguous_names[settings->ambiguous]);
}

static bool set_verbosity(Settings *settings, const char *value, Error *err)
{
    const int found = find_name(verbosity_names, value);
    if (found < 0)
        return error_set(err, _("verbosity is low, medium or high, not \"%s\""), value);
    settings->verbosity = (Verbosity)found;
    return true;
}

static void show_verbosity(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", verbosity_name(settings->verbosity));
}

static bool set_heading_level(Settings *settings, const char *value, Error *err)
{
    const int found = find_name(heading_level_names, value);
    if (found < 0)
        return error_set(err, _("heading-level is first, last or off, not \"%s\""), value);
    settings->heading_level = (HeadingLevel)found;
    return true;
}

static void show_heading_level(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", heading_level_names[settings->heading_level]);
}

static bool set_keymap(Settings *settings, const char *value, Error *err)
{
    if (!*value || strlen(value) >= sizeof settings->keymap)
        return error_set(err, _("keymap is the name of a keymap, or the path of a file with a /, of at most %d bytes"), KEYMAP_NAME_BYTES - 1);
    snprintf(settings->keymap, sizeof settings->keymap, "%s", value);
    return true;
}

static void show_keymap(const Settings *settings, char *out, size_t size)
{
    snprintf(out, size, "%s", settings->keymap);
}

static const Setting settings_table[] = {
    {.name = "ambiguous", .values = "auto|1|2", .help = N_("Cells of signs that some terminals show narrow and some wide"), .set = set_ambiguous, .show = show_ambiguous},
    {.name = "bidi", .values = "auto|reader|terminal|off", .help = N_("Who orders Arabic and Hebrew on the screen"), .set = set_bidi, .show = show_bidi},
    {.name = "blank-lines", .values = "on|off", .help = N_("Blank lines keep paragraphs apart"), .set = set_blanks, .show = show_blanks},
    {.name = "heading-level", .values = "first|last|off", .help = N_("Where a screen reader hears the level of a heading"), .set = set_heading_level, .show = show_heading_level},
    {.name = "hyphenation", .values = "on|off", .help = N_("Words may be parted at a line's end, where libhyphen is installed"), .set = set_hyphenation, .show = show_hyphenation},
    {.name = "justification", .values = "on|off", .help = N_("Lines of text end at the same column, by wider spaces"), .set = set_justification, .show = show_justification},
    {.name = "keymap", .values = "NAME|FILE", .help = N_("Which keys do what: default, less, vi, info, one-handed, or a file"), .set = set_keymap, .show = show_keymap},
    {.name = "marker", .values = "on|off", .help = N_("A mark in the margin goes down the page with the line you read"), .set = set_marker, .show = show_marker},
    {.name = "numbers", .values = "on|off", .help = N_("Citation numbers stand in the margin, from 40 columns on"), .set = set_numbers, .show = show_numbers},
    {.name = "pace", .values = "N", .help = N_("Words a minute of continuous reading"), .set = set_pace, .show = show_pace},
    {.name = "probe", .values = "on|off", .help = N_("Ask the terminal at the start how wide it shows signs"), .set = set_probe, .show = show_probe},
    {.name = "screen-reader", .values = "page|line|off", .help = N_("How lectern speaks to a screen reader"), .set = set_screen_reader, .show = show_screen_reader},
    {.name = "spacing", .values = "N", .help = N_("Rows for each line of text, 1 to 3, in the ordinary mode"), .set = set_spacing, .show = show_spacing},
    {.name = "status-line", .values = "on|off", .help = N_("The last row tells chapter, page and time left"), .set = set_status, .show = show_status},
    {.name = "theme", .values = "terminal|high-contrast", .help = N_("The terminal's own colours, or bright ones on black"), .set = set_theme, .show = show_theme},
    {.name = "verbosity", .values = "low|medium|high", .help = N_("How much a screen reader hears beside the text"), .set = set_verbosity, .show = show_verbosity},
    {.name = "width", .values = "N", .help = N_("Width of the text in cells"), .set = set_width, .show = show_width},
    {.name = "width-of", .values = "auto|wcwidth|grapheme", .help = N_("What tells how wide signs are: the terminal, the C library, or Unicode"), .set = set_width_of, .show = show_width_of},
};
enum { SETTINGS = sizeof settings_table / sizeof *settings_table };

Settings settings_default(void)
{
    return (Settings){.width = MEASURE_CELLS, .pace = PACE_WORDS, .has_status = true, .has_probe = true, .has_blanks = true, .spacing = 1, .verbosity = VERBOSITY_MEDIUM, .keymap = "default"};
}

const Setting *setting_at(size_t index)
{
    return index < SETTINGS ? &settings_table[index] : NULL;
}

const Setting *setting_find(const char *name)
{
    for (size_t i = 0; i < SETTINGS; i++)
        if (!strcmp(settings_table[i].name, name))
            return &settings_table[i];
    return NULL;
}

bool settings_set(Settings *settings, const Setting *setting, const char *value, Source source, Error *err)
{
    if (!setting->set(settings, value, err))
        return false;
    settings->sources[setting - settings_table] = source;
    return true;
}

// Always false.
static bool tell_unknown(const char *name, Error *err)
{
    Suggestion suggestion = {.wanted = name};
    Buffer all = {0};
    for (size_t i = 0; i < SETTINGS; i++) {
        suggestion_try(&suggestion, settings_table[i].name);
        buffer_addf(&all, "%s%s", i ? ", " : "", settings_table[i].name);
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

const char *settings_source(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    char variable[NAME_BYTES];
    name_variable(setting, variable);
    switch (settings->sources[setting - settings_table]) {
    case SOURCE_DEFAULT: snprintf(out, size, "%s", ""); break;
    case SOURCE_CONFIG: snprintf(out, size, "config.yaml"); break;
    case SOURCE_ACCESSIBLE: name_accessible(out, size); break;
    case SOURCE_LECTERN: snprintf(out, size, _("the variable %s"), "LECTERN"); break;
    case SOURCE_VARIABLE: snprintf(out, size, _("the variable %s"), variable); break;
    case SOURCE_OPTION: snprintf(out, size, "--%s", setting->name); break;
    case SOURCE_COMMAND: snprintf(out, size, _("the command %s"), setting->name); break;
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
    for (size_t i = 0; i < SETTINGS; i++) {
        char variable[NAME_BYTES];
        name_variable(&settings_table[i], variable);
        const char *value = getenv(variable);
        if (value && *value && !settings_set(settings, &settings_table[i], value, SOURCE_VARIABLE, &cause))
            is_good = is_good && fail_in_variable(variable, &cause, err);
    }
    return is_good;
}
