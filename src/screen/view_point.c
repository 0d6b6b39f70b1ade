// What stands at a cell of the screen, for who points there: the way back from what the views drew.
#include <limits.h>
#include "screen/views.h"
#include "text/cluster.h"

// Where a line of the page or the footnote stands.
typedef struct {
    const Reader *reader;
    const Layout *layout;
    int index, left;        // of the line
    int row, column;        // pointed at
} Pointed;

typedef struct {
    Place place;
    int cells;              // that it is away
} Nearest;

// A cluster is where the cursor would stand for it, which knows of lines that go from the right.
static int cells_away(const Pointed *pointed, Grid *probe, const Segment *segment, size_t at, int width)
{
    const Rows rows = {pointed->row, pointed->row + 1};
    view_cursor(probe, rows, pointed->left, pointed->layout, pointed->index, segment->block, segment->byte + at);
    const int first = probe->cursor_column, last = first + width - 1;
    return pointed->column < first ? first - pointed->column : pointed->column > last ? pointed->column - last : 0;
}

static void look_in(const Pointed *pointed, Grid *probe, const Segment *segment, Nearest *nearest)
{
    const Widths *widths = &pointed->reader->widths;
    for (size_t at = 0, next; at < segment->length; at = next) {
        next = cluster_next(segment->text, segment->length, at);
        const int width = cluster_width(widths, segment->text + at, next - at);
        const int away = width ? cells_away(pointed, probe, segment, at, width) : INT_MAX;
        if (away >= nearest->cells)
            continue;
        *nearest = (Nearest){{layout_chapter(pointed->layout)->index, segment->block, segment->byte + at}, away};
    }
}

static void look_in_line(const Pointed *pointed, Grid *probe, Nearest *nearest)
{
    const Line *line = layout_line(pointed->layout, pointed->index);
    for (int i = 0; i < line->count; i++)
        if (line->segments[i].kind == SEGMENT_TEXT)
            look_in(pointed, probe, &line->segments[i], nearest);
}

int view_place_at(const Reader *reader, const Grid *grid, int row, int column, Place *place)
{
    const RowShows *shows = grid_shows(grid, row);
    if (shows->kind != ROW_PAGE && shows->kind != ROW_NOTE)
        return -1;
    Pointed pointed = {reader, shows->kind == ROW_NOTE ? reader->note : reader->shown, shows->index, shows->left, row, column};
    Grid probe = *grid;     // only its cursor is moved
    Nearest nearest = {.cells = INT_MAX};
    look_in_line(&pointed, &probe, &nearest);
    pointed.index = shows->second;
    pointed.left = shows->second_left;
    if (shows->has_second)
        look_in_line(&pointed, &probe, &nearest);
    if (nearest.cells == INT_MAX)
        return -1;
    *place = nearest.place;
    return nearest.cells;
}
