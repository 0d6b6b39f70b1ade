// report/: compiled chapters where files are damaged, disks are full, or nothing can be written.
#include <fcntl.h>
#include <sys/wait.h>
#include "base/status.h"
#include "call_faults.h"
#include "cache_given.h"

static void one_that_cannot_be_read_stays_so_and_is_not_kept(void **state)
{
    Given *given = *state;
    char *path = path_in(given->folder, "c2.yaml");
    chmod(path, 0);
    unlink(path);
    Report *report = open_cached(given);
    read_all(report);
    make_chapter(given, 2, "before", LONG_AGO);
    assert_true(report_chapter(report, 2)->is_broken);
    report_free(report);
    report = open_cached(given);
    assert_word(report, 2, "before");
    report_free(report);
    free(path);
}

static void damage(const Given *given, size_t from)
{
    char *path = cache_file(given);
    Buffer file = {0};
    assert_true(file_read(path, 1 << 26, &file, NULL));
    const int descriptor = open(path, O_WRONLY);
    for (size_t at = from; at < file.length; at++)
        file.bytes[at] ^= 0x5A;
    assert_int_equal(pwrite(descriptor, file.bytes + from, file.length - from, (off_t)from), file.length - from);
    close(descriptor);
    buffer_free(&file);
    free(path);
}

static void a_damaged_file_is_ignored_and_made_again(void **state)
{
    Given *given = *state;
    static const size_t froms[] = {0, 64, 5000, 1000000};
    for (size_t i = 0; i < sizeof froms / sizeof *froms; i++) {
        fill_cache(given);
        damage(given, froms[i]);
        Report *report = open_cached(given);
        assert_words(report, "before");
        read_all(report);
        report_free(report);
    }
    for (int i = 0; i < CHAPTERS; i++)
        change_secretly(given, i);
    Report *report = open_cached(given);
    assert_words(report, "before");
    report_free(report);
}

// While the file is used; the report's own are as they were.
static void what_is_damaged_meanwhile_is_parsed_again(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    read_all(report);
    damage(given, 64);
    assert_words(report, "before");
    report_free(report);
}

// As the face does at the end: what was written before is gone with the screen.
static void give_screen_back(void)
{
    static const char screen[] = "screen, ";
    if (write(STDERR_FILENO, screen, sizeof screen - 1) < 0)
        abort();
}

// And they are not: no place leads anywhere any more.
static void what_is_damaged_and_changed_ends_the_program_with_a_sentence(void **state)
{
    Given *given = *state;
    int ended;
    Report *report = open_cached(given);
    read_all(report);
    damage(given, 64);
    make_chapter(given, 0, "behind", LONG_AGO + 1);
    char *said = path_in(given->folder, "said");
    Buffer words = {0};
    const pid_t child = fork();
    if (child == 0) {
        dup2(open(said, O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
        atexit(give_screen_back);
        report_chapter(report, 0);
        _exit(0);
    }
    waitpid(child, &ended, 0);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), EXIT_MACHINE);
    assert_true(file_read(said, 1 << 16, &words, NULL));
    assert_ptr_equal(strstr(buffer_text(&words), "screen, lectern: chapter 1 was saved anew"), buffer_text(&words));
    buffer_free(&words);
    free(said);
    report_free(report);
}

static void on_a_full_disk_all_stay_at_hand(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    let_fail(WRITE, 6, FOR_EVER, ENOSPC);
    read_all(report);
    no_faults();
    assert_true(at_hand(report) >= CHAPTERS - 3);
    assert_words(report, "before");
    report_free(report);
    assert_false(has_file(given));
}

static void where_there_can_be_no_folder_all_stay_at_hand(void **state)
{
    Given *given = *state;
    write_text(given->cache, "a file");
    Report *report = open_cached(given);
    read_all(report);
    assert_int_equal(at_hand(report), CHAPTERS);
    assert_words(report, "before");
    report_free(report);
}

static void on_a_medium_that_cannot_be_written_all_stay_at_hand(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    let_fail(MKDIR, 1, FOR_EVER, EROFS);
    read_all(report);
    no_faults();
    assert_int_equal(at_hand(report), CHAPTERS);
    report_free(report);
}

// A report that is read by another process gives the same.
static void a_report_on_a_slow_disk_is_kept_too(void **state)
{
    Given *given = *state;
    for (int turn = 0; turn < 2; turn++) {
        Problems problems = {0};
        Report *report = report_open_apart(given->folder, (ApartPatience){.most_ms = 60000}, &problems);
        report_use_cache(report, given->cache);
        read_all(report);
        assert_words(report, "before");
        assert_false(report_was_late(report));
        report_free(report);
        for (int i = 0; i < CHAPTERS; i++)
            change_secretly(given, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_that_cannot_be_read_stays_so_and_is_not_kept),
        TEST(a_damaged_file_is_ignored_and_made_again),
        TEST(what_is_damaged_meanwhile_is_parsed_again),
        TEST(what_is_damaged_and_changed_ends_the_program_with_a_sentence),
        TEST(on_a_full_disk_all_stay_at_hand),
        TEST(where_there_can_be_no_folder_all_stay_at_hand),
        TEST(on_a_medium_that_cannot_be_written_all_stay_at_hand),
        TEST(a_report_on_a_slow_disk_is_kept_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
