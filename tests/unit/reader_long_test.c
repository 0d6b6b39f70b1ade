// reader/: a chapter so long that it is laid out only as far as it is asked for.
#include "layout/pages.h"
#include "session.h"

enum { PARAGRAPHS = 200, ROWS = 24, COLUMNS = 80 };

static char *long_report(void)
{
    Buffer first = {0}, second = {0};
    add_chapter(&first, 1, PARAGRAPHS);
    add_chapter(&second, 2, PARAGRAPHS);
    const char *const files[] = {"report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
        "one.yaml", first.bytes, "two.yaml", second.bytes, NULL};
    char *folder = session_report(files);
    buffer_free(&first);
    buffer_free(&second);
    return folder;
}

static void nothing_is_laid_out_behind_the_next_page_before_the_first_is_shown(void **state)
{
    (void)state;
    Session *session = session_open(long_report(), ROWS, COLUMNS);
    const Layout *shown = session->reader->shown;
    assert_false(layout_is_whole(shown));
    assert_in_range(layout_line_guessed(shown, PARAGRAPHS / 2), 2 * ROWS + 1, PARAGRAPHS * ROWS);
    const Whereabouts first = reader_where(session->reader);
    assert_true(first.is_about);
    assert_int_equal(first.page, 1);
    assert_false(layout_is_whole(shown));
    finish(session);
    assert_ptr_equal(session->reader->shown, shown);
    assert_false(layout_is_whole(shown));   // its pages were only counted
    const Whereabouts then = reader_where(session->reader);
    assert_false(then.is_about);
    assert_int_equal(then.page, 1);
    assert_in_range(first.pages, then.pages / 2, then.pages * 2);
    assert_in_range(first.minutes, then.minutes / 2, then.minutes * 2);
    assert_int_equal(layout_lines_guessed(shown), layout_line_count(shown));
    const Whereabouts whole = reader_where(session->reader);
    assert_int_equal(whole.pages, then.pages);
    assert_int_equal(whole.minutes, then.minutes);
    session_close(session);
}

static void assert_same_page(const Reader *reader, const Reader *other, const char *keys)
{
    const Position *now = &reader->position, *then = &other->position;
    const bool is_same = place_compare(now->place, then->place) == 0 && now->top == then->top && now->end == then->end && now->second == then->second
        && now->page == then->page && now->reading == then->reading && now->clear == then->clear && now->lead == then->lead;
    if (!is_same)
        fail_msg("after %s: line %d of chapter %d, page %d; when all was laid out: line %d of chapter %d, page %d", keys, now->top, now->place.chapter,
                 now->page, then->top, then->place.chapter, then->page);
    assert_in_range(reader_where(reader).percent, 0, 100);
    assert_in_range(reader_where(reader).page, 1, reader_where(reader).pages);
}

static const char *const keys[] = {
    "Space", "Space Space b", "j", "d d u", "k", "G", "G b", "G k", "} Space", "} {", "} b", "} k", "]", "] ]", "] ] [", "} [", "1 . 1 5 0 g", "2 . 1 2 0 g b",
    "9 g", "4 0 g", "5 0 %", "1 0 0 %", "1 . 9 9 g j j", "/ c h a p t e r Space 2 Enter n", "1 . 1 3 0 g Backspace", "1 . 1 7 0 g m ' Enter", "t Enter",
};

// Whoever types at once comes where whoever waits comes.
static void check_keys(Settings settings, int rows, int columns)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char *folder = long_report(), *other_folder = long_report();
        Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, rows, columns);
        Session *other = session_open_with(settings, path_in(other_folder, "report.yaml"), other_folder, rows, columns);
        finish(other);
        press(other, keys[i]);
        press(session, keys[i]);
        finish(other);
        assert_same_page(session->reader, other->reader, keys[i]);
        reader_resize(session->reader, rows + 5, columns - 30);
        reader_resize(other->reader, rows + 5, columns - 30);
        assert_same_page(session->reader, other->reader, keys[i]);
        finish(session);
        assert_same_page(session->reader, other->reader, keys[i]);
        session_close(session);
        session_close(other);
    }
}

static void keys_lead_where_they_do_when_all_was_laid_out(void **state)
{
    (void)state;
    check_keys(settings_default(), ROWS, COLUMNS);
}

static void so_do_they_in_two_columns(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings.columns = 2;
    settings.width = 40;
    check_keys(settings, ROWS, 2 * COLUMNS);
}

static void so_do_they_where_it_is_heard(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings.screen_reader = SCREEN_READER_PAGE;
    check_keys(settings, ROWS, COLUMNS);
}

static void so_do_they_line_by_line(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings.screen_reader = SCREEN_READER_LINE;
    check_keys(settings, ROWS, COLUMNS);
}

enum { LARGE_PARAGRAPHS = 800 };    // of 160 KB: only the start of it is read at first

// `behind` comes at the end of the chapter.
static char *large_report(const char *behind)
{
    Buffer text = {0};
    add_chapter(&text, 1, LARGE_PARAGRAPHS);
    buffer_add_text(&text, behind);
    const char *const files[] = {"report.yaml", "lectern: 1\nid: large\ntitle: Large\nlanguage: en\nchapters: [one.yaml]\n", "one.yaml", text.bytes, NULL};
    char *folder = session_report(files);
    buffer_free(&text);
    return folder;
}

static Session *open_large(NewReader *new_reader, Settings settings, const char *behind, int rows, int columns)
{
    char *folder = large_report(behind);
    return session_open_by(new_reader, settings, path_in(folder, "report.yaml"), folder, rows, columns);
}

static bool is_read(const Session *session)
{
    return report_chapter_if_loaded(session->report, 0);
}

static void assert_same_lines(Session *session, Session *other)
{
    for (int i = session->reader->position.top; i < session->reader->position.end; i++) {
        char *line = line_text(session, i), *expected = line_text(other, i);
        assert_string_equal(line, expected);
        free(line);
        free(expected);
    }
}

static void check_early(Settings settings, int rows, int columns)
{
    Session *session = open_large(reader_new_early, settings, "", rows, columns), *other = open_large(reader_new, settings, "", rows, columns);
    assert_false(is_read(session));
    assert_same_page(session->reader, other->reader, "opening it early");
    assert_same_lines(session, other);
    reader_resize(session->reader, rows / 2, columns);
    reader_resize(session->reader, rows, columns);
    assert_false(is_read(session));
    assert_true(reader_shows_start(session->reader));
    reader_complete(session->reader);
    assert_true(is_read(session));
    assert_same_page(session->reader, other->reader, "reading the rest");
    assert_same_lines(session, other);
    assert_string_equal(buffer_text(&session->reader->message), buffer_text(&other->reader->message));
    assert_false(reader_shows_start(session->reader));
    press(session, "G");
    press(other, "G");
    assert_same_page(session->reader, other->reader, "G");
    session_close(session);
    session_close(other);
}

static void the_first_page_is_there_before_the_rest_is_read(void **state)
{
    (void)state;
    Settings settings = settings_default(), marked = settings, wide = settings;
    marked.has_marker = true;
    wide.columns = 2;
    check_early(settings, ROWS, COLUMNS);
    check_early(settings, 6, 25);
    check_early(marked, ROWS, COLUMNS);
    check_early(wide, ROWS, 2 * COLUMNS);
}

// Of those that go on by a page at most none waits for the rest, as long as there are two pages more.
static void check_keys_on_a_start(Settings settings, int rows, int columns)
{
    static const char *const typed[] = {"Space", "j", "d", "Space", "b", "k", "Space", "Space", "u", "Space", "Down", "Space"};
    Session *session = open_large(reader_new_early, settings, "", rows, columns), *other = open_large(reader_new, settings, "", rows, columns);
    int begun = 0;
    for (int i = 0; reader_shows_start(session->reader); i++) {
        const char *key = typed[i % (int)(sizeof typed / sizeof *typed)];
        press(session, key);
        press(other, key);
        assert_same_page(session->reader, other->reader, key);
        assert_same_lines(session, other);
        assert_int_equal(is_read(session), !reader_shows_start(session->reader));
        begun += reader_shows_start(session->reader);
        assert_int_equal(marks_progress(session->marks, 0), reader_shows_start(session->reader) ? CHAPTER_UNREAD : CHAPTER_BEGUN);
    }
    assert_in_range(begun, 5, 1000);
    session_close(session);
    session_close(other);
}

static void whoever_turns_pages_does_not_wait_for_the_rest(void **state)
{
    (void)state;
    Settings wide = settings_default();
    wide.columns = 2;
    check_keys_on_a_start(settings_default(), ROWS, COLUMNS);
    check_keys_on_a_start(settings_default(), 6, 25);
    check_keys_on_a_start(wide, ROWS, 2 * COLUMNS);
}

static void what_needs_all_of_a_chapter_has_it(void **state)
{
    (void)state;
    for (size_t i = 2; i < sizeof keys / sizeof *keys; i += 3) {
        Session *session = open_large(reader_new_early, settings_default(), "", ROWS, COLUMNS), *other = open_large(reader_new, settings_default(), "", ROWS, COLUMNS);
        press(session, keys[i]);
        press(other, keys[i]);
        finish(session);
        finish(other);
        assert_same_page(session->reader, other->reader, keys[i]);
        session_close(session);
        session_close(other);
    }
    Session *session = open_large(reader_new_early, settings_default(), "", ROWS, COLUMNS);
    press(session, "q");
    assert_true(session->reader->is_over && reader_shows_start(session->reader));
    session_close(session);
}

static bool is_awaited(void *context)
{
    return --*(int *)context >= 0;
}

static void between_keys_the_rest_is_read(void **state)
{
    (void)state;
    int awaited = 1;
    Session *session = open_large(reader_new_early, settings_default(), "", ROWS, COLUMNS), *other = open_large(reader_new, settings_default(), "", ROWS, COLUMNS);
    const int guessed = reader_where(session->reader).pages;
    session->reader->notice = (Notice){.is_awaited = is_awaited, .context = &awaited};
    assert_true(reader_idle(session->reader));
    assert_int_equal(awaited, 0);
    assert_true(reader_shows_start(session->reader) && !is_read(session));
    assert_true(reader_idle(session->reader));
    assert_false(reader_shows_start(session->reader));
    finish(session);
    finish(other);
    assert_same_page(session->reader, other->reader, "idle time");
    assert_in_range(guessed, reader_where(session->reader).pages / 2, reader_where(session->reader).pages * 2);
    session_close(session);
    session_close(other);
}

static void where_the_start_does_not_fill_the_screen_all_is_read(void **state)
{
    (void)state;
    Session *session = open_large(reader_new_early, settings_default(), "", 2000, COLUMNS), *other = open_large(reader_new, settings_default(), "", 2000, COLUMNS);
    assert_true(is_read(session));
    assert_same_page(session->reader, other->reader, "opening it early");
    assert_false(reader_shows_start(session->reader));
    session_close(session);
    session_close(other);
}

static void what_is_wrong_behind_the_start_is_told_once_it_is_read(void **state)
{
    (void)state;
    Session *session = open_large(reader_new_early, settings_default(), "  - of: an unknown kind\n", ROWS, COLUMNS);
    assert_false(layout_chapter(session->reader->shown)->is_broken);
    assert_true(shows(session, "Opening words of chapter 1."));
    reader_complete(session->reader);
    assert_true(layout_chapter(session->reader->shown)->is_broken);
    assert_true(shows(session, "one.yaml:"));
    assert_false(shows(session, "Opening words of chapter 1."));
    session_close(session);
}

static void where_a_place_was_kept_its_chapter_is_read(void **state)
{
    (void)state;
    Error error;
    Session *session = open_large(reader_new, settings_default(), "", ROWS, COLUMNS);
    press(session, "Space Space");
    const Place place = session->reader->position.place;
    assert_true(reader_save_place(session->reader, &error));
    char *folder = session_leave(session);
    session = session_open_by(reader_new_early, settings_default(), path_in(folder, "report.yaml"), folder, ROWS, COLUMNS);
    assert_true(is_read(session));
    assert_int_equal(place_compare(session->reader->position.place, place), 0);
    assert_false(reader_shows_start(session->reader));
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_laid_out_behind_the_next_page_before_the_first_is_shown),
        cmocka_unit_test(keys_lead_where_they_do_when_all_was_laid_out),
        cmocka_unit_test(so_do_they_in_two_columns),
        cmocka_unit_test(so_do_they_where_it_is_heard),
        cmocka_unit_test(so_do_they_line_by_line),
        cmocka_unit_test(the_first_page_is_there_before_the_rest_is_read),
        cmocka_unit_test(whoever_turns_pages_does_not_wait_for_the_rest),
        cmocka_unit_test(what_needs_all_of_a_chapter_has_it),
        cmocka_unit_test(between_keys_the_rest_is_read),
        cmocka_unit_test(where_the_start_does_not_fill_the_screen_all_is_read),
        cmocka_unit_test(what_is_wrong_behind_the_start_is_told_once_it_is_read),
        cmocka_unit_test(where_a_place_was_kept_its_chapter_is_read),
    };
    return cmocka_run_group_tests_name("reader_long", tests, NULL, NULL);
}
