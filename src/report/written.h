// A text as it stands in the file, line by line: YAML turns line ends into spaces, but between two characters of a script written without
// spaces there must be none, and a blank line is to be told where it is.
#ifndef REPORT_WRITTEN_H
#define REPORT_WRITTEN_H
#include "base/buffer.h"
#include "yaml/node.h"

// Adds the text of a scalar with an LF for each line end of the file. Where the lines can't be told apart, the text as YAML has it.
void written_add(Buffer *out, const YamlFile *file, const YamlNode *scalar);

// The line of the first blank line between two lines of the text that written_add() gave, counted from the scalar's line as 0; -1 = none.
int written_blank_line(const Buffer *written, const YamlNode *scalar);

// Adds text that flows: runs of white space to one space, and none at a line end between characters that need none, or at the ends.
void written_join(Buffer *out, const char *text, size_t length);

#endif
