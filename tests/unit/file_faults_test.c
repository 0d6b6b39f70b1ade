// base/file.h: each call of the system that fails, once or for good: what is told, and what is there then. The calls are wrapped by the linker.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "call_faults.h"
#include "folder.h"

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
    no_faults();
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

static bool lock_alone(Given *given)
{
    bool is_held;
    const int lock = file_lock_alone(given->file, 30, &is_held, &given->error);
    assert_int_equal(is_held, strstr(given->error.text, "another session has it open") != NULL);
    file_unlock(lock);
    return lock >= 0;
}

static bool create(Given *given)
{
    return file_create(given->file, "new\n", 4, NULL, &given->error);
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

// `more` fails too.
static void run_cases(Given *given, const Case *cases, size_t count, Fault more)
{
    for (size_t i = 0; i < count; i++) {
        write_text(given->file, "old\n");
        given->error = (Error){0};
        const Fault *fault = let_fail(cases[i].call, cases[i].from, cases[i].times, cases[i].error);
        if (more.call)
            add_fault(more);
        const bool is_done = cases[i].act(given);
        const bool was_hit = fault->seen >= cases[i].from;
        no_faults();
        char *holds = read_text(given->file);
        if (!was_hit || is_done != !cases[i].words || strcmp(holds, cases[i].holds) != 0)
            fail_msg("case %zu: hit %d, done %d (%s), it holds %s", i, was_hit, is_done, given->error.text, holds);
        if (cases[i].words && !strstr(given->error.text, cases[i].words))
            assert_string_equal(given->error.text, cases[i].words);
        free(holds);
    }
}

#define RUN_WITH(given, cases, more) run_cases(given, cases, sizeof (cases) / sizeof *(cases), more)
#define RUN(given, cases) RUN_WITH(given, cases, (Fault){0})

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
    static const Case first[] = {{append, WRITE, 1, 1, EIO, "nothing could be added: Input/output error", "old\n"}};
    const Fault not_closed = {.call = CLOSE, .from = 1, .times = 1, .error = EDQUOT};
    RUN_WITH(*state, first, not_closed);
}

static void a_part_that_stays_is_told(void **state)
{
    static const Case cases[] = {{append, WRITE, 1, 1, 0, "only part of it could be added: No space left on device", "old\nne"}};
    const Fault not_cut = {.call = FTRUNCATE, .from = 1, .times = 1, .error = EROFS}, not_seen = {.call = FSTAT, .from = 2, .times = 1, .error = EIO};
    RUN_WITH(*state, cases, not_cut);
    RUN_WITH(*state, cases, not_seen);
}

static const char *meanwhile_path;

static void add_meanwhile(void)
{
    FILE *file = fopen(meanwhile_path, "a");
    assert_non_null(file);
    fputs("other\n", file);
    fclose(file);
}

// Where there are no locks.
static void what_another_session_added_meanwhile_is_not_cut_off(void **state)
{
    Given *given = *state;
    meanwhile_path = given->file;
    let_fail(FSYNC, 1, 1, EIO);
    add_fault((Fault){.call = FSTAT, .from = 2, .times = 1, .meanwhile = add_meanwhile});
    assert_false(append(given));
    assert_string_equal(given->error.text, "only part of it could be added: Input/output error");
    char *holds = read_text(given->file);
    assert_string_equal(holds, "old\nnew\nother\n");
    free(holds);
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

// What a file system without hard links does: VFAT, some network ones.
static void a_file_is_made_without_links_too_and_never_over_another(void **state)
{
    Given *given = *state;
    static const int without[] = {EPERM, ENOTSUP, ENOSYS, EMLINK};
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        const Case there = {create, LINK, 1, 1, without[i], "it can't be written: File exists", "old\n"};
        run_cases(given, &there, 1, (Fault){0});
        unlink(given->file);
        let_fail(LINK, 1, 1, without[i]);
        assert_true(create(given));
        no_faults();
        char *holds = read_text(given->file);
        assert_string_equal(holds, "new\n");
        free(holds);
    }
    static const Case cases[] = {
        {create, LINK, 1, 1, EIO, "it can't be written: Input/output error", "old\n"},
        {create, LINK, 1, 1, EEXIST, "it can't be written: File exists", "old\n"},
        {create, WRITE, 1, 1, ENOSPC, "it can't be written: No space left on device", "old\n"},
    };
    RUN(given, cases);
    assert_int_equal(count_files(given->folder), 1);
    unlink(given->file);
    let_fail(FSYNC, 2, 1, EIO);
    assert_false(create(given));
    assert_non_null(strstr(given->error.text, "it was written, but may not survive a power cut"));
}

static void a_folder_at_the_top_and_here_is_synced(void **state)
{
    (void)state;
    assert_true(file_sync_folder_of("/tmp"));
    assert_true(file_sync_folder_of("here"));
}

static void unlink_lock(void)
{
    assert_int_equal(unlink(meanwhile_path), 0);
}

static void a_lock_that_is_removed_meanwhile_is_taken_anew(void **state)
{
    Given *given = *state;
    struct stat status;
    char *name = path_in(given->folder, "file.lock");
    meanwhile_path = name;
    add_fault((Fault){.call = FCNTL, .from = 1, .times = 1, .meanwhile = unlink_lock});
    assert_true(lock(given));
    assert_int_equal(stat(name, &status), 0);
    free(name);
}

static void who_asks_for_no_reason_gets_none(void **state)
{
    Given *given = *state;
    let_fail(OPEN, 1, FOR_EVER, EACCES);
    assert_int_equal(file_lock(given->file, 0, NULL), -1);
}

static void a_lock_that_is_held_is_waited_for_and_others_are_told(void **state)
{
    static const Case cases[] = {
        {lock, FCNTL, 1, FOR_EVER, EAGAIN, "another session is writing it; try again in a moment", "old\n"},
        {lock, FCNTL, 1, FOR_EVER, EACCES, "another session is writing it; try again in a moment", "old\n"},
        {lock, FCNTL, 1, 1, ENOLCK, "it can't be locked: No locks available", "old\n"},
        {lock, OPEN, 1, 1, EACCES, "it can't be opened: Permission denied", "old\n"},
        {lock, FSTAT, 1, 1, EIO, "this is not a regular file; remove it", "old\n"},
        {lock, FCNTL, 1, 1, ENOSYS, "it can't be locked: Function not implemented", "old\n"},
        {lock, FCNTL, 1, 1, EOPNOTSUPP, "it can't be locked: Operation not supported", "old\n"},
        {lock, FCNTL, 1, 1, EINVAL, "it can't be locked: Invalid argument", "old\n"},
        {lock, FSTAT, 2, 1, EIO, NULL, "old\n"},      // whether it was removed is not known
        {lock_alone, FCNTL, 1, FOR_EVER, EAGAIN, "another session has it open", "old\n"},
        {lock_alone, FCNTL, 1, FOR_EVER, EACCES, "another session has it open", "old\n"},
        {lock_alone, FCNTL, 1, 1, ENOLCK, "it can't be locked: No locks available", "old\n"},
        {lock_alone, OPEN, 1, 1, EACCES, "it can't be opened: Permission denied", "old\n"},
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
        no_faults();
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
        no_faults();
        assert_non_null(strstr(given->error.text, cases[i].words));
        free(path);
    }
    assert_false(file_make_folder("", &given->error));
    char *below = path_in(given->file, "below");
    assert_false(file_make_folder(below, &given->error));
    assert_non_null(strstr(given->error.text, "Not a directory"));
    free(below);
}

static void give_to_another(struct stat *status)
{
    status->st_uid++;
}

static void what_can_not_be_looked_at_is_not_trusted(void **state)
{
    Given *given = *state;
    add_fault((Fault){.call = LSTAT, .from = 1, .times = 1, .alter = give_to_another});
    assert_false(is_private(given));
    assert_string_equal(given->error.text, "this file belongs to another user; move it away");
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
        FILE_TEST(what_another_session_added_meanwhile_is_not_cut_off),
        FILE_TEST(a_file_that_another_session_makes_meanwhile_is_added_to),
        FILE_TEST(a_file_is_made_without_links_too_and_never_over_another),
        FILE_TEST(a_folder_at_the_top_and_here_is_synced),
        FILE_TEST(a_lock_that_is_removed_meanwhile_is_taken_anew),
        FILE_TEST(who_asks_for_no_reason_gets_none),
        FILE_TEST(a_file_that_is_not_replaced_is_as_it_was),
        FILE_TEST(a_lock_that_is_held_is_waited_for_and_others_are_told),
        FILE_TEST(a_new_file_is_kept_only_with_its_folder),
        FILE_TEST(a_folder_that_can_not_be_made_is_told),
        FILE_TEST(what_can_not_be_looked_at_is_not_trusted),
        FILE_TEST(a_path_without_a_folder_is_of_the_one_where_one_is),
    };
    return cmocka_run_group_tests_name("file_faults", tests, NULL, NULL);
}
