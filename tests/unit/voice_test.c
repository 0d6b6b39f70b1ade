// plain/voice: lines as they reach a terminal, a pipe and an ear.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "plain/voice.h"
#include "text/locale.h"

typedef enum { TO_PIPE, TO_TERMINAL } Where;

typedef struct {
    Voice voice;
    char *written;
    size_t length;
} Fixture;

static void begin(Fixture *fixture, Where where)
{
    fixture->voice = voice_new(open_memstream(&fixture->written, &fixture->length), where == TO_TERMINAL, 20);
}

static void assert_written(Fixture *fixture, const char *expected)
{
    assert_true(voice_rest(&fixture->voice));
    assert_string_equal(fixture->written, expected);
    fclose(fixture->voice.out);
    voice_free(&fixture->voice);
    free(fixture->written);
}

static void a_pipe_gets_lines_that_end_with_lf(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_PIPE);
    voice_line(&fixture.voice, "one", 3);
    voice_line(&fixture.voice, "", 0);
    voice_say(&fixture.voice, "two");
    voice_say(&fixture.voice, "");
    assert_written(&fixture, "one\n\ntwo\n");
}

static void a_terminal_gets_lines_that_begin_with_cr_lf_and_rests_on_the_first_cell(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_TERMINAL);
    voice_line(&fixture.voice, "one", 3);
    assert_true(voice_rest(&fixture.voice));
    voice_line(&fixture.voice, "two", 3);
    voice_line(&fixture.voice, "three", 5);
    assert_written(&fixture, "one\r\r\ntwo\r\nthree\r");
}

static void an_answer_is_sent_when_it_is_complete(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_TERMINAL);
    voice_line(&fixture.voice, "one", 3);
    voice_send(&fixture.voice, "\033]52\007", 5);
    voice_echo(&fixture.voice, "two", 3);
    fflush(fixture.voice.out);
    assert_int_equal(fixture.length, 0);
    assert_written(&fixture, "one\033]52\007two\r");
}

static void what_is_typed_is_echoed_where_the_cursor_stands(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_TERMINAL);
    voice_ask(&fixture.voice, "Search: ", "");
    assert_true(voice_rest(&fixture.voice));
    voice_echo(&fixture.voice, "a", 1);
    voice_echo(&fixture.voice, "b", 1);
    assert_written(&fixture, "Search: ab");
    begin(&fixture, TO_PIPE);
    voice_ask(&fixture.voice, "Search: ", "");
    voice_echo(&fixture.voice, "a", 1);
    voice_ask(&fixture.voice, "Note: ", "old");
    assert_written(&fixture, "Search:\nNote: old\n");
}

static void what_is_said_is_broken_between_words(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_PIPE);
    voice_say(&fixture.voice, "Bookmark deleted; u brings it back.");
    assert_written(&fixture, "Bookmark deleted; u\nbrings it back.\n");
}

static void what_is_for_eyes_only_is_left_out(void **state)
{
    (void)state;
    Fixture fixture;
    begin(&fixture, TO_PIPE);
    voice_say(&fixture.voice, "light\xc2\xadhouse \xe2\x81\xa8name\xe2\x81\xa9");
    voice_line(&fixture.voice, "co\xc2\xadop", 6);
    voice_say(&fixture.voice, "anti\xc2\xad" "disestablishmentarian");     // 21 cells: no hyphen where it is cut
    assert_written(&fixture, "lighthouse name\ncoop\nantidisestablishment\narian\n");
}

static void writing_that_fails_is_told(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    Voice voice = voice_new(full, false, 20);
    voice_say(&voice, "lost");
    assert_false(voice_rest(&voice));
    voice_free(&voice);
    fclose(full);
}

static int start(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    return locale_start() ? 0 : 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_gets_lines_that_end_with_lf),
        cmocka_unit_test(a_terminal_gets_lines_that_begin_with_cr_lf_and_rests_on_the_first_cell),
        cmocka_unit_test(an_answer_is_sent_when_it_is_complete),
        cmocka_unit_test(what_is_typed_is_echoed_where_the_cursor_stands),
        cmocka_unit_test(what_is_said_is_broken_between_words),
        cmocka_unit_test(what_is_for_eyes_only_is_left_out),
        cmocka_unit_test(writing_that_fails_is_told),
    };
    return cmocka_run_group_tests_name("voice", tests, start, NULL);
}
