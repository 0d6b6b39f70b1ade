// The clipboard of the terminal.
#include "base/clipboard.h"
#include <string.h>

bool clipboard_is_reached(const char *term)
{
    static const char *const without[] = {"dumb", "unknown", "linux", "vt", "ansi", "cons", NULL};
    if (!term || !*term)
        return false;
    for (size_t i = 0; without[i]; i++)
        if (strncmp(term, without[i], strlen(without[i])) == 0)
            return false;
    return true;
}

// RFC 4648, 4.
static void add_base64(Buffer *out, const char *text, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        unsigned long bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (i + k < length ? (unsigned char)text[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            buffer_add_char(out, i + k > length ? '=' : digits[bits >> (18 - 6 * k) & 63]);
    }
}

void clipboard_add(Buffer *out, const char *text, size_t length)
{
    buffer_add_text(out, "\033]52;c;");
    add_base64(out, text, length);
    buffer_add_text(out, "\033\\");
}
