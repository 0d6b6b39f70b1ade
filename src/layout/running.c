// Texts on their way to lines.
#include "layout/running.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "layout/lines.h"

enum {
    HUNG_CELLS_LEAST = 4,       // with less room lines are not indented
    GAP_CELLS_MOST = 3,         // by which a space is widened; a line that wants more stays as it is
    BYTES_A_CELL = 4,
};

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

static bool is_running_text(const Builder *builder, Flow flow)
{
    return flow.kind == TEXT_FLOWING && !flow.keeps_next && !build_is_told(builder);
}

static size_t break_next(Builder *builder, Running *running, size_t bytes, TextLine **lines)
{
    const bool is_hyphenated = builder->layout->options.is_hyphenated && is_running_text(builder, running->flow);
    size_t code_count = 0;
    TextRange *code = NULL;
    if (is_hyphenated)
        code = find_code(build_block(builder, running->block), running->piece.start + running->lines.begin, running->piece.end, &code_count);
    line_breaker_set_hyphenation(builder->breaker, is_hyphenated);
    line_breaker_keep_whole(builder->breaker, code, code_count);
    size_t count = break_next_lines(builder->breaker, &running->lines, bytes, lines);
    line_breaker_set_hyphenation(builder->breaker, false);
    line_breaker_keep_whole(builder->breaker, NULL, 0);
    free(code);
    return count;
}

static void add_line(Builder *builder, Running *running, TextLine line, int column, int more)
{
    if (build_is_told(builder))
        passage_line(&running->passage, builder, (TextRange){line.start, line.end}, column, &running->progress);
    else if (more)
        add_wide_line(builder, running->block, running->piece.start, line, column, more);
    else
        add_text_line(builder, running->block, running->piece.start, line, column);
}

static void set_line(Builder *builder, Running *running, TextLine line, bool is_last)
{
    const Flow *flow = &running->flow;
    const bool is_first = running->count == 0, is_wide = builder->layout->options.is_justified && is_running_text(builder, *flow) && !is_last;
    const int column = is_first ? running->start : running->room.left + flow->hang;
    const int cells = is_first ? running->lines.first : running->lines.cells;
    if (running->count == 1 || (is_last && !is_first))
        build_keep(builder); // the line before: no page ends with the first line of a paragraph, or begins with its last
    add_line(builder, running, line, column, is_wide ? missing_cells(builder, running->block, running->piece.start, line, cells) : 0);
    if (flow->tail && is_last)
        build_behind(builder, running->block, flow->tail);
    build_line_at(builder, running->block, running->progress.byte);
    if (flow->keeps_next)
        build_keep(builder);
}

// Until so many bytes behind the lines so far are put together of what is told, or all are.
static void tell_more(Builder *builder, Running *running, size_t bytes)
{
    LineFlow *lines = &running->lines;
    while (running->told < running->piece.end && running->passage.text.length - lines->at < bytes)
        running->told = passage_some(&running->passage, builder, running->block, running->told, running->piece.end, builder->layout->piece);
    lines->text = buffer_text(&running->passage.text);
    lines->length = running->passage.text.length;
    lines->is_open = running->told < running->piece.end;
}

static bool go_on_flowing(Builder *builder, Running *running)
{
    TextLine *lines = NULL;
    LineFlow *text = &running->lines;
    const size_t line = (size_t)text->cells * BYTES_A_CELL, piece = builder->layout->piece;
    size_t count = 0;
    for (size_t bytes = line > piece ? line : piece; !count; bytes *= 2) {
        if (build_is_told(builder))
            tell_more(builder, running, bytes * 2);
        count = break_next(builder, running, bytes, &lines);
    }
    const bool is_whole = text->at == text->length && !text->is_open;
    for (size_t i = 0; i < count; i++, running->count++)
        set_line(builder, running, lines[i], is_whole && i == count - 1);
    free(lines);
    running->made = build_is_told(builder) ? running->progress.byte : running->piece.start + text->at;
    return !is_whole;
}

static void begin_flowing(Builder *builder, Running *running)
{
    const Block *leaf = build_block(builder, running->block);
    const TextRange piece = running->piece;
    const Flow *flow = &running->flow;
    const int end = running->room.left + running->room.cells - (flow->tail ? build_cells(builder, flow->tail, strlen(flow->tail)) : 0);
    LineFlow *lines = &running->lines;
    *lines = (LineFlow){.text = leaf->text + piece.start, .length = piece.end - piece.start, .language = leaf->language};
    if (build_is_told(builder))
        tell_more(builder, running, 2 * FIRST_WORD_BYTES);
    running->is_open = lines->length > 0;
    if (!running->is_open)
        return;
    running->start = build_start_line(builder, running->room, lines->text, lines->length);
    lines->first = end - running->start;
    lines->cells = end - running->room.left - flow->hang;
}

static bool begin_piece(Builder *builder, Running *running)
{
    if (!piece_find(build_block(builder, running->block), running))
        return false;
    running->count = 0;
    running->told = running->piece.start;
    running->progress.index = 0;
    passage_empty(&running->passage);
    if (running->flow.kind == TEXT_LITERAL)
        begin_literal(builder, running);
    else
        begin_flowing(builder, running);
    return true;
}

static void go_on_with_piece(Builder *builder, Running *running)
{
    running->is_open = running->flow.kind == TEXT_LITERAL ? go_on_literal(builder, running) : go_on_flowing(builder, running);
    if (!running->is_open)
        running->made = running->piece.end;
}

static bool go_on(Builder *builder, Running *running)
{
    if (running->blanks.start < running->blanks.end)
        set_blank(builder, running);
    else if (running->is_open)
        go_on_with_piece(builder, running);
    else
        return begin_piece(builder, running);
    return true;
}

bool running_go_on(Builder *builder, Running *running)
{
    for (const size_t least = running->made + builder->layout->piece; running->made < least;)
        if (!go_on(builder, running)) {
            build_flush_markers(builder);
            running_free(running);
            return false;
        }
    return true;
}

void running_free(Running *running)
{
    passage_free(&running->passage);
}

static Flow flow_in(const Builder *builder, Room room, Flow flow)
{
    if (build_is_told(builder)) {
        const int most = TOLD_INDENT_MOST - room.left;
        flow.hang = flow.hang < most ? flow.hang : most;
        flow.tail = NULL;
    }
    const int tail = flow.tail ? build_cells(builder, flow.tail, strlen(flow.tail)) : 0;
    if (flow.hang > room.cells - tail - HUNG_CELLS_LEAST)
        flow.hang = 0;
    return flow;
}

Running running_text(const Builder *builder, int block, Room room, Flow flow)
{
    return (Running){.block = block, .room = room, .flow = flow_in(builder, room, flow)};
}

Running running_passage(Builder *builder, int block, Room room, Flow flow, Passage passage)
{
    Running running = running_text(builder, block, room, flow);
    running.passage = passage;
    running.next = build_block(builder, block)->length;
    begin_flowing(builder, &running);
    return running;
}

void build_flow(Builder *builder, int block, Room room, Flow flow)
{
    Running running = running_text(builder, block, room, flow);
    while (running_go_on(builder, &running))
        continue;
}
