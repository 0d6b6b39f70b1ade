// UTF-8, one code point at a time, and what kind of character it is.
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint32_t utf8_next_wide(const char *text, size_t length, size_t *at);   // the next function's, for what is no ASCII

// Decodes the code point that begins at text[*at] and moves *at behind it. A byte that does not belong is U+FFFD and one byte long.
static inline uint32_t utf8_next(const char *text, size_t length, size_t *at)
{
    const unsigned char byte = (unsigned char)text[*at];
    if (byte >= 0x80)
        return utf8_next_wide(text, length, at);
    ++*at;
    return byte;
}

// Decodes the code point that ends before text[*at] (*at > 0) and moves *at to its begin: utf8_next() the other way, byte for byte.
uint32_t utf8_previous(const char *text, size_t *at);

// Writes 1 to 4 bytes; returns how many. A surrogate or a number above U+10FFFF is written as U+FFFD.
int utf8_put(char bytes[4], uint32_t codepoint);

size_t utf8_count(const char *text, size_t length);    // code points
bool utf8_is_space(uint32_t codepoint);                // Unicode White_Space
bool utf8_is_upper(uint32_t codepoint);                // Unicode Uppercase
bool utf8_is_word(uint32_t codepoint);                 // a letter, mark, number or connector: Unicode Alphabetic, M, N, Pc
bool utf8_is_seen(const char *text, size_t length);    // more is in it than white space, marks and Default_Ignorable_Code_Points

unsigned utf8_unicode_version(void);                   // of ICU: with another one texts may be judged otherwise

#endif
