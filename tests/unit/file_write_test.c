// base/file.h: a write is whole or leaves what was there.
#include <signal.h>
#include <sys/resource.h>
#include "file_given.h"

static void folders_are_made_for_their_owner_only(void **state)
{
    Given *given = *state;
    struct stat status;
    char *path = path_in(given->folder, "a/b//c/");
    mode_t mask = umask(0);
    assert_true(file_make_folder(path, &given->error));
    umask(mask);
    assert_true(file_make_folder(path, &given->error));
    assert_int_equal(fstatat(given->descriptor, "a/b/c", &status, 0), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    free(path);
    make_below(given, "file", "x");
    path = path_in(given->folder, "file/d");
    assert_false(file_make_folder(path, &given->error));
    assert_false(file_make_folder(given->file, &given->error));
    assert_false(file_make_folder("", &given->error));
    free(path);
}

static void a_folder_for_everybody_is_so_whatever_the_umask(void **state)
{
    Given *given = *state;
    struct stat status;
    char *path = path_in(given->folder, "all/of/them");
    const mode_t mask = umask(077);
    assert_true(file_make_folder_for_all(path, &given->error));
    assert_int_equal(umask(mask), 077);
    for (const char *const *name = (const char *const[]){"all", "all/of", "all/of/them", NULL}; *name; name++) {
        assert_int_equal(fstatat(given->descriptor, *name, &status, 0), 0);
        assert_int_equal(status.st_mode & 07777, 0755);
    }
    free(path);
}

static void a_file_is_replaced_whole_and_private(void **state)
{
    Given *given = *state;
    struct stat status;
    mode_t mask = umask(0);
    assert_true(file_replace(given->file, "one", 3, &given->error));
    assert_true(file_replace(given->file, "three", 5, &given->error));
    umask(mask);
    assert_file_holds(given, "three");
    assert_int_equal(stat(given->file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(count_files(given->folder), 1);
}

static void a_link_in_its_place_is_replaced_not_followed(void **state)
{
    Given *given = *state;
    make_below(given, "other", "old");
    assert_int_equal(symlinkat("other", given->descriptor, "file"), 0);
    assert_true(file_replace(given->file, "new", 3, &given->error));
    assert_file_holds(given, "new");
    char *other = path_in(given->folder, "other");
    char *text = read_text(other);
    assert_string_equal(text, "old");
    free(text);
    free(other);
}

static void appending_makes_the_file_and_ends_a_torn_line(void **state)
{
    Given *given = *state;
    struct stat status;
    assert_true(file_append(given->file, "one\n", 4, &given->error));
    assert_true(file_append(given->file, "tw", 2, &given->error));
    assert_true(file_append(given->file, "three\n", 6, &given->error));
    assert_file_holds(given, "one\ntw\nthree\n");
    assert_int_equal(stat(given->file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
}

static void nothing_is_appended_to_what_is_no_file(void **state)
{
    Given *given = *state;
    make_below(given, "other", "old");
    assert_int_equal(symlinkat("other", given->descriptor, "link"), 0);
    assert_int_equal(mkfifoat(given->descriptor, "fifo", 0600), 0);
    const char *const names[] = {"link", "fifo", "."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = path_in(given->folder, names[i]);
        assert_false(file_append(path, "x\n", 2, &given->error));
        assert_string_equal(given->error.file, path);
        free(path);
    }
    char *other = path_in(given->folder, "other");
    char *text = read_text(other);
    assert_string_equal(text, "old");
    free(text);
    free(other);
}

// A limit on the size of files fails writes as a full disk does: a short write first, then an error.
static void with_file_limit(rlim_t bytes, void (*run)(Given *), Given *given)
{
    struct rlimit before;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, before.rlim_max});
    run(given);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
}

static void append_five(Given *given)
{
    given->is_done = file_append(given->file, "12345", 5, &given->error);
}

static void replace_by_five(Given *given)
{
    given->is_done = file_replace(given->file, "12345", 5, &given->error);
}

static void a_short_write_is_cut_off_again_and_told(void **state)
{
    Given *given = *state;
    write_text(given->file, "one\n");
    for (rlim_t limit = 4; limit < 9; limit++) {
        with_file_limit(limit, append_five, given);
        assert_false(given->is_done);
        assert_string_equal(given->error.file, given->file);
        assert_memory_equal(given->error.text, "nothing could be added: ", 24);
        assert_file_holds(given, "one\n");
    }
    with_file_limit(9, append_five, given);
    assert_true(given->is_done);
    assert_file_holds(given, "one\n12345");
}

static void a_failed_replacement_leaves_the_old_file_and_no_litter(void **state)
{
    Given *given = *state;
    write_text(given->file, "old");
    for (rlim_t limit = 0; limit < 5; limit++) {
        with_file_limit(limit, replace_by_five, given);
        assert_false(given->is_done);
        assert_file_holds(given, "old");
        assert_int_equal(count_files(given->folder), 1);
    }
    with_file_limit(5, replace_by_five, given);
    assert_true(given->is_done);
    assert_file_holds(given, "12345");
}

static int count_names(const char *folder)
{
    int count = -2;     // "." and ".."
    DIR *names = opendir(folder);
    assert_non_null(names);
    while (readdir(names))
        count++;
    closedir(names);
    return count;
}

static void a_new_file_takes_no_name_that_is_taken(void **state)
{
    Given *given = *state;
    struct stat status;
    bool is_there = true;
    assert_true(file_create(given->file, "new", 3, &is_there, &given->error));
    assert_false(is_there);
    assert_int_equal(stat(given->file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_nlink, 1);
    assert_false(file_create(given->file, "newer", 5, &is_there, &given->error));
    assert_true(is_there);
    assert_file_holds(given, "new");
    assert_int_equal(unlink(given->file), 0);
    assert_int_equal(symlinkat("nowhere", given->descriptor, "file"), 0);
    assert_false(file_create(given->file, "newer", 5, NULL, &given->error));
    assert_int_equal(count_names(given->folder), 1);
}

static const FileOfTree tree[] = {{"first", "1", 1}, {"below/second", "22", 2}, {"below/deeper/third", "333", 3}};

static void a_folder_of_files_is_made_in_one_step(void **state)
{
    Given *given = *state;
    struct stat status;
    char *third = path_in(given->file, "below/deeper/third"), *below = path_in(given->file, "below");
    assert_true(file_make_tree(given->file, tree, 3, &given->error));
    char *text = read_text(third);
    assert_string_equal(text, "333");
    assert_int_equal(stat(below, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(stat(third, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_false(file_make_tree(given->file, tree, 1, &given->error));      // none replaces another
    assert_int_equal(count_names(given->file), 2);
    assert_int_equal(count_names(given->folder), 1);
    free(text);
    free(third);
    free(below);
}

static void make_tree(Given *given)
{
    given->is_done = file_make_tree(given->file, tree, 3, &given->error);
}

static void a_folder_that_fails_half_way_leaves_nothing(void **state)
{
    Given *given = *state;
    given->is_done = true;
    with_file_limit(2, make_tree, given);
    assert_false(given->is_done);
    assert_int_equal(count_names(given->folder), 0);
    given->is_done = true;
    assert_int_equal(mkdir(given->file, 0700), 0);
    with_file_limit(2, make_tree, given);
    assert_false(given->is_done);
    assert_int_equal(count_names(given->file), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(folders_are_made_for_their_owner_only),
        FILE_TEST(a_folder_for_everybody_is_so_whatever_the_umask),
        FILE_TEST(a_file_is_replaced_whole_and_private),
        FILE_TEST(a_link_in_its_place_is_replaced_not_followed),
        FILE_TEST(appending_makes_the_file_and_ends_a_torn_line),
        FILE_TEST(nothing_is_appended_to_what_is_no_file),
        FILE_TEST(a_short_write_is_cut_off_again_and_told),
        FILE_TEST(a_failed_replacement_leaves_the_old_file_and_no_litter),
        FILE_TEST(a_new_file_takes_no_name_that_is_taken),
        FILE_TEST(a_folder_of_files_is_made_in_one_step),
        FILE_TEST(a_folder_that_fails_half_way_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
