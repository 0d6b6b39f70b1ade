// A chapter at a width, and the way between its lines and its text.
#include "layout/layout.h"
#include <limits.h>
#include <stdlib.h>
#include "base/memory.h"
#include "layout/blocks.h"
#include "layout/build.h"

// Blocks without text are where the next text is.
static void settle_ranges(Layout *layout)
{
    LineRange next = {.first = layout->count - 1, .last = layout->count - 1};
    for (int i = layout->end - layout->begin - 1; i >= 0; i--) {
        if (layout->ranges[i].first < 0)
            layout->ranges[i] = (LineRange){next.first, next.first};
        next = layout->ranges[i];
    }
}

struct LayoutWork {
    Layout *layout;
    Builder builder;
    Siblings siblings;
};

static LayoutWork *begin_with(const Chapter *chapter, int begin, int end, LayoutOptions options, LineBreaker *breaker)
{
    if (options.cells < LAYOUT_CELLS_LEAST)
        options.cells = LAYOUT_CELLS_LEAST;
    if (options.cells > LAYOUT_CELLS_UNBROKEN)
        options.cells = LAYOUT_CELLS_UNBROKEN;
    Layout *layout = memory_new(1, sizeof *layout);
    *layout = (Layout){.chapter = chapter, .options = options, .begin = begin, .end = end, .arena = arena_new()};
    layout->ranges = memory_new((size_t)(end - begin), sizeof *layout->ranges);
    for (int i = 0; i < end - begin; i++)
        layout->ranges[i].first = -1;
    LayoutWork *work = memory_new(1, sizeof *work);
    *work = (LayoutWork){.layout = layout, .builder = build_start(layout, breaker), .siblings = {.next = begin, .end = end, .previous = -1}};
    return work;
}

LayoutWork *layout_begin(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    return begin_with(chapter, 0, chapter->body_end, options, breaker);
}

void layout_set_meter(LayoutWork *work, Meter meter)
{
    work->builder.pace.meter = meter;
}

bool layout_go_on(LayoutWork *work, int lines)
{
    line_breaker_set_widths(work->builder.breaker, work->layout->options.widths);
    set_some(&work->builder, &work->siblings, lines);
    return work->siblings.next < work->siblings.end;
}

static Layout *end_work(LayoutWork *work)
{
    Layout *layout = work->layout;
    build_end(&work->builder);
    free(work);
    return layout;
}

Layout *layout_finish(LayoutWork *work)
{
    layout_go_on(work, INT_MAX);
    if (!work->layout->count)
        build_line(&work->builder, work->layout->begin);
    settle_ranges(work->layout);
    return end_work(work);
}

void layout_drop(LayoutWork *work)
{
    if (work)
        layout_free(end_work(work));
}

Layout *layout_new(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    return layout_finish(layout_begin(chapter, options, breaker));
}

Layout *layout_block(const Chapter *chapter, int block, LayoutOptions options, LineBreaker *breaker)
{
    return layout_finish(begin_with(chapter, block, chapter->blocks[block].end, options, breaker));
}

void layout_free(Layout *layout)
{
    if (!layout)
        return;
    arena_free(layout->arena);
    free(layout->lines);
    free(layout->ranges);
    free(layout);
}

const Chapter *layout_chapter(const Layout *layout)
{
    return layout->chapter;
}

LayoutOptions layout_made_with(const Layout *layout)
{
    return layout->options;
}

int layout_line_count(const Layout *layout)
{
    return layout->count;
}

const Line *layout_line(const Layout *layout, int index)
{
    return &layout->lines[index].line;
}

// Rows that only keep lines apart stand inside a block's lines as well; they belong to the line that follows.
static bool keeps_apart(const LaidLine *laid)
{
    return laid->line.count == 0 && laid->byte == 0;
}

// Where a line of a block begins in its text.
static size_t line_start(const Layout *layout, int index, int block)
{
    while (index + 1 < layout->count && keeps_apart(&layout->lines[index]))
        index++;
    const LaidLine *laid = &layout->lines[index];
    for (int i = 0; i < laid->line.count; i++)
        if (laid->line.segments[i].kind == SEGMENT_TEXT && laid->line.segments[i].block == block)
            return laid->line.segments[i].byte;
    return laid->byte;
}

int layout_line_of(const Layout *layout, int block, size_t byte)
{
    if (block < layout->begin)
        return 0;
    if (block >= layout->end)
        return layout->count - 1;
    LineRange range = layout->ranges[block - layout->begin];
    int first = range.first, behind = range.last + 1;
    while (behind - first > 1) {
        int middle = first + (behind - first) / 2;
        if (line_start(layout, middle, block) <= byte)
            first = middle;
        else
            behind = middle;
    }
    return first;
}

bool line_is_read(const Line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->segments[i].kind != SEGMENT_RULE && line->segments[i].length)
            return true;
    return false;
}

bool layout_place_of(const Layout *layout, int line, int *block, size_t *byte)
{
    for (int index = line < 0 ? 0 : line; index < layout->count; index++) {
        const Line *candidate = &layout->lines[index].line;
        for (int i = 0; i < candidate->count; i++)
            if (candidate->segments[i].kind == SEGMENT_TEXT) {
                *block = candidate->segments[i].block;
                *byte = candidate->segments[i].byte;
                return true;
            }
    }
    return false;
}
