// Looking things up in a chapter.
#include "report/chapter.h"
#include <string.h>

int chapter_find_id(const Chapter *chapter, const char *id)
{
    for (int i = 0; i < chapter->count && *id; i++)
        if (strcmp(chapter->blocks[i].id, id) == 0)
            return i;
    return -1;
}

int chapter_find_number(const Chapter *chapter, int number)
{
    for (int i = 0; i < chapter->body_end && number > 0; i++)
        if (chapter->blocks[i].number == number)
            return i;
    return -1;
}

int chapter_find_footnote(const Chapter *chapter, const char *key)
{
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end)
        if (strcmp(chapter->blocks[i].label, key) == 0)
            return i;
    return -1;
}

bool block_is_heading(const Block *block)
{
    return block->kind == BLOCK_TITLE || block->kind == BLOCK_SECTION;
}

int chapter_heading_of(const Chapter *chapter, int block)
{
    while (block > 0 && !block_is_heading(&chapter->blocks[block]))
        block = chapter->blocks[block].parent;
    return block > 0 ? block : 0;
}

static int first_number_in(const Chapter *chapter, int block)
{
    for (int i = block; i < chapter->blocks[block].end; i++)
        if (chapter->blocks[i].number)
            return i;
    return -1;
}

// The last number in the parent before a block: of the words that somebody is named for, of the term that is defined.
static int last_number_before(const Chapter *chapter, int block)
{
    for (int i = block - 1; i > chapter->blocks[block].parent; i--)
        if (chapter->blocks[i].number)
            return i;
    return -1;
}

int chapter_numbered_of(const Chapter *chapter, int block)
{
    for (int i = block; i >= 0; i = chapter->blocks[i].parent) {
        const Block *here = &chapter->blocks[i];
        if (block_is_heading(here) || here->kind == BLOCK_FOOTNOTE)
            return -1;
        int found = here->kind == BLOCK_BY || here->kind == BLOCK_DEFINITION ? last_number_before(chapter, i) : first_number_in(chapter, i);
        if (found >= 0)
            return found;
    }
    return -1;
}

size_t block_spans_from(const Block *block, size_t byte)
{
    size_t low = 0, high = block->span_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block->spans[middle].start <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Span *block_span_at(const Block *block, SpanKind kind, size_t byte)
{
    for (int i = (int)block_spans_from(block, byte) - 1; i >= 0; i = block->spans[i].outer)
        if (block->spans[i].kind == kind && byte < block->spans[i].end)
            return &block->spans[i];
    return NULL;
}
