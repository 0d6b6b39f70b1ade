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

// The next match at or behind byte `from` (on a grapheme boundary: 0, or the end of an earlier range), widened to whole clusters; empty
// matches are passed over. ^ and $ stand at the ends of lines too. REGEX_STOPPED: the limit of time or memory was reached, the text is
// left.
typedef enum { REGEX_FOUND, REGEX_NONE, REGEX_STOPPED } RegexResult;
RegexResult regex_find(Regex *regex, const char *text, size_t length, size_t from, TextRange *range);

#endif
