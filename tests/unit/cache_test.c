// report/cache.h: chapters that were dropped come back as they were, from this session's file or an earlier one's.
#include "call_faults.h"
#include "cache_given.h"
#include "report/contents.h"
#include "report/targets.h"
#include "resident.h"
#include "yaml/node.h"

static bool this_stays(const void *context, int chapter)
{
    return *(const int *)context == chapter;
}

static void chapters_are_dropped_and_come_back_as_they_were(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    read_all(report);
    assert_true(at_hand(report) <= 1);
    for (int i = 0; i < CHAPTERS; i++)
        make_chapter(given, i, "behind", LONG_AGO + 1000);
    assert_words(report, "before");
    assert_true(at_hand(report) == CHAPTERS);
    report_free(report);
}

static void without_a_cache_none_is_dropped(void **state)
{
    Given *given = *state;
    Report *report = open_folder(given->folder);
    read_all(report);
    assert_int_equal(at_hand(report), CHAPTERS);
    report_free(report);
    assert_false(has_file(given));
}

static void one_that_stays_is_at_the_same_address(void **state)
{
    Given *given = *state;
    const int shown = 3;
    Report *report = open_cached(given);
    const Chapter *chapter = report_chapter(report, shown);
    for (int i = 0; i < CHAPTERS; i++) {
        report_chapter(report, i);
        report_trim(report, this_stays, &shown);
    }
    assert_ptr_equal(report_chapter_if_loaded(report, shown), chapter);
    assert_word(report, shown, "before");
    report_free(report);
}

// Chapters of some 50 KB, which are in the manifest.
static void the_one_used_last_stays_longest(void **state)
{
    enum { MANY = 30, FEW_TEXTS = 200 };
    Given *given = *state;
    char *folder;
    Buffer manifest = {0};
    buffer_add_text(&manifest, REPORT_HEAD "chapters:\n");
    for (int i = 0; i < MANY; i++) {
        buffer_addf(&manifest, "  - {id: c%d, title: One of many, body: [", i);
        for (int k = 0; k < FEW_TEXTS; k++)
            buffer_addf(&manifest, "%sText %d and then some more to make it long", k ? ", " : "", k);
        buffer_add_text(&manifest, "]}\n");
    }
    Report *report = open_text(&folder, manifest.bytes);
    report_use_cache(report, given->cache);
    for (int i = 0; i < MANY; i++)
        report_chapter(report, i);
    report_chapter(report, 2);
    report_trim(report, none_stays, NULL);
    assert_non_null(report_chapter_if_loaded(report, 2));
    assert_null(report_chapter_if_loaded(report, 0));
    assert_string_equal(report_chapter(report, 0)->blocks[FEW_TEXTS].text, "Text 199 and then some more to make it long");
    report_free(report);
    buffer_free(&manifest);
    folder_free(folder);
}

static void at_rest_what_is_mapped_takes_no_memory_and_is_there_again(void **state)
{
    const Given *given = *state;
    fill_cache(given);
    Report *report = open_cached(given);
    assert_words(report, "before");
    const long before = resident_of(given->cache);
    report_rest(report);
    const long after = resident_of(given->cache);
    assert_true(before < 0 || before > 100 * 1000);
    assert_true(after <= 0);
    assert_words(report, "before");
    report_free(report);
}

static void a_short_report_writes_nothing(void **state)
{
    (void)state;
    char *folder, *cache;
    Report *report = open_text(&folder, REPORT_HEAD "chapters:\n  - {id: one, title: One, body: [text]}\n  - {id: two, title: Two, body: [text]}\n");
    cache = path_in(folder, "cache");
    report_use_cache(report, cache);
    report_chapter(report, 0);
    report_chapter(report, 1);
    trim(report);
    assert_non_null(report_chapter_if_loaded(report, 0));
    assert_int_not_equal(access(cache, F_OK), 0);
    report_free(report);
    free(cache);
    folder_free(folder);
}

static void the_next_session_parses_nothing_again(void **state)
{
    Given *given = *state;
    fill_cache(given);
    for (int i = 0; i < CHAPTERS; i++)
        change_secretly(given, i);
    Report *report = open_cached(given);
    assert_words(report, "before");
    report_free(report);
}

static void who_ends_at_once_begins_the_next_time_with_what_was_read(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    assert_word(report, 1, "before");
    report_free(report);
    change_secretly(given, 0);
    change_secretly(given, 1);
    report = open_cached(given);
    assert_word(report, 0, "behind");
    assert_word(report, 1, "before");
    assert_word(report, 2, "before");
    report_free(report);
    change_secretly(given, 2);
    report = open_cached(given);
    assert_word(report, 0, "behind");
    assert_word(report, 1, "before");
    assert_word(report, 2, "before");
    report_free(report);
}

static void what_was_saved_anew_is_read_anew(void **state)
{
    Given *given = *state;
    fill_cache(given);
    make_chapter(given, 4, "behind", LONG_AGO + 1);
    change_secretly(given, 5);
    Report *report = open_cached(given);
    assert_word(report, 4, "behind");
    assert_word(report, 5, "before");
    read_all(report);
    report_free(report);
    report = open_cached(given);
    assert_word(report, 4, "behind");
    assert_word(report, 5, "before");
    report_free(report);
}

static void another_manifest_finds_nothing(void **state)
{
    Given *given = *state;
    fill_cache(given);
    for (int i = 0; i < CHAPTERS; i++)
        change_secretly(given, i);
    char *path = path_in(given->folder, "report.yaml");
    FILE *file = fopen(path, "a");
    fputs("rights: none\n", file);
    fclose(file);
    Report *report = open_cached(given);
    assert_words(report, "behind");
    report_free(report);
    free(path);
}

// It may be saved once more with the same stamp.
static void one_that_was_saved_just_now_is_not_kept_for_the_next_session(void **state)
{
    Given *given = *state;
    make_chapter(given, 1, "before", time(NULL) + 3);
    fill_cache(given);
    struct stat status;
    char *path = path_in(given->folder, "c1.yaml");
    stat(path, &status);
    make_chapter(given, 1, "behind", status.st_mtime);
    Report *report = open_cached(given);
    assert_word(report, 1, "behind");
    assert_word(report, 2, "before");
    report_free(report);
    free(path);
}

// As cp -p leaves it, and what unpacks archives whose files all have one time.
static void one_that_became_another_of_the_same_size_and_time_is_read_anew(void **state)
{
    Given *given = *state;
    no_faults();
    fill_cache(given);
    change_secretly(given, 1);
    Report *report = open_cached(given);
    assert_word(report, 1, "behind");
    assert_word(report, 2, "before");
    read_all(report);
    assert_word(report, 1, "behind");
    report_free(report);
}

static void contents_and_targets_are_those_of_all_chapters(void **state)
{
    Given *given = *state;
    Report *whole = open_folder(given->folder), *report = open_cached(given);
    for (int i = 0; i < CHAPTERS; i++)
        report_chapter(whole, i);
    read_all(report);
    Contents expected = contents_new(whole), contents = contents_new(report);
    assert_int_equal(contents.count, 2 * CHAPTERS);
    assert_int_equal(expected.count, contents.count);
    for (int i = 0; i < contents.count; i++) {
        assert_string_equal(contents.entries[i].title, expected.entries[i].title);
        assert_int_equal(contents.entries[i].words, expected.entries[i].words);
        assert_int_equal(place_compare(contents.entries[i].place, expected.entries[i].place), 0);
    }
    assert_true(at_hand(report) <= 1);
    Targets *targets = targets_new(report);
    Place place;
    assert_true(targets_find(targets, 0, "#in-6", &place));
    assert_int_equal(place.chapter, 6);
    assert_int_equal(place.block, 1);
    assert_true(targets_find(targets, 0, "#c3/in-3", &place));
    assert_true(at_hand(report) <= 1);
    assert_true(report_find(report, -1, "c5", &place));
    assert_int_equal(place.chapter, 5);
    assert_true(at_hand(report) <= 1);
    targets_free(targets);
    contents_free(&expected);
    contents_free(&contents);
    report_free(whole);
    report_free(report);
}

static bool stop_behind(void *context, int percent)
{
    bool *is_stopped = context;
    *is_stopped = *is_stopped || percent >= CHAPTER_LOADED;
    return !*is_stopped;
}

static bool has_stopped(void *context)
{
    return *(bool *)context;
}

// As where a key waits: it is whole, and is put when it is dropped.
static void a_chapter_is_whole_though_it_was_stopped_before_it_was_put(void **state)
{
    Given *given = *state;
    bool is_stopped = false;
    Report *report = open_cached(given);
    report_set_meter(report, (Meter){.tell = stop_behind, .context = &is_stopped, .is_stopped = has_stopped});
    assert_false(report_chapter(report, 1)->is_broken);
    assert_true(is_stopped);
    report_set_meter(report, (Meter){0});
    report_forget_stopped(report);
    assert_non_null(report_chapter_if_loaded(report, 1));
    assert_word(report, 1, "before");
    read_all(report);
    report_trim(report, none_stays, NULL);
    assert_null(report_chapter_if_loaded(report, 1));
    assert_word(report, 1, "before");
    report_free(report);
}

static void a_long_chapter_can_be_begun_before_it_is_read(void **state)
{
    Given *given = *state;
    Report *report = open_cached(given);
    const Chapter *start = report_chapter_start(report, 1);
    assert_non_null(start);
    assert_true(start->is_start && start->count > 50 && start->count < TEXTS / 2);
    assert_int_equal(at_hand(report), 0);
    assert_null(report_chapter_id(report, 1));
    assert_ptr_equal(report_chapter_start(report, 1), start);
    assert_word(report, 1, "before");
    assert_string_equal(start->blocks[2].text, report_chapter(report, 1)->blocks[2].text);
    report_forget_start(report, 1);
    assert_null(report_chapter_start(report, 1));
    assert_false(report_chapter(report, 1)->is_start);
    assert_non_null(report_chapter_start(report, 2));   // nobody forgets that one
    read_all(report);
    report_free(report);
}

static void what_is_compiled_short_too_long_or_gone_is_not_begun(void **state)
{
    enum { SHORT = 2, TOO_LONG, GONE, WRONG };
    Given *given = *state;
    Buffer text = {0};
    fill_cache(given);
    change_secretly(given, 1);
    put(given->folder, "c2.yaml", "id: c2\ntitle: Short\nbody:\n  - One.\n  - Two.\n  - Three.\n");
    buffer_add_text(&text, "id: c3\ntitle: Too long\nbody:\n");
    while (text.length <= yaml_chapter_limits.file)
        buffer_add_text(&text, "  - A paragraph that is one of many, as there are in a chapter that is very long, so that who waits for it is to be told.\n");
    put(given->folder, "c3.yaml", text.bytes);
    char *gone = path_in(given->folder, "c4.yaml");
    unlink(gone);
    put(given->folder, "c5.yaml", "id: c5\ntitle: Wrong\nbody: [\n");
    Report *report = open_cached(given);
    assert_null(report_chapter_start(report, 1));
    assert_non_null(report_chapter_if_loaded(report, 1));
    assert_word(report, 1, "before");
    assert_null(report_chapter_start(report, SHORT));
    assert_string_equal(report_chapter_if_loaded(report, SHORT)->title, "Short");
    assert_string_equal(report_chapter_id(report, SHORT), "c2");
    assert_null(report_chapter_start(report, TOO_LONG));
    assert_true(report_chapter(report, TOO_LONG)->is_broken);
    assert_null(report_chapter_start(report, GONE));
    assert_true(report_chapter(report, GONE)->is_broken);
    assert_null(report_chapter_start(report, WRONG));
    assert_true(report_chapter(report, WRONG)->is_broken);
    report_free(report);
    buffer_free(&text);
    free(gone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(chapters_are_dropped_and_come_back_as_they_were),
        TEST(without_a_cache_none_is_dropped),
        TEST(a_chapter_is_whole_though_it_was_stopped_before_it_was_put),
        TEST(a_long_chapter_can_be_begun_before_it_is_read),
        TEST(what_is_compiled_short_too_long_or_gone_is_not_begun),
        TEST(one_that_stays_is_at_the_same_address),
        TEST(the_one_used_last_stays_longest),
        TEST(at_rest_what_is_mapped_takes_no_memory_and_is_there_again),
        TEST(a_short_report_writes_nothing),
        TEST(the_next_session_parses_nothing_again),
        TEST(who_ends_at_once_begins_the_next_time_with_what_was_read),
        TEST(what_was_saved_anew_is_read_anew),
        TEST(another_manifest_finds_nothing),
        TEST(one_that_was_saved_just_now_is_not_kept_for_the_next_session),
        TEST(one_that_became_another_of_the_same_size_and_time_is_read_anew),
        TEST(contents_and_targets_are_those_of_all_chapters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
