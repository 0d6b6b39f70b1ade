// reader/reopen: another report in the place of the one that is read.
#include "session.h"
#include <unistd.h>

#define LAMPS "lectern: 1\nid: lamps\ntitle: Of Lamps\nlanguage: en\nchapters:\n  - {id: a, title: First, body: [The first lamp., The second lamp.]}\n" \
    "  - {id: b, title: Second, body: [The third lamp., The fourth lamp.]}\n"
#define WELLS "lectern: 1\nid: wells\ntitle: Of Wells\nlanguage: en\nchapters:\n  - {id: w, title: Water, body: [The first well., The second well., The third well.]}\n"

typedef struct {
    Session *session;
    char *lamps, *wells;    // paths of their folders
} Both;

static Both open_lamps(void)
{
    Both both = {.wells = folder_new()};
    char *path = path_in(both.wells, "report.yaml");
    write_text(path, WELLS);
    free(path);
    both.session = session_open(session_report((const char *const[]){"report.yaml", LAMPS, NULL}), 20, 60);
    both.lamps = strdup(both.session->folder);
    return both;
}

static void close_both(Both both)
{
    session_close(both.session);
    folder_free(both.wells);
    free(both.lamps);
}

static void open_other(Both both, const char *path)
{
    Error error;
    if (!reader_open(both.session->reader, path, &error))
        fail_msg("%s", error.text);
}

static const char *text_here(const Both both)
{
    const Reader *reader = both.session->reader;
    const Place place = reader_present_place(reader);
    return report_chapter(reader->report, place.chapter)->blocks[place.block].text;
}

static const char *title(const Both both)
{
    return report_about(both.session->reader->report)->title;
}

static void it_takes_the_place_of_the_present_one(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    press(both.session, "G / l a m p Enter");
    finish(both.session);
    reader_jump(reader, (Place){.chapter = 1, .block = 2});
    type(both.session, "l");
    assert_int_equal(reader->focus, FOCUS_HITS);
    assert_true(reader->back.count);
    open_other(both, both.wells);
    assert_string_equal(title(both), "Of Wells");
    assert_non_null(strstr(message(both.session), "Of Wells. "));
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_true(shows(both.session, "The first well."));
    assert_int_equal(reader->back.count, 0);
    assert_int_equal(reader_list(reader, FOCUS_HITS)->count, 0);
    assert_int_equal(reader_where(reader).pages, 1);
    press(both.session, "n");
    finish(both.session);
    assert_non_null(strstr(message(both.session), "Not found"));    // what is sought goes along, and is sought in this one
    close_both(both);
}

static void each_keeps_its_place_and_its_marks(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    open_other(both, both.wells);
    reader_jump(reader, (Place){.chapter = 0, .block = 2});
    press(both.session, "m");
    assert_int_equal(marks_count(reader->marks), 1);
    open_other(both, both.lamps);
    assert_string_equal(title(both), "Of Lamps");
    assert_int_equal(marks_count(reader->marks), 0);
    reader_jump(reader, (Place){.chapter = 1, .block = 1});
    open_other(both, both.wells);
    assert_int_equal(marks_count(reader->marks), 1);
    assert_string_equal(marks_at(reader->marks, 0)->sentence, "The second well.");
    assert_string_equal(text_here(both), "The second well.");
    open_other(both, both.lamps);
    assert_string_equal(text_here(both), "The third lamp.");
    close_both(both);
}

static void the_one_that_is_open_stays_as_it_is(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    const Report *before = reader->report;
    reader_jump(reader, (Place){.chapter = 1, .block = 2});
    press(both.session, "t");
    assert_int_equal(reader->focus, FOCUS_CONTENTS);
    open_other(both, both.lamps);
    assert_ptr_equal(reader->report, before);
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_string_equal(text_here(both), "The fourth lamp.");
    assert_true(reader->back.count);
    close_both(both);
}

static void what_is_no_report_changes_nothing(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    const Report *before = reader->report;
    Error error = {0};
    char *none = path_in(both.wells, "none"), *path = path_in(both.wells, "report.yaml");
    reader_jump(reader, (Place){.chapter = 1, .block = 2});
    assert_false(reader_open(reader, none, &error));
    assert_string_not_equal(error.text, "");
    write_text(path, "lectern: 1\nid: wells\n");
    error = (Error){0};
    assert_false(reader_open(reader, both.wells, &error));
    assert_string_not_equal(error.text, "");
    assert_ptr_equal(reader->report, before);
    assert_string_equal(text_here(both), "The fourth lamp.");
    free(none);
    free(path);
    close_both(both);
}

static void a_report_whose_bookmarks_would_be_lost_is_not_left(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    char *blocked = path_in(both.lamps, "state");
    Error error = {0};
    write_text(blocked, "a file where the folder should be");
    assert_false(marks_add(reader->marks, (Place){.chapter = 0, .block = 1}, "", &error));
    assert_false(reader_open(reader, both.wells, &error));
    assert_non_null(strstr(error.text, "Bookmarks of this report could not be saved, and would be lost: "));
    assert_string_equal(title(both), "Of Lamps");
    assert_int_equal(marks_count(reader->marks), 1);
    assert_int_equal(unlink(blocked), 0);
    open_other(both, both.wells);
    assert_string_equal(title(both), "Of Wells");
    free(blocked);
    close_both(both);
}

// Nothing is on the disk that could be read again.
static void in_private_reading_marks_are_kept_aside(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    Error error;
    marks_free(reader->marks);
    reader->marks = marks_new(reader->report, records_in_memory());
    assert_true(marks_add(reader->marks, (Place){.chapter = 0, .block = 2}, "mine", &error));
    open_other(both, both.wells);
    assert_int_equal(marks_count(reader->marks), 0);
    assert_true(marks_add(reader->marks, (Place){.chapter = 0, .block = 1}, "", &error));
    assert_int_equal(reader_private_marks(reader), 2);
    open_other(both, both.lamps);
    assert_int_equal(marks_count(reader->marks), 1);
    assert_string_equal(marks_at(reader->marks, 0)->note, "mine");
    assert_string_equal(marks_at(reader->marks, 0)->sentence, "The second lamp.");
    assert_int_equal(reader_private_marks(reader), 2);
    close_both(both);
}

static void the_one_that_is_read_is_the_one_that_is_watched(void **state)
{
    (void)state;
    Both both = open_lamps();
    Reader *reader = both.session->reader;
    char *path = path_in(both.wells, "report.yaml");
    open_other(both, both.wells);
    assert_null(reader->watching.path);
    open_other(both, both.lamps);
    reader_watch(reader, both.lamps);
    open_other(both, path);
    assert_string_equal(reader->watching.path, path);
    free(path);
    close_both(both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_takes_the_place_of_the_present_one),
        cmocka_unit_test(each_keeps_its_place_and_its_marks),
        cmocka_unit_test(the_one_that_is_open_stays_as_it_is),
        cmocka_unit_test(what_is_no_report_changes_nothing),
        cmocka_unit_test(a_report_whose_bookmarks_would_be_lost_is_not_left),
        cmocka_unit_test(in_private_reading_marks_are_kept_aside),
        cmocka_unit_test(the_one_that_is_read_is_the_one_that_is_watched),
    };
    return cmocka_run_group_tests_name("reader_reopen", tests, NULL, NULL);
}
