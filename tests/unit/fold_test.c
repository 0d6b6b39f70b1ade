// text/fold: what search takes for the same, and what not.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/memory.h"
#include "random.h"
#include "text/cluster.h"
#include "text/fold.h"

static bool finds(const char *text, const char *needle, FoldKind kind, TextRange *range)
{
    Folded hay = fold_text(text, strlen(text), kind), wanted = fold_text(needle, strlen(needle), kind);
    size_t next;
    bool is_found = folded_find(&hay, &wanted, text, strlen(text), 0, range, &next);
    folded_free(&hay);
    folded_free(&wanted);
    return is_found;
}

static void assert_found(const char *text, const char *needle, const char *expected)
{
    TextRange range;
    if (!finds(text, needle, FOLD_ALL, &range))
        fail_msg("\"%s\" is not found in \"%s\"", needle, text);
    char *found = memory_copy(text + range.start, range.end - range.start);
    assert_string_equal(found, expected);
    free(found);
}

static void assert_same(const char *one, const char *other)
{
    assert_found(one, other, one);
    assert_found(other, one, other);
}

static void assert_apart(const char *one, const char *other)
{
    TextRange range;
    if (finds(one, other, FOLD_ALL, &range) || finds(other, one, FOLD_ALL, &range))
        fail_msg("\"%s\" and \"%s\" are taken for the same", one, other);
}

static void latin_letters_are_found_without_case_and_accents(void **state)
{
    (void)state;
    assert_same("\u00C9t\u00E9", "ete");
    assert_same("e\u0301", "\u00E9");
    assert_same("Stra\u00DFe", "STRASSE");
    assert_same("\u1E9E", "ss");
    assert_same("\uFB01ne o\uFB03ce", "fine office");
    assert_same("\u0131\u0130I", "iii");
    assert_same("K\u00F8benhavn", "kobenhavn");
    assert_same("\u0141\u00F3d\u017A", "lodz");
    assert_same("\u00C6sop \u0153uvre", "aesop oeuvre");
    assert_same("\u00DE\u00F3r\u00F0ur", "thordur");
    assert_same("\uFF26\uFF55\uFF4C\uFF4C", "full");
    assert_same("m\u00B2 \u2460", "m2 1");
    assert_same("Ti\u1EBFng Vi\u1EC7t", "tieng viet");
    assert_same("\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2", "\u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C3");
    assert_same("\u0401\u0436", "\u0435\u0436");
    assert_apart("o", "a");
}

static void arabic_is_found_without_points_and_in_all_its_letters(void **state)
{
    (void)state;
    assert_same("\u0623\u0625\u0622\u0671", "\u0627\u0627\u0627\u0627");
    assert_same("\u06A9\u062A\u0627\u0628", "\u0643\u062A\u0627\u0628");
    assert_same("\u06CC\u0649", "\u064A\u064A");
    assert_same("\u0643\u064E\u062A\u064E\u0628\u064E", "\u0643\u062A\u0628");
    assert_same("\u0645\u0640\u0640\u062D\u0645\u062F", "\u0645\u062D\u0645\u062F");
    assert_same("\u0645\u062F\u0631\u0633\u0629", "\u0645\u062F\u0631\u0633\u0647");
    assert_same("\uFEDF\uFE8E", "\u0644\u0627");
    assert_apart("\u0628", "\u062A");
}

static void hebrew_is_found_without_points(void **state)
{
    (void)state;
    assert_same("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD", "\u05E9\u05DC\u05D5\u05DD");
    assert_same("\u05F4\u05F3", "\"'");
}

static void signs_of_asia_that_make_another_letter_are_kept(void **state)
{
    (void)state;
    assert_apart("\u0E01\u0E34", "\u0E01\u0E35");       // Thai ki, kii
    assert_apart("\u0E01", "\u0E01\u0E34");             // k, ki
    assert_apart("\u0E01\u0E32", "\u0E01\u0E48\u0E32"); // tone mark
    assert_same("\u0E19\u0E49\u0E33", "\u0E19\u0E49\u0E33");
    assert_apart("\u0915\u093F", "\u0915\u0940");       // Devanagari ki, kii
    assert_apart("\u0915", "\u0915\u093F");             // ka, ki
    assert_same("\u0958", "\u0915");                    // qa has a nukta
    assert_apart("\u304B", "\u304C");                   // ka, ga
    assert_apart("\u306F", "\u3071");                   // ha, pa
    assert_apart("\uAC00", "\uAC01");                   // Hangul ga, gak
    assert_same("\u1100\u1161\u11A8", "\uAC01");        // the same in jamo
}

static void kana_is_found_in_all_its_widths_and_kinds(void **state)
{
    (void)state;
    assert_same("\uFF76\uFF9E\uFF77", "\u30AC\u30AD");
    assert_same("\u304B\u3099", "\u304C");
    assert_same("\u30AB\u30FC\u30C9", "\u304B\u30FC\u3069");
    assert_apart("\uFF76", "\uFF76\uFF9E");
}

static void digits_of_all_scripts_are_the_same(void **state)
{
    (void)state;
    assert_same("\u0661\u0662\u0663", "123");
    assert_same("\u06F4\u096B\u0E56\uFF17", "4567");
}

static void quotes_and_dashes_are_found_in_all_their_kinds(void **state)
{
    (void)state;
    assert_same("\u201CIt\u2019s\u201D", "\"it's\"");
    assert_same("\u201Eso\u201C \u00ABsi\u00BB", "\"so\" \"si\"");
    assert_same("5\u2032 6\u2033", "5' 6\"");
    assert_same("`a\u00B4", "`a'");
    assert_same("2019\u20132021\u2014x\u2011y\u22121", "2019-2021-x-y-1");
    assert_same("1\u2044" "2", "\u00BD");
    assert_same("and\u2026", "and...");
    assert_apart("'", "\"");
}

static void white_space_is_one_space(void **state)
{
    (void)state;
    assert_same("one\n  two", "one two");
    assert_same("one\u00A0two\u3000three\r\nfour", "one two three four");
    assert_same("one \u00AD two", "one two");
    assert_apart("onetwo", "one two");
}

static void what_nobody_sees_is_not_there(void **state)
{
    (void)state;
    assert_same("traf\u00ADfick\u00ADing", "trafficking");
    assert_same("\u06A9\u200C\u0627", "\u06A9\u0627");
    assert_same("\u2764\uFE0F", "\u2764");
}

static void a_hit_is_as_wide_as_its_clusters(void **state)
{
    (void)state;
    assert_found("a re\u0301sume\u0301!", "RESUME", "re\u0301sume\u0301");
    assert_found("x\uFB03y", "ff", "\uFB03");
    assert_found("stra\u00DFe", "tras", "tra\u00DF");
    assert_found("x \U0001F468\u200D\U0001F4BB y", "\U0001F468", "\U0001F468\u200D\U0001F4BB");
    assert_apart("\U0001F1EB\U0001F1F7\U0001F1E9\U0001F1EA", "\U0001F1F7\U0001F1E9"); // halves of two flags
}

static void exact_keeps_all_but_the_length_of_white_space(void **state)
{
    (void)state;
    TextRange range;
    const char *const apart[][2] = {{"A", "a"}, {"\u00E9", "e"}, {"e\u0301", "e"}, {"\u00E9", "\u00E8"}, {"\u2019", "'"}, {"\u2013", "-"}, {"\uFB01", "fi"}};
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        assert_false(finds(apart[i][0], apart[i][1], FOLD_EXACT, &range));
    assert_true(finds("re\u0301sume\u0301", "r\u00E9sum\u00E9", FOLD_EXACT, &range));
    assert_int_equal(range.end, strlen("re\u0301sume\u0301"));
    assert_true(finds("\u1112\u1161\u11AB", "\uD55C", FOLD_EXACT, &range));
    assert_true(finds("One\n \u00A0 t\u00ADwo", "One two", FOLD_EXACT, &range));
    assert_int_equal(range.start, 0);
    assert_int_equal(range.end, strlen("One\n \u00A0 t\u00ADwo"));
}

static void all_hits_are_found_one_after_the_other(void **state)
{
    (void)state;
    const char text[] = "Aa\u00C4 banana";
    Folded hay = fold_text(text, strlen(text), FOLD_ALL), needle = fold_text("a", 1, FOLD_ALL);
    const size_t starts[] = {0, 1, 2, 6, 8, 10};
    size_t from = 0, count = 0;
    for (TextRange range; folded_find(&hay, &needle, text, strlen(text), from, &range, &from); count++)
        assert_int_equal(range.start, starts[count]);
    assert_int_equal(count, 6);
    assert_int_equal(hay.origin[hay.length], strlen(text));
    folded_free(&hay);
    folded_free(&needle);
}

static void nothing_is_found_by_nothing(void **state)
{
    (void)state;
    TextRange range;
    assert_false(finds("text", "", FOLD_ALL, &range));
    assert_false(finds("text", "\u00AD", FOLD_ALL, &range));
    assert_false(finds("", "text", FOLD_ALL, &range));
    assert_false(finds("", "", FOLD_EXACT, &range));
}

// Without the way back it takes a way of its own.
static void assert_text_alone_is_the_same(const char *text, size_t length, FoldKind kind)
{
    Folded both = fold_text(text, length, kind);
    Buffer alone = {0};
    fold_add(&alone, text, length, kind, (Meter){0});
    assert_int_equal(alone.length, both.length);
    assert_memory_equal(buffer_text(&alone), both.text, both.length);
    buffer_free(&alone);
    folded_free(&both);
}

// A soft hyphen behind each letter leads all of them past the short way for ASCII.
static void the_short_way_for_ascii_agrees_with_the_long_one(void **state)
{
    (void)state;
    Random random = {21};
    for (int round = 0; round < 5000; round++) {
        Buffer plain = {0}, long_way = {0};
        for (int i = 0; i < (round % 50 ? 30 : 700); i++) {
            char c = round % 3 ? "abcXYZ@[`{   \n\t"[random_below(&random, 15)] : (char)random_below(&random, 128);
            buffer_add_char(&plain, c);
            buffer_add_char(&long_way, c);
            buffer_add_text(&long_way, "\u00AD");
        }
        FoldKind kind = round % 2 ? FOLD_ALL : FOLD_EXACT;
        assert_text_alone_is_the_same(plain.bytes, plain.length, kind);
        Folded one = fold_text(plain.bytes, plain.length, kind), other = fold_text(long_way.bytes, long_way.length, kind);
        assert_int_equal(one.length, other.length);
        assert_memory_equal(one.text, other.text, one.length);
        for (size_t k = 0; k < one.length; k++)
            assert_true(one.origin[k] < plain.length && other.origin[k] / 3 == one.origin[k]);
        folded_free(&one);
        folded_free(&other);
        buffer_free(&plain);
        buffer_free(&long_way);
    }
}

static const uint32_t samples[] = {'a', 'E', ' ', '\n', '\r', '-', 0x301, 0xAD, 0x200D, 0xFE0F, 0xDF, 0xFB01, 0x130, 0xFDFA, 0x628,
    0x64E, 0x640, 0xE01, 0xE33, 0x915,
    0x93F, 0xAC00, 0x1100, 0x1161, 0x304B, 0x3099, 0xFF76, 0xFF9E, 0x1F1E6, 0x1F468, 0x2019, 0xB4, 0xBD};

static void assert_origins_go_up_on_boundaries(const Folded *folded, const char *text, size_t length)
{
    for (size_t i = 0; i < folded->length; i++) {
        assert_true(folded->origin[i] < length && folded->origin[i] <= folded->origin[i + 1]);
        assert_int_equal(cluster_start(text, length, folded->origin[i]), folded->origin[i]);
    }
    assert_int_equal(folded->origin[folded->length], length);
}

static void hits_in_random_text_are_whole_clusters_and_go_on(void **state)
{
    (void)state;
    Random random = {23};
    Buffer scratch = {0};
    size_t hits = 0, spared = 0;
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0}, wanted = {0};
        for (int i = 0; i < 20; i++)
            add_codepoint(&text, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        if (round % 7 == 0)
            buffer_add_char(&text, (char)0xC3);
        for (uint32_t i = random_below(&random, 3) + 1; i > 0; i--)
            add_codepoint(&wanted, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        FoldKind kind = round % 2 ? FOLD_ALL : FOLD_EXACT;
        Folded hay = fold_text(text.bytes, text.length, kind), needle = fold_text(wanted.bytes, wanted.length, kind);
        assert_origins_go_up_on_boundaries(&hay, text.bytes, text.length);
        assert_text_alone_is_the_same(text.bytes, text.length, kind);
        const bool may_be_in = folded_may_be_in(&needle, text.bytes, text.length, kind, &scratch, (Meter){0});
        spared += !may_be_in;
        size_t next = 0, from = 0, behind = 0;
        for (TextRange range; folded_find(&hay, &needle, text.bytes, text.length, from, &range, &next); from = next, hits++) {
            assert_true(may_be_in && range.start >= behind && range.end > range.start && range.end <= text.length && next > from);
            assert_int_equal(cluster_start(text.bytes, text.length, range.start), range.start);
            assert_int_equal(cluster_start(text.bytes, text.length, range.end), range.end);
            behind = range.end;
        }
        folded_free(&hay);
        folded_free(&needle);
        buffer_free(&text);
        buffer_free(&wanted);
    }
    buffer_free(&scratch);
    assert_true(hits > 1000);
    assert_true(spared > 10000);
}

static void a_long_text_is_folded_and_searched_in_a_time_in_proportion(void **state)
{
    (void)state;
    const char *const pieces[] = {"word ", "\u00E9", "\u0301", "\u0E01\u0E34", "\u304B\u3099", "\U0001F1E6", "\U0001F1E6\U0001F1E7",
        "\u1100", "\uAC01", "\U0001F468\u200D", "\uFDFA"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Buffer text = {0};
        while (text.length < 300000)
            buffer_add_text(&text, pieces[i]);
        clock_t begin = clock();
        Folded hay = fold_text(text.bytes, text.length, FOLD_ALL), needle = fold_text(pieces[i], strlen(pieces[i]), FOLD_ALL);
        size_t from = 0;
        for (TextRange range; folded_find(&hay, &needle, text.bytes, text.length, from, &range, &from);)
            ;
        if (clock() - begin > 5 * CLOCKS_PER_SEC)
            fail_msg("\"%s\" takes %.1f seconds", pieces[i], (double)(clock() - begin) / CLOCKS_PER_SEC);
        folded_free(&hay);
        folded_free(&needle);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_letters_are_found_without_case_and_accents),
        cmocka_unit_test(arabic_is_found_without_points_and_in_all_its_letters),
        cmocka_unit_test(hebrew_is_found_without_points),
        cmocka_unit_test(signs_of_asia_that_make_another_letter_are_kept),
        cmocka_unit_test(kana_is_found_in_all_its_widths_and_kinds),
        cmocka_unit_test(digits_of_all_scripts_are_the_same),
        cmocka_unit_test(quotes_and_dashes_are_found_in_all_their_kinds),
        cmocka_unit_test(white_space_is_one_space),
        cmocka_unit_test(what_nobody_sees_is_not_there),
        cmocka_unit_test(a_hit_is_as_wide_as_its_clusters),
        cmocka_unit_test(exact_keeps_all_but_the_length_of_white_space),
        cmocka_unit_test(all_hits_are_found_one_after_the_other),
        cmocka_unit_test(nothing_is_found_by_nothing),
        cmocka_unit_test(the_short_way_for_ascii_agrees_with_the_long_one),
        cmocka_unit_test(hits_in_random_text_are_whole_clusters_and_go_on),
        cmocka_unit_test(a_long_text_is_folded_and_searched_in_a_time_in_proportion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
