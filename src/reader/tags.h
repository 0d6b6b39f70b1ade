// Tags of a mark. In the state file they are separated by spaces, and a space within one is a no-break space (U+00A0).
#ifndef READER_TAGS_H
#define READER_TAGS_H
#include "base/buffer.h"

// Of a text as people type it: tags with commas between them, each perhaps of several words, perhaps with a "#" before it. Each once, made safe.
// "" = none. The caller frees.
char *tags_read(const char *typed);

// The other way: as they are shown, "water, night shift", made safe.
void tags_add(Buffer *out, const char *stored);

#endif
