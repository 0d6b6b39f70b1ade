// A report with chapters that are large enough to be compiled, and a cache for it.
#ifndef TESTS_CACHE_GIVEN_H
#define TESTS_CACHE_GIVEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include "base/file.h"
#include "base/memory.h"
#include "call_faults.h"
#include "report_given.h"

enum { CHAPTERS = 8, TEXTS = 1500, LONG_AGO = 1000000000 };

typedef struct {
    char *folder, *cache;
} Given;

static inline void set_time(const Given *given, const char *name, time_t seconds)
{
    char *path = path_in(given->folder, name);
    const struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    utimensat(AT_FDCWD, path, times, 0);
    free(path);
}

// Some 160 KB, which is large.
static inline void make_chapter(const Given *given, int index, const char *word, time_t seconds)
{
    char name[32];
    Buffer text = {0};
    snprintf(name, sizeof name, "c%d.yaml", index);
    buffer_addf(&text, "id: c%d\ntitle: Chapter %d\nbody:\n  - section: In %d\n    id: in-%d\n    body:\n", index, index, index, index);
    for (int i = 0; i < TEXTS; i++)
        buffer_addf(&text, "      - Text %d of chapter %d, with the *word* %s, and then some more of it to make it long.\n", i, index, word);
    put(given->folder, name, text.bytes);
    set_time(given, name, seconds);
    buffer_free(&text);
}

static inline void alter_change(struct stat *status)
{
    status->st_ctim = (struct timespec){.tv_sec = LONG_AGO};
}

// A file with the size and the time of the one before is taken for that.
static inline void hide_changes(void)
{
    no_faults();
    add_fault((Fault){.call = STAT, .from = 1, .times = 1000000, .alter = alter_change});
}

static inline int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->cache = path_in(given->folder, "cache");
    Buffer manifest = {0};
    buffer_add_text(&manifest, REPORT_HEAD "chapters:\n");
    for (int i = 0; i < CHAPTERS; i++) {
        make_chapter(given, i, "before", LONG_AGO);
        buffer_addf(&manifest, "  - c%d.yaml\n", i);
    }
    put(given->folder, "report.yaml", manifest.bytes);
    buffer_free(&manifest);
    *state = given;
    hide_changes();
    return 0;
}

static inline int free_given(void **state)
{
    Given *given = *state;
    no_faults();
    folder_free(given->folder);
    free(given->cache);
    free(given);
    return 0;
}

static inline Report *open_cached(const Given *given)
{
    Report *report = open_folder(given->folder);
    report_use_cache(report, given->cache);
    return report;
}

static inline bool none_stays(const void *context, int chapter)
{
    (void)context, (void)chapter;
    return false;
}

static inline void trim(Report *report)
{
    for (int i = 0; i < 2 * CHAPTERS; i++)
        report_trim(report, none_stays, NULL);
}

static inline void read_all(Report *report)
{
    for (int i = 0; i < CHAPTERS; i++) {
        report_chapter(report, i);
        report_trim(report, none_stays, NULL);
    }
    trim(report);
}

static inline int at_hand(const Report *report)
{
    int count = 0;
    for (int i = 0; i < CHAPTERS; i++)
        count += report_chapter_if_loaded(report, i) != NULL;
    return count;
}

static inline void assert_word(Report *report, int index, const char *word)
{
    const Chapter *chapter = report_chapter(report, index);
    Buffer expected = {0};
    buffer_addf(&expected, "Text %d of chapter %d, with the word %s, and then some more of it to make it long.", TEXTS - 1, index, word);
    assert_int_equal(chapter->count, TEXTS + 2);
    assert_string_equal(chapter->blocks[TEXTS + 1].text, expected.bytes);
    buffer_free(&expected);
}

static inline void assert_words(Report *report, const char *word)
{
    for (int i = 0; i < CHAPTERS; i++)
        assert_word(report, i, word);
}

// The path of the one file in the cache; the caller frees. NULL: there is none.
static inline char *cache_file(const Given *given)
{
    char *path = NULL;
    DIR *folder = opendir(given->cache);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (*entry->d_name != '.') {
            assert_null(path);
            path = path_in(given->cache, entry->d_name);
        }
    if (folder)
        closedir(folder);
    return path;
}

static inline bool has_file(const Given *given)
{
    char *path = cache_file(given);
    free(path);
    return path;
}

static inline void fill_cache(const Given *given)
{
    Report *report = open_cached(given);
    read_all(report);
    report_free(report);
    assert_true(has_file(given));
}

// With the same stamp, as long as changes are hidden: only what is in the cache says the word then.
static inline void change_secretly(const Given *given, int index)
{
    make_chapter(given, index, "behind", LONG_AGO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

#endif
