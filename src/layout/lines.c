// Lines of the author, in verse and in literal text.
#include "layout/lines.h"
#include <string.h>
#include "layout/told.h"
#include "text/cluster.h"

static bool is_blank(const char *text, TextRange line)
{
    while (line.start < line.end && text[line.start] == ' ')
        line.start++;
    return line.start == line.end;
}

// A sign of Arabic numbers keeps the space that it stands before.
static size_t without_spaces_behind(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] == ' ' && cluster_start(text, length, length - 1) == length - 1)
        length--;
    return length;
}

static size_t line_end(const Block *leaf, size_t start)
{
    const char *stop = memchr(leaf->text + start, '\n', leaf->length - start);
    return stop ? (size_t)(stop - leaf->text) : leaf->length;
}

// Blank lines of a text are shown once a line follows them: those at its start and end are dropped.
static bool find_line(const Block *leaf, Running *running)
{
    const size_t behind = running->next;
    while (running->next < leaf->length) {
        const TextRange line = {running->next, line_end(leaf, running->next)};
        running->next = line.end + 1;
        if (is_blank(leaf->text, line))
            continue;
        running->piece = line;
        running->blanks = (TextRange){behind, behind ? line.start : 0};
        return true;
    }
    return false;
}

bool piece_find(const Block *leaf, Running *running)
{
    if (running->flow.kind != TEXT_FLOWING)
        return find_line(leaf, running);
    running->piece = (TextRange){running->next, leaf->length};
    running->next = leaf->length;
    return running->piece.start < running->piece.end;
}

void set_blank(Builder *builder, Running *running)
{
    const size_t at = line_end(build_block(builder, running->block), running->blanks.start);
    build_blank(builder, running->block, at);
    running->made = running->blanks.start = at + 1;
}

// Bytes of the piece that go on a line of `cells`: up to a space in its second half, else as many as fit.
static size_t fit_literal(const Builder *builder, const char *text, TextRange piece, int cells)
{
    size_t length = piece.end - piece.start, fit = text_fit(build_widths(builder), text + piece.start, length, cells, NULL);
    if (!fit)
        return cluster_next(text + piece.start, length, 0);
    if (fit == length || text[piece.start + fit] == ' ')
        return fit;
    for (size_t i = fit; i > fit / 2; i--)
        if (text[piece.start + i - 1] == ' ' && cluster_start(text, piece.end, piece.start + i) == piece.start + i) // no mark stands on the space
            return i;
    return fit;
}

static int start_continuation(Builder *builder, int block, Room room)
{
    if (build_is_told(builder))
        return TOLD_INDENT_MOST;
    const char *mark = builder->layout->options.is_ascii ? ">" : "»";
    build_segment(builder, (Segment){.kind = SEGMENT_RULE, .text = mark, .length = strlen(mark), .column = room.left, .width = 1,
        .block = block});
    return room.left + 2;
}

static void add_text(Builder *builder, int block, size_t start, size_t length, int column)
{
    const char *text = build_block(builder, block)->text + start;
    if (build_is_told(builder) && length) {
        Passage passage = {0};
        passage_plain(&passage, builder, block, start, start + length);
        passage_put(&passage, builder, column);
    } else
        build_text(builder, (Segment){.kind = SEGMENT_TEXT, .text = text, .length = length, .column = column,
            .width = build_cells(builder, text, length), .block = block, .byte = start});
}

void begin_literal(Builder *builder, Running *running)
{
    const TextRange piece = running->piece;
    const char *text = build_block(builder, running->block)->text + piece.start;
    running->start = build_start_line(builder, running->room, text, piece.end - piece.start);
    running->piece.end = piece.start + without_spaces_behind(text, piece.end - piece.start);
    running->made = piece.start;
    running->is_open = true;
}

bool go_on_literal(Builder *builder, Running *running)
{
    const TextRange rest = {running->made, running->piece.end};
    const Room room = running->room;
    const char *text = build_block(builder, running->block)->text;
    const int column = running->count++ ? start_continuation(builder, running->block, room) : running->start;
    const size_t fit = fit_literal(builder, text, rest, room.left + room.cells - column);
    add_text(builder, running->block, rest.start, without_spaces_behind(text + rest.start, fit), column);
    build_line(builder, running->block);
    running->made += fit;
    if (running->made < rest.end)
        build_keep(builder);
    return running->made < rest.end;
}
