// report/check: all that is wrong in a report, at once, and where.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <time.h>
#include "report_given.h"

// Problems as `file:line:column gravity: text`, a line each; of the file the name without the folder.
static void list_all(Buffer *out, const Problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        const Error *error = &problems->items[i].error;
        const char *slash = strrchr(error->file, '/'), *gravity = problems->items[i].gravity == PROBLEM_ERROR ? "error" : "warning";
        buffer_addf(out, "%s:%d:%d %s: %s\n", slash ? slash + 1 : error->file, error->line, error->column, gravity, error->text);
    }
}

static void assert_checked(const char *folder, bool is_good, const char *expected)
{
    Problems problems = {0};
    bool unreadable = true;
    Buffer out = {0};
    assert_int_equal(report_check(folder, &problems, &unreadable), is_good);
    assert_false(unreadable);
    list_all(&out, &problems);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
    problems_clear(&problems);
}

static void assert_body(const char *body, bool is_good, const char *expected)
{
    char *folder = folder_new();
    Buffer chapter = {0};
    buffer_addf(&chapter, "id: one\ntitle: One\nbody:\n%s", body);
    put(folder, "report.yaml", REPORT_HEAD "chapters: [one.yaml]\n");
    put(folder, "one.yaml", chapter.bytes);
    assert_checked(folder, is_good, expected);
    buffer_free(&chapter);
    folder_free(folder);
}

static void a_good_report_has_no_problems(void **state)
{
    (void)state;
    assert_body("- 'a [b](#one) [c](#x) [d](#one/x) [e](https://example.org) [f](mailto:a@b)[^1]'\n- {quote: g, id: x}\nfootnotes: {1: h}\n", true, "");
}

static void links_that_lead_nowhere_are_told_where_they_stand(void **state)
{
    (void)state;
    assert_body("- >-\n  one [two](#none) three\n  four [five](#two/none) six [seven](#one/none)\n- '[a](#one) [b](#none)'\n", false,
                "one.yaml:5:13 error: the link \"#none\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n"
                "one.yaml:6:15 error: the link \"#two/none\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n"
                "one.yaml:6:38 error: the link \"#one/none\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n"
                "one.yaml:7:18 error: the link \"#none\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n");
    assert_body("- '[a](#3.12)'\n- '[a](#)'\n", false,
                "one.yaml:4:8 error: the link \"#3.12\" is no place: write #id or #chapter/id (citation numbers change from edition to edition)\n"
                "one.yaml:5:8 error: the link \"#\" is no place: write #id or #chapter/id (citation numbers change from edition to edition)\n");
    assert_body("- '[a](other.html)'\n", true,
                "one.yaml:4:8 warning: the link \"other.html\" can't be followed: write #id, #chapter/id, or an address that begins with https:\n");
}

static void footnotes_and_references_belong_together(void **state)
{
    (void)state;
    assert_body("- a[^1] b[^2]\n- c[^1]\nfootnotes: {1: d, 3: e}\n", false,
                "one.yaml:4:10 error: there is no footnote \"2\"; add it under `footnotes` of this chapter, or write \\[^2] if it is text\n"
                "one.yaml:6:19 warning: nothing refers to the footnote \"3\"; write [^3] where it belongs\n");
}

static void what_stands_behind_something_that_is_no_yaml_is_told_too(void **state)
{
    (void)state;
    assert_body("- *emphasis* at the start\n  that goes on\n- '[a](#none)'\n- note: this: that\n- \"closed\" and more\n- @sign\n- quotee: a\n", false,
                "one.yaml:4:3 error: text that begins with \"*\" must be quoted: \"*like this*\"\n"
                "one.yaml:7:13 error: a text that holds \": \" must be quoted: key: \"first: second\"; if this is a key of its own, indent it like the keys above\n"
                "one.yaml:8:3 error: text that begins with \" and goes on behind its end must be quoted as a whole, between single quotes\n"
                "one.yaml:9:3 error: text that begins with \"@\" must be quoted\n"
                "one.yaml:7:3 error: \"note\" is no kind of block; the kinds are section, paragraph, list, steps, terms, quote, table, figure, aside, verse, literal; if this is text, quote it\n"
                "one.yaml:10:3 error: \"quotee\" is no kind of block; the kinds are section, paragraph, list, steps, terms, quote, table, figure, aside, verse, literal; if this is text, quote it\n"
                "one.yaml:6:8 error: the link \"#none\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n");
}

static void a_place_that_may_stand_where_nothing_could_be_read_is_not_told(void **state)
{
    (void)state;
    assert_body("- '[a](#here)'\n- {quote: *x, id: here}\n- @sign id: here\n", false,
                "one.yaml:6:3 error: text that begins with \"@\" must be quoted\n"
                "one.yaml:5:11 error: aliases are not allowed in reports; quote the text if it begins with \"*\"\n");
}

static void problems_that_are_only_counted_are_counted(void **state)
{
    (void)state;
    char *folder = folder_new();
    Buffer chapter = {0};
    buffer_add_text(&chapter, "id: one\ntitle: One\nbody:\n");
    for (int i = 0; i < PROBLEMS_MOST + 500; i++)
        buffer_add_text(&chapter, "- *alias\n");
    put(folder, "report.yaml", REPORT_HEAD "chapters: [one.yaml]\n");
    put(folder, "one.yaml", chapter.bytes);
    Problems problems = {0};
    bool unreadable;
    assert_false(report_check(folder, &problems, &unreadable));
    assert_int_equal(problems.errors, PROBLEMS_MOST + 500);
    assert_int_equal(problems.count, PROBLEMS_MOST);
    problems_clear(&problems);
    buffer_free(&chapter);
    folder_free(folder);
}

// Whatever is cut or put into a file, checking it ends, and tells something or nothing.
static void a_file_spoiled_anywhere_is_checked_to_its_end(void **state)
{
    (void)state;
    static const char text[] = "id: one\ntitle: One\nbody:\n- a *b* [c](#one)\n- section: S\n  body:\n  - list: [a, 'b']\n- table: [[a, b]]\n  header: [\"x\", y]\n";
    static const char marks[] = "\"'[]{}*&!|>%@`:#-\n\t \xE9\x01";
    char *folder = folder_new();
    put(folder, "report.yaml", REPORT_HEAD "chapters: [one.yaml]\n");
    for (size_t i = 0; i < sizeof text - 1; i++)
        for (size_t k = 0; k < sizeof marks - 1; k++) {
            char spoiled[sizeof text];
            memcpy(spoiled, text, sizeof text);
            spoiled[i] = marks[k];
            put(folder, "one.yaml", spoiled);
            Problems problems = {0};
            bool unreadable = true;
            bool is_good = report_check(folder, &problems, &unreadable);
            assert_int_equal(is_good, problems.errors == 0);
            assert_false(unreadable);
            problems_clear(&problems);
        }
    folder_free(folder);
}

static void ids_are_told_that_are_taken(void **state)
{
    (void)state;
    assert_body("- {quote: a, id: x}\n- {quote: b, id: y}\n- {quote: c, id: x}\n- {quote: d, id: x}\n", false,
                "one.yaml:6:18 error: the id \"x\" is taken already, in line 4; give this block another one\n"
                "one.yaml:7:18 error: the id \"x\" is taken already, in line 6; give this block another one\n");
    char *folder = folder_new();
    put(folder, "report.yaml", REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [{quote: a, id: x}]}\n  - two.yaml\n"
        "  - {id: one, title: Three, body: [{quote: a, id: x}]}\n");
    put(folder, "two.yaml", "id: one\ntitle: Two\nbody: [a]\n");
    assert_checked(folder, false, "two.yaml:1:5 error: the id \"one\" is that of chapter 1 already (one); give this chapter another one\n"
                   "report.yaml:8:10 error: the id \"one\" is that of chapter 1 already (one); give this chapter another one\n");
    folder_free(folder);
}

static void everything_is_told_in_one_go(void **state)
{
    (void)state;
    char *folder = folder_new();
    put(folder, "report.yaml", REPORT_HEAD "publisher: see #x\nyear: 2021\nchapters:\n  - one.yaml\n  - missing.yaml\n  - ../two.yaml\n  - []\n");
    put(folder, "one.yaml", "id: one\ntitle: \"O\\u202ene\"\nbody:\n- x: y\n- see #it\n- a[^1]\n- '[b](#two) [c](#one/c)'\n");
    assert_checked(folder, false,
                   "report.yaml:6:1 error: \"year\" is no part of the manifest, which takes: lectern id title language dir series publisher authors published "
                   "updated source rights summary glossary corrections chapters\n"
                   "report.yaml:5:12 warning: what stands behind \" #\" is a comment and is not shown; quote the text if it belongs to it\n"
                   "one.yaml:2:8 warning: 1 character in this text can't be shown as written: a control, bidirectional override or unassigned one; take it out\n"
                   "one.yaml:4:3 error: \"x\" is no kind of block; the kinds are section, paragraph, list, steps, terms, quote, table, figure, aside, verse, "
                   "literal; if this is text, quote it\n"
                   "one.yaml:5:3 warning: what stands behind \" #\" is a comment and is not shown; quote the text if it belongs to it\n"
                   "one.yaml:6:4 error: there is no footnote \"1\"; add it under `footnotes` of this chapter, or write \\[^1] if it is text\n"
                   "one.yaml:7:18 error: the link \"#one/c\" leads nowhere: nothing has that id; give it to a block with `id:`, or mend the link\n"
                   "report.yaml:9:5 error: the chapter can't be read from \"missing.yaml\": it can't be opened: No such file or directory\n"
                   "report.yaml:10:5 error: \"../two.yaml\" leads outside the report; a chapter is a file in the folder of the manifest or below it: "
                   "name.yaml or folder/name.yaml\n"
                   "report.yaml:11:5 error: a chapter is a mapping with id, title and body: write each of them at the start of a line, with \":\" behind it\n");
    folder_free(folder);
}

static void what_is_no_report_is_unreadable(void **state)
{
    (void)state;
    char *folder = folder_new();
    const char *const bad[] = {"", "lectern: [", "lectern: 7\n", "just text\n", "\xFF\xFE", REPORT_HEAD};
    for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
        Problems problems = {0};
        bool unreadable = false;
        if (i > 0)
            put(folder, "report.yaml", bad[i - 1]);
        assert_false(report_check(folder, &problems, &unreadable));
        assert_true(unreadable);
        assert_int_equal(problems.errors, 1);
        problems_clear(&problems);
    }
    folder_free(folder);
}

static double seconds_to_check(size_t links)
{
    char *folder = folder_new();
    Buffer chapter = {0};
    buffer_add_text(&chapter, "id: one\ntitle: One\nbody:\n- '");
    for (size_t i = 0; i < links; i++)
        buffer_addf(&chapter, "[a](#none%zu) b[^%zu] ", i, i);
    buffer_add_text(&chapter, "'\n");
    for (size_t i = 0; i < links; i++)
        buffer_addf(&chapter, "- {quote: a, id: q%zu}\n", i / 2);
    put(folder, "report.yaml", REPORT_HEAD "chapters: [one.yaml]\n");
    put(folder, "one.yaml", chapter.bytes);
    Problems problems = {0};
    bool unreadable;
    clock_t start = clock();
    assert_false(report_check(folder, &problems, &unreadable));
    double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_int_equal(problems.errors, links * 5 / 2);
    problems_clear(&problems);
    buffer_free(&chapter);
    folder_free(folder);
    return taken;
}

// With a search for each link from the start of its text, four times as many would take sixteen times as long.
static void very_many_problems_take_linear_time(void **state)
{
    (void)state;
    double quarter = seconds_to_check(20000), whole = seconds_to_check(80000);
    if (whole > 8 * quarter + 0.5)
        fail_msg("%f s for a quarter, %f s for the whole", quarter, whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_report_has_no_problems),
        cmocka_unit_test(links_that_lead_nowhere_are_told_where_they_stand),
        cmocka_unit_test(footnotes_and_references_belong_together),
        cmocka_unit_test(what_stands_behind_something_that_is_no_yaml_is_told_too),
        cmocka_unit_test(a_place_that_may_stand_where_nothing_could_be_read_is_not_told),
        cmocka_unit_test(problems_that_are_only_counted_are_counted),
        cmocka_unit_test(a_file_spoiled_anywhere_is_checked_to_its_end),
        cmocka_unit_test(ids_are_told_that_are_taken),
        cmocka_unit_test(everything_is_told_in_one_go),
        cmocka_unit_test(what_is_no_report_is_unreadable),
        cmocka_unit_test(very_many_problems_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
