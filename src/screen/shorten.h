// The bytes of a screen, as ncurses has them, in fewer bytes: for terminals that take ECMA-48 as xterm does. ncurses never goes down by a line feed,
// takes back a scroll region after each use, comes back with a cursor that nobody sees, and says again what is so already.
#ifndef SCREEN_SHORTEN_H
#define SCREEN_SHORTEN_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

// Where the cursor is, from 0; -1 = not known.
typedef struct {
    int row, column;
} Spot;

// Rows that scroll; the last one counts.
typedef struct {
    int first, last;
} Region;

// Belongs to one terminal. {.rows, .columns, .stops} and shorten_forget() to begin with, and again when the window has another size.
typedef struct {
    int rows, columns;
    int stops;                  // from one tab stop to the next; 0: they can't be relied on
    Spot wanted, real;          // where ncurses has the cursor, and where it is
    Region wanted_region, real_region;
    char style[64];             // what is to be sent before the next character
    size_t style_length;
    bool is_plain;              // characters come without attributes
    bool has_charset;           // the plain one was chosen
    bool is_cursor_hidden;
} Shortener;

// Nothing is known of the terminal: before a screen that is sent afresh.
void shorten_forget(Shortener *shortener);

// Adds to `out` what brings about the same screen, the same attributes and, where it is seen, the same cursor. The region may be left as it was used
// last. Sequences are whole.
void shorten(Shortener *shortener, const char *bytes, size_t length, Buffer *out);

// Adds what brings the terminal to where ncurses has it, for bytes that don't come through here; what those do is not known then.
void shorten_settle(Shortener *shortener, Buffer *out);

#endif
