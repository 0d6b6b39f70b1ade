// Grapheme clusters (UAX #29) and the cells they take.
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H
#include <stdbool.h>
#include <stddef.h>

// Byte behind the extended grapheme cluster that begins at `at` (< length). ASCII is answered without ICU.
size_t cluster_next(const char *text, size_t length, size_t at);

// Byte where the cluster before `at` (> 0) begins.
size_t cluster_previous(const char *text, size_t length, size_t at);

// The start of the cluster that holds byte `at`: how an address is put on a boundary.
size_t cluster_start(const char *text, size_t length, size_t at);

// Cells that one cluster takes: 0, 1 or 2. The width of its first code point (UAX #11: W and F are 2), 2 with emoji presentation (UTS #51:
// VS16, flags, keycaps stay 1), 0 for a soft hyphen, ZWJ, ZWNJ or other default-ignorable alone; a spacing mark adds nothing. Regional
// indicators in pairs are 2.
int cluster_width(const char *cluster, size_t length);

// Cells of a whole text on one line.
int text_width(const char *text, size_t length);

// Byte behind the last cluster that still fits into `cells`; *used gets the cells taken (NULL is fine).
size_t text_fit(const char *text, size_t length, int cells, int *used);

#endif
