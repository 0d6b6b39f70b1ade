// reader/: a search that goes on in idle time, and can be stopped.
#include "search_given.h"

enum { MANY = 30 };

// So many chapters of hay; the last one has the needle.
static Session *open_haystack(void)
{
    const char *files[2 * MANY + 3] = {"report.yaml"};
    char *texts[MANY], *names[MANY];
    Buffer manifest = {0};
    buffer_add_text(&manifest, "lectern: 1\nid: haystack\ntitle: Haystack\nlanguage: en\nchapters:\n");
    for (int i = 0; i < MANY; i++) {
        Buffer name = {0}, text = {0};
        buffer_addf(&name, "c%d.yaml", i);
        buffer_addf(&manifest, "  - c%d.yaml\n", i);
        buffer_addf(&text, "id: c%d\ntitle: Chapter\nbody: [Only hay., %s.]\n", i, i == MANY - 1 ? "A needle" : "More of it");
        files[2 * i + 2] = names[i] = buffer_take(&name);
        files[2 * i + 3] = texts[i] = buffer_take(&text);
    }
    files[1] = buffer_text(&manifest);
    Session *session = session_open(session_report(files), 10, 40);
    for (int i = 0; i < MANY; i++) {
        free(names[i]);
        free(texts[i]);
    }
    buffer_free(&manifest);
    return session;
}

static void a_far_hit_is_looked_for_in_idle_time(void **state)
{
    (void)state;
    Session *session = open_haystack();
    type(session, "/needle");
    press(session, "Enter");
    assert_string_equal(message(session), "Searching for \"needle\"; Ctrl-C stops.");
    assert_true(reader_is_awaited(session->reader));
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    assert_int_equal(session->reader->position.place.chapter, MANY - 1);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void Ctrl_C_stops_a_search_and_so_does_a_command(void **state)
{
    (void)state;
    Session *session = open_haystack();
    reader_run(session->reader, "search needle");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "The search was stopped: no hit was found so far.");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "n");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, MANY - 1);
    press(session, "Home");
    reader_run(session->reader, "search nowhere");
    press(session, "}");
    finish(session);
    assert_string_equal(message(session), "");
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

// One chapter of 8 MB, with a word at its start and another at its end.
static Session *open_long_chapter(void)
{
    enum { BLOCKS = 8 * 1024 };
    Buffer chapter = {0};
    buffer_add_text(&chapter, "id: one\ntitle: One\nbody:\n- The first.\n");
    for (int i = 0; i < BLOCKS; i++) {
        buffer_add_text(&chapter, "- ");
        for (int k = 0; k < 128; k++)
            buffer_add_text(&chapter, "hay hay ");
        buffer_add_text(&chapter, "hay\n");
    }
    buffer_add_text(&chapter, "- The last.\n");
    const char *const files[] = {
        "report.yaml", "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml]\n", "one.yaml", buffer_text(&chapter), NULL};
    Session *session = session_open(session_report(files), 10, 40);
    buffer_free(&chapter);
    return session;
}

static void a_long_chapter_is_searched_in_parts_that_Ctrl_C_can_stop(void **state)
{
    (void)state;
    Session *session = open_long_chapter();
    reader_run(session->reader, "search last");
    assert_true(reader_is_awaited(session->reader));
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "The search was stopped: no hit was found so far.");
    reader_run(session->reader, "search first");
    assert_string_equal(message(session), "Hit 1 of 1+.");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    reader_run(session->reader, "search last");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    press(session, "N");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1. Search went on from the end.");
    session_close(session);
}

static void the_list_of_hits_grows_while_the_search_goes_on(void **state)
{
    (void)state;
    Session *session = open_haystack();
    reader_run(session->reader, "search hay");
    press(session, "l");
    List *list = &session->reader->hits;
    assert_non_null(strstr(list->title, "so far"));
    assert_in_range(list->count, 1, MANY - 1);
    press(session, "j j");
    finish(session);
    assert_string_equal(list->title, "30 hits of \"hay\"");
    assert_int_equal(list->count, MANY);
    assert_int_equal(list->rows[list->selected].place.chapter, 2);
    session_close(session);
}

static void hits_in_a_block_are_a_range_of_all(void **state)
{
    (void)state;
    Error error = {0};
    Session *session = open_needles();
    Search *search = search_new(session->report, "hay", (SearchOptions){0}, &error);
    search_finish(search);
    assert_int_equal(search_count(search), 5);
    for (size_t i = 0; i < search_count(search); i++) {
        const Hit *it = search_hit(search, i);
        const TextRange range = search_hits_in(search, it->place.chapter, it->place.block);
        assert_true(range.start <= i && i < range.end);
        assert_int_equal(search_index(search, it->place), i);
        assert_int_equal(it->end - it->place.byte, 3);
    }
    const TextRange none = search_hits_in(search, 0, 0);
    assert_int_equal(none.start, none.end);
    search_free(search);
    session_close(session);
}

static void a_search_begun_anywhere_finds_what_a_plain_walk_finds(void **state)
{
    (void)state;
    Session *session = open_needles();
    for (int from = 0; from < 4; from++)
        for (int way = SEARCH_FORWARD; way <= SEARCH_BACKWARD; way++) {
            Error error = {0};
            Search *search = search_new(session->report, "needle", (SearchOptions){0}, &error);
            Seek seek = {.from = {.chapter = from}, .way = (SearchWay)way};
            while (search_seek(search, &seek) == SEEK_ON)
                continue;
            const Place place = seek.hit;
            const bool is_ahead = place.chapter >= from;
            assert_int_equal(place.chapter, way == SEARCH_FORWARD ? (from == 0 || from == 3 ? 0 : 2) : (from == 1 || from == 2 ? 0 : 2));
            assert_int_equal(seek.is_wrapped, way == SEARCH_FORWARD ? !is_ahead : is_ahead);
            search_finish(search);
            assert_int_equal(search_count(search), 3);
            search_free(search);
        }
    session_close(session);
}

static void going_over_the_end_on_the_way_is_told(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search needle"));
    finish(session);
    press(session, "4 n");
    finish(session);
    assert_string_equal(message(session), "Hit 2 of 3. Search went on from the start.");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_far_hit_is_looked_for_in_idle_time),
        cmocka_unit_test(Ctrl_C_stops_a_search_and_so_does_a_command),
        cmocka_unit_test(a_long_chapter_is_searched_in_parts_that_Ctrl_C_can_stop),
        cmocka_unit_test(the_list_of_hits_grows_while_the_search_goes_on),
        cmocka_unit_test(hits_in_a_block_are_a_range_of_all),
        cmocka_unit_test(a_search_begun_anywhere_finds_what_a_plain_walk_finds),
        cmocka_unit_test(going_over_the_end_on_the_way_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
