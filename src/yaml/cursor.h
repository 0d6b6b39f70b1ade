// A walk through a file's bytes that knows its line and column. libyaml's own marks count code points rightly, but take U+0085, U+2028 and CR
// for line ends; so only their index is used.
#ifndef YAML_CURSOR_H
#define YAML_CURSOR_H
#include <stddef.h>

typedef struct {
    const char *bytes;
    size_t length;
    size_t offset;  // byte
    size_t index;   // code point, not counting a BOM
    int line;       // from 1; only LF ends a line
    int column;     // from 1, in code points
} Cursor;

Cursor cursor_new(const char *bytes, size_t length);    // behind a BOM
void cursor_go(Cursor *cursor, size_t index);           // to a code point; forward costs what lies between, back starts afresh
void cursor_go_byte(Cursor *cursor, size_t offset);     // to a byte at or behind it

#endif
