// reader/: moving, places, sizes, keys and numbers.
#include "session.h"

enum { PAGES_MOST = 5000 };

static bool is_at_end(const Session *session)
{
    return strcmp(message(session), "End of the report.") == 0;
}

// Reads on to the end: every line that is not blank stands on one page. Keeps where each page begins; returns how many.
static int read_to_the_end(Session *session, Position *pages)
{
    const Reader *reader = session->reader;
    int count = 0, chapter = 0, line = 0;
    for (bool is_end = false; !is_end; is_end = is_at_end(session)) {
        assert_in_range(count, 0, PAGES_MOST - 1);
        const Position at = reader->position;
        assert_in_range(at.place.chapter, chapter, chapter + 1);
        if (at.place.chapter > chapter)
            line = 0;
        chapter = at.place.chapter;
        for (; line < at.top; line++)
            assert_int_equal(layout_line(reader->shown, line)->count, 0);
        assert_true(at.end > at.top);
        assert_true(at.end - at.top <= reader_text_rows(reader));
        line = at.end;
        pages[count++] = at;
        press(session, "Space");
        if (reader->position.place.chapter > chapter)
            assert_int_equal(line, layout_line_count(pager_layout(reader->pager, chapter)));
    }
    assert_int_equal(line, layout_line_count(reader->shown));
    return count;
}

static void walk(Session *session)
{
    Reader *reader = session->reader;
    Position *pages = calloc(PAGES_MOST, sizeof *pages);
    const int count = read_to_the_end(session, pages);
    assert_int_equal(reader->position.place.chapter, report_chapter_count(session->report) - 1);
    assert_int_equal(reader_where(reader).page, count);
    assert_int_equal(reader_where(reader).pages, count);
    assert_int_equal(reader_where(reader).percent, 100);
    for (int i = count - 1; i >= 0; i--, press(session, "b")) {
        assert_int_equal(reader->position.top, pages[i].top);
        assert_int_equal(place_compare(reader->position.place, pages[i].place), 0);
    }
    assert_string_equal(message(session), "Start of the report.");
    free(pages);
}

static void page_down_walks_every_page_once_to_the_end_and_back(void **state)
{
    (void)state;
    static const int sizes[][2] = {{12, 50}, {24, 80}, {5, 20}, {1, 10}, {2, 300}, {100, 300}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Session *session = three_chapters_at(sizes[i][0], sizes[i][1]);
        walk(session);
        session_close(session);
        session = session_open_shipped("every-block", sizes[i][0], sizes[i][1]);
        walk(session);
        session_close(session);
    }
}

static void a_line_down_goes_over_the_end_of_a_chapter_and_a_line_up_comes_back(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    Reader *reader = session->reader;
    press(session, "} [");
    for (int i = 0; reader->position.place.chapter == 0 && i < 500; i++)
        press(session, "j");
    assert_int_equal(reader->position.place.chapter, 1);
    assert_int_equal(reader->position.top, 0);
    press(session, "k");
    assert_int_equal(reader->position.place.chapter, 0);
    assert_int_equal(reader->position.end, layout_line_count(reader->shown));
    session_close(session);
}

static void half_a_page_is_half_and_stops_at_the_chapters_last_lines(void **state)
{
    (void)state;
    Session *session = three_chapters_at(13, 50);
    Reader *reader = session->reader;
    press(session, "d");
    assert_int_equal(reader->position.top, 6);
    press(session, "u");
    assert_int_equal(reader->position.top, 0);
    press(session, "} {");
    while (reader->position.end < layout_line_count(reader->shown))
        press(session, "d");
    assert_int_equal(reader->position.place.chapter, 0);
    assert_int_equal(reader->position.end - reader->position.top, reader_text_rows(reader));
    press(session, "d");
    assert_int_equal(reader->position.place.chapter, 1);
    assert_int_equal(reader->position.top, 0);
    session_close(session);
}

static void a_number_before_a_line_is_how_many(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "5 j");
    assert_int_equal(session->reader->position.top, 5);
    press(session, "2 k");
    assert_int_equal(session->reader->position.top, 3);
    press(session, "9 9 9 9 9 Space");
    assert_string_equal(message(session), "End of the report.");
    press(session, "0 j");
    assert_true(session->reader->message_is_error);
    session_close(session);
}

static void a_resize_there_and_back_returns_to_the_same_top_line(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 30}, {5, 20}, {60, 200}, {1, 1}, {1000, 1000}, {13, 50}};
    Session *session = session_open_shipped("every-block", 12, 50);
    Reader *reader = session->reader;
    for (; !is_at_end(session); press(session, "j")) {
        const Position before = reader->position;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            reader_resize(reader, sizes[i][0], sizes[i][1]);
            assert_true(reader_shows(reader, before.place));
            reader_resize(reader, 12, 50);
            assert_int_equal(reader->position.place.chapter, before.place.chapter);
            assert_int_equal(reader->position.top, before.top);
            assert_int_equal(reader->position.end, before.end);
        }
    }
    session_close(session);
}

static void any_size_from_1x1_to_1000x1000_has_a_page(void **state)
{
    (void)state;
    static const int sides[] = {-5, 0, 1, 2, 3, 5, 10, 20, 40, 41, 80, 300, 1000, 100000};
    Session *session = three_chapters_at(24, 80);
    Reader *reader = session->reader;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
            reader_resize(reader, sides[i], sides[k]);
            press(session, "Space j");
            assert_true(reader_text_rows(reader) >= 1);
            assert_true(reader_measure(reader) >= 1);
            assert_true(reader->position.end > reader->position.top);
            assert_true(reader->position.end - reader->position.top <= reader_text_rows(reader));
        }
    session_close(session);
}

static void the_measure_leaves_margins_where_there_is_room(void **state)
{
    (void)state;
    Session *session = three_chapters_at(24, 200);
    assert_int_equal(reader_measure(session->reader), 66);
    reader_resize(session->reader, 24, 60);
    assert_int_equal(reader_measure(session->reader), 58);
    reader_resize(session->reader, 24, 39);
    assert_int_equal(reader_measure(session->reader), 39);
    session_close(session);
}

static void opening_reads_one_chapter_only(void **state)
{
    (void)state;
    Session *session = three_chapters_at(24, 80);
    assert_non_null(report_chapter_if_loaded(session->report, 0));
    assert_null(report_chapter_if_loaded(session->report, 1));
    assert_null(report_chapter_if_loaded(session->report, 2));
    assert_true(reader_where(session->reader).is_about);
    while (reader_idle(session->reader))
        ;
    assert_non_null(report_chapter_if_loaded(session->report, 2));
    assert_false(reader_where(session->reader).is_about);
    session_close(session);
}

static void where_one_is_is_told_anew_once_the_pages_are_counted(void **state)
{
    (void)state;
    const char *const forms[] = {"=", ": w h e r e Space l o n g Enter"};
    for (size_t i = 0; i < 2; i++) {
        Session *session = three_chapters_at(24, 80);
        press(session, forms[i]);
        assert_non_null(strstr(buffer_text(&session->reader->message), "Page 1 of about "));
        while (reader_idle(session->reader))
            ;
        assert_null(strstr(buffer_text(&session->reader->message), "about"));
        assert_non_null(strstr(buffer_text(&session->reader->message), "Page 1 of "));
        assert_int_equal(strstr(buffer_text(&session->reader->message), "Ordinary mode") != NULL, i);
        session_close(session);
    }
}

static void who_listens_is_told_where_one_is_once_with_the_pages_counted(void **state)
{
    (void)state;
    const ScreenReader modes[] = {SCREEN_READER_PAGE, SCREEN_READER_LINE};
    for (size_t i = 0; i < 2; i++) {
        Session *session = three_chapters_at(24, 80);
        session->reader->settings.screen_reader = modes[i];
        press(session, "=");
        assert_non_null(strstr(buffer_text(&session->reader->message), "Page 1 of "));
        assert_null(strstr(buffer_text(&session->reader->message), "about"));
        session_close(session);
    }
}

static void the_place_comes_back_to_the_word_at_another_width(void **state)
{
    (void)state;
    Error error = {0};
    Session *session = three_chapters_at(12, 50);
    press(session, "} Space Space j");
    const Place place = session->reader->position.place;
    assert_true(reader_save_place(session->reader, &error));
    char *folder = session_leave(session);
    session = session_open(folder, 30, 33);
    assert_int_equal(place_compare(session->reader->position.place, place), 0);
    assert_true(reader_shows(session->reader, place));
    assert_null(report_chapter_if_loaded(session->report, 0));
    assert_non_null(strstr(message(session), "You stopped here, at 2."));
    reader_resize(session->reader, 12, 50);
    assert_int_equal(place_compare(session->reader->position.place, place), 0);
    session_close(session);
}

static void the_place_in_a_chapter_that_can_not_be_read_now_is_kept(void **state)
{
    (void)state;
    Error error = {0};
    Session *session = three_chapters_at(12, 60);
    reader_run(session->reader, "goto 2.7");
    const Place kept = session->reader->position.place;
    assert_true(reader_save_place(session->reader, &error));
    char *folder = session_leave(session), *chapter = path_in(folder, "c2.yaml"), *away = path_in(folder, "away");
    assert_int_equal(rename(chapter, away), 0);
    session = session_open(folder, 12, 60);
    assert_string_equal(message(session), "You stopped in this chapter, which can't be read now; your place in it is kept.");
    assert_true(reader_save_place(session->reader, &error));
    folder = session_leave(session);
    assert_int_equal(rename(away, chapter), 0);
    session = session_open(folder, 12, 60);
    assert_int_equal(place_compare(session->reader->position.place, kept), 0);
    session_close(session);
    free(chapter);
    free(away);
}

static void a_chapter_is_read_when_one_reads_on_past_its_last_page(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "}");
    assert_false(marks_is_read(session->marks, 0));
    press(session, "{");
    while (session->reader->position.end < layout_line_count(session->reader->shown))
        press(session, "Space");
    assert_false(marks_is_read(session->marks, 0));
    press(session, "Space");
    assert_int_equal(session->reader->position.place.chapter, 1);
    assert_true(marks_is_read(session->marks, 0));
    assert_false(marks_is_read(session->marks, 1));
    session_close(session);
}

static void a_chapter_is_begun_when_one_reads_on_in_it(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "} G } {");
    for (int i = 0; i < 3; i++)
        assert_int_equal(marks_progress(session->marks, i), CHAPTER_UNREAD);
    press(session, "1 g Space");
    assert_int_equal(session->reader->position.place.chapter, 0);
    assert_int_equal(marks_progress(session->marks, 0), CHAPTER_BEGUN);
    while (session->reader->position.place.chapter == 0)
        press(session, "Space");
    assert_int_equal(marks_progress(session->marks, 0), CHAPTER_READ);
    assert_int_equal(marks_progress(session->marks, 1), CHAPTER_UNREAD);
    press(session, "j");
    assert_int_equal(marks_progress(session->marks, 1), CHAPTER_BEGUN);
    while (session->reader->position.place.chapter == 1)
        press(session, "Space");
    assert_int_equal(marks_progress(session->marks, 2), CHAPTER_UNREAD);    // its first page was shown, nothing more
    session_close(session);
}

static void the_last_chapter_is_read_when_one_reads_on_to_its_end(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "G");
    assert_false(marks_is_read(session->marks, 2));
    press(session, "}");
    press(session, "{");
    while (session->reader->position.place.chapter < 2 || session->reader->position.end < layout_line_count(session->reader->shown))
        press(session, "Space");
    assert_true(marks_is_read(session->marks, 2));
    session_close(session);
}

static void a_key_that_is_not_bound_says_so_and_how_to_see_the_keys(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "C-x");
    assert_string_equal(message(session), "C-x does nothing here; h shows the keys.");
    assert_true(session->reader->message_is_error);
    press(session, "o y");
    assert_string_equal(message(session), "o y does nothing here; h shows the keys.");
    press(session, "j");
    assert_string_equal(message(session), "");
    assert_int_equal(session->reader->position.top, 1);
    session_close(session);
}

static void a_number_before_a_command_that_takes_none_is_told(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "5 q");
    assert_false(session->reader->is_over);
    assert_true(session->reader->message_is_error);
    press(session, "q");
    assert_true(session->reader->is_over);
    session_close(session);
}

static void a_number_is_no_text_to_search_for_and_no_note(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    static const char *const keys[] = {"1 2 m", "5 /", "3 t"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(session, keys[i]);
        assert_string_equal(message(session), "This key takes no number before it; nothing was done.");
        assert_int_equal(session->reader->focus, FOCUS_PAGE);
    }
    assert_int_equal(marks_count(session->marks), 0);
    session_close(session);
}

static void a_bookmark_is_set_once_at_a_place(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "m m m");
    assert_string_equal(message(session), "There is a bookmark at 1 already.");
    assert_int_equal(marks_count(session->marks), 1);
    assert_true(reader_run(session->reader, "bookmark with a note"));
    assert_int_equal(marks_count(session->marks), 2);
    session_close(session);
}

static void a_key_that_is_not_bound_while_text_is_typed_says_how_to_leave(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "/ F2");
    assert_string_equal(message(session), "F2 does nothing while text is typed; Esc leaves it.");
    session_close(session);
}

static void a_paste_is_never_run_as_keys(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    reader_paste(session->reader, "Gq", 2);
    assert_int_equal(session->reader->position.top, 0);
    assert_false(session->reader->is_over);
    assert_true(*message(session));
    press(session, ":");
    reader_paste(session->reader, "goto 2.3", 8);
    press(session, "Enter");
    assert_top(session, "Paragraph 2 of chapter 2");
    session_close(session);
}

static void line_ends_in_what_is_pasted_are_spaces(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    const char pasted[] = "  one two\r\n     three\tfour \n";
    press(session, "/");
    reader_paste(session->reader, pasted, strlen(pasted));
    assert_string_equal(buffer_text(&session->reader->prompt.text), "one two three four");
    session_close(session);
}

static void an_unknown_command_is_named(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    type(session, ":fly away");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no command \"fly\"; h lists them.");
    assert_false(reader_run(session->reader, "pa"));
    assert_string_equal(message(session), "Several commands begin with \"pa\": page-down, page-up.");
    assert_false(reader_run(session->reader, "list-down"));
    assert_string_equal(message(session), "list-down can be used only in a list.");
    assert_true(reader_run(session->reader, "  page-d  3 "));
    assert_int_equal(session->reader->position.page, 3);
    session_close(session);
}

static void the_status_line_gives_its_row_to_the_text(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    assert_int_equal(reader_text_rows(session->reader), 11);
    press(session, "o s");
    assert_int_equal(reader_text_rows(session->reader), 12);
    assert_string_equal(message(session), "Status line off.");
    press(session, "o s");
    assert_int_equal(reader_text_rows(session->reader), 11);
    session_close(session);
}

static void a_broken_chapter_in_the_middle_says_why_and_reading_goes_on(void **state)
{
    (void)state;
    const char *const files[] = {
        "report.yaml", "lectern: 1\nid: broken\ntitle: Broken\nchapters: [one.yaml, two.yaml, missing.yaml, three.yaml]\n",
        "one.yaml", "id: one\ntitle: One\nbody: [First words.]\n",
        "two.yaml", "id: two\ntitle: Two\nbody: [*alias]\n",
        "three.yaml", "id: three\ntitle: Three\nbody: [Last words.]\n", NULL,
    };
    Session *session = session_open(session_report(files), 12, 60);
    press(session, "Space");
    assert_true(layout_chapter(session->reader->shown)->is_broken);
    assert_true(shows(session, "two.yaml:3"));
    press(session, "Space");
    assert_string_equal(layout_chapter(session->reader->shown)->title, "missing");
    assert_true(layout_chapter(session->reader->shown)->is_broken);
    press(session, "Space");
    assert_true(shows(session, "Last words."));
    press(session, "/ L a s t Enter");
    while (reader_idle(session->reader))
        ;
    assert_string_equal(message(session), "Hit 1 of 1.");
    press(session, "t");
    static const char *const marks[] = {"read", "can't be read", "can't be read", "read"};
    for (size_t i = 0; i < session->reader->contents.count; i++)
        assert_string_equal(session->reader->contents.rows[i].mark, marks[i]);
    session_close(session);
}

static void the_reading_is_at_the_first_text_of_a_page_and_behind_a_line_at_the_one_that_came_in(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    Reader *reader = session->reader;
    press(session, "Space");
    assert_int_equal(place_compare(reader_reading_place(reader), reader->position.place), 0);
    const int end = reader->position.end;
    press(session, "j");
    const Place place = reader_reading_place(reader);
    assert_int_equal(layout_line_of(reader->shown, place.block, place.byte), end);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_down_walks_every_page_once_to_the_end_and_back),
        cmocka_unit_test(a_line_down_goes_over_the_end_of_a_chapter_and_a_line_up_comes_back),
        cmocka_unit_test(half_a_page_is_half_and_stops_at_the_chapters_last_lines),
        cmocka_unit_test(a_number_before_a_line_is_how_many),
        cmocka_unit_test(a_resize_there_and_back_returns_to_the_same_top_line),
        cmocka_unit_test(any_size_from_1x1_to_1000x1000_has_a_page),
        cmocka_unit_test(the_measure_leaves_margins_where_there_is_room),
        cmocka_unit_test(opening_reads_one_chapter_only),
        cmocka_unit_test(where_one_is_is_told_anew_once_the_pages_are_counted),
        cmocka_unit_test(who_listens_is_told_where_one_is_once_with_the_pages_counted),
        cmocka_unit_test(the_place_comes_back_to_the_word_at_another_width),
        cmocka_unit_test(the_place_in_a_chapter_that_can_not_be_read_now_is_kept),
        cmocka_unit_test(a_chapter_is_begun_when_one_reads_on_in_it),
        cmocka_unit_test(the_last_chapter_is_read_when_one_reads_on_to_its_end),
        cmocka_unit_test(a_chapter_is_read_when_one_reads_on_past_its_last_page),
        cmocka_unit_test(a_key_that_is_not_bound_says_so_and_how_to_see_the_keys),
        cmocka_unit_test(a_number_before_a_command_that_takes_none_is_told),
        cmocka_unit_test(a_number_is_no_text_to_search_for_and_no_note),
        cmocka_unit_test(a_bookmark_is_set_once_at_a_place),
        cmocka_unit_test(a_key_that_is_not_bound_while_text_is_typed_says_how_to_leave),
        cmocka_unit_test(a_paste_is_never_run_as_keys),
        cmocka_unit_test(line_ends_in_what_is_pasted_are_spaces),
        cmocka_unit_test(an_unknown_command_is_named),
        cmocka_unit_test(the_status_line_gives_its_row_to_the_text),
        cmocka_unit_test(a_broken_chapter_in_the_middle_says_why_and_reading_goes_on),
        cmocka_unit_test(the_reading_is_at_the_first_text_of_a_page_and_behind_a_line_at_the_one_that_came_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
