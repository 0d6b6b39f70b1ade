// reader/: reading on by itself, at a pace.
#include "units_given.h"
#include "reader/session.h"

// Reading on

static void wait_for(Session *session, long milliseconds)
{
    now_ms += milliseconds;
    finish(session);
}

static void reading_on_goes_sentence_by_sentence_at_the_pace_to_the_end(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    session->reader->settings.pace = 60;    // a word a second
    finish(session);
    assert_card(session, "R", "Heading 1: First Chapter");
    assert_int_equal(reader_wait_ms(session->reader), 4000);
    wait_for(session, 3999);
    assert_string_equal(card(session), "Heading 1: First Chapter");
    wait_for(session, 1);
    assert_string_equal(card(session), "The IOM speaks.");
    assert_int_equal(reader_wait_ms(session->reader), 3000);
    for (int i = 0; i < 8; i++)
        wait_for(session, 10000);
    assert_string_equal(card(session), "Behind the table.");
    wait_for(session, 10000);
    wait_for(session, 10000);
    assert_string_equal(card(session), "Heading 1: Second Chapter");
    assert_true(marks_is_read(session->reader->marks, 0));
    for (int i = 0; i < 3; i++)
        wait_for(session, 10000);
    assert_string_equal(message(session), "End of the report.");
    assert_int_equal(reader_wait_ms(session->reader), -1);
    assert_message(session, "R", "End of the report.");
    assert_int_equal(reader_wait_ms(session->reader), -1);
    session_close(session);
}

static void sentences_read_to_the_next_begin_a_chapter(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    press(session, "s");
    assert_int_equal(marks_progress(session->reader->marks, 0), CHAPTER_UNREAD);
    press(session, "s");
    assert_int_equal(marks_progress(session->reader->marks, 0), CHAPTER_BEGUN);
    press(session, "} s");
    assert_int_equal(marks_progress(session->reader->marks, 1), CHAPTER_UNREAD);
    press(session, "Space");    // the next chapter has one page, which is behind it now
    assert_int_equal(marks_progress(session->reader->marks, 0), CHAPTER_BEGUN);
    session_close(session);
}

static void a_key_stops_reading_on_and_does_nothing_else(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    press(session, "R");
    wait_for(session, 60000);
    assert_message(session, "q", "Stopped.");
    assert_false(session->reader->is_over);
    assert_int_equal(reader_wait_ms(session->reader), -1);
    wait_for(session, 60000);
    assert_string_equal(card(session), "The IOM speaks.");
    assert_card(session, "s", "It says COVID-19 is here; and more.");
    press(session, "R");
    assert_string_equal(card(session), "It says COVID-19 is here; and more.");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "Stopped.");
    press(session, "R");
    reader_paste(session->reader, "q", 1);
    assert_string_equal(message(session), "Stopped.");
    press(session, "R");
    reader_run(session->reader, "where");
    assert_int_equal(reader_wait_ms(session->reader), -1);
    session_close(session);
}

static void back_leads_to_where_reading_on_began(void **state)
{
    (void)state;
    Session *session = three_chapters_at(10, 60);
    press(session, "Space");
    const Place began = session->reader->position.place;
    press(session, "R");
    for (int i = 0; i < 50; i++)
        wait_for(session, 60000);
    assert_true(session->reader->position.place.chapter > 0);
    press(session, "x Backspace");
    assert_int_equal(place_compare(session->reader->position.place, began), 0);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_on_goes_sentence_by_sentence_at_the_pace_to_the_end),
        cmocka_unit_test(sentences_read_to_the_next_begin_a_chapter),
        cmocka_unit_test(a_key_stops_reading_on_and_does_nothing_else),
        cmocka_unit_test(back_leads_to_where_reading_on_began),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
