// reader/: every command everywhere, and any keys at any size.
#include "linked_report.h"
#include "session.h"
#include <fcntl.h>
#include <unistd.h>

static const char *const ways_to[FOCUS_COUNT] = {
    [FOCUS_PAGE] = "", [FOCUS_CONTENTS] = "t", [FOCUS_HITS] = "l", [FOCUS_BOOKMARKS] = "'", [FOCUS_ELEMENTS] = "v k", [FOCUS_CHANGES] = "v c", [FOCUS_SHELF] = "v s",
    [FOCUS_FOUND] = "v / x Enter", [FOCUS_HELP] = "h", [FOCUS_ABOUT] = "i", [FOCUS_SETTINGS] = "o c", [FOCUS_NOTE] = "Tab Tab Tab Enter",
    [FOCUS_PROMPT] = "/ a",
};

static void go_to_focus(Session *session, Focus focus)
{
    reader_focus(session->reader, FOCUS_PAGE);
    assert_true(reader_run(session->reader, "search e"));
    assert_true(reader_run(session->reader, "start"));
    session->reader->link.is_some = session->reader->explains_keys = false;
    press(session, ways_to[focus]);
    assert_int_equal(session->reader->focus, focus);
}

static void every_command_runs_in_every_focus_with_and_without_an_argument(void **state)
{
    (void)state;
    static const char *const arguments[] = {"", "3", "999999", "two", "1.1", "50%", "#there", "\xC3\xA9 [("};
    Session *session = session_open(session_report(linked), 12, 40);
    press(session, "s s");
    reader_keep_digest(session->reader);    // there is something to list changes since
    const int here = open(".", O_RDONLY);
    assert_int_equal(chdir(session->folder), 0);    // "1.1" may name a file
    for (size_t i = 0; command_at(i); i++)
        for (Focus focus = FOCUS_PAGE; focus <= FOCUS_PROMPT; focus++)
            for (size_t k = 0; k < sizeof arguments / sizeof *arguments; k++) {
                go_to_focus(session, focus);
                const bool is_done = reader_run_command(session->reader, command_at(i), arguments[k]);
                assert_true(is_done || (session->reader->message_is_error && *message(session)));
                press(session, "Space j Enter");
            }
    assert_int_equal(fchdir(here), 0);
    close(here);
    session_close(session);
}

// The same keys every time: a linear congruential generator.
static unsigned next_number(unsigned *seed)
{
    return (*seed = *seed * 1103515245u + 12345u) >> 16;
}

static void press_anything(Session *session, unsigned seed)
{
    Reader *reader = session->reader;
    for (int i = 0; i < 10000; i++) {
        const unsigned number = next_number(&seed);
        if (number % 50 == 0)
            reader_resize(reader, (int)(next_number(&seed) % 40), (int)(next_number(&seed) % 120));
        else if (number % 7 == 0)
            reader_press(reader, PRESS_UP + next_number(&seed) % 12);
        else if (number % 11 == 0)
            reader_idle(reader);
        else
            reader_press(reader, next_number(&seed) % 128);
        reader_where(reader);
        assert_true(reader->position.top < reader->position.end);
        assert_true(reader->position.end <= layout_line_count(reader->shown));
        assert_int_equal(reader->focus == FOCUS_NOTE || (reader->focus == FOCUS_PROMPT && reader->focus_before == FOCUS_NOTE), reader->note != NULL);
    }
}

static void any_keys_and_sizes_leave_a_reader_that_answers(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        Session *session = session_open(session_report(linked), 12, 40);
        press_anything(session, seed);
        session_close(session);
        session = session_open_shipped("every-block", 12, 40);
        press_anything(session, seed);
        session_close(session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_runs_in_every_focus_with_and_without_an_argument),
        cmocka_unit_test(any_keys_and_sizes_leave_a_reader_that_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
