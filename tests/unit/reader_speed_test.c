// The reading speed is learned from pages that are turned, and kept. Time is the test's own.
#include "session.h"
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "report/contents.h"

static long now_ms = 1000;

// In place of the one in the library.
long clock_ms(void)
{
    return now_ms;
}

// A page is read for so long, and turned.
static void read_page(Session *session, long seconds)
{
    now_ms += seconds * 1000;
    press(session, "Space");
}

static void it_begins_as_most_people_read_and_goes_to_what_is_measured(void **state)
{
    (void)state;
    Speed speed = {.since = 1};
    assert_int_equal(speed_words_a_minute(&speed), WORDS_A_MINUTE);
    assert_int_equal(speed_minutes(&speed, WORDS_A_MINUTE + 1), 2);
    long now = 1;
    for (int i = 0; i < 3; i++)
        speed_learn(&speed, now += 60000, 120);
    assert_int_equal(speed_words_a_minute(&speed), WORDS_A_MINUTE);     // some pages are no measure
    for (int i = 0; i < 100; i++)
        speed_learn(&speed, now += 60000, 120);
    assert_in_range(speed_words_a_minute(&speed), 120, 124);
    assert_int_equal(speed_minutes(&speed, 1200), 10);
    for (int i = 0; i < 1000; i++)
        speed_learn(&speed, now += 60000, 400);     // another person: what is older counts less and less
    assert_in_range(speed_words_a_minute(&speed), 380, 400);
}

static void who_was_away_or_leafs_teaches_nothing(void **state)
{
    (void)state;
    Speed speed = {.since = 1};
    speed_learn(&speed, 1 + 3600000, 300);      // an hour
    speed_learn(&speed, 1 + 3600500, 300);      // half a second
    speed_learn(&speed, 1 + 3660500, 20);       // a page with next to nothing on it
    assert_false(speed.is_new);
    speed_learn(&speed, 1 + 3720500, 300);
    assert_true(speed.is_new);
    assert_int_equal(speed.words, 300);
    assert_int_equal(speed.ms, 60000);
}

static void pages_that_are_turned_teach_it_and_others_do_not(void **state)
{
    (void)state;
    Session *session = session_open(three_chapters(), 24, 80);
    const Speed *speed = &session->reader->speed;
    read_page(session, 40);
    const long words = speed->words;
    assert_in_range(words, 100, 300);
    press(session, "j j");          // the page is not a whole one any more
    read_page(session, 40);
    assert_int_equal(speed->words, words);
    read_page(session, 40);         // but the one behind it is
    assert_true(speed->words > words);
    const long more = speed->words;
    press(session, "b b } {");
    read_page(session, 40);         // it was there since {
    assert_true(speed->words > more);
    session_close(session);
}

static void minutes_are_those_of_the_person(void **state)
{
    (void)state;
    Session *session = session_open(three_chapters(), 24, 80);
    press(session, "G < =");
    finish(session);
    const int before = reader_where(session->reader).minutes, chapter = reader_where(session->reader).chapter_minutes;
    session->reader->speed.words = 10000;
    session->reader->speed.ms = 100 * 60000;
    assert_in_range(reader_where(session->reader).minutes, before * 2, before * 3);
    assert_in_range(reader_where(session->reader).chapter_minutes, chapter * 3 / 2, chapter * 3);
    assert_int_equal(reader_where(session->reader).section_minutes, -1);    // on the chapter's title
    press(session, "=");
    assert_non_null(strstr(message(session), "minutes left in the chapter. Chapters: "));
    assert_non_null(strstr(message(session), " unread. Learned from the pages that you turned: about 102 words a minute."));
    press(session, "]");
    const Whereabouts where = reader_where(session->reader);
    assert_in_range(where.section_minutes, 1, where.chapter_minutes - 1);
    assert_in_range(where.chapter_minutes, 1, where.minutes - 1);
    press(session, "=");
    assert_non_null(strstr(message(session), " left in the section, "));
    session_close(session);
}

static void it_is_kept_with_the_report(void **state)
{
    (void)state;
    Session *session = session_open(three_chapters(), 24, 80);
    Error error;
    read_page(session, 40);
    read_page(session, 40);
    const Speed learned = session->reader->speed;
    assert_true(reader_save_place(session->reader, &error));
    const size_t records = records_count(marks_records(session->marks));
    assert_true(reader_save_place(session->reader, &error));
    assert_int_equal(records_count(marks_records(session->marks)), records);    // nothing new
    read_page(session, 40);
    assert_true(reader_save_place(session->reader, &error));
    assert_true(session->reader->speed.words > learned.words);
    const long words = session->reader->speed.words;
    session = session_open(session_leave(session), 24, 80);
    assert_int_equal(session->reader->speed.words, words);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_begins_as_most_people_read_and_goes_to_what_is_measured),
        cmocka_unit_test(who_was_away_or_leafs_teaches_nothing),
        cmocka_unit_test(pages_that_are_turned_teach_it_and_others_do_not),
        cmocka_unit_test(minutes_are_those_of_the_person),
        cmocka_unit_test(it_is_kept_with_the_report),
    };
    return cmocka_run_group_tests_name("reader_speed", tests, NULL, NULL);
}
