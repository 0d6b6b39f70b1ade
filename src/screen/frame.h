// What ncurses sends of a screen, said again in fewer bytes. ncurses says which cells change; how that is said is settled here.
#ifndef SCREEN_FRAME_H
#define SCREEN_FRAME_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

typedef struct Frame Frame;

Frame *frame_new(bool erases_in_colour);    // that: terminfo's bce
void frame_free(Frame *frame);              // NULL is fine

typedef struct {
    int rows, columns;
    bool is_kept;           // the bytes go out as they are
    bool has_repeat;        // the terminal has REP (ECMA-48 8.3.103), for any character
    bool leaves_region;     // a region that scrolls may stay set (DECSTBM): who gives the terminal back takes it away
} FrameMeans;

// Adds what is to be sent in place of all that ncurses sends for one screen. Afterwards the terminal shows the same cells, with the cursor in the
// same place, and the same attributes on. Of the ways that there are (cell by cell onto what stands there, onto rows that have moved as ncurses
// has moved them, onto a page that was cleared) it is the shortest. Where that is not shorter, where something is unknown that ncurses sends, or what
// the terminal shows (until it is cleared), where the whole screen is cleared, for that puts right what else may be there, and where characters stand for
// others (stand_ins.h), it is what ncurses sends, whole and in order.
// Control functions: CR, LF, RI, DECSTBM, and of ECMA-48 CUP, CHA, CUF, EL, DL, IL, SGR, REP.
void frame_put(Frame *frame, Buffer *out, const char *bytes, size_t length, FrameMeans means);

#endif
