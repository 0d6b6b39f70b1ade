// Text as search sees it: without case, accents, kinds of quotes and dashes, or the length of white space.
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H
#include <stddef.h>
#include "text/segment.h"

// What a search takes for the same. Exact keeps case and accents; line ends are a space in both.
typedef enum { FOLD_ALL, FOLD_EXACT } FoldKind;

// A folded text and the way back. `origin[i]` is the byte of the original from which folded byte i comes; origin[length] is its length.
typedef struct {
    char *text;         // UTF-8, NUL at the end
    size_t length;
    size_t *origin;     // length + 1 entries
} Folded;

// NFKC_Casefold, NFD, marks of Inherited, Arabic, Hebrew and Cyrillic script dropped (never Thai or Indic vowels, never U+3099 and U+309A), small tables
// for letters, quotes, dashes and digits that Unicode does not equate, soft hyphens dropped, runs of white space to one space.
Folded fold_text(const char *text, size_t length, FoldKind kind);
void folded_free(Folded *folded);

// The next place at or behind folded byte `from` where `needle` (folded likewise, not empty) stands: true, and the range in the original
// text, widened to whole grapheme clusters; *next is the folded byte to go on from.
_Bool folded_find(const Folded *hay, const Folded *needle, const char *text, size_t length, size_t from, TextRange *range, size_t *next);

#endif
