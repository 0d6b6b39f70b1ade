// A chapter at a width: lines of segments. No screen, no styles: a segment says which bytes of which block stand at which cell.
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H
#include <stdbool.h>
#include "base/meter.h"
#include "report/chapter.h"
#include "report/roles.h"
#include "text/bidi.h"
#include "text/lines.h"
#include "text/widths.h"

enum {
    LAYOUT_CELLS_LEAST = 10,            // narrower is laid out as this
    LAYOUT_CELLS_UNBROKEN = 1 << 28,    // the measure of lines that end only where their text ends
    LAYOUT_CELLS_DRAWN = 100,           // tables and rules are no wider than this where the measure is LAYOUT_CELLS_UNBROKEN
};

// What stands in a line beside the text: bullets, numbers, rules, labels. MARKER belongs to the text and is read with it ("2."); RULE is
// drawing only.
typedef enum { SEGMENT_TEXT, SEGMENT_MARKER, SEGMENT_RULE } SegmentKind;

// Runs of a segment's text as they are seen, from left to right, in bytes from its first. None: as it is stored.
typedef struct {
    const BidiRun *runs;
    size_t count;
} Order;

typedef struct {
    SegmentKind kind;
    const char *text;   // UTF-8, safe; TEXT: inside the block's text; else the layout's own
    size_t length;      // bytes
    int column;         // where it begins: cells from the line's start, which is at the right where the line goes from right to left
    int width;          // cells
    int block;          // TEXT: the block; others: the block that they stand for
    size_t byte;        // TEXT: of its first byte in the block's text; else 0
    Order order;        // TEXT, in an ordered layout
} Segment;

typedef struct {
    const Segment *segments;    // by column; those of a table's row belong to several blocks
    int count;                  // 0: a blank line
    int block;                  // the block that the line shows: for a blank line the one that comes next
    bool is_rtl;                // it goes from right to left: an ordered layout's
    bool keep_with_next;        // a heading, a caption, the first or last line but one of a paragraph: not to stand last on a page
} Line;

// Bytes of a block's text that somebody has highlighted.
typedef struct {
    int block;
    size_t start, end;
} Lit;

// Those of a chapter, in reading order, none overlapping another; borrowed while the layout is made.
typedef const Lit *LitOf(void *context, const Chapter *chapter, size_t *count);

typedef struct {
    int cells;              // the measure: no line is wider (but a cluster that is)
    Widths widths;          // of the terminal that shows it
    bool is_ordered;        // text is seen in visual order, shaped (text/visual.h); else as it is stored, and so is all that is printed or told
    bool is_ascii;          // markers and rules in ASCII: the locale can't show others
    bool is_told;           // for the ear and the finger: roles and numbers of links in words, as markers; tables as records; no rules, no soft
                            // hyphens, and indentation of 2 cells at most
    RoleOptions roles;      // where it is told
    LitOf *lit;             // likewise: words tell where highlights begin and end; NULL = they are not told
    void *lit_context;
    unsigned long lit_version;  // another one where it gives others
    bool is_dense;          // no blank lines at all
    bool is_hyphenated;     // words of running text may be parted (text/hyphenate.h); not where it is told
    bool is_justified;      // lines of running text are filled by wider spaces, but a paragraph's last, and those that would gape; likewise
    int spacing;            // rows for each line, the line itself and blank ones behind it; 0 is 1
} LayoutOptions;

typedef struct Layout Layout;

// The options for a measure in the locale that is set: is_ascii where it can't show a bullet, a dash or a rule, or one of them takes two cells.
LayoutOptions layout_options(int cells, const Widths *widths);

// Lays out the whole body; footnotes are not in it. The chapter must outlive it; the breaker is used only while lines are made.
Layout *layout_new(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker);

// Only one block with all that it holds: a section, or a footnote to show in place (its key stands before it as a marker).
Layout *layout_block(const Chapter *chapter, int block, LayoutOptions options, LineBreaker *breaker);
void layout_free(Layout *layout);                                           // NULL is fine

// The same as layout_new(), but lines are made when they are asked for, or in idle time: of a text some kilobytes at a time, of a table all. The breaker
// must outlive that; others may use it between. What was lent stays where it is.
Layout *layout_begin(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker);
// It is moved every some hundred lines. Where it is stopped no more are made, behind what is being set, and the chapter seems to end there
// until it is stopped no longer: then the layout goes on.
void layout_set_meter(Layout *layout, Meter meter);
bool layout_go_on(Layout *layout, int lines);           // until about so many lines more are made; false: it is whole
bool layout_is_whole(const Layout *layout);

const Chapter *layout_chapter(const Layout *layout);
LayoutOptions layout_made_with(const Layout *layout);
int layout_line_count(const Layout *layout);                    // at least 1; all are made for it
int layout_lines_guessed(const Layout *layout);                 // how many there may be, by those made so far; none is made
void layout_tell_count(Layout *layout, int lines);              // how many there will be, from one made alike: it is guessed no more
int layout_line_guessed(const Layout *layout, int block);       // where a block may begin, likewise; behind all blocks: their number
bool layout_has_line(const Layout *layout, int index);          // no more are made than that takes
int layout_lines_to(const Layout *layout, int end);             // `end` at most, fewer where there are no more; likewise
const Line *layout_line(const Layout *layout, int index);       // one that was made: layout_has_line(), or a place in it, was asked for. Whether it
                                                                // is kept with the next is known when that was made

// The line that shows this byte, or the white space behind its text; of a block without text the next line that shows anything. A block
// that is not laid out: the first line where it stands before those that are, else the last. Where it is told how much a list holds, the list
// is there. In time logarithmic in the block's lines.
int layout_line_of(const Layout *layout, int block, size_t byte);

// The first text in or behind the line. False: there is none behind.
bool layout_place_of(const Layout *layout, int line, int *block, size_t *byte);

bool line_is_read(const Line *line);        // it shows text or a marker; false: blank, or drawn only
bool layout_options_equal(LayoutOptions a, LayoutOptions b);

#endif
