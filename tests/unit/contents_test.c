// report/contents: chapters and sections in reading order.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "report/recount.h"
#include "report_given.h"

#define CHAPTERS "chapters:\n" \
    "  - id: one\n    title: One\n    body:\n" \
    "      - a b c\n" \
    "      - section: S\n        body:\n          - d\n          - {section: T, body: [e f]}\n          - g\n" \
    "      - {section: U, body: [h]}\n" \
    "      - after the sections\n" \
    "    footnotes: {1: a note}\n" \
    "  - {id: two, title: Two, body: [i]}\n"

static void assert_entry(const ContentsEntry *entry, const char *title, int level, int words, int end)
{
    assert_string_equal(entry->title, title);
    assert_int_equal(entry->level, level);
    assert_int_equal(entry->words, words);
    assert_int_equal(entry->end, end);
}

static void sections_stand_below_their_chapters(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD CHAPTERS);
    report_chapter(report, 0);
    Contents contents = contents_new(report);
    assert_int_equal(contents.count, 5);
    assert_entry(&contents.entries[0], "One", 0, 15, 4);
    assert_entry(&contents.entries[1], "S", 1, 6, 3);
    assert_entry(&contents.entries[2], "T", 2, 3, 3);
    assert_entry(&contents.entries[3], "U", 1, 2, 4);
    assert_entry(&contents.entries[4], "two", 0, 0, 5);
    assert_int_equal(contents.entries[2].place.block, 4);
    contents_free(&contents);
    report_free(report);
    folder_free(folder);
}

// So that what is estimated is wrong: all of its words stand in a place that is not looked at.
static void write_long_text(Buffer *report)
{
    enum { BYTES = 3 * WORDS_COUNTED_BYTES };
    buffer_add_text(report, REPORT_HEAD "chapters:\n  - id: one\n    title: One\n    body:\n      - section: S\n        body:\n          - '");
    const size_t before = report->length;
    buffer_add_repeated(report, '-', BYTES);
    for (size_t at = before + BYTES / 31 / 2, i = 0; i < 100; i++, at += 4)
        memcpy(report->bytes + at, " ab ", 4);
    buffer_add_text(report, "'\n      - section: U\n        body: [h]\n");
}

static void the_words_of_a_long_text_are_counted_after_all(void **state)
{
    (void)state;
    Buffer text = {0};
    char *folder;
    Recount recount = {0};
    write_long_text(&text);
    Report *report = open_text(&folder, text.bytes);
    recount_add(&recount, report_chapter(report, 0));
    Contents contents = contents_new(report);
    assert_entry(&contents.entries[1], "S", 1, 1, 2);
    recount_set(&recount, &contents);
    assert_int_equal(recount_more(&recount), 100);
    assert_entry(&contents.entries[0], "One", 0, 104, 3);
    assert_entry(&contents.entries[1], "S", 1, 101, 2);
    assert_entry(&contents.entries[2], "U", 1, 2, 3);
    contents_free(&contents);
    recount_free(&recount);
    report_free(report);
    folder_free(folder);
    buffer_free(&text);
}

static void the_deepest_entry_that_holds_a_place_is_found(void **state)
{
    (void)state;
    char *folder;
    Report *report = open_text(&folder, REPORT_HEAD CHAPTERS);
    report_chapter(report, 0);
    Contents contents = contents_new(report);
    const int expected[] = {0, 0, 1, 1, 2, 2, 1, 3, 3, 0, 0, 0};
    for (int block = 0; block < 12; block++)
        assert_int_equal(contents_at(&contents, (Place){.block = block, .byte = 1}), expected[block]);
    assert_int_equal(contents_at(&contents, (Place){.chapter = 1, .block = 1}), 4);
    contents_free(&contents);
    report_free(report);
    folder_free(folder);
}

static void minutes_are_rounded_up(void **state)
{
    (void)state;
    assert_int_equal(minutes_of(0), 0);
    assert_int_equal(minutes_of(1), 1);
    assert_int_equal(minutes_of(WORDS_A_MINUTE), 1);
    assert_int_equal(minutes_of(WORDS_A_MINUTE + 1), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_stand_below_their_chapters),
        cmocka_unit_test(the_words_of_a_long_text_are_counted_after_all),
        cmocka_unit_test(the_deepest_entry_that_holds_a_place_is_found),
        cmocka_unit_test(minutes_are_rounded_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
