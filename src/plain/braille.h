// Braille files for embossers and displays (BRF): the ASCII of North American braille, 40 cells a line, 25 lines a page, a form feed between pages.
// The braille is made by lou_translate of liblouis, where that is installed. Of plain/ only.
#ifndef PLAIN_BRAILLE_H
#define PLAIN_BRAILLE_H
#include <stdbool.h>
#include "base/buffer.h"
#include "base/error.h"

enum { BRAILLE_CELLS = 40, BRAILLE_LINES = 25 };

// Whether there is contracted braille of a BCP 47 language here: its table of liblouis; NULL = none.
const char *braille_table(const char *language);

// Adds UTF-8 text, a paragraph a line, as a braille file. False and *err: lou_translate is not installed, or failed.
bool braille_add(Buffer *out, const char *text, size_t length, const char *table, Error *err);

#endif
