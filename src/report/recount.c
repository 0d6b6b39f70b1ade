// Words of long texts counted after all.
#include "report/recount.h"
#include <stdlib.h>
#include "base/memory.h"

static void add(Recount *recount, Recounted recounted)
{
    recount->items = memory_grow(recount->items, recount->count, &recount->capacity, sizeof *recount->items);
    recount->items[recount->count++] = recounted;
}

void recount_add(Recount *recount, const Chapter *chapter)
{
    for (int i = 0; i < chapter->body_end; i++) {
        const Block *block = &chapter->blocks[i];
        if (block->length <= WORDS_COUNTED_BYTES)
            continue;
        const int words = (int)words_count(&recount->counter, block->text, block->length);
        add(recount, (Recounted){.chapter = chapter->index, .block = i, .more = words - block->words});
    }
}

long recount_more(const Recount *recount)
{
    long more = 0;
    for (size_t i = 0; i < recount->count; i++)
        more += recount->items[i].more;
    return more;
}

static bool holds(const ContentsEntry *entry, const Recounted *recounted)
{
    return entry->place.chapter == recounted->chapter && recounted->block >= entry->place.block && recounted->block < entry->block_end;
}

void recount_set(const Recount *recount, Contents *contents)
{
    for (size_t i = 0; i < recount->count; i++)
        for (int k = 0; k < contents->count; k++)
            if (holds(&contents->entries[k], &recount->items[i]))
                contents->entries[k].words += recount->items[i].more;
}

void recount_free(Recount *recount)
{
    word_counter_close(&recount->counter);
    free(recount->items);
    *recount = (Recount){0};
}
