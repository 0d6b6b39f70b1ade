// Verse and literal text.
#include "layout/lines.h"
#include <string.h>
#include "layout/told.h"
#include "text/cluster.h"

enum { VERSE_HANG = 4 };

typedef struct {
    size_t start, end;
} Piece;

typedef void SetPiece(Builder *builder, int block, Room room, Piece piece);

static bool is_blank(const char *text, Piece piece)
{
    while (piece.start < piece.end && text[piece.start] == ' ')
        piece.start++;
    return piece.start == piece.end;
}

// Shows the blank lines of a text once a line follows them: those at its start and end are dropped.
static void set_blanks(Builder *builder, int block, const char *text, Piece between)
{
    for (size_t i = between.start; i < between.end; i++)
        if (text[i] == '\n')
            build_blank(builder, block, i);
}

static void set_pieces(Builder *builder, int block, Room room, SetPiece *set)
{
    const Block *leaf = build_block(builder, block);
    bool any = false;
    Piece blanks = {0};
    for (size_t start = 0, end; start < leaf->length; start = end + 1) {
        const char *stop = memchr(leaf->text + start, '\n', leaf->length - start);
        end = stop ? (size_t)(stop - leaf->text) : leaf->length;
        Piece piece = {start, end};
        if (is_blank(leaf->text, piece))
            continue;
        blanks.end = start;
        if (any)
            set_blanks(builder, block, leaf->text, blanks);
        set(builder, block, room, piece);
        any = true;
        blanks.start = end + 1;
    }
    if (!any)
        build_flush_markers(builder);
}

static void set_verse_line(Builder *builder, int block, Room room, Piece piece)
{
    build_flow_part(builder, block, room, (Flow){.hang = VERSE_HANG, .is_ragged = true}, piece.start, piece.end);
}

void set_verse(Builder *builder, int block, Room room)
{
    set_pieces(builder, block, room, set_verse_line);
}

// Bytes of the piece that go on a line of `cells`: up to a space in its second half, else as many as fit.
static size_t fit_literal(const Builder *builder, const char *text, Piece piece, int cells)
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

// A sign of Arabic numbers keeps the space that it stands before.
static size_t without_spaces_behind(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] == ' ' && cluster_start(text, length, length - 1) == length - 1)
        length--;
    return length;
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

static void set_literal_line(Builder *builder, int block, Room room, Piece piece)
{
    const Block *leaf = build_block(builder, block);
    const size_t last = piece.start + without_spaces_behind(leaf->text + piece.start, piece.end - piece.start);
    int column = build_start_line(builder, room, leaf->text + piece.start, piece.end - piece.start);
    while (true) {
        const char *text = leaf->text + piece.start;
        size_t fit = fit_literal(builder, leaf->text, piece, room.left + room.cells - column), length = without_spaces_behind(text, fit);
        add_text(builder, block, piece.start, length, column);
        build_line(builder, block);
        piece.start += fit;
        if (piece.start >= last)
            return;
        build_keep(builder);
        column = start_continuation(builder, block, room);
    }
}

void set_literal(Builder *builder, int block, Room room)
{
    set_pieces(builder, block, room, set_literal_line);
}
