// The settings while reading: listed with where they were set, changed, and kept in config.yaml.
#include "session.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/file.h"
#include "plain/dialogue.h"

// With a config.yaml of its own, in the report's folder.
static Session *open_with(Settings settings)
{
    char *folder = three_chapters();
    char *own = path_in(folder, "lectern"), *config = path_in(own, "config.yaml");
    mkdir(own, 0700);
    write_text(config, "# mine\nmarker: off  # as it was\n");
    setenv("XDG_CONFIG_HOME", folder, 1);
    free(own);
    free(config);
    Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, 20, 60);
    session->reader->keeps_settings = true;
    return session;
}

static void assert_config(const Session *session, const char *expected)
{
    Buffer bytes = {0};
    char *path = path_in(session->folder, "lectern/config.yaml");
    assert_true(file_read(path, 10000, &bytes, NULL));
    assert_string_equal(buffer_text(&bytes), expected);
    buffer_free(&bytes);
    free(path);
}

static const Row *row_of(const Session *session, const char *name)
{
    const List *list = reader_list(session->reader, FOCUS_SETTINGS);
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->rows[i].mark, name))
            return &list->rows[i];
    fail_msg("there is no row of %s", name);
    return NULL;
}

static void each_is_listed_with_its_value_and_where_it_was_set(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings_set(&settings, setting_find("width"), "50", SOURCE_OPTION, NULL);
    settings_set(&settings, setting_find("pace"), "90", SOURCE_VARIABLE, NULL);
    settings_set(&settings, setting_find("spacing"), "2", SOURCE_CONFIG, NULL);
    settings_are_system(&settings);
    settings_set(&settings, setting_find("marker"), "on", SOURCE_CONFIG, NULL);
    settings_set(&settings, setting_find("numbers"), "on", SOURCE_LECTERN, NULL);
    Session *session = open_with(settings);
    press(session, "o c");
    const List *list = reader_list(session->reader, FOCUS_SETTINGS);
    for (size_t i = 0; i < list->count; i++)
        assert_string_equal(list->rows[i].mark, setting_at(i)->name);
    assert_null(setting_at(list->count));
    assert_string_equal(row_of(session, "width")->text, "50: Width of the text in cells (N)");
    assert_string_equal(row_of(session, "width")->detail, "--width");
    assert_string_equal(row_of(session, "pace")->detail, "the variable LECTERN_PACE");
    assert_string_equal(row_of(session, "spacing")->detail, "the system's config.yaml");
    assert_string_equal(row_of(session, "marker")->detail, "config.yaml");
    assert_string_equal(row_of(session, "numbers")->detail, "the variable LECTERN");
    assert_string_equal(row_of(session, "theme")->detail, "default");
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void enter_takes_the_next_value_and_keeps_it(void **state)
{
    (void)state;
    Session *session = open_with(settings_default());
    press(session, "o c / m a r k e r Enter Enter");
    assert_string_equal(message(session), "marker is on, and config.yaml says so.");
    assert_true(session->reader->settings.has_marker);
    assert_config(session, "# mine\nmarker: on  # as it was\n");
    assert_string_equal(row_of(session, "marker")->detail, "config.yaml");
    press(session, "Enter");
    assert_config(session, "# mine\nmarker: off  # as it was\n");
    press(session, "/ C-u Enter");
    assert_true(reader_run(session->reader, "settings bidi"));
    press(session, "Enter Enter Enter Enter");      // round
    assert_int_equal(session->reader->settings.bidi, BIDI_AUTO);
    session_close(session);
}

static void a_number_is_typed(void **state)
{
    (void)state;
    Session *session = open_with(settings_default());
    assert_true(reader_run(session->reader, "settings width"));
    press(session, "Enter C-u 4 0 Enter");
    assert_string_equal(message(session), "width is 40, and config.yaml says so.");
    assert_int_equal(reader_measure(session->reader), 40);
    press(session, "Enter C-u 5 Enter");
    assert_string_equal(message(session), "width is a number of cells from 10 to 1000, not \"5\"");
    assert_int_equal(session->reader->settings.width, 40);
    assert_config(session, "# mine\nmarker: off  # as it was\nwidth: 40\n");
    press(session, "Enter Esc");
    assert_int_equal(session->reader->focus, FOCUS_SETTINGS);
    session_close(session);
}

static void what_was_set_elsewhere_wins_at_the_next_start_and_that_is_said(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings_set(&settings, setting_find("pace"), "90", SOURCE_VARIABLE, NULL);
    Session *session = open_with(settings);
    assert_true(reader_run(session->reader, "settings pace 200"));
    assert_string_equal(message(session), "pace is 200, and config.yaml says so. At the next start the variable LECTERN_PACE wins over it.");
    assert_true(reader_run(session->reader, "settings keymap=vi"));
    assert_string_equal(message(session), "keymap is vi, and config.yaml says so. It counts from the next start on.");
    assert_false(reader_run(session->reader, "settings wdith 3"));
    assert_string_equal(message(session), "There is no setting \"wdith\"; settings lists them.");
    session_close(session);
}

static void private_reading_keeps_none(void **state)
{
    (void)state;
    Session *session = open_with(settings_default());
    session->reader->why_no_settings = "private reading keeps no settings";
    assert_true(reader_run(session->reader, "settings marker on"));
    assert_string_equal(message(session), "marker is on, but only this time: private reading keeps no settings.");
    assert_config(session, "# mine\nmarker: off  # as it was\n");
    press(session, "o c");
    assert_string_equal(row_of(session, "marker")->detail, "the command settings");
    session_close(session);
}

static void a_change_counts_at_once(void **state)
{
    (void)state;
    Session *session = open_with(settings_default());
    Reader *reader = session->reader;
    reader->margin = 7;
    assert_true(reader_run(reader, "settings numbers on"));
    assert_int_equal(reader_measure(reader), 60 - 14);
    assert_true(reader_run(reader, "settings status-line off"));
    assert_int_equal(reader_text_rows(reader), 20);
    assert_false(reader->wants_terminal);
    assert_true(reader_run(reader, "settings theme high-contrast"));
    assert_true(reader->wants_terminal);
    assert_true(reader_run(reader, "settings screen-reader page"));
    assert_true(reader_is_heard(reader));
    reader->has_no_screen = true;
    reader_enter(reader, SCREEN_READER_LINE);
    assert_false(reader_run(reader, "settings screen-reader page"));
    assert_int_equal(reader->settings.screen_reader, SCREEN_READER_LINE);
    session_close(session);
}

// What is said to these lines, all of it.
static void add_answers(Buffer *all, Session *session, const char *lines)
{
    char *said = NULL;
    size_t length = 0;
    FILE *in = tmpfile(), *out = open_memstream(&said, &length);
    fputs(lines, in);
    rewind(in);
    session->reader->has_no_screen = true;
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 0);
    fclose(in);
    fclose(out);
    buffer_add_text(all, said);
    free(said);
}

static void line_mode_says_what_has_changed_and_not_all_of_the_list(void **state)
{
    (void)state;
    Session *session = open_with(settings_default());
    Buffer said = {0};
    add_answers(&said, session, "settings\n/marker\n1\n1\nq\nsettings width 100\ngoto 1.1\n");
    const char *end = strstr(buffer_text(&said), "Settings, 1 row with \"marker\".\n");
    assert_non_null(end);
    const char *expected = "marker is on, and config.yaml says so.\nmarker is off, and config.yaml says so.\n";
    assert_non_null(strstr(end, expected));
    assert_null(strstr(strstr(end, expected) + strlen(expected), "> 1."));
    const char *wide = strstr(end, "width is 100");
    assert_non_null(wide);
    size_t longest = 0;
    for (const char *line = strchr(wide, '\n') + 1; *line; line += strcspn(line, "\n"), line += *line == '\n')
        longest = strcspn(line, "\n") > longest ? strcspn(line, "\n") : longest;
    assert_in_range(longest, 90, 100);
    buffer_free(&said);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_listed_with_its_value_and_where_it_was_set),
        cmocka_unit_test(enter_takes_the_next_value_and_keeps_it),
        cmocka_unit_test(a_number_is_typed),
        cmocka_unit_test(what_was_set_elsewhere_wins_at_the_next_start_and_that_is_said),
        cmocka_unit_test(private_reading_keeps_none),
        cmocka_unit_test(a_change_counts_at_once),
        cmocka_unit_test(line_mode_says_what_has_changed_and_not_all_of_the_list),
    };
    return cmocka_run_group_tests_name("reader_settings", tests, NULL, NULL);
}
