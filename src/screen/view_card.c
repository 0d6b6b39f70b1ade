// What is told by itself: a unit, a cell, a spelled word. It stands alone from the first cell on, so that it is spoken exactly, and a braille
// display begins with it.
#include "screen/views.h"

void view_card(const Reader *reader, Grid *grid, Rows rows)
{
    const Card *card = &reader->card;
    int row = rows.first;
    grid_turn(grid, grid_base_of(grid, buffer_text(&card->text)));
    for (size_t i = card->top; i < card->count && row < rows.end; i++, row++) {
        const TextLine *line = &card->lines[i];
        grid_text(grid, row, 0, grid->columns, card->text.bytes + line->start, line->end - line->start, (Style){0});
    }
    grid_from_left(grid);
    grid_cursor(grid, rows.first + card->row, card->cell);
    grid->has_cursor = reader_is_heard(reader);
}
