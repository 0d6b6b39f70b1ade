// base/store.h: what is put comes back as it was or not at all, whatever stands in the file.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include "base/memory.h"
#include "base/store.h"
#include "call_faults.h"
#include "base/file.h"
#include "folder.h"

enum { KEY = 7, PIECES = 3, STAMP = 21, LARGE = 9000 };

typedef struct {
    char *folder, *path;
    char large[LARGE];
} Given;

static int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->path = path_in(given->folder, "cache/report.kept");
    for (size_t i = 0; i < LARGE; i++)
        given->large[i] = (char)(i * 31 % 251);
    *state = given;
    return 0;
}

static int free_given(void **state)
{
    Given *given = *state;
    no_faults();
    folder_free(given->folder);
    free(given->path);
    free(given);
    return 0;
}

static Store *open_store(const Given *given)
{
    return store_open(given->path, KEY, PIECES);
}

static bool holds(Store *store, size_t piece, const char *bytes, size_t length)
{
    StorePiece found;
    if (!store_map(store, piece, STAMP, &found))
        return false;
    const bool is_same = found.length == length && memcmp(found.bytes, bytes, length) == 0;
    assert_int_equal((uintptr_t)found.bytes % 8, 0);
    store_unmap(&found);
    assert_true(is_same);
    return true;
}

// The first and the last piece; not the one between.
static void put_both(const Given *given, Store *store)
{
    assert_true(store_put(store, 0, STAMP, "short", 5));
    assert_true(store_put(store, 2, STAMP, given->large, LARGE));
}

static bool holds_both(const Given *given, Store *store)
{
    return holds(store, 0, "short", 5) && holds(store, 2, given->large, LARGE);
}

static void publish_both(const Given *given)
{
    Store *store = open_store(given);
    put_both(given, store);
    assert_true(store_publish(store));
    store_free(store);
}

static bool is_found(const Given *given)
{
    Store *store = open_store(given);
    const bool is_there = holds_both(given, store);
    store_free(store);
    return is_there;
}

static int files_in(const Given *given)
{
    int count = 0;
    char *path = path_in(given->folder, "cache");
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        count += *entry->d_name != '.';
    if (folder)
        closedir(folder);
    free(path);
    return count;
}

static void pieces_are_there_before_and_after_they_are_published(void **state)
{
    Given *given = *state;
    Store *store = open_store(given);
    assert_false(store_was_there(store));
    assert_int_equal(files_in(given), 0);
    put_both(given, store);
    assert_true(holds_both(given, store));
    assert_false(is_found(given));
    assert_true(store_publish(store));
    assert_true(holds_both(given, store));
    assert_false(store_has(store, 1, STAMP));
    assert_false(store_has(store, PIECES, STAMP));
    assert_false(store_publish(store));
    store_free(store);
    assert_true(is_found(given));
    assert_int_equal(files_in(given), 1);
}

static void what_was_not_published_is_gone(void **state)
{
    Given *given = *state;
    Store *store = open_store(given);
    put_both(given, store);
    assert_int_equal(files_in(given), 1);
    store_free(store);
    assert_int_equal(files_in(given), 0);
}

static void only_this_person_can_read_it(void **state)
{
    Given *given = *state;
    struct stat status;
    publish_both(given);
    stat(given->path, &status);
    assert_int_equal(status.st_mode & 0777, 0600);
    char *folder = path_in(given->folder, "cache");
    stat(folder, &status);
    assert_int_equal(status.st_mode & 0777, 0700);
    free(folder);
}

static void another_stamp_or_key_or_number_of_pieces_finds_nothing(void **state)
{
    Given *given = *state;
    publish_both(given);
    Store *store = open_store(given);
    assert_true(store_has(store, 0, STAMP));
    assert_false(store_has(store, 0, STAMP + 1));
    store_free(store);
    const struct {
        uint64_t key;
        size_t pieces;
    } others[] = {{KEY + 1, PIECES}, {KEY, PIECES + 1}, {KEY, PIECES - 1}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        store = store_open(given->path, others[i].key, others[i].pieces);
        assert_false(store_was_there(store));
        store_free(store);
    }
}

// Pieces of the old file that are still good go over into the new one.
static void a_second_filling_keeps_what_the_first_had(void **state)
{
    Given *given = *state;
    publish_both(given);
    Store *store = open_store(given);
    assert_true(store_put(store, 1, STAMP, "new", 3));
    assert_true(store_put(store, 0, STAMP, "other", 5));
    assert_true(holds(store, 2, given->large, LARGE));
    assert_true(store_publish(store));
    store_free(store);
    store = open_store(given);
    assert_true(holds(store, 0, "other", 5) && holds(store, 1, "new", 3) && holds(store, 2, given->large, LARGE));
    store_free(store);
}

static void what_is_cut_off_anywhere_is_not_read(void **state)
{
    Given *given = *state;
    struct stat status;
    publish_both(given);
    stat(given->path, &status);
    for (off_t length = status.st_size - 1; length >= 0; length -= length > 200 ? 97 : 1) {
        assert_int_equal(truncate(given->path, length), 0);
        assert_false(is_found(given));
    }
}

static void a_byte_that_is_another_one_anywhere_is_seen(void **state)
{
    Given *given = *state;
    publish_both(given);
    Buffer file = {0};
    assert_true(file_read(given->path, 1 << 20, &file, NULL));
    const size_t padding[] = {64 + 5, 128};         // behind the short piece, which nobody looks at
    for (size_t at = 0; at < file.length; at += at > 200 && at + 200 < file.length ? 61 : 1) {
        if (at >= 56 && at < 64)                    // likewise behind the head
            continue;
        if (at >= padding[0] && at < padding[1])
            continue;
        file.bytes[at] ^= 0x40;
        write_bytes(given->path, file.bytes, file.length);
        file.bytes[at] ^= 0x40;
        const bool is_past_pieces = at >= 128 + LARGE && at < 128 + LARGE + 64 - LARGE % 64;
        if (!is_past_pieces && is_found(given))
            fail_msg("the byte at %zu", at);
    }
    buffer_free(&file);
}

static void what_is_no_file_of_ones_own_is_not_read(void **state)
{
    Given *given = *state;
    publish_both(given);
    chmod(given->path, 0620);
    assert_false(is_found(given));
    chmod(given->path, 0600);
    assert_true(is_found(given));
    char *aside = path_in(given->folder, "aside");
    rename(given->path, aside);
    assert_int_equal(symlink(aside, given->path), 0);
    assert_false(is_found(given));
    unlink(given->path);
    mkfifo(given->path, 0600);
    assert_false(is_found(given));
    unlink(given->path);
    mkdir(given->path, 0700);
    assert_false(is_found(given));
    free(aside);
}

static void another_owner(struct stat *status)
{
    status->st_uid++;
}

static void another_users_file_is_not_read(void **state)
{
    Given *given = *state;
    publish_both(given);
    Fault *fault = let_fail(FSTAT, 1, FOR_EVER, 0);
    fault->alter = another_owner;
    assert_false(is_found(given));
    no_faults();
    assert_true(is_found(given));
}

// What was put before is needed.
static void a_full_disk_takes_nothing_more_and_loses_nothing(void **state)
{
    Given *given = *state;
    Store *store = open_store(given);
    assert_true(store_put(store, 0, STAMP, "short", 5));
    let_fail(WRITE, 1, 1, ENOSPC);
    assert_false(store_put(store, 2, STAMP, given->large, LARGE));
    no_faults();
    assert_false(store_put(store, 2, STAMP, given->large, LARGE));
    assert_true(holds(store, 0, "short", 5));
    assert_false(store_publish(store));
    store_free(store);
    assert_int_equal(files_in(given), 0);
}

static void a_disk_that_is_full_at_the_end_leaves_the_old_file(void **state)
{
    const Call calls[] = {WRITE, RENAME};
    Given *given = *state;
    publish_both(given);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        Store *store = open_store(given);
        assert_true(store_put(store, 1, STAMP, "new", 3));
        let_fail(calls[i], 1, FOR_EVER, ENOSPC);
        assert_false(store_publish(store));
        no_faults();
        assert_true(holds(store, 1, "new", 3) && holds_both(given, store));
        store_free(store);
        assert_true(is_found(given));
        assert_int_equal(files_in(given), 1);
    }
}

static void where_no_folder_can_be_made_nothing_is_put(void **state)
{
    Given *given = *state;
    char *path = path_in(given->folder, "cache");
    write_text(path, "a file");
    Store *store = open_store(given);
    assert_false(store_put(store, 0, STAMP, "short", 5));
    assert_false(store_publish(store));
    store_free(store);
    free(path);
}

static void of_two_that_fill_it_at_once_both_go_on_and_the_last_stays(void **state)
{
    Given *given = *state;
    Store *one = open_store(given), *two = open_store(given);
    put_both(given, one);
    assert_true(store_put(two, 1, STAMP, "second", 6));
    assert_true(store_publish(one));
    assert_true(store_publish(two));
    assert_true(holds_both(given, one));
    assert_true(holds(two, 1, "second", 6));
    store_free(one);
    Store *three = open_store(given);
    assert_true(holds(three, 1, "second", 6));
    assert_false(store_has(three, 0, STAMP));
    store_free(two);
    store_free(three);
    assert_int_equal(files_in(given), 1);
}

// What everybody may read, in a folder beside one's own

static char *shared_path(const Given *given)
{
    return path_in(given->folder, "all/lectern/report.kept");
}

static void publish_shared(const Given *given)
{
    char *path = shared_path(given);
    Store *store = store_open(path, KEY, PIECES);
    store_share(store);
    put_both(given, store);
    assert_true(store_publish(store));
    assert_int_equal(store_failure(store), 0);
    store_free(store);
    free(path);
}

static Store *open_both(const Given *given, const char *own)
{
    char *path = shared_path(given);
    Store *store = store_open(own, KEY, PIECES);
    store_add_shared(store, path);
    free(path);
    return store;
}

static bool is_found_shared(const Given *given)
{
    Store *store = open_both(given, given->path);
    const bool is_there = store_was_there(store) && holds_both(given, store);
    store_free(store);
    return is_there;
}

static void what_is_shared_can_be_read_by_everybody_whatever_the_umask(void **state)
{
    Given *given = *state;
    const char *const folders[] = {"all", "all/lectern"};
    struct stat status;
    const mode_t before = umask(077);
    publish_shared(given);
    umask(before);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *folder = path_in(given->folder, folders[i]);
        stat(folder, &status);
        assert_int_equal(status.st_mode & 0777, 0755);
        free(folder);
    }
    char *path = shared_path(given);
    stat(path, &status);
    assert_int_equal(status.st_mode & 0777, 0644);
    free(path);
}

static void what_is_shared_is_read_and_never_copied(void **state)
{
    Given *given = *state;
    publish_shared(given);
    Store *store = open_both(given, given->path);
    assert_true(store_was_there(store) && holds_both(given, store));
    assert_int_equal(store_size_before(store), 0);
    assert_int_equal(files_in(given), 0);
    assert_true(store_put(store, 1, STAMP, "own", 3));
    assert_true(store_put(store, 0, STAMP, "newer", 5));
    assert_true(holds(store, 0, "newer", 5));
    assert_true(store_publish(store));
    assert_true(holds(store, 0, "newer", 5) && holds(store, 1, "own", 3) && holds(store, 2, given->large, LARGE));
    store_free(store);
    store = open_store(given);
    assert_true(store_has(store, 0, STAMP) && store_has(store, 1, STAMP));
    assert_false(store_has(store, 2, STAMP));
    store_free(store);
}

static void where_nothing_of_ones_own_can_be_what_is_shared_is_read(void **state)
{
    Given *given = *state;
    publish_shared(given);
    Store *store = open_both(given, NULL);
    assert_true(store_was_there(store) && holds_both(given, store));
    assert_false(store_put(store, 1, STAMP, "own", 3));
    assert_false(store_publish(store));
    store_free(store);
}

static void what_others_may_have_written_is_not_shared(void **state)
{
    Given *given = *state;
    publish_shared(given);
    assert_true(is_found_shared(given));
    char *path = shared_path(given), *folder = path_in(given->folder, "all/lectern");
    chmod(path, 0664);
    assert_false(is_found_shared(given));
    chmod(path, 0644);
    chmod(folder, 0775);
    assert_false(is_found_shared(given));
    chmod(folder, 0757);
    assert_false(is_found_shared(given));
    chmod(folder, 0755);
    let_fail(FSTAT, 1, FOR_EVER, 0)->alter = another_owner;
    assert_false(is_found_shared(given));
    no_faults();
    let_fail(STAT, 1, FOR_EVER, 0)->alter = another_owner;
    assert_false(is_found_shared(given));
    no_faults();
    assert_true(is_found_shared(given));
    free(folder);
    free(path);
}

static void roots(struct stat *status)
{
    status->st_uid = 0;
}

static void what_is_roots_is_shared_but_nobodys_own(void **state)
{
    Given *given = *state;
    publish_shared(given);
    publish_both(given);
    let_fail(STAT, 1, FOR_EVER, 0)->alter = roots;
    let_fail(FSTAT, 1, FOR_EVER, 0)->alter = roots;
    assert_int_equal(is_found(given), geteuid() == 0);
    assert_true(is_found_shared(given));
    no_faults();
}

static void why_it_is_not_kept_is_told(void **state)
{
    const struct {
        Call call;
        int error;
    } all[] = {{WRITE, ENOSPC}, {RENAME, EROFS}, {OPEN, EACCES}};
    Given *given = *state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        Store *store = open_store(given);
        assert_int_equal(store_failure(store), 0);
        let_fail(all[i].call, 1, FOR_EVER, all[i].error);
        assert_false(store_put(store, 0, STAMP, "short", 5) && store_publish(store));
        no_faults();
        assert_int_equal(store_failure(store), all[i].error);
        store_free(store);
    }
}

static void make_file(const char *folder, const char *name, time_t used)
{
    char *path = path_in(folder, name);
    const struct timespec times[2] = {{.tv_sec = used}, {.tv_sec = used}};
    write_text(path, "0123456789");
    utimensat(AT_FDCWD, path, times, 0);
    free(path);
}

static bool is_there(const char *folder, const char *name)
{
    char *path = path_in(folder, name);
    const bool is = access(path, F_OK) == 0;
    free(path);
    return is;
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pieces_are_there_before_and_after_they_are_published),
        TEST(what_was_not_published_is_gone),
        TEST(only_this_person_can_read_it),
        TEST(another_stamp_or_key_or_number_of_pieces_finds_nothing),
        TEST(a_second_filling_keeps_what_the_first_had),
        TEST(what_is_cut_off_anywhere_is_not_read),
        TEST(a_byte_that_is_another_one_anywhere_is_seen),
        TEST(what_is_no_file_of_ones_own_is_not_read),
        TEST(another_users_file_is_not_read),
        TEST(a_full_disk_takes_nothing_more_and_loses_nothing),
        TEST(a_disk_that_is_full_at_the_end_leaves_the_old_file),
        TEST(where_no_folder_can_be_made_nothing_is_put),
        TEST(of_two_that_fill_it_at_once_both_go_on_and_the_last_stays),
        TEST(what_is_shared_can_be_read_by_everybody_whatever_the_umask),
        TEST(what_is_shared_is_read_and_never_copied),
        TEST(where_nothing_of_ones_own_can_be_what_is_shared_is_read),
        TEST(what_others_may_have_written_is_not_shared),
        TEST(what_is_roots_is_shared_but_nobodys_own),
        TEST(why_it_is_not_kept_is_told),
        TEST(one_that_is_being_filled_is_not_swept_up_for_a_day_but_counts),
        TEST(new_files_count_where_the_oldest_give_way),
        TEST(who_is_killed_leaves_a_new_file_that_is_swept_up_a_minute_later),
        TEST(the_one_used_longest_ago_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
