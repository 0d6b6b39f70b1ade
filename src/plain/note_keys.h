// The footnotes of a chapter as pandoc's Markdown has them: it forgets their keys, their order and those that
// nothing in the body refers to, and knows no references within footnotes. Of plain/ only.
#ifndef PLAIN_NOTE_KEYS_H
#define PLAIN_NOTE_KEYS_H
#include "plain/exporting.h"

typedef struct NoteKeys NoteKeys;

NoteKeys *note_keys_new(const Exporting *exporting, const Chapter *chapter);     // which is entered; must not outlive it
void note_keys_free(NoteKeys *keys);

bool note_keys_is_referred(const NoteKeys *keys, int footnote);     // from the body

// What a footnote must say of itself to come back as it is: its key where that is no running number in the order of the references, or where
// several refer to it; and its place among the others where that is another one. Nothing where pandoc's own count gives the same.
void note_keys_add_attributes(const NoteKeys *keys, int footnote, Buffer *out);

#endif
