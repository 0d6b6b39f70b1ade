// JSON.
#include "text/json.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "text/utf8.h"

typedef struct {
    uint32_t first, last;
} CodeRange;

// Control characters, and format characters that are not seen or that reorder what is seen.
static const CodeRange escaped[] = {
    {0x0, 0x1F}, {'"', '"'}, {'\\', '\\'}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x61C, 0x61C}, {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF},
};

static bool is_escaped(uint32_t codepoint)
{
    for (size_t i = 0; i < sizeof escaped / sizeof *escaped; i++)
        if (codepoint >= escaped[i].first && codepoint <= escaped[i].last)
            return true;
    return false;
}

static void add_escape(Buffer *out, uint32_t codepoint)
{
    if (codepoint == '"' || codepoint == '\\')
        buffer_addf(out, "\\%c", (char)codepoint);
    else if (codepoint == '\n')
        buffer_add_text(out, "\\n");
    else if (codepoint > 0xFFFF)
        buffer_addf(out, "\\u%04X\\u%04X", 0xD7C0 + (codepoint >> 10), 0xDC00 + (codepoint & 0x3FF));
    else
        buffer_addf(out, "\\u%04X", codepoint);
}

void json_add_string(Buffer *out, const char *text, size_t length)
{
    buffer_add_char(out, '"');
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        char bytes[4];
        if (is_escaped(codepoint))
            add_escape(out, codepoint);
        else
            buffer_add(out, bytes, (size_t)utf8_put(bytes, codepoint));
    }
    buffer_add_char(out, '"');
}

static void add_key(Buffer *out, const char *key)
{
    if (out->length > 0 && out->bytes[out->length - 1] != '{')
        buffer_add_text(out, ", ");
    buffer_addf(out, "\"%s\": ", key);
}

void json_add_text(Buffer *out, const char *key, const char *text)
{
    add_key(out, key);
    json_add_string(out, text, strlen(text));
}

void json_add_number(Buffer *out, const char *key, long number)
{
    add_key(out, key);
    buffer_addf(out, "%ld", number);
}

void json_add_null(Buffer *out, const char *key)
{
    add_key(out, key);
    buffer_add_text(out, "null");
}

void json_open(Buffer *out, const char *key)
{
    if (*key)
        add_key(out, key);
    buffer_add_char(out, '{');
}

void json_close(Buffer *out)
{
    buffer_add_char(out, '}');
}
