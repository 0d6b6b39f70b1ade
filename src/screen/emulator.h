// What a terminal shows after some bytes: as much of ECMA-48 and of the VT100 as ncurses sends for the terminals that are in use. Pure: bytes in, cells out.
#ifndef SCREEN_EMULATOR_H
#define SCREEN_EMULATOR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    EMULATED_BYTES = 24,        // of a character with its marks and a NUL; curses sends no more than CCHARW_MAX at once
    EMULATED_SCROLLS_MOST = 8,
};

// All zero is plain: no attribute, the terminal's own colours.
typedef struct {
    uint16_t attributes;        // bit n: SGR n, 1 to 7
    uint16_t fore, back;        // 0 = the terminal's own, else the number of one of its 256 and 1
} Look;

// Without padding, so that equal ones are equal bytes.
typedef struct {
    char text[EMULATED_BYTES];  // "" = blank; zero behind its end
    uint16_t width;             // 1, 2; 0: of the wide one before; EMULATED_UNKNOWN
    Look look;
} EmulatedCell;

enum { EMULATED_UNKNOWN = 3 };  // also what was left of a wide one: terminals differ in what they show there

// Rows that have moved up by `up`, or down where that is negative; both ends belong to them, and some of them have stayed.
typedef struct {
    int top, bottom, up;
} EmulatedScroll;

typedef struct {
    int rows, columns;
    EmulatedCell *cells;        // row by row
    int row, column;            // of the cursor, from 0; `columns`: the last column was written to
    Look look;
    int top, bottom;            // of the region that scrolls
    bool has_wrap;              // DECAWM
    bool erases_in_colour;      // what is erased takes the background, as terminfo's bce has it; some keep the other colour too
    bool is_placed;             // it is known where the cursor is
    bool has_look, has_saved;   // likewise the look, and what was saved
    bool has_other;             // there was more than cells, motions and looks, or the whole screen was cleared: it must be sent as it came
    int saved_row, saved_column;
    Look saved_look;
    EmulatedScroll scrolls[EMULATED_SCROLLS_MOST];  // since emulator_begin(), as many as there is room for
    int scrolled;
} Emulator;

void emulator_resize(Emulator *emulator, int rows, int columns);    // {0} before; no cell is known then
void emulator_free(Emulator *emulator);                             // its memory

// What comes begins here: has_other, has_saved and `scrolled` are of it alone.
void emulator_begin(Emulator *emulator);
void emulator_take(Emulator *emulator, const char *bytes, size_t length);

EmulatedCell *emulator_row(const Emulator *emulator, int row);

#endif
