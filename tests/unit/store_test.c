// base/store.h: what is put comes back as it was or not at all, whatever stands in the file.
#include "base/file.h"
#include "call_faults.h"
#include "store_given.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
