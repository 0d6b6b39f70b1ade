// Regular expressions (ICU's), with a limit of time for each text.
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "text/fold.h"

typedef struct Regex Regex;

// NULL and *err (with the column in the pattern) where it is not one. FOLD_ALL ignores case.
Regex *regex_new(const char *pattern, FoldKind kind, Error *err);
void regex_free(Regex *regex);  // NULL is fine

// The text to look in, borrowed; it has a new limit of work: about 50 ms, and more for a long one.
void regex_set_text(Regex *regex, const char *text, size_t length);

// The next match at or behind byte `from` (on a grapheme boundary: 0, or the end of an earlier range), widened to whole clusters; empty
// matches are passed over. ^ and $ stand at the ends of lines too. REGEX_STOPPED: the limit of work on this text, or of memory, was reached:
// the text is left.
typedef enum { REGEX_FOUND, REGEX_NONE, REGEX_STOPPED } RegexResult;
RegexResult regex_find(Regex *regex, size_t from, TextRange *range);

int regex_work(const Regex *regex);     // done on this text, in steps of about a millisecond

#endif
