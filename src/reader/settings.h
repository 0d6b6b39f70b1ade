// What a person can set. The order that wins: option, LECTERN_… variable, LECTERN, ACCESSIBLE, config.yaml.
#ifndef READER_SETTINGS_H
#define READER_SETTINGS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "base/error.h"
#include "reader/citation.h"
#include "report/roles.h"
#include "text/widths.h"

enum { WIDTH_LEAST = 10, WIDTH_MOST = 1000, KEYMAP_NAME_BYTES = 256 };
enum { SPACING_MOST = 3 };
enum { COLUMN_CELLS_LEAST = 45 }; // of a line in one of two columns, unless the measure is less; Bringhurst 2.1.2: 45 to 75 are satisfactory
enum { PACE_LEAST = 20, PACE_MOST = 1000, PACE_WORDS = 180 };   // words a minute, of continuous reading
enum { SETTINGS_MOST = 32 };
enum { MEASURE_CELLS = 66 }; // of a line of text; Bringhurst, The Elements of Typographic Style, 2.1.2

typedef enum { THEME_TERMINAL, THEME_HIGH_CONTRAST, THEME_DARK, THEME_LIGHT, THEME_NONE } Theme;  // TERMINAL: its own colours; NONE: none, as NO_COLOR
// Who puts text into the order in which it is seen: AUTO: the reader, but where the terminal does it and can't be told not to; OFF: nobody.
typedef enum { BIDI_AUTO, BIDI_READER, BIDI_TERMINAL, BIDI_OFF } BidiSetting;
typedef enum { WIDTH_OF_AUTO, WIDTH_OF_WCWIDTH, WIDTH_OF_GRAPHEME } WidthOf;
typedef enum { COPY_SCREEN, COPY_CLIPBOARD } CopyTo;
typedef enum { SCREEN_READER_OFF, SCREEN_READER_PAGE, SCREEN_READER_LINE } ScreenReader;

typedef enum { SLOW_AUTO, SLOW_ON, SLOW_OFF } SlowLine;    // AUTO: where it answers slowly

// Where a value came from; those behind win.
typedef enum { SOURCE_DEFAULT, SOURCE_SYSTEM, SOURCE_CONFIG, SOURCE_ACCESSIBLE, SOURCE_LECTERN, SOURCE_VARIABLE, SOURCE_OPTION, SOURCE_COMMAND } Source;

typedef struct {
    int width;                  // the measure in cells, WIDTH_LEAST..WIDTH_MOST
    bool has_width;             // it was set, not the default
    bool has_status;            // the status line is shown
    bool is_hyphenated;         // words of running text may be parted at a line's end, in the ordinary mode
    bool is_justified;          // spaces are widened so that lines of running text fill the measure; likewise
    bool has_blanks;            // blank lines keep blocks apart; else there are none
    bool has_title;             // the terminal's title names report and chapter, in the ordinary mode
    bool has_marker;            // the reading has a line of its own in the ordinary mode too, and a mark beside it
    bool has_mouse;             // the terminal tells of its mouse; likewise
    int columns;                // of text, 1 or 2: 2 only where both have room, in the ordinary mode
    int spacing;                // rows for each line of text in the ordinary mode, 1..SPACING_MOST
    bool has_numbers;           // citation numbers stand in the margin
    int pace;                   // of continuous reading, in words a minute, PACE_LEAST..PACE_MOST
    WidthOf width_of;           // what tells the cells of a cluster
    int ambiguous;              // cells of what is of ambiguous width (UAX #11), 1 or 2; 0 = as measured
    bool has_probe;             // the terminal is asked at the start
    SlowLine slow;              // whether the terminal is asked when it has shown what was sent
    ScreenReader screen_reader;
    Theme theme;
    BidiSetting bidi;
    CopyTo copy;                // where a copy goes that names no place
    CitationForm citation;      // of one that names no form
    Verbosity verbosity;        // of what is said beside the text, in the screen-reader modes
    HeadingLevel heading_level; // likewise
    char keymap[KEYMAP_NAME_BYTES];         // name or file
    Source sources[SETTINGS_MOST];          // of the value of setting_at(i)
} Settings;

// When a new value counts that is set while reading: at once; at once too, but the terminal is given back and taken again; at the next start.
typedef enum { TAKES_AT_ONCE, TAKES_TERMINAL, TAKES_START } Takes;

// One row a setting: its name in config.yaml, and as --NAME and LECTERN_NAME.
typedef struct Setting Setting;
struct Setting {
    const char *name;
    const char *values;     // "N", "on|off", "NAME|FILE"
    const char *help;
    Takes takes;
    size_t member;          // offset in Settings of the bool, int or enumeration that it is
    const char *const *names;   // of an enumeration's values, NULL at the end
    // False and *err: what values it takes; it then has the one nearest to what was asked for, or the old one.
    bool (*set)(Settings *settings, const Setting *setting, const char *value, Error *err);
    void (*show)(const Settings *settings, const Setting *setting, char *out, size_t size);
};

Settings settings_default(void);
const Setting *setting_at(size_t index);                // NULL behind the last
const Setting *setting_find(const char *name);          // NULL = none

// setting->set(), and keeps where the value came from.
bool settings_set(Settings *settings, const Setting *setting, const char *value, Source source, Error *err);

bool settings_set_source(Settings *settings, const Setting *setting, Source source);   // always true

// The value behind this one in the row's `values`, the first behind the last. False: it is a number or a name, which is to be typed.
bool setting_next(const Setting *setting, const char *value, char *out, size_t size);

void settings_are_system(Settings *settings);           // what was read so far came from the config.yaml of the system

// What a value came from, as "--width", "the variable LECTERN_WIDTH", "config.yaml", "the command width"; "" = nobody set it. It fits into
// SOURCE_BYTES. Borrowed: out.
enum { SOURCE_BYTES = 128 };
const char *settings_source(const Settings *settings, const Setting *setting, char *out, size_t size);

// Reads config.yaml: a mapping of names and values. A file that is not there, or has nothing but comments, is fine. False where there are
// problems: file:line:column.
bool settings_read(Settings *settings, const char *path, Problems *problems);
bool settings_read_text(Settings *settings, const char *name, const Buffer *text, Problems *problems);     // the same of what stands in the file

// Writes the value of a setting into config.yaml, which is made where there is none: its line is replaced, or one added; comments and the other
// lines stay as they are. False and *err: it could not be written, or not so that it would be read again; the file is as it was.
bool settings_keep(const Settings *settings, const Setting *setting, Error *err);

// ACCESSIBLE (any value but "", 0, no, false: the screen-reader mode is page), then LECTERN, which holds options ("--width=40 --numbers on"),
// then LECTERN_WIDTH and so on. An empty variable is none. False and *err names the first variable that is wrong; the others are taken.
bool settings_from_environment(Settings *settings, Error *err);

// The widths that are to be used with a terminal that was measured so (the standard where it was not). In a locale that is not UTF-8 wcwidth(3)
// alone knows how wide a terminal of that character set shows things.
Widths settings_widths(const Settings *settings, Widths measured);

const char *screen_reader_name(ScreenReader mode);      // "page"
const char *verbosity_name(Verbosity verbosity);        // "medium"

#endif
