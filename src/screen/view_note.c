// A footnote in its place: at the foot of the page, set off by a rule that names it; by a blank row where its own words begin with its name.
#include <stdio.h>
#include "base/translate.h"
#include "screen/draw.h"
#include "screen/views.h"
#include "text/amount.h"

static void draw_rule(const Reader *reader, Grid *grid, int row, int margin, int shown)
{
    char name[256], part[256] = "";
    const Block *block = &layout_chapter(reader->note)->blocks[reader->note_block];
    int count = layout_line_count(reader->note), limit = margin + reader_measure(reader);
    if (grid->interface == BIDI_RTL)
        grid_from_right(grid, margin, limit);
    grid_fill(grid, row, margin, limit, '-', (Style){0});
    snprintf(name, sizeof name, _("Note %.100s "), block->label); // TRANSLATORS: a footnote, by its number or sign, on a rule; it ends with a space
    const int behind = draw_cut(grid, row, margin, limit, name, (Style){.is_bold = true});
    if (shown < count)
        snprintf(part, sizeof part, _(" lines %1$d-%2$d of %3$d"), reader->note_top + 1, reader->note_top + shown, count);
    draw_right(grid, row, behind, limit, part, (Style){0});
    grid_from_left(grid);
}

// As line mode says it.
static void draw_lines(const Reader *reader, Grid *grid, int row, int shown)
{
    char text[256];
    const int count = layout_line_count(reader->note), top = reader->note_top;
    snprintf(text, sizeof text, _("Lines %1$s to %2$s of %3$s."), AMOUNT(top + 1), AMOUNT(top + shown), AMOUNT(count));
    if (shown < count)
        draw_cut(grid, row, 0, grid->columns, text, (Style){0});
}

static void draw_head(const Reader *reader, Grid *grid, int row, int margin, int shown)
{
    if (reader_is_heard(reader))
        draw_lines(reader, grid, row, shown);
    else
        draw_rule(reader, grid, row, margin, shown);
}

int view_note(const Reader *reader, Grid *grid, Rows rows)
{
    int count = layout_line_count(reader->note) - reader->note_top, most = reader_note_rows(reader);
    int shown = count < most ? count : most, margin = reader_left(reader);
    int first = rows.end - shown;
    if (first < rows.first)
        first = rows.first;
    if (first > rows.first) {
        grid_fill(grid, first - 1, 0, grid->columns, ' ', (Style){0});
        grid_tell(grid, first - 1, (RowShows){.kind = ROW_OTHER});
        draw_head(reader, grid, first - 1, margin, shown);
    }
    for (int row = first; row < rows.end; row++) {
        grid_fill(grid, row, 0, grid->columns, ' ', (Style){0});
        view_line(reader, grid, row, margin, reader->note, reader->note_top + row - first);
        grid_tell(grid, row, (RowShows){.kind = ROW_NOTE, .index = reader->note_top + row - first, .left = margin});
    }
    grid_cursor(grid, first + reader->note_row, margin + reader->note_cell);
    const LinkChoice *link = &reader->note_link;
    if (link->is_some)
        view_cursor(grid, (Rows){first, rows.end}, margin, reader->note, reader->note_top, link->block,
                    layout_chapter(reader->note)->blocks[link->block].spans[link->span].start);
    return first > rows.first ? first - 1 : first;
}
