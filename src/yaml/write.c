// YAML that any YAML reader takes back the same.
#include "yaml/write.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Decodes one code point. -1 and one byte for what is no UTF-8. (text/ has a decoder, but stands above this layer.)
static int32_t decode(const unsigned char *at, size_t left, size_t *bytes)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t count = *at < 0x80 ? 1 : *at >= 0xF0 && *at < 0xF8 ? 4 : *at >= 0xE0 && *at < 0xF0 ? 3 : *at >= 0xC0 && *at < 0xE0 ? 2 : 0;
    *bytes = 1;
    if (count == 0 || count > left)
        return -1;
    int32_t code = count == 1 ? *at : *at & (0xFF >> (count + 1));
    for (size_t i = 1; i < count; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return -1;
        code = code << 6 | (at[i] & 0x3F);
    }
    if (code < least[count] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return -1;
    *bytes = count;
    return code;
}

// What a YAML reader may refuse or change, and what could steer a terminal that shows the file.
static bool needs_escape(int32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == '"' || code == '\\')
        return true;
    if (code == 0x2028 || code == 0x2029 || code == 0xFEFF)
        return true;
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

static void add_escape(Buffer *out, int32_t code)
{
    if (code == '"' || code == '\\')
        buffer_addf(out, "\\%c", (char)code);
    else if (code == '\n')
        buffer_add_text(out, "\\n");
    else if (code == '\t')
        buffer_add_text(out, "\\t");
    else if (code < 0x100)
        buffer_addf(out, "\\x%02X", (unsigned)code);
    else
        buffer_addf(out, code < 0x10000 ? "\\u%04X" : "\\U%08X", (unsigned)code);
}

void yaml_write_quoted(Buffer *out, const char *text)
{
    size_t left = strlen(text);
    buffer_add_char(out, '"');
    for (size_t bytes; left; text += bytes, left -= bytes) {
        int32_t code = decode((const unsigned char *)text, left, &bytes);
        if (code < 0)
            buffer_add_text(out, "\xEF\xBF\xBD");
        else if (needs_escape(code))
            add_escape(out, code);
        else
            buffer_add(out, text, bytes);
    }
    buffer_add_char(out, '"');
}

void yaml_write_pair(Buffer *out, const char *key, const char *text)
{
    bool is_first = out->length && out->bytes[out->length - 1] == '{';
    buffer_add_text(out, is_first ? "" : ", ");
    buffer_add_text(out, key);
    buffer_add_text(out, ": ");
    yaml_write_quoted(out, text);
}
