// A chapter at a width, and the way between its lines and its text.
#include "layout/layout.h"
#include <limits.h>
#include <stdlib.h>
#include "base/memory.h"
#include "layout/blocks.h"
#include "layout/build.h"

// What makes the lines that are not there yet.
typedef struct Work {
    Layout *layout;
    Builder builder;
    Walk walk;
} Work;

// Blocks without text are where the next text is: behind the last text so far that is not known yet.
static void settle_ranges(Layout *layout, int end)
{
    const bool is_known = end < layout->end - layout->begin && layout->ranges[end].first >= 0;
    int next = is_known ? layout->ranges[end].first : layout->count - 1;
    for (int i = end - 1; i >= layout->settled; i--) {
        if (layout->ranges[i].first < 0)
            layout->ranges[i] = (LineRange){next, next};
        next = layout->ranges[i].first;
    }
    layout->settled = end;
}

// Where text is on its way, what stands before it is where it begins.
static void settle_so_far(Layout *layout, int end)
{
    if (layout->ranges[end].first < 0)
        while (end > layout->settled && layout->ranges[end - 1].first < 0)
            end--;
    settle_ranges(layout, end);
}

static void end_work(Layout *layout)
{
    if (!layout->work)
        return;
    walk_free(&layout->work->walk);
    build_end(&layout->work->builder);
    free(layout->work);
    layout->work = NULL;
}

static bool go_on(Work *work, int lines)
{
    Layout *layout = work->layout;
    line_breaker_set_widths(work->builder.breaker, layout->options.widths);
    if (set_some(&work->builder, &work->walk, lines)) {
        settle_so_far(layout, walk_next(&work->walk) - layout->begin);
        return true;
    }
    if (!layout->count)
        build_line(&work->builder, layout->begin);
    settle_ranges(layout, layout->end - layout->begin);
    end_work(layout);
    return false;
}

static Layout *begin_with(const Chapter *chapter, int begin, int end, LayoutOptions options, LineBreaker *breaker)
{
    if (options.cells < LAYOUT_CELLS_LEAST)
        options.cells = LAYOUT_CELLS_LEAST;
    if (options.cells > LAYOUT_CELLS_UNBROKEN)
        options.cells = LAYOUT_CELLS_UNBROKEN;
    Layout *layout = memory_new(1, sizeof *layout);
    *layout = (Layout){.chapter = chapter, .options = options, .piece = PIECE_BYTES, .begin = begin, .end = end, .arena = arena_new()};
    layout->ranges = memory_new((size_t)(end - begin), sizeof *layout->ranges);
    for (int i = 0; i < end - begin; i++)
        layout->ranges[i].first = -1;
    layout->work = memory_new(1, sizeof *layout->work);
    *layout->work = (Work){.layout = layout, .builder = build_start(layout, breaker)};
    layout->work->walk = walk_from(begin, end, room_all(&layout->work->builder));
    return layout;
}

Layout *layout_begin(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    return begin_with(chapter, 0, chapter->body_end, options, breaker);
}

void layout_set_meter(Layout *layout, Meter meter)
{
    if (layout->work)
        layout->work->builder.pace.meter = meter;
}

bool layout_go_on(Layout *layout, int lines)
{
    return layout->work && go_on(layout->work, lines);
}

static bool is_stopped(const Layout *layout)
{
    return layout->work && build_is_stopped(&layout->work->builder);
}

bool layout_is_whole(const Layout *layout)
{
    return !layout->work;
}

static Layout *made_whole(Layout *layout)
{
    layout_go_on(layout, INT_MAX);
    return layout;
}

Layout *layout_new(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    return made_whole(layout_begin(chapter, options, breaker));
}

Layout *layout_block(const Chapter *chapter, int block, LayoutOptions options, LineBreaker *breaker)
{
    return made_whole(begin_with(chapter, block, chapter->blocks[block].end, options, breaker));
}

void layout_free(Layout *layout)
{
    if (!layout)
        return;
    end_work(layout);
    arena_free(layout->arena);
    free(layout->batches);
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
    if (layout->work)
        go_on(layout->work, INT_MAX);
    return layout->count;
}

void layout_tell_count(Layout *layout, int lines)
{
    layout->told_count = lines;
}

// A block whose first line is made: its lines so far are where they stay.
static bool is_begun(const Layout *layout, int block, size_t byte)
{
    return block - layout->begin < layout->settled || (layout->work && walk_shows(&layout->work->walk, block, byte));
}

// Of the text that is gone on with, by those that are made.
static double lines_left(const Layout *layout)
{
    const Walk *walk = &layout->work->walk;
    const Running *running = &walk->running;
    if (!walk->is_running || !running->made)
        return 0;
    const LineRange *range = &layout->ranges[running->block - layout->begin];
    const unsigned length = layout->chapter->blocks[running->block].length;
    return (double)(range->last - range->first + 1) * (double)(length - running->made) / (double)running->made;
}

// Of blocks that are not begun, by those of the blocks before: each has as many lines as its words take, and half a one for what keeps it apart and is
// left blank of its last. Where there were no words yet each has as many as the others.
static double lines_behind(const Layout *layout, int begun, double made)
{
    const double blocks = begun - layout->begin, left = layout->end - begun, words = layout->work->walk.words, all = layout->chapter->words;
    if (layout->told_count)
        return layout->told_count > made ? layout->told_count - made : 0;
    if (!blocks || !words)
        return made * left / (blocks ? blocks : 1);
    return (made - blocks / 2) * (all > words ? all - words : 0) / words + left / 2;
}

int layout_line_guessed(const Layout *layout, int block)
{
    if (block < layout->end && is_begun(layout, block, 0))
        return layout_line_of(layout, block, 0);
    if (!layout->work)
        return layout->count;
    if (layout->told_count && block >= layout->end)
        return layout->told_count;
    const Walk *walk = &layout->work->walk;
    const int begun = walk_next(walk) + walk->is_running, last = block < layout->end ? block : layout->end;
    const double made = layout->count + lines_left(layout), share = last > begun ? (double)(last - begun) / (layout->end - begun) : 0;
    const double guess = made + share * lines_behind(layout, begun, made);
    return guess > INT_MAX ? INT_MAX : guess > 1 ? (int)(guess + 0.5) : 1;
}

int layout_lines_guessed(const Layout *layout)
{
    return layout_line_guessed(layout, layout->end);
}

bool layout_has_line(const Layout *layout, int index)
{
    while (layout->work && layout->count <= index && !is_stopped(layout))
        go_on(layout->work, 1);
    return index < layout->count;
}

int layout_lines_to(const Layout *layout, int end)
{
    return layout_has_line(layout, end - 1) ? end : layout->count;
}

const Line *layout_line(const Layout *layout, int index)
{
    return &build_laid(layout, index)->line;
}

// Rows that only keep lines apart stand inside a block's lines as well; they belong to the line that follows.
static bool keeps_apart(const LaidLine *laid)
{
    return laid->line.count == 0 && laid->byte == 0;
}

// Where a line of a block begins in its text.
static size_t line_start(const Layout *layout, int index, int block)
{
    while (index + 1 < layout->count && keeps_apart(build_laid(layout, index)))
        index++;
    const LaidLine *laid = build_laid(layout, index);
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
        return layout_line_count(layout) - 1;
    while (layout->work && !is_begun(layout, block, byte) && !is_stopped(layout))
        go_on(layout->work, 1);
    if (!is_begun(layout, block, byte))
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
    for (int index = line < 0 ? 0 : line; layout_has_line(layout, index); index++) {
        const Line *candidate = layout_line(layout, index);
        for (int i = 0; i < candidate->count; i++)
            if (candidate->segments[i].kind == SEGMENT_TEXT) {
                *block = candidate->segments[i].block;
                *byte = candidate->segments[i].byte;
                return true;
            }
    }
    return false;
}
