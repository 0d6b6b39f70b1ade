// reader/keymap: keymaps laid over each other, and every way in which one can be wrong.
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

// A keymap that is whole but has few keys, for others to extend.
#define HEAD "lectern-keymap: 1\nextends: base\nkeys:\n"
static const char base[] =
    "lectern-keymap: 1\n"
    "keys:\n"
    "  all: {h: help}\n"
    "  page: {Space: page-down, PgDn: page-down, \"]\": next-heading, g: goto, q: quit}\n"
    "  list: {j: list-down, q: close, Left: fold}\n"
    "  note: {q: close}\n"
    "  prompt: {Enter: accept, Esc: cancel}\n";

typedef struct {
    char *folder, *own;     // where the installed ones and the person's are
    Keymap *keymap;
    Problems problems;
} Fixture;

// A name with "sub/" before it is in a folder there.
static void write_file(const char *folder, const char *name, const char *text)
{
    char *sub = path_in(folder, "sub"), *path = path_in(folder, name);
    if (!strncmp(name, "sub/", 4))
        mkdir(sub, 0700);
    write_text(path, text);
    free(sub);
    free(path);
}

static int start(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    fixture->folder = folder_new();
    fixture->own = folder_new();
    write_file(fixture->folder, "base.yaml", base);
    *state = fixture;
    return 0;
}

static int stop(void **state)
{
    Fixture *fixture = *state;
    keymap_free(fixture->keymap);
    problems_clear(&fixture->problems);
    folder_free(fixture->folder);
    folder_free(fixture->own);
    free(fixture);
    return 0;
}

static void read_keymap(Fixture *fixture, const char *name)
{
    const char *const folders[] = {fixture->own, fixture->folder, NULL};
    keymap_free(fixture->keymap);
    problems_clear(&fixture->problems);
    fixture->keymap = keymap_read(name, (KeymapPath){.folders = folders}, &fixture->problems);
}

static void read_keys(Fixture *fixture, const char *text)
{
    write_file(fixture->own, "mine.yaml", text);
    read_keymap(fixture, "mine");
}

static const char *name_of(KeysResult result, const Command *command)
{
    return result == KEYS_MATCH ? command->name : result == KEYS_PREFIX ? "(more)" : "(none)";
}

static bool sequence_read(const char *names, Sequence *sequence)
{
    *sequence = (Sequence){0};
    while (*names) {
        size_t length = strcspn(names, " ");
        if (sequence->count == SEQUENCE_KEYS || !key_read(names, length, &sequence->keys[sequence->count++]))
            return false;
        names += length + strspn(names + length, " ");
    }
    return true;
}

static void assert_does(const Fixture *fixture, Focus focus, const char *keys, const char *expected)
{
    Sequence sequence;
    const Command *command = NULL;
    assert_true(sequence_read(keys, &sequence));
    assert_non_null(fixture->keymap);
    KeysResult result = keymap_find(fixture->keymap, focus, &sequence, &command);
    assert_string_equal(name_of(result, command), expected);
}

// The one problem there is, as "line:column: text" with `expected` somewhere in the text.
static void assert_problem(const Fixture *fixture, int line, int column, const char *expected)
{
    assert_null(fixture->keymap);
    assert_int_equal(fixture->problems.count, 1);
    const Error *error = &fixture->problems.items[0].error;
    if (!strstr(error->text, expected))
        assert_string_equal(error->text, expected);
    assert_int_equal(error->line, line);
    assert_int_equal(error->column, column);
    if (line)
        assert_non_null(strstr(error->file, ".yaml"));
}

static void keys_go_to_what_has_the_focus(void **state)
{
    Fixture *fixture = *state;
    read_keymap(fixture, "base");
    assert_string_equal(keymap_name(fixture->keymap), "base");
    assert_does(fixture, FOCUS_PAGE, "q", "quit");
    assert_does(fixture, FOCUS_CONTENTS, "q", "close");
    assert_does(fixture, FOCUS_HELP, "j", "list-down");
    assert_does(fixture, FOCUS_PAGE, "j", "(none)");
    assert_does(fixture, FOCUS_PROMPT, "Enter", "accept");
    for (int focus = FOCUS_PAGE; focus < FOCUS_PROMPT; focus++)
        assert_does(fixture, (Focus)focus, "h", "help");
    assert_does(fixture, FOCUS_PROMPT, "h", "(none)");
}

static void a_key_of_the_nearer_file_wins(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  page: {Space: page-up, x: next-heading, PgDn: }\n");
    assert_does(fixture, FOCUS_PAGE, "Space", "page-up");
    assert_does(fixture, FOCUS_PAGE, "x", "next-heading");
    assert_does(fixture, FOCUS_PAGE, "PgDn", "(none)");
    assert_does(fixture, FOCUS_PAGE, "g", "goto");
}

static void the_narrower_section_of_a_file_wins(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  all: {x: help, z: help}\n  list: {x: list-up}\n  contents: {x: fold}\n");
    assert_does(fixture, FOCUS_PAGE, "x", "help");
    assert_does(fixture, FOCUS_HITS, "x", "list-up");
    assert_does(fixture, FOCUS_CONTENTS, "x", "fold");
    assert_does(fixture, FOCUS_CONTENTS, "z", "help");
}

static void a_wide_section_of_the_nearer_file_wins_over_a_narrow_one_that_is_inherited(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  all: {j: help}\n");
    assert_does(fixture, FOCUS_CONTENTS, "j", "help");
}

static void a_command_in_all_is_bound_where_it_means_something(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  all: {n: close}\n");
    assert_does(fixture, FOCUS_NOTE, "n", "close");
    assert_does(fixture, FOCUS_PAGE, "n", "(none)");
}

static void keys_in_a_row_are_waited_for(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  page: {g: , g g: start, g x e: end}\n");
    assert_does(fixture, FOCUS_PAGE, "g", "(more)");
    assert_does(fixture, FOCUS_PAGE, "g g", "start");
    assert_does(fixture, FOCUS_PAGE, "g x", "(more)");
    assert_does(fixture, FOCUS_PAGE, "g x e", "end");
    assert_does(fixture, FOCUS_PAGE, "g z", "(none)");
}

static void the_keys_of_a_command_are_listed_own_ones_first(void **state)
{
    Fixture *fixture = *state;
    char keys[64];
    read_keys(fixture, HEAD "  page: {C-v: page-down, \"\\\\ d\": page-down}\n");
    const Command *page_down = command_find("page-down");
    assert_string_equal(keymap_keys_of(fixture->keymap, FOCUS_PAGE, page_down, keys, sizeof keys), "C-v, \\ d, Space, PgDn");
    assert_string_equal(keymap_keys_of(fixture->keymap, FOCUS_PAGE, page_down, keys, 10), "C-v, \\ d");
    assert_string_equal(keymap_keys_of(fixture->keymap, FOCUS_PAGE, page_down, keys, 3), "");
    assert_string_equal(keymap_keys_of(fixture->keymap, FOCUS_HELP, page_down, keys, sizeof keys), "");
    assert_non_null(keymap_binding(fixture->keymap, 0));
    assert_null(keymap_binding(fixture->keymap, 1000));
}

static void an_own_keymap_may_extend_the_installed_one_of_its_name(void **state)
{
    Fixture *fixture = *state;
    write_file(fixture->own, "base.yaml", HEAD "  page: {x: quit}\n");
    read_keymap(fixture, "base");
    assert_does(fixture, FOCUS_PAGE, "x", "quit");
    assert_does(fixture, FOCUS_PAGE, "q", "quit");
}

static void a_file_is_read_where_a_path_is_given(void **state)
{
    Fixture *fixture = *state;
    write_file(fixture->own, "sub/one.yaml", "lectern-keymap: 1\nextends: ../two.yaml\nkeys: {page: {x: quit}}\n");
    write_file(fixture->own, "two.yaml", "lectern-keymap: 1\nextends: base\nkeys: {page: {y: quit}}\n");
    Buffer path = {0};
    buffer_addf(&path, "%s/sub/one.yaml", fixture->own);
    read_keymap(fixture, buffer_text(&path));
    assert_does(fixture, FOCUS_PAGE, "x", "quit");
    assert_does(fixture, FOCUS_PAGE, "y", "quit");
    buffer_free(&path);
}

static void each_mistake_is_told_with_its_place_and_its_mend(void **state)
{
    Fixture *fixture = *state;
    static const struct {
        const char *text;
        int line, column;
        const char *expected;
    } cases[] = {
        {HEAD "  page:\n    x: page-dwon\n", 5, 8, "there is no command \"page-dwon\"; did you mean page-down?"},
        {HEAD "  page: {x: frobnicate}\n", 4, 13, "there is no command \"frobnicate\"; the help (h) lists them all"},
        {HEAD "  page: {x: page-dow}\n", 4, 13, "did you mean page-down?"},
        {HEAD "  page: {Spcae: page-down}\n", 4, 10, "there is no key \"Spcae\"; write one character, or Space"},
        {HEAD "  page: {a b c d e: page-down}\n", 4, 10, "is more than 4 keys; write 4 at most"},
        {HEAD "  page: {\" \": page-down}\n", 4, 10, "write its name, as in Space: page-down"},
        {HEAD "  pgae: {x: page-down}\n", 4, 3, "there is no section \"pgae\"; did you mean page?"},
        {HEAD "  page: x\n", 4, 9, "the section page must be a mapping"},
        {HEAD "  page: {x: [page-down]}\n", 4, 13, "the name of one command, not a sequence"},
        {HEAD "  page: {x: fold}\n", 4, 13, "fold does nothing in the section page; write it in another (contents, hits, bookmarks, elements, changes, shelf, found, help, about, settings)"},
        {HEAD "  list: {x: note-down}\n", 4, 13, "note-down does nothing in the section list"},
        {HEAD "  prompt: {x: accept}\n", 4, 12, "in a prompt this key types a character"},
        {HEAD "  page: {npage: page-up, PgDn: page-down}\n", 4, 26, "the key PgDn is bound in line 4 of this section already"},
        {HEAD "  page:\n    x: page-up\n    x: page-down\n", 6, 5, "\"x\""},
        {HEAD "  page: {z: start, z z: end}\n", 4, 20, "z is bound to start and begins z z (end) too; write another key, or unbind one of them"},
        {HEAD "  page: {g g: start}\n", 4, 10, "as in \"g\": \"\""},
        {HEAD "  list: {h j: list-up}\n", 4, 10, "h is bound to help and begins h j (list-up) too"},
        {HEAD "  page: {x: page-up, q: page-down}\n", 4, 22, "no key is left for quit with the focus page; bind one, as in page: {q: quit}"},
        {HEAD "  hits: {q: }\n", 4, 10, "no key is left for close with the focus hits"},
        {"lectern-keymap: 1\nextends: bsae\nkeys: {}\n", 2, 10, "there is no keymap \"bsae\"; did you mean base? (there are mine, base)"},
        {"lectern-keymap: 1\nextends: nothing\nkeys: {}\n", 2, 10, "there is no keymap \"nothing\" (there are mine, base)"},
        {"lectern-keymap: 1\nextends: mine\nkeys: {}\n", 2, 10, "\"mine\" extends this keymap already"},
        {"lectern-keymap: 1\nextends: ./none.yaml\nkeys: {}\n", 2, 10, "there is no keymap file ./none.yaml"},
        {"lectern-keymap: 1\nextends: [base]\nkeys: {}\n", 2, 10, "the name of one keymap"},
        {"lectern-keymap: 2\nextends: base\nkeys: {}\n", 1, 17, "write lectern-keymap: 1"},
        {"extends: base\nkeys: {}\n", 1, 1, "begin it with lectern-keymap: 1"},
        {"lectern-keymap: 1\nextend: base\nkeys: {}\n", 2, 1, "there is no \"extend\" in a keymap; did you mean extends?"},
        {"lectern-keymap: 1\nextends: base\n", 1, 1, "a keymap without keys"},
        {"lectern-keymap: 1\nextends: base\nkeys: x\n", 3, 7, "keys must be a mapping of sections"},
        {"- a\n", 1, 1, "a keymap is a mapping"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_keys(fixture, cases[i].text);
        assert_problem(fixture, cases[i].line, cases[i].column, cases[i].expected);
    }
}

static void all_mistakes_are_told_at_once(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  page: {x: one, y: two, Z1: three}\n  nowhere: {}\n");
    assert_null(fixture->keymap);
    assert_int_equal(fixture->problems.errors, 5);
}

static void a_clash_in_all_lists_is_told_once(void **state)
{
    Fixture *fixture = *state;
    read_keys(fixture, HEAD "  list: {npage: list-up, PgDn: list-down}\n");
    assert_problem(fixture, 4, 26, "already");
}

static void going_round_in_a_circle_is_told(void **state)
{
    Fixture *fixture = *state;
    write_file(fixture->folder, "one.yaml", "lectern-keymap: 1\nextends: two\nkeys: {}\n");
    write_file(fixture->folder, "two.yaml", "lectern-keymap: 1\nextends: one\nkeys: {}\n");
    read_keymap(fixture, "one");
    assert_problem(fixture, 2, 10, "\"one\" extends this keymap already, so they would go round in a circle");
    assert_non_null(strstr(fixture->problems.items[0].error.file, "two.yaml"));
}

static void a_keymap_that_is_not_there_is_told_without_a_place(void **state)
{
    Fixture *fixture = *state;
    read_keymap(fixture, "bass");
    assert_problem(fixture, 0, 0, "there is no keymap \"bass\"; did you mean base? (there are base)");
    read_keymap(fixture, "../no-such-folder/passwd");
    assert_problem(fixture, 0, 0, "there is no keymap file ../no-such-folder/passwd");
}

static void a_chain_of_keymaps_has_an_end(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < 12; i++) {
        char name[32], text[80];
        snprintf(name, sizeof name, "m%d.yaml", i);
        snprintf(text, sizeof text, "lectern-keymap: 1\nextends: m%d\nkeys: {}\n", i + 1);
        write_file(fixture->folder, name, text);
    }
    read_keymap(fixture, "m0");
    assert_problem(fixture, 2, 10, "too many keymaps extend each other; 8 is the most");
}

static void a_huge_keymap_is_read_in_no_time(void **state)
{
    Fixture *fixture = *state;
    Buffer text = {0};
    buffer_add_text(&text, HEAD "  list:\n");
    for (unsigned i = 0; i < 30000; i++)
        buffer_addf(&text, "    U+%04X U+%04X: list-up\n", 0x4e00 + i % 200, 0x4e00 + i / 200);
    read_keys(fixture, buffer_text(&text));
    assert_does(fixture, FOCUS_HITS, "U+4e05 U+4e06", "list-up");
    buffer_free(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_go_to_what_has_the_focus),
        TEST(a_key_of_the_nearer_file_wins),
        TEST(the_narrower_section_of_a_file_wins),
        TEST(a_wide_section_of_the_nearer_file_wins_over_a_narrow_one_that_is_inherited),
        TEST(a_command_in_all_is_bound_where_it_means_something),
        TEST(keys_in_a_row_are_waited_for),
        TEST(the_keys_of_a_command_are_listed_own_ones_first),
        TEST(an_own_keymap_may_extend_the_installed_one_of_its_name),
        TEST(a_file_is_read_where_a_path_is_given),
        TEST(each_mistake_is_told_with_its_place_and_its_mend),
        TEST(all_mistakes_are_told_at_once),
        TEST(a_clash_in_all_lists_is_told_once),
        TEST(going_round_in_a_circle_is_told),
        TEST(a_keymap_that_is_not_there_is_told_without_a_place),
        TEST(a_chain_of_keymaps_has_an_end),
        TEST(a_huge_keymap_is_read_in_no_time),
    };
    return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
