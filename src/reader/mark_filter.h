// Which marks are meant: by tag, chapter or text.
#ifndef READER_MARK_FILTER_H
#define READER_MARK_FILTER_H
#include "reader/marks.h"

// "" all; "tag:night shift" those with that tag; "chapter:3" or "chapter:ID" those in that chapter; else those with the text in their words, note or
// tags. Case and accents do not count.
bool mark_fits(const Mark *mark, Report *report, const char *filter);
bool mark_is_told(Marks *marks, size_t index, Report *report, const char *filter);     // no other part stands for it, and one of its parts fits

#endif
