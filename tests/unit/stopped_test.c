// Chapters that take long, whose reading or layout is stopped: nothing is kept of them, and the reader stays where it was.
#include "stopped_given.h"
#include "reader/pager.h"

enum { STEP = 101, BEATS_MOST = 20000, LINES_A_BEAT = 600, LINES_OF_SHORT = PARAGRAPHS * 8 };

static int blocks_of_two(Session *session)
{
    const Chapter *chapter = report_chapter(session->report, 1);
    assert_false(chapter->is_broken);
    assert_string_equal(chapter->id, "two");
    return chapter->count;
}

static LayoutOptions options(bool is_told)
{
    LayoutOptions options = layout_options(20, &widths_standard);
    options.is_told = is_told;
    return options;
}

// Stopped at one beat in a hundred, until it comes to its end before.
static void a_chapter_may_be_stopped_anywhere(void **state)
{
    (void)state;
    Session *session = open_long(), *other = open_long();
    const int blocks = blocks_of_two(other);
    int beats = 0;
    for (bool is_stopped = true; is_stopped; beats += STEP) {
        Stopping stopping = {.left = beats};
        report_set_meter(session->report, meter_of(&stopping));
        const Chapter *chapter = report_chapter(session->report, 1);
        is_stopped = report_is_stopped(session->report);
        assert_in_range(stopping.late, 0, LATE_MOST);
        assert_int_equal(chapter->is_broken, is_stopped);
        assert_int_equal(chapter->count, is_stopped ? 1 : blocks);
        report_set_meter(session->report, (Meter){0});
        report_forget_stopped(session->report);
        assert_int_equal(!report_chapter_id(session->report, 1), is_stopped);
    }
    assert_in_range(beats, PARAGRAPHS, BEATS_MOST);
    assert_int_equal(blocks_of_two(session), blocks);
    session_close(session);
    session_close(other);
}

typedef struct {
    int lines, pages;
} Laid;

static Laid lay_out(Pager *pager)
{
    return (Laid){.lines = layout_line_count(pager_layout(pager, 1)), .pages = pager_page_count(pager, 1)};
}

static Pager *pager_at(Session *session, bool is_told)
{
    Pager *pager = pager_new(session->report);
    pager_resize(pager, options(is_told), 10, 1);
    return pager;
}

// Behind the block that is being set; it goes on there.
static void assert_layout_stops(Session *session, bool is_told)
{
    Pager *whole = pager_at(session, is_told);
    const Laid all = lay_out(whole);
    int before = 0;
    for (int beats = 0; before < all.lines; beats++) {
        Pager *pager = pager_at(session, is_told);
        Stopping stopping = {.left = beats};
        report_set_meter(session->report, meter_of(&stopping));
        const Laid cut = lay_out(pager);
        assert_in_range(cut.lines, before, all.lines);
        assert_in_range(cut.pages, 1, all.pages);
        assert_true(cut.lines < LINES_A_BEAT * (beats + 1) || cut.lines > LINES_OF_SHORT);
        const Layout *layout = pager_layout(pager, 1);
        assert_int_equal(layout_line_of(layout, 0, 0), 0);
        assert_int_equal(layout_has_line(layout, all.lines - 1), cut.lines == all.lines);
        assert_int_equal(layout_line_of(layout, layout_chapter(layout)->count - 1, 0), cut.lines - 1);
        report_set_meter(session->report, (Meter){0});
        pager_forget_stopped(pager);
        before = cut.lines;
        assert_int_equal(lay_out(pager).lines, all.lines);
        assert_int_equal(lay_out(pager).pages, all.pages);
        pager_free(pager);
    }
    pager_free(whole);
}

static void a_layout_may_be_stopped_at_any_beat(void **state)
{
    (void)state;
    Session *session = open_long();
    for (int is_told = 0; is_told < 2; is_told++)
        assert_layout_stops(session, is_told);
    session_close(session);
}

// As long as some milliseconds take.
static void idle_time_leaves_one_of_some_hundred_kilobytes_too(void **state)
{
    (void)state;
    enum { WORDS = 80000 };
    Buffer text = {0};
    buffer_add_text(&text, "id: two\ntitle: Two\nbody:\n  - ");
    for (int i = 0; i < WORDS; i++)
        buffer_add_text(&text, "words ");
    buffer_add_text(&text, "\n");
    char *folder = session_report((const char *const[]){
        "report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
        "one.yaml", "id: one\ntitle: One\nbody:\n  - Some text.\n", "two.yaml", text.bytes, NULL});
    Session *session = session_open(folder, 10, 30);
    buffer_free(&text);
    int keys = 1;
    session->reader->notice = (Notice){.show = show, .is_awaited = is_awaited, .context = &keys};
    for (int i = 0; i < STEP && keys > 0; i++)
        reader_idle(session->reader);
    assert_true(keys <= 0);
    assert_null(report_chapter_id(session->report, 1));
    session_close(session);
}

static void idle_time_leaves_a_chapter_to_a_key(void **state)
{
    (void)state;
    Session *session = open_long(), *other = open_long();
    int keys = 3;
    session->reader->notice = (Notice){.show = show, .is_awaited = is_awaited, .context = &keys};
    while (keys > 0)
        assert_false(reader_idle(session->reader));
    assert_null(report_chapter_id(session->report, 1));
    finish(session);
    finish(other);
    assert_false(reader_where(session->reader).is_about);
    assert_int_equal(reader_where(session->reader).pages, reader_where(other->reader).pages);
    session_close(session);
    session_close(other);
}

static void assert_stays(const char *command, bool is_read, ScreenReader mode)
{
    Session *session = open_long();
    Reader *reader = session->reader;
    reader_enter(reader, mode);
    reader_resize(reader, 10, 30);
    if (is_read)
        blocks_of_two(session);
    const Position before = reader->position;
    assert_false(run_stopped(session, command));
    assert_string_equal(message(session), "Stopped; nothing has moved.");
    assert_int_equal(place_compare(reader->position.place, before.place), 0);
    assert_int_equal(reader->position.top, before.top);
    assert_int_equal(reader->position.end, before.end);
    assert_int_equal(reader->back.count, 0);
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_int_equal(!report_chapter_id(session->report, 1), !is_read);
    if (!reader_run(reader, command))
        fail_msg("%s: %s", command, message(session));
    assert_int_equal(reader->position.place.chapter, 1);
    assert_ptr_equal(layout_chapter(reader->shown), report_chapter(session->report, 1));
    assert_true(layout_line_count(reader->shown) > PARAGRAPHS);
    finish(session);
    blocks_of_two(session);
    session_close(session);
}

static void a_command_that_is_stopped_moves_nothing(void **state)
{
    (void)state;
    static const struct { const char *command; int is_far; } commands[] = {   // far: beyond lines that are made at once
        {"next-chapter", 0}, {"next-heading", 0}, {"goto #two/far", 0}, {"goto 2.300", 1}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        for (int is_read = 0; is_read <= commands[i].is_far; is_read++)
            for (int mode = SCREEN_READER_OFF; mode <= SCREEN_READER_LINE; mode++)
                assert_stays(commands[i].command, is_read, (ScreenReader)mode);
}

// Of which the first pages are shown, and what needs all of it is stopped.
static void a_chapter_that_is_begun_stays_so(void **state)
{
    (void)state;
    char *two = long_chapter();
    char *folder = session_report((const char *const[]){"report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [two.yaml]\n", "two.yaml", two, NULL});
    Session *session = session_open_by(reader_new_early, settings_default(), path_in(folder, "report.yaml"), folder, 10, 30);
    free(two);
    press(session, "Space");
    const Position before = session->reader->position;
    assert_true(before.top > 0);
    assert_false(run_stopped(session, "end"));
    assert_string_equal(message(session), "Stopped; nothing has moved.");
    assert_true(reader_shows_start(session->reader));
    assert_int_equal(session->reader->position.top, before.top);
    assert_null(report_chapter_id(session->report, 0));
    press(session, "b");
    assert_int_equal(session->reader->position.top, 0);
    assert_true(reader_shows_start(session->reader));
    press(session, "G");
    assert_false(reader_shows_start(session->reader));
    assert_true(session->reader->position.top > before.top);
    session_close(session);
}

static void a_list_stays_where_what_was_chosen_is_stopped(void **state)
{
    (void)state;
    Session *session = open_long();
    press(session, "t j");
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    assert_false(run_stopped(session, "choose"));
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    assert_false(session->reader->contents.rows[1].has_children);
    finish(session);
    assert_true(session->reader->contents.rows[1].has_children);    // the section of the chapter
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

static void what_was_not_read_is_not_kept_as_read(void **state)
{
    (void)state;
    Session *session = open_long();
    assert_false(run_stopped(session, "changes read"));
    assert_null(marks_digest(session->marks));
    assert_true(reader_run(session->reader, "changes read"));
    assert_non_null(marks_digest(session->marks));
    session_close(session);
}

static bool open_stopped(Session *session, const char *path, bool is_stopped)
{
    Error error = {0};
    const sigset_t before = is_stopped ? interrupt() : (sigset_t){0};
    const bool is_open = reader_open(session->reader, path, &error);
    if (is_stopped) {
        answer_interrupt(before);
        assert_string_equal(error.text, "Stopped; nothing has moved.");
    }
    return is_open;
}

static void another_report_that_is_stopped_is_not_opened(void **state)
{
    (void)state;
    for (int is_private = 0; is_private < 2; is_private++) {
        Session *session = open_long();
        Report *report = session->report;
        char *other = session_report((const char *const[]){
            "report.yaml", "lectern: 1\nid: other\ntitle: Other\nlanguage: en\nchapters: [{id: only, title: Only, body: [Some text.]}]\n", NULL});
        if (is_private) {
            marks_free(session->marks);
            session->marks = session->reader->marks = marks_new(report, records_in_memory());
        }
        assert_true(reader_run(session->reader, "bookmark"));
        for (int i = 0; i < 2; i++) {
            assert_false(open_stopped(session, other, true));
            assert_ptr_equal(session->reader->report, report);
            assert_int_equal(marks_count(session->reader->marks), 1);
        }
        assert_true(open_stopped(session, other, false));
        assert_string_equal(report_about(session->reader->report)->id, "other");
        assert_int_equal(marks_count(session->reader->marks), 0);
        session_close(session);
        folder_free(other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chapter_may_be_stopped_anywhere),
        cmocka_unit_test(a_layout_may_be_stopped_at_any_beat),
        cmocka_unit_test(idle_time_leaves_a_chapter_to_a_key),
        cmocka_unit_test(idle_time_leaves_one_of_some_hundred_kilobytes_too),
        cmocka_unit_test(a_command_that_is_stopped_moves_nothing),
        cmocka_unit_test(a_chapter_that_is_begun_stays_so),
        cmocka_unit_test(a_list_stays_where_what_was_chosen_is_stopped),
        cmocka_unit_test(what_was_not_read_is_not_kept_as_read),
        cmocka_unit_test(another_report_that_is_stopped_is_not_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
