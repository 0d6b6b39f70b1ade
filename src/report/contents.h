// The table of contents: chapters and sections in reading order.
#ifndef REPORT_CONTENTS_H
#define REPORT_CONTENTS_H
#include "report/report.h"

typedef struct {
    Place place;
    int level;          // 0 a chapter, 1..6 a section
    const char *title;  // lives with the contents, or the chapter; its name where it was not read yet
    Direction direction;    // of the title
    int words;          // in it and all below it; 0 = not read yet
    int block_end;      // index of the block behind all that is in it; INT_MAX for a chapter
    int end;            // index of the next entry that is not below it
    bool is_closed;     // it is a chapter with sections that were not wanted
} ContentsEntry;

typedef struct {
    ContentsEntry *entries;
    int count;
    Arena *arena;
} Contents;

enum { WORDS_A_MINUTE = 230 }; // silent reading of non-fiction in English: Brysbaert 2019, 238; rounded down

Contents contents_new(Report *report);                          // of the chapters that were read; the others by name
// The same, but with the sections of those chapters only that `wants` says: of the others nothing is read for it.
Contents contents_of(Report *report, bool (*wants)(const void *context, int chapter), const void *context);
void contents_free(Contents *contents);
int contents_at(const Contents *contents, Place place);         // the deepest entry that holds the place
int minutes_of(int words);                                      // rounded up

#endif
