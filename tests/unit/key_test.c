// reader/key: names of keys and the way back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "reader/key.h"

typedef struct {
    const char *name;
    Key key;
} Pair;

static Key read_key(const char *name)
{
    Key key = PRESS_NONE;
    return key_read(name, strlen(name), &key) ? key : PRESS_NONE;
}

static void a_key_is_written_and_read_by_one_name(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"q", 'q'}, {"G", 'G'}, {"%", '%'}, {"-", '-'}, {"\xc3\xa9", 0xe9}, {"\xe8\xaa\xad", 0x8aad},
        {"Space", ' '}, {"Tab", 9}, {"Enter", 13}, {"Esc", 27}, {"Backspace", 127}, {"S-Tab", PRESS_BACK_TAB},
        {"Up", PRESS_UP}, {"PgDn", PRESS_PAGE_DOWN}, {"Delete", PRESS_DELETE}, {"F1", PRESS_F0 + 1}, {"F24", PRESS_LAST},
        {"C-f", 6}, {"C-h", 8}, {"C-k", 11}, {"C-]", 29}, {"C-\\", 28}, {"C-_", 31},
        {"M-x", PRESS_META | 'x'}, {"M-X", PRESS_META | 'X'}, {"M--", PRESS_META | '-'}, {"M-Enter", PRESS_META | 13}, {"M-C-f", PRESS_META | 6},
        {"M-PgDn", PRESS_META | PRESS_PAGE_DOWN},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char name[KEY_NAME_BYTES];
        assert_int_equal(read_key(pairs[i].name), pairs[i].key);
        assert_string_equal(key_write(pairs[i].key, name), pairs[i].name);
    }
}

static void other_names_of_a_key_are_read_too(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        {"npage", PRESS_PAGE_DOWN}, {"key_npage", PRESS_PAGE_DOWN}, {"PAGEDOWN", PRESS_PAGE_DOWN}, {"ppage", PRESS_PAGE_UP}, {"btab", PRESS_BACK_TAB},
        {"key_f12", PRESS_F0 + 12}, {"f1", PRESS_F0 + 1}, {"return", 13}, {"Escape", 27}, {"space", ' '}, {"Del", PRESS_DELETE}, {"dc", PRESS_DELETE},
        {"C-F", 6}, {"c-f", 6}, {"C-i", 9}, {"C-j", 13}, {"C-m", 13}, {"C-[", 27}, {"C-?", 127}, {"C-M-f", PRESS_META | 6}, {"U+00E9", 0xe9}, {"u+e9", 0xe9},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(read_key(pairs[i].name), pairs[i].key);
}

static void what_is_no_key_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {
        "", "qq", "Spacebar", "C-", "M-", "C-Space", "C-1", "C-C-f", "C-Up", "C-\xc3\xa9", "S-a", "F0", "F25", "F01", "Fx", "\x01", "\x1b", "\x7f",
        "\xff", "e\xcc\x81", "\xc2\xa0", "\xc2\x85", "U+", "U+D800", "U+110000", "U+0", "U+20", "U+xyz", "key_", "key_q",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(read_key(names[i]), PRESS_NONE);
    Key key;
    assert_false(key_read("U+\0", 3, &key));
}

static void the_name_of_a_key_is_always_safe_to_show(void **state)
{
    (void)state;
    char name[KEY_NAME_BYTES];
    assert_string_equal(key_write(0x202e, name), "U+202E");
    assert_string_equal(key_write(0x9b, name), "U+009B");
    assert_string_equal(key_write(PRESS_META | 0xd800, name), "M-U+D800");
    assert_string_equal(key_write(0xffffffff, name), "M-U+EFFFFFFF");
    assert_string_equal(key_write(PRESS_NONE, name), "U+0000");
}

static void plain_keys_are_those_that_every_keyboard_gives_through(void **state)
{
    (void)state;
    static const char *const plain[] = {"a", "Z", "0", "~", "Space", "Enter", "Tab", "Backspace"};
    static const char *const others[] = {"Esc", "C-a", "M-a", "Up", "PgDn", "F1", "Delete", "S-Tab", "\xc3\xa9"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_true(key_is_plain(read_key(plain[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(key_is_plain(read_key(others[i])));
    assert_true(key_is_text(' ') && key_is_text('a') && key_is_text(0xe9));
    assert_false(key_is_text(PRESS_TAB) || key_is_text(PRESS_BACKSPACE) || key_is_text(PRESS_UP) || key_is_text(PRESS_META | 'a'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_written_and_read_by_one_name),
        cmocka_unit_test(other_names_of_a_key_are_read_too),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(the_name_of_a_key_is_always_safe_to_show),
        cmocka_unit_test(plain_keys_are_those_that_every_keyboard_gives_through),
    };
    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
