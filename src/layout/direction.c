// Which way lines go.
#include "layout/direction.h"
#include "text/language.h"

static BidiBase base_of(const Chapter *chapter, int index)
{
    const Block *block = &chapter->blocks[index];
    BidiBase base;
    if (block->direction != DIRECTION_AUTO)
        return block->direction == DIRECTION_RTL ? BIDI_RTL : BIDI_LTR;
    for (int i = index; i < block->end; i++)
        if (bidi_first_strong(chapter->blocks[i].text, chapter->blocks[i].length, &base))
            return base;
    return language_goes_from_right(block->language) ? BIDI_RTL : BIDI_LTR;
}

// The block whose direction a line takes.
static int line_owner(const Chapter *chapter, int block)
{
    const BlockKind kind = chapter->blocks[block].kind;
    if (kind == BLOCK_CELL || kind == BLOCK_ROW)
        while (chapter->blocks[block].kind != BLOCK_TABLE && chapter->blocks[block].parent >= 0)
            block = chapter->blocks[block].parent;
    return block;
}

bool goes_from_right(Builder *builder, int block)
{
    Direct *direct = &builder->direct;
    const Chapter *chapter = builder->layout->chapter;
    if (!builder->layout->options.is_ordered)
        return false;
    const int owner = line_owner(chapter, block);
    if (direct->owner != owner) {
        direct->owner = owner;
        direct->owner_base = base_of(chapter, owner);
    }
    return direct->owner_base == BIDI_RTL;
}

static void take_block(Builder *builder, int block)
{
    Direct *direct = &builder->direct;
    const Block *leaf = build_block(builder, block);
    const BidiBase base = base_of(builder->layout->chapter, block);
    direct->block = block;
    direct->is_needed = base == BIDI_RTL || bidi_is_needed(leaf->text, leaf->length);
    if (!direct->is_needed)
        return;
    if (!direct->bidi)
        direct->bidi = bidi_new();
    bidi_set(direct->bidi, leaf->text, leaf->length, base);
}

Order order_of(Builder *builder, int block, size_t start, size_t end)
{
    Direct *direct = &builder->direct;
    const BidiRun *found;
    if (!builder->layout->options.is_ordered || start >= end)
        return (Order){0};
    if (direct->block != block)
        take_block(builder, block);
    if (!direct->is_needed)
        return (Order){0};
    const size_t count = bidi_runs(direct->bidi, start, end, &found);
    BidiRun *runs = arena_take(builder->layout->arena, count * sizeof *runs);
    for (size_t i = 0; i < count; i++)
        runs[i] = (BidiRun){.start = found[i].start - start, .end = found[i].end - start, .is_rtl = found[i].is_rtl};
    return (Order){.runs = runs, .count = count};
}
