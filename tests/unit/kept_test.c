// reader/kept.h: all files of a report's id are found and removed, no other, and none while a session has one open.
#include "state_given.h"
#include "base/file.h"
#include "reader/kept.h"

static void make(Given *given, const char *name)
{
    char *path = path_in(given->folder, name);
    write_text(path, "x");
    free(path);
}

static bool is_there(Given *given, const char *name)
{
    struct stat status;
    char *path = path_in(given->folder, name);
    const bool is_there = lstat(path, &status) == 0;
    free(path);
    return is_there;
}

// A session says that it has the file open a moment after it was opened: a child of it does.
static void await_lock(Given *given, bool wanted)
{
    bool is_held = !wanted;
    for (int tries = 0; tries < 500 && is_held != wanted; tries++) {
        file_unlock(file_lock_alone(given->file, 0, &is_held, &given->error));
        if (is_held != wanted)
            usleep(10000);
    }
    assert_int_equal(is_held, wanted);
}

static KeptResult remove_report(Given *given)
{
    Kept kept = {0};
    assert_true(kept_find(&kept, given->folder, "report", &given->error));
    const KeptResult result = kept_remove(&kept, &given->error);
    kept_free(&kept);
    return result;
}

static void files_of_the_id_go_and_all_others_stay(void **state)
{
    Given *given = *state;
    static const char *const own[] = {
        "report.yaml", "report.yaml.lock", "report.yaml.new-0123456789abcdef", "report.yaml.damaged-1", "report.yaml~", "report (copy).yaml",
        "report.sync-conflict-20261128-1.yaml", ".report.yaml.swp", "#report.yaml#", "report-0123456789abcdef.yaml",
        "report-0123456789abcdef.yaml.lock", "report-0123456789abcdef.yaml.new-1", "report",
    };
    static const char *const others[] = {
        "report-2.yaml", "report-2.yaml.lock", "report-0123456789abcdef-2.yaml", "report-0123456789abcde.yaml", "reports.yaml", "a-report.yaml",
        "..report.yaml", "Report.yaml", "repor.yaml",
    };
    assert_true(file_make_folder(given->folder, &given->error));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        make(given, own[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        make(given, others[i]);
    assert_int_equal(remove_report(given), KEPT_REMOVED);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_false(is_there(given, own[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(is_there(given, others[i]));
    assert_int_equal(count_files(given->folder), sizeof others / sizeof *others);   // no lock was left
}

static void two_reports_with_one_id_are_both_listed_with_their_titles(void **state)
{
    Given *given = *state;
    Kept kept = {0};
    Records *one = open_state(given), *two;
    add_saved(given, one, "one");
    two = open_titled(given, "Another", "/reports/b");
    add_saved(given, two, "two");
    records_free(one);
    records_free(two);
    assert_true(kept_find(&kept, given->folder, "report", &given->error));
    assert_int_equal(kept.count, 4);
    assert_string_equal(kept.items[0].title, "Another");
    assert_string_equal(kept.items[1].title, "A Title");
    assert_true(kept.items[2].is_lock && kept.items[3].is_lock);
    assert_int_equal(kept_remove(&kept, &given->error), KEPT_REMOVED);
    assert_int_equal(kept.count, 0);
    assert_int_equal(count_files(given->folder), 0);
    kept_free(&kept);
}

static void nothing_goes_while_a_session_has_one_of_them_open(void **state)
{
    Given *given = *state;
    Records *one = open_state(given);
    add_saved(given, one, "one");
    Records *two = open_titled(given, "Another", "/reports/b");
    add_saved(given, two, "two");
    make(given, "report.yaml.old");
    const int before = count_files(given->folder);
    records_free(two);
    await_lock(given, true);
    assert_int_equal(remove_report(given), KEPT_IN_USE);        // the second was locked first
    assert_int_equal(count_files(given->folder), before);
    records_free(one);
    await_lock(given, false);
    one = open_state(given);                                    // which wrote nothing yet
    await_lock(given, true);
    assert_int_equal(remove_report(given), KEPT_IN_USE);
    assert_int_equal(count_files(given->folder), before);
    records_free(one);
    await_lock(given, false);
    assert_int_equal(remove_report(given), KEPT_REMOVED);
    assert_int_equal(count_files(given->folder), 0);
}

static void links_go_and_what_they_lead_to_stays(void **state)
{
    Given *given = *state;
    Kept kept = {0};
    char *elsewhere = path_in(given->base, "elsewhere"), *other_name = path_in(given->base, "other"), *backup = path_in(given->folder, "report.yaml.bak");
    write_text(elsewhere, "mine");
    assert_true(file_make_folder(given->folder, &given->error));
    assert_int_equal(symlink(elsewhere, given->file), 0);
    write_text(backup, "x");
    assert_int_equal(link(backup, other_name), 0);
    assert_true(kept_find(&kept, given->folder, "report", &given->error));
    assert_int_equal(kept.count, 2);
    assert_string_equal(kept.items[0].target, elsewhere);
    assert_false(kept.items[0].has_other_names);
    assert_true(kept.items[1].has_other_names);
    assert_int_equal(kept_remove(&kept, &given->error), KEPT_REMOVED);
    kept_free(&kept);
    assert_int_equal(count_files(given->folder), 0);
    assert_int_equal(access(elsewhere, F_OK) | access(other_name, F_OK), 0);
    free(elsewhere);
    free(other_name);
    free(backup);
}

static void what_can_not_be_removed_is_told_and_the_rest_goes(void **state)
{
    Given *given = *state;
    Kept kept = {0};
    char *folder = path_in(given->folder, "report.yaml.folder");
    assert_true(file_make_folder(folder, &given->error));
    make(given, "report.yaml");
    assert_true(kept_find(&kept, given->folder, "report", &given->error));
    assert_int_equal(kept_remove(&kept, &given->error), KEPT_LEFT);
    assert_int_equal(kept.count, 1);
    assert_string_equal(kept.items[0].path, folder);
    assert_string_equal(given->error.file, folder);
    assert_non_null(strstr(given->error.text, "can't be removed"));
    assert_false(is_there(given, "report.yaml"));
    kept_free(&kept);
    free(folder);
}

static void a_folder_that_is_not_there_has_none_and_one_that_is_none_is_told(void **state)
{
    Given *given = *state;
    Kept kept = {0};
    assert_true(kept_find(&kept, given->folder, "report", &given->error));
    assert_int_equal(kept.count, 0);
    write_text(given->folder, "x");
    assert_false(kept_find(&kept, given->folder, "report", &given->error));
    assert_non_null(strstr(given->error.text, "can't be looked into"));
}

#define KEPT_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KEPT_TEST(files_of_the_id_go_and_all_others_stay),
        KEPT_TEST(two_reports_with_one_id_are_both_listed_with_their_titles),
        KEPT_TEST(nothing_goes_while_a_session_has_one_of_them_open),
        KEPT_TEST(links_go_and_what_they_lead_to_stays),
        KEPT_TEST(what_can_not_be_removed_is_told_and_the_rest_goes),
        KEPT_TEST(a_folder_that_is_not_there_has_none_and_one_that_is_none_is_told),
    };
    return cmocka_run_group_tests_name("kept", tests, NULL, NULL);
}
