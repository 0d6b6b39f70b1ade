// Texts as they are told, in a layout that is for the ear and the finger: numbers of links and what brackets mean put in, soft hyphens left
// out. Of layout/ only.
#ifndef LAYOUT_TOLD_H
#define LAYOUT_TOLD_H
#include "base/buffer.h"
#include "layout/build.h"

enum { TOLD_INDENT_MOST = 2 };  // cells: R23

// Text of blocks and words put in between, on its way to lines. {0} is an empty one.
typedef struct {
    size_t start;       // in the passage; it goes on to the next stretch
    size_t byte;        // TEXT: in the block's text
    int block;
    SegmentKind kind;   // TEXT or MARKER
} Stretch;

typedef struct {
    Buffer text;
    Stretch *stretches;
    size_t count;
    size_t capacity;
} Passage;

void passage_words(Passage *passage, int block, const char *words);     // a marker
void passage_text(Passage *passage, Builder *builder, int block, size_t from, size_t to);   // bytes from..to of the block's text
void passage_plain(Passage *passage, const Builder *builder, int block, size_t from, size_t to);    // likewise, with nothing put in

// As passage_text(), about so many bytes up to `to`; behind the end of the block's text also what is said there. Returns where it goes on.
size_t passage_some(Passage *passage, Builder *builder, int block, size_t from, size_t to, size_t bytes);

// Where the next line goes on. {0} at first.
typedef struct {
    size_t index;       // of its first stretch
    size_t byte;        // behind the block's text that was set last
} Progress;

void passage_line(const Passage *passage, Builder *builder, TextRange range, int column, Progress *progress);   // adds those bytes of it to the line being made

// Sets it behind the markers that wait, and frees it. `block` is whose lines they are and in whose language they break.
void passage_set(Passage *passage, Builder *builder, int block, Room room, Flow flow);
void passage_empty(Passage *passage);                                   // to be used again
void passage_free(Passage *passage);
void passage_put(Passage *passage, Builder *builder, int column);       // all of it on the line being made, and frees it

void set_told_words(Builder *builder, int block, Room room, const char *words);     // a sentence of its own; "" = none
char *told_role(Builder *builder, int block, RolePart part);                        // lives as long as the layout; "" = none

// One line group a row, "Header: value" a line. From the block `first_row` to the table's end.
void set_told_table(Builder *builder, int table, int first_row, Room room);

#endif
