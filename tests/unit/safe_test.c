// text/safe: nothing that steers a terminal passes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "random.h"
#include "text/safe.h"

typedef void (*SafeFunction)(Buffer *out, const char *text, size_t length);

static void assert_made(SafeFunction make, const char *text, size_t length, const char *expected)
{
    Buffer out = {0};
    make(&out, text, length);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void assert_safe(const char *text, const char *expected)
{
    assert_made(safe_add, text, strlen(text), expected);
}

static void each_c0_control_and_del_is_a_picture(void **state)
{
    (void)state;
    for (int control = 0; control < ' '; control++) {
        char byte = (char)control;
        char picture[] = {(char)0xE2, (char)0x90, (char)(0x80 + control), '\0'};
        char kept[] = {byte, '\0'};
        assert_made(safe_add, &byte, 1, byte == '\t' || byte == '\n' ? kept : picture);
    }
    assert_safe("\x7F", "\u2421");
    assert_safe("\x1B[31mred", "\u241B[31mred");
}

static void each_c1_control_is_a_replacement_raw_and_as_utf_8(void **state)
{
    (void)state;
    for (int control = 0x80; control < 0xA0; control++) {
        char raw[] = {(char)control, '\0'};
        char encoded[] = {(char)0xC2, (char)control, '\0'};
        assert_safe(raw, "\uFFFD");
        assert_safe(encoded, control == 0x85 ? "\n" : "\uFFFD");
    }
}

static void bytes_that_are_no_utf_8_are_replacements(void **state)
{
    (void)state;
    assert_safe("a\xFF" "b", "a\uFFFD" "b");
    assert_safe("\xC0\x9B", "\uFFFD\uFFFD");
    assert_safe("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
    assert_safe("cut \xE2\x82", "cut \uFFFD\uFFFD");
}

static void format_characters_are_dropped_but_those_with_a_use(void **state)
{
    (void)state;
    const char *const dropped[] = {"\u200B", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2060", "\u2061",
        "\u206A", "\uFEFF",
        "\u061C", "\U000E0001", "\U000E0041", "\U000E007F", "\u180E", "\uFFF9", "\U0001D173"};
    const char *const kept[] = {"\u200C", "\u200D", "\u00AD", "\u2066", "\u2067", "\u2068", "\u2069", "\uFE0F", "\U000E0100", "\u0600",
        "\u06DD"};
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        assert_safe(dropped[i], "");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_safe(kept[i], kept[i]);
    assert_safe("\u202Etxt.exe\u202C", "txt.exe");
}

static void line_and_paragraph_separators_are_line_ends(void **state)
{
    (void)state;
    assert_safe("a\u2028b\u2029c\xC2\x85" "d", "a\nb\nc\nd");
}

static void what_is_no_character_is_a_replacement(void **state)
{
    (void)state;
    assert_safe("\uFFFE\uFFFF\uFDD0\U0001FFFE\U0010FFFF", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_safe("\u0378", "\uFFFD");
    assert_safe("\uE000", "\uE000"); // private use may have a glyph
}

static void a_base_carries_eight_marks_at_most(void **state)
{
    (void)state;
    assert_safe("a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030Ab\u0301",
        "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308b\u0301");
    // What is dropped between marks does not make room for more.
    assert_safe("a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u200E\u0309", "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308");
    assert_safe("a\u200D\u200D\u200D\u200D\u200D\u200D\u200D\u200D\u200D\u200D", "a\u200D\u200D\u200D\u200D\u200D\u200D\u200D\u200D");
}

static void one_line_has_no_line_end_and_no_tab(void **state)
{
    (void)state;
    const char text[] = "a\tb\nc\u2028d\x1B";
    assert_made(safe_add_line, text, strlen(text), "a b c d\u241B");
}

static void what_was_in_the_buffer_stays(void **state)
{
    (void)state;
    Buffer out = {0};
    buffer_add_text(&out, "old\n\t");
    safe_add_line(&out, "new\n", 4);
    assert_string_equal(out.bytes, "old\n\tnew ");
    buffer_free(&out);
}

static void literal_tabs_reach_the_next_eighth_column(void **state)
{
    (void)state;
    const char text[] = "\ta\n12345678\tb\n\u4E2D\tc\ne\u0301\td";
    assert_made(safe_add_literal, text, strlen(text), "        a\n12345678        b\n\u4E2D      c\ne\u0301       d");
}

static void changes_are_counted(void **state)
{
    (void)state;
    const char text[] = "a\x1B" "b\u202Ec\xFF\uFFFD\t\n\u2028";
    assert_int_equal(safe_count_changes(text, strlen(text)), 4);
    assert_int_equal(safe_count_changes("na\u00EFve \u4E2D\n", strlen("na\u00EFve \u4E2D\n")), 0);
}

static void assert_holds_nothing_that_steers(const Buffer *out, SafeFunction make)
{
    for (size_t at = 0; at < out->length;) {
        size_t begin = at;
        uint32_t codepoint = utf8_next(out->bytes, out->length, &at);
        assert_false(codepoint == 0xFFFD && at - begin == 1);
        assert_false(codepoint < ' ' && !(codepoint == '\n' && make != safe_add_line) && !(codepoint == '\t' && make == safe_add));
        assert_false(codepoint >= 0x7F && codepoint < 0xA0);
        assert_false(codepoint >= 0x202A && codepoint <= 0x202E);
        assert_false(codepoint >= 0xE0000 && codepoint < 0xE0100);
    }
}

static void whatever_comes_in_what_goes_out_is_safe_and_stays_as_it_is(void **state)
{
    (void)state;
    static const uint32_t often[] = {'a', ' ', '\t', '\n', '\r', 0x1B, 0x7F, 0x85, 0x9B, 0x202E, 0x2028, 0x301, 0x200D, 0xFE0F, 0xE0041,
        0x4E2D, 0x200B};
    const SafeFunction functions[] = {safe_add, safe_add_line, safe_add_literal};
    Random random = {11};
    for (int round = 0; round < 30000; round++) {
        Buffer in = {0}, once = {0}, twice = {0};
        for (uint32_t i = random_below(&random, 30); i > 0; i--) {
            if (round % 2)
                buffer_add_char(&in, (char)random_below(&random, 256));
            else
                add_codepoint(&in, random_codepoint(&random, often, sizeof often / sizeof *often));
        }
        SafeFunction make = functions[round % 3];
        make(&once, buffer_text(&in), in.length);
        assert_holds_nothing_that_steers(&once, make);
        make(&twice, buffer_text(&once), once.length);
        assert_int_equal(once.length, twice.length);
        assert_memory_equal(buffer_text(&once), buffer_text(&twice), once.length);
        assert_int_equal(safe_count_changes(buffer_text(&once), once.length), 0);
        buffer_free(&in);
        buffer_free(&once);
        buffer_free(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_c0_control_and_del_is_a_picture),
        cmocka_unit_test(each_c1_control_is_a_replacement_raw_and_as_utf_8),
        cmocka_unit_test(bytes_that_are_no_utf_8_are_replacements),
        cmocka_unit_test(format_characters_are_dropped_but_those_with_a_use),
        cmocka_unit_test(line_and_paragraph_separators_are_line_ends),
        cmocka_unit_test(what_is_no_character_is_a_replacement),
        cmocka_unit_test(a_base_carries_eight_marks_at_most),
        cmocka_unit_test(one_line_has_no_line_end_and_no_tab),
        cmocka_unit_test(what_was_in_the_buffer_stays),
        cmocka_unit_test(literal_tabs_reach_the_next_eighth_column),
        cmocka_unit_test(changes_are_counted),
        cmocka_unit_test(whatever_comes_in_what_goes_out_is_safe_and_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
