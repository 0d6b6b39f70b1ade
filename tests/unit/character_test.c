// text/character: the tables say of every character what ICU says.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include "text/character.h"

enum { CODEPOINTS = 0x110000 };

typedef struct {
    UProperty property;
    size_t member;      // offset of an unsigned char
} Number;

// One code point after the other: what it is in the table, and what ICU has.
static void numbers_are_those_of_icu(void **state)
{
    static const Number numbers[] = {
        {UCHAR_LINE_BREAK, offsetof(Character, line_class)}, {UCHAR_GRAPHEME_CLUSTER_BREAK, offsetof(Character, cluster_class)},
        {UCHAR_GENERAL_CATEGORY, offsetof(Character, category)}, {UCHAR_EAST_ASIAN_WIDTH, offsetof(Character, east_asian)},
        {UCHAR_BIDI_CLASS, offsetof(Character, direction)},
    };
    (void)state;
    for (uint32_t codepoint = 0; codepoint < CODEPOINTS; codepoint++)
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            const unsigned char *found = (const unsigned char *)character(codepoint) + numbers[i].member;
            if (*found != u_getIntPropertyValue((UChar32)codepoint, numbers[i].property))
                fail_msg("U+%04X: property %d is %d", (unsigned)codepoint, (int)numbers[i].property, *found);
        }
}

static void assert_flag(uint32_t codepoint, bool found, UProperty property)
{
    if (found != (bool)u_hasBinaryProperty((UChar32)codepoint, property))
        fail_msg("U+%04X: property %d is %d", (unsigned)codepoint, (int)property, found);
}

static void flags_are_those_of_icu(void **state)
{
    (void)state;
    for (uint32_t codepoint = 0; codepoint < CODEPOINTS; codepoint++) {
        const Character *of = character(codepoint);
        assert_flag(codepoint, of->is_space, UCHAR_WHITE_SPACE);
        assert_flag(codepoint, of->is_alphabetic, UCHAR_ALPHABETIC);
        assert_flag(codepoint, of->is_uppercase, UCHAR_UPPERCASE);
        assert_flag(codepoint, of->is_ignorable, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
        assert_flag(codepoint, of->is_pictographic, UCHAR_EXTENDED_PICTOGRAPHIC);
        assert_flag(codepoint, of->is_emoji, UCHAR_EMOJI);
        assert_flag(codepoint, of->has_emoji_presentation, UCHAR_EMOJI_PRESENTATION);
        assert_flag(codepoint, of->is_emoji_modifier, UCHAR_EMOJI_MODIFIER);
        assert_flag(codepoint, of->is_emoji_base, UCHAR_EMOJI_MODIFIER_BASE);
        assert_int_equal(of->is_stacking, u_getCombiningClass((UChar32)codepoint) == 9);
    }
}

// The rest is made of several properties: some of each kind, by hand.
static void what_is_made_of_properties_holds(void **state)
{
    (void)state;
    assert_int_equal(character('a')->cells, 1);
    assert_int_equal(character('\n')->cells, 0);
    assert_int_equal(character(0xAD)->cells, 0);       // soft hyphen
    assert_int_equal(character(0x301)->cells, 0);      // a mark
    assert_int_equal(character(0x600)->cells, 1);      // Arabic number sign, a format character that is seen
    assert_int_equal(character(0x200D)->cells, 0);     // joiner
    assert_int_equal(character(0x3164)->cells, 2);     // Hangul filler: ignorable, but wide
    assert_int_equal(character(0x4E2D)->cells, 2);
    assert_int_equal(character(0x1F600)->cells, 2);
    assert_true(character(0x1FAE8)->is_new_emoji);
    assert_false(character(0x1F600)->is_new_emoji);
    assert_true(character(0x4E2D)->is_spaceless);
    assert_true(character(0x3002)->is_spaceless);
    assert_false(character(0xAC00)->is_spaceless);
    assert_false(character(0x1F600)->is_spaceless);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_icu),
        cmocka_unit_test(flags_are_those_of_icu),
        cmocka_unit_test(what_is_made_of_properties_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
