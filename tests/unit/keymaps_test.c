// keymaps/*.yaml: each is sound, and gives every command a key that every keyboard has and no screen reader takes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "reader/keymap.h"

static const char *const names[] = {"default", "less", "vi", "info", "one-handed"};
enum { NAMES = sizeof names / sizeof *names };

static Keymap *read_shipped(const char *name)
{
    const char *source = getenv("srcdir");
    Buffer folder = {0};
    buffer_addf(&folder, "%s/keymaps", source ? source : ".");
    const char *const folders[] = {buffer_text(&folder), NULL};
    Problems problems = {0};
    Keymap *keymap = keymap_read(name, (KeymapPath){folders}, &problems);
    for (size_t i = 0; i < problems.count; i++)
        print_error("%s:%d:%d: %s\n", problems.items[i].error.file, problems.items[i].error.line, problems.items[i].error.column,
            problems.items[i].error.text);
    problems_clear(&problems);
    buffer_free(&folder);
    assert_non_null(keymap);
    return keymap;
}

static bool is_left(Key key)
{
    return key == PRESS_TAB || key == PRESS_SPACE || (key_is_plain(key) && strchr("`12345qwertasdfgzxcvb", (int)key));
}

static bool is_right(Key key)
{
    return key == PRESS_ENTER || key == PRESS_BACKSPACE || key == PRESS_SPACE || (key_is_plain(key) && strchr("67890-=yuiop[]\\hjkl;'nm,./", (int)key));
}

static bool has_sequence(const Keymap *keymap, Focus focus, const Command *command, bool (*is_wanted)(Key))
{
    const Binding *binding;
    for (size_t i = 0; (binding = keymap_binding(keymap, i)); i++) {
        bool all = binding->focus == focus && binding->command == command;
        for (int k = 0; k < binding->sequence.count; k++)
            all = all && is_wanted(binding->sequence.keys[k]);
        if (all)
            return true;
    }
    return false;
}

static void assert_reaches_all(const char *name, bool (*is_wanted)(Key), const char *how)
{
    Keymap *keymap = read_shipped(name);
    int missing = 0, reached = 0;
    for (size_t i = 0; command_at(i); i++)
        for (int focus = FOCUS_PAGE; focus < FOCUS_PROMPT; focus++) {
            if (!command_fits(command_at(i), (Focus)focus))
                continue;
            bool is_reached = has_sequence(keymap, (Focus)focus, command_at(i), is_wanted);
            if (!is_reached)
                print_error("%s: %s has no %s in %s\n", name, command_at(i)->name, how, focus_name((Focus)focus));
            missing += !is_reached;
            reached += is_reached;
        }
    keymap_free(keymap);
    assert_int_equal(missing, 0);
    assert_true(reached > 100);
}

static void every_command_has_a_plain_key_wherever_it_means_something_R22(void **state)
{
    (void)state;
    for (size_t i = 0; i < NAMES; i++)
        assert_reaches_all(names[i], key_is_plain, "plain key");
}

static void either_hand_alone_reaches_every_command_without_shift(void **state)
{
    (void)state;
    assert_reaches_all("one-handed", is_left, "key for the left hand");
    assert_reaches_all("one-handed", is_right, "key for the right hand");
}

static void no_key_is_bound_that_a_number_is_typed_with(void **state)
{
    (void)state;
    for (size_t i = 0; i < NAMES; i++) {
        Keymap *keymap = read_shipped(names[i]);
        const Binding *binding;
        for (size_t k = 0; (binding = keymap_binding(keymap, k)); k++)
            assert_null(binding->sequence.keys[0] < 0x80 ? strchr("0123456789.", (int)binding->sequence.keys[0]) : NULL);
        keymap_free(keymap);
    }
}

static void every_command_of_the_prompt_has_a_key(void **state)
{
    (void)state;
    char keys[256];
    Keymap *keymap = read_shipped("default");
    for (size_t i = 0; command_at(i); i++)
        if (command_fits(command_at(i), FOCUS_PROMPT))
            assert_string_not_equal(keymap_keys_of(keymap, FOCUS_PROMPT, command_at(i), keys, sizeof keys), "");
    keymap_free(keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_plain_key_wherever_it_means_something_R22),
        cmocka_unit_test(either_hand_alone_reaches_every_command_without_shift),
        cmocka_unit_test(no_key_is_bound_that_a_number_is_typed_with),
        cmocka_unit_test(every_command_of_the_prompt_has_a_key),
    };
    return cmocka_run_group_tests_name("keymaps", tests, NULL, NULL);
}
