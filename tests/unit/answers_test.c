// screen/answers: what a terminal is asked, and what counts as an answer.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "random.h"
#include "screen/answers.h"

static bool take(TerminalAnswers *answers, const char *sequence)
{
    return answers_take(answers, sequence, strlen(sequence));
}

// What a terminal answers that gives each class so many cells.
static void report(TerminalAnswers *answers, const int *cells, int count)
{
    char sequence[32];
    for (int i = 0; i < count; i++) {
        snprintf(sequence, sizeof sequence, "2;%dR", cells[i] + 1);
        assert_true(take(answers, sequence));
    }
}

// Behind the widths come the cells of what is repeated.
enum { REPORTS = WIDTH_CLASSES + 1, REPEATED = 4 };

static const int some_cells[REPORTS + 1] = {2, 1, 1, 2, 1, 4, 4, 2, 1, 4, 2, 2, 1, 2, REPEATED, 9};

static void the_question_asks_once_for_each_sample_and_ends_with_the_fence(void **state)
{
    (void)state;
    Buffer question = {0};
    answers_ask(&question);
    const char *text = buffer_text(&question);
    int requests = 0;
    assert_memory_equal(text, "\033[8$p\033[?2027$p\033[2;1H", strlen("\033[8$p\033[?2027$p\033[2;1H"));
    for (const char *at = text; (at = strstr(at, "\033[6n")); at++)
        requests++;
    assert_int_equal(requests, REPORTS);
    for (int i = 0; i < WIDTH_CLASSES; i++)
        assert_non_null(strstr(text, width_sample((WidthClass)i)->sample));
    assert_string_equal(text + question.length - strlen("\r\033[K\033[c"), "\r\033[K\033[c");
    buffer_free(&question);
}

static void modes_and_widths_are_taken_and_the_fence_ends_them(void **state)
{
    (void)state;
    TerminalAnswers answers = {0};
    assert_true(take(&answers, "8;1$y") && take(&answers, "?2027;4$y"));
    report(&answers, some_cells, REPORTS);
    assert_false(answers.is_complete);
    assert_true(take(&answers, "?62;22c"));
    assert_true(answers.is_complete && answers.has_widths);
    assert_int_equal(answers.bidi, MODE_SET);
    assert_int_equal(answers.clusters, MODE_ALWAYS_RESET);
    for (int i = 0; i < WIDTH_CLASSES; i++)
        assert_int_equal(widths_of_sample(answers.widths, (WidthClass)i), some_cells[i]);
    assert_false(take(&answers, "2;2R")); // whatever comes behind is none
}

static void a_terminal_that_knows_no_modes_still_tells_widths(void **state)
{
    (void)state;
    TerminalAnswers answers = {0};
    report(&answers, some_cells, REPORTS);
    assert_true(take(&answers, "?1;2c"));
    assert_true(answers.is_complete && answers.has_widths);
    assert_int_equal(answers.bidi, MODE_UNKNOWN);
    assert_int_equal(answers.clusters, MODE_UNKNOWN);
}

static void with_a_report_too_few_or_too_many_no_width_counts(void **state)
{
    (void)state;
    for (int count = REPORTS - 1; count <= REPORTS + 1; count += 2) {
        TerminalAnswers answers = {0};
        report(&answers, some_cells, count);
        assert_true(take(&answers, "?6c"));
        assert_true(answers.is_complete);
        assert_false(answers.has_widths || answers.has_repeat);
        assert_true(widths_equal(answers.widths, widths_standard));
    }
}

static void the_standard_widths_are_no_difference(void **state)
{
    (void)state;
    TerminalAnswers answers = {0};
    int cells[REPORTS] = {0};
    for (int i = 0; i < WIDTH_CLASSES; i++)
        cells[i] = width_sample((WidthClass)i)->cells;
    report(&answers, cells, REPORTS);
    assert_true(take(&answers, "?6c") && answers.has_widths);
    assert_true(widths_equal(answers.widths, widths_standard));
}

static void a_width_that_cannot_be_is_the_standard_one(void **state)
{
    (void)state;
    TerminalAnswers answers = {0};
    int cells[REPORTS] = {0};
    for (int i = 0; i < WIDTH_CLASSES; i++)
        cells[i] = i % 2 ? 0 : WIDTH_CELLS_MOST + 1;
    report(&answers, cells, REPORTS);
    assert_true(take(&answers, "?6c"));
    assert_true(widths_equal(answers.widths, widths_standard));
}

static void a_terminal_that_repeats_has_come_further(void **state)
{
    (void)state;
    int cells[REPORTS];
    memcpy(cells, some_cells, sizeof cells);
    for (cells[WIDTH_CLASSES] = 0; cells[WIDTH_CLASSES] <= REPEATED + 1; cells[WIDTH_CLASSES]++) {
        TerminalAnswers answers = {0};
        report(&answers, cells, REPORTS);
        assert_true(take(&answers, "?6c") && answers.has_widths);
        assert_int_equal(answers.has_repeat, cells[WIDTH_CLASSES] == REPEATED);
    }
}

static void what_is_no_answer_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const others[] = {"A", "1;2R", "1;5R", "2;0R", "2;3", "2;3RR", "2;3r", "9;1$y", "8;1y", "8;$y", "8;12$y", "?2026;1$y", "c", "62c", "?6;xc", "?",
        "200~", "5~", "2;99999R", "?62;22c\n", "2;2222222222222222222222222222222222222222222222222222222222222222222222R"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        TerminalAnswers answers = {0};
        const TerminalAnswers before = {0};
        if (take(&answers, others[i]))
            fail_msg("taken for an answer: %s", others[i]);
        assert_memory_equal(&answers, &before, sizeof before);
    }
    TerminalAnswers answers = {0};
    assert_true(take(&answers, "8;7$y")); // an answer that says nothing
    assert_int_equal(answers.bidi, MODE_UNKNOWN);
    assert_false(answers_take(&answers, "2;\0" "3R", 5));
}

static void any_bytes_are_borne(void **state)
{
    (void)state;
    static const char pieces[] = "0123456789;;;?$yRcRc2;2;8;\0\x80\xFF ";
    Random random = {11};
    for (int round = 0; round < 20000; round++) {
        TerminalAnswers answers = {0};
        for (int i = 0; i < 40; i++) {
            char bytes[80];
            size_t length = random_below(&random, sizeof bytes);
            for (size_t at = 0; at < length; at++)
                bytes[at] = pieces[random_below(&random, sizeof pieces - 1)];
            answers_take(&answers, bytes, length);
        }
        for (int i = 0; i < WIDTH_CLASSES; i++)
            assert_in_range(widths_of_sample(answers.widths, (WidthClass)i), 1, WIDTH_CELLS_MOST);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_question_asks_once_for_each_sample_and_ends_with_the_fence),
        cmocka_unit_test(modes_and_widths_are_taken_and_the_fence_ends_them),
        cmocka_unit_test(a_terminal_that_knows_no_modes_still_tells_widths),
        cmocka_unit_test(with_a_report_too_few_or_too_many_no_width_counts),
        cmocka_unit_test(the_standard_widths_are_no_difference),
        cmocka_unit_test(a_width_that_cannot_be_is_the_standard_one),
        cmocka_unit_test(a_terminal_that_repeats_has_come_further),
        cmocka_unit_test(what_is_no_answer_is_refused_and_changes_nothing),
        cmocka_unit_test(any_bytes_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
