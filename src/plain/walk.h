// Going over a chapter for an export: block by block, and through the marks of a text. Of plain/ only.
#ifndef PLAIN_WALK_H
#define PLAIN_WALK_H
#include "report/chapter.h"
#include "report/inline.h"

// `open` comes before what a block holds, `close` behind it; of a leaf one right after the other.
typedef struct {
    void (*open)(void *context, int block);
    void (*close)(void *context, int block);
} BlockVisitor;

void walk_blocks(const Chapter *chapter, int from, int end, const BlockVisitor *visitor, void *context);

// `piece` gets bytes from..to of the text that have no more marks than are open. `open` returns false where it has written all of the span
// itself: what is in it is passed over, and it is not closed.
typedef struct {
    void (*piece)(void *context, const InlineText *text, size_t from, size_t to);
    bool (*open)(void *context, const InlineText *text, const Span *span);
    void (*close)(void *context, const InlineText *text, const Span *span);
} TextVisitor;

void walk_text(const InlineText *text, const TextVisitor *visitor, void *context);

InlineText text_of_block(const Block *block);       // borrowed

// Line by line of a text that has several: spans are cut at the ends of lines. Begin with {.text = …}. Time is linear in text and spans.
typedef struct {
    const InlineText *text;
    InlineText line;            // what text_lines_next() has found; its spans are good until the next call
    bool cuts;                  // a span goes over the end of a line
    size_t at;                  // where the next line begins
    size_t next;                // span that no line had yet
    Span *whole, *cut;          // of the line: as the text has them, as the line has them
    size_t count, capacity, cut_capacity;
} TextLines;

bool text_lines_next(TextLines *lines);     // false: there is no other line
void text_lines_end(TextLines *lines);

#endif
