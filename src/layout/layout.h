// A chapter at a width: lines of segments. No screen, no styles: a segment says which bytes of which block stand at which cell.
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H
#include <stdbool.h>
#include "report/chapter.h"
#include "text/lines.h"

enum { LAYOUT_CELLS_LEAST = 10 }; // narrower is laid out as this

// What stands in a line beside the text: bullets, numbers, rules, bars, labels. MARKER belongs to the text and is read with it ("2."); RULE is
// drawing only.
typedef enum { SEGMENT_TEXT, SEGMENT_MARKER, SEGMENT_RULE } SegmentKind;

typedef struct {
    SegmentKind kind;
    const char *text;   // UTF-8, safe; TEXT: inside the block's text; else the layout's own
    size_t length;      // bytes
    int column;         // cell of its first cluster, from 0
    int width;          // cells
    int block;          // TEXT: the block; others: the block that they stand for
    size_t byte;        // TEXT: of its first byte in the block's text; else 0
} Segment;

typedef struct {
    const Segment *segments;    // by column; those of a table's row belong to several blocks
    int count;                  // 0: a blank line
    int block;                  // the block that the line shows: for a blank line the one that comes next
    bool keep_with_next;        // a heading, a caption: not to stand last on a page
} Line;

typedef struct {
    int cells;              // the measure: no line is wider (but a cluster that is)
    bool is_ascii;          // markers and rules in ASCII: the locale can't show others
} LayoutOptions;

typedef struct Layout Layout;

// Lays out the whole body; footnotes are not in it. Chapter and breaker must outlive it.
Layout *layout_new(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker);

// Only one block with all that it holds: a footnote to show in place.
Layout *layout_block(const Chapter *chapter, int block, LayoutOptions options, LineBreaker *breaker);
void layout_free(Layout *layout);                                           // NULL is fine

const Chapter *layout_chapter(const Layout *layout);
int layout_line_count(const Layout *layout);                                // at least 1
const Line *layout_line(const Layout *layout, int index);
int layout_line_of(const Layout *layout, int block, size_t byte);           // the line that shows this byte; else the next one that shows anything
bool layout_place_of(const Layout *layout, int line, int *block, size_t *byte);    // first text in or behind the line; false: none behind

#endif
