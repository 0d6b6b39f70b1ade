// reader/: the line that the reading is on in page mode, and the cursor in it.
#include <stdlib.h>
#include "session.h"
#include "linked_report.h"
#include "text/locale.h"

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

// R9.
static void an_arrow_moves_the_cursor_by_one_row_or_cell_and_nothing_else(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    Reader *reader = session->reader;
    const Position before = reader->position;
    press(session, "Down Down Right Right Right");
    assert_int_equal(reader->position.reading, before.top + 2);
    assert_int_equal(reader->position.cell, 3);
    assert_true(reader->has_pointed);
    press(session, "Up Left");
    assert_int_equal(reader->position.reading, before.top + 1);
    assert_int_equal(reader->position.cell, 2);
    press(session, "Left Left Left");
    assert_int_equal(reader->position.cell, 0);
    for (int i = 0; i < 100; i++)
        press(session, "Right");
    assert_int_equal(reader->position.cell, 79);
    assert_int_equal(reader->position.top, before.top);
    assert_int_equal(reader->position.end, before.end);
    assert_string_equal(message(session), "");
    session_close(session);
}

static void an_arrow_to_the_side_changes_nothing_in_a_list_R9(void **state)
{
    (void)state;
    Session *session = heard(session_open_shipped("every-block", 24, 80), 24, 80);
    press(session, "t -");
    const size_t shown = list_shown_count(&session->reader->contents), selected = session->reader->contents.selected;
    press(session, "Right Right Left");
    assert_int_equal(list_shown_count(&session->reader->contents), shown);
    assert_int_equal(session->reader->contents.selected, selected);
    press(session, "+");
    assert_true(list_shown_count(&session->reader->contents) > shown);
    session->reader->settings.screen_reader = SCREEN_READER_OFF;
    press(session, "Left");
    assert_int_equal(list_shown_count(&session->reader->contents), shown);
    session_close(session);
}

// The row of the footnote that has a text, and the cell where that begins.
static int find_in_note(const Session *session, const char *text, int *cell)
{
    const Layout *note = session->reader->note;
    for (int i = session->reader->note_top; i < layout_line_count(note); i++)
        for (int k = 0; k < layout_line(note, i)->count; k++) {
            const Segment *segment = &layout_line(note, i)->segments[k];
            const char *found = memmem(segment->text, segment->length, text, strlen(text));
            if (!found)
                continue;
            *cell = segment->column + (int)(found - segment->text);
            return i - session->reader->note_top;
        }
    fail_msg("\"%s\" is not in the footnote", text);
    return 0;
}

static void an_arrow_in_a_footnote_moves_the_cursor_and_enter_follows_the_link_there_R9(void **state)
{
    (void)state;
    Session *session = heard(session_open_shipped("every-block", 40, 80), 40, 80);
    Reader *reader = session->reader;
    int cell = 0;
    press(session, "v n j Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    const int row = find_in_note(session, "link", &cell), top = reader->note_top;
    press(session, "Left Up");
    for (int i = 0; i < row; i++)
        press(session, "Down");
    for (int i = 0; i < cell; i++)
        press(session, "Right");
    assert_true(reader->has_pointed);
    assert_string_equal(message(session), "");
    assert_int_equal(reader->note_top, top);
    assert_int_equal(reader->note_row, row);
    assert_int_equal(reader->note_cell, cell);
    for (int i = 0; i < 100; i++)
        press(session, "Down Right");
    assert_true(reader->note_row < reader_note_rows(reader));
    assert_int_equal(reader->note_cell, 79);
    press(session, "Tab Left Right");   // from the link that was chosen
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_reads(session, "Heading 2: Inline Marks");
    press(session, "v n j Enter Enter");    // on no link it closes the footnote
    assert_int_equal(reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void in_the_ordinary_mode_an_arrow_scrolls_a_footnote(void **state)
{
    (void)state;
    Session *session = session_open_shipped("every-block", 12, 80);
    press(session, "v n j Enter Down");
    assert_int_equal(session->reader->note_top, 1);
    session_close(session);
}

static void at_the_edge_an_arrow_goes_on_by_a_line(void **state)
{
    (void)state;
    Session *session = heard_chapters(12, 50);
    Reader *reader = session->reader;
    press(session, "Space");
    const int top = reader->position.top, end = reader->position.end, last = top + reader_text_rows(reader) - 1;
    while (reader->position.reading < last)
        press(session, "Down");
    assert_int_equal(reader->position.top, top);
    press(session, "Right Down");
    assert_true(reader->position.end > end);
    assert_false(reader->has_pointed);
    assert_int_equal(reader->position.cell, 1);
    session_close(session);
}

static void the_reading_is_at_the_word_that_the_cursor_is_on(void **state)
{
    (void)state;
    Session *session = heard(session_open(session_report(linked), 24, 70), 24, 70);
    press(session, "j Right Right Right Right Right Right");
    const Place place = reader_reading_place(session->reader);
    assert_int_equal(place.byte, 6);
    press(session, "Enter");
    assert_reads(session, "Heading 2: There");
    press(session, "Backspace");
    while (reader_reading_place(session->reader).byte < 16)
        press(session, "Right");
    press(session, "Enter");
    assert_non_null(strstr(message(session), "This link leads out of the report"));
    session_close(session);
}

static void the_cursor_is_never_inside_a_wide_character(void **state)
{
    (void)state;
    static const char *const wide[] = {"report.yaml", "lectern: 1\nid: wide\ntitle: Wide\nlanguage: ja\nchapters:\n  - {id: one, title: One, body: [\"a\u65e5\u672c b\"]}\n", NULL};
    Session *session = heard(session_open(session_report(wide), 24, 70), 24, 70);
    Reader *reader = session->reader;
    press(session, "j Right");
    assert_int_equal(reader->position.cell, 1);
    press(session, "Right");
    assert_int_equal(reader->position.cell, 3);
    press(session, "Left");
    assert_int_equal(reader->position.cell, 1);
    press(session, "Up Right Down");
    assert_int_equal(reader->position.cell, 1);
    session_close(session);
}

// R3.
static void from_a_message_one_goes_up_to_the_row_above_it_and_down_from_the_reading(void **state)
{
    (void)state;
    Session *session = heard_chapters(24, 80);
    Reader *reader = session->reader;
    const Shown shown = {.text_rows = 23};
    press(session, "j m");
    const int reading = reader->position.reading;
    reader_set_shown(reader, shown);
    press(session, "Down");
    assert_int_equal(reader->position.reading, reading + 1);
    press(session, "m");
    reader_set_shown(reader, shown);
    press(session, "Up");
    assert_int_equal(reader->position.reading, reader->position.top + 22);
    session_close(session);
}

static void what_a_message_covered_stays_blank_and_comes_line_by_line(void **state)
{
    (void)state;
    Session *session = heard_chapters(12, 50);
    Reader *reader = session->reader;
    press(session, "Space j =");
    const int top = reader->position.top, end = reader->position.end;
    reader_set_shown(reader, (Shown){.text_rows = 8});
    assert_false(reader_hides(reader, top + 7));
    assert_true(reader_hides(reader, top + 8));
    assert_int_equal(reader->position.clear, top + 8);
    while (reader->position.reading < top + 7)
        press(session, "j");
    press(session, "j");
    assert_int_equal(reader->position.top, top);
    assert_false(reader_hides(reader, reader->position.reading));
    assert_true(reader_hides(reader, end - 1));
    press(session, "k =");
    reader_set_shown(reader, (Shown){.text_rows = 11});
    const int reading = reader->position.reading;
    press(session, "Space");
    assert_in_range(reader->position.top, reading + 1, end);
    session_close(session);
}

// R1.
static void the_welcome_stands_above_the_first_page_and_goes_with_it(void **state)
{
    (void)state;
    Session *session = heard_chapters(12, 50);
    Reader *reader = session->reader;
    reader_say(reader, "Page mode.");
    reader->message_is_welcome = true;
    reader_set_shown(reader, (Shown){.text_rows = 11, .head = 1});
    assert_int_equal(reader->position.reading, -1);
    assert_int_equal(reader->position.end, 10);
    press(session, "j");
    assert_string_equal(buffer_text(&reader->welcome), "Page mode.");
    assert_int_equal(reader->position.reading, 0);
    assert_int_equal(reader->position.head, 1);
    while (reader->position.reading < 9)
        press(session, "j");
    press(session, "j");
    assert_int_equal(reader->position.head, 0);
    assert_int_equal(reader->position.top, 0);
    press(session, "Space");
    assert_int_equal(reader->position.top, 11);
    session_close(session);
}

static void in_line_mode_the_character_is_said_that_the_cursor_comes_to(void **state)
{
    (void)state;
    Session *session = three_chapters_at(24, 80);
    session->reader->settings.screen_reader = SCREEN_READER_LINE;
    press(session, "Right");
    assert_string_equal(message(session), "h");
    press(session, "Left");
    assert_string_equal(message(session), "C");
    press(session, "Left");
    assert_string_equal(message(session), "Start of the line.");
    session->reader->settings.screen_reader = SCREEN_READER_OFF;
    press(session, "Right");
    assert_string_equal(message(session), "The cursor goes from cell to cell only in page mode, for screen readers.");
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
        cmocka_unit_test(an_arrow_moves_the_cursor_by_one_row_or_cell_and_nothing_else),
        cmocka_unit_test(an_arrow_to_the_side_changes_nothing_in_a_list_R9),
        cmocka_unit_test(an_arrow_in_a_footnote_moves_the_cursor_and_enter_follows_the_link_there_R9),
        cmocka_unit_test(in_the_ordinary_mode_an_arrow_scrolls_a_footnote),
        cmocka_unit_test(at_the_edge_an_arrow_goes_on_by_a_line),
        cmocka_unit_test(the_reading_is_at_the_word_that_the_cursor_is_on),
        cmocka_unit_test(the_cursor_is_never_inside_a_wide_character),
        cmocka_unit_test(from_a_message_one_goes_up_to_the_row_above_it_and_down_from_the_reading),
        cmocka_unit_test(what_a_message_covered_stays_blank_and_comes_line_by_line),
        cmocka_unit_test(the_welcome_stands_above_the_first_page_and_goes_with_it),
        cmocka_unit_test(in_line_mode_the_character_is_said_that_the_cursor_comes_to),
    };
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
