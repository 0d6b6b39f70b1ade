// reader/: links and footnotes.
#include "linked_report.h"
#include "session.h"

static void links_are_chosen_followed_and_come_back_from(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    press(session, "Tab");
    assert_string_equal(message(session), "Link to \"There\".");
    assert_true(session->reader->link.is_some);
    press(session, "Enter");
    assert_top(session, "There");
    assert_int_equal(session->reader->position.place.chapter, 1);
    assert_false(session->reader->link.is_some);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "Tab Tab Enter");
    assert_string_equal(message(session), "This link leads out of the report, to https://example.org/x; B opens it in your browser.");
    press(session, "Tab Tab");
    assert_string_equal(message(session), "Link to #gone, which is not in this report.");
    press(session, "Enter");
    assert_string_equal(message(session), "This link leads nowhere: there is no \"#gone\" in the report.");
    press(session, "Tab Tab");
    assert_string_equal(message(session), "There is no link or footnote further on in this chapter.");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no footnote \"b\" in this chapter.");
    press(session, "p p p p");
    assert_string_equal(message(session), "Link to \"There\".");
    press(session, "S-Tab");
    assert_true(session->reader->message_is_error);
    session_close(session);
}

static void an_address_is_handed_over_only_by_its_own_command(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    Reader *reader = session->reader;
    press(session, "Tab B");
    assert_string_equal(message(session), "This leads to a place in the report, not to the web.");
    press(session, "Tab B");
    assert_string_equal(message(session), "The address is https://example.org/x; the variable BROWSER names no program to open it with.");
    assert_null(reader->address);
    reader->browser = "no-such-program";
    press(session, "Enter");
    assert_null(reader->address);
    press(session, "B");
    assert_string_equal(reader->address, "https://example.org/x");
    reader_browse(reader, 0);
    assert_null(reader->address);
    assert_string_equal(message(session), "BROWSER is \"no-such-program\", and that could not open https://example.org/x");
    press(session, "9 9 B");
    assert_non_null(strstr(message(session), "There is no link 99 in this chapter"));
    press(session, "Tab Enter Tab B");
    assert_string_equal(message(session), "This leads to a place in the report, not to the web.");
    press(session, "q Tab Tab B");
    assert_null(reader->address);
    session_close(session);
}

static void enter_without_a_choice_follows_the_first_link(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    press(session, "Enter");
    assert_top(session, "There");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no link or footnote on this page.");
    session_close(session);
}

static void links_in_a_footnote_are_chosen_and_followed(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    Reader *reader = session->reader;
    press(session, "Tab Tab Tab Enter Tab");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_string_equal(message(session), "Link to \"There\".");
    press(session, "p");
    assert_string_equal(message(session), "There is no link before this in the footnote.");
    press(session, "Tab");
    assert_string_equal(message(session), "Note c.");
    press(session, "Tab");
    assert_string_equal(message(session), "There is no link further on in this footnote.");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_string_equal(layout_chapter(reader->note)->blocks[reader->note_block].label, "c");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    press(session, "Enter Tab Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_top(session, "There");
    press(session, "Backspace");
    assert_int_equal(reader->position.place.chapter, 0);
    session_close(session);
}

static void a_search_goes_on_from_a_footnote_that_it_opened(void **state)
{
    (void)state;
    Session *session = session_open_shipped("every-block", 24, 80);
    assert_true(reader_run(session->reader, "search several blocks"));
    finish(session);
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    press(session, "n");
    finish(session);
    assert_string_equal(message(session), "Hit 2 of 2.");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    press(session, "N");
    finish(session);
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    press(session, "/");
    assert_int_equal(session->reader->focus, FOCUS_PROMPT);
    assert_null(session->reader->note);
    session_close(session);
}

static void a_footnote_is_shown_in_place_and_moved_in(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    Reader *reader = session->reader;
    press(session, "Tab Tab Tab Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_int_equal(reader->position.place.chapter, 0);
    assert_true(layout_line_count(reader->note) > reader_note_rows(reader));
    press(session, "j");
    assert_int_equal(reader->note_top, 1);
    int block;
    size_t byte;
    press(session, "2 j");
    assert_true(layout_place_of(reader->note, reader->note_top, &block, &byte));
    reader_resize(reader, 12, 25);
    assert_in_range(layout_line_of(reader->note, block, byte), reader->note_top, reader->note_top + reader_note_rows(reader) - 1);
    assert_true(reader->note_top > 0);
    reader_resize(reader, 12, 40);
    press(session, "9 9 j");
    assert_int_equal(reader->note_top, layout_line_count(reader->note) - reader_note_rows(reader));
    press(session, "j");
    assert_string_equal(message(session), "End of the footnote.");
    reader_resize(reader, 100, 100);
    assert_int_equal(reader->note_top, 0);
    reader_resize(reader, 1, 1);
    press(session, "k k k");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_null(reader->note);
    session_close(session);
}

static void a_hit_far_down_in_a_footnote_is_what_is_shown_of_it(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    type(session, "/six");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    const int line = layout_line_of(session->reader->note, session->reader->note_block, 0);
    assert_true(session->reader->note_top > line);
    assert_int_equal(session->reader->note_top + reader_note_rows(session->reader), layout_line_count(session->reader->note));
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_chosen_followed_and_come_back_from),
        cmocka_unit_test(an_address_is_handed_over_only_by_its_own_command),
        cmocka_unit_test(enter_without_a_choice_follows_the_first_link),
        cmocka_unit_test(links_in_a_footnote_are_chosen_and_followed),
        cmocka_unit_test(a_search_goes_on_from_a_footnote_that_it_opened),
        cmocka_unit_test(a_footnote_is_shown_in_place_and_moved_in),
        cmocka_unit_test(a_hit_far_down_in_a_footnote_is_what_is_shown_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
