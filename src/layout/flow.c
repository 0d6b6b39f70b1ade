// Text and markers set into room.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/told.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    FIRST_CELLS_LEAST = 4,      // less room behind a marker: the text begins on the next line
    FIRST_WORD_BYTES = 64,      // of a longer one no more are looked at
    GAP_CELLS_MOST = 3,         // by which a space is widened; a line that wants more stays as it is
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

// A line of the text from byte `from` on, its words apart so that it is wider by some cells.
static void add_wide_line(Builder *builder, int block, size_t from, TextLine line, int column, int more)
{
    const char *text = build_block(builder, block)->text + from + line.start;
    const size_t length = line.end - line.start;
    const int gaps = (int)line_gaps(text, length);
    for (size_t at = 0, end, gap = 0; at < length; at = end, gap++) {
        end = line_gap_end(text, length, at);
        const int width = build_cells(builder, text + at, end - at);
        build_text(builder, (Segment){.kind = SEGMENT_TEXT, .text = text + at, .length = end - at, .column = column, .width = width,
            .block = block, .byte = from + line.start + at});
        column += width + more * ((int)gap + 1) / gaps - more * (int)gap / gaps;
    }
    if (line.hyphen)
        build_behind(builder, block, "-");
}

// By how many cells a line that is not the last is to be widened.
static int missing_cells(const Builder *builder, int block, size_t from, TextLine line, int cells)
{
    const size_t gaps = line_gaps(build_block(builder, block)->text + from + line.start, line.end - line.start);
    const int more = cells - line.width;
    return more > 0 && (size_t)more <= gaps * GAP_CELLS_MOST ? more : 0;
}

// Lines of the text from byte `from` on.
static void add_text_line(Builder *builder, int block, size_t from, TextLine line, int column)
{
    build_text(builder, (Segment){.kind = SEGMENT_TEXT, .text = build_block(builder, block)->text + from + line.start,
        .length = line.end - line.start, .column = column, .width = line.width - line.hyphen, .block = block, .byte = from + line.start});
    if (line.hyphen)
        build_behind(builder, block, "-");
}

// No page ends with the first line of a paragraph, or begins with its last.
bool build_is_held(size_t line, size_t count)
{
    return count > 1 && (line == 0 || line == count - 2);
}

static void set_told(Builder *builder, int block, Room room, Flow flow, size_t from, size_t to)
{
    Passage passage = {0};
    passage_text(&passage, builder, block, from, to);
    if (to == build_block(builder, block)->length)
        passage_words(&passage, block, told_role(builder, block, ROLE_TAIL));
    passage_set(&passage, builder, block, room, flow);
}

// Code in the bytes from..to of the text, counted from there. The caller frees.
static TextRange *find_code(const Block *leaf, size_t from, size_t to, size_t *count)
{
    TextRange *code = memory_new(leaf->span_count ? leaf->span_count : 1, sizeof *code);
    *count = 0;
    for (size_t i = 0; i < leaf->span_count; i++)
        if (leaf->spans[i].kind == SPAN_CODE && leaf->spans[i].start < to && leaf->spans[i].end > from) {
            const size_t start = leaf->spans[i].start > from ? leaf->spans[i].start - from : 0;
            code[(*count)++] = (TextRange){.start = start, .end = leaf->spans[i].end - from};
        }
    return code;
}

static bool is_running_text(Flow flow)
{
    return !flow.keeps_next && !flow.is_ragged;
}

static size_t break_next(Builder *builder, Running *running, TextLine **lines)
{
    enum { BYTES_A_CELL = 4 };
    const Block *leaf = build_block(builder, running->block);
    LineFlow *text = &running->lines;
    const bool is_hyphenated = builder->layout->options.is_hyphenated && is_running_text(running->flow);
    const size_t line = (size_t)text->cells * BYTES_A_CELL, to = running->from + text->length;
    size_t code_count = 0;
    TextRange *code = is_hyphenated ? find_code(leaf, running->from + text->begin, to, &code_count) : NULL;
    line_breaker_set_hyphenation(builder->breaker, is_hyphenated);
    line_breaker_keep_whole(builder->breaker, code, code_count);
    size_t count = break_next_lines(builder->breaker, text, line > RUNNING_BYTES ? line : RUNNING_BYTES, lines);
    line_breaker_set_hyphenation(builder->breaker, false);
    line_breaker_keep_whole(builder->breaker, NULL, 0);
    free(code);
    return count;
}

Running build_flow_begin(Builder *builder, int block, Room room, Flow flow, size_t from, size_t to)
{
    const Block *leaf = build_block(builder, block);
    const int tail = flow.tail ? build_cells(builder, flow.tail, strlen(flow.tail)) : 0;
    const int start = build_start_line(builder, room, leaf->text + from, to - from), end = room.left + room.cells - tail;
    if (flow.hang > end - room.left - FIRST_CELLS_LEAST)
        flow.hang = 0;
    const LineFlow lines = {.text = leaf->text + from, .length = to - from, .language = leaf->language, .first = end - start,
        .cells = end - room.left - flow.hang};
    return (Running){.block = block, .room = room, .flow = flow, .from = from, .start = start, .lines = lines};
}

static void set_line(Builder *builder, const Running *running, TextLine line, bool is_last)
{
    const Flow *flow = &running->flow;
    const bool is_first = running->count == 0, is_filled = builder->layout->options.is_justified && is_running_text(*flow) && !is_last;
    const int column = is_first ? running->start : running->room.left + flow->hang;
    const int cells = is_first ? running->lines.first : running->lines.cells;
    const int more = is_filled ? missing_cells(builder, running->block, running->from, line, cells) : 0;
    if (running->count == 1 || (is_last && !is_first))
        build_keep(builder); // the line before: no page ends with the first line of a paragraph, or begins with its last
    if (more)
        add_wide_line(builder, running->block, running->from, line, column, more);
    else
        add_text_line(builder, running->block, running->from, line, column);
    if (flow->tail && is_last)
        build_behind(builder, running->block, flow->tail);
    build_line(builder, running->block);
    if (flow->keeps_next)
        build_keep(builder);
}

bool build_flow_go_on(Builder *builder, Running *running)
{
    TextLine *lines = NULL;
    const size_t count = break_next(builder, running, &lines);
    const bool is_whole = running->lines.at == running->lines.length;
    for (size_t i = 0; i < count; i++, running->count++)
        set_line(builder, running, lines[i], is_whole && i == count - 1);
    free(lines);
    return !is_whole;
}

void build_flow_part(Builder *builder, int block, Room room, Flow flow, size_t from, size_t to)
{
    if (build_is_told(builder)) {
        set_told(builder, block, room, flow, from, to);
        return;
    }
    Running running = build_flow_begin(builder, block, room, flow, from, to);
    while (build_flow_go_on(builder, &running))
        continue;
}

void build_flow(Builder *builder, int block, Room room, Flow flow)
{
    size_t length = build_block(builder, block)->length;
    if (length)
        build_flow_part(builder, block, room, flow, 0, length);
    else
        build_flush_markers(builder);
}

void build_rule(Builder *builder, int block, Room room, RuleKind kind, int width)
{
    if (build_is_told(builder))
        return;
    int start = build_start_line(builder, room, "", 0), most = room.left + room.cells - start;
    build_segment(builder, build_rule_segment(builder, block, kind, start, width < most ? width : most));
    build_line(builder, block);
}
