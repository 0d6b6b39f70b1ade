// A chapter made ready for print, where nothing can be followed: addresses stand behind their links, footnotes in a section "Notes". Of
// plain/ only.
#ifndef PLAIN_EDITION_H
#define PLAIN_EDITION_H
#include "report/chapter.h"

// A copy of the body, blocks under the same index, then where there are footnotes one SECTION that holds them: block `body_end`. It lives by
// itself, but strings that are not changed are the chapter's. Free it with edition_free().
Chapter *edition_of_chapter(const Chapter *chapter);
Chapter *edition_of_section(const Chapter *chapter, int section);   // only the footnotes that the section refers to, or that those refer to
void edition_free(Chapter *edition);                                // NULL is fine

#endif
