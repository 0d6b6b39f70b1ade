// base/file.h: what is read, what is refused, and that a failed write leaves the old file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "base/file.h"
#include "base/random.h"
#include "folder.h"

typedef struct {
    char *folder;
    int descriptor;     // of the folder
    char *file;         // folder/file
    Error error;
    bool is_done;       // what was tried under a limit
} Given;

static int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->descriptor = open(given->folder, O_RDONLY | O_DIRECTORY);
    given->file = path_in(given->folder, "file");
    *state = given;
    return 0;
}

static int free_given(void **state)
{
    Given *given = *state;
    close(given->descriptor);
    folder_free(given->folder);
    free(given->file);
    free(given);
    return 0;
}

static void make_below(const Given *given, const char *name, const char *text)
{
    char *path = path_in(given->folder, name);
    write_text(path, text);
    free(path);
}

static void assert_file_holds(const Given *given, const char *expected)
{
    char *text = read_text(given->file);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_refused(Given *given, const char *path, const char *reason)
{
    Buffer out = {0};
    buffer_add_text(&out, "before");
    given->error = (Error){0};
    assert_false(file_read_below(given->descriptor, path, "shown", 10, &out, &given->error));
    assert_string_equal(given->error.file, "shown");
    if (!strstr(given->error.text, reason))
        assert_string_equal(given->error.text, reason);
    assert_string_equal(out.bytes, "before");
    buffer_free(&out);
}

static void a_file_is_read_whole_behind_what_is_there(void **state)
{
    Given *given = *state;
    Buffer out = {0};
    write_bytes(given->file, "a\0b", 3);
    buffer_add_text(&out, "-");
    assert_true(file_read(given->file, 3, &out, &given->error));
    assert_int_equal(out.length, 4);
    assert_memory_equal(out.bytes, "-a\0b", 5);
    assert_false(file_read(given->file, 2, &out, &given->error));
    assert_string_equal(given->error.text, "it holds more than 2 bytes, which is the limit; split it");
    assert_int_equal(out.length, 4);
    assert_true(file_read_below(given->descriptor, "file", "shown", 3, &out, &given->error));
    assert_int_equal(out.length, 7);
    buffer_free(&out);
}

static void a_file_in_a_folder_below_is_read(void **state)
{
    Given *given = *state;
    Buffer out = {0};
    assert_int_equal(mkdirat(given->descriptor, "a", 0700), 0);
    assert_int_equal(mkdirat(given->descriptor, "a/..b", 0700), 0);
    make_below(given, "a/..b/c", "text");
    assert_true(file_read_below(given->descriptor, "a/..b/c", "shown", 10, &out, &given->error));
    assert_string_equal(out.bytes, "text");
    buffer_free(&out);
}

static void no_path_leads_out_of_the_folder(void **state)
{
    Given *given = *state;
    assert_int_equal(mkdirat(given->descriptor, "a", 0700), 0);
    make_below(given, "file", "x");
    const char *const paths[] = {"", "/", "/etc/passwd", "..", "../file", "a/../file", "a/..", ".", "./file", "a/./b", "a//b", "file/", "//file"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_refused(given, paths[i], "this path leads out of the folder");
}

static void links_are_not_followed_in_any_part(void **state)
{
    Given *given = *state;
    assert_int_equal(mkdirat(given->descriptor, "a", 0700), 0);
    make_below(given, "a/b", "x");
    assert_int_equal(symlinkat("a", given->descriptor, "folder-link"), 0);
    assert_int_equal(symlinkat("a/b", given->descriptor, "file-link"), 0);
    assert_int_equal(symlinkat("loop", given->descriptor, "loop"), 0);
    const char *const paths[] = {"folder-link/b", "file-link", "loop", "loop/b", "a/b/c"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_refused(given, paths[i], "symbolic link or no folder");
}

#ifdef RENAME_EXCHANGE
enum { RACE_READS = 4000, RACE_READS_MOST = 4000000 };  // where the machine is so busy that the other process hardly runs

// Changes places of what is good and a link that leads out, until it is killed.
static _Noreturn void swap_for_ever(const Given *given, const char *good, const char *bad)
{
    for (;;)
        renameat2(given->descriptor, good, given->descriptor, bad, RENAME_EXCHANGE);
}

// Whether it was read at times and at times not, as both were met; never what is outside.
static bool meets_both(Given *given, const char *good, const char *bad)
{
    int count = 0, leaks = 0, tries = 0;
    const pid_t child = fork();
    if (child == 0)
        swap_for_ever(given, good, bad);
    for (; tries < RACE_READS || (tries < RACE_READS_MOST && (!count || count == tries)); tries++) {
        Buffer out = {0};
        if (file_read_below(given->descriptor, "a/file", "shown", 100, &out, &given->error))
            *(strcmp(out.bytes, "own") == 0 ? &count : &leaks) += 1;
        buffer_free(&out);
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_int_equal(leaks, 0);
    return count && count < tries;
}

static void no_race_leads_out_of_the_folder(void **state)
{
    Given *given = *state;
    char *outside = folder_new(), *secret = path_in(outside, "file");
    write_text(secret, "secret");
    assert_int_equal(mkdirat(given->descriptor, "a", 0700), 0);
    make_below(given, "a/file", "own");
    assert_int_equal(symlinkat(outside, given->descriptor, "b"), 0);
    assert_true(meets_both(given, "a", "b"));
    unlinkat(given->descriptor, "a", 0);            // whichever the link is
    unlinkat(given->descriptor, "b", 0);
    renameat(given->descriptor, "b", given->descriptor, "a");
    assert_int_equal(symlinkat(secret, given->descriptor, "a/other"), 0);
    assert_true(meets_both(given, "a/file", "a/other"));
    folder_free(outside);
    free(secret);
}
#endif

static void what_is_no_regular_file_is_refused_at_once(void **state)
{
    Given *given = *state;
    Buffer out = {0};
    assert_int_equal(mkdirat(given->descriptor, "a", 0700), 0);
    assert_int_equal(mkfifoat(given->descriptor, "fifo", 0600), 0);
    make_below(given, "big", "12345678901");
    assert_refused(given, "a", "this is a folder");
    assert_refused(given, "fifo", "not a regular file");
    assert_refused(given, "big", "more than 10 bytes");
    assert_refused(given, "missing", "No such file");
    assert_false(file_read("/dev/zero", 10, &out, &given->error));
    assert_string_equal(given->error.text, "this is not a regular file");
    assert_false(file_read(given->folder, 10, &out, &given->error));
    assert_string_equal(given->error.text, "this is a folder; a file is needed");
    assert_null(out.bytes);
}

static void a_name_of_any_length_is_answered(void **state)
{
    char name[5001];
    memset(name, 'n', sizeof name - 1);
    name[5000] = '\0';
    assert_refused(*state, name, "it can't be opened: ");
    for (size_t i = 1; i < 5000; i += 2)
        name[i] = '/';
    name[4999] = 'n';
    assert_refused(*state, name, "No such file");
}

static void a_pipe_is_read_to_its_end_but_not_over_the_limit(void **state)
{
    Given *given = *state;
    int ends[2];
    Buffer out = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "12345", 5), 5);
    close(ends[1]);
    assert_true(file_read_descriptor(ends[0], "pipe", 5, &out, &given->error));
    assert_string_equal(out.bytes, "12345");
    close(ends[0]);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "123456", 6), 6);
    assert_false(file_read_descriptor(ends[0], "pipe", 5, &out, &given->error)); // though the pipe is still open
    assert_int_equal(out.length, 5);
    close(ends[0]);
    close(ends[1]);
    buffer_free(&out);
}

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

static void a_lock_keeps_a_second_session_out_until_it_is_given_back(void **state)
{
    Given *given = *state;
    int lock = file_lock(given->file, 0, &given->error);
    assert_true(lock >= 0);
    assert_int_equal(file_lock(given->file, 30, &given->error), -1);
    assert_string_equal(given->error.text, "another session is writing it; try again in a moment");
    file_unlock(lock);
    lock = file_lock(given->file, 0, &given->error);
    assert_true(lock >= 0);
    file_unlock(lock);
    file_unlock(-1);
}

static void the_lock_of_a_killed_session_is_gone(void **state)
{
    Given *given = *state;
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        bool is_locked = file_lock(given->file, 0, NULL) >= 0;
        _exit(write(ready[1], is_locked ? "y" : "n", 1) == 1 && pause());
    }
    char answer = 0;
    assert_int_equal(read(ready[0], &answer, 1), 1);
    assert_int_equal(answer, 'y');
    assert_int_equal(file_lock(given->file, 0, &given->error), -1);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    int lock = file_lock(given->file, 0, &given->error);
    assert_true(lock >= 0);
    file_unlock(lock);
    close(ready[0]);
    close(ready[1]);
}

static void sessions_that_have_the_file_open_keep_out_only_who_removes_it(void **state)
{
    Given *given = *state;
    bool is_held = true;
    assert_int_equal(file_hold(given->file, 0), -1);    // no lock file, and none is made
    assert_int_equal(count_files(given->folder), 0);
    file_unlock(file_lock(given->file, 0, &given->error));
    int one = file_hold(given->file, 0), two = file_hold(given->file, 0);
    assert_true(one >= 0 && two >= 0);
    int lock = file_lock(given->file, 0, &given->error);
    assert_true(lock >= 0);
    file_unlock(lock);
    file_unlock(one);
    assert_int_equal(file_lock_alone(given->file, 0, &is_held, &given->error), -1);
    assert_true(is_held);
    assert_string_equal(given->error.text, "another session has it open");
    file_unlock(two);
    lock = file_lock_alone(given->file, 0, &is_held, &given->error);
    assert_true(lock >= 0);
    assert_false(is_held);
    assert_int_equal(file_lock(given->file, 0, &given->error), -1);
    assert_int_equal(file_hold(given->file, 0), -1);
    file_unlock(lock);
}

// Who waited for a lock that was removed meanwhile has the one that others take.
static void a_lock_on_a_removed_lock_file_is_none(void **state)
{
    Given *given = *state;
    bool is_held;
    Buffer name = {0};
    buffer_addf(&name, "%s.lock", given->file);
    int alone = file_lock_alone(given->file, 0, &is_held, &given->error), ready[2];
    assert_true(alone >= 0);
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        close(alone); // the lock stays: it is the parent's too
        bool is_told = write(ready[1], "y", 1) == 1;
        int lock = file_lock(given->file, 5000, NULL);
        struct stat mine, there;
        bool is_same = lock >= 0 && fstat(lock, &mine) == 0 && stat(name.bytes, &there) == 0 && mine.st_ino == there.st_ino;
        _exit(is_told && is_same ? 0 : 1);
    }
    char answer = 0;
    int status = -1;
    assert_int_equal(read(ready[0], &answer, 1), 1);
    usleep(100000); // it waits now
    assert_int_equal(unlink(name.bytes), 0);
    file_unlock(alone);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(ready[0]);
    close(ready[1]);
    buffer_free(&name);
}

static void only_ones_own_private_file_is_trusted(void **state)
{
    Given *given = *state;
    assert_true(file_check_private(given->file, &given->error));
    write_text(given->file, "x");
    assert_int_equal(chmod(given->file, 0644), 0);
    assert_true(file_check_private(given->file, &given->error));
    assert_int_equal(chmod(given->file, 0620), 0);
    assert_false(file_check_private(given->file, &given->error));
    assert_int_equal(chmod(given->file, 0602), 0);
    assert_false(file_check_private(given->file, &given->error));
    assert_int_equal(symlinkat("file", given->descriptor, "link"), 0);
    char *link = path_in(given->folder, "link");
    assert_false(file_check_private(link, &given->error));
    assert_false(file_check_private(given->folder, &given->error));
    free(link);
}

static void random_digits_differ(void **state)
{
    (void)state;
    char one[33], two[33];
    random_hex(one, sizeof one);
    random_hex(two, sizeof two);
    assert_int_equal(strspn(one, "0123456789abcdef"), 32);
    assert_string_not_equal(one, two);
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(a_file_is_read_whole_behind_what_is_there),
        FILE_TEST(a_file_in_a_folder_below_is_read),
        FILE_TEST(no_path_leads_out_of_the_folder),
        FILE_TEST(links_are_not_followed_in_any_part),
#ifdef RENAME_EXCHANGE
        FILE_TEST(no_race_leads_out_of_the_folder),
#endif
        FILE_TEST(what_is_no_regular_file_is_refused_at_once),
        FILE_TEST(a_name_of_any_length_is_answered),
        FILE_TEST(a_pipe_is_read_to_its_end_but_not_over_the_limit),
        FILE_TEST(folders_are_made_for_their_owner_only),
        FILE_TEST(a_file_is_replaced_whole_and_private),
        FILE_TEST(a_link_in_its_place_is_replaced_not_followed),
        FILE_TEST(appending_makes_the_file_and_ends_a_torn_line),
        FILE_TEST(nothing_is_appended_to_what_is_no_file),
        FILE_TEST(a_short_write_is_cut_off_again_and_told),
        FILE_TEST(a_failed_replacement_leaves_the_old_file_and_no_litter),
        FILE_TEST(a_new_file_takes_no_name_that_is_taken),
        FILE_TEST(a_folder_of_files_is_made_in_one_step),
        FILE_TEST(a_folder_that_fails_half_way_leaves_nothing),
        FILE_TEST(a_lock_keeps_a_second_session_out_until_it_is_given_back),
        FILE_TEST(the_lock_of_a_killed_session_is_gone),
        FILE_TEST(sessions_that_have_the_file_open_keep_out_only_who_removes_it),
        FILE_TEST(a_lock_on_a_removed_lock_file_is_none),
        FILE_TEST(only_ones_own_private_file_is_trusted),
        cmocka_unit_test(random_digits_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
