// plain/: JSON, problems, and writing that fails.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "text/json.h"
#include "plain/print.h"
#include "text/locale.h"

static void json_is_valid_whatever_a_string_holds(void **state)
{
    (void)state;
    Buffer out = {0};
    const char text[] = "a\"b\\c\n\t\x1B[31m\x7F\xC2\x9B\xFF \xE2\x80\xAE \xC3\xA9 \xF3\xA0\x81\x81 \xF0\x9F\x98\x80";
    json_add_string(&out, text, sizeof text);
    assert_string_equal(buffer_text(&out), "\"a\\\"b\\\\c\\n\\u0009\\u001B[31m\\u007F\\u009B\xEF\xBF\xBD \\u202E \xC3\xA9 \\uDB40\\uDC41 \xF0\x9F\x98\x80\\u0000\"");
    buffer_free(&out);
}

static Error sample(void)
{
    Error error = {0};
    error_set_at(&error, "a.yaml", 3, 5, "unknown key \"%s\"", "x\x1B");
    strcpy(error.source, "\t日本 x: y");
    error.source_column = 5;
    return error;
}

static __attribute__((noinline)) char *printed(const Problems *problems, PrintForm form, int expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(print_problems(out, problems, form), expected);
    fclose(out);
    return text;
}

static void a_problem_points_at_its_cell(void **state)
{
    (void)state;
    Problems problems = {0};
    Error error = sample();
    problems_add(&problems, PROBLEM_ERROR, &error);
    char *text = printed(&problems, PRINT_TEXT, EXIT_NOTHING);
    assert_string_equal(text,
        "a.yaml:3:5: error: unknown key \"x␛\"\n"
        "     日本 x: y\n"
        "          ^\n");
    free(text);
    problems_clear(&problems);
}

// What is printed below the first line, of a source with the caret at a column; the line begins `left_out` columns before.
static char *printed_source(const char *source, int column, int left_out)
{
    Problems problems = {0};
    Error error = {.file = "a", .line = 1, .column = column + left_out, .text = "x", .source_column = column};
    strcpy(error.source, source);
    problems_add(&problems, PROBLEM_ERROR, &error);
    char *text = printed(&problems, PRINT_TEXT, EXIT_NOTHING), *below = strdup(strchr(text, '\n') + 1);
    free(text);
    problems_clear(&problems);
    return below;
}

static void a_long_line_is_cut_around_its_caret(void **state)
{
    (void)state;
    char *text = printed_source("0123456789012345678901234567890123456789012345678901234567890123456789 here 0123456789012345678901234567890123456789", 72, 0);
    assert_string_equal(text, "    …6789012345678901234567890123456789 here 012345678901234567890123456789…\n"
                              "                                        ^\n");
    free(text);
    text = printed_source("日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語", 30, 0);
    assert_string_equal(text, "    …日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語\n"
                              "                                       ^\n");
    free(text);
    text = printed_source("cut: here", 6, 100);
    assert_string_equal(text, "    …cut: here\n          ^\n");
    free(text);
}

static void what_is_not_seen_is_written_out_above_the_caret(void **state)
{
    (void)state;
    char *text = printed_source("a\xE2\x80\xAE" "b\x1B" "c\xFF" "d\xC2\x9B" "e\xE2\x80\x8Bx", 10, 0);
    assert_string_equal(text, "    a<U+202E>b␛c<FF>d<U+009B>e<U+200B>x\n"
                              "                              ^\n");
    free(text);
}

static void a_caret_in_a_cluster_stands_below_its_letter(void **state)
{
    (void)state;
    char *text = printed_source("xe\xCC\x81\xCC\xA3y", 4, 0);
    assert_string_equal(text, "    xe\xCC\x81\xCC\xA3y\n     ^\n");
    free(text);
}

static void a_problem_without_a_place_says_less(void **state)
{
    (void)state;
    Problems problems = {0};
    Error error = {.text = "no chapters"}, other = {.file = "b.yaml", .text = "no such file"};
    problems_add(&problems, PROBLEM_WARNING, &error);
    problems_add(&problems, PROBLEM_WARNING, &other);
    char *text = printed(&problems, PRINT_TEXT, EXIT_DONE);
    assert_string_equal(text, "warning: no chapters\nb.yaml: warning: no such file\n");
    free(text);
    problems_clear(&problems);
}

static void problems_beyond_the_most_are_told(void **state)
{
    (void)state;
    Problems problems = {0};
    Error error = {.text = "e"};
    for (int i = 0; i < PROBLEMS_MOST + 7; i++)
        problems_add(&problems, PROBLEM_ERROR, &error);
    char *text = printed(&problems, PRINT_TEXT, EXIT_NOTHING);
    assert_non_null(strstr(text, "\n7 more are not shown; put these right first.\n"));
    free(text);
    problems_clear(&problems);
}

static void problems_are_json_too(void **state)
{
    (void)state;
    Problems problems = {0};
    char *text = printed(&problems, PRINT_JSON, EXIT_DONE);
    assert_string_equal(text, "{\"version\": 1, \"items\": []}\n");
    free(text);
    Error error = sample();
    problems_add(&problems, PROBLEM_ERROR, &error);
    problems_add(&problems, PROBLEM_WARNING, &(Error){.text = "w"});
    text = printed(&problems, PRINT_JSON, EXIT_NOTHING);
    assert_string_equal(text,
        "{\"version\": 1, \"items\": [\n"
        "{\"gravity\": \"error\", \"file\": \"a.yaml\", \"line\": 3, \"column\": 5, \"text\": \"unknown key \\\"x\\u001B\\\"\", \"source\": \"\\u0009日本 x: y\"},\n"
        "{\"gravity\": \"warning\", \"file\": \"\", \"line\": 0, \"column\": 0, \"text\": \"w\", \"source\": \"\"}\n"
        "]}\n");
    free(text);
    problems_clear(&problems);
}

static void writing_that_fails_is_told(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    Problems problems = {0};
    problems_add(&problems, PROBLEM_WARNING, &(Error){.text = "w"});
    assert_int_equal(print_problems(full, &problems, PRINT_TEXT), EXIT_WRITING);
    assert_int_equal(print_problems(full, &problems, PRINT_JSON), EXIT_WRITING);
    fclose(full);
    problems_clear(&problems);
}

static void an_error_is_one_safe_line(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    Error error = {0};
    error_set(&error, "no report \"%s\"", "x\n\x1B]0;");
    print_fault(out, &error);
    error_set_at(&error, "k.yaml", 2, 0, "bad");
    print_fault(out, &error);
    fclose(out);
    assert_string_equal(text, "lectern: no report \"x ␛]0;\"\nlectern: k.yaml:2: bad\n");
    free(text);
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_valid_whatever_a_string_holds),
        cmocka_unit_test(a_problem_points_at_its_cell),
        cmocka_unit_test(a_long_line_is_cut_around_its_caret),
        cmocka_unit_test(what_is_not_seen_is_written_out_above_the_caret),
        cmocka_unit_test(a_caret_in_a_cluster_stands_below_its_letter),
        cmocka_unit_test(a_problem_without_a_place_says_less),
        cmocka_unit_test(problems_beyond_the_most_are_told),
        cmocka_unit_test(problems_are_json_too),
        cmocka_unit_test(writing_that_fails_is_told),
        cmocka_unit_test(an_error_is_one_safe_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
