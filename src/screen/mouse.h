// What the mouse does on the screen: the wheel, a click, a drag over text.
#ifndef SCREEN_MOUSE_H
#define SCREEN_MOUSE_H
#include "reader/reader.h"
#include "screen/grid.h"
#include "screen/mouse_report.h"

// The button between its press and its release. {0}: it is up.
typedef struct {
    bool is_down;
    int row, column;        // where it was pressed
    bool is_dragged;        // it has been moved since
    bool has_place;         // it was pressed on the page
    Place place;            // nearest to there
    const Report *report;   // of that place
} Mouse;

// `grid`: the reader as it is now, as view_screen() draws it. What the button began is forgotten where something else happens between.
void mouse_answer(Mouse *mouse, Reader *reader, const Grid *grid, MouseReport report);

#endif
