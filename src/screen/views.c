// The whole screen: what has the focus, and the foot over it.
#include "screen/views.h"
#include <stdio.h>
#include "base/translate.h"
#include "screen/draw.h"
#include "text/language.h"
#include "text/shape.h"

static void view_too_small(Grid *grid)
{
    char text[256];
    snprintf(text, sizeof text, _("Too small: make it %1$dx%2$d or more."), VIEW_COLUMNS_LEAST, VIEW_ROWS_LEAST);
    if (wrap_count(&grid->widths, text, grid->columns) > grid->rows)
        snprintf(text, sizeof text, "%s", _("Too small")); // TRANSLATORS: in a window of a few cells
    draw_wrapped(grid, 0, grid->rows, 0, grid->columns, text, (Style){0});
}

// The page with what stands above and over it.
static Shown view_text(const Reader *reader, Grid *grid, Rows rows, bool has_note)
{
    const int head = view_welcome(reader, grid, rows.end);
    view_page(reader, grid, (Rows){rows.first + head, rows.end});
    if (reader->message_is_welcome && head)
        grid_cursor(grid, 0, 0);
    const int foot = has_note ? view_note(reader, grid, rows) : rows.end;
    grid->foot = foot < grid->foot ? foot : grid->foot;
    return (Shown){.head = head, .text_rows = reader_is_heard(reader) ? foot : rows.end};
}

Shown view_screen(const Reader *reader, Grid *grid)
{
    grid->widths = reader->widths;
    char language[LANGUAGE_BYTES];
    grid->is_ordered = reader->is_ordered && !reader_is_heard(reader);
    grid->widths.is_shaped = grid->is_ordered && shape_is_shown();
    grid->interface = grid->is_ordered && language_goes_from_right(messages_language(language)) ? BIDI_RTL : BIDI_LTR;
    grid_clear(grid);
    if (grid->rows < VIEW_ROWS_LEAST || grid->columns < VIEW_COLUMNS_LEAST) {
        view_too_small(grid);
        return (Shown){0};
    }
    Focus focus = reader->focus == FOCUS_PROMPT ? reader->focus_before : reader->focus;
    // The foot is drawn twice: what stands above it must know its height, and the cursor is the prompt's in the end.
    const int foot = view_foot(reader, grid), text_rows = reader_text_rows(reader);
    const Rows rows = {.first = 0, .end = foot < text_rows ? foot : text_rows};
    grid->foot = foot;
    Shown shown;
    if (focus_is_list(focus)) {
        shown = view_list(reader, focus, grid, rows);
        shown.text_rows = rows.end;
    } else if (reader_shows_card(reader)) {
        view_card(reader, grid, rows);
        shown = (Shown){.text_rows = rows.end};
    } else
        shown = view_text(reader, grid, rows, focus == FOCUS_NOTE && reader->note);
    grid->reading_row = grid->cursor_row;
    grid->reading_column = grid->cursor_column;
    view_foot(reader, grid);
    return shown;
}
