// Numbers of links.
#include "report/links.h"

static int links_in(const Block *block, size_t spans)
{
    int count = 0;
    for (size_t i = 0; i < spans; i++)
        count += block->spans[i].kind == SPAN_LINK;
    return count;
}

int chapter_links_before(const Chapter *chapter, int block)
{
    int count = 0;
    for (int i = 0; i < block; i++)
        count += links_in(&chapter->blocks[i], chapter->blocks[i].span_count);
    return count;
}

int chapter_link_number(const Chapter *chapter, int block, size_t span)
{
    const Block *it = &chapter->blocks[block];
    if (span >= it->span_count || it->spans[span].kind != SPAN_LINK)
        return 0;
    return chapter_links_before(chapter, block) + links_in(it, span) + 1;
}

bool chapter_find_link(const Chapter *chapter, int number, int *block, size_t *span)
{
    int count = 0;
    for (int i = 0; i < chapter->count; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            count += chapter->blocks[i].spans[k].kind == SPAN_LINK;
            if (chapter->blocks[i].spans[k].kind == SPAN_LINK && count == number) {
                *block = i;
                *span = k;
                return true;
            }
        }
    return false;
}
