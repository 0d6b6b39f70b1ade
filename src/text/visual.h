// A line as it is seen: clusters from left to right, mirrored and, where widths say so, shaped, each with the bytes that it stands for.
#ifndef TEXT_VISUAL_H
#define TEXT_VISUAL_H
#include <stddef.h>
#include "base/buffer.h"
#include "text/bidi.h"
#include "text/widths.h"

typedef struct {
    size_t start, end;      // bytes of the line that it stands for: one cluster, or a lam's and an alef's
    size_t second;          // where that alef begins; `end` where there is none
    size_t shown, length;   // bytes of Visual.text: what is drawn
    int width;              // cells; 0: nothing is
} Glyph;

// {0} is an empty one.
typedef struct {
    Glyph *glyphs;          // from left to right
    size_t count, capacity;
    Buffer text;            // of all glyphs
} Visual;

// A line of a paragraph, its runs (of bytes of `text`) as bidi_runs() has them. Linear.
void visual_set(Visual *visual, const Widths *widths, const char *text, size_t length, const BidiRun *runs, size_t count);

// The same of a paragraph that is one line.
void visual_set_text(Visual *visual, const Widths *widths, const char *text, size_t length, BidiBase base);
void visual_free(Visual *visual);

// The way back: the cell, from the line's left, of the glyph that shows a byte; behind the text (where `byte` is its length) the first cell
// beyond its end, at the left in a right-to-left line: -1 then, one cell before the line.
int visual_cell_of(const Visual *visual, size_t byte, BidiBase base);

#endif
