// What of a screen is sent where a screen reader speaks what comes, in the order in which it comes.
#ifndef SCREEN_SENDING_H
#define SCREEN_SENDING_H
#include "screen/terminal.h"

// TYPING: into the prompt. CURSOR: only that was moved. PLACE: the reading went somewhere, on the screen or off it. OTHER: it went on.
typedef enum { CHANGE_TYPING, CHANGE_CURSOR, CHANGE_PLACE, CHANGE_OTHER } Change;

// A new page is sent whole from its top, so that it is spoken in order and no word is left out that was there before. Where only some rows are
// new, or the reading went to a row that was there, those rows are sent whole, and nothing else. Screen readers that compare one screen with the
// next find nothing new in a row that is sent again, and in what was on the page before: so that goes first. What scrolls by a line sends what
// came in. The last row belongs to prompt and messages: while text is typed there, only what is typed. Both grids have the same size;
// `is_whole` has room for a flag a row, and is borrowed by what is returned.
Sending sending_heard(const Grid *before, const Grid *now, Change change, bool *is_whole);

// Whether all that a screen is besides some rows that came in stood on the one before.
bool sending_scrolls(const Grid *before, const Grid *now);

// Whether another page is there: no row of it has the text that it had.
bool sending_replaces(const Grid *before, const Grid *now);

#endif
