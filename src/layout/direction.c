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

enum { PART_BYTES = 1 << 14 };

static void take_block(Direct *direct, const Chapter *chapter, int block)
{
    direct->block = block;
    direct->base = base_of(chapter, block);
    direct->is_needed = direct->base == BIDI_RTL;
    direct->plain = 0;
    direct->part = (TextRange){0};
}

// From left to right all is plain up to the first letter that is not: no bracket, number or neutral before it goes with what is behind.
static bool is_plain(Direct *direct, const Block *leaf, size_t end)
{
    if (!direct->is_needed && end > direct->plain) {
        direct->is_needed = bidi_is_needed(leaf->text + direct->plain, end - direct->plain);
        direct->plain = end;
    }
    return !direct->is_needed;
}

// One that holds these bytes. A part may begin before the end of the last.
static void take_part(Direct *direct, const Block *leaf, size_t start, size_t end)
{
    const TextRange last = direct->part;
    const size_t at = start >= last.end ? last.end : start >= last.start ? last.start : 0, least = start + PART_BYTES;
    if (!direct->bidi)
        direct->bidi = bidi_new();
    direct->part = bidi_part(leaf->text, leaf->length, at, start, end > least ? end : least);
    bidi_set(direct->bidi, leaf->text + direct->part.start, direct->part.end - direct->part.start, direct->base);
}

Order order_of(Builder *builder, int block, size_t start, size_t end)
{
    Direct *direct = &builder->direct;
    const BidiRun *found;
    if (!builder->layout->options.is_ordered || start >= end)
        return (Order){0};
    if (direct->block != block)
        take_block(direct, builder->layout->chapter, block);
    if (is_plain(direct, build_block(builder, block), end))
        return (Order){0};
    if (start < direct->part.start || end > direct->part.end)
        take_part(direct, build_block(builder, block), start, end);
    const size_t from = direct->part.start, count = bidi_runs(direct->bidi, start - from, end - from, &found);
    BidiRun *runs = arena_take(builder->layout->arena, count * sizeof *runs);
    for (size_t i = 0; i < count; i++)
        runs[i] = (BidiRun){.start = found[i].start + from - start, .end = found[i].end + from - start, .is_rtl = found[i].is_rtl};
    return (Order){.runs = runs, .count = count};
}
