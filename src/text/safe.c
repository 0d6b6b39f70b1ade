// The one place that decides what may be shown.
#include "text/safe.h"
#include "base/eight.h"
#include "text/character.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    REPLACEMENT = 0xFFFD, NEXT_LINE = 0x85, SOFT_HYPHEN = 0xAD, ZWNJ = 0x200C, ZWJ = 0x200D, LINE_SEPARATOR = 0x2028,
    PARAGRAPH_SEPARATOR = 0x2029,
    ISOLATE_FIRST = 0x2066, ISOLATE_LAST = 0x2069, PICTURE_NUL = 0x2400, PICTURE_DELETE = 0x2421,
    DROPPED = -1, TAB_CELLS = 8, MARKS_MOST = 8,
};

static bool is_kept_format(uint32_t codepoint)
{
    return codepoint == SOFT_HYPHEN || codepoint == ZWNJ || codepoint == ZWJ || (codepoint >= ISOLATE_FIRST && codepoint <= ISOLATE_LAST) ||
        u_hasBinaryProperty((UChar32)codepoint, UCHAR_PREPENDED_CONCATENATION_MARK);
}

// Controls by what they steer; the rest by what it is.
static int32_t shown_instead(uint32_t codepoint)
{
    if (codepoint == '\n' || codepoint == '\t')
        return (int32_t)codepoint;
    if (codepoint < ' ')
        return (int32_t)(PICTURE_NUL + codepoint);
    if (codepoint < 0x7F)
        return (int32_t)codepoint;
    if (codepoint == 0x7F)
        return PICTURE_DELETE;
    if (codepoint == NEXT_LINE || codepoint == LINE_SEPARATOR || codepoint == PARAGRAPH_SEPARATOR)
        return '\n';
    switch (character(codepoint)->category) {
    case U_CONTROL_CHAR:
    case U_UNASSIGNED:
    case U_SURROGATE:
        return REPLACEMENT;
    case U_FORMAT_CHAR:
        return is_kept_format(codepoint) ? (int32_t)codepoint : DROPPED;
    }
    return (int32_t)codepoint;
}

// Marks, joiners and variation selectors: whatever UAX #29 hangs on a base without end.
static bool is_mark(uint32_t codepoint)
{
    const int class = character(codepoint)->cluster_class;
    return class == U_GCB_EXTEND || class == U_GCB_ZWJ || class == U_GCB_SPACING_MARK;
}

// Reads the next code point and says what stands for it. *marks counts those on the present base.
static int32_t next_shown(const char *text, size_t length, size_t *at, int *marks, uint32_t *codepoint)
{
    *codepoint = utf8_next(text, length, at);
    int32_t shown = shown_instead(*codepoint);
    if (shown == DROPPED)
        return DROPPED;
    if (shown < 0x300 || !is_mark((uint32_t)shown)) {
        *marks = 0;
        return shown;
    }
    return ++*marks > MARKS_MOST ? DROPPED : shown;
}

static size_t plain_run(const char *text, size_t length, size_t at)
{
    while (length - at >= EIGHT_BYTES) {
        const size_t run = eight_first(eight_range(eight_at(text + at), ' ', 0x7E) ^ EIGHT_TOPS);
        at += run;
        if (run < EIGHT_BYTES)
            return at;
    }
    while (at < length && text[at] >= ' ' && text[at] < 0x7F)
        at++;
    return at;
}

void safe_add(Buffer *out, const char *text, size_t length)
{
    int marks = 0;
    for (size_t at = 0; at < length;) {
        size_t end = plain_run(text, length, at);
        if (end > at) {
            buffer_add(out, text + at, end - at);
            marks = 0;
            at = end;
            continue;
        }
        uint32_t codepoint;
        int32_t shown = next_shown(text, length, &at, &marks, &codepoint);
        char bytes[4];
        if (shown != DROPPED)
            buffer_add(out, bytes, (size_t)utf8_put(bytes, (uint32_t)shown));
    }
}

void safe_add_line(Buffer *out, const char *text, size_t length)
{
    size_t begin = out->length;
    safe_add(out, text, length);
    for (size_t i = begin; i < out->length; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\t')
            out->bytes[i] = ' ';
}

static void add_with_tabs_as_spaces(Buffer *out, const char *text, size_t length)
{
    int column = 0;
    for (size_t at = 0; at < length;) {
        size_t end = cluster_next(text, length, at);
        if (text[at] == '\t') {
            int cells = TAB_CELLS - column % TAB_CELLS;
            buffer_add_repeated(out, ' ', cells);
            column += cells;
        } else {
            buffer_add(out, text + at, end - at);
            column = text[at] == '\n' ? 0 : column + cluster_width(&widths_standard, text + at, end - at);
        }
        at = end;
    }
}

void safe_add_literal(Buffer *out, const char *text, size_t length)
{
    Buffer safe = {0};
    safe_add(&safe, text, length);
    add_with_tabs_as_spaces(out, buffer_text(&safe), safe.length);
    buffer_free(&safe);
}

size_t safe_count_changes(const char *text, size_t length)
{
    size_t count = 0;
    int marks = 0;
    for (size_t at = 0; at < length;) {
        uint32_t codepoint;
        size_t begin = at;
        int32_t shown = next_shown(text, length, &at, &marks, &codepoint);
        bool is_broken = codepoint == REPLACEMENT && at - begin == 1;
        count += shown != (int32_t)codepoint || is_broken;
    }
    return count;
}
