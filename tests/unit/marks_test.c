// reader/marks.h: bookmarks, the place to come back to and chapters read, on a real report and a real state file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>
#include "base/file.h"
#include "folder.h"
#include "reader/marks.h"

typedef struct {
    char *base;         // the test's folder
    char *state;        // base/state
    char *report_file;  // base/report.yaml
    Report *report;
    Marks *marks;
    Error error;
} Given;

static const char report_text[] =
    "lectern: 1\nid: voyage\ntitle: A Voyage\nlanguage: en\npublished: 2021-07\nchapters:\n"
    "  - {id: out, title: Out, body: [The ship left the harbour at dawn with the tide., The wind was light and the sea was calm all day.]}\n"
    "  - {id: home, title: Home, body: [The ship came back in the spring with one mast.]}\n";

static const char revised_text[] =
    "lectern: 1\nid: voyage\ntitle: A Voyage\nlanguage: en\npublished: 2022-07\nchapters:\n"
    "  - {id: before, title: Before, body: [Nobody knew of the ship then.]}\n"
    "  - {id: out, title: Out, body: [A new paragraph stands here., The ship left the harbour at dawn with the tide.]}\n"
    "  - {id: home, title: Home, body: [The ship came back in the spring with one mast.]}\n";

static void begin_session(Given *given, const char *text)
{
    Problems problems = {0};
    write_text(given->report_file, text);
    given->report = report_open(given->report_file, &problems);
    assert_non_null(given->report);
    problems_clear(&problems);
    Records *records = records_open(given->state, "voyage", "A Voyage", given->base, &given->error);
    assert_string_equal(given->error.text, "");
    given->marks = marks_new(given->report, records);
}

static void end_session(Given *given)
{
    marks_free(given->marks);
    report_free(given->report);
    given->marks = NULL;
    given->report = NULL;
}

static void next_session(Given *given, const char *text)
{
    end_session(given);
    begin_session(given, text);
}

static int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->base = folder_new();
    given->state = path_in(given->base, "state");
    given->report_file = path_in(given->base, "report.yaml");
    *state = given;
    begin_session(given, report_text);
    return 0;
}

static int free_given(void **state)
{
    Given *given = *state;
    end_session(given);
    folder_free(given->base);
    free(given->state);
    free(given->report_file);
    free(given);
    return 0;
}

// The place of the first occurrence of a text.
static Place place_of(const Given *given, int chapter, const char *words)
{
    const Chapter *loaded = report_chapter(given->report, chapter);
    for (int i = 0; i < loaded->count; i++) {
        const char *found = strstr(loaded->blocks[i].text, words);
        if (found)
            return (Place){.chapter = chapter, .block = i, .byte = (size_t)(found - loaded->blocks[i].text)};
    }
    fail_msg("\"%s\" is not in chapter %d", words, chapter);
    return (Place){0};
}

static void assert_stands_at(const Given *given, Place place, const char *words)
{
    const Block *block = &report_chapter(given->report, place.chapter)->blocks[place.block];
    assert_memory_equal(block->text + place.byte, words, strlen(words));
}

static void add(Given *given, int chapter, const char *words, const char *note)
{
    assert_true(marks_add(given->marks, place_of(given, chapter, words), note, &given->error));
}

static void assert_notes(Given *given, const char *expected)
{
    Buffer notes = {0};
    for (size_t i = 0; i < marks_count(given->marks); i++)
        buffer_addf(&notes, "%s ", marks_at(given->marks, i)->note);
    assert_string_equal(buffer_text(&notes), expected);
    buffer_free(&notes);
}

static void bookmarks_come_in_reading_order_with_their_words(void **state)
{
    Given *given = *state;
    add(given, 1, "came back", "third");
    add(given, 0, "ship left", "first");
    add(given, 0, "sea was", "second");
    assert_notes(given, "first second third ");
    next_session(given, report_text);
    assert_notes(given, "first second third ");
    const Mark *mark = marks_at(given->marks, 0);
    assert_string_equal(mark->sentence, "The ship left the harbour at dawn with the tide.");
    assert_int_equal(mark->found, ANCHOR_FOUND);
    assert_int_equal(strlen(mark->time), 20);
    assert_stands_at(given, mark->place, "ship left");
}

static void a_bookmark_survives_a_revised_report(void **state)
{
    Given *given = *state;
    add(given, 0, "harbour", "stays");
    add(given, 0, "sea was calm", "lost");
    next_session(given, revised_text);
    assert_int_equal(marks_count(given->marks), 2);
    for (size_t i = 0; i < 2; i++) {
        const Mark *mark = marks_at(given->marks, i);
        bool stays = strcmp(mark->note, "stays") == 0;
        assert_int_equal(mark->place.chapter, 1);
        if (stays)
            assert_stands_at(given, mark->place, "harbour at dawn");
        else {
            assert_int_not_equal(mark->found, ANCHOR_FOUND);
            assert_memory_equal(mark->sentence, "sea was calm", 12); // the words that were kept
        }
    }
}

static void a_note_is_changed_and_made_safe(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "one\x1B[31m\ntwo");
    assert_notes(given, "one\xE2\x90\x9B[31m\ntwo ");
    char *file = path_in(given->state, "voyage.yaml");
    char *text = read_text(file);
    assert_non_null(strstr(text, "text: \"one\xE2\x90\x9B[31m\\ntwo\""));
    free(text);
    free(file);
    assert_true(marks_change(given->marks, marks_at(given->marks, 0)->id, "better", &given->error));
    assert_notes(given, "better ");
    next_session(given, report_text);
    assert_notes(given, "better ");
    assert_false(marks_change(given->marks, "nobody", "x", &given->error));
    assert_string_equal(given->error.text, "This bookmark is not there any more.");
}

static void a_note_in_the_file_that_steers_a_terminal_is_made_safe(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "one");
    char *file = path_in(given->state, "voyage.yaml");
    char *text = read_text(file);
    char *note = strstr(text, "text: \"one\"");
    assert_non_null(note);
    Buffer evil = {0};
    buffer_add(&evil, text, (size_t)(note - text));
    buffer_add_text(&evil, "text: \"\\e]0;x\\a\"}\n");
    write_text(file, evil.bytes);
    next_session(given, report_text);
    assert_notes(given, "\xE2\x90\x9B]0;x\xE2\x90\x87 ");
    buffer_free(&evil);
    free(text);
    free(file);
}

static void what_was_removed_last_comes_back_first(void **state)
{
    Given *given = *state;
    assert_false(marks_undo(given->marks, NULL, &given->error));
    assert_string_equal(given->error.text, "Nothing to undo.");
    add(given, 0, "ship", "a");
    add(given, 0, "wind", "b");
    add(given, 1, "spring", "c");
    assert_true(marks_remove(given->marks, marks_at(given->marks, 1)->id, &given->error));
    assert_true(marks_remove(given->marks, marks_at(given->marks, 0)->id, &given->error));
    assert_notes(given, "c ");
    next_session(given, report_text);
    assert_notes(given, "c ");
    assert_true(marks_undo(given->marks, NULL, &given->error));
    assert_notes(given, "a c ");
    assert_true(marks_undo(given->marks, NULL, &given->error));
    assert_notes(given, "a b c ");
    assert_false(marks_undo(given->marks, NULL, &given->error));
}

static void a_removed_bookmark_can_not_be_removed_again(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "a");
    char *id = strdup(marks_at(given->marks, 0)->id);
    assert_true(marks_remove(given->marks, id, &given->error));
    assert_false(marks_remove(given->marks, id, &given->error));
    assert_false(marks_change(given->marks, id, "x", &given->error));
    assert_int_equal(marks_count(given->marks), 0);
    free(id);
}

static void two_sessions_see_each_others_bookmarks(void **state)
{
    Given *given = *state;
    Marks *other = marks_new(given->report, records_open(given->state, "voyage", "A Voyage", given->base, &given->error));
    assert_true(marks_add(other, place_of(given, 0, "ship"), "theirs", &given->error));
    assert_notes(given, "");
    add(given, 1, "ship", "mine");
    assert_notes(given, "theirs mine ");
    assert_true(marks_remove(other, marks_at(other, 0)->id, &given->error));
    assert_true(marks_save_place(given->marks, place_of(given, 1, "mast"), &given->error));
    assert_notes(given, "mine ");
    marks_free(other);
}

static void an_older_copy_over_the_file_loses_nothing_that_was_told_to_be_saved(void **state)
{
    Given *given = *state;
    Buffer bytes = {0};
    char *path = path_in(given->state, "voyage.yaml"), *copy = path_in(given->state, "copy");
    add(given, 0, "ship", "a");
    assert_true(file_read(path, 1 << 20, &bytes, &given->error));
    add(given, 0, "wind", "b");
    write_text(copy, buffer_text(&bytes));
    chmod(copy, 0600);
    assert_int_equal(rename(copy, path), 0);
    add(given, 1, "spring", "c");
    next_session(given, report_text);
    assert_notes(given, "a b c ");
    buffer_free(&bytes);
    free(copy);
    free(path);
}

// As where a file is renamed over it that got the inode of an earlier one: neither its number nor its length tells that it is another.
static void another_file_with_the_same_inode_loses_nothing_either(void **state)
{
    Given *given = *state;
    char *path = path_in(given->state, "voyage.yaml");
    add(given, 0, "ship", "a");
    Marks *other = marks_new(given->report, records_open(given->base, "voyage", "A Voyage", given->base, &given->error));
    for (int i = 0; i < 9; i++)
        assert_true(marks_add(other, place_of(given, 0, "wind"), "b", &given->error));
    char *written = path_in(given->base, "voyage.yaml"), *text = read_text(written);
    write_text(path, text);
    add(given, 1, "spring", "c");
    next_session(given, report_text);
    assert_notes(given, "a b b b b b b b b b c ");
    marks_free(other);
    free(text);
    free(written);
    free(path);
}

static void what_another_session_compacted_away_can_be_undone(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "a");
    add(given, 0, "wind", "b");
    Marks *other = marks_new(given->report, records_open(given->state, "voyage", "A Voyage", given->base, &given->error));
    assert_true(marks_remove(other, marks_at(other, 0)->id, &given->error));
    for (int i = 0; i < 300; i++)
        assert_true(marks_save_place(other, place_of(given, i % 2, "ship"), &given->error));
    marks_free(other);
    add(given, 1, "spring", "c");
    assert_notes(given, "b c ");
    assert_true(marks_undo(given->marks, NULL, &given->error));
    next_session(given, report_text);
    assert_notes(given, "a b c ");
}

static void a_bookmark_is_known_by_its_place_and_note(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "a");
    assert_true(marks_has(given->marks, place_of(given, 0, "ship"), ""));
    assert_true(marks_has(given->marks, place_of(given, 0, "ship"), "a"));
    assert_false(marks_has(given->marks, place_of(given, 0, "ship"), "b"));
    assert_false(marks_has(given->marks, place_of(given, 0, "wind"), ""));
    assert_true(marks_remove(given->marks, marks_at(given->marks, 0)->id, &given->error));
    assert_false(marks_has(given->marks, place_of(given, 0, "ship"), ""));
}

static void marks_of_one_place_stand_as_they_were_made(void **state)
{
    enum { COUNT = 12 };
    Given *given = *state;
    char note[2] = "a";
    for (int i = 0; i < COUNT; i++) {
        *note = (char)('a' + i);
        assert_true(marks_add(given->marks, (Place){0, 1, 0}, note, &given->error));
    }
    next_session(given, report_text);
    assert_int_equal(marks_count(given->marks), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        *note = (char)('a' + (int)i);
        assert_string_equal(marks_at(given->marks, i)->note, note);
    }
}

static void what_another_session_deleted_is_not_changed(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "a");
    char *id = strdup(marks_at(given->marks, 0)->id);
    Marks *other = marks_new(given->report, records_open(given->state, "voyage", "A Voyage", given->base, &given->error));
    assert_true(marks_remove(other, id, &given->error));
    assert_false(marks_change(given->marks, id, "b", &given->error));
    assert_string_equal(given->error.text, "This bookmark is not there any more.");
    assert_int_equal(marks_count(given->marks), 0);
    assert_true(marks_add(other, place_of(given, 0, "wind"), "c", &given->error));
    assert_int_equal(marks_count(given->marks), 0);
    marks_refresh(given->marks);
    assert_int_equal(marks_count(given->marks), 1);
    marks_free(other);
    free(id);
}

static size_t count_records(const Given *given)
{
    Error error;
    Records *records = records_open(given->state, "voyage", "A Voyage", given->base, &error);
    size_t count = records_count(records);
    records_free(records);
    return count;
}

static void the_place_comes_back_and_is_written_only_if_it_moved(void **state)
{
    Given *given = *state;
    Place place;
    AnchorResult found;
    assert_false(marks_last_place(given->marks, &place, &found));
    assert_true(marks_save_place(given->marks, place_of(given, 0, "wind"), &given->error));
    assert_true(marks_save_place(given->marks, place_of(given, 1, "spring"), &given->error));
    size_t count = count_records(given);
    assert_true(marks_save_place(given->marks, place_of(given, 1, "spring"), &given->error));
    assert_int_equal(count_records(given), count);
    next_session(given, revised_text);
    assert_true(marks_last_place(given->marks, &place, &found));
    assert_int_equal(found, ANCHOR_FOUND);
    assert_int_equal(place.chapter, 2);
    assert_stands_at(given, place, "spring");
}

static void places_do_not_fill_the_disk(void **state)
{
    Given *given = *state;
    add(given, 0, "ship", "a");
    for (int i = 0; i < 300; i++)
        assert_true(marks_save_place(given->marks, place_of(given, i % 2, "ship"), &given->error));
    assert_true(count_records(given) < 130);
    assert_notes(given, "a ");
    next_session(given, report_text);
    assert_notes(given, "a ");
}

static void a_chapter_read_is_remembered_once(void **state)
{
    Given *given = *state;
    assert_false(marks_is_read(given->marks, 0));
    assert_true(marks_set_read(given->marks, 0, &given->error));
    assert_true(marks_is_read(given->marks, 0));
    assert_false(marks_is_read(given->marks, 1));
    size_t count = count_records(given);
    assert_true(marks_set_read(given->marks, 0, &given->error));
    assert_int_equal(count_records(given), count);
    next_session(given, revised_text);
    assert_false(marks_is_read(given->marks, 0));
    assert_true(marks_is_read(given->marks, 1));
    assert_true(marks_set_read(given->marks, 0, &given->error));
    assert_true(marks_is_read(given->marks, 0));
}

static void a_chapter_begun_is_remembered_once_until_it_is_read(void **state)
{
    Given *given = *state;
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_UNREAD);
    assert_string_equal(marks_reached_time(given->marks, 0), "");
    marks_set_begun(given->marks, 0);
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_BEGUN);
    assert_int_equal(marks_progress(given->marks, 1), CHAPTER_UNREAD);
    assert_int_equal(strlen(marks_reached_time(given->marks, 0)), strlen("2026-11-23T20:00:00Z"));
    const size_t count = count_records(given);
    marks_set_begun(given->marks, 0);
    assert_int_equal(count_records(given), count);
    next_session(given, revised_text);
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_UNREAD);
    assert_int_equal(marks_progress(given->marks, 1), CHAPTER_BEGUN);
    assert_false(marks_is_read(given->marks, 1));
    assert_true(marks_set_read(given->marks, 1, &given->error));
    marks_set_begun(given->marks, 1);
    assert_int_equal(count_records(given), count + 1);
    next_session(given, report_text);
    assert_true(marks_is_read(given->marks, 0));
}

static void a_chapter_that_one_session_reads_is_not_begun_again_by_another(void **state)
{
    Given *given = *state;
    Error error;
    Marks *other = marks_new(given->report, records_open(given->state, "voyage", "A Voyage", given->base, &error));
    assert_int_equal(marks_progress(other, 0), CHAPTER_UNREAD);
    assert_true(marks_set_read(given->marks, 0, &given->error));
    marks_set_begun(other, 0);     // it has not looked since
    assert_int_equal(marks_progress(other, 0), CHAPTER_READ);
    marks_free(other);
    next_session(given, report_text);
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_READ);
    assert_int_equal(marks_progress(given->marks, 1), CHAPTER_UNREAD);
}

static void a_disk_that_refuses_is_told_at_the_end_of_a_chapter_once(void **state)
{
    Given *given = *state;
    write_text(given->state, "a file where the folder should be");
    marks_set_begun(given->marks, 0);
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_BEGUN);
    assert_false(marks_set_read(given->marks, 0, &given->error));
    assert_memory_equal(given->error.text, "not saved: ", 11);
    marks_set_begun(given->marks, 1);
    assert_true(marks_set_read(given->marks, 1, &given->error));
    assert_int_equal(unlink(given->state), 0);
    assert_true(records_save(marks_records(given->marks), &given->error));
    next_session(given, report_text);
    assert_int_equal(marks_progress(given->marks, 0), CHAPTER_READ);
    assert_int_equal(marks_progress(given->marks, 1), CHAPTER_READ);
}

static void what_can_not_be_saved_is_there_for_the_session(void **state)
{
    Given *given = *state;
    write_text(given->state, "a file where the folder should be");
    assert_false(marks_add(given->marks, place_of(given, 0, "ship"), "kept", &given->error));
    assert_memory_equal(given->error.text, "not saved: ", 11);
    assert_notes(given, "kept ");
    assert_false(marks_save_place(given->marks, place_of(given, 0, "ship"), &given->error));
    assert_false(marks_save_place(given->marks, place_of(given, 0, "ship"), &given->error)); // still not on the disk
    assert_int_equal(unlink(given->state), 0);
    assert_true(marks_save_place(given->marks, place_of(given, 0, "ship"), &given->error));
    next_session(given, report_text);
    assert_notes(given, "kept ");
}

#define MARKS_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MARKS_TEST(bookmarks_come_in_reading_order_with_their_words),
        MARKS_TEST(a_bookmark_survives_a_revised_report),
        MARKS_TEST(a_note_is_changed_and_made_safe),
        MARKS_TEST(a_note_in_the_file_that_steers_a_terminal_is_made_safe),
        MARKS_TEST(what_was_removed_last_comes_back_first),
        MARKS_TEST(a_removed_bookmark_can_not_be_removed_again),
        MARKS_TEST(two_sessions_see_each_others_bookmarks),
        MARKS_TEST(an_older_copy_over_the_file_loses_nothing_that_was_told_to_be_saved),
        MARKS_TEST(another_file_with_the_same_inode_loses_nothing_either),
        MARKS_TEST(what_another_session_compacted_away_can_be_undone),
        MARKS_TEST(a_bookmark_is_known_by_its_place_and_note),
        MARKS_TEST(marks_of_one_place_stand_as_they_were_made),
        MARKS_TEST(what_another_session_deleted_is_not_changed),
        MARKS_TEST(the_place_comes_back_and_is_written_only_if_it_moved),
        MARKS_TEST(places_do_not_fill_the_disk),
        MARKS_TEST(a_chapter_read_is_remembered_once),
        MARKS_TEST(a_chapter_begun_is_remembered_once_until_it_is_read),
        MARKS_TEST(a_chapter_that_one_session_reads_is_not_begun_again_by_another),
        MARKS_TEST(a_disk_that_refuses_is_told_at_the_end_of_a_chapter_once),
        MARKS_TEST(what_can_not_be_saved_is_there_for_the_session),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
