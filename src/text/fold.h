// Text as search sees it: without case, accents, kinds of quotes and dashes, or the length of white space.
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "base/meter.h"
#include "text/segment.h"

// What a search takes for the same. Exact keeps case and accents, kinds of quotes and dashes. In both, line ends are a space, runs of
// white space are one space, soft hyphens are not there, and a letter with its accent is the same in one code point or two: nobody sees the
// difference.
typedef enum { FOLD_ALL, FOLD_EXACT } FoldKind;

// A folded text and the way back. `origin[i]` is the byte of the original where the grapheme cluster begins from which folded byte i comes;
// origin[length] is the original's length.
typedef struct {
    char *text;         // UTF-8, NUL at the end
    size_t length;
    size_t *origin;     // length + 1 entries
} Folded;

// FOLD_ALL: NFKC_Casefold, NFD (but Hangul stays composed), marks of Inherited, Arabic, Hebrew and Cyrillic script and nuktas dropped
// (never Thai or Indic vowels, never U+3099 and U+309A), tatweel dropped; small tables for letters, quotes and dashes that Unicode does
// not equate; digits of all scripts as 0 to 9, katakana as hiragana.
Folded fold_text(const char *text, size_t length, FoldKind kind);
Folded fold_long_text(const char *text, size_t length, FoldKind kind, Meter meter);     // where the meter stops it, what comes first
void folded_free(Folded *folded);

// The next place at or behind folded byte `from` where `needle` (folded likewise) stands: true, and the range in the original text,
// widened to whole grapheme clusters; *next is the folded byte to go on from. `from` is 0, an earlier *next, or where origin differs from
// the one before. A needle is not found where a mark that the folding keeps follows: Thai and Devanagari letters are not found within a
// syllable. An empty needle (nothing but accents) is found nowhere.
bool folded_find(const Folded *hay, const Folded *needle, const char *text, size_t length, size_t from, TextRange *range, size_t *next);

// Another number with each change of what is folded: texts that were folded by an earlier one are kept in files.
enum { FOLD_VERSION = 1 };

// Adds the folded text alone; where the meter stops it, what comes first.
void fold_add(Buffer *out, const char *text, size_t length, FoldKind kind, Meter meter);

// False: folded_find() would find nothing, which is told without the way back, and in memory that is used again: the caller's `scratch`, {0} at first.
// Where the meter stops it, that is told of what comes first.
bool folded_may_be_in(const Folded *needle, const char *text, size_t length, FoldKind kind, Buffer *scratch, Meter meter);

#endif
