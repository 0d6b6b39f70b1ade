// Words of long texts counted after all: where a chapter is loaded they are estimated (words_about()).
#ifndef REPORT_RECOUNT_H
#define REPORT_RECOUNT_H
#include "report/contents.h"
#include "text/segment.h"

typedef struct {
    int chapter, block;
    int more;           // words than were estimated; below 0: fewer
} Recounted;

// {0} at first.
typedef struct {
    Recounted *items;
    size_t count, capacity;
    WordCounter counter;
} Recount;

void recount_add(Recount *recount, const Chapter *chapter);             // counts the long texts of its body
long recount_more(const Recount *recount);                              // of all chapters that were added
void recount_set(const Recount *recount, Contents *contents);           // puts right what it tells of the chapters that were added
void recount_free(Recount *recount);

#endif
