// text/lines: what holds of the lines of any text.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/uchar.h>
#include "base/memory.h"
#include "breaks_of_icu.h"
#include "random.h"
#include "text/cluster.h"
#include "text/lines.h"

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

// Of a text that is put together while its lines are made, and moves.
static void assert_lines_of_growing(LineBreaker *breaker, LineFlow flow, size_t bytes, const TextLine *lines, size_t count)
{
    const char *text = flow.text;
    const size_t length = flow.length;
    TextLine *some = NULL;
    size_t line = 0;
    flow.length = 0;
    while (flow.at < length) {
        for (size_t least = flow.length + bytes; flow.length < least && flow.length < length;)
            utf8_next(text, length, &flow.length);
        flow.is_open = flow.length < length;
        char *copy = memory_copy(text, flow.length);
        flow.text = copy;
        const size_t made = break_next_lines(breaker, &flow, bytes, &some);
        assert_true(made || flow.is_open);
        assert_same_lines(flow.text, flow.length, some, lines + line, made);
        line += made;
        free(copy);
    }
    assert_int_equal(line, count);
    free(some);
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
        const size_t bytes = 1 + random_below(&random, 90);
        pieces += pieces_of_lines(*state, flow, bytes, lines, count);
        assert_lines_of_growing(*state, flow, bytes, lines, count);
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
        cmocka_unit_test(random_text_fits_and_loses_nothing_but_white_space),
        cmocka_unit_test(lines_made_some_at_a_time_are_those_of_the_whole),
        cmocka_unit_test(a_long_text_of_any_script_is_made_by_pieces),
        cmocka_unit_test(breaks_are_those_of_icu_apart_from_the_filters),
        cmocka_unit_test(a_megabyte_of_anything_takes_a_time_in_proportion),
        cmocka_unit_test(the_short_way_for_ascii_breaks_as_the_long_one),
    };
    return cmocka_run_group_tests(tests, make_breaker, free_breaker);
}
