// A chapter, and its outline, as bytes that lie in a file and are used where they lie: only what is not text is taken out of them. Made and read by one
// build on one machine (compiled_maker()), checked as what anybody may have written: every number that leads somewhere leads into them.
#ifndef REPORT_COMPILED_H
#define REPORT_COMPILED_H
#include <stdint.h>
#include "base/buffer.h"
#include "report/outline.h"

uint64_t compiled_maker(void);      // another one where the bytes could be others: format, program, ICU

// Adds them to an empty buffer. False: there are more than can be addressed.
bool compiled_put(Buffer *out, const Chapter *chapter);
bool compiled_put_outline(Buffer *out, const Chapter *chapter);

// NULL: they are damaged. Aligned for any number; texts are borrowed from them, all else is in the chapter's arena. The caller frees it before them.
Chapter *compiled_chapter(const char *bytes, size_t length, int index);

// Of a chapter of so many blocks. False: damaged. All of it, texts too, is in the arena.
bool compiled_outline(const char *bytes, size_t length, int blocks, Arena *arena, Outline *outline);

#endif
