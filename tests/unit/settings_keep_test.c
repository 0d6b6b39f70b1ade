// reader/settings_keep: one line of config.yaml is written, the others stay.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "folder.h"
#include "reader/settings.h"

static char *home;      // XDG_CONFIG_HOME of a test
static char *config;    // $XDG_CONFIG_HOME/lectern/config.yaml

static int set_up(void **state)
{
    (void)state;
    home = folder_new();
    config = path_in(home, "lectern/config.yaml");
    return setenv("XDG_CONFIG_HOME", home, 1);
}

static int tear_down(void **state)
{
    (void)state;
    free(config);
    folder_free(home);
    return unsetenv("XDG_CONFIG_HOME");
}

static void write_config(const char *text)
{
    char *folder = path_in(home, "lectern");
    mkdir(folder, 0700);
    free(folder);
    write_text(config, text);
}

static bool keep_width(const char *value, Error *err)
{
    Settings settings = settings_default();
    assert_true(settings_set(&settings, setting_find("width"), value, SOURCE_COMMAND, NULL));
    return settings_keep(&settings, setting_find("width"), err);
}

static void assert_config(const char *expected)
{
    Buffer bytes = {0};
    assert_true(file_read(config, 10000, &bytes, NULL));
    assert_string_equal(buffer_text(&bytes), expected);
    buffer_free(&bytes);
}

static void a_file_is_made_where_there_is_none(void **state)
{
    (void)state;
    assert_true(keep_width("40", NULL));
    assert_config("width: 40\n");
}

static void the_line_is_replaced_and_all_else_stays(void **state)
{
    (void)state;
    write_config("# mine\nwidths: 3 # not it\nnumbers: on\nwidth: 66   # as in books\n\n# the end");
    Error error = {0};
    assert_false(keep_width("40", &error));     // "widths" is no setting: what can't be read is not written either
    assert_non_null(strstr(error.text, "write \"width: 40\" there yourself"));
    write_config("# mine\nnumbers: on\nwidth: 66   # as in books\n\n# the end");
    assert_true(keep_width("40", NULL));
    assert_config("# mine\nnumbers: on\nwidth: 40   # as in books\n\n# the end");
}

static void a_line_is_added_behind_a_last_one_without_an_end(void **state)
{
    (void)state;
    write_config("numbers: on");
    assert_true(keep_width("40", NULL));
    assert_config("numbers: on\nwidth: 40\n");
}

static void a_file_written_in_another_way_is_not_touched(void **state)
{
    (void)state;
    static const char *const texts[] = {"{width: 66, numbers: on}\n", "\"width\": 66\n", "width:\n  66\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Error error = {0};
        write_config(texts[i]);
        assert_false(keep_width("40", &error));
        assert_non_null(strstr(error.text, config));
        assert_config(texts[i]);
    }
}

static void a_link_to_the_file_stays_a_link(void **state)
{
    (void)state;
    struct stat found;
    char *elsewhere = path_in(home, "dotfiles.yaml");
    write_config("");
    unlink(config);
    write_text(elsewhere, "width: 66\n");
    assert_int_equal(symlink(elsewhere, config), 0);
    assert_true(keep_width("40", NULL));
    assert_config("width: 40\n");
    assert_int_equal(lstat(config, &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    free(elsewhere);
}

static void without_a_home_that_is_told(void **state)
{
    (void)state;
    Error error = {0};
    char *before = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    assert_false(keep_width("40", &error));
    assert_string_equal(error.text, "there is no place for config.yaml: neither XDG_CONFIG_HOME nor HOME is set");
    if (before)
        setenv("HOME", before, 1);
    free(before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_made_where_there_is_none),
        TEST(the_line_is_replaced_and_all_else_stays),
        TEST(a_line_is_added_behind_a_last_one_without_an_end),
        TEST(a_file_written_in_another_way_is_not_touched),
        TEST(a_link_to_the_file_stays_a_link),
        TEST(without_a_home_that_is_told),
    };
    return cmocka_run_group_tests_name("settings_keep", tests, NULL, NULL);
}
