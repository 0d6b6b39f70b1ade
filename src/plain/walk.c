// Going over a chapter for an export.
#include "plain/walk.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

void walk_blocks(const Chapter *chapter, int from, int end, const BlockVisitor *visitor, void *context)
{
    for (int i = from; i < end; i = chapter->blocks[i].end) {
        visitor->open(context, i);
        walk_blocks(chapter, i + 1, chapter->blocks[i].end, visitor, context);
        visitor->close(context, i);
    }
}

typedef struct {
    const InlineText *text;
    const TextVisitor *visitor;
    void *context;
    size_t next;        // span that comes next
} TextWalk;

static void walk_piece(const TextWalk *walk, size_t from, size_t to)
{
    if (from < to)
        walk->visitor->piece(walk->context, walk->text, from, to);
}

static void pass_over(TextWalk *walk, size_t end)
{
    while (walk->next < walk->text->span_count && walk->text->spans[walk->next].start < end)
        walk->next++;
}

static void walk_range(TextWalk *walk, size_t from, size_t to)
{
    while (walk->next < walk->text->span_count && walk->text->spans[walk->next].start < to) {
        const Span *span = &walk->text->spans[walk->next++];
        walk_piece(walk, from, span->start);
        if (walk->visitor->open(walk->context, walk->text, span)) {
            walk_range(walk, span->start, span->end);
            walk->visitor->close(walk->context, walk->text, span);
        } else {
            pass_over(walk, span->end);
        }
        from = span->end;
    }
    walk_piece(walk, from, to);
}

void walk_text(const InlineText *text, const TextVisitor *visitor, void *context)
{
    TextWalk walk = {.text = text, .visitor = visitor, .context = context};
    walk_range(&walk, 0, text->length);
}

InlineText text_of_block(const Block *block)
{
    return (InlineText){.text = block->text, .length = block->length, .spans = block->spans, .span_count = block->span_count};
}

static void add_whole(TextLines *lines, Span span)
{
    lines->whole = memory_grow(lines->whole, lines->count, &lines->capacity, sizeof *lines->whole);
    lines->whole[lines->count++] = span;
}

// The spans of the last line that go on in this one, then those that begin in it.
static void gather_spans(TextLines *lines, size_t from, size_t to)
{
    const InlineText *text = lines->text;
    const size_t before = lines->count;
    lines->count = 0;
    for (size_t i = 0; i < before; i++)
        if (lines->whole[i].end > from)
            lines->whole[lines->count++] = lines->whole[i];
    for (; lines->next < text->span_count && text->spans[lines->next].start < to; lines->next++)
        add_whole(lines, text->spans[lines->next]);
}

static void cut_spans(TextLines *lines, size_t from, size_t to)
{
    for (size_t i = 0; i < lines->count; i++) {
        Span span = lines->whole[i];
        lines->cuts = lines->cuts || span.end > to;
        span.start = span.start > from ? span.start - from : 0;
        span.end = (span.end < to ? span.end : to) - from;
        lines->cut = memory_grow(lines->cut, i, &lines->cut_capacity, sizeof *lines->cut);
        lines->cut[i] = span;
    }
}

bool text_lines_next(TextLines *lines)
{
    const InlineText *text = lines->text;
    if (lines->at > text->length)
        return false;
    const size_t from = lines->at;
    const char *feed = memchr(text->text + from, '\n', text->length - from);
    const size_t to = feed ? (size_t)(feed - text->text) : text->length;
    gather_spans(lines, from, to);
    cut_spans(lines, from, to);
    lines->line = (InlineText){.text = text->text + from, .length = to - from, .spans = lines->cut, .span_count = lines->count};
    lines->at = to + 1;
    return true;
}

void text_lines_end(TextLines *lines)
{
    free(lines->whole);
    free(lines->cut);
}
