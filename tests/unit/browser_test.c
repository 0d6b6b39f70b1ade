// reader/: handing addresses to the programs that BROWSER names.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "reader/browser.h"

#define ADDRESS "https://example.org/a?b=c&d=$(touch${IFS}owned);`touch`"

static char folder[] = "/tmp/browser-test-XXXXXX";

static const char *path_to(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_program(const char *name, const char *text)
{
    FILE *file = fopen(path_to(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path_to(name), 0700), 0);
}

// `show` writes down its words, each in brackets; `fail` says that it has not worked.
static int make_programs(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    write_program("show", "#!/bin/sh\ncd \"${0%/*}\"\nfor word; do printf '[%s]' \"$word\"; done >shown\n");
    write_program("fail", "#!/bin/sh\ncd \"${0%/*}\"\necho >failed\nexit 1\n");
    setenv("PATH", folder, 1);
    return 0;
}

static int remove_programs(void **state)
{
    (void)state;
    static const char *const names[] = {"show", "fail", "shown", "failed"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(path_to(names[i]));
    return rmdir(folder);
}

// What `show` was given; "" = it was not run.
static const char *shown(void)
{
    static char text[512];
    FILE *file = fopen(path_to("shown"), "r");
    *text = '\0';
    if (!file)
        return text;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    unlink(path_to("shown"));
    return text;
}

static bool opens(const char *browser, Error *err)
{
    return browser_run(browser, ADDRESS, STDIN_FILENO, err);
}

static void the_address_is_one_word_and_no_shell_sees_it(void **state)
{
    (void)state;
    Error error;
    assert_true(opens("show", &error));
    assert_string_equal(shown(), "[" ADDRESS "]");
    assert_true(opens("show  -a\t-b", &error));
    assert_string_equal(shown(), "[-a][-b][" ADDRESS "]");
    assert_true(opens("show $HOME \"a b\" `x` ;", &error));
    assert_string_equal(shown(), "[$HOME][\"a][b\"][`x`][;][" ADDRESS "]");
    assert_int_equal(access(path_to("owned"), F_OK), -1);
}

static void its_place_can_be_named(void **state)
{
    (void)state;
    Error error;
    assert_true(opens("show openURL(%s,new) 100%% %x -z", &error));
    assert_string_equal(shown(), "[openURL(" ADDRESS ",new)][100%][%x][-z]");
    assert_true(opens("show %%s", &error));
    assert_string_equal(shown(), "[%s][" ADDRESS "]");
}

static void the_first_that_succeeds_is_it(void **state)
{
    (void)state;
    Error error;
    assert_true(opens("::no-such-program:fail now: show -2 :show -3", &error));
    assert_string_equal(shown(), "[-2][" ADDRESS "]");
    assert_int_equal(access(path_to("failed"), F_OK), 0);
    assert_false(opens("no-such-program:fail", &error));
    assert_non_null(strstr(error.text, "\"no-such-program:fail\""));
    assert_false(opens(" : ", &error));
    assert_string_equal(shown(), "");
}

static void only_addresses_of_the_web_are_handed_over(void **state)
{
    (void)state;
    static const char *const wrong[] = {"file:///etc/passwd", "javascript:alert(1)", "mailto:a@b", "--help", "", "http:/x", "https://a b", "https://a\x1b[2J", "https://a\nb"};
    Error error;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(browser_run("show", wrong[i], STDIN_FILENO, &error));
    assert_string_equal(shown(), "");
    assert_true(browser_takes("HTTP://example.org/\xc3\xa9", &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_address_is_one_word_and_no_shell_sees_it),
        cmocka_unit_test(its_place_can_be_named),
        cmocka_unit_test(the_first_that_succeeds_is_it),
        cmocka_unit_test(only_addresses_of_the_web_are_handed_over),
    };
    return cmocka_run_group_tests_name("browser", tests, make_programs, remove_programs);
}
