// reader/bookshelf and reader/shelf_search: what is known of the reports of a shelf, and what is found in them, step by step.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <utime.h>
#include "base/memory.h"
#include "folder.h"
#include "reader/bookshelf.h"
#include "reader/marks.h"
#include "reader/shelf_search.h"

enum { STEP_MS = 60000 };   // more than any step takes

static void write_below(const char *folder, const char *name, const char *text)
{
    char *path = path_in(folder, name);
    write_text(path, text);
    free(path);
}

// A folder NAME with a report of that id in it, whose one chapter has these blocks.
static void add_report(Shelf *shelf, const char *folder, const char *name, const char *id, const char *blocks)
{
    char *path = path_in(folder, name);
    Buffer text = {0};
    mkdir(path, 0700);
    buffer_addf(&text, "lectern: 1\nid: %s\ntitle: Report %s\nlanguage: en\nchapters: [{id: c, title: One, body: [%s]}]\n", id, id, blocks);
    write_below(path, "report.yaml", buffer_text(&text));
    buffer_free(&text);
    shelf->entries = memory_resize(shelf->entries, shelf->count + 1, sizeof *shelf->entries);
    shelf->entries[shelf->count] = (ShelfEntry){.id = memory_copy_text(name), .path = path, .found = shelf->count};
    shelf->count++;
}

// a, b and c; b can't be read.
static Shelf three_reports(const char *folder)
{
    Shelf shelf = {0};
    add_report(&shelf, folder, "a", "a", "A lamp. A rope., Two lamps and a lamp.");
    add_report(&shelf, folder, "b", "b", "A lamp.");
    add_report(&shelf, folder, "c", "c", "No light., A lamp.");
    write_below(shelf.entries[1].path, "report.yaml", "lectern: 9\n");
    return shelf;
}

static void finish(Bookshelf *bookshelf)
{
    while (bookshelf_step(bookshelf, STEP_MS) != BOOKSHELF_DONE)
        continue;
}

static void what_is_shown_is_read_first_and_whole(void **state)
{
    (void)state;
    char *folder = folder_new();
    Bookshelf *bookshelf = bookshelf_new(three_reports(folder), NULL);
    assert_false(bookshelf_info(bookshelf, 0)->is_known);
    bookshelf_want(bookshelf, (const size_t[]){2}, 1);
    assert_int_equal(bookshelf_step(bookshelf, STEP_MS), BOOKSHELF_CHANGED);
    assert_true(bookshelf_knows_shown(bookshelf, SHELF_HEAD));
    assert_false(bookshelf_knows_shown(bookshelf, SHELF_WHOLE));
    assert_false(bookshelf_knows_heads(bookshelf));
    assert_string_equal(bookshelf_info(bookshelf, 2)->title, "Report c");
    finish(bookshelf);
    assert_true(bookshelf_knows_heads(bookshelf));
    assert_true(bookshelf_info(bookshelf, 2)->is_whole);
    assert_int_equal(bookshelf_info(bookshelf, 2)->minutes, 1);
    assert_int_equal(bookshelf_info(bookshelf, 2)->percent, -1);
    assert_false(bookshelf_info(bookshelf, 0)->is_whole);
    bookshelf_free(bookshelf);
    folder_free(folder);
}

static void a_report_that_can_not_be_read_says_why(void **state)
{
    (void)state;
    char *folder = folder_new();
    Bookshelf *bookshelf = bookshelf_new(three_reports(folder), NULL);
    finish(bookshelf);
    assert_true(bookshelf_info(bookshelf, 1)->is_broken);
    assert_non_null(strstr(bookshelf_info(bookshelf, 1)->why, "version 9 of the format"));
    assert_false(bookshelf_info(bookshelf, 0)->is_broken);
    bookshelf_free(bookshelf);
    folder_free(folder);
}

static void two_with_one_id_are_known_by_their_manifests(void **state)
{
    (void)state;
    char *folder = folder_new();
    Shelf shelf = {0};
    add_report(&shelf, folder, "new", "lamps", "One.");
    add_report(&shelf, folder, "old", "lamps", "One.");
    add_report(&shelf, folder, "ropes", "ropes", "One.");
    Bookshelf *bookshelf = bookshelf_new(shelf, NULL);
    assert_false(bookshelf_has_twin(bookshelf, 0));
    finish(bookshelf);
    assert_true(bookshelf_has_twin(bookshelf, 0));
    assert_true(bookshelf_has_twin(bookshelf, 1));
    assert_false(bookshelf_has_twin(bookshelf, 2));
    bookshelf_free(bookshelf);
    folder_free(folder);
}

static void those_read_last_come_first(void **state)
{
    (void)state;
    char *folder = folder_new(), *kept = path_in(folder, "kept"), *older = path_in(kept, "a.yaml"), *newer = path_in(kept, "c.yaml");
    Shelf shelf = three_reports(folder);
    mkdir(kept, 0700);
    write_text(older, "");
    write_text(newer, "");
    utime(older, &(struct utimbuf){1000, 1000});
    utime(newer, &(struct utimbuf){2000, 2000});
    Bookshelf *bookshelf = bookshelf_new(shelf, kept);
    assert_string_equal(bookshelf_entry(bookshelf, 0)->id, "c");
    assert_string_equal(bookshelf_entry(bookshelf, 1)->id, "a");
    assert_string_equal(bookshelf_entry(bookshelf, 2)->id, "b");
    bookshelf_free(bookshelf);
    free(older);
    free(newer);
    free(kept);
    folder_free(folder);
}

static void a_search_has_what_it_found_report_by_report(void **state)
{
    (void)state;
    char *folder = folder_new();
    ShelfSearch *search = shelf_search_new(bookshelf_new(three_reports(folder), NULL), (ShelfKept){0}, SHELF_HITS, "a lamp", (SearchOptions){0});
    assert_int_equal(shelf_search_step(search, STEP_MS), BOOKSHELF_CHANGED);
    assert_int_equal(shelf_search_read(search), 1);
    assert_false(shelf_search_is_done(search));
    assert_int_equal(shelf_search_count(search), 2);
    const ShelfFinding *first = shelf_search_finding(search, 0);
    assert_string_equal(first->title, "Report a");
    assert_string_equal(first->items[0].text, "A lamp.");
    assert_string_equal(first->items[0].match, "A lamp");
    assert_string_equal(first->items[1].citation, "1.2");
    assert_string_equal(first->items[1].chapter, "One");
    assert_int_equal(shelf_search_step(search, STEP_MS), BOOKSHELF_CHANGED);
    assert_int_equal(shelf_search_unread(search), 1);
    assert_int_equal(shelf_search_step(search, STEP_MS), BOOKSHELF_CHANGED);
    assert_int_equal(shelf_search_step(search, STEP_MS), BOOKSHELF_DONE);
    assert_true(shelf_search_is_done(search));
    assert_int_equal(shelf_search_count(search), 3);
    assert_int_equal(shelf_search_finding(search, 2)->items[0].report, 2);
    shelf_search_free(search);
    folder_free(folder);
}

static void bookmarks_of_all_reports_come_with_their_notes(void **state)
{
    (void)state;
    char *folder = folder_new(), *kept = path_in(folder, "kept");
    Shelf shelf = three_reports(folder);
    Problems problems = {0};
    Error error = {0};
    Report *report = report_open(shelf.entries[2].path, &problems);
    assert_non_null(report);
    Marks *marks = marks_new(report, records_open(kept, "c", "Report c", shelf.entries[2].path, &error));
    assert_true(marks_add(marks, (Place){0, 2, 0}, "buy oil", &error));
    marks_free(marks);
    report_free(report);
    ShelfSearch *search = shelf_search_new(bookshelf_new(shelf, kept), (ShelfKept){.state = kept}, SHELF_MARKS, "", (SearchOptions){0});
    while (shelf_search_step(search, STEP_MS) != BOOKSHELF_DONE)
        continue;
    assert_int_equal(shelf_search_count(search), 1);
    assert_string_equal(shelf_search_finding(search, 0)->id, "c");      // read last
    assert_string_equal(shelf_search_finding(search, 0)->items[0].note, "buy oil");
    assert_string_equal(shelf_search_finding(search, 0)->items[0].text, "A lamp.");
    shelf_search_free(search);
    free(kept);
    folder_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown_is_read_first_and_whole),
        cmocka_unit_test(a_report_that_can_not_be_read_says_why),
        cmocka_unit_test(two_with_one_id_are_known_by_their_manifests),
        cmocka_unit_test(those_read_last_come_first),
        cmocka_unit_test(a_search_has_what_it_found_report_by_report),
        cmocka_unit_test(bookmarks_of_all_reports_come_with_their_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
