// text/cluster: boundaries against ICU, widths one by one. Unicode's own test: unicode_clusters_test.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include "random.h"
#include "text/cluster.h"
#include "text/icu.h"

// From every class that the rules know.
static const uint32_t samples[] = {'a', ' ', '\n', '\r', 0x301, 0xAD, 0x200D, 0x200C, 0xFE0F, 0x903, 0x93E, 0x600, 0xD4E, 0x1100, 0x1161,
    0x11A8,
    0xAC00, 0xAC01, 0x1F1E6, 0x1F1E7, 0x1F468, 0x2764, 0x1F3FB, 0x4E2D, 0x0E33, 0x0E01, 0x3099, 0x1F4BB, 0xA9, 0x915, 0xFF9E};

static void assert_clusters_as_icu(UBreakIterator *iterator, const char *text, size_t length)
{
    icu_breaks_set(iterator, text, length);
    size_t at = 0;
    for (int32_t end; (end = ubrk_next(iterator)) != UBRK_DONE; at = (size_t)end) {
        assert_int_equal(cluster_next(text, length, at), end);
        assert_int_equal(cluster_previous(text, length, (size_t)end), at);
        for (size_t inside = at; inside < (size_t)end; inside++)
            assert_int_equal(cluster_start(text, length, inside), at);
    }
    assert_int_equal(at, length);
    assert_int_equal(cluster_start(text, length, length), length);
}

static void boundaries_agree_with_icu_on_random_text(void **state)
{
    (void)state;
    Random random = {7};
    UBreakIterator *iterator = icu_breaks_open(UBRK_CHARACTER, "");
    Buffer text = {0};
    for (int round = 0; round < 50000; round++) {
        buffer_cut(&text, 0);
        for (uint32_t i = random_below(&random, 12) + 1; i > 0; i--)
            add_codepoint(&text, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        assert_clusters_as_icu(iterator, text.bytes, text.length);
    }
    buffer_free(&text);
    ubrk_close(iterator);
}

static void random_bytes_have_boundaries_both_ways(void **state)
{
    (void)state;
    Random random = {3};
    for (int round = 0; round < 20000; round++) {
        char text[16];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)(random_below(&random, 3) ? 0x80 + random_below(&random, 128) : random_below(&random, 128));
        for (size_t at = 0, end; at < sizeof text; at = end) {
            end = cluster_next(text, sizeof text, at);
            assert_in_range(end, at + 1, sizeof text);
            assert_int_equal(cluster_previous(text, sizeof text, end), at);
        }
    }
}

static void a_cluster_takes_the_cells_that_it_is_drawn_with(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int cells;
    } cases[] = {
        {"a", 1}, {"\u00E9", 1}, {"e\u0301", 1}, {"\u0301", 0}, {"\u00AD", 0}, {"\u200D", 0}, {"\u200C", 0}, {"\u2066", 0}, {"\n", 0},
        {"\u4E2D", 2}, {"\uFF21", 2}, {"\uFF71", 1}, {"\u304B\u3099", 2}, {"\uAC00", 2}, {"\u1100\u1161\u11A8", 2},
        {"\u0E19\u0E49\u0E33", 2}, {"\u0915\u093F", 2}, {"\u0B95\u0BBE", 2}, {"\u0B95\u0BC6\u0BBE", 3}, {"\u1000\u103C\u1031", 3}, {"\uFF76\uFF9E", 2}, {"\u0E19\u0E49", 1}, {"\u0628", 1}, {"\u0600" "1", 2}, {"\u06DD", 1},
        {"\u2764", 1}, {"\u2764\uFE0F", 2}, {"\u231A", 2}, {"1\uFE0F\u20E3", 1}, {"\U0001F44D\U0001F3FD", 2}, {"\u261D\U0001F3FD", 2},
        {"\U0001F468\u200D\U0001F4BB", 2}, {"\U0001F1EB\U0001F1F7", 2}, {"\U0001F1EB", 1}, {"\u201C", 1}, {"\u2014", 1}, {"\uFFFD", 1},
        {"\xFF", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = strlen(cases[i].text);
        assert_int_equal(cluster_next(cases[i].text, length, 0), length);
        if (cluster_width(&widths_standard, cases[i].text, length) != cases[i].cells)
            fail_msg("\"%s\" is %d cells, not %d", cases[i].text, cluster_width(&widths_standard, cases[i].text, length), cases[i].cells);
    }
}

static void a_text_is_cut_between_clusters(void **state)
{
    (void)state;
    const char text[] = "ae\u0301\u4E2D\u00ADx";
    int used = -1;
    assert_int_equal(text_width(&widths_standard, text, strlen(text)), 5);
    assert_int_equal(text_fit(&widths_standard, text, strlen(text), 2, &used), strlen("ae\u0301"));
    assert_int_equal(used, 2);
    assert_int_equal(text_fit(&widths_standard, text, strlen(text), 3, &used), strlen("ae\u0301"));
    assert_int_equal(used, 2);
    assert_int_equal(text_fit(&widths_standard, text, strlen(text), 4, NULL), strlen("ae\u0301\u4E2D\u00AD"));
    assert_int_equal(text_fit(&widths_standard, text, strlen(text), 9, &used), strlen(text));
    assert_int_equal(used, 5);
    assert_int_equal(text_fit(&widths_standard, text, strlen(text), 0, &used), 0);
}

static void a_megabyte_of_one_cluster_takes_no_longer_than_reading_it(void **state)
{
    (void)state;
    const uint32_t bombs[] = {0x301, 0x200D, 0x1F468, 0xD4E, 0x1100, 0x1F1E6};
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        Buffer text = {0};
        while (text.length < 1000000) {
            add_codepoint(&text, bombs[i]);
            if (bombs[i] == 0x1F468)
                add_codepoint(&text, 0x200D);
        }
        clock_t begin = clock();
        text_width(&widths_standard, text.bytes, text.length);
        cluster_previous(text.bytes, text.length, text.length);
        assert_true(clock() - begin < 3 * CLOCKS_PER_SEC);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boundaries_agree_with_icu_on_random_text),
        cmocka_unit_test(random_bytes_have_boundaries_both_ways),
        cmocka_unit_test(a_cluster_takes_the_cells_that_it_is_drawn_with),
        cmocka_unit_test(a_text_is_cut_between_clusters),
        cmocka_unit_test(a_megabyte_of_one_cluster_takes_no_longer_than_reading_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
