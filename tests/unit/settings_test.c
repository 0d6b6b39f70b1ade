// reader/settings: config.yaml and the environment.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "folder.h"
#include "reader/settings.h"

static int forget_environment(void **state)
{
    (void)state;
    static const char *const names[] = {"ACCESSIBLE", "LECTERN", "LECTERN_WIDTH", "LECTERN_KEYMAP", "LECTERN_SCREEN_READER", "LECTERN_STATUS_LINE", "LECTERN_NUMBERS"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    return 0;
}

static Settings from_environment(void)
{
    Settings settings = settings_default();
    Error error = {0};
    if (!settings_from_environment(&settings, &error))
        fail_msg("%s", error.text);
    return settings;
}

static bool read_config(Settings *settings, const char *text, Problems *problems)
{
    char *folder = folder_new();
    char *path = path_in(folder, "config.yaml");
    write_text(path, text);
    bool is_good = settings_read(settings, path, problems);
    free(path);
    folder_free(folder);
    return is_good;
}

static void every_setting_shows_a_value_that_it_takes_back(void **state)
{
    (void)state;
    Settings settings = settings_default();
    size_t count = 0;
    for (; setting_at(count); count++) {
        char before[KEYMAP_NAME_BYTES], after[KEYMAP_NAME_BYTES];
        const Setting *setting = setting_at(count);
        assert_ptr_equal(setting_find(setting->name), setting);
        setting->show(&settings, setting, before, sizeof before);
        assert_true(setting->set(&settings, setting, before, NULL));
        setting->show(&settings, setting, after, sizeof after);
        assert_string_equal(after, before);
        assert_false(setting->set(&settings, setting, "", NULL));
    }
    assert_in_range(count, 7, SETTINGS_MOST);
    assert_null(setting_find("wdith"));
}

static void the_configuration_sets_what_it_names(void **state)
{
    (void)state;
    Settings settings = settings_default();
    Problems problems = {0};
    assert_int_equal(settings.width, 66);
    assert_false(settings.has_width);
    assert_true(read_config(&settings, "# mine\nwidth: 40\nstatus-line: off\nnumbers: Yes\nscreen-reader: page\nkeymap: vi\n", &problems));
    assert_int_equal(settings.width, 40);
    assert_true(settings.has_width);
    assert_false(settings.has_status);
    assert_true(settings.has_numbers);
    assert_int_equal(settings.screen_reader, SCREEN_READER_PAGE);
    assert_string_equal(settings.keymap, "vi");
}

static void no_configuration_is_fine(void **state)
{
    (void)state;
    Settings settings = settings_default();
    Problems problems = {0};
    assert_true(settings_read(&settings, "/nowhere/at/all/config.yaml", &problems));
    assert_true(read_config(&settings, "", &problems));
    assert_true(read_config(&settings, "# nothing yet\n\n  # width: 40\n", &problems));
    assert_int_equal(settings.width, 66);
    assert_true(settings_read(&settings, "/", &problems) == false);
    assert_int_equal(problems.errors, 1);
    problems_clear(&problems);
}

static void each_mistake_in_the_configuration_has_its_place(void **state)
{
    (void)state;
    Settings settings = settings_default();
    Problems problems = {0};
    assert_false(read_config(&settings, "width: 9\nwdith: 40\nnumbers: [on]\nstatus-line: perhaps\nscreen-reader: loud\nkeymap: \"\"\n", &problems));
    static const struct {
        int line, column;
        const char *text;
    } expected[] = {
        {1, 8, "width is a number of cells from 10 to 1000, not \"9\""},
        {2, 1, "there is no setting \"wdith\"; did you mean width? (there are ambiguous, bidi, blank-lines, citation, columns, copy, heading-level, hyphenation, justification, keymap, marker, mouse, numbers, pace, probe, screen-reader, slow, spacing, status-line, theme, title, verbosity, width, width-of)"},
        {3, 10, "numbers takes one value (on|off), not a sequence"},
        {4, 14, "status-line is on or off, not \"perhaps\""},
        {5, 16, "screen-reader is page, line or off, not \"loud\""},
        {6, 9, "keymap is the name of a keymap, or the path of a file with a /, of at most 255 bytes"},
    };
    assert_int_equal(problems.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < problems.count; i++) {
        assert_string_equal(problems.items[i].error.text, expected[i].text);
        assert_int_equal(problems.items[i].error.line, expected[i].line);
        assert_int_equal(problems.items[i].error.column, expected[i].column);
    }
    problems_clear(&problems);
    assert_int_equal(settings.width, WIDTH_LEAST);                          // the nearest to what was asked for
    assert_int_equal(settings.screen_reader, SCREEN_READER_LINE);           // where every screen reader can read what is wrong
    assert_false(read_config(&settings, "- width\n", &problems));
    assert_int_equal(problems.errors, 1);
    problems_clear(&problems);
}

static const char *source_of(Settings settings)
{
    static char out[64];
    return settings_source(&settings, setting_find("screen-reader"), out, sizeof out);
}

static void a_variable_of_its_own_wins_over_lectern_and_that_over_accessible(void **state)
{
    (void)state;
    setenv("ACCESSIBLE", "1", 1);
    assert_int_equal(from_environment().screen_reader, SCREEN_READER_PAGE);
    assert_string_equal(source_of(from_environment()), "the variable ACCESSIBLE");
    setenv("LECTERN", " --width=50  --screen-reader line --numbers=on", 1);
    Settings settings = from_environment();
    assert_int_equal(settings.screen_reader, SCREEN_READER_LINE);
    assert_string_equal(source_of(settings), "the variable LECTERN");
    assert_int_equal(settings.width, 50);
    assert_true(settings.has_numbers);
    setenv("LECTERN_SCREEN_READER", "off", 1);
    setenv("LECTERN_WIDTH", "", 1);
    settings = from_environment();
    assert_int_equal(settings.screen_reader, SCREEN_READER_OFF);
    assert_string_equal(source_of(settings), "the variable LECTERN_SCREEN_READER");
    assert_int_equal(settings.width, 50);
}

static void accessible_is_off_where_it_says_so(void **state)
{
    (void)state;
    static const char *const off[] = {"", "0", "no", "False"};
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
        setenv("ACCESSIBLE", off[i], 1);
        assert_int_equal(from_environment().screen_reader, SCREEN_READER_OFF);
    }
}

static void a_variable_that_is_wrong_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *expected;
    } cases[] = {
        {"LECTERN_WIDTH", "wide", "the variable LECTERN_WIDTH: width is a number of cells from 10 to 1000, not \"wide\""},
        {"LECTERN_STATUS_LINE", "2", "the variable LECTERN_STATUS_LINE: status-line is on or off, not \"2\""},
        {"LECTERN_PACE", "5", "the variable LECTERN_PACE: pace is a number of words a minute from 20 to 1000, not \"5\""},
        {"LECTERN", "width=40", "the variable LECTERN: \"width=40\" is no option; write --width=60, for example"},
        {"LECTERN", "--width", "the variable LECTERN: width is a number of cells from 10 to 1000, not \"\""},
        {"LECTERN", "--numbers on --withd=40", "the variable LECTERN: there is no setting \"withd\"; did you mean width? (there are ambiguous, bidi, blank-lines, citation, columns, copy, heading-level, hyphenation, justification, keymap, marker, "
            "mouse, numbers, pace, probe, screen-reader, slow, spacing, status-line, theme, title, verbosity, width, width-of)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Settings settings = settings_default();
        Error error = {0};
        setenv(cases[i].name, cases[i].value, 1);
        assert_false(settings_from_environment(&settings, &error));
        assert_string_equal(error.text, cases[i].expected);
        unsetenv(cases[i].name);
    }
}

#define TEST(name) cmocka_unit_test_setup(name, forget_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_setting_shows_a_value_that_it_takes_back),
        TEST(the_configuration_sets_what_it_names),
        TEST(no_configuration_is_fine),
        TEST(each_mistake_in_the_configuration_has_its_place),
        TEST(a_variable_of_its_own_wins_over_lectern_and_that_over_accessible),
        TEST(accessible_is_off_where_it_says_so),
        TEST(a_variable_that_is_wrong_is_named),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
