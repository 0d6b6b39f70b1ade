// The line of a file that something is wrong in, and a caret below it. Of plain/ only.
#ifndef PLAIN_SOURCE_LINE_H
#define PLAIN_SOURCE_LINE_H
#include <stdio.h>
#include "base/error.h"

enum { SOURCE_LINE_INDENT = 4, SOURCE_LINE_CELLS = 72 };   // with its indentation it fits into 80 columns

// Both lines, indented. A longer line is cut around the caret, "…" where it is; what is not seen is written out: controls as their pictures,
// other characters as <U+202E>, bytes that are no UTF-8 as <FF>. The caret stands below the first cell of the cluster that its column is in.
void print_source(FILE *out, const Error *error);

#endif
