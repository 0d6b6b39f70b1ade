// Chapters in a compiled file: taken from it where they are the same still, put there before they are dropped.
#ifndef REPORT_CACHE_H
#define REPORT_CACHE_H
#include "report/open.h"

#define CACHE_END ".compiled"   // how names of the files end; they begin with the report's id, by which they are found to be removed

void cache_free(Report *report);

void cache_share(Report *report);                   // what is put may be read by everybody; nothing is yet
void cache_remove(const Report *report, const char *folder);    // what was kept of it there
int cache_publish(Report *report);                  // what was put so far; errno of why it is not kept, 0 = it is
bool cache_is_needed(const Report *report);         // there is so much of it that a file is kept

bool cache_may_have(const Report *report);          // chapters that were not read in this session
bool cache_has(const Report *report, int index, StampedFile file);      // that of a chapter with such a file
bool cache_take(Report *report, int index);         // false: it is to be parsed
// One that was just parsed is put, if it is large, and taken from there, where its text is not this program's own memory.
void cache_swap(Report *report, int index);
void cache_add(Report *report, int index);          // it is at hand now
bool cache_is_same(const Report *report, int index);    // the chapter at hand is as it was when it was put there
_Noreturn void cache_end(const Report *report, int index);      // it is not: says so, and ends the program with EXIT_MACHINE
void cache_touch(Report *report, int index);        // it was asked for

// Of one that is not at hand. False: its outline can't be read.
bool cache_outline(Report *report, int index, Arena *arena, Outline *outline);

// Its texts, folded, or what stands in them at all (report/folded.h). False: they are not there, or nobody knows yet which would be.
typedef enum { FOLDED_TEXTS, FOLDED_TRIGRAMS, FOLDED_PIECES } FoldedPiece;
bool cache_folded(const Report *report, int index, FoldedPiece kind, StorePiece *piece);
bool cache_can_fold(Report *report, int index, bool is_small);     // they can be put, to be there the next time, where they are few
void cache_put_folded(Report *report, int index, FoldedPiece kind, const Buffer *folded);

#endif
