// Searches that are stopped: what they found is kept, what they did not look through is searched again.
#include "stopped_given.h"
#include "reader/search.h"

static void a_chapter_that_was_stopped_does_not_count_as_searched(void **state)
{
    (void)state;
    Session *session = open_long();
    Error error;
    Search *search = search_new(session->report, "needle", (SearchOptions){0}, &error);
    Stopping stopping = {.left = 1};
    report_set_meter(session->report, meter_of(&stopping));
    for (int i = 0; i < 5; i++)
        search_step(search, 1);
    assert_true(report_is_stopped(session->report));
    report_set_meter(session->report, (Meter){0});
    report_forget_stopped(session->report);
    assert_false(search_is_done(search));
    search_finish(search);
    assert_int_equal(search_count(search), 1);
    search_free(search);
    session_close(session);
}

// Letters that are not ASCII are folded one by one.
static Session *open_long_text(void)
{
    Buffer text = {0};
    buffer_add_text(&text, "id: one\ntitle: One\nbody:\n  - ");
    for (int i = 0; i < 20000; i++)
        buffer_add_text(&text, "\u00E9\u00E8 ");
    buffer_add_text(&text, "needle\n");
    char *chapter = buffer_take(&text);
    char *folder = session_report((const char *const[]){
        "report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: fr\nchapters: [one.yaml]\n", "one.yaml", chapter, NULL});
    free(chapter);
    return session_open(folder, 10, 30);
}

static void assert_stopped_within_a_text(Session *session, SearchOptions options)
{
    int stops = 0;
    for (bool is_stopped = true; is_stopped; stops += is_stopped) {
        Error error;
        Stopping stopping = {.left = stops};
        Search *search = search_new(session->report, "needle", options, &error);
        report_set_meter(session->report, meter_of(&stopping));
        search_step(search, 0);
        is_stopped = report_is_stopped(session->report);
        assert_in_range(stopping.late, 0, LATE_MOST);
        assert_int_equal(search_is_done(search), !is_stopped);
        assert_int_equal(search_count(search), !is_stopped);
        report_set_meter(session->report, (Meter){0});
        search_finish(search);
        assert_int_equal(search_count(search), 1);
        search_free(search);
    }
    assert_in_range(stops, 5, 1000);
}

static void a_search_may_be_stopped_within_a_text(void **state)
{
    (void)state;
    Session *session = open_long_text();
    report_chapter(session->report, 0);
    assert_stopped_within_a_text(session, (SearchOptions){.is_exact = true});
    assert_stopped_within_a_text(session, (SearchOptions){.is_word = true});
    session_close(session);
}

static Session *open_kept_texts(void)
{
    Buffer text = {0};
    buffer_add_text(&text, "id: two\ntitle: Two\nbody:\n");
    for (int i = 0; i < 2; i++) {
        buffer_add_text(&text, "  - needle ");
        for (int k = 0; k < 30000; k++)
            buffer_add_text(&text, "\u00E9\u00E8 ");
        buffer_add_text(&text, "\n");
    }
    char *chapter = buffer_take(&text);
    char *folder = session_report((const char *const[]){
        "report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: fr\nchapters: [one.yaml, two.yaml]\n",
        "one.yaml", "id: one\ntitle: One\nbody:\n  - Some text.\n", "two.yaml", chapter, NULL});
    free(chapter);
    return session_open(folder, 10, 30);
}

// Its words are kept by the first search.
static void a_search_of_what_is_kept_finds_all_whenever_it_was_stopped(void **state)
{
    (void)state;
    enum { BEATS = 13 };
    Session *session = open_kept_texts();
    char *cache = path_in(session->folder, "cache");
    int stops = 0;
    report_use_cache(session->report, cache);
    for (bool is_stopped = true; is_stopped; stops += is_stopped) {
        Error error;
        Stopping stopping = {.left = stops * BEATS};
        Search *search = search_new(session->report, "needle", (SearchOptions){0}, &error);
        if (stops > 0)
            report_set_meter(session->report, meter_of(&stopping));
        search_step(search, 1);
        is_stopped = stops == 0 || report_is_stopped(session->report);
        report_set_meter(session->report, (Meter){0});
        search_finish(search);
        assert_int_equal(search_count(search), 2);
        search_free(search);
    }
    assert_in_range(stops, 5, 1000);
    free(cache);
    session_close(session);
}

static void a_search_that_is_stopped_is_no_search_without_hits(void **state)
{
    (void)state;
    Session *session = open_long();
    assert_false(run_stopped(session, "search needle"));
    assert_int_equal(session->reader->position.place.chapter, 0);
    assert_true(reader_run(session->reader, "next-hit"));
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

// Its chapter was too far to be looked at by the command.
static void seek_in_idle_time(Session *session)
{
    Error error;
    session->reader->finding.search = search_new(session->report, "needle", (SearchOptions){0}, &error);
    session->reader->seek = (Seek){.from = {.chapter = 1}};
    session->reader->is_seeking = true;
}

static void ctrl_c_stops_a_search_that_reads_in_idle_time(void **state)
{
    (void)state;
    Session *session = open_long();
    seek_in_idle_time(session);
    const sigset_t before = interrupt();
    assert_true(reader_idle(session->reader));
    answer_interrupt(before);
    assert_string_equal(message(session), "The search was stopped: no hit was found so far.");
    assert_false(session->reader->is_seeking);
    assert_null(report_chapter_id(session->report, 1));
    session_close(session);
}

static void a_key_is_not_kept_waiting_by_a_search(void **state)
{
    (void)state;
    Session *session = open_long();
    int keys = 2;       // one, that is seen twice
    seek_in_idle_time(session);
    session->reader->notice = (Notice){.show = show, .is_awaited = is_awaited, .context = &keys};
    assert_true(reader_idle(session->reader));
    assert_true(session->reader->is_seeking);
    assert_null(report_chapter_id(session->report, 1));
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

static void nor_by_the_count_of_its_hits(void **state)
{
    (void)state;
    Error error;
    Session *session = open_long();
    int keys = 2;
    session->reader->finding.search = search_new(session->report, "needle", (SearchOptions){0}, &error);
    session->reader->notice = (Notice){.show = show, .is_awaited = is_awaited, .context = &keys};
    while (keys > 0)
        assert_true(reader_idle(session->reader));
    assert_null(report_chapter_id(session->report, 1));
    finish(session);
    assert_int_equal(search_count(session->reader->finding.search), 1);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chapter_that_was_stopped_does_not_count_as_searched),
        cmocka_unit_test(a_search_may_be_stopped_within_a_text),
        cmocka_unit_test(a_search_of_what_is_kept_finds_all_whenever_it_was_stopped),
        cmocka_unit_test(a_search_that_is_stopped_is_no_search_without_hits),
        cmocka_unit_test(ctrl_c_stops_a_search_that_reads_in_idle_time),
        cmocka_unit_test(a_key_is_not_kept_waiting_by_a_search),
        cmocka_unit_test(nor_by_the_count_of_its_hits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
