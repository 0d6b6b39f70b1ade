// layout/: what holds of the lines and pages of any chapter.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buffer.h"
#include "chapter_maker.h"
#include "layout/pages.h"
#include "layout_check.h"
#include "report/report.h"

static const char *const fruit[] = {"apples", "pears and other fruit of that kind", "plums", NULL};

static void an_empty_chapter_has_a_line(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "");
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), (LayoutOptions){.cells = 40}, breaker);
    int block;
    size_t byte;
    assert_int_equal(layout_line_count(layout), 1);
    assert_false(layout_place_of(layout, 0, &block, &byte));
    Pages *pages = pages_new(layout, 20, 1);
    assert_int_equal(pages_count(pages), 1);
    pages_free(pages);
    layout_free(layout);
    line_breaker_free(breaker);
}

// As it is where the whole is laid out.
static void what_shows_nothing_is_where_the_next_text_is_that_is_not_laid_out_yet(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    const int nothing = maker->count;
    maker_open(maker, BLOCK_ASIDE, "");     // rules alone
    maker_close(maker);
    maker_add(maker, BLOCK_PARAGRAPH, "text");
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_begin(maker_chapter(maker), (LayoutOptions){.cells = 40}, breaker);
    assert_true(layout_go_on(layout, 1));
    assert_true(layout_go_on(layout, 1));
    assert_false(layout_is_whole(layout));
    assert_int_equal(layout_line_of(layout, nothing, 0), layout_line_of(layout, nothing + 1, 0));
    layout_free(layout);
    line_breaker_free(breaker);
}

static void depth_never_leaves_too_little_room(void **state)
{
    Maker *maker = *state;
    maker_start(maker, "T");
    for (int i = 0; i < 30; i++) {
        maker_open(maker, BLOCK_STEPS, "");
        maker_open(maker, BLOCK_ITEM, "");
        maker->blocks[maker->count - 1].ordinal = 1000000 * i;
    }
    maker_add(maker, BLOCK_PARAGRAPH, "deep text is here");
    for (int i = 0; i < 60; i++)
        maker_close(maker);
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), (LayoutOptions){.cells = 10}, breaker);
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        if (line->count)
            assert_in_range(line->segments[line->count - 1].column + line->segments[line->count - 1].width, 1, 10);
    }
    layout_free(layout);
    line_breaker_free(breaker);
}

static void make_long(Maker *maker)
{
    maker_start(maker, "T");
    for (int i = 0; i < 9; i++) {
        maker_open(maker, BLOCK_SECTION, "A heading");
        maker_add(maker, BLOCK_PARAGRAPH, "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen");
        maker_items(maker, BLOCK_LIST, fruit);
        maker_add(maker, BLOCK_VERSE, "a\n\n\nb");
        maker_close(maker);
    }
}

static void no_page_ends_with_what_belongs_to_the_next(void **state)
{
    Maker *maker = *state;
    make_long(maker);
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), (LayoutOptions){.cells = 20}, breaker);
    for (int rows = 12; rows < 60; rows++) {
        Pages *pages = pages_new(layout, rows, 1);
        for (int i = 1; i < pages_count(pages); i++)
            assert_false(layout_line(layout, pages_start(pages, i) - 1)->keep_with_next);
        pages_free(pages);
    }
    layout_free(layout);
    line_breaker_free(breaker);
}

static void two_columns_are_two_pages_side_by_side(void **state)
{
    Maker *maker = *state;
    make_long(maker);
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_new(maker_chapter(maker), (LayoutOptions){.cells = 20}, breaker);
    for (int rows = 1; rows < 60; rows++) {
        Pages *columns = pages_new(layout, rows, 1), *pages = pages_new(layout, rows, 2);
        const int count = pages_count(columns);
        assert_int_equal(pages_count(pages), (count + 1) / 2);
        for (int i = 0; i < pages_count(pages); i++) {
            assert_int_equal(pages_start(pages, i), pages_start(columns, 2 * i));
            assert_int_equal(pages_second(pages, i), 2 * i + 1 < count ? pages_start(columns, 2 * i + 1) : layout_line_count(layout));
        }
        pages_free(columns);
        pages_free(pages);
    }
    layout_free(layout);
    line_breaker_free(breaker);
}

static void make_every_shape(Maker *maker)
{
    make_long(maker);
    maker_open(maker, BLOCK_TABLE, "");
    maker_add(maker, BLOCK_CAPTION, "Caption");
    maker_rows(maker, true, 3, (const char *const[]){"Country of origin", "Count", "Remark", "Chad", "", "a remark that goes on for a while",
        "a country with a name", "1200", "none", NULL});
    maker_close(maker);
    maker_open(maker, BLOCK_ASIDE, "A heading of an aside");
    maker_items(maker, BLOCK_STEPS, fruit);
    maker_add(maker, BLOCK_LITERAL, "  int x;\n\n\n    return 0123456789012345678901234567890123456789;\n");
    maker_open(maker, BLOCK_QUOTE, "");
    maker_add(maker, BLOCK_PARAGRAPH, "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u306f\u9577\u3044\u3002 Antidisestablishmentarianism, e\u0301 and light\u00adhouse\u00adkeeper.");
    maker_add(maker, BLOCK_BY, "Somebody of some name");
    maker_close(maker);
    maker_close(maker);
    maker_open(maker, BLOCK_FIGURE, "A picture of something or other");
    maker_add(maker, BLOCK_CAPTION, "What it shows");
    maker_add(maker, BLOCK_SOURCE, "Somewhere");
    maker_close(maker);
    maker_open(maker, BLOCK_FOOTNOTE, "");
    maker->blocks[maker->count - 1].label = "a-long-key";
    maker_add(maker, BLOCK_PARAGRAPH, "The note.");
    maker_close(maker);
}

static void all_text_is_shown_once_within_the_measure_and_found_again(void **state)
{
    Maker *maker = *state;
    make_every_shape(maker);
    layout_check_widths(maker_chapter(maker));
}

static void check_report(const char *path)
{
    char name[512];
    Problems problems = {0};
    snprintf(name, sizeof name, "%s/%s", getenv("srcdir") ? getenv("srcdir") : ".", path);
    Report *report = report_open(name, &problems);
    assert_non_null(report);
    for (int i = 0; i < report_chapter_count(report); i++)
        layout_check_widths(report_chapter(report, i));
    report_free(report);
    problems_clear(&problems);
}

static void the_same_holds_of_whole_reports(void **state)
{
    (void)state;
    check_report("tests/reports/every-block");
    check_report("content/human-trafficking-1");
    check_report("tests/golden/hostile.yaml");
    check_report("tests/golden/scripts.yaml");
    check_report("tests/reports/directions");
}

// Columns are counted from where a line begins, in either direction.
static void assert_goes(Maker *maker, bool is_ordered, const char *expected)
{
    LineBreaker *breaker = line_breaker_new();
    const LayoutOptions options = {.cells = 30, .is_ordered = is_ordered, .widths.is_shaped = is_ordered};
    Layout *layout = layout_new(maker_chapter(maker), options, breaker);
    Buffer went = {0};
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0; k < line->count; k++)
            buffer_addf(&went, "%d+%d ", line->segments[k].column, line->segments[k].width);
        if (line->count)
            buffer_add_text(&went, line->is_rtl ? "right\n" : "left\n");
    }
    assert_string_equal(went.bytes, expected);
    buffer_free(&went);
    layout_free(layout);
    line_breaker_free(breaker);
}

static void lines_go_as_their_text_asks_where_it_is_ordered(void **state)
{
    static const char *const items[] = {"\u0628\u0627\u0628", "door", NULL}, *const cells[] = {"\u05D0", "1", "2", "b", NULL};
    Maker *maker = *state;
    maker_start(maker, "\u0633\u0644\u0627\u0645");
    maker_items(maker, BLOCK_LIST, items);
    maker_add(maker, BLOCK_PARAGRAPH, "Latin \u05D0")->direction = DIRECTION_RTL;
    maker_add(maker, BLOCK_PARAGRAPH, "12")->language = "fa";
    maker_add(maker, BLOCK_PARAGRAPH, "\u05D0")->direction = DIRECTION_LTR;
    maker_open(maker, BLOCK_TABLE, "");
    maker_rows(maker, false, 2, cells);
    maker_close(maker);
    assert_goes(maker, true, "0+3 right\n0+3 right\n0+1 2+3 right\n0+1 2+4 left\n0+7 right\n0+2 right\n0+1 left\n0+1 3+1 right\n0+1 3+1 right\n");
    assert_goes(maker, false, "0+4 left\n0+4 left\n0+1 2+3 left\n0+1 2+4 left\n0+7 left\n0+2 left\n0+1 left\n0+1 3+1 left\n0+1 3+1 left\n");
}

static void lay_out(Maker *maker, LayoutOptions options)
{
    LineBreaker *breaker = line_breaker_new();
    layout_free(layout_new(maker_chapter(maker), options, breaker));
    line_breaker_free(breaker);
}

static double seconds_for_spaces(Maker *maker, size_t count)
{
    char *text = malloc(count + 3);
    memset(text, ' ', count + 2);
    text[0] = 'a';
    strcpy(text + count + 1, "b");
    maker_start(maker, "T");
    maker_add(maker, BLOCK_LITERAL, text);
    clock_t start = clock();
    lay_out(maker, (LayoutOptions){.cells = 20});
    double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
    free(text);
    return taken;
}

// With a look at all that follows for each line, four times as many would take sixteen times as long.
static void a_long_run_of_spaces_takes_linear_time(void **state)
{
    double quarter = seconds_for_spaces(*state, 200000), whole = seconds_for_spaces(*state, 800000);
    if (whole > 8 * quarter + 0.5)
        fail_msg("%f s for a quarter, %f s for the whole", quarter, whole);
}

// In two cells of one row, whose lines are made in turn.
static double seconds_for_cells(Maker *maker, size_t bytes)
{
    Buffer text = {0};
    while (text.length < bytes)
        buffer_add_text(&text, "\u0644\u0627 12 \u2067a ");
    const char *const cells[] = {text.bytes, text.bytes, NULL};
    maker_start(maker, "T");
    maker_open(maker, BLOCK_TABLE, "");
    maker_rows(maker, false, 2, cells);
    maker_close(maker);
    clock_t start = clock();
    lay_out(maker, (LayoutOptions){.cells = 40, .is_ordered = true, .widths.is_shaped = true});
    double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
    buffer_free(&text);
    return taken;
}

static void a_long_text_is_ordered_in_linear_time(void **state)
{
    double quarter = seconds_for_cells(*state, 100000), whole = seconds_for_cells(*state, 400000);
    if (whole > 8 * quarter + 0.5)
        fail_msg("%f s for a quarter, %f s for the whole", quarter, whole);
}

#define with_maker(test) cmocka_unit_test_setup_teardown(test, make_maker, free_maker)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_maker(a_long_text_is_ordered_in_linear_time),
        with_maker(lines_go_as_their_text_asks_where_it_is_ordered),
        with_maker(a_long_run_of_spaces_takes_linear_time),
        with_maker(an_empty_chapter_has_a_line),
        with_maker(what_shows_nothing_is_where_the_next_text_is_that_is_not_laid_out_yet),
        with_maker(depth_never_leaves_too_little_room),
        with_maker(no_page_ends_with_what_belongs_to_the_next),
        with_maker(two_columns_are_two_pages_side_by_side),
        with_maker(all_text_is_shown_once_within_the_measure_and_found_again),
        cmocka_unit_test(the_same_holds_of_whole_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
