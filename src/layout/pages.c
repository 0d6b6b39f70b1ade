// A layout cut into pages.
#include "layout/pages.h"
#include <stdlib.h>
#include "base/memory.h"

enum { ROWS_WITH_RULES_LEAST = 4 };     // shorter pages are cut where they are full

struct Pages {
    const Layout *layout;
    int rows, columns;
    int *cuts;          // line on which each column begins
    size_t count;       // at least 1
    size_t capacity;
    bool are_all;
};

static int skip_blanks(const Layout *layout, int line)
{
    while (layout_has_line(layout, line) && !layout_line(layout, line)->count)
        line++;
    return line;
}

// The line behind the column that begins at `start`. It is never left emptier than half for the sake of what is to be kept together.
static int column_end(const Layout *layout, int start, int rows)
{
    int end = start + rows;
    if (!layout_has_line(layout, end) || rows < ROWS_WITH_RULES_LEAST)
        return end;
    int best = end;
    while (best > start + rows / 2 && layout_line(layout, best - 1)->keep_with_next)
        best--;
    return layout_line(layout, best - 1)->keep_with_next ? end : best;
}

static void add_cut(Pages *pages, int line)
{
    pages->cuts = memory_grow(pages->cuts, pages->count, &pages->capacity, sizeof *pages->cuts);
    pages->cuts[pages->count++] = line;
}

Pages *pages_new(const Layout *layout, int rows, int columns)
{
    Pages *pages = memory_new(1, sizeof *pages);
    *pages = (Pages){.layout = layout, .rows = rows < 1 ? 1 : rows, .columns = columns};
    add_cut(pages, 0);
    return pages;
}

void pages_free(Pages *pages)
{
    if (pages)
        free(pages->cuts);
    free(pages);
}

// False: there is no other column.
static bool cut(Pages *pages)
{
    if (pages->are_all)
        return false;
    const int next = skip_blanks(pages->layout, column_end(pages->layout, pages->cuts[pages->count - 1], pages->rows));
    pages->are_all = !layout_has_line(pages->layout, next);
    if (!pages->are_all)
        add_cut(pages, next);
    return !pages->are_all;
}

static bool has_column(Pages *pages, size_t column)
{
    while (column >= pages->count && cut(pages))
        continue;
    return column < pages->count;
}

static int pages_of(const Pages *pages, size_t columns)
{
    return (int)(columns + (size_t)pages->columns - 1) / pages->columns;
}

int pages_count(Pages *pages)
{
    while (cut(pages))
        continue;
    return pages_of(pages, pages->count);
}

int pages_guessed(const Pages *pages)
{
    const int cut = pages_of(pages, pages->count);
    const int guess = pages->are_all ? 0 : layout_lines_guessed(pages->layout) / pages->rows / pages->columns;
    return guess > cut ? guess : cut;
}

bool pages_are_known(const Pages *pages)
{
    return pages->are_all;
}

bool pages_has(Pages *pages, int page)
{
    return has_column(pages, (size_t)page * (size_t)pages->columns);
}

int pages_start(const Pages *pages, int page)
{
    return pages->cuts[page * pages->columns];
}

int pages_second(Pages *pages, int page)
{
    const size_t second = (size_t)page * (size_t)pages->columns + 1;
    return has_column(pages, second) ? pages->cuts[second] : layout_line_count(pages->layout);
}

int pages_at(Pages *pages, int line)
{
    while (pages->cuts[pages->count - 1] <= line && cut(pages))
        continue;
    size_t column = 0, behind = pages->count;
    while (behind - column > 1) {
        const size_t middle = column + (behind - column) / 2;
        if (pages->cuts[middle] <= line)
            column = middle;
        else
            behind = middle;
    }
    return (int)column / pages->columns;
}
