// A grid of cells: what views draw into, and what tests compare.
#ifndef SCREEN_GRID_H
#define SCREEN_GRID_H
#include <stdbool.h>
#include <stddef.h>
#include "text/widths.h"

typedef struct {
    bool is_bold, is_underlined, is_reverse, is_italic;
} Style;

enum { CELL_BYTES = 40 }; // of a cluster with its marks and a NUL; longer ones are cut at a code point

typedef struct {
    char text[CELL_BYTES];  // one grapheme cluster; "" = blank
    unsigned char width;    // of it, from 1; the cells that it covers besides have width 0
    Style style;
} Cell;

typedef struct {
    int rows, columns;
    Widths widths;          // by which text takes cells; the standard in a new grid
    Cell *cells;            // row by row
    int cursor_row, cursor_column;
    bool has_cursor;        // it is to be visible
    int reading_row, reading_column;    // where the reading is, also while the cursor stands on a message
    int foot;               // first row of what stands over the page: a message, a prompt, a footnote; `rows` = nothing does
} Grid;

Grid *grid_new(int rows, int columns);          // blank; at least 1 each
void grid_free(Grid *grid);                     // NULL is fine
void grid_clear(Grid *grid);                    // blank again, no cursor
const Cell *grid_cell(const Grid *grid, int row, int column);
bool grid_same_cells(const Grid *one, const Grid *other);       // of the same size
bool grid_same(const Grid *one, const Grid *other);     // size, cells and cursor: a screen that need not be sent

// Draws safe text on one row from a column on, cut at `limit` (a column, exclusive) and at the grid's edge; what is outside is not drawn. A
// cluster without cells of its own (a soft hyphen) is left out. Returns the column behind it.
int grid_text(Grid *grid, int row, int column, int limit, const char *text, size_t length, Style style);
void grid_fill(Grid *grid, int row, int column, int limit, char c, Style style);
void grid_cursor(Grid *grid, int row, int column);      // pulled inside the grid

#endif
