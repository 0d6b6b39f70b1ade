// The table of contents: chapters and sections in reading order.
#ifndef REPORT_CONTENTS_H
#define REPORT_CONTENTS_H
#include "report/report.h"

typedef struct {
    Place place;
    int level;          // 0 a chapter, 1..6 a section
    const char *title;  // borrowed from the chapter, or its name where it is not loaded
    int words;          // in it and all below it; 0 = not loaded
    int block_end;      // index of the block behind all that is in it; INT_MAX for a chapter
    int end;            // index of the next entry that is not below it
} ContentsEntry;

typedef struct {
    ContentsEntry *entries;
    int count;
} Contents;

enum { WORDS_A_MINUTE = 230 }; // silent reading of non-fiction in English: Brysbaert 2019, 238; rounded down

Contents contents_new(const Report *report);                    // of the chapters that are loaded; the others by name
void contents_free(Contents *contents);
int contents_at(const Contents *contents, Place place);         // the deepest entry that holds the place
int minutes_of(int words);                                      // rounded up

#endif
