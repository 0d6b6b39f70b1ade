// A terminal for tests: what it shows after some bytes, by ECMA-48 and the VT100. src/screen/emulator.c is another, so that no mistake is in both.
#ifndef TESTS_VT_H
#define TESTS_VT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VT_TEXT = 40 };

// No text has controls.
#define LEFT_OVER "\1"     // what is left of a wide one
#define RIGHT_HALF "\2"    // of a wide one

typedef struct {
    char text[VT_TEXT];     // "" = blank, or one of these
    uint32_t look;          // attributes, and behind them both colours
} VtCell;

typedef struct {
    int rows, columns, row, column;
    bool is_waiting;        // the last column was written to
    bool has_bce, has_wrap, is_hidden;
    uint32_t look;
    int top, bottom;
    int kept_row, kept_column;
    uint32_t kept_look;
    bool has_kept;          // since vt_show() began
    VtCell *cells;
    const char *odd;        // what terminals differ in was sent, or what is not known here; NULL: nothing
} Vt;

Vt vt_new(int rows, int columns, bool has_bce);
void vt_free(Vt *vt);
void vt_show(Vt *vt, const char *bytes, size_t length);
bool vt_same(const Vt *one, const Vt *other);      // cells, cursor and attributes

#endif
