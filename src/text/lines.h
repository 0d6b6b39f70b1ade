// Where a line may end (UAX #14, as ICU tailors it by language), and breaking into lines of a width.
#ifndef TEXT_LINES_H
#define TEXT_LINES_H
#include <stdbool.h>
#include <stddef.h>
#include "text/segment.h"
#include "text/widths.h"

// Break iterators cost milliseconds to open; this keeps them by language. Belongs to a layout, not shared between threads.
typedef struct LineBreaker LineBreaker;

LineBreaker *line_breaker_new(void);
void line_breaker_free(LineBreaker *breaker);   // NULL is fine
void line_breaker_set_widths(LineBreaker *breaker, Widths widths);      // of the lines made from now on; the standard before

// Words of the lines made from now on may be parted by hyphens, as their language has it (text/hyphenate.h). Off before.
void line_breaker_set_hyphenation(LineBreaker *breaker, bool is_on);

// Ranges of the texts broken from now on, which hold no LF, whose words stay whole all the same: code. Borrowed until the next call; NULL, 0 = none.
void line_breaker_keep_whole(LineBreaker *breaker, const TextRange *ranges, size_t count);

// One line: bytes start..end of the text, white space behind it not counted (it is between end and the next start).
typedef struct {
    size_t start;
    size_t end;
    int width;      // in cells
    bool hyphen;    // it ends at a soft hyphen, or within a word: show "-" (counted in width)
} TextLine;

// Breaks `text` (UTF-8, no control characters but LF, which always ends a line; the last may go without) into lines of at most `first`
// cells for the first and `cells` for the others. A word is kept whole where it can be: options, C++, paths, and Korean words too. One
// that is longer than a line breaks where ICU would part it, else at a grapheme boundary, behind no virama where there is another one. White space at the end of a line hangs; no-break
// spaces do not. Language is BCP 47, NULL or "" = unknown.
// *lines is NULL or the array of an earlier call, which is used again from its
// start; the caller frees it. Returns how many lines there are: at least 1, also for "". cells and first >= 2. Linear in the length of the
// text, whatever it holds.
size_t break_lines(LineBreaker *breaker, const char *text, size_t length, const char *language, int first, int cells, TextLine **lines);

// A text without LF on its way to lines, of which some are made at a time. What is below `at` is {0} at first.
typedef struct {
    const char *text;       // as are language, first and cells: as in break_lines()
    size_t length;          // more than 0 where it is not open
    bool is_open;           // in the calls to come more will stand behind it, and all may have moved
    const char *language;
    int first, cells;
    size_t at;              // where the next line begins; `length`: all are made
    size_t begin;           // what is before it has no say in lines any more; ranges that stay whole count from there
} LineFlow;

// Makes the lines of about so many bytes more, at least one, the same as break_lines() makes; returns how many, in *lines likewise. Of an open text it may
// make none: there will be some when there is more of it and more bytes are asked for. Time and memory go with those bytes, as long as
// there are spaces before letters or pairs of ideographs; a stretch without them is looked at whole.
size_t break_next_lines(LineBreaker *breaker, LineFlow *flow, size_t bytes, TextLine **lines);

// The spaces of a line that may be widened so that it fills its cells. 0: there are none, or the line has a script written without spaces, or one
// from right to left.
size_t line_gaps(const char *text, size_t length);

// The byte behind the next of them from byte `from` on; the length where there is none.
size_t line_gap_end(const char *text, size_t length, size_t from);

// Whether a soft line end in the source between these two code points vanishes (both of a script written without spaces: Han, kana, Thai,
// Lao, Khmer, Burmese; not Hangul) or stands for a space.
bool line_end_vanishes(unsigned before, unsigned after);

#endif
