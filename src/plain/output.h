// Writing text to a file or pipe in the locale's character set. Of plain/ only.
#ifndef PLAIN_OUTPUT_H
#define PLAIN_OUTPUT_H
#include <stdio.h>
#include "base/buffer.h"
#include "text/lines.h"

void output_text(FILE *out, const Buffer *text);            // safe text, converted; soft hyphens are dropped
void output_line(FILE *out, Buffer *text);                  // the same without the spaces at its end, and a line end; empties the buffer
// The same of a text that is broken into lines of PARAGRAPH_CELLS, from column `indent` on; what stands in `line` comes before it, on a line of
// its own where it reaches so far. "" is an empty line.
enum { PARAGRAPH_CELLS = 79 };
void output_paragraph(FILE *out, LineBreaker *breaker, Buffer *line, int indent, const char *text);
void output_add(Buffer *text, const char *untrusted);       // made safe for one line
int output_end(FILE *out, int status);                      // flushes: the status, or 3 where writing failed, and says why

void output_tell_waiting(void *context);     // on standard error: for a disk that holds a file which was named (ApartPatience)

#endif
