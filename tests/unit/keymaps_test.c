// keymaps/*.yaml: each is sound, gives every command a key that every keyboard has and no screen reader takes, and is in the program as it is there.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "folder.h"
#include "reader/keymap.h"
#include "reader/keymap_compiled.h"

static const char *const names[] = {"default", "less", "vi", "info", "one-handed"};
enum { NAMES = sizeof names / sizeof *names };

static Keymap *read_shipped(const char *name)
{
    const char *source = getenv("srcdir");
    Buffer folder = {0};
    buffer_addf(&folder, "%s/keymaps", source ? source : ".");
    const char *const folders[] = {buffer_text(&folder), NULL};
    Problems problems = {0};
    Keymap *keymap = keymap_read(name, (KeymapPath){.folders = folders}, &problems);
    for (size_t i = 0; i < problems.count; i++)
        print_error("%s:%d:%d: %s\n", problems.items[i].error.file, problems.items[i].error.line, problems.items[i].error.column,
            problems.items[i].error.text);
    problems_clear(&problems);
    buffer_free(&folder);
    assert_non_null(keymap);
    return keymap;
}

// What it says and does, as it is shown and as it is found.
static void assert_alike(const Keymap *compiled, const Keymap *read)
{
    size_t count = 0;
    assert_string_equal(keymap_name(compiled), keymap_name(read));
    for (const Binding *a, *b; (b = keymap_binding(read, count)); count++) {
        const Command *command = NULL;
        a = keymap_binding(compiled, count);
        assert_non_null(a);
        assert_int_equal(a->focus, b->focus);
        assert_int_equal(a->command, b->command);
        assert_memory_equal(&a->sequence, &b->sequence, sizeof a->sequence);
        assert_int_equal(keymap_sorted(compiled, count), keymap_sorted(read, count));
        assert_int_equal(keymap_find(compiled, (Focus)b->focus, &b->sequence, &command), KEYS_MATCH);
        assert_ptr_equal(command, binding_command(b));
    }
    assert_null(keymap_binding(compiled, count));
    assert_true(count > 100);
}

static void what_is_compiled_into_the_program_is_what_the_files_say(void **state)
{
    (void)state;
    const char *source = getenv("srcdir");
    char *folder = path_in(source ? source : ".", "keymaps");
    const KeymapPath path = {.folders = (const char *const[]){folder, NULL}, .compiled = compiled_keymaps};
    Problems problems = {0};
    for (size_t i = 0; i < NAMES; i++)
        assert_non_null(keymap_compiled_find(names[i], path));
    for (size_t i = 0; compiled_keymaps[i]; i++) {
        const char *name = compiled_keymaps[i]->name;
        assert_ptr_equal(keymap_compiled_find(name, path), compiled_keymaps[i]);
        Keymap *compiled = keymap_read(name, path, &problems), *read = read_shipped(name);
        assert_alike(compiled, read);
        keymap_free(compiled);
        keymap_free(read);
    }
    free(folder);
}

// Whether the compiled one serves where the person's own folder has this file.
static bool is_compiled_beside(const char *name, const char *file, const char *text)
{
    const char *source = getenv("srcdir");
    char *installed = path_in(source ? source : ".", "keymaps"), *own = folder_new(), *path = path_in(own, file);
    write_text(path, text);
    const bool is_compiled = keymap_compiled_find(name, (KeymapPath){(const char *const[]){own, installed, NULL}, compiled_keymaps});
    free(path);
    folder_free(own);
    free(installed);
    return is_compiled;
}

static void a_keymap_of_ones_own_wins_over_the_one_that_is_compiled_in(void **state)
{
    (void)state;
    assert_true(is_compiled_beside("vi", "mine.yaml", "lectern-keymap: 1\nextends: vi\nkeys: {}\n"));
    assert_false(is_compiled_beside("vi", "vi.yaml", "lectern-keymap: 1\nextends: vi\nkeys: {}\n"));
    assert_false(is_compiled_beside("vi", "default.yaml", "lectern-keymap: 1\nextends: default\nkeys: {}\n"));    // which vi extends
    assert_true(is_compiled_beside("default", "vi.yaml", "lectern-keymap: 1\nextends: vi\nkeys: {}\n"));
    assert_false(is_compiled_beside("mine", "mine.yaml", "lectern-keymap: 1\nextends: vi\nkeys: {}\n"));
    assert_false(is_compiled_beside("./vi", "mine.yaml", ""));
}

static void an_installed_keymap_that_was_changed_or_is_gone_is_not_taken_from_the_program(void **state)
{
    (void)state;
    char *installed = folder_new(), *path = path_in(installed, "default.yaml");
    const KeymapPath folders = {(const char *const[]){installed, NULL}, compiled_keymaps};
    assert_null(keymap_compiled_find("default", folders));
    write_text(path, "lectern-keymap: 1\nkeys: {}\n");
    assert_null(keymap_compiled_find("default", folders));
    const CompiledFile *file = compiled_keymaps[0]->files[0];
    char *changed = strndup(file->bytes, file->length);
    write_text(path, changed);
    assert_non_null(keymap_compiled_find("default", folders));
    changed[file->length - 2]++;
    write_text(path, changed);
    assert_null(keymap_compiled_find("default", folders));
    free(changed);
    free(path);
    folder_free(installed);
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
        bool all = binding->focus == focus && binding_command(binding) == command;
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
        cmocka_unit_test(what_is_compiled_into_the_program_is_what_the_files_say),
        cmocka_unit_test(a_keymap_of_ones_own_wins_over_the_one_that_is_compiled_in),
        cmocka_unit_test(an_installed_keymap_that_was_changed_or_is_gone_is_not_taken_from_the_program),
    };
    return cmocka_run_group_tests_name("keymaps", tests, NULL, NULL);
}
