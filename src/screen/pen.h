// What writes cells on a terminal in few bytes. Control functions: CR, LF, DECSTBM, and of ECMA-48 CUP, CHA, CUF, SGR, REP.
#ifndef SCREEN_PEN_H
#define SCREEN_PEN_H
#include <stdbool.h>
#include "base/buffer.h"
#include "screen/emulator.h"

// Rows that scroll; both belong to it.
typedef struct {
    int top, bottom;
} Region;

typedef struct {
    int row, column;    // of the cursor; column -1: the last one was written to, so that only an address, and CR, lead away
    Look look;
    Region region;
} PenState;

typedef struct {
    const Emulator *now;    // what the terminal is to show
    EmulatedCell *shown;    // what it shows, row by row: as many cells
    bool has_repeat;        // as in FrameMeans
    PenState at;
    Buffer said;
} Pen;

bool look_is(Look one, Look other);
bool cell_is_same(const EmulatedCell *one, const EmulatedCell *other);
bool region_is_whole(Region region, const Emulator *emulator);

void pen_set_look(Pen *pen, Look look);
void pen_set_region(Pen *pen, Region region);       // one that is new takes the cursor to the first cell
void pen_address(Pen *pen, int row, int column);
void pen_go_to(Pen *pen, int row, int column, Look next);   // in the fewest bytes; what is to be written there has the look `next`

// The cell that is to be where the cursor is, and those behind it that are like it up to the last that differs. Returns the column behind them.
int pen_put(Pen *pen, int column);

// A control function with its number, which is left out where it is 1.
void pen_put_motion(Pen *pen, const char *before, int number, char end);

#endif
