// What search takes for the same though Unicode does not.
#include "text/letters.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include "text/character.h"

enum { KATAKANA_FIRST = 0x30A1, KATAKANA_LAST = 0x30F6, KATAKANA_REPEAT = 0x30FD, KATAKANA_VOICED_REPEAT = 0x30FE, HIRAGANA_BEFORE = 0x60 };
enum { WAVY_DASH = 0x3030, DOUBLE_HYPHEN = 0x30A0 };

typedef struct {
    uint32_t from;
    uint32_t to[2];     // the second is 0 where there is one
} Pair;

// Both tables go up.
static const Pair signs[] = {
    {0xAB, {'"'}}, {0xB4, {'\''}}, {0xBB, {'"'}}, {0x2B9, {'\''}}, {0x2BB, {'\''}}, {0x2BC, {'\''}}, {0x5F3, {'\''}}, {0x5F4, {'"'}},
    {0x1FFD, {'\''}},
    {0x2018, {'\''}}, {0x2019, {'\''}}, {0x201A, {'\''}}, {0x201B, {'\''}}, {0x201C, {'"'}}, {0x201D, {'"'}}, {0x201E, {'"'}},
    {0x201F, {'"'}},
    {0x2032, {'\''}}, {0x2033, {'"'}}, {0x2035, {'\''}}, {0x2036, {'"'}}, {0x2039, {'\''}}, {0x203A, {'\''}},
    {0x2044, {'/'}}, {0x2212, {'-'}}, {0x2215, {'/'}}, {0x275B, {'\''}}, {0x275C, {'\''}}, {0x275D, {'"'}}, {0x275E, {'"'}},
    {0x301C, {'~'}}, {0x301D, {'"'}}, {0x301E, {'"'}}, {0x301F, {'"'}},
};

// Latin letters with a stroke and joined ones; Arabic letters that Arabic, Persian and Urdu encode apart.
static const Pair letters[] = {
    {0xE6, {'a', 'e'}}, {0xF0, {'d'}}, {0xF8, {'o'}}, {0xFE, {'t', 'h'}}, {0x111, {'d'}}, {0x127, {'h'}}, {0x131, {'i'}}, {0x142, {'l'}},
    {0x153, {'o', 'e'}}, {0x167, {'t'}},
    {0x629, {0x647}}, {0x649, {0x64A}}, {0x671, {0x627}}, {0x6A9, {0x643}}, {0x6BE, {0x647}}, {0x6C1, {0x647}}, {0x6C3, {0x647}},
    {0x6CC, {0x64A}}, {0x6D5, {0x647}},
};

static int compare_pairs(const void *left, const void *right)
{
    uint32_t a = ((const Pair *)left)->from, b = ((const Pair *)right)->from;
    return (a > b) - (a < b);
}

static const Pair *find_pair(const Pair *pairs, size_t count, uint32_t codepoint)
{
    Pair key = {.from = codepoint};
    return bsearch(&key, pairs, count, sizeof key, compare_pairs);
}

uint32_t sign_folded(uint32_t codepoint)
{
    if (codepoint < signs[0].from)
        return codepoint;
    const Pair *pair = find_pair(signs, sizeof signs / sizeof *signs, codepoint);
    if (pair)
        return pair->to[0];
    bool is_dash = character(codepoint)->category == U_DASH_PUNCTUATION && codepoint != WAVY_DASH && codepoint != DOUBLE_HYPHEN;
    return is_dash ? '-' : codepoint;
}

int letter_folded(uint32_t codepoint, uint32_t to[2])
{
    to[0] = sign_folded(codepoint);
    if (codepoint < letters[0].from || to[0] != codepoint)
        return 1;
    const Pair *pair = find_pair(letters, sizeof letters / sizeof *letters, codepoint);
    if (pair) {
        to[0] = pair->to[0];
        to[1] = pair->to[1];
        return to[1] ? 2 : 1;
    }
    bool is_katakana = codepoint >= KATAKANA_FIRST && codepoint <= KATAKANA_LAST;
    if (is_katakana || codepoint == KATAKANA_REPEAT || codepoint == KATAKANA_VOICED_REPEAT)
        to[0] = codepoint - HIRAGANA_BEFORE;
    else if (character(codepoint)->category == U_DECIMAL_DIGIT_NUMBER)
        to[0] = '0' + (uint32_t)u_charDigitValue((UChar32)codepoint);
    return 1;
}
