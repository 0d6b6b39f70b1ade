// base/store.h: pieces that one made for everybody.
#include "call_faults.h"
#include "store_given.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_shared_can_be_read_by_everybody_whatever_the_umask),
        TEST(what_is_shared_is_read_and_never_copied),
        TEST(where_nothing_of_ones_own_can_be_what_is_shared_is_read),
        TEST(what_others_may_have_written_is_not_shared),
        TEST(what_is_roots_is_shared_but_nobodys_own),
        TEST(why_it_is_not_kept_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
