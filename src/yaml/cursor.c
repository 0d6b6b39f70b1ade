// A walk through a file's bytes that knows its line and column.
#include "yaml/cursor.h"
#include <stdbool.h>
#include <stdint.h>
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

// Eight bytes at once, where they are ASCII within a line. What begins a new line, or is no ASCII, is a bit of the mask (as strlen() finds a 0).
static bool step_eight(Cursor *cursor)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    uint64_t bytes;
    if (cursor->length - cursor->offset <= sizeof bytes)
        return false;
    memcpy(&bytes, cursor->bytes + cursor->offset, sizeof bytes);
    const uint64_t ends = bytes ^ (ones * '\n');
    if ((bytes & tops) || ((ends - ones) & ~ends & tops) || ((unsigned char)cursor->bytes[cursor->offset + sizeof bytes] & 0xC0) == 0x80)
        return false;
    cursor->offset += sizeof bytes;
    cursor->index += sizeof bytes;
    cursor->column += (int)sizeof bytes;
    return true;
}

void cursor_go(Cursor *cursor, size_t index)
{
    if (index < cursor->index)
        *cursor = cursor_new(cursor->bytes, cursor->length);
    while (cursor->index < index && cursor->offset < cursor->length)
        if (index - cursor->index < 8 || !step_eight(cursor))
            step(cursor);
}

void cursor_go_byte(Cursor *cursor, size_t offset)
{
    while (cursor->offset < offset && cursor->offset < cursor->length)
        if (offset - cursor->offset < 8 || !step_eight(cursor))
            step(cursor);
}
