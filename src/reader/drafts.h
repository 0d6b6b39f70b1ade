// What the records about each bookmark, note and highlight add up to. Of marks only.
#ifndef READER_DRAFTS_H
#define READER_DRAFTS_H
#include "reader/records.h"

// All is borrowed from the records, until the next change of them.
typedef struct {
    const Record *add;
    const Anchor *anchor;
    const char *note;           // NULL = none
    const char *tags;           // as the record has them; NULL = none
    const Record *removal;      // NULL: it is there
} Draft;

typedef struct {
    Draft *items;               // by id of the ADD
    size_t count;
    size_t capacity;
} Drafts;

bool record_is_kind(const Record *record, const char *kind);    // of a version that is known
bool record_is_mark(const Record *record);                      // about a bookmark, a note or a highlight

Drafts drafts_new(const Records *records);
void drafts_free(Drafts *drafts);
Draft *drafts_find(const Drafts *drafts, const char *id);       // also one that was removed; NULL = none

#endif
