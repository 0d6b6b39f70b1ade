// A layout cut into pages.
#include "layout/pages.h"
#include <stdlib.h>
#include "base/memory.h"

enum { ROWS_WITH_RULES_LEAST = 4 };     // shorter pages are cut where they are full

static int skip_blanks(const Layout *layout, int line)
{
    int count = layout_line_count(layout);
    while (line < count && !layout_line(layout, line)->count)
        line++;
    return line;
}

// The line behind the page that begins at `start`. A page is never left emptier than half for the sake of what is to be kept together.
static int page_end(const Layout *layout, int start, int rows)
{
    int end = start + rows;
    if (end >= layout_line_count(layout) || rows < ROWS_WITH_RULES_LEAST)
        return end;
    int best = end;
    while (best > start + rows / 2 && layout_line(layout, best - 1)->keep_with_next)
        best--;
    return layout_line(layout, best - 1)->keep_with_next ? end : best;
}

Pages pages_new(const Layout *layout, int rows)
{
    Pages pages = {.rows = rows < 1 ? 1 : rows};
    size_t capacity = 0;
    int count = layout_line_count(layout), line = 0;
    do {
        pages.starts = memory_grow(pages.starts, (size_t)pages.count, &capacity, sizeof *pages.starts);
        pages.starts[pages.count++] = line;
        line = skip_blanks(layout, page_end(layout, line, pages.rows));
    } while (line < count);
    return pages;
}

// Every other one of the columns begins a page.
static void join_columns(Pages *pages, int lines)
{
    const int columns = pages->count;
    pages->count = (columns + 1) / 2;
    pages->seconds = memory_new((size_t)pages->count, sizeof *pages->seconds);
    for (int i = 0; i < pages->count; i++) {
        pages->seconds[i] = 2 * i + 1 < columns ? pages->starts[2 * i + 1] : lines;
        pages->starts[i] = pages->starts[2 * i];
    }
}

Pages pages_new_in(const Layout *layout, int rows, int columns)
{
    Pages pages = pages_new(layout, rows);
    if (columns == 2)
        join_columns(&pages, layout_line_count(layout));
    return pages;
}

void pages_free(Pages *pages)
{
    free(pages->starts);
    free(pages->seconds);
    *pages = (Pages){0};
}

int pages_at(const Pages *pages, int line)
{
    int page = 0, behind = pages->count;
    while (behind - page > 1) {
        int middle = page + (behind - page) / 2;
        if (pages->starts[middle] <= line)
            page = middle;
        else
            behind = middle;
    }
    return page;
}
