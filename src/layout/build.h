// How lines are made, one behind the other: room for text, markers that wait for their line, blank lines between. Of layout/ only.
#ifndef LAYOUT_BUILD_H
#define LAYOUT_BUILD_H
#include "base/arena.h"
#include "base/meter.h"
#include "layout/layout.h"

typedef struct {
    Line line;
    size_t byte;    // where a line without text inside a block's text stands in it; else 0
} LaidLine;

typedef struct {
    int first, last;    // lines that show the block's text; first -1: none
} LineRange;

enum { BATCH_LINES = 128, PIECE_BYTES = 1 << 14 };

// Of a layout; they stay where they are when more are made.
typedef struct {
    LaidLine lines[BATCH_LINES];
} Batch;

struct Layout {
    const Chapter *chapter;
    LayoutOptions options;
    size_t piece;           // about so many bytes of a text are set at a time: PIECE_BYTES, but in tests
    int begin, end;         // the blocks that are laid out
    LineRange *ranges;      // of those blocks: by block - begin
    int settled;            // of the ranges, counted from the first: they will not change
    Batch **batches;
    size_t batch_count, batch_capacity;
    int count;              // lines so far
    int told_count;         // lines in the end; 0 = nobody knows
    Arena *arena;           // segments, markers
    struct Work *work;      // what makes the rest; NULL = there is none
};

LaidLine *build_laid(const Layout *layout, int index);      // of the lines so far

// The cells that text may stand in: left..left + cells.
typedef struct {
    int left, cells;
} Room;

typedef struct {
    const char *text;
    int column;         // at the least
    int width;
    int block;
} Marker;

typedef enum { RULE_SINGLE, RULE_DOUBLE } RuleKind;

// How far the spans of a block were gone through.
typedef struct {
    int block;
    size_t from;        // where the text began that was asked for last
    size_t link, note;  // the next of its spans that may be one
    int links;          // links of the chapter up to there
} Marks;

// Whose directions are known.
typedef struct {
    Bidi *bidi;             // holds `part` of the text of `block`; NULL = none was needed yet
    int block;              // -1 = none
    bool is_needed;         // its text is not seen as it is stored
    size_t plain;           // as far as it was looked at, if it is
    BidiBase base;
    TextRange part;
    int owner;              // whose direction the last line took; -1 = none
    BidiBase owner_base;
} Direct;

// How far it is, for whom it may concern.
typedef struct {
    Meter meter;
    int quiet;              // lines made since it was moved last
    int block;              // before which there are `before` bytes of text, and `all` in all; 0 = not counted yet
    size_t before, all;
} Pace;

typedef struct {
    Layout *layout;
    LineBreaker *breaker;
    int least;          // indents shrink so that text keeps this many cells
    Segment *segments;  // of the line that is being made
    int count;
    size_t capacity;
    Marker *markers;    // that wait for the next line
    size_t marker_count;
    size_t marker_capacity;
    int blanks;         // lines to be left blank before the next line
    const char *rules[2];   // by RuleKind: rule_cells cells of it
    int rule_cells;
    const Lit *lit;     // of a told layout: highlights of the chapter; the layout's own copy
    size_t lit_count;
    int *links;         // of a told layout: links of the chapter before each block; by block - begin
    Marks marks;
    Direct direct;
    Pace pace;
} Builder;

// Whose the lines of a text are: the layout's; or the author's, and what one has too much goes on below, indented; or likewise with all spaces
// kept, and what one has too much goes on behind a mark.
typedef enum { TEXT_FLOWING, TEXT_VERSE, TEXT_LITERAL } TextKind;

// How a leaf's text is set. Only what is flowing, and no heading, is hyphenated and justified.
typedef struct {
    TextKind kind;
    int hang;           // cells by which lines but the first are indented
    bool keeps_next;    // all its lines are to be kept with the next: a heading
    const char *tail;   // marker behind the text; NULL = none. A told layout has what is said there instead
} Flow;

Builder build_start(Layout *layout, LineBreaker *breaker);
void build_end(Builder *builder);                           // frees what the builder holds; the layout stays

const Block *build_block(const Builder *builder, int block);
bool build_is_stopped(const Builder *builder);              // there are lines, and no more are to be made
bool build_is_told(const Builder *builder);
int build_drawn(const Builder *builder, int cells);         // the cells, capped where lines are unbroken: for rules and tables
Room room_all(const Builder *builder);
Room room_in(const Builder *builder, Room room, int indent);        // less where the room is narrow
Room room_within(const Builder *builder, Room room, int indent);    // at both sides

void build_gap(Builder *builder, int blanks);               // at least so many blank lines before the next line
const Widths *build_widths(const Builder *builder);         // by which all is measured
int build_cells(const Builder *builder, const char *text, size_t length);      // of a text on one line

void build_keep(Builder *builder);                          // the last line is to be kept with the next

// A marker for the next line, in a column or behind the markers before it; `text` lives as long as the layout.
void build_marker(Builder *builder, int block, const char *text, int column);
void build_flush_markers(Builder *builder);                 // those that wait get a line of their own

void build_segment(Builder *builder, Segment segment);      // adds to the line that is being made
void build_text(Builder *builder, Segment segment);         // the same of text, which gets its order
void build_line(Builder *builder, int block);               // ends it; one without segments is blank
void build_line_at(Builder *builder, int block, size_t byte);    // the same; where it has no text, it stands at that byte of some
void build_stand_for(Builder *builder, int block);          // the next line made is where a block without text is
void build_blank(Builder *builder, int block, size_t byte); // a blank line inside a block's text

void build_behind(Builder *builder, int block, const char *text);       // a marker close behind the last segment of the line being made

enum { FIRST_WORD_BYTES = 64 };     // of a longer one no more are looked at

// Puts the markers that wait on the line being made; the column where `text` may begin in it. A line with too little room left for its first word is ended.
int build_start_line(Builder *builder, Room room, const char *text, size_t length);
void build_start_rows(Builder *builder, Room room);         // the same for what begins at room.left or on the next line
void build_flow(Builder *builder, int block, Room room, Flow flow);     // the block's text; an empty one only shows markers that wait
int build_width_of(const Builder *builder, int block);      // cells of the widest line of a block's text; 0 = not shown

Segment build_rule_segment(const Builder *builder, int block, RuleKind kind, int column, int width);
void build_rule(Builder *builder, int block, Room room, RuleKind kind, int width);      // a line of its own

#endif
