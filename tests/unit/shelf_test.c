// report/shelf: the reports that are installed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "folder.h"
#include "report/shelf.h"

// Makes folder/shelf/id with a manifest in it.
static void install(const char *folder, const char *shelf, const char *id)
{
    char *parent = path_in(folder, shelf), *report = path_in(parent, id), *manifest = path_in(report, "report.yaml");
    mkdir(parent, 0700);
    mkdir(report, 0700);
    write_text(manifest, "lectern: 1\n");
    free(manifest);
    free(report);
    free(parent);
}

static void set_folder(const char *variable, const char *folder, const char *name)
{
    char *path = path_in(folder, name);
    setenv(variable, path, 1);
    free(path);
}

static void assert_on_shelf(const Shelf *shelf, const char *id, const char *folder, const char *expected)
{
    char *path = path_in(folder, expected);
    const char *found = shelf_find(shelf, id);
    assert_non_null(found);
    assert_string_equal(found, path);
    free(path);
}

static void the_first_report_of_an_id_counts_and_all_are_sorted(void **state)
{
    (void)state;
    char *folder = folder_new();
    const char *const made[] = {"own", "data", "data/lectern", "shared", "shared/lectern"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char *path = path_in(folder, made[i]);
        mkdir(path, 0700);
        free(path);
    }
    install(folder, "own", "b");
    install(folder, "data/lectern", "c");
    install(folder, "data/lectern", "b");
    install(folder, "shared/lectern", "a");
    install(folder, "shared/lectern", "c");
    install(folder, "installed", "a");
    install(folder, "installed", "z-9");
    install(folder, "installed", "No Id");
    set_folder("LECTERN_PATH", folder, "own");
    set_folder("XDG_DATA_HOME", folder, "data");
    set_folder("XDG_DATA_DIRS", folder, "shared:relative::/no/such/folder");
    char *installed = path_in(folder, "installed"), *empty = path_in(installed, "empty");
    mkdir(empty, 0700);
    Shelf shelf = shelf_new(installed);
    assert_int_equal(shelf.count, 7);
    const char *const ids[] = {"a", "a", "b", "b", "c", "c", "z-9"};
    for (size_t i = 0; i < 7; i++) {
        assert_string_equal(shelf.entries[i].id, ids[i]);
        assert_int_equal(shelf.entries[i].is_hidden, i == 1 || i == 3 || i == 5);
    }
    assert_on_shelf(&shelf, "a", folder, "shared/lectern/a");
    assert_on_shelf(&shelf, "b", folder, "own/b");
    assert_on_shelf(&shelf, "c", folder, "data/lectern/c");
    assert_null(shelf_find(&shelf, "empty"));
    shelf_free(&shelf);
    free(empty);
    free(installed);
    folder_free(folder);
}

static void a_folder_that_is_found_twice_is_one_report(void **state)
{
    (void)state;
    char *folder = folder_new(), *installed = path_in(folder, "installed"), *link = path_in(folder, "link");
    install(folder, "installed", "a");
    assert_int_equal(symlink(installed, link), 0);
    set_folder("LECTERN_PATH", folder, "link");
    set_folder("XDG_DATA_HOME", folder, "none");
    set_folder("XDG_DATA_DIRS", folder, "none");
    Shelf shelf = shelf_new(installed);
    assert_int_equal(shelf.count, 1);
    shelf_free(&shelf);
    free(link);
    free(installed);
    folder_free(folder);
}

static void assert_only(const char *folder, const char *expected)
{
    char *installed = path_in(folder, "installed");
    Shelf shelf = shelf_new(installed);
    const ShelfEntry *only = shelf_only(&shelf);
    assert_string_equal(only ? only->id : "", expected);
    shelf_free(&shelf);
    free(installed);
}

static void what_came_with_lectern_makes_no_choice_of_a_single_report(void **state)
{
    (void)state;
    char *folder = folder_new();
    set_folder("LECTERN_PATH", folder, "none");
    set_folder("XDG_DATA_HOME", folder, "none");
    set_folder("XDG_DATA_DIRS", folder, "none");
    assert_only(folder, "");
    install(folder, "installed", "lectern-tutorial");
    assert_only(folder, "lectern-tutorial");
    install(folder, "installed", "lectern-sampler");
    assert_only(folder, "");
    install(folder, "installed", "a-report");
    assert_only(folder, "a-report");
    install(folder, "installed", "z-report");
    assert_only(folder, "");
    folder_free(folder);
}

static void without_variables_the_folder_at_home_counts(void **state)
{
    (void)state;
    char *folder = folder_new();
    const char *const made[] = {".local", ".local/share", ".local/share/lectern"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char *path = path_in(folder, made[i]);
        mkdir(path, 0700);
        free(path);
    }
    install(folder, ".local/share/lectern", "at-home");
    install(folder, "lectern", "relative");
    assert_int_equal(chdir(folder), 0);
    unsetenv("LECTERN_PATH");
    setenv("XDG_DATA_HOME", ".", 1);
    setenv("XDG_DATA_DIRS", ".:/no/such/folder", 1);
    setenv("HOME", folder, 1);
    Shelf shelf = shelf_new("");
    assert_int_equal(shelf.count, 1);
    assert_on_shelf(&shelf, "at-home", folder, ".local/share/lectern/at-home");
    shelf_free(&shelf);
    unsetenv("HOME");
    shelf = shelf_new("/no/such/folder");
    assert_int_equal(shelf.count, 0);
    shelf_free(&shelf);
    assert_int_equal(chdir("/"), 0);
    folder_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_report_of_an_id_counts_and_all_are_sorted),
        cmocka_unit_test(a_folder_that_is_found_twice_is_one_report),
        cmocka_unit_test(what_came_with_lectern_makes_no_choice_of_a_single_report),
        cmocka_unit_test(without_variables_the_folder_at_home_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
