// A grid of cells: what views draw into, and what tests compare.
#ifndef SCREEN_GRID_H
#define SCREEN_GRID_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "text/widths.h"
#include "text/bidi.h"
#include "text/visual.h"

typedef struct {
    bool is_bold, is_underlined, is_reverse, is_italic;
} Style;

enum {
    CELL_BYTES = 40,        // of a cluster with its marks and a NUL; longer ones are cut at a code point
    CELL_OWN_BYTES = 7,     // likewise, in the cell itself: all but some in a thousand
};

typedef struct {
    char text[CELL_OWN_BYTES];  // one grapheme cluster; "" = blank; of a longer one what grid_cluster() makes its text of
    unsigned char width;    // of it, from 1; the cells that it covers besides have width 0
    Style style;
} Cell;

// What a row of the screen shows, for who points at it.
typedef enum { ROW_OTHER, ROW_PAGE, ROW_NOTE, ROW_LIST } RowKind;
typedef struct {
    RowKind kind;
    int index;              // line of the page's or the footnote's layout, or row of the list
    int left;               // column where a line begins
    bool has_second;        // another line stands beside it, in the other column of text
    int second, second_left;
} RowShows;

typedef struct {
    int rows, columns;
    Widths widths;          // by which text takes cells; the standard in a new grid
    Cell *cells;            // row by row
    Buffer clusters;        // those that are longer than a cell's own text, each with its NUL, since it was cleared
    RowShows *shows;        // a row each; views tell it
    int cursor_row, cursor_column;
    bool has_cursor;        // it is to be visible
    int reading_row, reading_column;    // where the reading is, also while the cursor stands on a message
    bool is_ordered;        // text is drawn as it is seen (text/visual.h); else as it is stored, from left to right
    BidiBase interface;     // in an ordered grid: the direction of the language of messages
    BidiBase base;          // the direction that rows have now: grid_from_right()
    int mirror;             // with BIDI_RTL: where a cell and its mirror image meet, as the sum of their columns and the width
    int foot;               // first row of what stands over the page: a message, a prompt, a footnote; `rows` = nothing does
} Grid;

Grid *grid_new(int rows, int columns);          // blank; at least 1 each
void grid_free(Grid *grid);                     // NULL is fine
void grid_clear(Grid *grid);                    // blank again, no cursor
const Cell *grid_cell(const Grid *grid, int row, int column);
const char *grid_cluster(const Grid *grid, int row, int column);    // its text; borrowed until the grid is drawn into
const RowShows *grid_shows(const Grid *grid, int row);      // OTHER for a row that is not there
void grid_tell(Grid *grid, int row, RowShows shows);        // nothing for such a row
bool grid_same_row(const Grid *one, int row, const Grid *other, int other_row);     // of as many columns
bool grid_same_cells(const Grid *one, const Grid *other);       // of the same size
bool grid_same(const Grid *one, const Grid *other);     // size, cells and cursor: a screen that need not be sent

// Its rows from the top on, as far as about so many bytes tell what differs from a grid of the same size, and at least one that does; the rest becomes as
// that has it, or goes: the page's rows become blank, what stands over and under it is as that has it. False: nothing was left out.
typedef enum { REST_STAYS, REST_GOES } GridRest;
bool grid_cut(Grid *grid, const Grid *before, size_t bytes, GridRest rest);

// From here on rows go from the right: what is drawn in the columns first..limit stands there mirrored, the column `first` at the right; text that has
// no direction of its own is ordered for that. Nothing where the grid is not ordered. Ends with grid_from_left(), and with grid_clear().
void grid_from_right(Grid *grid, int first, int limit);
void grid_from_left(Grid *grid);
void grid_turn(Grid *grid, BidiBase base);      // the one or the other, for whole rows

// The direction of a text, BIDI_LTR where the grid is not ordered: of words of a report or a person the first strong letter's, else the
// interface's; of a message the interface's where it is in such a script at all, whatever key or name it may begin with.
BidiBase grid_base_of(const Grid *grid, const char *text);
BidiBase grid_base_of_message(const Grid *grid, const char *text);

// Draws safe text on one row from a column on, cut at `limit` (a column, exclusive) and at the grid's edge; what is outside is not drawn. A
// cluster without cells of its own (a soft hyphen) is left out. Returns the column behind it.
// In an ordered grid it is a paragraph in the direction of rows now; grid_text_as(): in another one.
int grid_text(Grid *grid, int row, int column, int limit, const char *text, size_t length, Style style);
int grid_text_as(Grid *grid, int row, int column, int limit, const char *text, size_t length, BidiBase base, Style style);

// Cells between where such a text begins and the cluster at a byte of it, or its end.
int grid_cells_before(const Grid *grid, const char *text, size_t length, size_t byte);

// A line from its glyphs, as visual_set() has them; `style` gives each its look. It begins at `column` and takes `width` cells in all.
typedef Style StyleOf(void *context, const Glyph *glyph);
void grid_visual(Grid *grid, int row, int column, int width, const Visual *visual, StyleOf *style, void *context);
int grid_cells_before_visual(const Grid *grid, const Visual *visual, int width, size_t byte);
void grid_fill(Grid *grid, int row, int column, int limit, char c, Style style);
void grid_cursor(Grid *grid, int row, int column);      // pulled inside the grid

#endif
