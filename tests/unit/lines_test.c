// text/lines: where lines break, and where line ends of a source vanish.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/uchar.h>
#include "breaks_of_icu.h"
#include "random.h"
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

// Of every kind that the rules treat apart.
static const uint32_t samples[] = {'a', 'b', 'e', ' ', ' ', ' ', '-', '+', '/', '.', ',', '(', ')', '"', '1', '%', 0xA0, 0xAD, 0xAB,
    0xBB, 0x301, 0x200D, 0x2014, 0x2066, 0x3000, 0x3002, 0x300C, 0x30FC, 0x3042, 0x4E2D, 0xAC00, 0xB2E4,
    0x0E01, 0x0E32, 0x0E29, 0x1780, 0x1F468, 0x1F1E6, 0x0628, 0x0915, 0x093F};

static void add_random_text(Buffer *text, Random *random, int codepoints)
{
    while (codepoints-- > 0) {
        uint32_t codepoint = random_codepoint(random, samples, sizeof samples / sizeof *samples);
        ULineBreak class = (ULineBreak)u_getIntPropertyValue((UChar32)codepoint, UCHAR_LINE_BREAK);
        bool is_hard = class == U_LB_MANDATORY_BREAK || class == U_LB_NEXT_LINE || class == U_LB_CARRIAGE_RETURN;
        add_codepoint(text, is_hard || codepoint < ' ' ? 'x' : codepoint);
    }
}

static void assert_only_white_space(const char *text, size_t from, size_t to)
{
    while (from < to)
        assert_true(utf8_is_space(utf8_next(text, to, &from)));
}

static void assert_lines_hold(const char *text, size_t length, const TextLine *lines, size_t count, int cells)
{
    size_t behind = 0;
    for (size_t i = 0; i < count; i++) {
        assert_in_range(lines[i].start, behind, length);
        assert_only_white_space(text, behind, lines[i].start);
        if (cluster_next(text, length, lines[i].start) < lines[i].end)
            assert_in_range(lines[i].width, 0, cells);
        assert_int_equal(lines[i].width, text_width(&widths_standard, text + lines[i].start, lines[i].end - lines[i].start) + lines[i].hyphen);
        assert_int_equal(cluster_start(text, length, lines[i].start), lines[i].start);
        behind = lines[i].end;
    }
    assert_only_white_space(text, behind, length);
}

static void random_text_fits_and_loses_nothing_but_white_space(void **state)
{
    static const char *const some[] = {"en", "ja", "ko", "fr", "th"};
    Random random = {5};
    TextLine *lines = NULL;
    for (int round = 0; round < 4000; round++) {
        Buffer text = {0};
        add_random_text(&text, &random, 100);
        if (round % 3 == 0)
            buffer_add_text(&text, "\nlast");
        int cells = 2 + round % 79;
        size_t count = break_lines(*state, text.bytes, text.length, some[round % 5], cells, cells, &lines);
        assert_lines_hold(text.bytes, text.length, lines, count, cells);
        buffer_free(&text);
    }
    free(lines);
}

static void assert_same_lines(const char *text, size_t length, const TextLine *some, const TextLine *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (some[i].start != lines[i].start || some[i].end != lines[i].end || some[i].width != lines[i].width || some[i].hyphen != lines[i].hyphen)
            fail_msg("\"%.*s\": the line %zu..%zu is %zu..%zu", (int)length, text, lines[i].start, lines[i].end, some[i].start, some[i].end);
}

static size_t pieces_of_lines(LineBreaker *breaker, LineFlow flow, size_t bytes, const TextLine *lines, size_t count)
{
    TextLine *some = NULL;
    size_t pieces = 0, line = 0;
    for (; flow.at < flow.length; pieces++) {
        const size_t made = break_next_lines(breaker, &flow, bytes, &some);
        assert_in_range(made, 1, count - line);
        assert_same_lines(flow.text, flow.length, some, lines + line, made);
        line += made;
    }
    assert_int_equal(line, count);
    free(some);
    return pieces;
}

// Of scripts with spaces and without, and words as people write them, beside any characters.
static void add_random_words(Buffer *text, Random *random, int words)
{
    static const char *const some[] = {"word ", "hyphenation ", "representational ", "--option ", "https://example.org/a?b=c&d ", "3.14 % ", "(so) ", "\u0627\u0644\u0628\u0634\u0631 ",
        "\u4EBA\u53E3\u8D29\u8FD0\uFF0C", "-\u9009\u9879-\u4EBA\u53E3-a ", "\u300C\u3042\u3044\u300D\u30FC", "\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21",
        "\u0E40\u0E1B\u0E47\u0E19\u0E46 ", "\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21 ", " \u0E33\u0E17\u0E35\u0E48 ", "\uD55C\uAD6D\uC5B4\uB294 ", "\u00AB a \u00BB ", "a\u00ADb\u00ADc ", "\u1019\u102C\u1019 "};
    while (words-- > 0)
        if (random_below(random, 4))
            buffer_add_text(text, some[random_below(random, sizeof some / sizeof *some)]);
        else
            add_random_text(text, random, 3);
}

static void lines_made_some_at_a_time_are_those_of_the_whole(void **state)
{
    static const char *const some[] = {"en", "ja", "ko", "fr", "th", "zh", "en-u-lb-loose"};
    Random random = {6};
    TextLine *lines = NULL;
    size_t pieces = 0;
    for (int round = 0; round < 3000; round++) {
        Buffer text = {0};
        add_random_words(&text, &random, 60);
        LineFlow flow = {.text = text.bytes, .length = text.length, .language = some[round % 7], .first = 2 + round % 37, .cells = 2 + round % (round % 2 ? 9 : 79)};
        line_breaker_set_hyphenation(*state, round % 2);
        size_t count = break_lines(*state, text.bytes, text.length, flow.language, flow.first, flow.cells, &lines);
        pieces += pieces_of_lines(*state, flow, 1 + random_below(&random, 90), lines, count);
        buffer_free(&text);
    }
    line_breaker_set_hyphenation(*state, false);
    free(lines);
    assert_true(pieces > 3000 * 5);
}

static void a_long_text_of_any_script_is_made_by_pieces(void **state)
{
    static const struct {
        const char *language, *words;
    } scripts[] = {
        {"en", "words of a report "}, {"ru", "\u0441\u043B\u043E\u0432\u0430 \u0432 "}, {"ar", "\u0627\u0644\u0628\u0634\u0631 \u0641\u064A "}, {"he", "\u05D0\u05D1\u05D2 \u05D3 "},
        {"hi", "\u0915\u093F\u0924\u093E\u092C \u0939\u0948 "}, {"ko", "\uD55C\uAD6D\uC5B4\uB294 \uB9D0\uC774\uB2E4. "}, {"zh", "\u4EBA\u53E3\u8D29\u8FD0\uFF0C\u662F\u3002"},
        {"ja", "\u65E5\u672C\u8A9E\u306E\u30C6\u30AD\u30B9\u30C8\u3002"}, {"th", "\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21\u0E17\u0E35\u0E48 "}, {"my", "\u1019\u102C\u1019\u103B\u102C\u1038 "},
    };
    enum { PIECE = 200, TIMES = 100 };
    TextLine *lines = NULL;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        Buffer text = {0};
        for (int k = 0; k < TIMES; k++)
            buffer_add_text(&text, scripts[i].words);
        const LineFlow flow = {.text = text.bytes, .length = text.length, .language = scripts[i].language, .first = 20, .cells = 20};
        const size_t count = break_lines(*state, text.bytes, text.length, flow.language, flow.first, flow.cells, &lines);
        if (pieces_of_lines(*state, flow, PIECE, lines, count) < text.length / PIECE / 2)
            fail_msg("%s: too few pieces", scripts[i].language);
        buffer_free(&text);
    }
    free(lines);
}

// What a filter may have against a break, told again in the plainest way.
static bool may_be_filtered(const char *text, size_t length, size_t at, bool is_french)
{
    size_t begin = at, end = at;
    uint32_t before = utf8_previous(text, &begin), after = utf8_next(text, length, &end);
    bool has_hangul = (before >= 0xAC00 && before <= 0xD7A3) || (after >= 0xAC00 && after <= 0xD7A3);
    return has_hangul || before == '-' || before == '/' || before == '+' || (is_french && utf8_is_space(before));
}

static void breaks_are_those_of_icu_apart_from_the_filters(void **state)
{
    static const char *const some[] = {"en", "ja", "fr"};
    bool may[30 * 4];
    Random random = {9};
    size_t poor = 0;
    for (size_t language = 0; language < 3; language++) {
        UBreakIterator *iterator = icu_for(some[language]);
        for (int round = 0; round < 3000; round++) {
            Buffer text = {0};
            add_random_text(&text, &random, 30);
            const unsigned char *breaks = breaks_find(*state, text.bytes, text.length, some[language]);
            ask_icu(iterator, &text, may);
            for (size_t at = 1; at < text.length; at++) {
                bool is_path = text.bytes[at] == '/' && text.bytes[at - 1] == ' ' && breaks[at] == BREAK_GOOD;
                if (!is_path)
                    assert_int_equal(breaks[at] != BREAK_NONE, may[at]);
                poor += breaks[at] == BREAK_POOR;
                if (breaks[at] == BREAK_POOR)
                    assert_true(may_be_filtered(text.bytes, text.length, at, language == 2));
            }
            buffer_free(&text);
        }
        ubrk_close(iterator);
    }
    assert_true(poor > 100);
}

static void a_megabyte_of_anything_takes_a_time_in_proportion(void **state)
{
    static const char *const pieces[] = {"x", " ", "word ", "\u00AD", "\u0301", "\uAC00", "\u0E01\u0E32\u0E23", "\u1780", "\u4E2D", "-",
        "\u00AB ", "(", "\n",
        "\u2066", "\U0001F1E6", "x\u200D"};
    TextLine *lines = NULL;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Buffer text = {0};
        while (text.length < 1000000)
            buffer_add_text(&text, pieces[i]);
        clock_t begin = clock();
        assert_true(break_lines(*state, text.bytes, text.length, "fr", 40, 40, &lines) >= 1);
        if (clock() - begin > 10 * CLOCKS_PER_SEC)
            fail_msg("\"%s\" takes %.1f seconds", pieces[i], (double)(clock() - begin) / CLOCKS_PER_SEC);
        buffer_free(&text);
    }
    free(lines);
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

// A soft hyphen at the end of a text takes no cell, and the way that looks at each cluster.
static void the_short_way_for_ascii_breaks_as_the_long_one(void **state)
{
    static const char signs[] = "aaaaaaaabcdefg     --//.,:;'\"()$5%&=?!~[]{}|";
    Random random = {5};
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0};
        const int length = (int)random_below(&random, 60);
        for (int i = 0; i < length; i++)
            buffer_add_char(&text, signs[random_below(&random, sizeof signs - 1)]);
        buffer_add_text(&text, random_below(&random, 20) ? "x" : "://x");
        const int first = 1 + (int)random_below(&random, 25), cells = 1 + (int)random_below(&random, 25);
        TextLine *plain = NULL, *other = NULL;
        const size_t count = break_lines(*state, text.bytes, text.length, "en", first, cells, &plain);
        buffer_add_text(&text, "\u00AD");
        const size_t wanted = break_lines(*state, text.bytes, text.length, "en", first, cells, &other);
        if (wanted != count)
            fail_msg("%zu lines, not %zu, of \"%s\" in %d and %d cells", count, wanted, text.bytes, first, cells);
        for (size_t i = 0; i < count; i++)
            if (plain[i].start != other[i].start || (i + 1 < count && (plain[i].end != other[i].end || plain[i].width != other[i].width)))
                fail_msg("line %zu of \"%s\" in %d and %d cells", i, text.bytes, first, cells);
        free(plain);
        free(other);
        buffer_free(&text);
    }
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
        cmocka_unit_test(random_text_fits_and_loses_nothing_but_white_space),
        cmocka_unit_test(lines_made_some_at_a_time_are_those_of_the_whole),
        cmocka_unit_test(a_long_text_of_any_script_is_made_by_pieces),
        cmocka_unit_test(breaks_are_those_of_icu_apart_from_the_filters),
        cmocka_unit_test(a_megabyte_of_anything_takes_a_time_in_proportion),
        cmocka_unit_test(a_line_end_vanishes_between_scripts_without_spaces_only),
        cmocka_unit_test(the_short_way_for_ascii_breaks_as_the_long_one),
    };
    return cmocka_run_group_tests(tests, make_breaker, free_breaker);
}
