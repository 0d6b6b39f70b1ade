// The whole screen: what has the focus, and the foot over it.
#include "screen/views.h"
#include <stdio.h>
#include "screen/draw.h"

static void view_too_small(Grid *grid)
{
    char text[64];
    snprintf(text, sizeof text, "Too small: make it %dx%d or more.", VIEW_COLUMNS_LEAST, VIEW_ROWS_LEAST);
    if (wrap_count(text, grid->columns) > grid->rows)
        snprintf(text, sizeof text, "Too small");
    draw_wrapped(grid, 0, grid->rows, 0, grid->columns, text, (Style){0});
}

Shown view_screen(const Reader *reader, Grid *grid)
{
    grid_clear(grid);
    if (grid->rows < VIEW_ROWS_LEAST || grid->columns < VIEW_COLUMNS_LEAST) {
        view_too_small(grid);
        return (Shown){0};
    }
    Focus focus = reader->focus == FOCUS_PROMPT ? reader->focus_before : reader->focus;
    // The foot is drawn twice: what stands above it must know its height, and the cursor is the prompt's in the end.
    const int foot = view_foot(reader, grid), text_rows = reader_text_rows(reader);
    Rows rows = {.first = 0, .end = foot < text_rows ? foot : text_rows};
    Shown shown = {0};
    if (focus_is_list(focus)) {
        shown = view_list(reader, focus, grid, rows);
    } else if (reader_shows_card(reader)) {
        view_card(reader, grid, rows);
    } else {
        view_page(reader, grid, rows);
        if (focus == FOCUS_NOTE && reader->note)
            view_note(reader, grid, rows);
    }
    grid->reading_row = grid->cursor_row;
    grid->reading_column = grid->cursor_column;
    view_foot(reader, grid);
    shown.text_rows = rows.end;
    return shown;
}
