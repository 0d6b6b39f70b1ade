// reader/reload: a report that is saved while it is read.
#include "session.h"
#include <stdio.h>
#include <unistd.h>

static const char *const files[] = {
    "report.yaml", "lectern: 1\nid: saved\ntitle: A Saved Report\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
    "one.yaml",
    "id: one\ntitle: First Chapter\nbody:\n"
    "  - The first lamp stands here.\n  - The second lamp is blue.\n  - {paragraph: The third lamp is far away., id: third}\n  - The fourth lamp went out.\n",
    "two.yaml", "id: two\ntitle: Second Chapter\nbody:\n  - Words without light.\n",
    NULL,
};
#define LAMPS "  - The second lamp is blue.\n  - The third lamp is far away.\n  - The fourth lamp went out.\n"
#define BROKEN "id: one\ntitle: First Chapter\nbody:\n  - [\n"

static Session *open_saved(ScreenReader mode)
{
    char *folder = session_report(files);
    Settings settings = settings_default();
    settings.screen_reader = mode;
    Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, 6, 60);
    return session;
}

// The reader knows where its report is for as long as the test goes.
static char *watch(Session *session)
{
    char *path = path_in(session->folder, "report.yaml");
    reader_watch(session->reader, path);
    return path;
}

static void save(Session *session, const char *name, const char *text)
{
    char *path = path_in(session->folder, name), *other = path_in(session->folder, "other");
    write_text(other, text);
    assert_int_equal(rename(other, path), 0);
    free(other);
    free(path);
}

// Some seconds in which no key comes.
static void rest(Session *session)
{
    for (int look = 0; look < 4; look++) {
        session->reader->watching.due = 0;
        while (reader_idle(session->reader))
            continue;
    }
    session->report = session->reader->report;
}

static void close_saved(Session *session, char *path)
{
    session_close(session);
    free(path);
}

// The text from the place on that the reader is at.
static const char *text_here(const Session *session)
{
    const Place place = reader_present_place(session->reader);
    return report_chapter(session->reader->report, place.chapter)->blocks[place.block].text + place.byte;
}

static void go_to_the_third_lamp(Session *session)
{
    press(session, "/ t h i r d Enter");
    reader_jump(session->reader, (Place){.chapter = 0, .block = 3});
    assert_string_equal(text_here(session), "The third lamp is far away.");
}

static void a_new_version_is_shown_at_the_same_words(void **state)
{
    (void)state;
    for (ScreenReader mode = SCREEN_READER_OFF; mode <= SCREEN_READER_LINE; mode++) {
        Session *session = open_saved(mode);
        char *path = watch(session);
        go_to_the_third_lamp(session);
        save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - A new lamp.\n  - The first lamp stands here.\n" LAMPS);
        rest(session);
        assert_string_equal(message(session), "The report was saved: this is its new version.");
        assert_string_equal(text_here(session), "The third lamp is far away.");
        assert_string_equal(report_chapter(session->reader->report, 0)->blocks[1].text, "A new lamp.");
        assert_int_equal(session->reader->reloads, 1);
        rest(session);
        assert_int_equal(session->reader->reloads, 1);
        close_saved(session, path);
    }
}

static void where_the_words_are_gone_that_is_told(void **state)
{
    (void)state;
    Session *session = open_saved(SCREEN_READER_OFF);
    char *path = watch(session);
    go_to_the_third_lamp(session);
    save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - The first lamp stands here.\n  - Another.\n  - {paragraph: Something else., id: third}\n");
    rest(session);
    assert_string_equal(message(session), "The report was saved: the words where you were are gone. This is near them.");
    assert_string_equal(text_here(session), "Something else.");
    save(session, "report.yaml", "lectern: 1\nid: saved\ntitle: A Saved Report\nlanguage: en\nchapters: [two.yaml]\n");
    rest(session);
    assert_string_equal(message(session), "The report was saved: the place where you were is gone. This is as near as can be found.");
    assert_string_equal(text_here(session), "Second Chapter");
    close_saved(session, path);
}

static void a_version_that_cannot_be_read_is_told_once_and_the_old_one_stays(void **state)
{
    (void)state;
    Session *session = open_saved(SCREEN_READER_OFF);
    char *path = watch(session);
    go_to_the_third_lamp(session);
    save(session, "one.yaml", BROKEN);
    rest(session);
    assert_non_null(strstr(message(session), "its new version can't be read; this is still the one before. "));
    assert_non_null(strstr(message(session), "one.yaml:5:1: "));
    assert_string_equal(text_here(session), "The third lamp is far away.");
    assert_int_equal(session->reader->reloads, 0);
    press(session, "=");
    rest(session);
    assert_null(strstr(message(session), "can't be read"));
    save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - The first lamp stands here.\n" LAMPS);
    rest(session);
    assert_string_equal(message(session), "The report was saved: this is its new version.");
    close_saved(session, path);
}

static void a_manifest_that_is_broken_or_gone_or_another_reports_is_told(void **state)
{
    (void)state;
    Session *session = open_saved(SCREEN_READER_OFF);
    char *path = watch(session), *away = path_in(session->folder, "away");
    save(session, "report.yaml", "lectern: 1\nid: saved\ntitel: A Saved Report\nlanguage: en\nchapters: [one.yaml]\n");
    rest(session);
    assert_non_null(strstr(message(session), "report.yaml:3:1: "));
    assert_int_equal(rename(path, away), 0);
    rest(session);
    assert_non_null(strstr(message(session), "No such file or directory"));
    save(session, "report.yaml", "lectern: 1\nid: another\ntitle: A Saved Report\nlanguage: en\nchapters: [one.yaml, two.yaml]\n");
    rest(session);
    assert_non_null(strstr(message(session), "It has another id"));
    assert_int_equal(session->reader->reloads, 0);
    assert_string_equal(report_about(session->reader->report)->id, "saved");
    free(away);
    close_saved(session, path);
}

static void nothing_changes_while_something_is_typed_or_listed(void **state)
{
    (void)state;
    static const char *const busy[][2] = {{"/ l a", "Esc"}, {"t", "q"}, {"1 2", "Backspace Backspace"}, {"o", "s"}, {"R", "j"}};
    for (size_t i = 0; i < sizeof busy / sizeof *busy; i++) {
        Session *session = open_saved(SCREEN_READER_OFF);
        char *path = watch(session);
        finish(session);
        press(session, busy[i][0]);
        save(session, "two.yaml", "id: two\ntitle: Second Chapter\nbody:\n  - Other words.\n");
        rest(session);
        assert_int_equal(session->reader->reloads, 0);
        press(session, busy[i][1]);
        rest(session);
        if (session->reader->reloads != 1)
            fail_msg("after %s nothing comes", busy[i][1]);
        close_saved(session, path);
    }
}

static void bookmarks_search_and_the_way_back_go_on(void **state)
{
    (void)state;
    Session *session = open_saved(SCREEN_READER_OFF);
    char *path = watch(session);
    go_to_the_third_lamp(session);
    press(session, "m / l a m p Enter g");
    save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - A new lamp.\n  - The first lamp stands here.\n" LAMPS);
    rest(session);
    assert_int_equal(marks_count(session->marks), 1);
    const Mark *mark = marks_at(session->marks, 0);
    assert_int_equal(mark->found, ANCHOR_FOUND);
    assert_int_equal(mark->place.block, 4);
    press(session, "n");
    assert_string_equal(message(session), "Hit 1 of 5.");
    press(session, "Backspace");
    assert_false(session->reader->message_is_error);
    close_saved(session, path);
}

static void nothing_is_passed_over_in_line_mode(void **state)
{
    (void)state;
    Session *session = open_saved(SCREEN_READER_LINE);
    char *path = watch(session);
    session->reader->has_told = true;
    press(session, "g s s");
    assert_string_equal(buffer_text(&session->reader->card.text), "The first lamp stands here.");
    save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - A new lamp.\n  - The first lamp stands here.\n" LAMPS);
    rest(session);
    press(session, "j");
    assert_string_equal(text_here(session), "The second lamp is blue.");
    save(session, "one.yaml", "id: one\ntitle: First Chapter\nbody:\n  - The first lamp stands here.\n" LAMPS);
    rest(session);
    press(session, "j");
    assert_string_equal(text_here(session), "The third lamp is far away.");
    close_saved(session, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_version_is_shown_at_the_same_words),
        cmocka_unit_test(where_the_words_are_gone_that_is_told),
        cmocka_unit_test(a_version_that_cannot_be_read_is_told_once_and_the_old_one_stays),
        cmocka_unit_test(a_manifest_that_is_broken_or_gone_or_another_reports_is_told),
        cmocka_unit_test(nothing_changes_while_something_is_typed_or_listed),
        cmocka_unit_test(bookmarks_search_and_the_way_back_go_on),
        cmocka_unit_test(nothing_is_passed_over_in_line_mode),
    };
    return cmocka_run_group_tests_name("reload", tests, NULL, NULL);
}
