// Tags, as they are typed and as they are kept.
#include "reader/tags.h"
#include <stdlib.h>
#include <string.h>
#include "text/safe.h"

#define HELD_SPACE "\u00A0"

static bool has_tag(const Buffer *stored, const Buffer *tag)
{
    for (const char *at = buffer_text(stored); *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == tag->length && memcmp(at, tag->bytes, tag->length) == 0)
            return true;
    return false;
}

// One tag, without blanks around it.
static void add_tag(Buffer *stored, const char *text, size_t length)
{
    Buffer tag = {0};
    for (size_t i = 0, next; i < length; i = next) {
        next = i + strcspn(text + i, " ");
        next = next < length ? next : length;
        if (next > i && tag.length)
            buffer_add_text(&tag, HELD_SPACE);
        buffer_add(&tag, text + i, next - i);
        next += next < length;
    }
    if (tag.length && !has_tag(stored, &tag)) {
        buffer_add_text(stored, stored->length ? " " : "");
        buffer_add(stored, tag.bytes, tag.length);
    }
    buffer_free(&tag);
}

char *tags_read(const char *typed)
{
    Buffer safe = {0}, stored = {0};
    safe_add_line(&safe, typed, strlen(typed));
    for (const char *at = buffer_text(&safe); *at;) {
        at += strspn(at, " ,#");
        const size_t length = strcspn(at, ",");
        add_tag(&stored, at, length);
        at += length;
    }
    buffer_free(&safe);
    return buffer_take(&stored);
}

void tags_add(Buffer *out, const char *stored)
{
    Buffer safe = {0};
    safe_add_line(&safe, stored, strlen(stored));
    bool is_first = true;
    for (const char *at = buffer_text(&safe); *at;) {
        const size_t length = strcspn(at, " ");
        buffer_add_text(out, length && !is_first ? ", " : "");
        is_first = is_first && !length;
        for (const char *end = at + length; at < end;) {
            const char *held = strstr(at, HELD_SPACE);
            const char *stop = held && held < end ? held : end;
            buffer_add(out, at, (size_t)(stop - at));
            buffer_add_text(out, stop < end ? " " : "");
            at = stop < end ? stop + strlen(HELD_SPACE) : end;
        }
        at += strspn(at, " ");
    }
    buffer_free(&safe);
}
