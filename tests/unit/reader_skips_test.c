// reader/: the way from one heading, link, table, figure or footnote to the next.
#include "every_block.h"

enum { STOPS_MOST = 64 };

static Place stop_of(const Session *session)
{
    return reader_present_place(session->reader);
}

static bool skip_by(Session *session, const char *keys)
{
    const Place before = stop_of(session);
    press(session, keys);
    return place_compare(before, stop_of(session)) != 0;
}

// Forward from the start to the last, and back by the same stops to the first.
static void assert_reverse(Session *session, const char *on, const char *back, int count)
{
    Place stops[STOPS_MOST];
    int stop = 0;
    press(session, "g");
    while (stop < STOPS_MOST && skip_by(session, on))
        stops[stop++] = stop_of(session);
    assert_int_equal(stop, count);
    for (int i = 1; i < stop; i++)
        assert_true(place_compare(stops[i - 1], stops[i]) < 0);
    for (int i = stop - 2; i >= 0; i--) {
        assert_true(skip_by(session, back));
        if (place_compare(stop_of(session), stops[i]) != 0)
            fail_msg("%s stops at %d.%d, not at %d.%d", back, stop_of(session).chapter, stop_of(session).block, stops[i].chapter, stops[i].block);
    }
    assert_false(skip_by(session, back));
}

static void assert_all_reverse(Session *session)
{
    assert_reverse(session, "x t", "X t", 10);
    assert_reverse(session, "x f", "X f", 5);
    assert_reverse(session, "x n", "X n", 8);
    assert_reverse(session, "x l", "X l", 23);
}

static void skips_on_and_back_are_each_others_reverse_at_any_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 80}, {10, 40}, {5, 20}, {60, 200}};
    Session *session = every_block(24, 80);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        reader_resize(session->reader, sizes[i][0], sizes[i][1]);
        assert_all_reverse(session);
    }
    session_close(session);
}

static void skips_are_each_others_reverse_where_they_are_heard(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    read_aloud(session);
    assert_all_reverse(session);
    session->reader->settings.screen_reader = SCREEN_READER_LINE;
    assert_all_reverse(session);
    session_close(session);
}

static void a_skip_goes_to_the_top_and_says_where_there_is_no_more(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "2 x t");
    assert_top(session, "Three lights and their heights");
    assert_string_equal(message(session), "");
    press(session, "j j X t");
    assert_top(session, "Three lights and their heights");
    press(session, "v t 2 Enter x t");      // from a table as a whole to the next one
    assert_top(session, "a table");
    press(session, "9 9 x t");
    assert_top(session, "fran");
    assert_string_equal(message(session), "There is no table further on in this report.");
    press(session, "9 9 X f");
    assert_string_equal(message(session), "There is no figure before this in the report.");
    assert_true(shows(session, "An item that shows a picture."));
    press(session, "Backspace");
    assert_top(session, "fran");
    session_close(session);
}

static void a_skip_to_a_footnote_chooses_it(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "x n");
    assert_string_equal(message(session), "Note 1.");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    press(session, "q x n");
    assert_string_equal(message(session), "Note note.");
    session_close(session);
}

static void a_wrong_count_is_refused(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    assert_false(reader_run(session->reader, "next-table 0"));
    assert_string_equal(message(session), "next-table takes a whole number from 1 to 100000, not \"0\".");
    assert_false(reader_run(session->reader, "previous-same-heading x"));
    assert_false(reader_run(session->reader, "tables 3"));
    assert_string_equal(message(session), "tables takes nothing behind its name.");
    session_close(session);
}

static void headings_of_the_same_level_are_skipped_to_through_the_report(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "] x h");
    assert_top(session, "Level One with Emphasis");
    assert_string_equal(message(session), "");
    press(session, "x h");
    assert_top(session, "Another at Level One");
    press(session, "x h");
    assert_top(session, "A Section with Boxes");
    assert_string_equal(message(session), "In \"Quotes, Asides, Verse and Literal Text\".");
    press(session, "X h X h");
    assert_top(session, "Level One with Emphasis");
    press(session, "] x h");
    assert_string_equal(message(session), "There is no heading of this level further on in this report.");
    press(session, "] ] ] ] X h");      // from the text below a heading to that heading
    assert_top(session, "Level Six");
    press(session, "g x h");
    assert_top(session, "Lists, Steps and Terms");
    assert_string_equal(message(session), "");
    press(session, "2 x h");
    assert_top(session, "Quotes, Asides");
    session_close(session);
}

// R7: what is on the page already is only read there, what is not goes to the first row.
static void where_it_is_heard_a_skip_on_the_page_moves_only_the_reading(void **state)
{
    (void)state;
    Session *session = every_block(60, 80);
    Reader *reader = session->reader;
    read_aloud(session);
    press(session, "3 . 1 g");
    const int top = reader->position.top;
    press(session, "x t");
    assert_int_equal(reader->position.top, top);
    assert_true(reader->position.reading > top);
    assert_true(reader->has_landed);
    char *line = line_text(session, reader->position.reading);
    assert_non_null(strstr(line, "a table"));
    free(line);
    press(session, "x n");
    assert_int_equal(reader->position.top, top);
    assert_string_equal(message(session), "Note t.");
    press(session, "x n");
    assert_int_equal(reader->position.top, reader->position.reading);
    session_close(session);
}

// Following by number

static void a_link_is_followed_by_its_number_and_come_back_from(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "] 4 Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    assert_true(shows(session, "one in another"));
    assert_string_equal(message(session), "");
    assert_true(reader_run(session->reader, "follow 8"));   // in a footnote of the chapter
    assert_top(session, "Inline Marks");
    assert_false(reader_run(session->reader, "follow 9"));
    assert_string_equal(message(session), "There is no link 9 in this chapter; the last one is 8.");
    assert_false(reader_run(session->reader, "follow x"));
    assert_string_equal(message(session), "follow takes a whole number from 1 to 100000, not \"x\".");
    press(session, "2 Enter");
    assert_non_null(strstr(message(session), "https://example.org/a_b?c=d&e=f"));
    session_close(session);
    session = three_chapters_at(24, 80);
    press(session, "1 Enter");
    assert_string_equal(message(session), "There is no link in this chapter.");
    session_close(session);
}

// R19: Backspace comes back to the exact place and names it.
static void where_it_is_heard_back_leads_to_the_link_and_names_the_place(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    Reader *reader = session->reader;
    read_aloud(session);
    press(session, "Tab Tab Tab Tab");
    const Place link = reader_present_place(reader);
    press(session, "Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    assert_int_equal(place_compare(reader->position.place, link), 0);
    assert_string_equal(message(session), "Back at 1.8.");
    assert_true(reader->link.is_some);
    press(session, "Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    press(session, "4 . 1 g Backspace");
    assert_string_equal(message(session), "Back at 1.8.");
    press(session, "} } Backspace");
    assert_string_equal(message(session), "Back in chapter 2.");
    press(session, "g ] 3 Enter");         // on the page: it is chosen, and come back to
    press(session, "Backspace");
    assert_true(reader->link.is_some);
    assert_int_equal(reader->position.place.block, link.block);
    assert_true(reader->position.place.byte < link.byte);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skips_on_and_back_are_each_others_reverse_at_any_size),
        cmocka_unit_test(skips_are_each_others_reverse_where_they_are_heard),
        cmocka_unit_test(a_skip_goes_to_the_top_and_says_where_there_is_no_more),
        cmocka_unit_test(a_skip_to_a_footnote_chooses_it),
        cmocka_unit_test(a_wrong_count_is_refused),
        cmocka_unit_test(headings_of_the_same_level_are_skipped_to_through_the_report),
        cmocka_unit_test(where_it_is_heard_a_skip_on_the_page_moves_only_the_reading),
        cmocka_unit_test(a_link_is_followed_by_its_number_and_come_back_from),
        cmocka_unit_test(where_it_is_heard_back_leads_to_the_link_and_names_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
