// Text on rows of a grid: cut, wrapped, at the right.
#include "screen/draw.h"
#include <string.h>
#include "base/buffer.h"
#include "text/cluster.h"

static int draw_cut_as(Grid *grid, int row, int column, int limit, const char *text, BidiBase base, Style style)
{
    size_t length = strlen(text);
    int cells = limit - column;
    if (cells < 1)
        return column;
    if (text_fit(&grid->widths, text, length, cells, NULL) == length)
        return grid_text_as(grid, row, column, limit, text, length, base, style);
    const char *mark = cells < 6 ? "." : "...";
    Buffer cut = {0};
    buffer_add(&cut, text, text_fit(&grid->widths, text, length, cells - (int)strlen(mark), NULL));
    buffer_add_text(&cut, mark);
    column = grid_text_as(grid, row, column, limit, cut.bytes, cut.length, base, style);
    buffer_free(&cut);
    return column;
}

int draw_cut(Grid *grid, int row, int column, int limit, const char *text, Style style)
{
    return draw_cut_as(grid, row, column, limit, text, grid->base, style);
}

int draw_title(Grid *grid, int row, int column, int limit, const char *text, Style style)
{
    return draw_cut_as(grid, row, column, limit, text, grid_base_of(grid, text), style);
}

int draw_right(Grid *grid, int row, int column, int limit, const char *text, Style style)
{
    int width = text_width(&grid->widths, text, strlen(text));
    int begin = limit - width < column ? column : limit - width;
    draw_title(grid, row, begin, limit, text, style);
    return begin;
}

size_t wrap_end(const Widths *widths, const char *text, size_t length, size_t at, int cells, size_t *next)
{
    const char *line_end = memchr(text + at, '\n', length - at);
    const size_t stop = line_end ? (size_t)(line_end - text) : length;
    size_t end = at + text_fit(widths, text + at, stop - at, cells, NULL);
    if (end == stop && stop < length) {
        *next = stop + 1;
        return stop;
    }
    if (end == at && end < length)
        end = cluster_next(text, length, at);
    size_t space = end;
    if (end < length)
        while (space > at && text[space] != ' ')
            space--;
    end = space > at ? space : end;
    *next = end;
    while (*next < length && text[*next] == ' ')
        ++*next;
    return end;
}

int wrap_count(const Widths *widths, const char *text, int cells)
{
    size_t length = strlen(text);
    int count = 0;
    for (size_t at = 0; at < length || !count; count++)
        wrap_end(widths, text, length, at, cells, &at);
    return count;
}

// What has no room any more stands in one line, cut.
static void draw_rest(Grid *grid, int row, int column, int limit, const char *text, BidiBase base, Style style)
{
    Buffer line = {0};
    buffer_add_text(&line, text);
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] == '\n')
            line.bytes[i] = ' ';
    draw_cut_as(grid, row, column, limit, buffer_text(&line), base, style);
    buffer_free(&line);
}

int draw_wrapped_as(Grid *grid, int row, int rows, int column, int limit, const char *text, BidiBase base, Style style)
{
    size_t length = strlen(text);
    int count = 0;
    for (size_t at = 0, next; at < length && count < rows; at = next, count++) {
        size_t end = wrap_end(&grid->widths, text, length, at, limit - column, &next);
        if (count == rows - 1 && next < length) {
            draw_rest(grid, row + count, column, limit, text + at, base, style);
            return rows;
        }
        grid_text_as(grid, row + count, column, limit, text + at, end - at, base, style);
    }
    return count;
}

int draw_wrapped(Grid *grid, int row, int rows, int column, int limit, const char *text, Style style)
{
    return draw_wrapped_as(grid, row, rows, column, limit, text, grid_base_of_message(grid, text), style);
}
