// A folder with a store of pieces, for tests of base/store.h.
#ifndef TESTS_STORE_GIVEN_H
#define TESTS_STORE_GIVEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/memory.h"
#include "base/store.h"
#include "call_faults.h"
#include "folder.h"

enum { KEY = 7, PIECES = 3, STAMP = 21, LARGE = 9000 };

typedef struct {
    char *folder, *path;
    char large[LARGE];
} Given;

static inline int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->path = path_in(given->folder, "cache/report.kept");
    for (size_t i = 0; i < LARGE; i++)
        given->large[i] = (char)(i * 31 % 251);
    *state = given;
    return 0;
}

static inline int free_given(void **state)
{
    Given *given = *state;
    no_faults();
    folder_free(given->folder);
    free(given->path);
    free(given);
    return 0;
}

static inline Store *open_store(const Given *given)
{
    return store_open(given->path, KEY, PIECES);
}

static inline bool holds(Store *store, size_t piece, const char *bytes, size_t length)
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
static inline void put_both(const Given *given, Store *store)
{
    assert_true(store_put(store, 0, STAMP, "short", 5));
    assert_true(store_put(store, 2, STAMP, given->large, LARGE));
}

static inline bool holds_both(const Given *given, Store *store)
{
    return holds(store, 0, "short", 5) && holds(store, 2, given->large, LARGE);
}

static inline void publish_both(const Given *given)
{
    Store *store = open_store(given);
    put_both(given, store);
    assert_true(store_publish(store));
    store_free(store);
}

static inline bool is_found(const Given *given)
{
    Store *store = open_store(given);
    const bool is_there = holds_both(given, store);
    store_free(store);
    return is_there;
}

static inline int files_in(const Given *given)
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

static inline void another_owner(struct stat *status)
{
    status->st_uid++;
}

static inline bool is_there(const char *folder, const char *name)
{
    char *path = path_in(folder, name);
    const bool is = access(path, F_OK) == 0;
    free(path);
    return is;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

#endif
