// text/regex: matches, messages, and the limit of time.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "text/regex.h"

// All matches, with "|" between them.
static void assert_matches(const char *pattern, FoldKind kind, const char *text, const char *expected)
{
    Error error;
    Regex *regex = regex_new(pattern, kind, &error);
    assert_non_null(regex);
    Buffer found = {0};
    TextRange range = {0};
    regex_set_text(regex, text, strlen(text));
    while (regex_find(regex, range.end, &range) == REGEX_FOUND) {
        buffer_add_text(&found, found.length ? "|" : "");
        buffer_add(&found, text + range.start, range.end - range.start);
    }
    assert_string_equal(buffer_text(&found), expected);
    buffer_free(&found);
    regex_free(regex);
}

static void matches_are_found_one_after_the_other(void **state)
{
    (void)state;
    assert_matches("[0-9]+", FOLD_ALL, "12 of 40, 2021", "12|40|2021");
    assert_matches("\\bcat", FOLD_ALL, "cat concat cats", "cat|cat");
    assert_matches("(?<=p\\. )\\d+", FOLD_ALL, "p. 12, p. 13", "12|13");
    assert_matches("nothing", FOLD_ALL, "something", "");
    assert_matches("x", FOLD_ALL, "", "");
}

static void case_counts_only_where_it_is_asked_for(void **state)
{
    (void)state;
    assert_matches("stra\u00DFe", FOLD_ALL, "STRASSE Stra\u00DFe", "STRASSE|Stra\u00DFe");
    assert_matches("iom", FOLD_EXACT, "IOM iom", "iom");
}

static void lines_have_ends(void **state)
{
    (void)state;
    assert_matches("^\\w+", FOLD_ALL, "one two\nthree", "one|three");
    assert_matches("\\w+$", FOLD_ALL, "one two\nthree", "two|three");
}

static void empty_matches_are_passed_over(void **state)
{
    (void)state;
    assert_matches("a*", FOLD_ALL, "baac", "aa");
    assert_matches("$", FOLD_ALL, "abc", "");
}

static void a_match_is_as_wide_as_its_clusters(void **state)
{
    (void)state;
    assert_matches("e", FOLD_ALL, "e\u0301 e", "e\u0301|e");
    assert_matches("\u0301", FOLD_ALL, "ae\u0301x", "e\u0301");
    assert_matches(".", FOLD_ALL, "\U0001F468\u200D\U0001F4BBx", "\U0001F468\u200D\U0001F4BB|x");
    assert_matches("b", FOLD_ALL, "a\xFF" "b", "b");
}

static void assert_refused(const char *pattern, const char *words, int column)
{
    Error error = {0};
    assert_null(regex_new(pattern, FOLD_ALL, &error));
    if (!strstr(error.text, words))
        fail_msg("\"%s\": %s", pattern, error.text);
    assert_int_equal(error.column, column);
}

static void what_is_no_expression_is_refused_with_a_reason_and_a_column(void **state)
{
    (void)state;
    assert_refused("a(b", "(", 3);
    assert_refused("ab)", ")", 3);
    assert_refused("[ab", "]", 3);
    assert_refused("*a", "not a regular expression", 1);
    assert_refused("a{4,2}", "{2,4}", 6);
    assert_refused("(a)\\2", "group", 5);
    assert_refused("[z-a]", "backwards", 4);
    assert_refused("\u00E9\U0001F600)", ")", 3);
    assert_null(regex_new("(", FOLD_ALL, NULL));
}

static void a_pattern_too_long_is_refused(void **state)
{
    (void)state;
    char *pattern = memory_new(5000, 1);
    memset(pattern, '(', 4500);
    assert_refused(pattern, "shorter", 0);
    pattern[3999] = '\0';
    assert_null(regex_new(pattern, FOLD_ALL, NULL));
    free(pattern);
}

static void assert_stops(const char *pattern, const char *piece, size_t bytes)
{
    Buffer text = {0};
    while (text.length < bytes)
        buffer_add_text(&text, piece);
    buffer_add_text(&text, "!");
    Regex *regex = regex_new(pattern, FOLD_ALL, NULL);
    assert_non_null(regex);
    TextRange range;
    clock_t begin = clock();
    regex_set_text(regex, text.bytes, text.length);
    assert_int_equal(regex_find(regex, 0, &range), REGEX_STOPPED);
    assert_true(clock() - begin < 2 * CLOCKS_PER_SEC);
    regex_set_text(regex, "aab", 3);
    assert_int_not_equal(regex_find(regex, 0, &range), REGEX_STOPPED); // it can be used again
    regex_free(regex);
    buffer_free(&text);
}

static void an_expression_that_takes_too_long_stops(void **state)
{
    (void)state;
    assert_stops("(a+)+$", "a", 100);
    assert_stops("(a|aa)+$", "a", 100);
    assert_stops("(x+x+)+y", "x", 1000);
    assert_stops("a*b", "a", 1000000);
    assert_stops("(.|a)*b", "a", 1000000);
}

// Each match is found in time, all of them are not: with a limit for each this took long.
static void matches_that_all_take_long_are_stopped_together(void **state)
{
    (void)state;
    Buffer text = {0};
    for (int i = 0; i < 2000; i++)
        buffer_add_text(&text, "aaaaaaaaaaaaaac b ");
    Regex *regex = regex_new("(a+)+d|b", FOLD_ALL, NULL);
    TextRange range = {0};
    int found = 0;
    clock_t begin = clock();
    regex_set_text(regex, text.bytes, text.length);
    RegexResult result;
    while ((result = regex_find(regex, range.end, &range)) == REGEX_FOUND)
        found++;
    assert_int_equal(result, REGEX_STOPPED);
    assert_in_range(found, 1, 1999);
    assert_in_range(regex_work(regex), 50, 100);
    assert_true(clock() - begin < 2 * CLOCKS_PER_SEC);
    regex_free(regex);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_that_all_take_long_are_stopped_together),
        cmocka_unit_test(matches_are_found_one_after_the_other),
        cmocka_unit_test(case_counts_only_where_it_is_asked_for),
        cmocka_unit_test(lines_have_ends),
        cmocka_unit_test(empty_matches_are_passed_over),
        cmocka_unit_test(a_match_is_as_wide_as_its_clusters),
        cmocka_unit_test(what_is_no_expression_is_refused_with_a_reason_and_a_column),
        cmocka_unit_test(a_pattern_too_long_is_refused),
        cmocka_unit_test(an_expression_that_takes_too_long_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
