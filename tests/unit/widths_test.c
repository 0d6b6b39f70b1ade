// text/widths: every emoji and every wide character of Unicode's own tables, and what a terminal has measured otherwise.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include "random.h"
#include "text/bidi.h"
#include "text/cluster.h"

static const char emoji_test[] = "/usr/share/unicode/emoji/emoji-test.txt";
static const char east_asian[] = "/usr/share/unicode/EastAsianWidth.txt";

static int width_of(Widths widths, const char *text)
{
    return text_width(&widths, text, strlen(text));
}

static void a_sample_takes_by_the_standard_what_its_table_says(void **state)
{
    (void)state;
    for (int i = 0; i < WIDTH_CLASSES; i++) {
        const WidthSample *sample = width_sample((WidthClass)i);
        if (width_of(widths_standard, sample->sample) != sample->cells)
            fail_msg("%s is %d cells, not %d", sample->name, width_of(widths_standard, sample->sample), sample->cells);
    }
}

// A terminal that orders by itself would put the numbers of --terminal-test elsewhere.
static void no_sample_is_ordered(void **state)
{
    (void)state;
    for (int i = 0; i < WIDTH_CLASSES; i++)
        assert_false(bidi_is_needed(width_sample((WidthClass)i)->sample, strlen(width_sample((WidthClass)i)->sample)));
}

// Each class by itself, whatever the others are.
static void a_sample_takes_the_cells_that_were_measured(void **state)
{
    (void)state;
    for (int i = 0; i < WIDTH_CLASSES; i++)
        for (int cells = 1; cells <= WIDTH_CELLS_MOST; cells++)
            for (int other = -1; other < WIDTH_CLASSES; other++) {
                Widths widths = {0};
                if (other >= 0)
                    widths.cells[other] = 4;
                widths.cells[i] = (unsigned char)cells;
                const WidthSample *sample = width_sample((WidthClass)i);
                const int got = width_of(widths, sample->sample);
                const bool is_less = cells < 2 && (i == WIDTH_NON_JOINER || i == WIDTH_JAMO); // can't be less than its first letter
                if (got != cells && !is_less && i != WIDTH_FLAG)
                    fail_msg("%s is %d cells, not %d (%d is 4)", sample->name, got, cells, other);
            }
}

typedef struct {
    Widths widths;
    const char *text;
    int cells;
} Case;

static void what_was_measured_holds_for_all_of_its_class(void **state)
{
    (void)state;
    const Widths wide = {.cells = {[WIDTH_AMBIGUOUS] = 2}}, frames = {.cells = {[WIDTH_FRAME] = 2}};
    const Widths sums = {.cells = {[WIDTH_EMOJI_STYLE] = 1, [WIDTH_TONE] = 4, [WIDTH_JOINED] = 4, [WIDTH_NEW_EMOJI] = 1}};
    const Widths kitty = {.cells = {[WIDTH_JAMO] = 4, [WIDTH_KEYCAP] = 2, [WIDTH_TEXT_STYLE] = 1}}, one = {.cells = {[WIDTH_VOWEL_SIGN] = 1, [WIDTH_AM] = 1}};
    const Case cases[] = {
        {wide, "\u201C\u00D7\u2026\u201D", 8}, {wide, "\u2500a\u00E5\u4E2D", 5}, {wide, "\u201C\u0301", 2}, {frames, "\u2500\u2550\u201C", 5},
        {sums, "\u2764\uFE0F\u2600\uFE0F", 2}, {sums, "\U0001F468\U0001F3FD\u200D\U0001F4BB", 6}, {sums, "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 8},
        {sums, "\U0001FAE8\U0001F600", 3}, {sums, "\u0B95\u0BC6\u0BBE", 3}, {kitty, "\u1100\u1161", 3}, {kitty, "\u1112\u1161\u11AB", 4}, {kitty, "#\uFE0F\u20E3", 2},
        {kitty, "\u2614\uFE0E\u2614", 3}, {one, "\u0915\u093E\u0E01\u0E33\u0E81\u0EB3", 3}, {widths_standard, "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (width_of(cases[i].widths, cases[i].text) != cases[i].cells)
            fail_msg("\"%s\" is %d cells, not %d", cases[i].text, width_of(cases[i].widths, cases[i].text), cases[i].cells);
}

static void wcwidth_is_summed_where_that_is_asked(void **state)
{
    (void)state;
    const Widths libc = {.is_wcwidth = true}, wide = {.is_wcwidth = true, .cells = {[WIDTH_AMBIGUOUS] = 2}};
    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    const Case cases[] = {
        {libc, "abc", 3}, {libc, "\u4E2D\u0301", 2}, {libc, "\u2764\uFE0F", 1}, {libc, "\U0001F44D\U0001F3FD", 4}, {libc, "\U0001F468\u200D\U0001F4BB", 4},
        {libc, "a\u00AD" "b", 2}, {libc, "\u00A7", 1}, {wide, "\u00A7", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (width_of(cases[i].widths, cases[i].text) != cases[i].cells)
            fail_msg("\"%s\" is %d cells, not %d", cases[i].text, width_of(cases[i].widths, cases[i].text), cases[i].cells);
    assert_int_equal(width_of(libc, "\U0001FAE8"), wcwidth(0x1FAE8) < 0 ? 2 : wcwidth(0x1FAE8)); // unknown to older ones
}

// Joined emoji without end are not as wide as they are long.
static void no_cluster_is_wider_than_the_most(void **state)
{
    (void)state;
    const uint32_t samples[] = {0x1F468, 0x200D, 0x1F4BB, 0x1F3FD, 0xFE0F, 0x1100, 0x1161, 0x11A8, 0x93F, 0xE33, 0x301, 0x200C, 0x600, 0x20E3, 0x1F1E6, '1'};
    Random random = {5};
    Buffer text = {0};
    for (int round = 0; round < 30000; round++) {
        Widths widths = {.is_wcwidth = random_below(&random, 8) == 0};
        for (int i = 0; i < WIDTH_CLASSES; i++)
            widths.cells[i] = (unsigned char)random_below(&random, WIDTH_CELLS_MOST + 1);
        buffer_cut(&text, 0);
        for (uint32_t i = random_below(&random, 20) + 1; i > 0; i--)
            add_codepoint(&text, random_codepoint(&random, samples, sizeof samples / sizeof *samples));
        for (size_t at = 0, end; at < text.length; at = end) {
            end = cluster_next(text.bytes, text.length, at);
            assert_in_range(cluster_width(&widths, text.bytes + at, end - at), 0, WIDTH_CELLS_MOST);
        }
    }
    buffer_free(&text);
}

// "1F44D 1F3FD ; fully-qualified # ...". Returns how many code points were read.
static int read_codepoints(const char *row, Buffer *text)
{
    int count = 0;
    buffer_cut(text, 0);
    for (char *end; *row && *row != ';' && *row != '#'; row = end, count++) {
        unsigned long codepoint = strtoul(row, &end, 16);
        if (end == row)
            break;
        add_codepoint(text, (uint32_t)codepoint);
        end += strspn(end, " ");
    }
    return count;
}

static void every_emoji_of_the_table_is_one_cluster_of_two_cells(void **state)
{
    (void)state;
    char row[1000];
    int count = 0;
    Buffer text = {0};
    FILE *file = fopen(emoji_test, "r");
    assert_non_null(file);
    while (fgets(row, sizeof row, file)) {
        if (!strstr(row, "; fully-qualified") || !read_codepoints(row, &text))
            continue;
        assert_int_equal(cluster_next(text.bytes, text.length, 0), text.length);
        if (cluster_width(&widths_grapheme, text.bytes, text.length) != 2)
            fail_msg("%d cells, not 2: %s", cluster_width(&widths_grapheme, text.bytes, text.length), row);
        count++;
    }
    fclose(file);
    buffer_free(&text);
    assert_true(count > 3000);
}

// "1F200..1F202;W # ...": more than 90,000 characters. What has no assigned character is left to itself.
static void every_wide_character_of_the_table_is_two_cells(void **state)
{
    (void)state;
    char row[1000];
    int count = 0;
    FILE *file = fopen(east_asian, "r");
    assert_non_null(file);
    while (fgets(row, sizeof row, file)) {
        unsigned first, last;
        char class[3];
        const int range = sscanf(row, "%x..%x;%2[A-Za-z]", &first, &last, class);
        if (range != 3 && sscanf(row, "%x;%2[A-Za-z]", &first, class) == 2)
            last = first;
        else if (range != 3)
            continue;
        const bool is_wide = !strcmp(class, "W") || !strcmp(class, "F");
        const bool is_mark = strstr(row, "# Mn") != NULL, is_unassigned = strstr(row, "# Cn") != NULL;
        for (unsigned codepoint = first; is_wide && !is_mark && !is_unassigned && codepoint <= last; codepoint++, count++) {
            Buffer text = {0};
            add_codepoint(&text, codepoint);
            if (cluster_width(&widths_standard, text.bytes, text.length) != 2)
                fail_msg("U+%04X is %d cells, not 2", codepoint, cluster_width(&widths_standard, text.bytes, text.length));
            buffer_free(&text);
        }
    }
    fclose(file);
    assert_in_range(count, 90000, 200000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sample_takes_by_the_standard_what_its_table_says),
        cmocka_unit_test(no_sample_is_ordered),
        cmocka_unit_test(a_sample_takes_the_cells_that_were_measured),
        cmocka_unit_test(what_was_measured_holds_for_all_of_its_class),
        cmocka_unit_test(wcwidth_is_summed_where_that_is_asked),
        cmocka_unit_test(no_cluster_is_wider_than_the_most),
        cmocka_unit_test(every_emoji_of_the_table_is_one_cluster_of_two_cells), // the last two: left out where their files are not there
        cmocka_unit_test(every_wide_character_of_the_table_is_two_cells),
    };
    size_t count = sizeof tests / sizeof *tests;
    if (access(emoji_test, R_OK) != 0 || access(east_asian, R_OK) != 0) {
        puts("# left out: the tables of Unicode (emoji-test.txt and EastAsianWidth.txt are not there; Debian: unicode-data)");
        count -= 2;
    }
    return _cmocka_run_group_tests("tests", tests, count, NULL, NULL);
}
