// A walk through a file's bytes that knows its line and column.
#include "yaml/cursor.h"
#include <stdbool.h>
#include <string.h>

Cursor cursor_new(const char *bytes, size_t length)
{
    bool has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    return (Cursor){.bytes = bytes, .length = length, .offset = has_mark ? 3 : 0, .line = 1, .column = 1};
}

static bool continues(const Cursor *cursor)
{
    return cursor->offset < cursor->length && ((unsigned char)cursor->bytes[cursor->offset] & 0xC0) == 0x80;
}

static void step(Cursor *cursor)
{
    bool ends_line = cursor->bytes[cursor->offset++] == '\n';
    while (continues(cursor))
        cursor->offset++;
    cursor->index++;
    cursor->line += ends_line;
    cursor->column = ends_line ? 1 : cursor->column + 1;
}

void cursor_go(Cursor *cursor, size_t index)
{
    if (index < cursor->index)
        *cursor = cursor_new(cursor->bytes, cursor->length);
    while (cursor->index < index && cursor->offset < cursor->length)
        step(cursor);
}

void cursor_go_byte(Cursor *cursor, size_t offset)
{
    while (cursor->offset < offset && cursor->offset < cursor->length)
        step(cursor);
}
