// Inline marks: from a text as it is written to the text that is shown and the spans over it.
//
//   *emphasis* _emphasis_ **strong** __strong__ `literal` [text](target) [^key] \*
//
// Emphasis follows the delimiter rules of CommonMark 0.31 (6.2), code spans and links its sections 6.1 and 6.3, but: a link has no title, its text
// and target are not empty, and there are no reference links, images, autolinks, HTML or entities. A mark that is not closed is plain text.
// Time is linear in the length of the text.
#ifndef REPORT_INLINE_H
#define REPORT_INLINE_H
#include "report/chapter.h"

typedef struct {
    const char *text;       // as it is shown; NUL at the end
    size_t length;
    const Span *spans;
    size_t span_count;
} InlineText;

// Reads a safe text, less than 4 GB. What is returned lives in `arena`.
InlineText inline_read(Arena *arena, const char *text, size_t length);

// The same text with its marks as plain text.
InlineText inline_plain(Arena *arena, const char *text, size_t length);

#endif
