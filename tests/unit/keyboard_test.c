// plain/keyboard: from bytes to keys.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "plain/keyboard.h"

static void feed(Keyboard *keyboard, const char *bytes)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, strlen(bytes)), strlen(bytes));
    close(ends[1]);
    keyboard->descriptor = ends[0];
    assert_true(keyboard_read(keyboard));
    close(ends[0]);
}

static void assert_keys(Keyboard *keyboard, KeyEnd end, const char *expected)
{
    Buffer names = {0};
    Key key;
    while (keyboard_next(keyboard, end, &key)) {
        char name[KEY_NAME_BYTES];
        buffer_addf(&names, "%s%s", names.length ? " " : "", key_write(key, name));
    }
    assert_string_equal(buffer_text(&names), expected);
    buffer_free(&names);
}

static void assert_read(const char *bytes, const char *expected)
{
    Keyboard keyboard = {0};
    feed(&keyboard, bytes);
    assert_keys(&keyboard, IS_LAST, expected);
    assert_true(keyboard_is_empty(&keyboard));
}

static void characters_are_keys(void **state)
{
    (void)state;
    assert_read("aG 7\x7f\x08\t\x06", "a G Space 7 Backspace C-h Tab C-f");
    assert_read("\r\n", "Enter Enter");
    assert_read("\xc3\xa9\xe8\xaa\xad\xf0\x9f\x98\x80", "\xc3\xa9 \xe8\xaa\xad \xf0\x9f\x98\x80");
}

static void keys_with_names_send_sequences(void **state)
{
    (void)state;
    assert_read("\033[A\033OB\033[5~\033[6~\033[3~\033[Z", "Up Down PgUp PgDn Delete S-Tab");
    assert_read("\033OH\033[F\033[1~\033[8~", "Home End Home End");
    assert_read("\033OP\033[11~\033[[A\033[24~", "F1 F1 F1 F12");
}

static void alt_is_esc_before_a_key(void **state)
{
    (void)state;
    assert_read("\033x\033\006\033\xc3\xa9", "M-x M-C-f M-\xc3\xa9");
    assert_read("\033[", "M-[");
}

static void esc_alone_is_told_once_nothing_more_follows(void **state)
{
    (void)state;
    Keyboard keyboard = {0};
    feed(&keyboard, "a\033");
    assert_keys(&keyboard, MORE_MAY_FOLLOW, "a");
    assert_keys(&keyboard, IS_LAST, "Esc");
    assert_read("\033\033", "Esc Esc");
    assert_read("\033\033[A", "Esc Up");
}

static void what_comes_in_parts_is_put_together(void **state)
{
    (void)state;
    Keyboard keyboard = {0};
    feed(&keyboard, "\033");
    assert_keys(&keyboard, MORE_MAY_FOLLOW, "");
    feed(&keyboard, "[");
    assert_keys(&keyboard, MORE_MAY_FOLLOW, "");
    feed(&keyboard, "6~\xc3");
    assert_keys(&keyboard, MORE_MAY_FOLLOW, "PgDn");
    feed(&keyboard, "\xa9");
    assert_keys(&keyboard, MORE_MAY_FOLLOW, "\xc3\xa9");
}

static void what_is_no_key_is_passed_over(void **state)
{
    (void)state;
    assert_read("a\033[200~b\033[1;5Cc", "a b c");
    assert_read("\xff\xc3(\x80", "(");
    assert_read("\033[38;5;123;456;789;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9mq", "q");
}

static void a_sequence_without_an_end_does_not_block_what_follows(void **state)
{
    (void)state;
    Keyboard keyboard = {0};
    char bytes[70] = "\033[";
    memset(bytes + 2, '1', sizeof bytes - 3);
    bytes[sizeof bytes - 1] = '\0';
    feed(&keyboard, bytes);
    Key key;
    assert_true(keyboard_next(&keyboard, MORE_MAY_FOLLOW, &key));
    assert_int_equal(key, PRESS_META | '[');
}

static void the_end_of_input_is_told(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[1]);
    Keyboard keyboard = {.descriptor = ends[0]};
    assert_false(keyboard_read(&keyboard));
    assert_false(keyboard_open(&keyboard, ends[0]));
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_keys),
        cmocka_unit_test(keys_with_names_send_sequences),
        cmocka_unit_test(alt_is_esc_before_a_key),
        cmocka_unit_test(esc_alone_is_told_once_nothing_more_follows),
        cmocka_unit_test(what_comes_in_parts_is_put_together),
        cmocka_unit_test(what_is_no_key_is_passed_over),
        cmocka_unit_test(a_sequence_without_an_end_does_not_block_what_follows),
        cmocka_unit_test(the_end_of_input_is_told),
    };
    return cmocka_run_group_tests_name("keyboard", tests, NULL, NULL);
}
