// base/file.h and base/random.h: what is read, what is refused, whose files are trusted.
#include <signal.h>
#include <sys/wait.h>
#include "base/random.h"
#include "file_given.h"

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

static void the_start_of_a_file_is_as_long_as_was_asked_for(void **state)
{
    Given *given = *state;
    Buffer out = {0};
    make_below(given, "start", "abcdef");
    assert_true(file_read_start_below(given->descriptor, "start", "shown", 4, &out, &given->error));
    assert_string_equal(out.bytes, "abcd");
    assert_true(file_read_start_below(given->descriptor, "start", "shown", 100, &out, &given->error));
    assert_string_equal(out.bytes, "abcdabcdef");
    assert_true(file_read_start_below(given->descriptor, "start", "shown", 0, &out, &given->error));
    assert_int_equal(out.length, 10);
    assert_false(file_read_start_below(given->descriptor, "../start", "shown", 4, &out, &given->error));
    assert_int_equal(mkdirat(given->descriptor, "folder", 0700), 0);
    assert_false(file_read_start_below(given->descriptor, "folder", "shown", 4, &out, &given->error));
    assert_string_equal(given->error.text, "this is a folder; a file is needed");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(a_file_is_read_whole_behind_what_is_there),
        FILE_TEST(the_start_of_a_file_is_as_long_as_was_asked_for),
        FILE_TEST(a_file_in_a_folder_below_is_read),
        FILE_TEST(no_path_leads_out_of_the_folder),
        FILE_TEST(links_are_not_followed_in_any_part),
#ifdef RENAME_EXCHANGE
        FILE_TEST(no_race_leads_out_of_the_folder),
#endif
        FILE_TEST(what_is_no_regular_file_is_refused_at_once),
        FILE_TEST(a_name_of_any_length_is_answered),
        FILE_TEST(a_pipe_is_read_to_its_end_but_not_over_the_limit),
        FILE_TEST(only_ones_own_private_file_is_trusted),
        cmocka_unit_test(random_digits_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
