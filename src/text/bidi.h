// The order in which a line is seen (UAX #9): directions of paragraphs, and runs from left to right. Text stays in logical order until it is
// painted; this says where its parts stand then.
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H
#include <stdbool.h>
#include <stddef.h>
#include "text/segment.h"

typedef enum { BIDI_LTR, BIDI_RTL } BidiBase;   // the direction of a paragraph

// Whether anything in the text may be seen elsewhere than in its order between left-to-right letters: a letter or number of a right-to-left
// script, an isolate, an embedding. False: in a left-to-right paragraph nothing needs to be done. Looks at bytes alone, without ICU.
bool bidi_is_needed(const char *text, size_t length);

// The direction of the first strong character, isolates passed over (rules P2 and P3; the text is one paragraph). False: there is none, and *base
// stays.
bool bidi_first_strong(const char *text, size_t length, BidiBase *base);

// Bytes of a line that go one way; `is_rtl`: its clusters stand from right to left, and brackets are mirrored.
typedef struct {
    size_t start, end;
    bool is_rtl;
} BidiRun;

// A paragraph at work, and the memory for it, to be used for one after the other.
typedef struct Bidi Bidi;

Bidi *bidi_new(void);
void bidi_free(Bidi *bidi);     // NULL is fine

// Takes a text (UTF-8, below 2 GB) whose paragraphs, parted by LF, all have that direction. It need not stay. Linear.
void bidi_set(Bidi *bidi, const char *text, size_t length, BidiBase base);

// Part of a long text whose lines are seen as in the whole, if the direction is given as that of the whole: it begins and ends between two letters,
// within no isolate, embedding or bracket, so that nothing reaches over its ends (UAX #9, N0 to N2). `at` was 0 at first and then an end of a part
// before, or its start; not behind byte `start`. The part holds the bytes from there to `end`, and more of them where it has to, or all.
TextRange bidi_part(const char *text, size_t length, size_t at, size_t start, size_t end);

// The runs of one line, bytes start..end of the text (on code points, within one paragraph), from left to right; between them they hold each of
// these bytes once. *runs is borrowed until the next call. Returns how many: 0 for an empty line; one, from left to right, where `start` and
// `end` are in two paragraphs. Linear in the line.
size_t bidi_runs(Bidi *bidi, size_t start, size_t end, const BidiRun **runs);

#endif
