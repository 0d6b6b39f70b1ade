// Views draw the reader into a grid. They change nothing.
#ifndef SCREEN_VIEWS_H
#define SCREEN_VIEWS_H
#include "reader/reader.h"
#include "screen/grid.h"

enum { VIEW_NUMBER_CELLS = 7 }; // margin for a citation number as 12.34 and a gap
enum { VIEW_ROWS_LEAST = 2, VIEW_COLUMNS_LEAST = 10 }; // on a smaller screen there is only a sentence that says so

// The whole screen: what has the focus, status line, prompt or message. Returns what of it can be seen: a long message, or one where there is
// no status line, covers the rest.
Shown view_screen(const Reader *reader, Grid *grid);

// The parts of it. The rows first..end belong to a part.
typedef struct {
    int first;
    int end;        // exclusive
} Rows;

void view_page(const Reader *reader, Grid *grid, Rows rows);
void view_card(const Reader *reader, Grid *grid, Rows rows);                        // what is told by itself, in the place of the page
int view_note(const Reader *reader, Grid *grid, Rows rows);                         // the footnote, at the foot of the page; its first row
int view_welcome(const Reader *reader, Grid *grid, int rows);                       // what page mode begins with, at the top; how many rows it took
Shown view_list(const Reader *reader, Focus focus, Grid *grid, Rows rows);           // its rows

// The foot of the screen: the prompt, else the message, else the status line or what keys do in a list. Returns the first row it took;
// grid->rows where it took none.
int view_foot(const Reader *reader, Grid *grid);

void view_notice(Grid *grid, const char *words);    // on the last row, over what is there; what is cut is marked

// One line of a layout, at the left margin `column`: styles, links, hits.
void view_line(const Reader *reader, Grid *grid, int row, int column, const Layout *layout, int index);

// The cursor goes to a byte of a block, where rows show the layout from line `top` on; where it is not there it stays.
void view_cursor(Grid *grid, Rows rows, int margin, const Layout *layout, int top, int block, size_t byte);

// The place of the text at a cell of the page or the footnote, or nearest to it in its row. Returns how many cells it is away, 0 where the text is at
// the cell; -1: the row has none. `grid`: as view_screen() drew it.
int view_place_at(const Reader *reader, const Grid *grid, int row, int column, Place *place);

#endif
