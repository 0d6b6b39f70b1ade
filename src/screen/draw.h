// Text on rows of a grid: cut, wrapped, at the right.
#ifndef SCREEN_DRAW_H
#define SCREEN_DRAW_H
#include <stddef.h>
#include "screen/grid.h"

// One row; what does not fit ends in "..." (in "." where there are under 6 cells). Returns the column behind it.
int draw_cut(Grid *grid, int row, int column, int limit, const char *text, Style style);
int draw_title(Grid *grid, int row, int column, int limit, const char *text, Style style);     // the same, the text in its own direction

// The text, in its own direction, ends before `limit`; nothing is drawn left of `column`. Returns the column where it begins.
int draw_right(Grid *grid, int row, int column, int limit, const char *text, Style style);

// Where the part of the text that fits into `cells` ends, at a space if there is one; *next is where the rest begins. At least one cluster.
// LF ends a row.
size_t wrap_end(const Widths *widths, const char *text, size_t length, size_t at, int cells, size_t *next);

int wrap_count(const Widths *widths, const char *text, int cells);      // rows that it takes

// Over at most `rows` rows, the text in the direction of a message with these words, the last of them cut as draw_cut() does. Returns how many it took.
int draw_wrapped(Grid *grid, int row, int rows, int column, int limit, const char *text, Style style);
int draw_wrapped_as(Grid *grid, int row, int rows, int column, int limit, const char *text, BidiBase base, Style style);

#endif
