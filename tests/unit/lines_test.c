// text/lines: where lines break, and where line ends of a source vanish.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "breaks_of_icu.h"
#include "text/cluster.h"
#include "text/lines.h"

// The lines as they are shown, with "|" between them.
static char *shown_lines(LineBreaker *breaker, const char *text, const char *language, int first, int cells)
{
    TextLine *lines = NULL;
    Buffer shown = {0};
    size_t count = break_lines(breaker, text, strlen(text), language, first, cells, &lines);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&shown, i ? "|" : "");
        buffer_add(&shown, text + lines[i].start, lines[i].end - lines[i].start);
        buffer_add_text(&shown, lines[i].hyphen ? "-" : "");
        assert_int_equal(lines[i].width, text_width(&widths_standard, text + lines[i].start, lines[i].end - lines[i].start) + lines[i].hyphen);
    }
    free(lines);
    return buffer_take(&shown);
}

static void assert_lines_in(void **state, const char *language, int cells, const char *text, const char *expected)
{
    char *shown = shown_lines(*state, text, language, cells, cells);
    assert_string_equal(shown, expected);
    free(shown);
}

static void assert_lines(void **state, int cells, const char *text, const char *expected)
{
    assert_lines_in(state, "en", cells, text, expected);
}

static void words_fill_the_line(void **state)
{
    assert_lines(state, 20, "The quick brown fox jumps over the lazy dog.", "The quick brown fox|jumps over the lazy|dog.");
    assert_lines(state, 19, "The quick brown fox jumps", "The quick brown fox|jumps");
    assert_lines(state, 18, "The quick brown fox jumps", "The quick brown|fox jumps");
    assert_lines(state, 10, "well-known and", "well-known|and");
    assert_lines(state, 9, "well-known and", "well-|known and");
}

static void the_first_line_has_its_own_width(void **state)
{
    char *shown = shown_lines(*state, "one two three four five", "en", 4, 10);
    assert_string_equal(shown, "one|two three|four five");
    free(shown);
    shown = shown_lines(*state, "one two three four five", "en", 20, 5);
    assert_string_equal(shown, "one two three four|five");
    free(shown);
}

static void a_word_that_is_parted_keeps_its_marks(void **state)
{
    assert_lines_in(state, "my", 2, "\u1019\u102C\u1019\u1019", "\u1019\u102C|\u1019\u1019");
    assert_lines_in(state, "my", 3, "\u1018\u102C\u101E\u102C", "\u1018\u102C|\u101E\u102C");
    assert_lines_in(state, "my", 2, "\u1018\u102C\u102C\u102C\u102C", "\u1018\u102C|\u102C\u102C|\u102C");
}

static void an_empty_text_is_one_empty_line(void **state)
{
    assert_lines(state, 10, "", "");
    assert_lines(state, 10, "   ", "");
    assert_lines(state, 2, "     ", "");
}

static void a_line_end_always_ends_a_line(void **state)
{
    assert_lines(state, 20, "one\ntwo", "one|two");
    assert_lines(state, 20, "one\n\ntwo\n", "one||two");
    assert_lines(state, 7, "  one two\n  three", "  one|two|  three");
    assert_lines(state, 20, "\n", "");
    assert_lines_in(state, "th", 20, "\u0E20\u0E32\u0E29\u0E32\n\u0E44\u0E17\u0E22", "\u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
}

static void white_space_hangs_but_a_no_break_space_does_not(void **state)
{
    assert_lines(state, 3, "one     two", "one|two");
    assert_lines(state, 3, "one     ", "one");
    assert_lines(state, 4, "\u4E2D\u6587\u3000\u5B57", "\u4E2D\u6587|\u5B57");
    assert_lines(state, 8, "up to 10\u00A0km", "up to|10\u00A0km");
    assert_lines(state, 4, "one\u00A0", "one\u00A0");
    assert_lines(state, 3, "one\u00A0", "one|\u00A0");
}

static void german_breaks_at_its_hyphens_and_quotes(void **state)
{
    assert_lines_in(state, "de", 12, "Die \u201EZwangs\u00ADarbeit\u201C hei\u00DFt", "Die \u201EZwangs\u00AD-|arbeit\u201C|hei\u00DFt");
    assert_lines_in(state, "de", 11, "\u00BBMenschenhandel\u00AB", "\u00BBMenschenha|ndel\u00AB");
    assert_lines_in(state, "de", 8, "ein \u00BBWort\u00AB", "ein|\u00BBWort\u00AB");
}

static void french_keeps_its_guillemets_with_the_words(void **state)
{
    assert_lines_in(state, "fr", 9, "dit \u00AB oui \u00BB !", "dit|\u00AB oui \u00BB !");
    assert_lines_in(state, "fr", 8, "dit \u00AB oui \u00BB !", "dit|\u00AB oui|\u00BB !"); // too narrow for it
    assert_lines_in(state, "de", 9, "dit \u00AB oui \u00BB !", "dit \u00AB oui|\u00BB !");
    assert_lines_in(state, "fr-CA", 6, "il dit \u00AB ou", "il dit|\u00AB ou");
    assert_lines_in(state, "fr", 6, "qui va ?", "qui|va ?");
}

static void thai_breaks_between_words_only(void **state)
{
    // language | Thai; trafficking | in | persons
    assert_lines_in(state, "th", 5, "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", "\u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
    assert_lines_in(state, "en", 8, "\u0E01\u0E32\u0E23\u0E04\u0E49\u0E32\u0E21\u0E19\u0E38\u0E29\u0E22\u0E4C",
        "\u0E01\u0E32\u0E23\u0E04\u0E49\u0E32|\u0E21\u0E19\u0E38\u0E29\u0E22\u0E4C");
    // the same behind words with spaces, which need no dictionary
    assert_lines_in(state, "th", 10, "\u00E9 ab \u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", "\u00E9 ab \u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
    // language | children, which is child and the sign that says it again
    assert_lines_in(state, "th", 8, "\u0E20\u0E32\u0E29\u0E32\u0E40\u0E14\u0E47\u0E01 \u0E46", "\u0E20\u0E32\u0E29\u0E32|\u0E40\u0E14\u0E47\u0E01 \u0E46");
}

// "Language" and the name of the people: no line ends within either, nor begins with a vowel sign.
static void lao_khmer_and_burmese_break_between_words_only(void **state)
{
    assert_lines_in(state, "lo", 6, "\u0E9E\u0EB2\u0EAA\u0EB2\u0EA5\u0EB2\u0EA7", "\u0E9E\u0EB2\u0EAA\u0EB2|\u0EA5\u0EB2\u0EA7");
    assert_lines_in(state, "km", 6, "\u1797\u17B6\u179F\u17B6\u1781\u17D2\u1798\u17C2\u179A", "\u1797\u17B6\u179F\u17B6|\u1781\u17D2\u1798\u17C2\u179A");
    assert_lines_in(state, "my", 6, "\u1019\u103C\u1014\u103A\u1019\u102C\u1005\u102C", "\u1019\u103C\u1014\u103A\u1019\u102C|\u1005\u102C");
}

// Their line end is a word's end to ICU, and so a hard break (ICU-23404): it must not end the line before it too.
static void a_line_end_behind_thai_is_no_second_one(void **state)
{
    assert_lines_in(state, "th", 20, "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22\n\u0E44\u0E17\u0E22", "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22|\u0E44\u0E17\u0E22");
    assert_lines_in(state, "th", 5, "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22\n", "\u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
}

// Kinsoku (JIS X 4051): what may not begin a line, and what may not end one, each where the line is full.
static void no_line_of_kana_and_han_begins_or_ends_wrongly(void **state)
{
    static const char *const not_first[] = {"\u3001", "\u3002", "\uFF0C", "\uFF0E", "\u300D", "\u300F", "\u3011", "\u3009", "\u300B", "\uFF09",
        "\uFF3D", "\uFF5D", "\u30FB", "\uFF1A", "\uFF1B", "\uFF1F", "\uFF01", "\u3005", "\u309D", "\u30FD", "\u30FC", "\u3041", "\u3063", "\u3083",
        "\u3085", "\u3087", "\u30A1", "\u30C3", "\u30E3", "\u30E5", "\u30E7", "\u301C"};
    static const char *const not_last[] = {"\u300C", "\u300E", "\u3010", "\u3008", "\u300A", "\uFF08", "\uFF3B", "\uFF5B", "\u3014", "\uFFE5"};
    char text[64], expected[64];
    for (size_t i = 0; i < sizeof not_first / sizeof *not_first; i++) {
        snprintf(text, sizeof text, "\u65E5\u672C\u8A9E%s\u6587", not_first[i]);
        snprintf(expected, sizeof expected, "\u65E5\u672C|\u8A9E%s\u6587", not_first[i]);
        assert_lines_in(state, "ja", 6, text, expected);
    }
    for (size_t i = 0; i < sizeof not_last / sizeof *not_last; i++) {
        const char *digit = strcmp(not_last[i], "\uFFE5") == 0 ? "\uFF15" : "\u6587";
        snprintf(text, sizeof text, "\u65E5\u672C%s%s\u5B57", not_last[i], digit);
        snprintf(expected, sizeof expected, "\u65E5\u672C|%s%s\u5B57", not_last[i], digit);
        assert_lines_in(state, "ja", 6, text, expected);
    }
}

static void japanese_lines_do_not_begin_with_what_belongs_to_the_line_before(void **state)
{
    assert_lines_in(state, "ja", 6, "\u65E5\u672C\u8A9E\u3002\u6587", "\u65E5\u672C|\u8A9E\u3002\u6587");           // full stop
    assert_lines_in(state, "ja", 4, "\u3042\u30C7\u30FC\u30BF", "\u3042|\u30C7\u30FC|\u30BF");                       // long-vowel mark
    assert_lines_in(state, "ja-JP", 4, "\u3042\u304D\u3083\u304F", "\u3042|\u304D\u3083|\u304F");                    // small ya
    assert_lines_in(state, "ja", 4, "\u3042\u300C\u3044\u300D", "\u3042|\u300C\u3044|\u300D");
}

static void korean_breaks_between_words_unless_the_column_is_too_narrow(void **state)
{
    const char text[] = "\uC778\uC2E0\uB9E4\uB9E4 \uBC29\uC9C0\uBC95";
    assert_lines_in(state, "ko", 13, text, "\uC778\uC2E0\uB9E4\uB9E4|\uBC29\uC9C0\uBC95");
    assert_lines_in(state, "ko", 6, text, "\uC778\uC2E0\uB9E4|\uB9E4|\uBC29\uC9C0\uBC95");
    assert_lines_in(state, "ko", 7, "\uADF8 2020\uB144", "\uADF8|2020\uB144");
    assert_lines_in(state, "ko", 6, "\uADF8 UN\uC740", "\uADF8|UN\uC740");
    assert_lines_in(state, "ko", 9, "\uADF8 \uAD6D(UN)\uC740", "\uADF8 \uAD6D|(UN)\uC740");
    assert_lines_in(state, "ko", 7, "\uADF8 30%\uB294", "\uADF8|30%\uB294");
}

static void technical_words_stay_whole(void **state)
{
    assert_lines(state, 8, "write in C++ now", "write in|C++ now");
    assert_lines(state, 10, "written in C++", "written in|C++");
    assert_lines(state, 11, "the option --version", "the option|--version");
    assert_lines(state, 18, "with --screen-reader page", "with|--screen-reader|page");
    assert_lines(state, 12, "with --screen-reader=page", "with|--screen-|reader=page");
    assert_lines(state, 9, "option -v is", "option -v|is");
    assert_lines(state, 8, "option -v is", "option|-v is");
    assert_lines(state, 6, "see /usr/share", "see|/usr/|share");
    assert_lines(state, 9, "this and / or that", "this|and / or|that");
    assert_lines(state, 6, "see (/usr)", "see|(/usr)");
    assert_lines(state, 8, "a word--dash", "a word--|dash");
    assert_lines(state, 4, "a -- b c", "a --|b c");
}

static void an_address_breaks_behind_its_slashes(void **state)
{
    assert_lines(state, 20, "see https://example.org/a/path.html", "see|https://example.org/|a/path.html");
    assert_lines(state, 9, "https://example.org", "https://|example.o|rg");
    assert_lines(state, 22, "at (https://example.org/a?one=1&two=2), see", "at|(https://example.org/|a?one=1&two=2), see");
    assert_lines(state, 8, "http://a.org/?one=11&two=22&three=33", "http://|a.org/?|one=11&|two=22&|three=33");
    assert_lines(state, 10, "http://a.org/x?one=111111&two=2", "http://|a.org/x?|one=|111111&|two=2");
    assert_lines(state, 18, "http://a.org/well-known-places", "http://a.org/|well-known-places");
    assert_lines(state, 14, "http://a.org/well-known-places", "http://a.org/|well-known-|places");
    assert_lines_in(state, "zh", 18, "\u89C1http://a.org/b-c/d\u3002", "\u89C1http://a.org/|b-c/d\u3002");
    assert_lines(state, 6, "well-known x=1&y=2", "well-|known|x=1&y=|2"); // no address
}

static void a_soft_hyphen_shows_only_at_the_end_of_a_line(void **state)
{
    assert_lines(state, 20, "traf\u00ADfick\u00ADing", "traf\u00ADfick\u00ADing");
    assert_lines(state, 10, "traf\u00ADfick\u00ADing", "traf\u00ADfick\u00AD-|ing");
    assert_lines(state, 9, "traf\u00ADfick\u00ADing", "traf\u00ADfick\u00AD-|ing");
    assert_lines(state, 8, "traf\u00ADfick\u00ADing", "traf\u00AD-|fick\u00ADing");
    assert_lines(state, 4, "traf\u00ADfick", "traf\u00AD|fick");
    assert_lines(state, 5, "traf\u00AD ficking", "traf\u00AD|ficki|ng");
}

static void a_word_longer_than_the_line_breaks_between_clusters(void **state)
{
    assert_lines(state, 4, "a reee\u0301e\u0301e\u0301sume\u0301", "a|reee\u0301|e\u0301e\u0301su|me\u0301");
    assert_lines(state, 3, "\U0001F468\u200D\U0001F4BB\U0001F468\u200D\U0001F4BB", "\U0001F468\u200D\U0001F4BB|\U0001F468\u200D\U0001F4BB");
    assert_lines(state, 2, "abcde", "ab|cd|e");
}

static void an_indentation_alone_makes_no_line(void **state)
{
    assert_lines(state, 8, "    abcdef", "    abcd|ef");
    assert_lines(state, 4, "      ab", "|ab");
}

static void a_false_language_breaks_like_an_unknown_one(void **state)
{
    assert_lines_in(state, "xx-no such language", 5, "one two", "one|two");
    assert_lines_in(state, "a-tag-that-is-much-longer-than-any-that-there-is", 5, "one two", "one|two");
    assert_lines_in(state, NULL, 5, "one two", "one|two");
    for (int i = 0; i < 100; i++) {
        char language[] = {(char)('a' + i % 10), (char)('a' + i / 10), '\0'};
        assert_lines_in(state, language, 5, "one two", "one|two");
    }
}

static void a_line_end_vanishes_between_scripts_without_spaces_only(void **state)
{
    (void)state;
    assert_true(line_end_vanishes(0x4E2D, 0x6587));     // Han
    assert_true(line_end_vanishes(0x3042, 0x30A2));     // kana
    assert_true(line_end_vanishes(0x3002, 0x4E2D));     // ideographic full stop, Han
    assert_true(line_end_vanishes(0xFF0C, 0x4E2D));     // full-width comma, Han
    assert_true(line_end_vanishes(0x30FC, 0x3099));     // length mark, voicing mark
    assert_true(line_end_vanishes(0x0E01, 0x0E02));     // Thai
    assert_true(line_end_vanishes(0x1780, 0x1781));     // Khmer
    assert_true(line_end_vanishes(0x1000, 0x1001));     // Burmese
    assert_true(line_end_vanishes(0x0E81, 0x0E82));     // Lao
    assert_false(line_end_vanishes(0xAC00, 0xAC01));    // Hangul
    assert_false(line_end_vanishes(0x4E2D, 0xAC00));
    assert_false(line_end_vanishes('a', 0x4E2D));
    assert_false(line_end_vanishes(0x4E2D, '1'));
    assert_false(line_end_vanishes(0x1F600, 0x1F600));  // emoji
    assert_false(line_end_vanishes('a', 'b'));
    assert_false(line_end_vanishes(0x0628, 0x0628));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_fill_the_line),
        cmocka_unit_test(the_first_line_has_its_own_width),
        cmocka_unit_test(a_word_that_is_parted_keeps_its_marks),
        cmocka_unit_test(an_empty_text_is_one_empty_line),
        cmocka_unit_test(a_line_end_always_ends_a_line),
        cmocka_unit_test(white_space_hangs_but_a_no_break_space_does_not),
        cmocka_unit_test(german_breaks_at_its_hyphens_and_quotes),
        cmocka_unit_test(french_keeps_its_guillemets_with_the_words),
        cmocka_unit_test(thai_breaks_between_words_only),
        cmocka_unit_test(lao_khmer_and_burmese_break_between_words_only),
        cmocka_unit_test(a_line_end_behind_thai_is_no_second_one),
        cmocka_unit_test(no_line_of_kana_and_han_begins_or_ends_wrongly),
        cmocka_unit_test(japanese_lines_do_not_begin_with_what_belongs_to_the_line_before),
        cmocka_unit_test(korean_breaks_between_words_unless_the_column_is_too_narrow),
        cmocka_unit_test(technical_words_stay_whole),
        cmocka_unit_test(an_address_breaks_behind_its_slashes),
        cmocka_unit_test(a_soft_hyphen_shows_only_at_the_end_of_a_line),
        cmocka_unit_test(a_word_longer_than_the_line_breaks_between_clusters),
        cmocka_unit_test(an_indentation_alone_makes_no_line),
        cmocka_unit_test(a_false_language_breaks_like_an_unknown_one),
        cmocka_unit_test(a_line_end_vanishes_between_scripts_without_spaces_only),
    };
    return cmocka_run_group_tests(tests, make_breaker, free_breaker);
}
