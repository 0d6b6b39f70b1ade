// text/spell: texts spelled out.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "text/spell.h"

static void assert_spelled(const char *text, SpellKind kind, const char *expected)
{
    Buffer out = {0};
    spell_add(&out, text, strlen(text), kind);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void letters_and_digits_are_said_one_by_one(void **state)
{
    (void)state;
    assert_spelled("trafficking", SPELL_LETTERS, "t r a f f i c k i n g");
    assert_spelled("Tip 21", SPELL_LETTERS, "cap T i p space 2 1");
    assert_spelled("", SPELL_LETTERS, "");
}

static void what_is_no_letter_has_its_name(void **state)
{
    (void)state;
    assert_spelled("year\u2019s", SPELL_LETTERS, "y e a r, right single quotation mark, s");
    assert_spelled("a-b", SPELL_LETTERS, "a hyphen-minus b");
    assert_spelled("\u20AC5", SPELL_LETTERS, "euro sign, 5");
    assert_spelled("\U0001F3E0", SPELL_LETTERS, "house building");
}

static void marks_are_named_behind_their_letter(void **state)
{
    (void)state;
    assert_spelled("caf\u00E9", SPELL_LETTERS, "c a f, e with acute accent");
    assert_spelled("e\u0301t", SPELL_LETTERS, "e with acute accent, t");
    assert_spelled("\u1EA4", SPELL_LETTERS, "cap A with circumflex accent and acute accent");
    assert_spelled("\u00C9", SPELL_WORDS, "cap Echo with acute accent");
}

static void other_scripts_stay_as_they_are_read(void **state)
{
    (void)state;
    assert_spelled("\u304C\u706F", SPELL_LETTERS, "\u304C \u706F");
    assert_spelled("\uAC00", SPELL_LETTERS, "\uAC00");
    assert_spelled("\u0434\u0416", SPELL_WORDS, "\u0434 cap \u0416");
    assert_spelled("\u0E19\u0E49", SPELL_LETTERS, "\u0E19 with thai character mai tho");
}

static void the_end_of_a_text_without_end_is_left_out(void **state)
{
    (void)state;
    enum { SPACED = 2 };
    char text[SPELLED_MOST + 2];
    Buffer out = {0};
    memset(text, 'a', sizeof text);
    spell_add(&out, text, SPELLED_MOST, SPELL_LETTERS);
    assert_int_equal(out.length, SPELLED_MOST * SPACED - 1);
    buffer_cut(&out, 0);
    spell_add(&out, text, sizeof text, SPELL_LETTERS);
    assert_string_equal(buffer_text(&out) + SPELLED_MOST * SPACED - 2, "a …");
    buffer_free(&out);
}

static void the_phonetic_alphabet_is_that_of_icao(void **state)
{
    (void)state;
    assert_spelled("abcdefghijklmnopqrstuvwxyz", SPELL_WORDS,
                   "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango "
                   "Uniform Victor Whiskey X-ray Yankee Zulu");
    assert_spelled("T90\u0663", SPELL_WORDS, "cap Tango nine zero three");
    assert_spelled("o-k", SPELL_WORDS, "Oscar hyphen-minus Kilo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_and_digits_are_said_one_by_one),
        cmocka_unit_test(what_is_no_letter_has_its_name),
        cmocka_unit_test(marks_are_named_behind_their_letter),
        cmocka_unit_test(other_scripts_stay_as_they_are_read),
        cmocka_unit_test(the_end_of_a_text_without_end_is_left_out),
        cmocka_unit_test(the_phonetic_alphabet_is_that_of_icao),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
