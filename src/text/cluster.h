// Grapheme clusters (UAX #29) and the cells they take.
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "text/widths.h"

// Byte behind the extended grapheme cluster that begins at `at` (< length). The rules are those of Unicode 15.0: later ones also keep Indic
// conjuncts in one piece. ASCII is answered without ICU.
size_t cluster_next(const char *text, size_t length, size_t at);

// Byte where the cluster before `at` (> 0, a boundary) begins.
size_t cluster_previous(const char *text, size_t length, size_t at);

// The start of the cluster that holds byte `at`: how an address is put on a boundary. `length` where `at` is not below it. Looks back only
// as far as the cluster (a run of flags, a chain of joined emoji) may reach.
size_t cluster_start(const char *text, size_t length, size_t at);

// Cells that one cluster takes, 0 to WIDTH_CELLS_MOST. By the standard: the width of its first code point (UAX #11: W and F are 2, ambiguous
// is 1), 2 with emoji presentation (UTS #51: VS16, skin tones, flags; keycaps stay 1). 0 for control characters, a soft hyphen, ZWJ, ZWNJ, other
// default-ignorables and a mark, each alone. Marks add nothing to their base, but spacing ones (Thai sara am, the vowel signs of Devanagari,
// Tamil and Burmese, the sound marks of half-width kana) a cell each, as terminals draw them. A prepended sign (Arabic number sign) counts with its base. What was
// measured otherwise (text/widths.h) holds for all of its class.
int cluster_width(const Widths *widths, const char *cluster, size_t length);

// Cells of the cluster at..behind of a line that begins at `begin`: the same, but 0 for an alef that a lam before it takes in where letters are
// shaped.
int cluster_width_in(const Widths *widths, const char *line, size_t begin, size_t at, size_t behind);

// All that at once, which is faster, of one cluster after the other of a line.
typedef struct {
    const Widths *widths;
    const char *text;
    size_t length, begin;   // of the text; where the line begins
    size_t at, behind;      // where the next cluster begins, `length` at the end; behind its first code point
    uint32_t next;          // that code point
} ClusterWalk;
typedef struct {
    int cells;
    uint32_t only;          // its code point; 0: there are several
} Cluster;

ClusterWalk cluster_walk(const Widths *widths, const char *text, size_t length, size_t begin);
Cluster cluster_walk_next_wide(ClusterWalk *walk);  // the next function's, for what is not ASCII beside ASCII

// Not at the end.
static inline Cluster cluster_walk_next(ClusterWalk *walk)
{
    const uint32_t first = walk->next;
    if (first < ' ' || first >= 0x7F || walk->behind == walk->length || (unsigned char)walk->text[walk->behind] >= 0x80)
        return cluster_walk_next_wide(walk);
    walk->at = walk->behind++;
    walk->next = (unsigned char)walk->text[walk->at];
    return (Cluster){.cells = 1, .only = first};
}

// Cells of a whole text on one line.
int text_width(const Widths *widths, const char *text, size_t length);

// Byte behind the last cluster that still fits into `cells`; *used gets the cells taken (NULL is fine).
size_t text_fit(const Widths *widths, const char *text, size_t length, int cells, int *used);

#endif
