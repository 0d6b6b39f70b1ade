// Lines, one behind the other.
#include "layout/build.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/direction.h"
#include "layout/told.h"
#include "report/links.h"
#include "text/cluster.h"

enum {
    ROOM_CELLS_LEAST = 24,  // indents shrink before text gets less; two thirds of a narrower measure
    RULE_CELLS_MOST = 1000, // the widest measure that can be set
    METER_LINES = 256,      // a fraction of a millisecond
};

static const char *repeated(Arena *arena, const char *glyph, int times)
{
    size_t size = strlen(glyph);
    char *text = arena_take(arena, (size_t)times * size + 1);
    for (int i = 0; i < times; i++)
        memcpy(text + (size_t)i * size, glyph, size);
    return text;
}

static int *count_links(const Layout *layout)
{
    int *links = memory_new((size_t)(layout->end - layout->begin), sizeof *links), count = chapter_links_before(layout->chapter, layout->begin);
    for (int i = layout->begin; i < layout->end; i++) {
        const Block *block = &layout->chapter->blocks[i];
        links[i - layout->begin] = count;
        for (size_t k = 0; k < block->span_count; k++)
            count += block->spans[k].kind == SPAN_LINK;
    }
    return links;
}

// Whoever gives them may give those of another chapter before all lines are made.
static const Lit *copy_lit(const Layout *layout, size_t *count)
{
    const Lit *lit = layout->options.lit(layout->options.lit_context, layout->chapter, count);
    Lit *copy = arena_take(layout->arena, *count * sizeof *copy);
    if (*count)
        memcpy(copy, lit, *count * sizeof *copy);
    return copy;
}

Builder build_start(Layout *layout, LineBreaker *breaker)
{
    int cells = layout->options.cells, two_thirds = cells / 3 * 2;
    Builder builder = {
        .layout = layout,
        .breaker = breaker,
        .least = two_thirds < ROOM_CELLS_LEAST ? two_thirds : ROOM_CELLS_LEAST,
        .rule_cells = cells < RULE_CELLS_MOST ? cells : RULE_CELLS_MOST,
        .links = layout->options.is_told ? count_links(layout) : NULL,
        .marks.block = -1,
        .direct = {.block = -1, .owner = -1},
    };
    if (layout->options.is_told && layout->options.lit)
        builder.lit = copy_lit(layout, &builder.lit_count);
    bool is_ascii = layout->options.is_ascii;
    builder.rules[RULE_SINGLE] = repeated(layout->arena, is_ascii ? "-" : "─", builder.rule_cells);
    builder.rules[RULE_DOUBLE] = repeated(layout->arena, is_ascii ? "=" : "═", builder.rule_cells);
    return builder;
}

void build_end(Builder *builder)
{
    free(builder->segments);
    free(builder->markers);
    free(builder->links);
    bidi_free(builder->direct.bidi);
    *builder = (Builder){0};
}

bool build_is_stopped(const Builder *builder)
{
    return builder->layout->count > 0 && meter_is_stopped(builder->pace.meter);
}

const Block *build_block(const Builder *builder, int block)
{
    return &builder->layout->chapter->blocks[block];
}

bool build_is_told(const Builder *builder)
{
    return builder->layout->options.is_told;
}

int build_drawn(const Builder *builder, int cells)
{
    bool is_unbroken = builder->layout->options.cells >= LAYOUT_CELLS_UNBROKEN;
    return is_unbroken && cells > LAYOUT_CELLS_DRAWN ? LAYOUT_CELLS_DRAWN : cells;
}

const Widths *build_widths(const Builder *builder)
{
    return &builder->layout->options.widths;
}

int build_cells(const Builder *builder, const char *text, size_t length)
{
    return text_width(build_widths(builder), text, length);
}

Room room_all(const Builder *builder)
{
    return (Room){.left = 0, .cells = builder->layout->options.cells};
}

Room room_in(const Builder *builder, Room room, int indent)
{
    if (build_is_told(builder) && indent > TOLD_INDENT_MOST - room.left)
        indent = TOLD_INDENT_MOST - room.left;
    int spare = room.cells - builder->least;
    int shift = indent < spare ? indent : spare > 0 ? spare : 0;
    return (Room){.left = room.left + shift, .cells = room.cells - shift};
}

Room room_within(const Builder *builder, Room room, int indent)
{
    int spare = (room.cells - builder->least) / 2;
    int shift = indent < spare ? indent : spare > 0 ? spare : 0;
    return (Room){.left = room.left + shift, .cells = room.cells - 2 * shift};
}

void build_gap(Builder *builder, int blanks)
{
    if (builder->blanks < blanks)
        builder->blanks = blanks;
}

void build_keep(Builder *builder)
{
    Layout *layout = builder->layout;
    if (layout->count > 0)
        build_laid(layout, layout->count - 1)->line.keep_with_next = true;
}

void build_segment(Builder *builder, Segment segment)
{
    builder->segments = memory_grow(builder->segments, (size_t)builder->count, &builder->capacity, sizeof *builder->segments);
    builder->segments[builder->count++] = segment;
}

void build_text(Builder *builder, Segment segment)
{
    segment.order = order_of(builder, segment.block, segment.byte, segment.byte + segment.length);
    build_segment(builder, segment);
}

LaidLine *build_laid(const Layout *layout, int index)
{
    return &layout->batches[index / BATCH_LINES]->lines[index % BATCH_LINES];
}

static void add_line(Layout *layout, Line line, size_t byte)
{
    if (layout->count % BATCH_LINES == 0) {
        layout->batches = memory_grow(layout->batches, layout->batch_count, &layout->batch_capacity, sizeof *layout->batches);
        layout->batches[layout->batch_count++] = arena_take(layout->arena, sizeof **layout->batches);
    }
    *build_laid(layout, layout->count++) = (LaidLine){.line = line, .byte = byte};
}

static void add_gap(Builder *builder, int block)
{
    Layout *layout = builder->layout;
    const int spacing = layout->options.spacing > 1 ? layout->options.spacing : 1;
    builder->blanks = (layout->options.is_dense ? 0 : builder->blanks) * spacing + spacing - 1;
    for (; builder->blanks > 0 && layout->count > 0; builder->blanks--) {
        bool keep = build_laid(layout, layout->count - 1)->line.keep_with_next;
        add_line(layout, (Line){.block = block, .keep_with_next = keep}, 0);
    }
    builder->blanks = 0;
}

static void note_range(Layout *layout, int block, int line)
{
    LineRange *range = &layout->ranges[block - layout->begin];
    if (range->first < 0)
        range->first = line;
    range->last = line;
}

void build_stand_for(Builder *builder, int block)
{
    Layout *layout = builder->layout;
    const int gap = layout->count > 0 ? builder->blanks : 0;
    note_range(layout, block, layout->count + gap);
}

static size_t bytes_of(const Layout *layout, int from, int to)
{
    size_t bytes = 0;
    for (int i = from; i < to; i++)
        bytes += layout->chapter->blocks[i].length;
    return bytes;
}

// By bytes: one block may be nearly all of a chapter.
static void move_meter(Builder *builder, int block)
{
    const Layout *layout = builder->layout;
    const Line *line = &build_laid(layout, layout->count - 1)->line;
    Pace *pace = &builder->pace;
    if (!pace->meter.tell || ++pace->quiet < METER_LINES)
        return;
    if (!pace->all)
        *pace = (Pace){.meter = pace->meter, .block = layout->begin, .all = bytes_of(layout, layout->begin, layout->end)};
    if (block > pace->block) {
        pace->before += bytes_of(layout, pace->block, block);
        pace->block = block;
    }
    pace->quiet = 0;
    meter_move(pace->meter, pace->before + (block == pace->block && line->count ? line->segments[line->count - 1].byte : 0), pace->all);
}

void build_line(Builder *builder, int block)
{
    build_line_at(builder, block, 0);
}

void build_line_at(Builder *builder, int block, size_t byte)
{
    Layout *layout = builder->layout;
    add_gap(builder, block);
    size_t size = (size_t)builder->count * sizeof(Segment);
    Segment *segments = arena_take(layout->arena, size);
    if (size > 0)
        memcpy(segments, builder->segments, size);
    for (int i = 0; i < builder->count; i++)
        if (segments[i].kind == SEGMENT_TEXT)
            note_range(layout, segments[i].block, layout->count);
    add_line(layout, (Line){.segments = segments, .count = builder->count, .block = block, .is_rtl = goes_from_right(builder, block)}, byte);
    builder->count = 0;
    move_meter(builder, block);
}

void build_blank(Builder *builder, int block, size_t byte)
{
    Layout *layout = builder->layout;
    if (layout->options.is_dense)
        return;
    note_range(layout, block, layout->count);
    add_line(layout, (Line){.block = block}, byte);
}

Segment build_rule_segment(const Builder *builder, int block, RuleKind kind, int column, int width)
{
    if (width > builder->rule_cells)
        width = builder->rule_cells;
    size_t glyph = strlen(builder->rules[kind]) / (size_t)builder->rule_cells;
    return (Segment){.kind = SEGMENT_RULE, .text = builder->rules[kind], .length = (size_t)width * glyph, .column = column, .width = width,
        .block = block};
}

int build_width_of(const Builder *builder, int block)
{
    const Layout *layout = builder->layout;
    LineRange range = layout->ranges[block - layout->begin];
    int widest = 0;
    for (int i = range.first; i >= 0 && i <= range.last; i++) {
        const Line *line = &build_laid(layout, i)->line;
        const Segment *last = line->count ? &line->segments[line->count - 1] : NULL;
        if (last && last->column + last->width > widest)
            widest = last->column + last->width;
    }
    return widest;
}
