// A chapter made ready for print.
#include "plain/edition.h"
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/translate.h"
#include "text/language.h"
#include "text/safe.h"

// Whether a span is a link out of the report whose address its own text does not show.
static bool wants_address(const Block *block, const Span *span)
{
    if (span->kind != SPAN_LINK || !span->target || span->target[0] == '#')
        return false;
    const char *address = span->target;
    if (!strncmp(address, "mailto:", 7))
        address += 7;
    return strlen(address) != span->end - span->start || memcmp(address, block->text + span->start, span->end - span->start);
}

static void show_addresses(Arena *arena, Block *block)
{
    Buffer text = {0};
    size_t done = 0;
    for (size_t i = 0; i < block->span_count; i++) {
        const Span *span = &block->spans[i];
        if (span->end < done || !wants_address(block, span))
            continue;
        buffer_add(&text, block->text + done, span->end - done);
        buffer_add_text(&text, " <");
        safe_add_line(&text, span->target, strlen(span->target));
        buffer_add_text(&text, ">");
        done = span->end;
    }
    if (text.length > 0) {
        buffer_add(&text, block->text + done, block->length - done);
        block->text = arena_copy(arena, text.bytes, text.length);
        block->length = (unsigned)text.length;
        block->spans = NULL;
        block->span_count = 0;
    }
    buffer_free(&text);
}

static void add_block(Chapter *edition, Block *blocks, const Block *block, int parent, int end)
{
    Block *copy = &blocks[edition->count++];
    *copy = *block;
    copy->parent = parent;
    copy->end = end;
    show_addresses(edition->arena, copy);
}

static void add_note(const Chapter *chapter, int footnote, Chapter *edition, Block *blocks)
{
    int shift = edition->count - footnote, end = chapter->blocks[footnote].end;
    for (int i = footnote; i < end; i++) {
        const Block *block = &chapter->blocks[i];
        add_block(edition, blocks, block, i == footnote ? edition->body_end : block->parent + shift, block->end + shift);
    }
}

static void add_notes(const Chapter *chapter, const bool *is_wanted, Chapter *edition, Block *blocks)
{
    char language[LANGUAGE_BYTES];
    // TRANSLATORS: the heading above the footnotes
    const char *text = C_("heading", "Notes");
    const Block heading = {.kind = BLOCK_SECTION, .level = 1, .id = "", .label = "", .text = text, .length = (unsigned)strlen(text),
        .language = arena_copy_text(edition->arena, messages_language(language))};
    add_block(edition, blocks, &heading, -1, 0);
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        if (!is_wanted || is_wanted[i - chapter->body_end])
            add_note(chapter, i, edition, blocks);
    if (edition->count == edition->body_end + 1)
        edition->count--;
    else
        blocks[edition->body_end].end = edition->count;
}

// is_wanted: by block - body_end, of those that begin a footnote; NULL: all.
static Chapter *make_edition(const Chapter *chapter, const bool *is_wanted)
{
    Chapter *edition = memory_new(1, sizeof *edition);
    *edition = *chapter;
    edition->arena = arena_new();
    edition->count = 0;
    Block *blocks = arena_take(edition->arena, (size_t)(chapter->count + 1) * sizeof *blocks);
    edition->blocks = blocks;
    for (int i = 0; i < chapter->body_end; i++)
        add_block(edition, blocks, &chapter->blocks[i], chapter->blocks[i].parent, chapter->blocks[i].end);
    add_notes(chapter, is_wanted, edition, blocks);
    return edition;
}

Chapter *edition_of_chapter(const Chapter *chapter)
{
    return make_edition(chapter, NULL);
}

typedef struct {
    const Chapter *chapter;
    bool *is_wanted;
    int *queue;         // footnotes whose own references are still to be followed
    int count;
} Wanted;

static void want_notes_of(Wanted *wanted, int begin, int end)
{
    const Chapter *chapter = wanted->chapter;
    for (int i = begin; i < end; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            const Span *span = &chapter->blocks[i].spans[k];
            int note = span->kind == SPAN_NOTE ? chapter_find_footnote(chapter, span->target) : -1;
            if (note < 0 || wanted->is_wanted[note - chapter->body_end])
                continue;
            wanted->is_wanted[note - chapter->body_end] = true;
            wanted->queue[wanted->count++] = note;
        }
}

Chapter *edition_of_section(const Chapter *chapter, int section)
{
    size_t count = (size_t)(chapter->count - chapter->body_end);
    Wanted wanted = {.chapter = chapter, .is_wanted = memory_new(count, sizeof(bool)), .queue = memory_new(count, sizeof(int))};
    want_notes_of(&wanted, section, chapter->blocks[section].end);
    for (int i = 0; i < wanted.count; i++)
        want_notes_of(&wanted, wanted.queue[i], chapter->blocks[wanted.queue[i]].end);
    Chapter *edition = make_edition(chapter, wanted.is_wanted);
    free(wanted.is_wanted);
    free(wanted.queue);
    return edition;
}

void edition_free(Chapter *edition)
{
    if (!edition)
        return;
    arena_free(edition->arena);
    free(edition);
}
