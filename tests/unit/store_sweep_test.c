// base/store.h: which files go where a folder has grown too large.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include "store_given.h"

static void make_file(const char *folder, const char *name, time_t used)
{
    char *path = path_in(folder, name);
    const struct timespec times[2] = {{.tv_sec = used}, {.tv_sec = used}};
    write_text(path, "0123456789");
    utimensat(AT_FDCWD, path, times, 0);
    free(path);
}

// As if the new files had been written so long ago.
static void age_new_files(const char *folder, time_t seconds)
{
    DIR *files = opendir(folder);
    const struct timespec then = {.tv_sec = time(NULL) - seconds}, both[2] = {then, then};
    for (struct dirent *entry; (entry = readdir(files));)
        if (strstr(entry->d_name, ".new-"))
            utimensat(dirfd(files), entry->d_name, both, 0);
    closedir(files);
}

static void one_that_is_being_filled_is_not_swept_up_for_a_day_but_counts(void **state)
{
    Given *given = *state;
    publish_both(given);
    Store *store = open_store(given);
    store_put(store, 1, STAMP + 1, "half", 4);
    char *folder = path_in(given->folder, "cache");
    age_new_files(folder, 12 * 60 * 60);
    store_sweep(folder, ".kept", 1 << 20);
    assert_int_equal(files_in(given), 2);
    store_sweep(folder, ".kept", 0);
    assert_int_equal(files_in(given), 1);
    age_new_files(folder, 2 * 24 * 60 * 60);
    store_sweep(folder, ".kept", 1 << 20);
    assert_int_equal(files_in(given), 0);
    free(folder);
    store_free(store);
}

static void new_files_count_where_the_oldest_give_way(void **state)
{
    Given *given = *state;
    make_file(given->folder, "a.kept", 1000);
    make_file(given->folder, "b.kept.new-0123456789abcdef", time(NULL));
    store_sweep(given->folder, ".kept", 20);
    assert_true(is_there(given->folder, "a.kept"));
    store_sweep(given->folder, ".kept", 19);
    assert_false(is_there(given->folder, "a.kept"));
    assert_true(is_there(given->folder, "b.kept.new-0123456789abcdef"));
}

static void who_is_killed_leaves_a_new_file_that_is_swept_up_a_minute_later(void **state)
{
    Given *given = *state;
    int ended;
    publish_both(given);
    const pid_t child = fork();
    if (child == 0) {
        Store *store = open_store(given);
        store_put(store, 1, STAMP, "half", 4);
        raise(SIGKILL);
    }
    waitpid(child, &ended, 0);
    assert_true(WIFSIGNALED(ended));
    assert_true(is_found(given));
    char *folder = path_in(given->folder, "cache");
    assert_int_equal(files_in(given), 2);
    store_sweep(folder, ".kept", 1 << 20);
    assert_int_equal(files_in(given), 2);
    age_new_files(folder, 2 * 60);
    store_sweep(folder, ".kept", 1 << 20);
    assert_int_equal(files_in(given), 1);
    assert_true(is_found(given));
    free(folder);
}

static void the_one_used_longest_ago_gives_way(void **state)
{
    Given *given = *state;
    make_file(given->folder, "a.kept", 3000);
    make_file(given->folder, "b.kept", 1000);
    make_file(given->folder, "c.kept", 2000);
    make_file(given->folder, "mine.txt", 1);
    store_sweep(given->folder, ".kept", 30);
    assert_true(is_there(given->folder, "b.kept"));
    store_sweep(given->folder, ".kept", 29);
    assert_false(is_there(given->folder, "b.kept"));
    assert_true(is_there(given->folder, "c.kept"));
    store_sweep(given->folder, ".kept", 10);
    assert_true(is_there(given->folder, "a.kept"));
    assert_false(is_there(given->folder, "c.kept"));
    assert_true(is_there(given->folder, "mine.txt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_that_is_being_filled_is_not_swept_up_for_a_day_but_counts),
        TEST(new_files_count_where_the_oldest_give_way),
        TEST(who_is_killed_leaves_a_new_file_that_is_swept_up_a_minute_later),
        TEST(the_one_used_longest_ago_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
