// reader/: the line that the reading is on in page mode, and the cursor in it.
#include "session.h"
#include "linked_report.h"

static Session *heard(Session *session, int rows, int columns)
{
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    reader_resize(session->reader, rows, columns);
    return session;
}

static Session *heard_chapters(int rows, int columns)
{
    return heard(three_chapters_at(rows, columns), rows, columns);
}

static char *reading_text(const Session *session)
{
    return line_text(session, session->reader->position.reading);
}

static void assert_reads(const Session *session, const char *expected)
{
    char *text = reading_text(session);
    if (strncmp(text, expected, strlen(expected)) != 0)
        fail_msg("the reading is on \"%s\", not \"%s\"", text, expected);
    free(text);
}

// R5, R6.
static void a_line_on_goes_over_the_page_and_then_a_line_comes_in(void **state)
{
    (void)state;
    Session *session = heard_chapters(12, 50);
    Reader *reader = session->reader;
    const int end = reader->position.end;
    int before = reader->position.reading;
    while (reader->position.reading < end - 1) {
        press(session, "j");
        assert_int_equal(reader->position.top, 0);
        assert_true(reader->position.reading > before);
        assert_true(layout_line(reader->shown, reader->position.reading)->count > 0);
        before = reader->position.reading;
    }
    press(session, "j");
    assert_int_equal(reader->position.reading, reader->position.end - 1);
    assert_true(reader->position.reading >= end);
    assert_int_equal(reader->position.end - reader->position.top, reader_text_rows(reader));
    session_close(session);
}

static void line_moves_pass_every_line_once_to_the_end_and_back(void **state)
{
    (void)state;
    static const int sizes[][2] = {{12, 50}, {24, 80}, {5, 20}, {2, 300}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Session *session = heard_chapters(sizes[i][0], sizes[i][1]);
        Reader *reader = session->reader;
        char *texts[1000];
        int count = 0;
        for (; strcmp(message(session), "End of the report.") != 0; press(session, "j")) {
            assert_in_range(count, 0, 999);
            assert_in_range(reader->position.reading, reader->position.top, reader->position.end - 1);
            texts[count++] = reading_text(session);
        }
        assert_string_equal(texts[0], "Heading 1: Chapter 1");
        for (int k = count - 2; k >= 0; k--) {
            press(session, "k");
            assert_in_range(reader->position.reading, reader->position.top, reader->position.end - 1);
            assert_reads(session, texts[k]);
        }
        press(session, "k");
        assert_string_equal(message(session), "Start of the report.");
        for (int k = 0; k < count; k++)
            free(texts[k]);
        session_close(session);
    }
}

static void the_place_that_is_kept_and_marked_is_that_of_the_reading_line(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    press(session, "] j");
    assert_reads(session, "Paragraph 1 of");
    const Place place = reader_reading_place(session->reader);
    press(session, "m =");
    assert_non_null(strstr(message(session), "section \"Part 1 of chapter 1\", at 1.2."));
    Error error;
    assert_int_equal(place_compare(marks_at(session->marks, 0)->place, place), 0);
    assert_true(reader_save_place(session->reader, &error));
    char *folder = session_leave(session);
    session = heard(session_open(folder, 24, 80), 24, 80);
    assert_int_equal(place_compare(session->reader->position.place, place), 0);
    session_close(session);
}

// R7.
static void a_heading_on_the_screen_gets_the_reading_and_nothing_moves(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    Reader *reader = session->reader;
    press(session, "]");
    assert_int_equal(reader->position.top, 0);
    assert_reads(session, "Heading 2: Part 1 of chapter 1");
    press(session, "]");
    assert_top(session, "Heading 2: Part 2 of chapter 1");
    assert_reads(session, "Heading 2: Part 2 of chapter 1");
    press(session, "j j [");
    assert_top(session, "Heading 2: Part 2 of chapter 1");
    assert_reads(session, "Heading 2: Part 2 of chapter 1");
    press(session, "[");
    assert_top(session, "Heading 2: Part 1 of chapter 1");
    session_close(session);
}

static void a_search_goes_on_from_the_reading_line(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    press(session, "/");
    type(session, "Paragraph");
    press(session, "Enter");
    assert_reads(session, "Paragraph 1 of");
    press(session, "n");
    assert_reads(session, "Paragraph 2 of");
    press(session, "5 j");
    assert_reads(session, "two on any");
    press(session, "N");
    assert_reads(session, "Paragraph 3 of");
    press(session, "j n");
    assert_reads(session, "Paragraph 4 of");
    session_close(session);
}

static void a_resize_keeps_the_reading_to_the_word(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    Reader *reader = session->reader;
    press(session, "Space 1 4 j");
    const Place place = reader_reading_place(reader);
    reader_resize(reader, 6, 30);
    assert_true(reader_shows(reader, place));
    assert_int_equal(layout_line_of(reader->shown, place.block, place.byte), reader->position.reading);
    session_close(session);
}

static void back_leads_to_the_line_that_was_read(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    press(session, "7 j");
    const Place place = reader_reading_place(session->reader);
    press(session, "G Backspace");
    assert_int_equal(place_compare(reader_reading_place(session->reader), place), 0);
    session_close(session);
}

static void enter_follows_what_the_reading_line_has(void **state)
{
    (void)state;
    Session *session = heard(session_open(session_report(linked), 24, 30), 24, 30);
    press(session, "j j j");
    assert_reads(session, "footnote.   [ note  a]");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    press(session, "Backspace k k Enter");
    assert_reads(session, "Heading 2: There");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_on_goes_over_the_page_and_then_a_line_comes_in),
        cmocka_unit_test(line_moves_pass_every_line_once_to_the_end_and_back),
        cmocka_unit_test(the_place_that_is_kept_and_marked_is_that_of_the_reading_line),
        cmocka_unit_test(a_heading_on_the_screen_gets_the_reading_and_nothing_moves),
        cmocka_unit_test(a_search_goes_on_from_the_reading_line),
        cmocka_unit_test(a_resize_keeps_the_reading_to_the_word),
        cmocka_unit_test(back_leads_to_the_line_that_was_read),
        cmocka_unit_test(enter_follows_what_the_reading_line_has),
    };
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
