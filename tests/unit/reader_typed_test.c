// What need not be typed: completion behind `:`, and what was typed before.
#include "session.h"
#include <stdlib.h>
#include <string.h>
#include "reader/completion.h"

static Session *open_three(void)
{
    return session_open(three_chapters(), 20, 60);
}

static const char *typed(const Session *session)
{
    return buffer_text(&session->reader->prompt.text);
}

// Typed, then Tab.
static void assert_completes(Session *session, const char *text, const char *line, const char *said)
{
    press(session, ":");
    type(session, text);
    press(session, "Tab");
    assert_string_equal(typed(session), line);
    assert_string_equal(message(session), said);
    press(session, "Esc");
}

static void what_begins_so_is_completed_as_far_as_it_is_one(void **state)
{
    (void)state;
    Session *session = open_three();
    assert_completes(session, "next-ch", "next-chapter ", "");
    assert_completes(session, "copy", "copy-", "copy-citation copy-passage");
    assert_completes(session, "spell", "spell", "spell spell-phonetic");
    assert_completes(session, "settings the", "settings theme ", "");
    assert_completes(session, "settings theme h", "settings theme high-contrast ", "");
    assert_completes(session, "settings width ", "settings width ", "Nothing goes on so.");
    assert_completes(session, "copy-citation b", "copy-citation bibtex ", "");
    assert_completes(session, "copy-citation bibtex cl", "copy-citation bibtex clipboard ", "");
    assert_completes(session, "screen-reader ", "screen-reader ", "page line off");
    assert_completes(session, "verb", "verbosity ", "");
    assert_completes(session, "goto #c", "goto #c", "#c1 #c2 #c3");
    assert_completes(session, "#c3", "#c3 ", "");
    assert_completes(session, "zzz", "zzz", "Nothing goes on so.");
    assert_completes(session, "goto 1 2 3 4", "goto 1 2 3 4", "Nothing goes on so.");
    session_close(session);
}

static void so_many_that_they_help_nobody_are_counted(void **state)
{
    (void)state;
    Session *session = open_three();
    press(session, ": Tab");
    assert_non_null(strstr(message(session), " words that go on so; type more of it."));
    session_close(session);
}

static void what_stands_behind_the_cursor_stays(void **state)
{
    (void)state;
    Session *session = open_three();
    press(session, ":");
    type(session, "next-c 2");
    press(session, "Left Left Tab");
    assert_string_equal(typed(session), "next-chapter  2");
    press(session, "Enter");
    assert_int_equal(session->reader->position.place.chapter, 2);
    session_close(session);
}

static void commands_and_searches_come_back_each_with_their_like(void **state)
{
    (void)state;
    Session *session = open_three();
    press(session, ": g o t o Space 2 Enter : e n d Enter : e n d Enter / s a y s Enter");
    press(session, ": x Up");
    assert_string_equal(typed(session), "end");
    press(session, "C-p");
    assert_string_equal(typed(session), "goto 2");
    press(session, "Up");
    assert_string_equal(message(session), "Nothing was typed here before that.");
    press(session, "Down Down");
    assert_string_equal(typed(session), "x");
    press(session, "Down");
    assert_string_equal(message(session), "Nothing was typed here behind that.");
    assert_string_equal(typed(session), "x");
    press(session, "Esc ? Up");
    assert_string_equal(typed(session), "says");
    press(session, "Esc M Up");     // no note
    assert_string_equal(typed(session), "");
    session_close(session);
}

static void only_the_newest_lines_are_kept(void **state)
{
    (void)state;
    Typed lines = {0};
    char line[16];
    for (int i = 0; i < TYPED_MOST + 5; i++) {
        snprintf(line, sizeof line, "line %d", i);
        typed_keep(&lines, line);
    }
    typed_keep(&lines, "");
    assert_int_equal(lines.count, TYPED_MOST);
    typed_begin(&lines);
    assert_string_equal(typed_back(&lines, ""), "line 104");
    while (typed_back(&lines, ""))
        continue;
    assert_string_equal(typed_forward(&lines), "line 6");
    typed_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_begins_so_is_completed_as_far_as_it_is_one),
        cmocka_unit_test(so_many_that_they_help_nobody_are_counted),
        cmocka_unit_test(what_stands_behind_the_cursor_stays),
        cmocka_unit_test(commands_and_searches_come_back_each_with_their_like),
        cmocka_unit_test(only_the_newest_lines_are_kept),
    };
    return cmocka_run_group_tests_name("reader_typed", tests, NULL, NULL);
}
