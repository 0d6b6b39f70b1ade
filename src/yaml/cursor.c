// A walk through a file's bytes that knows its line and column.
#include "yaml/cursor.h"
#include <stdbool.h>
#include <string.h>
#include "base/eight.h"

Cursor cursor_new(const char *bytes, size_t length)
{
    bool has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    return (Cursor){.bytes = bytes, .length = length, .offset = has_mark ? 3 : 0, .line = 1, .column = 1};
}

static bool continues_at(const char *byte)
{
    return ((unsigned char)*byte & 0xC0) == 0x80;
}

static bool continues(const Cursor *cursor)
{
    return cursor->offset < cursor->length && continues_at(cursor->bytes + cursor->offset);
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

// Eight bytes at once as far as they are ASCII, at most so many. No byte that continues a character is left behind them.
static void go_by_eights(Cursor *cursor, size_t most)
{
    const char *const begin = cursor->bytes + cursor->offset, *at = begin, *line = NULL;
    const size_t there = cursor->length - cursor->offset;
    size_t lines = 0;
    for (size_t left = most < there ? most : there; left > EIGHT_BYTES && !continues_at(at + EIGHT_BYTES); left -= EIGHT_BYTES, at += EIGHT_BYTES) {
        const Eight eight = eight_at(at);
        if (eight & EIGHT_TOPS)
            break;
        const Eight ends = ~((eight ^ EIGHT_OF('\n')) + EIGHT_OF(0x7F)) & EIGHT_TOPS; // it is ASCII: none goes over to the next byte
        if (ends) {
            lines += eight_count(ends);
            line = at + eight_last_at(ends) + 1;
        }
    }
    cursor->offset += (size_t)(at - begin);
    cursor->index += (size_t)(at - begin);
    cursor->line += (int)lines;
    cursor->column = line ? (int)(at - line) + 1 : cursor->column + (int)(at - begin);
}

void cursor_go(Cursor *cursor, size_t index)
{
    if (index < cursor->index)
        *cursor = cursor_new(cursor->bytes, cursor->length);
    while (cursor->index < index && cursor->offset < cursor->length) {
        go_by_eights(cursor, index - cursor->index);
        for (int i = 0; i < EIGHT_BYTES && cursor->index < index && cursor->offset < cursor->length; i++)
            step(cursor);
    }
}

void cursor_go_byte(Cursor *cursor, size_t offset)
{
    while (cursor->offset < offset && cursor->offset < cursor->length) {
        go_by_eights(cursor, offset - cursor->offset);
        for (int i = 0; i < EIGHT_BYTES && cursor->offset < offset && cursor->offset < cursor->length; i++)
            step(cursor);
    }
}
