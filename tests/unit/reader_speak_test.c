// Reading aloud: each sentence goes to a program, and the page goes along. The program is a script that writes down what it is to speak.
#include "session.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"

enum { PATIENCE = 1500 };   // times 10 ms that anything is waited for

static const char *const files[] = {
    "report.yaml", "lectern: 1\nid: aloud\ntitle: Aloud\nlanguage: en\nchapters: [one.yaml]\n",
    "one.yaml", "id: one\ntitle: One\nbody:\n  - The first lamp; $(burns) 'here'. The second burns there.\n  - \"-n is no option.\"\n", NULL,
};

typedef struct {
    Session *session;
    Buffer command;     // LECTERN_SPEAK
    char *log;
} Speech;

// `behind`: what the script does when it has written the text down.
static Speech open_speech(const char *behind)
{
    Speech speech = {.session = session_open(session_report(files), 12, 60)};
    char *script = path_in(speech.session->folder, "speak.sh");
    speech.log = path_in(speech.session->folder, "log");
    Buffer text = {0};
    buffer_addf(&text, "printf '%%s|' \"$@\" >>'%s'\n%s\n", speech.log, behind);
    write_text(script, buffer_text(&text));
    buffer_addf(&speech.command, "/bin/sh %s  -x", script);
    speech.session->reader->speaker = buffer_text(&speech.command);
    buffer_free(&text);
    free(script);
    return speech;
}

static void close_speech(Speech *speech)
{
    session_close(speech->session);
    buffer_free(&speech->command);
    free(speech->log);
}

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 10 * 1000 * 1000}, NULL);
}

static bool has_log(const Speech *speech, const char *expected)
{
    Buffer text = {0};
    const bool is_read = file_read(speech->log, 10000, &text, NULL), is_same = is_read && !strcmp(buffer_text(&text), expected);
    buffer_free(&text);
    return is_same;
}

static void await_log(const Speech *speech, const char *expected)
{
    for (int i = 0; i < PATIENCE && !has_log(speech, expected); i++) {
        reader_idle(speech->session->reader);
        rest();
    }
    assert_true(has_log(speech, expected));
}

static void await_end(const Speech *speech)
{
    for (int i = 0; i < PATIENCE && speech->session->reader->reading_on.is_on; i++) {
        reader_idle(speech->session->reader);
        rest();
    }
    assert_false(speech->session->reader->reading_on.is_on);
}

static void each_sentence_is_spoken_and_the_next_one_follows(void **state)
{
    (void)state;
    Speech speech = open_speech("");
    press(speech.session, "o a");
    await_end(&speech);
    assert_true(has_log(&speech, "-x|Heading 1: One|-x|The first lamp; $(burns) 'here'.|-x|The second burns there.|-x| -n is no option.|"));
    assert_string_equal(message(speech.session), "End of the report.");
    assert_int_equal(speech.session->reader->unit.from.block, 2);
    close_speech(&speech);
}

static void any_key_stops_it_and_the_program(void **state)
{
    (void)state;
    Speech speech = open_speech("exec sleep 600");
    press(speech.session, "o a");
    await_log(&speech, "-x|Heading 1: One|");
    const pid_t child = (pid_t)speech.session->reader->speaking;
    assert_int_equal(kill(child, 0), 0);
    for (int i = 0; i < 20; i++)
        reader_idle(speech.session->reader);
    assert_int_equal(speech.session->reader->unit.from.block, 0);   // it waits for the program
    press(speech.session, "z");
    assert_string_equal(message(speech.session), "Stopped.");
    assert_int_not_equal(kill(child, 0), 0);
    assert_int_equal(speech.session->reader->speaking, 0);
    close_speech(&speech);
}

static void who_leaves_ends_the_program(void **state)
{
    (void)state;
    Speech speech = open_speech("exec sleep 600");
    press(speech.session, "o a");
    await_log(&speech, "-x|Heading 1: One|");
    const pid_t child = (pid_t)speech.session->reader->speaking;
    close_speech(&speech);
    assert_int_not_equal(kill(child, 0), 0);
}

static void a_program_that_fails_is_told_and_nothing_goes_on(void **state)
{
    (void)state;
    Speech speech = open_speech("exit 3");
    press(speech.session, "o a");
    await_end(&speech);
    assert_non_null(strstr(message(speech.session), ", and that did not speak"));
    assert_true(has_log(&speech, "-x|Heading 1: One|"));
    speech.session->reader->speaker = "/none/such";
    press(speech.session, "o a");
    await_end(&speech);
    assert_string_equal(message(speech.session), "LECTERN_SPEAK is \"/none/such\", and that did not speak");
    close_speech(&speech);
}

static void secure_mode_runs_no_program(void **state)
{
    (void)state;
    Speech speech = open_speech("");
    speech.session->reader->secure_by = "--secure";
    press(speech.session, "o a");
    assert_string_equal(message(speech.session), "speak is not there in secure mode (set by --secure): it runs another program.");
    assert_int_equal(access(speech.log, F_OK), -1);
    close_speech(&speech);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sentence_is_spoken_and_the_next_one_follows),
        cmocka_unit_test(any_key_stops_it_and_the_program),
        cmocka_unit_test(who_leaves_ends_the_program),
        cmocka_unit_test(a_program_that_fails_is_told_and_nothing_goes_on),
        cmocka_unit_test(secure_mode_runs_no_program),
    };
    return cmocka_run_group_tests_name("reader_speak", tests, NULL, NULL);
}
