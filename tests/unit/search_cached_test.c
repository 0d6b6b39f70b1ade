// reader/search.h: hits are the same with and without texts that are kept folded, in the session that folds them, and in the next.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "random.h"
#include "reader/search.h"
#include "report/folded.h"
#include "report_given.h"
#include "text/cluster.h"
#include "text/fold.h"

enum { COPIES = 3, WORDS = 24, WORD_BYTES = 24, LONG_PARAGRAPHS = 700 };

typedef struct {
    char *folder, *cache;
} Given;

static char *source_path(const char *name)
{
    const char *source = getenv("srcdir");
    return path_in(source ? source : ".", name);
}

// What was just written may be written again with the same stamp, and is kept for no other session.
static void put_old(const Given *given, const char *name, const char *text)
{
    const struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    char *path = path_in(given->folder, name);
    put(given->folder, name, text);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    free(path);
}

// Copies of all chapters of a report that ships.
static void add_chapters(const Given *given, Buffer *manifest, const char *name, const char *shown)
{
    char *from = source_path(name);
    DIR *folder = opendir(from);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        Buffer text = {0};
        if (!strstr(entry->d_name, ".yaml") || !strcmp(entry->d_name, "report.yaml"))
            continue;
        char *path = path_in(from, entry->d_name);
        assert_true(file_read(path, 1 << 22, &text, NULL));
        for (int i = 0; i < COPIES; i++) {
            Buffer to = {0};
            buffer_addf(&to, "%s-%d-%s", shown, i, entry->d_name);
            buffer_addf(manifest, "  - %s\n", to.bytes);
            put_old(given, to.bytes, text.bytes);
            buffer_free(&to);
        }
        buffer_free(&text);
        free(path);
    }
    closedir(folder);
    free(from);
}

// A chapter for which it is kept what stands in it at all: the first of the report.
static void add_long_chapter(const Given *given, Buffer *manifest)
{
    Buffer text = {0};
    buffer_add_text(&text, "id: long\ntitle: Long\nbody:\n");
    for (int i = 0; i < LONG_PARAGRAPHS; i++)
        buffer_addf(&text, "  - The straße of trafficking number %d, a café on Réunion.\n", i);
    put_old(given, "long.yaml", text.bytes);
    buffer_add_text(manifest, "  - long.yaml\n");
    buffer_free(&text);
}

static int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    Buffer manifest = {0};
    given->folder = folder_new();
    given->cache = path_in(given->folder, "cache");
    buffer_add_text(&manifest, REPORT_HEAD "chapters:\n");
    add_long_chapter(given, &manifest);
    add_chapters(given, &manifest, "content/lectern-sampler", "sampler");
    add_chapters(given, &manifest, "content/human-trafficking-1", "shipped");
    put(given->folder, "report.yaml", manifest.bytes);
    buffer_free(&manifest);
    *state = given;
    return 0;
}

static int free_given(void **state)
{
    Given *given = *state;
    folder_free(given->folder);
    free(given->cache);
    free(given);
    return 0;
}

static bool none_stays(const void *context, int chapter)
{
    (void)context, (void)chapter;
    return false;
}

static Report *open_cached(const Given *given)
{
    Report *report = open_folder(given->folder);
    report_use_cache(report, given->cache);
    return report;
}

static void trim(Report *report)
{
    for (int i = 0; i < 2 * report_chapter_count(report); i++)
        report_trim(report, none_stays, NULL);
}

static void read_all(Report *report)
{
    for (int i = 0; i < report_chapter_count(report); i++) {
        report_chapter(report, i);
        report_trim(report, none_stays, NULL);
    }
    trim(report);
}

static Search *searched(Report *report, const char *text, SearchOptions options)
{
    Error error = {0};
    Search *search = search_new(report, text, options, &error);
    for (int near = 0; search && search_step(search, near); near = (near + 7) % report_chapter_count(report))
        report_trim(report, none_stays, NULL);
    return search;
}

static void assert_same_hits(const Search *one, const Search *other, const char *text)
{
    assert_int_equal(one != NULL, other != NULL);
    if (!one)
        return;
    if (search_count(one) != search_count(other))
        fail_msg("\"%s\": %zu hits, and %zu", text, search_count(one), search_count(other));
    for (size_t i = 0; i < search_count(one); i++) {
        const Hit *a = search_hit(one, i), *b = search_hit(other, i);
        if (place_compare(a->place, b->place) != 0 || a->end != b->end)
            fail_msg("\"%s\": hit %zu is another one", text, i);
    }
}

// Some bytes of a text, from boundary to boundary; every other one is in capitals, or without its first mark, as ICU has nothing to do with it.
static char *random_words(Report *report, Random *random)
{
    const Chapter *chapter = report_chapter(report, (int)random_below(random, (uint32_t)report_chapter_count(report)));
    const Block *block = &chapter->blocks[random_below(random, (uint32_t)chapter->count)];
    if (!block->length)
        return memory_copy_text("the");
    size_t from = cluster_start(block->text, block->length, random_below(random, (uint32_t)block->length)), to = from;
    const size_t most = 1 + random_below(random, WORD_BYTES);
    while (to < block->length && to - from < most)
        to = cluster_next(block->text, block->length, to);
    char *words = memory_copy(block->text + from, to - from);
    for (char *at = words; *at && random->state % 2; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    return words;
}

static void compare(Report *plain, Report *cached, const char *text)
{
    static const SearchOptions options[] = {{0}, {.is_word = true}, {.is_exact = true}, {.is_regex = true}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (options[i].is_regex && strlen(text) > 8)
            continue;
        Search *one = searched(plain, text, options[i]), *other = searched(cached, text, options[i]);
        assert_same_hits(one, other, text);
        search_free(one);
        search_free(other);
    }
}

static void hits_are_the_same_with_and_without(void **state)
{
    static const char *const words[] = {"the", "e", "trafficking", " ", "cafe", "Réunion", "nowhere at all", "ﬁ", "İ", "straße", "ا", "ก", "한", "が", "—", "\"", "[1]"};
    Given *given = *state;
    Report *plain = open_folder(given->folder), *cached = open_cached(given);
    read_all(cached);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        compare(plain, cached, words[i]);
    Random random = {.state = 88172645463325252u};
    for (int i = 0; i < WORDS; i++) {
        if (i == WORDS / 2) {
            report_free(cached);
            cached = open_cached(given);
        }
        char *text = random_words(plain, &random);
        compare(plain, cached, text);
        free(text);
    }
    report_free(plain);
    report_free(cached);
}

static int folded_files(const Given *given, char **path)
{
    int count = 0;
    DIR *folder = opendir(given->cache);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (strstr(entry->d_name, ".folded.compiled")) {
            count++;
            free(*path);
            *path = path_in(given->cache, entry->d_name);
        }
    if (folder)
        closedir(folder);
    return count;
}

static void fold_all(const Given *given)
{
    Report *report = open_cached(given);
    read_all(report);
    search_free(searched(report, "nowhere at all", (SearchOptions){0}));
    trim(report);
    report_free(report);
}

static void texts_are_folded_once_for_all_sessions(void **state)
{
    Given *given = *state;
    char *path = NULL;
    fold_all(given);
    assert_int_equal(folded_files(given, &path), 1);
    Report *report = open_cached(given);
    read_all(report);
    FoldedChapter folded;
    assert_true(folded_of_chapter(report, 3, &folded));
    assert_non_null(folded.piece.map);
    assert_null(report_chapter_if_loaded(report, 3));
    folded_free_chapter(&folded);
    report_free(report);
    free(path);
}

static bool is_stopped(void *context)
{
    (void)context;
    return true;
}

static void of_a_folding_that_was_stopped_nothing_is_kept(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    read_all(report);
    FoldedChapter folded;
    report_set_meter(report, (Meter){.is_stopped = is_stopped});
    assert_false(folded_of_chapter(report, 0, &folded));
    report_set_meter(report, (Meter){0});
    assert_true(folded_of_chapter(report, 0, &folded));
    assert_null(folded.piece.map);  // folded just now
    assert_true(folded.length > LONG_PARAGRAPHS);
    folded_free_chapter(&folded);
    report_free(report);
}

static void that_a_word_is_not_in_a_long_chapter_is_told_without_its_texts(void **state)
{
    Given *given = *state;
    fold_all(given);
    Report *report = open_cached(given);
    read_all(report);
    assert_true(folded_lacks(report, 0, "zyxwvut", 7));
    assert_false(folded_lacks(report, 0, "trafficking", 11));
    assert_false(folded_lacks(report, 0, "cafe", 4));
    assert_false(folded_lacks(report, 1, "zyxwvut", 7));    // it is short
    assert_null(report_chapter_if_loaded(report, 0));
    Search *none = searched(report, "Zyxwvut", (SearchOptions){0});
    assert_int_equal(search_count(none), 0);
    search_free(none);
    report_free(report);
}

static void one_that_cannot_be_folded_does_not_keep_the_others_from_it(void **state)
{
    Given *given = *state;
    char *path = NULL, *manifest = path_in(given->folder, "report.yaml");
    FILE *file = fopen(manifest, "a");
    fputs("  - missing.yaml\n", file);
    fclose(file);
    fold_all(given);
    assert_int_equal(folded_files(given, &path), 1);
    assert_null(strstr(path, FILE_NEW));
    free(path);
    free(manifest);
}

static void a_damaged_file_of_them_is_ignored_and_made_again(void **state)
{
    static const size_t froms[] = {0, 64, 3000, 100000};
    Given *given = *state;
    Report *plain = open_folder(given->folder);
    for (size_t i = 0; i < sizeof froms / sizeof *froms; i++) {
        char *path = NULL;
        Buffer file = {0};
        fold_all(given);
        assert_int_equal(folded_files(given, &path), 1);
        assert_true(file_read(path, 1 << 26, &file, NULL));
        for (size_t at = froms[i]; at < file.length; at++)
            file.bytes[at] ^= 0x15;
        write_bytes(path, file.bytes, file.length);
        Report *cached = open_cached(given);
        read_all(cached);
        compare(plain, cached, "the");
        compare(plain, cached, "trafficking");
        report_free(cached);
        buffer_free(&file);
        free(path);
    }
    report_free(plain);
}

static void without_a_cache_nothing_is_kept_folded(void **state)
{
    Given *given = *state;
    FoldedChapter folded;
    Report *report = open_folder(given->folder);
    report_chapter(report, 0);
    assert_false(folded_of_chapter(report, 0, &folded));
    report_free(report);
}

// Where this fails the folding has changed: FOLD_VERSION is to be another number, and the sum below that of the new one.
static void another_folding_has_another_version(void **state)
{
    (void)state;
    if (utf8_unicode_version() != 72)
        skip(); // the sum is that of Unicode 15
    uint64_t sum = HASH_BEGIN;
    for (uint32_t codepoint = 1; codepoint < 0x110000; codepoint++) {
        char bytes[4];
        Buffer out = {0};
        fold_add(&out, bytes, (size_t)utf8_put(bytes, codepoint), FOLD_ALL, (Meter){0});
        sum = hash_bytes(sum, buffer_text(&out), out.length + 1);
        buffer_free(&out);
    }
    assert_int_equal(FOLD_VERSION, 1);
    assert_int_equal(sum, 0xf2639f8b75cfa66u);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hits_are_the_same_with_and_without),
        TEST(texts_are_folded_once_for_all_sessions),
        TEST(of_a_folding_that_was_stopped_nothing_is_kept),
        TEST(that_a_word_is_not_in_a_long_chapter_is_told_without_its_texts),
        TEST(one_that_cannot_be_folded_does_not_keep_the_others_from_it),
        TEST(a_damaged_file_of_them_is_ignored_and_made_again),
        TEST(without_a_cache_nothing_is_kept_folded),
        cmocka_unit_test(another_folding_has_another_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
