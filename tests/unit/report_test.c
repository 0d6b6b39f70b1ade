// report/: opening a report, reading its chapters when they are asked for, and finding places in it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "chapter_given.h"
#include "report_given.h"

static void the_manifest_says_what_the_report_is(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "dir: rtl\nseries: {title: S, part: 1, of: 7}\npublisher: P\nauthors: [A, B_C_]\npublished: 2021-07\n"
                               "source: f_r_o\nrights: R\nsummary: About `it`\nglossary: {IOM: an organisation, \"*x*\": y}\n"
                               "corrections: [{was: a, now: b}]\nchapters: [{id: one, title: One, body: [a]}]\n");
    const About *about = report_about(report);
    assert_string_equal(about->id, "a-report");
    assert_string_equal(about->title, "A Report");
    assert_string_equal(about->language, "en");
    assert_int_equal(about->direction, DIRECTION_RTL);
    assert_string_equal(about->series, "S");
    assert_int_equal(about->part * 10 + about->parts, 17);
    assert_string_equal(about->publisher, "P");
    assert_int_equal(about->author_count, 2);
    assert_string_equal(about->authors[1], "B_C_");
    assert_string_equal(about->source, "f_r_o");
    assert_string_equal(about->summary, "About it");
    assert_int_equal(about->glossary_count, 2);
    assert_string_equal(about->glossary[1].term, "*x*");
    assert_string_equal(about->updated, "");
    assert_string_equal(report_edition(report), "2021-07");
    assert_int_equal(report_chapter_count(report), 1);
    report_free(report);
    folder_free(folder);
}

static void a_report_is_a_folder_a_file_or_standard_input(void **state)
{
    (void)state;
    char *folder;
    report_free(open_text(&folder, REPORT_HEAD "chapters: [{id: one, title: One, body: [a]}]\n"));
    char *manifest = path_in(folder, "report.yaml"), *real = realpath(folder, NULL);
    Report *report = open_folder(manifest);
    assert_string_equal(report_folder(report), real);
    report_free(report);
    int input = dup(STDIN_FILENO);
    assert_non_null(freopen(manifest, "r", stdin));
    report = open_folder("-");
    assert_string_equal(report_folder(report), "");
    assert_string_equal(report_chapter(report, 0)->title, "One");
    report_free(report);
    dup2(input, STDIN_FILENO);
    close(input);
    free(manifest);
    free(real);
    folder_free(folder);
}

static void assert_refused(const char *manifest, const char *expected)
{
    char *folder = folder_new();
    put(folder, "report.yaml", manifest);
    Problems problems = {0};
    assert_null(report_open(folder, &problems));
    Buffer out = {0};
    list_problems(&out, &problems);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
    problems_clear(&problems);
    folder_free(folder);
}

static void all_that_is_wrong_in_a_manifest_is_told_at_once(void **state)
{
    (void)state;
    assert_refused("lectern: 2\nfuture: yes\n",
                   "1:10 error: this report is in version 2 of the format, this lectern reads version 1; a newer lectern may read it\n");
    assert_refused("title: x\n", "1:1 error: this is no report: it does not say \"lectern: 1\"; write that as the first line\n");
    assert_refused("- lectern: 1\n", "1:1 error: this is no report: it does not say \"lectern: 1\"; write that as the first line\n");
    assert_refused("lectern: one\n", "1:10 error: `lectern` is the version of the format; write \"lectern: 1\"\n");
    assert_refused(REPORT_HEAD, "1:1 error: the report has no `chapters`; add a line \"chapters:\" and their files below, each as \"- name.yaml\"\n");
    assert_refused(REPORT_HEAD "chapters: []\n",
                   "5:11 error: `chapters` is a sequence with one chapter at least; write their files below, each as \"- name.yaml\"\n");
    assert_refused("lectern: 1\nid: A B\nlanguage: x\ndir: up\nseries: {part: 8, of: 7, x: y}\nauthors: A\npublished: July\nglossary: [a]\n"
                   "corrections: [{was: a}, b]\npublsher: P\nchapters: [a.yaml]\n",
                   "10:1 error: \"publsher\" is no part of the manifest, which takes: lectern id title language dir series publisher authors published "
                   "updated source rights summary glossary corrections chapters\n"
                   "2:5 error: the id of a report has small letters a-z, digits and \"-\", 100 in all\n"
                   "1:1 error: the report has no `title`; add a line \"title: ...\"\n"
                   "3:11 error: a language is written as in BCP 47: en, de-AT, zh-Hant\n"
                   "4:6 error: `dir` is ltr, rtl or auto\n"
                   "7:12 error: `published` is a date: 2021, 2021-07 or 2021-07-19\n"
                   "5:26 error: \"x\" is no part of `series`, which takes: title part of\n"
                   "5:9 error: `series` has no `title`; add a line \"title: ...\"\n"
                   "5:16 error: part 8 of 7: there are not that many\n"
                   "6:10 error: `authors` is a sequence: [one, another]\n"
                   "8:11 error: `glossary` is a mapping: write each on a line of its own as \"term: what it means\"\n"
                   "9:15 error: a correction has no `now`; add a line \"now: ...\"\n"
                   "9:25 error: a correction is a mapping: {was: ..., now: ...}\n");
}

static void a_folder_without_a_manifest_is_no_report(void **state)
{
    (void)state;
    char *folder = folder_new();
    Problems problems = {0};
    assert_null(report_open(folder, &problems));
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items[0].error.text, "this folder is no report: there is no report.yaml in it; name a folder that has one");
    folder_free(folder);
    assert_null(report_open("/no/such/report", &problems));
    assert_int_equal(problems.errors, 2);
    assert_string_equal(problems.items[1].error.file, "/no/such/report");
    problems_clear(&problems);
}

static void a_chapter_is_read_when_it_is_asked_for(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters: [sub/first.yaml, {id: two, title: Two, body: [b]}]\n");
    assert_string_equal(report_chapter_name(report, 0), "first");
    assert_string_equal(report_chapter_name(report, 1), "two");
    assert_null(report_chapter_if_loaded(report, 0));
    char *sub = path_in(folder, "sub");
    mkdir(sub, 0700);
    put(sub, "first.yaml", "id: one\ntitle: One\nbody: [a]\n");
    const Chapter *chapter = report_chapter(report, 0);
    assert_string_equal(chapter->title, "One");
    assert_false(chapter->is_broken);
    put(sub, "first.yaml", "");
    assert_ptr_equal(report_chapter(report, 0), chapter);
    assert_ptr_equal(report_chapter_if_loaded(report, 0), chapter);
    assert_string_equal(report_chapter(report, 1)->id, "two");
    report_free(report);
    free(sub);
    folder_free(folder);
}

static void opening_reads_the_manifest_only(void **state)
{
    (void)state;
    Buffer manifest = {0};
    buffer_add_text(&manifest, REPORT_HEAD "chapters:\n");
    for (int i = 0; i < 100000; i++)
        buffer_addf(&manifest, "  - c%d.yaml\n", i);
    char *folder;
    Report *report = open_text(&folder, manifest.bytes);
    assert_int_equal(report_chapter_count(report), 100000);
    for (int i = 0; i < 100000; i++)
        assert_null(report_chapter_if_loaded(report, i));
    report_free(report);
    buffer_add_text(&manifest, "  - one-too-many.yaml\n");
    put(folder, "report.yaml", manifest.bytes);
    Problems problems = {0};
    assert_null(report_open(folder, &problems));
    assert_string_equal(problems.items[0].error.text, "100001 chapters; a report has 100000 at most");
    problems_clear(&problems);
    buffer_free(&manifest);
    folder_free(folder);
}

// Chapter 0 of a report whose manifest names the path.
static void assert_broken(const char *folder, const char *path, const char *expected)
{
    Buffer manifest = {0};
    buffer_addf(&manifest, REPORT_HEAD "chapters: [\"%s\"]\n", path);
    put(folder, "report.yaml", manifest.bytes);
    Report *report = open_folder(folder);
    const Chapter *chapter = report_chapter(report, 0);
    assert_true(chapter->is_broken);
    assert_int_equal(chapter->count, 2);
    assert_int_equal(chapter->blocks[1].kind, BLOCK_PROBLEM);
    if (!strstr(chapter->blocks[1].text, expected))
        fail_msg("expected: %s\nfound: %s", expected, chapter->blocks[1].text);
    report_free(report);
    buffer_free(&manifest);
}

static void a_chapter_that_cant_be_read_says_why_on_its_page(void **state)
{
    (void)state;
    char *folder = folder_new(), *fifo = path_in(folder, "fifo.yaml"), *linked = path_in(folder, "linked.yaml"), *bad = path_in(folder, "latin.yaml");
    mkfifo(fifo, 0600);
    assert_int_equal(symlink("/etc/passwd", linked), 0);
    write_bytes(bad, "id: a\ntitle: caf\xE9\nbody: [a]\n", 28);
    put(folder, "empty.yaml", "");
    assert_broken(folder, "missing.yaml", "/report.yaml:5:12: the chapter can't be read from \"missing.yaml\": it can't be opened");
    assert_broken(folder, "fifo.yaml", "/report.yaml:5:12: the chapter can't be read from ");
    assert_broken(folder, "linked.yaml", "/report.yaml:5:12: the chapter can't be read from ");
    assert_broken(folder, "../outside.yaml", "/report.yaml:5:12: \"../outside.yaml\" leads outside the report");
    assert_broken(folder, "/etc/passwd", "/report.yaml:5:12: \"/etc/passwd\" leads outside the report");
    assert_broken(folder, "a//b", "/report.yaml:5:12: \"a//b\" leads outside the report");
    assert_broken(folder, "latin.yaml", "/latin.yaml:2:11: ");
    assert_broken(folder, "empty.yaml", "/empty.yaml");
    assert_broken(folder, "esc\\e[31m.yaml", "esc\xE2\x90\x9B[31m.yaml");
    free(fifo);
    free(linked);
    free(bad);
    folder_free(folder);
}

static void the_page_of_a_wrong_chapter_lists_ten_problems(void **state)
{
    (void)state;
    Buffer chapter = {0};
    buffer_add_text(&chapter, "id: own\ntitle: Its *Title*\nbody:\n");
    for (int i = 0; i < 13; i++)
        buffer_add_text(&chapter, "- x: y\n");
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters: [one.yaml]\n");
    put(folder, "one.yaml", chapter.bytes);
    const Chapter *broken = report_chapter(report, 0);
    assert_true(broken->is_broken);
    assert_string_equal(broken->id, "own");
    assert_string_equal(broken->title, "Its Title");
    assert_int_equal(broken->count, 12);
    assert_non_null(strstr(broken->blocks[1].text, "/one.yaml:4:3: \"x\" is no kind of block; the kinds are section, "));
    assert_string_equal(broken->blocks[11].text, "And 3 more; `lectern --check` lists all of them.");
    report_free(report);
    buffer_free(&chapter);
    folder_free(folder);
}

static void a_report_from_standard_input_has_no_files(void **state)
{
    (void)state;
    char *folder = folder_new(), *manifest = path_in(folder, "report.yaml");
    put(folder, "report.yaml", REPORT_HEAD "chapters: [report.yaml]\n");
    int input = dup(STDIN_FILENO);
    assert_non_null(freopen(manifest, "r", stdin));
    Report *report = open_folder("-");
    assert_non_null(strstr(report_chapter(report, 0)->blocks[1].text, "a report from standard input has no files beside it"));
    report_free(report);
    dup2(input, STDIN_FILENO);
    close(input);
    free(manifest);
    folder_free(folder);
}

static void assert_found(Report *report, int from, const char *name, int chapter, int block)
{
    Place place = {-1, -1, 9};
    assert_true(report_find(report, from, name, &place));
    assert_int_equal(place.chapter, chapter);
    assert_int_equal(place.block, block);
    assert_int_equal(place.byte, 0);
}

static void places_are_found_by_number_and_id(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [a, {quote: b, id: x}, {quote: c, id: two}]}\n"
                               "  - {id: two, title: Two, body: [d, {list: [e, f], id: x}, {quote: g, id: y}]}\n");
    assert_found(report, 0, "2", 1, 0);
    assert_found(report, 0, "2.3", 1, 6);
    assert_found(report, 0, "x", 0, 2);
    assert_found(report, 1, "x", 1, 2);
    assert_found(report, 0, "y", 1, 7);
    assert_found(report, 0, "two", 0, 4);
    assert_found(report, 1, "two", 1, 0);
    assert_found(report, 0, "two/x", 1, 2);
    Place place;
    const char *const none[] = {"", "0", "3", "2.0", "2.9", "2.", ".1", "2.1.1", "two/none", "none/x", "/", "one/", "none", "99999999999999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(report_find(report, 0, none[i], &place));
    char citation[CITATION_BYTES];
    assert_string_equal(report_citation(report, (Place){.chapter = 1, .block = 6}, citation), "2.3");
    assert_string_equal(report_citation(report, (Place){.chapter = 1, .block = 2}, citation), "2.2");
    assert_string_equal(report_citation(report, (Place){.chapter = 1}, citation), "2");
    report_free(report);
    folder_free(folder);
}

static void places_come_in_reading_order(void **state)
{
    (void)state;
    const Place places[] = {{0, 0, 0}, {0, 0, 7}, {0, 1, 3}, {1, 0, 0}};
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            assert_int_equal((place_compare(places[i], places[j]) > 0) - (place_compare(places[i], places[j]) < 0), (i > j) - (i < j));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manifest_says_what_the_report_is),
        cmocka_unit_test(a_report_is_a_folder_a_file_or_standard_input),
        cmocka_unit_test(all_that_is_wrong_in_a_manifest_is_told_at_once),
        cmocka_unit_test(a_folder_without_a_manifest_is_no_report),
        cmocka_unit_test(a_chapter_is_read_when_it_is_asked_for),
        cmocka_unit_test(opening_reads_the_manifest_only),
        cmocka_unit_test(a_chapter_that_cant_be_read_says_why_on_its_page),
        cmocka_unit_test(the_page_of_a_wrong_chapter_lists_ten_problems),
        cmocka_unit_test(a_report_from_standard_input_has_no_files),
        cmocka_unit_test(places_are_found_by_number_and_id),
        cmocka_unit_test(places_come_in_reading_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
