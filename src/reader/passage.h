// A stretch of a report from one place to another, through blocks and chapters: what is selected.
#ifndef READER_PASSAGE_H
#define READER_PASSAGE_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "report/report.h"

typedef struct {
    Place from;             // where the next part begins
    Place end;              // behind it
} Passage;

// The part of it in the next block that has text in it, from *from to byte *end of the same block; the passage begins behind it then. False: there is
// none. Reads the chapters that it comes through.
bool passage_next(Report *report, Passage *passage, Place *from, size_t *end);

// All its parts as they are written, with `between` between two.
void passage_add_text(Buffer *out, Report *report, Passage passage, const char *between);

#endif
