// Chapters made by hand.
#include "chapter_maker.h"
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 6 };    // about

Block *maker_add(Maker *maker, BlockKind kind, const char *text)
{
    Block *block = &maker->blocks[maker->count];
    int parent = maker->depth ? maker->open[maker->depth - 1] : -1;
    int ordinal = 0;
    for (int i = parent + 1; parent >= 0 && i < maker->count; i++)
        ordinal += maker->blocks[i].parent == parent;
    *block = (Block){.kind = kind, .parent = parent, .end = maker->count + 1, .level = maker->level, .ordinal = ordinal, .id = "", .label = "",
        .text = text, .length = strlen(text), .words = (int)strlen(text) / WORD_BYTES, .language = "en"};
    maker->count++;
    return block;
}

void maker_start(Maker *maker, const char *title)
{
    memset(maker, 0, sizeof *maker);
    maker_add(maker, BLOCK_TITLE, title);
}

void maker_open(Maker *maker, BlockKind kind, const char *text)
{
    Block *block = maker_add(maker, kind, text);
    if (kind == BLOCK_SECTION)
        block->level = ++maker->level;
    if (kind == BLOCK_ITEM)
        block->ordinal++;
    maker->open[maker->depth++] = maker->count - 1;
}

void maker_close(Maker *maker)
{
    Block *block = &maker->blocks[maker->open[--maker->depth]];
    block->end = maker->count;
    if (block->kind == BLOCK_SECTION)
        maker->level--;
}

void maker_items(Maker *maker, BlockKind kind, const char *const *texts)
{
    maker_open(maker, kind, "");
    for (; *texts; texts++) {
        maker_open(maker, BLOCK_ITEM, "");
        maker_add(maker, BLOCK_PARAGRAPH, *texts);
        maker_close(maker);
    }
    maker_close(maker);
}

void maker_rows(Maker *maker, bool has_header, int columns, const char *const *cells)
{
    maker->blocks[maker->open[maker->depth - 1]].ordinal = columns;
    for (int row = 0; *cells; row++) {
        maker_open(maker, BLOCK_ROW, "");
        maker->blocks[maker->count - 1].is_header = has_header && row == 0;
        for (int column = 0; column < columns && *cells; column++)
            maker_add(maker, BLOCK_CELL, *cells++)->is_header = has_header && row == 0;
        maker_close(maker);
    }
}

const Chapter *maker_chapter(Maker *maker)
{
    int body_end = maker->count, words = 0;
    for (int i = maker->count - 1; i >= 0; i--)
        if (maker->blocks[i].kind == BLOCK_FOOTNOTE)
            body_end = i;
    for (int i = 0; i < body_end; i++)
        words += maker->blocks[i].words;
    maker->chapter = (Chapter){.id = "chapter", .title = maker->blocks[0].text, .blocks = maker->blocks, .count = maker->count, .body_end = body_end,
        .words = words, .arena = maker->chapter.arena};
    return &maker->chapter;
}

int make_maker(void **state)
{
    *state = calloc(1, sizeof(Maker));
    return *state ? 0 : -1;
}

int free_maker(void **state)
{
    free(*state);
    return 0;
}
