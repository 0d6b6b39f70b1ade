// reader/key_help: what a key does is said, and nothing else happens.
#include "session.h"
#include "linked_report.h"
#include "plain/orders.h"

static Session *explaining(void)
{
    Session *session = session_open(session_report(linked), 12, 50);
    press(session, ";");
    assert_string_equal(message(session), "Keys are explained now and do nothing else, until you press ; again.");
    return session;
}

static void a_key_is_explained_and_does_nothing(void **state)
{
    (void)state;
    Session *session = explaining();
    const Position before = session->reader->position;
    press(session, "Space");
    assert_string_equal(message(session), "Space: Go forward one page. The command is page-down N.");
    press(session, "t");
    assert_string_equal(message(session), "t: Show the table of contents. The command is contents.");
    press(session, "q");
    assert_string_equal(message(session), "q: Leave lectern; it keeps your place. The command is quit.");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(session->reader->position.top, before.top);
    assert_false(session->reader->is_over);
    session_close(session);
}

static void keys_in_a_row_are_explained_together(void **state)
{
    (void)state;
    Session *session = explaining();
    press(session, "o");
    assert_string_equal(message(session), "o: begins keys that are typed one behind the other.");
    press(session, "s");
    assert_string_equal(message(session), "o s: Show or hide the status line. The command is status-line.");
    session_close(session);
}

static void what_is_bound_to_nothing_is_said_too(void **state)
{
    (void)state;
    Session *session = explaining();
    press(session, "4");
    assert_string_equal(message(session), "4: part of a number, typed before a command.");
    press(session, "C-q");
    assert_string_equal(message(session), "C-q does nothing here.");
    assert_int_equal(session->reader->number.length, 0);
    session_close(session);
}

static void an_interrupt_of_nothing_says_so(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "There is nothing to stop; q leaves lectern.");
    press(session, "t");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "There is nothing to stop; q goes back to the page.");
    press(session, "q 1 2");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "The keys typed so far are forgotten.");
    press(session, "3 g");
    assert_int_equal(reader_where(session->reader).page, 3);
    press(session, "1 2 Esc");
    assert_string_equal(message(session), "The keys typed so far are forgotten.");
    press(session, "2 g");
    assert_int_equal(reader_where(session->reader).page, 2);
    press(session, "Esc");
    assert_non_null(strstr(message(session), "Esc does nothing here"));
    session_close(session);
}

static void the_same_key_or_an_interrupt_ends_it(void **state)
{
    (void)state;
    Session *session = explaining();
    press(session, ";");
    assert_string_equal(message(session), "Keys act again.");
    press(session, "t");
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    press(session, ";");
    press(session, "x");
    assert_string_equal(message(session), "x: Delete a bookmark. The command is delete.");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "Keys act again.");
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void lines_are_explained_likewise(void **state)
{
    (void)state;
    Session *session = explaining();
    order_line(session->reader, "");
    assert_string_equal(message(session), "An empty line: Go forward one page. The command is page-down N.");
    order_line(session->reader, "j");
    assert_string_equal(message(session), "j: Go forward one line. The command is line-down N.");
    order_line(session->reader, ":quit");
    assert_string_equal(message(session), ":quit: Leave lectern; it keeps your place. The command is quit.");
    order_line(session->reader, "nonsense");
    assert_string_equal(message(session), "nonsense is no key, and no command's name.");
    assert_false(session->reader->is_over);
    order_line(session->reader, ";");
    assert_string_equal(message(session), "Keys act again.");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_explained_and_does_nothing),
        cmocka_unit_test(keys_in_a_row_are_explained_together),
        cmocka_unit_test(what_is_bound_to_nothing_is_said_too),
        cmocka_unit_test(an_interrupt_of_nothing_says_so),
        cmocka_unit_test(the_same_key_or_an_interrupt_ends_it),
        cmocka_unit_test(lines_are_explained_likewise),
    };
    return cmocka_run_group_tests_name("key_help", tests, NULL, NULL);
}
