// The table of settings.
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "base/number.h"
#include "base/translate.h"
#include "reader/settings.h"

static const char *const screen_reader_names[] = {[SCREEN_READER_OFF] = "off", [SCREEN_READER_PAGE] = "page", [SCREEN_READER_LINE] = "line", NULL};
static const char *const verbosity_names[] = {[VERBOSITY_LOW] = "low", [VERBOSITY_MEDIUM] = "medium", [VERBOSITY_HIGH] = "high", NULL};
static const char *const heading_level_names[] = {[HEADING_LEVEL_FIRST] = "first", [HEADING_LEVEL_LAST] = "last", [HEADING_LEVEL_OFF] = "off", NULL};
static const char *const bidi_names[] = {[BIDI_AUTO] = "auto", [BIDI_READER] = "reader", [BIDI_TERMINAL] = "terminal", [BIDI_OFF] = "off", NULL};
static const char *const width_of_names[] = {[WIDTH_OF_AUTO] = "auto", [WIDTH_OF_WCWIDTH] = "wcwidth", [WIDTH_OF_GRAPHEME] = "grapheme", NULL};
static const char *const theme_names[] = {
    [THEME_TERMINAL] = "terminal", [THEME_HIGH_CONTRAST] = "high-contrast", [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_NONE] = "none", NULL,
};
static const char *const slow_names[] = {[SLOW_AUTO] = "auto", [SLOW_ON] = "on", [SLOW_OFF] = "off", NULL};
static const char *const copy_names[] = {[COPY_SCREEN] = "screen", [COPY_CLIPBOARD] = "clipboard", NULL};
static const char *const ambiguous_names[] = {"auto", "1", "2", NULL};

const char *verbosity_name(Verbosity verbosity)
{
    return verbosity_names[verbosity];
}

const char *screen_reader_name(ScreenReader mode)
{
    return screen_reader_names[mode];
}

// The member of a setting that has one.

static const void *member(const Settings *settings, const Setting *setting)
{
    return (const char *)settings + setting->member;
}

static void *member_of(Settings *settings, const Setting *setting)
{
    return (char *)settings + setting->member;
}

// On or off

static bool set_switch(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    static const char *const words[][2] = {{"on", "off"}, {"yes", "no"}, {"true", "false"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (int is_off = 0; is_off < 2; is_off++)
            if (!strcasecmp(value, words[i][is_off])) {
                *(bool *)member_of(settings, setting) = !is_off;
                return true;
            }
    return error_set(err, _("%1$s is on or off, not \"%2$s\""), setting->name, value);
}

static void show_switch(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    snprintf(out, size, "%s", *(const bool *)member(settings, setting) ? "on" : "off");
}

// One of some names. An enumeration is an int here, as gcc and clang have it.

static bool set_choice(Settings *settings, const Setting *setting, const char *value)
{
    for (int i = 0; setting->names[i]; i++)
        if (!strcasecmp(value, setting->names[i])) {
            memcpy(member_of(settings, setting), &i, sizeof i);
            return true;
        }
    return false;
}

static void show_choice(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    int chosen;
    memcpy(&chosen, member(settings, setting), sizeof chosen);
    snprintf(out, size, "%s", setting->names[chosen]);
}

static bool set_bidi(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("bidi is auto, reader, terminal or off, not \"%s\""), value);
}

static bool set_theme(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("theme is terminal, high-contrast, dark, light or none, not \"%s\""), value);
}

static bool set_width_of(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("width-of is auto, wcwidth or grapheme, not \"%s\""), value);
}

static bool set_ambiguous(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("ambiguous is auto, 1 or 2, not \"%s\""), value);
}

static bool set_slow(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("slow is auto, on or off, not \"%s\""), value);
}

static bool set_copy(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("copy is screen or clipboard, not \"%s\""), value);
}

static bool set_citation(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("citation is plain, markdown, bibtex or csl-json, not \"%s\""), value);
}

static bool set_verbosity(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("verbosity is low, medium or high, not \"%s\""), value);
}

static bool set_heading_level(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    return set_choice(settings, setting, value) || error_set(err, _("heading-level is first, last or off, not \"%s\""), value);
}

// Who asked for one, though by a wrong name, has one.
static bool set_screen_reader(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    if (set_choice(settings, setting, value))
        return true;
    settings->screen_reader = SCREEN_READER_LINE;
    return error_set(err, _("screen-reader is page, line or off, not \"%s\""), value);
}

// Numbers

static void show_number(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    snprintf(out, size, "%d", *(const int *)member(settings, setting));
}

static bool set_width(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    (void)setting;
    long width;
    if (number_read(value, 0, LONG_MAX, &width)) {
        settings->width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : (int)width;
        settings->has_width = true;
        if (settings->width == width)
            return true;
    }
    return error_set(err, _("width is a number of cells from %1$d to %2$d, not \"%3$s\""), WIDTH_LEAST, WIDTH_MOST, value);
}

static bool set_spacing(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    (void)setting;
    long spacing;
    if (!number_read(value, 1, SPACING_MOST, &spacing))
        return error_set(err, _("spacing is a number of rows from 1 to %1$d, not \"%2$s\""), SPACING_MOST, value);
    settings->spacing = (int)spacing;
    return true;
}

static bool set_columns(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    (void)setting;
    long columns;
    if (!number_read(value, 1, 2, &columns))
        return error_set(err, _("columns is 1 or 2, not \"%s\""), value);
    settings->columns = (int)columns;
    return true;
}

static bool set_pace(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    (void)setting;
    long pace;
    if (!number_read(value, PACE_LEAST, PACE_MOST, &pace))
        return error_set(err, _("pace is a number of words a minute from %1$d to %2$d, not \"%3$s\""), PACE_LEAST, PACE_MOST, value);
    settings->pace = (int)pace;
    return true;
}

// Text

static bool set_keymap(Settings *settings, const Setting *setting, const char *value, Error *err)
{
    (void)setting;
    if (!*value || strlen(value) >= sizeof settings->keymap)
        return error_set(err, _("keymap is the name of a keymap, or the path of a file with a /, of at most %d bytes"), KEYMAP_NAME_BYTES - 1);
    snprintf(settings->keymap, sizeof settings->keymap, "%s", value);
    return true;
}

static void show_keymap(const Settings *settings, const Setting *setting, char *out, size_t size)
{
    (void)setting;
    snprintf(out, size, "%s", settings->keymap);
}

#define SWITCH(of) .member = offsetof(Settings, of), .set = set_switch, .show = show_switch
#define CHOICE(of, its_names, setter) .member = offsetof(Settings, of), .names = its_names, .set = setter, .show = show_choice
#define NUMBER(of, setter) .member = offsetof(Settings, of), .set = setter, .show = show_number

static const Setting settings_table[] = {
    {.name = "ambiguous", .values = "auto|1|2", .help = N_("Cells of signs that some terminals show narrow and some wide"), CHOICE(ambiguous, ambiguous_names, set_ambiguous)},
    {.name = "bidi", .values = "auto|reader|terminal|off", .takes = TAKES_TERMINAL, .help = N_("Who orders Arabic and Hebrew on the screen"), CHOICE(bidi, bidi_names, set_bidi)},
    {.name = "blank-lines", .values = "on|off", .help = N_("Blank lines keep paragraphs apart"), SWITCH(has_blanks)},
    {.name = "citation", .values = "plain|markdown|bibtex|csl-json", .help = N_("The form of copied citations"), CHOICE(citation, citation_form_names, set_citation)},
    {.name = "columns", .values = "1|2", .help = N_("Columns of text, 2 only where both have room"), NUMBER(columns, set_columns)},
    {.name = "copy", .values = "screen|clipboard", .help = N_("Where copies go: the screen, or the terminal's clipboard"), CHOICE(copy, copy_names, set_copy)},
    {.name = "heading-level", .values = "first|last|off", .help = N_("Where a screen reader hears the level of a heading"), CHOICE(heading_level, heading_level_names, set_heading_level)},
    {.name = "hyphenation", .values = "on|off", .help = N_("Words may be parted at a line's end, where libhyphen is installed"), SWITCH(is_hyphenated)},
    {.name = "justification", .values = "on|off", .help = N_("Lines of text end at the same column, by wider spaces"), SWITCH(is_justified)},
    {.name = "keymap", .values = "NAME|FILE", .takes = TAKES_START, .help = N_("Which keys do what: default, less, vi, info, one-handed, or a file"), .set = set_keymap, .show = show_keymap},
    {.name = "marker", .values = "on|off", .help = N_("A mark in the margin goes down the page with the line you read"), SWITCH(has_marker)},
    {.name = "mouse", .values = "on|off", .help = N_("The wheel of a mouse scrolls, a click follows links"), SWITCH(has_mouse)},
    {.name = "numbers", .values = "on|off", .help = N_("Citation numbers stand in the margin, from 40 columns on"), SWITCH(has_numbers)},
    {.name = "pace", .values = "N", .help = N_("Words a minute of continuous reading"), NUMBER(pace, set_pace)},
    {.name = "probe", .values = "on|off", .takes = TAKES_TERMINAL, .help = N_("Ask the terminal at the start how wide it shows signs"), SWITCH(has_probe)},
    {.name = "screen-reader", .values = "page|line|off", .help = N_("How lectern speaks to a screen reader"), CHOICE(screen_reader, screen_reader_names, set_screen_reader)},
    {.name = "slow", .values = "auto|on|off", .help = N_("Leave out screens that a slow line would show too late"), CHOICE(slow, slow_names, set_slow)},
    {.name = "spacing", .values = "N", .help = N_("Rows for each line of text, 1 to 3, in the ordinary mode"), NUMBER(spacing, set_spacing)},
    {.name = "status-line", .values = "on|off", .help = N_("The last row tells chapter, page and time left"), SWITCH(has_status)},
    {.name = "theme", .values = "terminal|high-contrast|dark|light|none", .takes = TAKES_TERMINAL, .help = N_("The terminal's own colours, or a theme's"), CHOICE(theme, theme_names, set_theme)},
    {.name = "title", .values = "on|off", .help = N_("The terminal's title names report and chapter"), SWITCH(has_title)},
    {.name = "verbosity", .values = "low|medium|high", .help = N_("How much a screen reader hears beside the text"), CHOICE(verbosity, verbosity_names, set_verbosity)},
    {.name = "width", .values = "N", .help = N_("Width of the text in cells"), NUMBER(width, set_width)},
    {.name = "width-of", .values = "auto|wcwidth|grapheme", .help = N_("What tells how wide signs are: the terminal, the C library, or Unicode"), CHOICE(width_of, width_of_names, set_width_of)},
};
enum { SETTINGS = sizeof settings_table / sizeof *settings_table };
_Static_assert((int)SETTINGS <= (int)SETTINGS_MOST, ""); // Settings.sources

Settings settings_default(void)
{
    return (Settings){.width = MEASURE_CELLS, .pace = PACE_WORDS, .has_status = true, .has_probe = true, .has_blanks = true, .columns = 1, .spacing = 1, .verbosity = VERBOSITY_MEDIUM, .keymap = "default"};
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
