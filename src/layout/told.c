// Texts as they are told.
#include "layout/told.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "layout/running.h"
#include "text/cluster.h"

#define SOFT_HYPHEN "\xC2\xAD"
#define HELD_SPACE "\xC2\xA0"   // so that no line ends within "link 12"; a plain space is shown
#define PARTED "\xE2\x80\x8B"   // a zero width space, which no mark joins; nothing of it is shown

enum { CHARACTER_BYTES = 4 };     // at most

static void add_stretch(Passage *passage, Stretch stretch)
{
    stretch.start = passage->text.length;
    passage->stretches = memory_grow(passage->stretches, passage->count, &passage->capacity, sizeof *passage->stretches);
    passage->stretches[passage->count++] = stretch;
}

void passage_words(Passage *passage, int block, const char *words)
{
    if (!*words)
        return;
    add_stretch(passage, (Stretch){.kind = SEGMENT_MARKER, .block = block});
    buffer_add_text(&passage->text, words);
}

// A mark or a skin tone would join what was put in before it to one cluster, which two segments can't show as one.
static bool would_join(Passage *passage, const char *text, size_t length)
{
    const size_t at = passage->text.length;
    buffer_add(&passage->text, text, length < CHARACTER_BYTES ? length : CHARACTER_BYTES);
    const bool is_joined = at && cluster_start(passage->text.bytes, passage->text.length, at) != at;
    buffer_cut(&passage->text, at);
    return is_joined;
}

static bool goes_on(const Passage *passage, int block, size_t from)
{
    const Stretch *last = passage->count ? &passage->stretches[passage->count - 1] : NULL;
    return last && last->kind == SEGMENT_TEXT && last->block == block && last->byte + (passage->text.length - last->start) == from;
}

static void begin_stretch(Passage *passage, int block, const char *text, size_t from, size_t to)
{
    if (would_join(passage, text + from, to - from))
        passage_words(passage, block, PARTED);
    add_stretch(passage, (Stretch){.kind = SEGMENT_TEXT, .block = block, .byte = from});
}

void passage_plain(Passage *passage, const Builder *builder, int block, size_t from, size_t to)
{
    const char *text = build_block(builder, block)->text;
    for (size_t end; from < to; from = end + strlen(SOFT_HYPHEN)) {
        const char *hyphen = memmem(text + from, to - from, SOFT_HYPHEN, strlen(SOFT_HYPHEN));
        end = hyphen ? (size_t)(hyphen - text) : to;
        if (end == from)
            continue;
        if (!goes_on(passage, block, from))
            begin_stretch(passage, block, text, from, end);
        buffer_add(&passage->text, text + from, end - from);
    }
}

// Links and footnote references

// Going through the spans of a block in order of where something is put in: behind a link, and in a reference behind its bracket.
static void start_marks(Builder *builder, int block, size_t from)
{
    Marks *marks = &builder->marks;
    if (marks->block != block || marks->from > from)
        *marks = (Marks){.block = block, .links = builder->links[block - builder->layout->begin]};
    marks->from = from;
}

static const Span *next_of(const Block *block, SpanKind kind, size_t *index)
{
    while (*index < block->span_count && block->spans[*index].kind != kind)
        ++*index;
    return *index < block->span_count ? &block->spans[*index] : NULL;
}

// The boundary at or behind a byte.
static size_t boundary(const Block *block, size_t byte)
{
    if (byte >= block->length)
        return block->length;
    size_t start = cluster_start(block->text, block->length, byte);
    return start < byte ? cluster_next(block->text, block->length, start) : byte;
}

static void add_link(Passage *passage, Builder *builder, int block)
{
    // TRANSLATORS: behind a link in a text that is heard; the number is what is typed to follow it. A no-break space keeps both together
    passage_words(passage, block, arena_format(builder->layout->arena, _(" [link\u00A0%d]"), ++builder->marks.links));
    builder->marks.link++;
}

static bool ends_with_space(const Passage *passage)
{
    return passage->text.length == 0 || passage->text.bytes[passage->text.length - 1] == ' ';
}

// Behind the bracket of "[3]", so that it reads "[note 3]". Returns where the text goes on.
static size_t add_note(Passage *passage, Builder *builder, int block, size_t start)
{
    const Block *leaf = build_block(builder, block);
    size_t behind = cluster_next(leaf->text, leaf->length, start);
    if (!ends_with_space(passage))
        passage_words(passage, block, " ");
    passage_plain(passage, builder, block, start, behind);
    // TRANSLATORS: in the bracket of a footnote's reference in a text that is heard: "[note 3]". It ends with a no-break space
    passage_words(passage, block, _("note\u00A0"));
    builder->marks.note++;
    return behind;
}

static void add_text(Passage *passage, Builder *builder, int block, size_t from, size_t to)
{
    const Block *leaf = build_block(builder, block);
    start_marks(builder, block, from);
    for (size_t at = from;;) {
        const Span *link = next_of(leaf, SPAN_LINK, &builder->marks.link), *note = next_of(leaf, SPAN_NOTE, &builder->marks.note);
        size_t link_end = link ? boundary(leaf, link->end) : to + 1, note_start = note ? boundary(leaf, note->start) : to;
        size_t stop = link_end <= note_start ? link_end : note_start;
        passage_plain(passage, builder, block, at, stop < to ? stop : to);
        at = stop;
        if (link_end <= to && link_end <= note_start)
            add_link(passage, builder, block);
        else if (note_start < to)
            at = add_note(passage, builder, block, note_start);
        else
            return;
    }
}

// The next edge of a highlight in a block, behind what was set; false: there is none up to `to`.
static bool next_edge(const Builder *builder, int block, size_t *index, bool *is_end, size_t from, size_t to, size_t *edge)
{
    for (; *index < builder->lit_count && builder->lit[*index].block <= block; ++*index, *is_end = false) {
        const Lit *lit = &builder->lit[*index];
        if (lit->block < block || lit->end <= from)
            continue;
        *is_end = *is_end || lit->start < from;     // its beginning was told with what stood before
        *edge = *is_end ? lit->end : lit->start;
        return *edge <= to && (*is_end || *edge < to);
    }
    return false;
}

void passage_text(Passage *passage, Builder *builder, int block, size_t from, size_t to)
{
    size_t index = 0, edge;
    bool is_end = false;
    while (next_edge(builder, block, &index, &is_end, from, to, &edge)) {
        add_text(passage, builder, block, from, edge);
        // TRANSLATORS: around what somebody has highlighted, in a text that is heard. The first ends with a space, the other begins with one
        passage_words(passage, block, is_end ? _(" [end of highlight]") : _("[highlight] "));
        index += is_end;
        is_end = !is_end;
        from = edge;
    }
    add_text(passage, builder, block, from, to);
}

size_t passage_some(Passage *passage, Builder *builder, int block, size_t from, size_t to, size_t bytes)
{
    const Block *leaf = build_block(builder, block);
    const size_t end = to - from > bytes ? boundary(leaf, from + bytes) : to;
    passage_text(passage, builder, block, from, end);
    if (end == leaf->length)
        passage_words(passage, block, told_role(builder, block, ROLE_TAIL));
    return end;
}

// Lines

static const char *shown_words(const Builder *builder, const char *words, size_t length)
{
    char *shown = arena_copy(builder->layout->arena, words, length), *end = shown;
    for (const char *at = shown; *at;) {
        const bool is_held = !strncmp(at, HELD_SPACE, strlen(HELD_SPACE)), is_parted = !strncmp(at, PARTED, strlen(PARTED));
        if (!is_parted)
            *end++ = is_held ? ' ' : *at;
        at += is_held ? strlen(HELD_SPACE) : is_parted ? strlen(PARTED) : 1;
    }
    *end = '\0';
    return shown;
}

static Segment segment_of(const Passage *passage, const Builder *builder, const Stretch *stretch, size_t from, size_t to)
{
    Segment segment = {.kind = stretch->kind, .block = stretch->block, .length = to - from};
    if (stretch->kind == SEGMENT_TEXT) {
        segment.byte = stretch->byte + (from - stretch->start);
        segment.text = build_block(builder, stretch->block)->text + segment.byte;
    } else {
        segment.text = shown_words(builder, passage->text.bytes + from, to - from);
        segment.length = strlen(segment.text);
    }
    segment.width = build_cells(builder, segment.text, segment.length);
    return segment;
}

static size_t end_of(const Passage *passage, size_t index)
{
    return index + 1 < passage->count ? passage->stretches[index + 1].start : passage->text.length;
}

void passage_line(const Passage *passage, Builder *builder, TextRange range, int column, Progress *progress)
{
    const size_t from = range.start, to = range.end;
    while (progress->index < passage->count && end_of(passage, progress->index) <= from)
        progress->index++;
    for (size_t i = progress->index; i < passage->count && passage->stretches[i].start < to; i++) {
        const Stretch *stretch = &passage->stretches[i];
        size_t start = stretch->start > from ? stretch->start : from, end = end_of(passage, i) < to ? end_of(passage, i) : to;
        Segment segment = segment_of(passage, builder, stretch, start, end);
        segment.column = column;
        column += segment.width;
        if (segment.kind == SEGMENT_TEXT)
            progress->byte = segment.byte + segment.length;
        if (segment.length)
            build_segment(builder, segment);
    }
}

void passage_empty(Passage *passage)
{
    buffer_cut(&passage->text, 0);
    passage->count = 0;
}

void passage_free(Passage *passage)
{
    buffer_free(&passage->text);
    free(passage->stretches);
    *passage = (Passage){0};
}

void passage_set(Passage *passage, Builder *builder, int block, Room room, Flow flow)
{
    Running running = running_passage(builder, block, room, flow, *passage);
    while (running_go_on(builder, &running))
        continue;
    *passage = (Passage){0};
}

void passage_put(Passage *passage, Builder *builder, int column)
{
    passage_line(passage, builder, (TextRange){0, passage->text.length}, column, &(Progress){0});
    passage_free(passage);
}

char *told_role(Builder *builder, int block, RolePart part)
{
    Buffer words = {0};
    role_add(&words, builder->layout->chapter, block, part, builder->layout->options.roles);
    char *copy = arena_copy(builder->layout->arena, buffer_text(&words), words.length);
    buffer_free(&words);
    return copy;
}

void set_told_words(Builder *builder, int block, Room room, const char *words)
{
    Passage passage = {0};
    passage_words(&passage, block, words);
    passage_set(&passage, builder, block, room, (Flow){0});
}
