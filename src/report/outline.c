// What is known of a chapter that was read.
#include "report/outline.h"

// Of a section: those before its first block are not its own.
static int words_in(const Chapter *chapter, const int *words_before, int block)
{
    return words_before[chapter->blocks[block].end] - words_before[block];
}

static bool is_entry(const Chapter *chapter, int block)
{
    return (chapter->blocks[block].kind == BLOCK_SECTION && block < chapter->body_end) || *chapter->blocks[block].id;
}

static OutlineEntry entry_of(const Chapter *chapter, const int *words_before, int index)
{
    const Block *block = &chapter->blocks[index];
    OutlineEntry entry = {.block = index, .end = block->end, .direction = block->direction, .title = "", .id = block->id};
    if (block->kind != BLOCK_SECTION || index >= chapter->body_end)
        return entry;
    entry.level = block->level;
    entry.title = block->text;
    entry.words = words_in(chapter, words_before, index);
    return entry;
}

static bool has_sections(const Chapter *chapter)
{
    for (int i = 0; i < chapter->body_end; i++)
        if (chapter->blocks[i].kind == BLOCK_SECTION)
            return true;
    return false;
}

ChapterHead chapter_head_of(const Chapter *chapter)
{
    return (ChapterHead){.title = chapter->title, .direction = chapter->blocks[0].direction, .words = chapter->words, .has_sections = has_sections(chapter)};
}

Outline outline_of(const Chapter *chapter, Arena *arena)
{
    Outline outline = {.title = chapter->title, .direction = chapter->blocks[0].direction, .words = chapter->words};
    int *words_before = arena_take(arena, ((size_t)chapter->count + 1) * sizeof *words_before);
    for (int i = 0; i < chapter->count; i++) {
        words_before[i + 1] = words_before[i] + chapter->blocks[i].words;
        outline.count += is_entry(chapter, i);
    }
    OutlineEntry *entries = arena_take(arena, (size_t)outline.count * sizeof *entries);
    for (int i = 0, next = 0; i < chapter->count; i++)
        if (is_entry(chapter, i))
            entries[next++] = entry_of(chapter, words_before, i);
    outline.entries = entries;
    return outline;
}
