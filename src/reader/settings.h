// What a person can set. The order that wins: option, LECTERN_… variable, LECTERN, config.yaml.
#ifndef READER_SETTINGS_H
#define READER_SETTINGS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

enum { MEASURE_CELLS = 66 }; // of a line of text; Bringhurst, The Elements of Typographic Style, 2.1.2

typedef enum { SCREEN_READER_OFF, SCREEN_READER_PAGE, SCREEN_READER_LINE } ScreenReader;

typedef struct {
    int width;                  // the measure in cells, 10..1000
    bool has_width;             // it was set, not the default
    bool has_status;            // the status line is shown
    bool has_numbers;           // citation numbers stand in the margin
    ScreenReader screen_reader;
    char keymap[256];           // name or file
} Settings;

// One row a setting: its name in config.yaml, and as --NAME and LECTERN_NAME.
typedef struct {
    const char *name;
    const char *values;     // "N", "on|off", "NAME|FILE"
    const char *help;
    bool (*set)(Settings *settings, const char *value, Error *err);    // False and *err: what values it takes
    void (*show)(const Settings *settings, char *out, size_t size);
} Setting;

Settings settings_default(void);
const Setting *setting_at(size_t index);                // NULL behind the last
const Setting *setting_find(const char *name);          // NULL = none

// Reads config.yaml: a mapping of names and values. A file that is not there is fine. False where there are problems.
bool settings_read(Settings *settings, const char *path, Problems *problems);

// LECTERN_WIDTH=40 and so on. False and *err names the variable.
bool settings_from_environment(Settings *settings, Error *err);

#endif
