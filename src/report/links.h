// Numbers of links: LINK spans, no footnotes, counted through the chapter and its footnotes from 1.
#ifndef REPORT_LINKS_H
#define REPORT_LINKS_H
#include "report/chapter.h"

int chapter_links_before(const Chapter *chapter, int block);                        // how many links stand in the blocks before it
int chapter_link_number(const Chapter *chapter, int block, size_t span);            // 0 = that is no link
bool chapter_find_link(const Chapter *chapter, int number, int *block, size_t *span); // false: there is no link of that number

#endif
