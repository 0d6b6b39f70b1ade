// A chapter as blocks in reading order. Its text is safe to show: safe_add() has passed it.
#ifndef REPORT_CHAPTER_H
#define REPORT_CHAPTER_H
#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/error.h"

// A block is a leaf with text, or holds other blocks. The tree stands in one array, parents before children, in reading order.
//
//   TITLE                       the chapter's title: always block 0          leaf
//   SUMMARY                     the chapter's summary                         leaf
//   SECTION                     text = its heading; holds blocks              level 1..6
//   PARAGRAPH VERSE LITERAL     leaves
//   LIST STEPS                  hold ITEMs; an ITEM holds blocks (plain text is one PARAGRAPH); ordinal of an ITEM from 1 or `start`
//   TERMS                       holds TERM (leaf) and DEFINITION (holds blocks) in turn
//   QUOTE                       holds blocks, then perhaps a BY (leaf)
//   TABLE                       holds perhaps a CAPTION, then ROWs (the first is the header if is_header), which hold CELLs (leaves)
//   FIGURE                      text = what the picture shows; holds perhaps CAPTION, SOURCE (leaves)
//   ASIDE                       text = its heading or ""; holds blocks
//   FOOTNOTE                    label = its key; holds blocks; all FOOTNOTEs stand behind the body (from chapter->body_end on)
//   PROBLEM                     why the chapter, or a block in it, could not be read                leaf
typedef enum {
    BLOCK_TITLE, BLOCK_SUMMARY, BLOCK_SECTION, BLOCK_PARAGRAPH, BLOCK_VERSE, BLOCK_LITERAL,
    BLOCK_LIST, BLOCK_STEPS, BLOCK_ITEM, BLOCK_TERMS, BLOCK_TERM, BLOCK_DEFINITION,
    BLOCK_QUOTE, BLOCK_BY, BLOCK_TABLE, BLOCK_CAPTION, BLOCK_ROW, BLOCK_CELL,
    BLOCK_FIGURE, BLOCK_SOURCE, BLOCK_ASIDE, BLOCK_FOOTNOTE, BLOCK_PROBLEM,
} BlockKind;

// Marks on a range of a block's text. They nest: sorted by start, then the longer first.
typedef enum { SPAN_EMPHASIS, SPAN_STRONG, SPAN_CODE, SPAN_LINK, SPAN_NOTE } SpanKind;

typedef struct {
    SpanKind kind;
    size_t start, end;      // bytes of the block's text
    const char *target;     // LINK: "#id", "#chapter/id" or an address; NOTE: the footnote's key (its text shows as "[key]"); else NULL
    int outer;              // index of the span around it; -1 = none
} Span;

typedef enum { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL } Direction;
typedef enum { ALIGN_START, ALIGN_END, ALIGN_CENTER } Align;   // `left`, `right`, `center` in the file

// A chapter of 500 KB has some 900 of them, so that what is narrow stands side by side.
typedef struct {
    BlockKind kind : 8;
    Align align : 8;            // CELL
    Direction direction : 8;    // inherited
    int level : 7;              // SECTION: 1..6; TITLE: 0; others: of the section they stand in
    bool is_header : 1;         // ROW, and CELL in it
    int parent;                 // index; -1 for one at the top
    int end;                    // index behind its last descendant: of a leaf its own + 1
    int number;                 // citation number in the chapter, from 1; 0 = none
    int ordinal;                // ITEM: its number; CELL: its column from 0; ROW: its row from 0; TABLE: how many columns
    int words;                  // of text, for reading time; about, where it is long (words_about())
    unsigned length;            // of text in bytes
    unsigned span_count;
    const Span *spans;
    const char *text;           // UTF-8, NUL at the end; "" for one that only holds others; only VERSE and LITERAL hold LF
    const char *id;             // unique in the chapter; "" = none
    const char *label;          // FOOTNOTE: its key; else ""
    const char *language;       // BCP 47; inherited, never NULL
} Block;

typedef struct {
    int index;              // in the manifest, from 0
    const char *id;         // never NULL; [A-Za-z][A-Za-z0-9_-]*
    const char *title;      // shown text of block 0
    const Block *blocks;
    int count;
    int body_end;           // index of the first FOOTNOTE; count if there is none
    int words;              // of all blocks of the body
    bool is_broken;         // it could not be read: TITLE and PROBLEM are all there is
    bool is_start;          // only the first of its blocks are here: report_chapter_start()
    Arena *arena;           // that all of it lives in
} Chapter;

int chapter_find_id(const Chapter *chapter, const char *id);           // block index; -1 = none
int chapter_find_number(const Chapter *chapter, int number);           // block of a citation number; -1 = none
int chapter_find_footnote(const Chapter *chapter, const char *key);    // block index; -1 = none
int chapter_heading_of(const Chapter *chapter, int block);             // the SECTION it stands in, itself if it is one; 0 (the title) if none
// The block whose citation number stands for this one: itself, the first one in it (LIST, QUOTE), the table or figure it belongs to, the term
// that it defines, the words before a BY. -1 = none: headings, summary, footnotes, problems.
int chapter_numbered_of(const Chapter *chapter, int block);
bool block_is_heading(const Block *block);                             // TITLE or SECTION
size_t block_spans_from(const Block *block, size_t byte);               // index of the first that begins behind a byte; the count where there is none.
                                                                        // The one before it, and those around that, are all that can hold the byte
const Span *block_span_at(const Block *block, SpanKind kind, size_t byte);  // innermost; NULL = none

#endif
