// A place as it is kept on disk, so that it survives a revised report: chapter id, block id or citation number, and a quotation as the W3C Web
// Annotation Data Model's TextQuoteSelector has it.
#ifndef REPORT_ANCHOR_H
#define REPORT_ANCHOR_H
#include "report/report.h"

enum { ANCHOR_EXACT_CLUSTERS = 64, ANCHOR_CONTEXT_CLUSTERS = 32 };

typedef struct {
    char *chapter;  // id
    char *block;    // id, else citation number as digits (of a heading: the first one below it), else ""
    char *exact;    // the text from the place on
    char *prefix;   // what stands before it in the block
    char *suffix;   // what stands behind exact in the block
    char *name;     // of the chapter in the manifest, where it is not its id: only that chapter must be read then; NULL = unknown
} Anchor;

Anchor anchor_new(Report *report, Place place);
// Of the bytes from a place to `end` in its block, which has text: `exact` is all of it, however long.
Anchor anchor_new_range(Report *report, Place place, size_t end);
void anchor_free(Anchor *anchor);

// FOUND: the quotation stands there, perhaps in another block or chapter. NEAR: the words are gone, the block or heading is there. LOST: the
// start of the chapter, or of the report. *place is always set.
typedef enum { ANCHOR_FOUND, ANCHOR_NEAR, ANCHOR_LOST } AnchorResult;
AnchorResult anchor_find(Report *report, const Anchor *anchor, Place *place);

// Whether the quotation stands in the chapter that it was taken from, if that is this one. No other chapter is read.
bool anchor_find_in(Report *report, int chapter, const Anchor *anchor, Place *place);

#endif
