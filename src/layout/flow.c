// Text and markers set into room.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/told.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    FIRST_CELLS_LEAST = 4,      // less room behind a marker: the text begins on the next line
};

void build_marker(Builder *builder, int block, const char *text, int column)
{
    builder->markers = memory_grow(builder->markers, builder->marker_count, &builder->marker_capacity, sizeof *builder->markers);
    builder->markers[builder->marker_count++] =
        (Marker){.text = text, .column = column, .width = build_cells(builder, text, strlen(text)), .block = block};
}

// Adds as much of a marker as fits on the line being made and returns how many bytes that was. Only one that is wider than the measure is
// ever cut.
static size_t add_part(Builder *builder, const Marker *marker, const char *text, int column)
{
    int width;
    size_t length = text_fit(build_widths(builder), text, strlen(text), builder->layout->options.cells - column, &width);
    if (column > 0 && text[length])
        return 0;
    if (!length)
        length = cluster_next(text, strlen(text), 0);
    build_segment(builder, (Segment){.kind = SEGMENT_MARKER, .text = text, .length = length, .column = column,
        .width = build_cells(builder, text, length), .block = marker->block});
    return length;
}

// Returns the column behind the marker and one blank cell.
static int add_marker(Builder *builder, const Marker *marker, int behind)
{
    int column = marker->column > behind ? marker->column : behind;
    for (const char *rest = marker->text; *rest;) {
        size_t length = add_part(builder, marker, rest, column);
        rest += length;
        if (!*rest)
            break;
        if (builder->count)
            build_line(builder, marker->block);
        column = 0;
    }
    const Segment *last = builder->count ? &builder->segments[builder->count - 1] : NULL;
    return last ? last->column + last->width + 1 : column;
}

static int add_markers(Builder *builder)
{
    int behind = 0;
    for (size_t i = 0; i < builder->marker_count; i++)
        behind = add_marker(builder, &builder->markers[i], behind);
    builder->marker_count = 0;
    return behind;
}

void build_flush_markers(Builder *builder)
{
    if (!builder->marker_count)
        return;
    int block = builder->markers[builder->marker_count - 1].block;
    add_markers(builder);
    build_line(builder, block);
    build_keep(builder);
}

// Cells of the first word: what a line behind a marker must hold, or the text begins on the next. Text without spaces may begin anywhere.
static int first_word_width(const Builder *builder, const char *text, size_t length)
{
    size_t end = 0;
    for (size_t next = 0; end < length && end < FIRST_WORD_BYTES; end = next) {
        unsigned codepoint = utf8_next(text, length, &next);
        if (utf8_is_space(codepoint) || line_end_vanishes(codepoint, codepoint))
            break;
    }
    return build_cells(builder, text, end);
}

int build_start_line(Builder *builder, Room room, const char *text, size_t length)
{
    int block = builder->marker_count ? builder->markers[builder->marker_count - 1].block : 0;
    add_markers(builder);
    if (!builder->count)
        return room.left;
    const Segment *last = &builder->segments[builder->count - 1];
    int behind = last->column + last->width + 1, left = room.left + room.cells - behind, word = first_word_width(builder, text, length);
    if (behind <= room.left)
        return room.left;
    if (left >= FIRST_CELLS_LEAST && left >= (word < room.cells ? word : room.cells))
        return behind;
    build_line(builder, block ? block : last->block);
    build_keep(builder);
    return room.left;
}

void build_start_rows(Builder *builder, Room room)
{
    int block = builder->marker_count ? builder->markers[builder->marker_count - 1].block : 0;
    if (build_start_line(builder, room, "", 0) > room.left) {
        build_line(builder, block);
        build_keep(builder);
    }
}

void build_behind(Builder *builder, int block, const char *text)
{
    const Segment *last = builder->count ? &builder->segments[builder->count - 1] : NULL;
    build_segment(builder, (Segment){.kind = SEGMENT_MARKER, .text = text, .length = strlen(text),
        .column = last ? last->column + last->width : 0, .width = build_cells(builder, text, strlen(text)), .block = block});
}

void build_rule(Builder *builder, int block, Room room, RuleKind kind, int width)
{
    if (build_is_told(builder))
        return;
    int start = build_start_line(builder, room, "", 0), most = room.left + room.cells - start;
    build_segment(builder, build_rule_segment(builder, block, kind, start, width < most ? width : most));
    build_line(builder, block);
}
