// Marks that come from elsewhere: annotations as marks_export() writes them, and the state file of another person.
#ifndef READER_MARKS_IMPORT_H
#define READER_MARKS_IMPORT_H
#include "base/buffer.h"
#include "reader/marks.h"

enum { IMPORT_BYTES = 16 * 1024 * 1024 };

typedef struct {
    size_t taken;           // marks that came in; a highlight over several paragraphs is one, here and below
    size_t changes;         // merged: changes and deletions of marks
    size_t there;           // that were there already
    size_t near;            // of those taken: their words are others now, or gone
    size_t left;            // left out: their words are not in this report, they have none, or they can't be read
    bool is_other;          // imported: they were made in another report, which `title` names as far as it says
    char title[256];        // hostile until safe_add() has passed it; "" = unknown
} Imported;

// Web annotations (JSON) with a TextQuoteSelector: a page or a collection of them, a list, or one. Those of this report come in even where their
// words are gone; of those of another report only what stands in this one. Twice is once. False and *err: the file is no such thing, nothing could be saved,
// or marks_are_stopped(): then nothing has come in.
// bytes: what the file holds; `path` for messages.
bool marks_import(Marks *marks, const char *path, const Buffer *bytes, Imported *imported, Error *err);

// What another person's state file says of marks, and what later versions say there: their place, and what they have read, are theirs. False and
// *err: it is no state file of this report, nothing could be saved, or marks_are_stopped(). Twice is once.
bool marks_merge(Marks *marks, const char *path, const Buffer *bytes, Imported *imported, Error *err);

// In words, for both faces. The caller frees.
char *imported_text(const Imported *imported);

#endif
