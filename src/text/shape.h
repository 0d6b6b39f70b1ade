// Arabic letters as terminals without shaping can show them: the presentation forms of Unicode, by their neighbours. Before anything is measured,
// for lam and alef together take one cell.
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether the locale's character set has these forms at all: ISO 8859-6 does not, and shows plain letters.
bool shape_is_shown(void);

// The form of the letter at `at` of a line begin..end: isolated, final, initial or medial by what joins on either side (the Unicode Standard,
// 9.2; ArabicShaping.txt); a lam before an alef is the ligature. What has no form of its own stays as it is. All in logical order. *joined gets
// where the alef begins that a lam takes in; `end` = none.
uint32_t shape_letter(const char *text, size_t begin, size_t end, size_t at, size_t *joined);

// Whether the cluster at..behind, in a line that begins at `begin`, is an alef that a lam before it takes in.
bool shape_takes_in(const char *text, size_t begin, size_t at, size_t behind);

#endif
