// base/file.h: locks, and what is left of them.
#include <signal.h>
#include <sys/wait.h>
#include "file_given.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(a_lock_keeps_a_second_session_out_until_it_is_given_back),
        FILE_TEST(the_lock_of_a_killed_session_is_gone),
        FILE_TEST(sessions_that_have_the_file_open_keep_out_only_who_removes_it),
        FILE_TEST(a_lock_on_a_removed_lock_file_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
