// UTF-8, one code point at a time.
#include "text/utf8.h"
#include <unicode/uchar.h>
#include <unicode/uvernum.h>
#include "text/character.h"

enum { REPLACEMENT = 0xFFFD };

static int sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

// Overlong forms, surrogates and numbers above U+10FFFF belong to no character.
static bool is_well_formed(uint32_t codepoint, int bytes)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return codepoint >= least[bytes] && codepoint <= 0x10FFFF && (codepoint < 0xD800 || codepoint > 0xDFFF);
}

static uint32_t next_of_any_length(const char *text, size_t length, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    size_t left = length - *at;
    int count = sequence_length(bytes[0]);
    ++*at;
    if (count == 0 || (size_t)count > left)
        return REPLACEMENT;
    uint32_t codepoint = bytes[0] & (0x7Fu >> count);
    for (int i = 1; i < count; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        codepoint = codepoint << 6 | (bytes[i] & 0x3F);
    }
    if (!is_well_formed(codepoint, count))
        return REPLACEMENT;
    *at += (size_t)count - 1;
    return codepoint;
}

// Most have three bytes and are below the surrogates, or two: these without a loop. What goes on has six bits when its highest is turned.
uint32_t utf8_next_wide(const char *text, size_t length, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    const size_t left = length - *at;
    const uint32_t lead = bytes[0], second = left > 1 ? bytes[1] ^ 0x80u : UINT8_MAX, third = left > 2 ? bytes[2] ^ 0x80u : UINT8_MAX;
    const uint32_t codepoint = (lead & 0x0F) << 12 | second << 6 | third;
    if (lead >= 0xE0 && lead <= 0xEC && (second | third) < 0x40 && codepoint >= 0x800) {
        *at += 3;
        return codepoint;
    }
    if (lead < 0xC2 || lead > 0xDF || second >= 0x40)
        return next_of_any_length(text, length, at);
    *at += 2;
    return (lead & 0x1F) << 6 | second;
}

uint32_t utf8_previous(const char *text, size_t *at)
{
    size_t begin = *at - 1;
    while (begin > 0 && *at - begin < 4 && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin--;
    size_t end = begin;
    uint32_t codepoint = utf8_next(text, *at, &end);
    if (end == *at) {
        *at = begin;
        return codepoint;
    }
    --*at;
    return REPLACEMENT;
}

int utf8_put(char bytes[4], uint32_t codepoint)
{
    if (!is_well_formed(codepoint, 1))
        codepoint = REPLACEMENT;
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    int count = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    for (int i = count - 1; i > 0; i--, codepoint >>= 6)
        bytes[i] = (char)(0x80 | (codepoint & 0x3F));
    bytes[0] = (char)(0xF00 >> count | codepoint);
    return count;
}

size_t utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; count++)
        utf8_next(text, length, &at);
    return count;
}

bool utf8_is_space(uint32_t codepoint)
{
    return character(codepoint)->is_space;
}

bool utf8_is_upper(uint32_t codepoint)
{
    return character(codepoint)->is_uppercase;
}

bool utf8_is_word(uint32_t codepoint)
{
    const uint32_t others = U_GC_M_MASK | U_GC_N_MASK | U_GC_PC_MASK;
    const Character *of = character(codepoint);
    return of->is_alphabetic || (U_MASK(of->category) & others);
}

bool utf8_is_seen(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const Character *seen = character(utf8_next(text, length, &at));
        if (!(U_MASK(seen->category) & U_GC_M_MASK) && !seen->is_space && !seen->is_ignorable)
            return true;
    }
    return false;
}

// The names of its functions have the number in them: what is linked is what was compiled against.
unsigned utf8_unicode_version(void)
{
    return U_ICU_VERSION_MAJOR_NUM;
}
