// reader/prompt: editing one line.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "reader/prompt.h"

static void type(Prompt *prompt, const char *text)
{
    assert_true(prompt_insert(prompt, text, strlen(text)));
}

static void text_goes_in_at_the_cursor(void **state)
{
    (void)state;
    Prompt prompt = {0};
    prompt_start(&prompt, PROMPT_SEARCH, "labor");
    assert_string_equal(prompt_label(prompt.kind), "Search: ");
    prompt_move_end(&prompt, false);
    type(&prompt, "forced ");
    assert_int_equal(prompt.cursor, 7);
    prompt_move(&prompt, 100);
    type(&prompt, "!");
    assert_string_equal(buffer_text(&prompt.text), "forced labor!");
    prompt_start(&prompt, PROMPT_NOTE, NULL);
    assert_string_equal(buffer_text(&prompt.text), "");
    assert_int_equal(prompt.cursor, 0);
    prompt_free(&prompt);
}

static void a_cluster_is_deleted_as_a_whole(void **state)
{
    (void)state;
    Prompt prompt = {0};
    prompt_start(&prompt, PROMPT_SEARCH, "ae\xcc\x81o");     // e with a combining acute
    prompt_move(&prompt, -1);
    assert_int_equal(prompt.cursor, 4);
    prompt_delete_back(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "ao");
    prompt_delete(&prompt);
    prompt_delete(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "a");
    prompt_delete_back(&prompt);
    prompt_delete_back(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "");
    prompt_free(&prompt);
}

static void a_mark_joins_what_stands_before_the_cursor(void **state)
{
    (void)state;
    Prompt prompt = {0};
    prompt_start(&prompt, PROMPT_SEARCH, "eo");
    prompt_move(&prompt, -1);
    type(&prompt, "\xcc\x81");
    assert_int_equal(prompt.cursor, 3);
    prompt_move(&prompt, -1);
    assert_int_equal(prompt.cursor, 0);
    prompt_free(&prompt);
}

static void a_word_is_deleted_with_what_stands_behind_it(void **state)
{
    (void)state;
    Prompt prompt = {0};
    prompt_start(&prompt, PROMPT_COMMAND, "goto caf\xc3\xa9-bar, ");
    prompt_delete_word(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "goto caf\xc3\xa9-");
    prompt_delete_word(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "goto ");
    prompt_delete_word(&prompt);
    prompt_delete_word(&prompt);
    assert_string_equal(buffer_text(&prompt.text), "");
    prompt_free(&prompt);
}

static void what_could_steer_a_terminal_is_made_visible(void **state)
{
    (void)state;
    Prompt prompt = {0};
    prompt_start(&prompt, PROMPT_SEARCH, "a\nb\x1b[2J");
    assert_string_equal(buffer_text(&prompt.text), "a b\xe2\x90\x9b[2J");
    prompt_free(&prompt);
}

static void more_than_fits_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    Prompt prompt = {0};
    char much[PROMPT_BYTES + 1];
    memset(much, 'x', sizeof much);
    prompt_start(&prompt, PROMPT_SEARCH, "a");
    assert_false(prompt_insert(&prompt, much, PROMPT_BYTES));
    assert_false(prompt_insert(&prompt, much, sizeof much));
    assert_string_equal(buffer_text(&prompt.text), "a");
    assert_true(prompt_insert(&prompt, much, PROMPT_BYTES - 1));
    assert_false(prompt_insert(&prompt, "b", 1));
    assert_int_equal(prompt.text.length, PROMPT_BYTES);
    prompt_free(&prompt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_goes_in_at_the_cursor),
        cmocka_unit_test(a_cluster_is_deleted_as_a_whole),
        cmocka_unit_test(a_mark_joins_what_stands_before_the_cursor),
        cmocka_unit_test(a_word_is_deleted_with_what_stands_behind_it),
        cmocka_unit_test(what_could_steer_a_terminal_is_made_visible),
        cmocka_unit_test(more_than_fits_is_refused_and_changes_nothing),
    };
    return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
