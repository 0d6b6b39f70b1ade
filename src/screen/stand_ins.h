// What curses can't be told of: clusters that it would give other cells than they have, or lose a part of. In their place it gets characters of
// private use, one for each cell, each of them one cell wide for it; in what it sends they are replaced by the cluster.
#ifndef SCREEN_STAND_INS_H
#define SCREEN_STAND_INS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "text/widths.h"

typedef struct StandIns StandIns;

StandIns *stand_ins_new(void);
void stand_ins_free(StandIns *table);       // NULL is fine

typedef struct {
    const char *cluster;    // of fewer than CELL_BYTES bytes
    int cells;              // 1 to WIDTH_CELLS_MOST
    int column;
} StandIn;

// The first of its code points, one for each cell. The same as before for the same cluster in the same column, so that what
// did not change is not sent again. 0: there is no room for more.
unsigned stand_in_for(StandIns *table, StandIn wanted);

// How many bytes of a cluster such a terminal shows in no more than so many cells: all of it, or up to a code point, without a joiner behind which
// nothing follows; at least the first code point. What it showed beyond them would stay on the screen.
size_t stand_in_length(const Widths *terminal, const char *cluster, int cells);

bool stand_ins_are_full(const StandIns *table);
void stand_ins_forget(StandIns *table);     // all of them; what stands on the screen must then be sent whole

bool is_stand_in(unsigned codepoint);       // so that in a text they must have one themselves: planes 15 and 16

// Adds what is sent to a terminal of `columns`. A cluster goes onto blanks, and behind it the cursor is put where it belongs (CSI G, ECMA-48):
// whatever the terminal makes of it, the rest of the row stands where it should. Near the right edge it can't wrap.
void stand_ins_put(const StandIns *table, Buffer *out, const char *bytes, size_t length, int columns);

#endif
