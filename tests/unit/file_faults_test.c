// base/file.h: each call of the system that fails, once or for good: what is told, and what is there then. The calls are wrapped by the linker.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include "base/file.h"
#include "folder.h"

typedef enum { NOTHING, OPEN, FSYNC, WRITE, CLOSE, RENAME, MKDIR, FSTAT, LSTAT, FCNTL, PREAD } Call;

enum { FOR_EVER = 1000 };

// The call from the `from`th on, `times` times, gives -1 and `error`; error 0: write(2) writes half.
static struct {
    Call call;
    int from, times, error;
    int seen;
    bool is_cut_lost;   // ftruncate() fails as well
} fault;

static void let_fail(Call call, int from, int times, int error)
{
    fault.call = call;
    fault.from = from;
    fault.times = times;
    fault.error = error;
    fault.seen = 0;
}

static bool is_hit(Call call)
{
    if (fault.call != call)
        return false;
    fault.seen++;
    errno = fault.error;
    return fault.seen >= fault.from && fault.seen < fault.from + fault.times;
}

// What the linker puts in place of the system's calls (-Wl,--wrap).
int __real_open(const char *path, int flags, mode_t mode);
int __wrap_open(const char *path, int flags, mode_t mode);
ssize_t __real_write(int descriptor, const void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count);
int __real_fcntl(int descriptor, int order, void *argument);
int __wrap_fcntl(int descriptor, int order, void *argument);

#define WRAP(call, result, name, parameters, arguments) \
    result __real_##name parameters; \
    result __wrap_##name parameters; \
    result __wrap_##name parameters \
    { \
        return is_hit(call) ? -1 : __real_##name arguments; \
    }

WRAP(FSYNC, int, fsync, (int descriptor), (descriptor))
WRAP(CLOSE, int, close, (int descriptor), (descriptor))
WRAP(RENAME, int, rename, (const char *from, const char *to), (from, to))
WRAP(MKDIR, int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(FSTAT, int, fstat, (int descriptor, struct stat *status), (descriptor, status))
WRAP(LSTAT, int, lstat, (const char *path, struct stat *status), (path, status))
WRAP(PREAD, ssize_t, pread, (int descriptor, void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))

int __real_ftruncate(int descriptor, off_t length);
int __wrap_ftruncate(int descriptor, off_t length);

int __wrap_ftruncate(int descriptor, off_t length)
{
    if (!fault.is_cut_lost)
        return __real_ftruncate(descriptor, length);
    errno = EROFS;
    return -1;
}

int __wrap_open(const char *path, int flags, mode_t mode)
{
    return is_hit(OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_fcntl(int descriptor, int order, void *argument)
{
    return is_hit(FCNTL) ? -1 : __real_fcntl(descriptor, order, argument);
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t count)
{
    if (!is_hit(WRITE))
        return __real_write(descriptor, bytes, count);
    return fault.error ? -1 : __real_write(descriptor, bytes, count / 2);
}

// The tests

typedef struct {
    char *folder, *file;
    Error error;
} Given;

static int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->file = path_in(given->folder, "file");
    write_text(given->file, "old\n");
    *state = given;
    return 0;
}

static int free_given(void **state)
{
    Given *given = *state;
    let_fail(NOTHING, 0, 0, 0);
    fault.is_cut_lost = false;
    folder_free(given->folder);
    free(given->file);
    free(given);
    return 0;
}

static bool append(Given *given)
{
    return file_append(given->file, "new\n", 4, &given->error);
}

static bool replace(Given *given)
{
    return file_replace(given->file, "new\n", 4, &given->error);
}

static bool lock(Given *given)
{
    const int lock = file_lock(given->file, 30, &given->error);
    file_unlock(lock);
    return lock >= 0;
}

static bool is_private(Given *given)
{
    return file_check_private(given->file, &given->error);
}

typedef struct {
    bool (*act)(Given *);
    Call call;
    int from, times, error;
    const char *words;      // of the error; NULL: it is done
    const char *holds;      // what the file holds then
} Case;

static void run_cases(Given *given, const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        write_text(given->file, "old\n");
        given->error = (Error){0};
        let_fail(cases[i].call, cases[i].from, cases[i].times, cases[i].error);
        const bool is_done = cases[i].act(given);
        const bool was_hit = fault.seen >= cases[i].from;
        let_fail(NOTHING, 0, 0, 0);
        char *holds = read_text(given->file);
        if (!was_hit || is_done != !cases[i].words || strcmp(holds, cases[i].holds) != 0)
            fail_msg("case %zu: hit %d, done %d (%s), it holds %s", i, was_hit, is_done, given->error.text, holds);
        if (cases[i].words && !strstr(given->error.text, cases[i].words))
            assert_string_equal(given->error.text, cases[i].words);
        free(holds);
    }
}

#define RUN(given, cases) run_cases(given, cases, sizeof (cases) / sizeof *(cases))

static void what_is_interrupted_is_done_again(void **state)
{
    static const Case cases[] = {
        {append, OPEN, 1, 2, EINTR, NULL, "old\nnew\n"}, {append, WRITE, 1, 2, EINTR, NULL, "old\nnew\n"}, {append, FSYNC, 1, 2, EINTR, NULL, "old\nnew\n"},
        {replace, OPEN, 1, 2, EINTR, NULL, "new\n"}, {replace, WRITE, 1, 2, EINTR, NULL, "new\n"}, {replace, FSYNC, 1, 2, EINTR, NULL, "new\n"},
        {replace, OPEN, 2, 2, EINTR, NULL, "new\n"}, {replace, FSYNC, 2, 2, EINTR, NULL, "new\n"}, {lock, FCNTL, 1, 2, EINTR, NULL, "old\n"},
    };
    RUN(*state, cases);
}

static void what_could_not_be_added_is_cut_off_and_told(void **state)
{
    static const Case cases[] = {
        {append, OPEN, 1, 1, EACCES, "it can't be opened to add to it: Permission denied", "old\n"},
        {append, FSTAT, 1, 1, EIO, "this is not a regular file", "old\n"},
        {append, WRITE, 1, 1, EIO, "nothing could be added: Input/output error", "old\n"},
        {append, WRITE, 1, 1, 0, "nothing could be added: No space left on device", "old\n"},
        {append, FSYNC, 1, 1, EIO, "nothing could be added: Input/output error", "old\n"},
        {append, CLOSE, 1, 1, EDQUOT, "it can't be closed: Disk quota exceeded", "old\nnew\n"},
        {append, PREAD, 1, 1, EIO, NULL, "old\nnew\n"},
    };
    RUN(*state, cases);
}

static void a_part_that_stays_is_told(void **state)
{
    static const Case cases[] = {{append, WRITE, 1, 1, 0, "only part of it could be added: No space left on device", "old\nne"}};
    fault.is_cut_lost = true;
    RUN(*state, cases);
}

static void a_file_that_another_session_makes_meanwhile_is_added_to(void **state)
{
    static const Case cases[] = {{append, OPEN, 1, 1, ENOENT, NULL, "old\nnew\n"}, {append, OPEN, 1, 2, ENOENT, "it can't be opened to add to it", "old\n"}};
    RUN(*state, cases);
}

static void a_file_that_is_not_replaced_is_as_it_was(void **state)
{
    static const Case cases[] = {
        {replace, OPEN, 1, 1, EROFS, "it can't be written, and is as it was: Read-only file system", "old\n"},
        {replace, OPEN, 1, 1, EEXIST, "it can't be written, and is as it was: File exists", "old\n"},
        {replace, WRITE, 1, 1, ENOSPC, "it can't be written, and is as it was: No space left on device", "old\n"},
        {replace, WRITE, 1, 1, 0, NULL, "new\n"},       // the rest is written behind it
        {replace, FSYNC, 1, 1, EIO, "it can't be written, and is as it was: Input/output error", "old\n"},
        {replace, CLOSE, 1, 1, EDQUOT, "it can't be written, and is as it was: Disk quota exceeded", "old\n"},
        {replace, RENAME, 1, 1, EIO, "it can't be written, and is as it was: Input/output error", "old\n"},
        {replace, OPEN, 2, 1, EACCES, "it was written, but may not survive a power cut: Permission denied", "new\n"},
        {replace, FSYNC, 2, 1, EIO, "it was written, but may not survive a power cut: Input/output error", "new\n"},
        {replace, FSYNC, 2, 1, EINVAL, NULL, "new\n"},  // a folder of a network file system
    };
    Given *given = *state;
    RUN(given, cases);
    assert_int_equal(count_files(given->folder), 1);    // nothing half written stays behind
}

static void a_lock_that_is_held_is_waited_for_and_others_are_told(void **state)
{
    static const Case cases[] = {
        {lock, FCNTL, 1, FOR_EVER, EAGAIN, "another session is writing it; try again in a moment", "old\n"},
        {lock, FCNTL, 1, FOR_EVER, EACCES, "another session is writing it; try again in a moment", "old\n"},
        {lock, FCNTL, 1, 1, ENOLCK, "it can't be locked: No locks available", "old\n"},
        {lock, OPEN, 1, 1, EACCES, "it can't be opened: Permission denied", "old\n"},
        {lock, FSTAT, 1, 1, EIO, "this is not a regular file; remove it", "old\n"},
    };
    RUN(*state, cases);
}

static void a_new_file_is_kept_only_with_its_folder(void **state)
{
    Given *given = *state;
    for (int is_lost = 0; is_lost < 2; is_lost++) {
        unlink(given->file);
        let_fail(FSYNC, is_lost ? 2 : FOR_EVER, 1, EIO);
        assert_int_equal(append(given), !is_lost);
        let_fail(NOTHING, 0, 0, 0);
        if (is_lost)
            assert_non_null(strstr(given->error.text, "it was added, but may not survive a power cut"));
    }
}

static void a_folder_that_can_not_be_made_is_told(void **state)
{
    Given *given = *state;
    static const struct {
        Call call;
        int from, error;
        const char *words;
    } cases[] = {
        {MKDIR, 3, EACCES, "this folder can't be made: Permission denied"}, {FSYNC, 1, EIO, "this folder can't be made: Input/output error"},
        {OPEN, 1, EMFILE, "this folder can't be made: Too many open files"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = path_in(given->folder, i == 0 ? "x/y" : i == 1 ? "p/q" : "r/s");
        int parts = 0;
        for (const char *at = given->folder; *at; at++)
            parts += *at == '/';
        let_fail(cases[i].call, cases[i].call == MKDIR ? parts + 1 : cases[i].from, 1, cases[i].error);
        assert_false(file_make_folder(path, &given->error));
        let_fail(NOTHING, 0, 0, 0);
        assert_non_null(strstr(given->error.text, cases[i].words));
        free(path);
    }
    assert_false(file_make_folder("", &given->error));
    char *below = path_in(given->file, "below");
    assert_false(file_make_folder(below, &given->error));
    assert_non_null(strstr(given->error.text, "Not a directory"));
    free(below);
}

static void what_can_not_be_looked_at_is_not_trusted(void **state)
{
    static const Case cases[] = {
        {is_private, LSTAT, 1, 1, EIO, "it can't be looked at: Input/output error", "old\n"}, {is_private, LSTAT, 1, 1, ENOENT, NULL, "old\n"},
    };
    RUN(*state, cases);
}

static void a_path_without_a_folder_is_of_the_one_where_one_is(void **state)
{
    Given *given = *state;
    char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(given->folder), 0);
    assert_true(file_replace("plain", "new\n", 4, &given->error));
    assert_true(file_append("other", "new\n", 4, &given->error));
    assert_true(file_make_folder("sub", &given->error));
    assert_int_equal(chdir(before), 0);
    free(before);
    assert_int_equal(count_files(given->folder), 4);
    assert_true(file_make_folder("/tmp", &given->error));   // is there, at the top
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(what_is_interrupted_is_done_again),
        FILE_TEST(what_could_not_be_added_is_cut_off_and_told),
        FILE_TEST(a_part_that_stays_is_told),
        FILE_TEST(a_file_that_another_session_makes_meanwhile_is_added_to),
        FILE_TEST(a_file_that_is_not_replaced_is_as_it_was),
        FILE_TEST(a_lock_that_is_held_is_waited_for_and_others_are_told),
        FILE_TEST(a_new_file_is_kept_only_with_its_folder),
        FILE_TEST(a_folder_that_can_not_be_made_is_told),
        FILE_TEST(what_can_not_be_looked_at_is_not_trusted),
        FILE_TEST(a_path_without_a_folder_is_of_the_one_where_one_is),
    };
    return cmocka_run_group_tests_name("file_faults", tests, NULL, NULL);
}
