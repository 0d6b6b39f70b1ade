// plain/dialogue: what line mode answers to keys on a terminal.
#include "dialogue.h"
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <termios.h>

// A child reads the report on the terminal that it is given, and ends with the dialogue's status.
static pid_t read_on(Session *session, int terminal)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    alarm(20);
    FILE *out = fdopen(dup(terminal), "w");
    int status = out ? dialogue_read(session->reader, terminal, out, "Line mode, set by a test.") : 99;
    _exit(status);
}

// All that the terminal gets until the child has ended. Each of `keys`, ended by NULL, is typed once nothing more has come for a while.
static char *talk(int master, const char *const *keys)
{
    enum { QUIET_MS = 400 };
    Buffer said = {0};
    char bytes[512];
    ssize_t count = 1;
    while (count > 0) {
        struct pollfd wait = {.fd = master, .events = POLLIN};
        if (*keys && said.length && poll(&wait, 1, QUIET_MS) == 0) {
            assert_int_equal(write(master, *keys, strlen(*keys)), strlen(*keys));
            keys++;
        }
        count = read(master, bytes, sizeof bytes);
        if (count > 0)
            buffer_add(&said, bytes, (size_t)count);
    }
    return buffer_take(&said);
}

static char *say_on_terminal_at(int pace, const char *const *keys, int *status)
{
    Session *session = open_short();
    session->reader->settings.pace = pace;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    struct termios before = {0}, after = {0};
    tcgetattr(slave, &before);
    pid_t child = read_on(session, slave);
    close(slave);
    char *said = talk(master, keys);
    waitpid(child, status, 0);
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    tcgetattr(slave, &after);
    assert_memory_equal(&before, &after, sizeof before);
    close(slave);
    close(master);
    session_close(session);
    return said;
}

static char *say_on_terminal(const char *const *keys, int *status)
{
    return say_on_terminal_at(PACE_WORDS, keys, status);
}

static void on_a_terminal_lines_begin_with_cr_lf_and_the_cursor_rests_on_the_last(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"}q", NULL}, &status);
    assert_string_equal(said,
        "Line mode, set by a test. A Short Report.\r\nh shows the keys.\r\nHeading 1: First Chapter\r\n\r\n"
        "A lamp stands here, with a note. [note a] It leads to the end\r\n[link 1].\r\n\r\n"
        "Heading 2: The Middle\r\n\r\nAnother lamp burns in the middle.\r"
        "\r\nHeading 1: Second Chapter\r\n\r\nWords without light.\r\n\r\nThe last lamp, far away.\r"
        "\r\r\n\r");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    free(said);
}

static void on_a_terminal_what_is_typed_is_echoed(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"/mif\177ddle\r/abc\003q", NULL}, &status);
    assert_says(said, "\r\nSearch: mif\r\nSearch: middle\r\nHit 1 of 2");
    assert_says(said, "\r\nSearch: abc\r\nHeading 1: First Chapter\r");
    free(said);
}

static void on_a_terminal_esc_and_arrows_are_told_apart(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal((const char *const[]){"t\033[B\033", "q", NULL}, &status);
    assert_says(said, "> 2. The Middle, 1 min, level 2\r\r\nHeading 1: First Chapter\r");
    free(said);
}

static void on_a_terminal_reading_on_goes_through_the_chapters_and_a_key_stops_it(void **state)
{
    (void)state;
    int status;
    char *said = say_on_terminal_at(60000, (const char *const[]){"R", "q", NULL}, &status);
    assert_says(said,
        "in the middle.\r\r\nHeading 1: First Chapter\r\r\nA lamp stands here, with a note. [note a] It leads to the end\r\n[link 1].\r\r\n"
        "Heading 2: The Middle\r\r\nAnother lamp burns in the middle.\r\r\nHeading 1: Second Chapter\r\r\nWords without light.\r\r\n"
        "The last lamp, far away.\r\r\nEnd of the report.\r");
    free(said);
    said = say_on_terminal_at(PACE_LEAST, (const char *const[]){"R", "q", "q", NULL}, &status);
    assert_says(said, "Heading 1: First Chapter\r\r\nStopped.\r");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_a_terminal_lines_begin_with_cr_lf_and_the_cursor_rests_on_the_last),
        cmocka_unit_test(on_a_terminal_what_is_typed_is_echoed),
        cmocka_unit_test(on_a_terminal_esc_and_arrows_are_told_apart),
        cmocka_unit_test(on_a_terminal_reading_on_goes_through_the_chapters_and_a_key_stops_it),
    };
    return cmocka_run_group_tests_name("dialogue_terminal", tests, NULL, NULL);
}
