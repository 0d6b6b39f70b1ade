// text/utf8: decoding, encoding and kinds of characters.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "random.h"
#include "text/utf8.h"

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
        if (codepoint >= 0xD800 && codepoint <= 0xDFFF)
            continue;
        char bytes[4];
        size_t length = (size_t)utf8_put(bytes, codepoint), at = 0;
        assert_int_equal(utf8_next(bytes, length, &at), codepoint);
        assert_int_equal(at, length);
        assert_int_equal(utf8_previous(bytes, &at), codepoint);
        assert_int_equal(at, 0);
    }
}

static void what_is_no_character_is_written_as_a_replacement(void **state)
{
    (void)state;
    const uint32_t bad[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char bytes[4];
        assert_int_equal(utf8_put(bytes, bad[i]), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void a_byte_that_does_not_belong_is_one_replacement(void **state)
{
    (void)state;
    // A lone trail, a cut sequence, overlong forms, a surrogate, a number too big, bytes that never occur.
    const char *const bad[] = {"\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80",
        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFE", "\xFF", "\xC3(", "\xE2(\xA1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t length = strlen(bad[i]), at = 0;
        assert_int_equal(utf8_next(bad[i], length, &at), 0xFFFD);
        assert_int_equal(at, 1);
    }
    assert_int_equal(utf8_count("\xE2\x82x\xC3\xA9\xFF", 6), 5);
}

static void going_back_finds_what_going_forward_found(void **state)
{
    (void)state;
    Random random = {1};
    static const char pieces[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\x80\xED\xA0\xC0\xFF";
    for (int round = 0; round < 20000; round++) {
        char text[12];
        size_t ends[12], count = 0, at = 0;
        uint32_t found[12];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = pieces[random_below(&random, sizeof pieces - 1)];
        while (at < sizeof text) {
            found[count] = utf8_next(text, sizeof text, &at);
            ends[count++] = at;
        }
        while (count-- > 0) {
            assert_int_equal(at, ends[count]);
            assert_int_equal(utf8_previous(text, &at), found[count]);
        }
        assert_int_equal(at, 0);
    }
}

static void spaces_and_words_are_those_of_unicode(void **state)
{
    (void)state;
    const uint32_t spaces[] = {' ', '\t', '\n', 0xA0, 0x2003, 0x3000, 0x2028};
    const uint32_t words[] = {'a', 'Z', '0', '_', 0xE9, 0x301, 0x660, 0x0E31, 0x4E2D, 0x203F};
    const uint32_t neither[] = {'-', '.', 0x2014, 0x201C, 0x1F600};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(utf8_is_space(spaces[i]) && !utf8_is_word(spaces[i]));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_true(utf8_is_word(words[i]) && !utf8_is_space(words[i]));
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
        assert_false(utf8_is_word(neither[i]) || utf8_is_space(neither[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(what_is_no_character_is_written_as_a_replacement),
        cmocka_unit_test(a_byte_that_does_not_belong_is_one_replacement),
        cmocka_unit_test(going_back_finds_what_going_forward_found),
        cmocka_unit_test(spaces_and_words_are_those_of_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
