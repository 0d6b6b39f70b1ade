// reader/marks_import.h, and records_take() below it: what comes from files, and what becomes of it where nothing can be saved.
#include "session.h"
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"
#include "reader/commands.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "reader/record.h"
#include "reader/record_file.h"

#define HEAD "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nchapters:\n"
#define PAGE "{\"lectern\": {\"id\": \"well\"}, \"items\": ["
#define GONE "{\"id\": \"urn:x-lectern:mark:00000000000000aa\", \"motivation\": \"highlighting\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", " \
    "\"exact\": \"Words that are gone.\"}}, \"lectern\": {\"chapter\": \"water\", \"name\": \"w\"}}"
#define DEEP "{\"motivation\": \"highlighting\", \"bodyValue\": \"one\", \"target\": [{\"selector\": [{\"type\": \"TextQuoteSelector\", \"exact\": \"It is deep.\", \"suffix\": \" It is cold.\"}]}], " \
    "\"lectern\": {\"chapter\": \"water\"}}"

static long passing_ms;     // each time it is asked for

// In place of the one in the library: where that is set, whatever is done takes long.
long clock_ms(void)
{
    static long passed_ms;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    passed_ms += passing_ms;
    return passed_ms + now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static Session *open_report(void)
{
    return session_open(session_report((const char *const[]){"report.yaml", HEAD "  - {id: water, title: Water, body: [It is deep. It is cold.]}\n", NULL}), 20, 60);
}

static bool import(Session *session, const char *text, Imported *imported, Error *err)
{
    Buffer bytes = {0};
    buffer_add_text(&bytes, text);
    const bool is_done = marks_import(session->marks, "marks.json", &bytes, imported, err);
    buffer_free(&bytes);
    return is_done;
}

static void assert_import(Session *session, const char *text, size_t taken, size_t left)
{
    Imported imported;
    Error error = {0};
    if (!import(session, text, &imported, &error))
        fail_msg("%s", error.text);
    assert_int_equal(imported.taken, taken);
    assert_int_equal(imported.left, left);
}

static void marks_of_this_report_come_in_though_their_words_are_gone(void **state)
{
    (void)state;
    Session *session = open_report();
    assert_import(session, PAGE GONE ", " DEEP "]}", 2, 0);
    assert_int_equal(marks_count(session->marks), 2);
    const Mark *gone = marks_at(session->marks, 0), *deep = marks_at(session->marks, 1);
    assert_int_equal(gone->found, ANCHOR_LOST);
    assert_string_equal(gone->id, "00000000000000aa");
    assert_string_equal(gone->kept.name, "w");
    assert_string_equal(deep->note, "one");
    assert_int_equal(deep->end - deep->place.byte, strlen("It is deep."));
    assert_int_equal(strlen(deep->id), 16);
    session_close(session);
}

typedef struct {
    int from, seen;     // percent: it is stopped from there on; -1 = nothing was heard
    int kept;           // beats while they are kept
    bool has_fallen;
} Stopping;

static bool stop(void *context, int percent)
{
    Stopping *stopping = context;
    stopping->has_fallen = stopping->has_fallen || percent < stopping->seen;
    stopping->seen = percent;
    stopping->kept += percent > 80 && percent < 100;
    return percent < stopping->from;
}

static void what_is_stopped_changes_nothing(void **state)
{
    (void)state;
    static const char *const files[] = {
        PAGE GONE ", " DEEP ", " DEEP ", " DEEP "]}",
        "{v: 1, op: add, seq: 1, id: 00000000000000b1, kind: bookmark, place: {chapter: water, block: '1', exact: It is deep., prefix: '', suffix: ''}}\n"
        "{v: 1, op: add, seq: 2, id: 00000000000000b2, kind: bookmark, place: {chapter: water, block: '1', exact: It is cold., prefix: '', suffix: ''}}\n",
    };
    for (size_t i = 0; i < 2; i++) {
        Session *session = open_report();
        Buffer bytes = {0};
        buffer_add_text(&bytes, files[i]);
        static const int stops[] = {30, 81, 200};     // at 81 it is too late
        for (size_t k = 0; k < sizeof stops / sizeof *stops; k++) {
            const int from = stops[k];
            Imported imported;
            Error error = {0};
            Stopping stopping = {.from = from, .seen = -1};
            marks_set_meter(session->marks, (Meter){.tell = stop, .context = &stopping});
            const bool is_done = i ? marks_merge(session->marks, "other.yaml", &bytes, &imported, &error) : marks_import(session->marks, "m.json", &bytes, &imported, &error);
            assert_false(stopping.has_fallen);
            assert_int_equal(is_done, from >= 80);
            assert_int_equal(marks_are_stopped(session->marks), from < 80);
            assert_true(from < 80 ? stopping.seen < 80 : stopping.seen == 100);
            assert_int_equal(stopping.kept > 0, from == 81);    // they are there the next time
            if (from < 80)
                assert_string_equal(error.text, "Stopped; no mark has come in.");
            marks_set_meter(session->marks, (Meter){0});
            assert_int_equal(marks_count(session->marks), from < 80 ? 0 : i ? 2 : 4);
        }
        buffer_free(&bytes);
        session_close(session);
    }
}

static void an_export_is_heard_and_stopped(void **state)
{
    (void)state;
    Session *session = open_report();
    assert_import(session, PAGE GONE ", " DEEP "]}", 2, 0);
    for (int from = 40; from <= 200; from += 160) {
        Buffer out = {0};
        Stopping stopping = {.from = from, .seen = -1};
        marks_set_meter(session->marks, (Meter){.tell = stop, .context = &stopping});
        assert_int_equal(marks_export(&out, session->report, session->marks, MARKS_CSV, ""), from > 100 ? 2 : 0);
        assert_int_equal(stopping.seen, 50);
        assert_int_equal(marks_are_stopped(session->marks), from < 100);
        buffer_free(&out);
    }
    session_close(session);
}

static void ctrl_c_stops_the_command_that_exports(void **state)
{
    (void)state;
    Session *session = open_report();
    Error error = {0};
    assert_import(session, PAGE DEEP "]}", 1, 0);
    char *path = path_in(session->folder, "out.md");
    signals_take();
    raise(SIGINT);
    assert_false(run_export_marks(session->reader, path, &error));
    assert_string_equal(error.text, "Stopped; nothing was written.");
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(signals_wait(-1, 0), WAIT_HANGUP);
    assert_true(run_export_marks(session->reader, path, &error));
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(marks_count(session->marks), 1);
    signals_give_back();
    free(path);
    session_close(session);
}

typedef struct {
    int last;           // percent
    int of_list;        // told while the list was made anew
    bool has_fallen;
} Told;

static void hear_told(void *context, const char *text)
{
    Told *told = context;
    const int percent = atoi(text);
    told->has_fallen = told->has_fallen || percent < told->last;
    told->of_list += percent > 60 && percent < 100;
    told->last = percent;
}

static void where_marks_are_listed_their_list_is_told_of_too(void **state)
{
    (void)state;
    enum { MANY = 40 };
    Session *session = open_report();
    Told told = {.last = -1};
    Buffer text = {0};
    buffer_add_text(&text, PAGE);
    for (int i = 0; i < MANY; i++)
        buffer_addf(&text, "%s{\"bodyValue\": \"%d\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"It is deep.\", "
            "\"suffix\": \" It is cold.\"}}, \"lectern\": {\"chapter\": \"water\"}}", i ? ", " : "", i);
    buffer_add_text(&text, "]}");
    char *path = path_in(session->folder, "many.json");
    write_text(path, buffer_text(&text));
    buffer_cut(&text, 0);
    buffer_addf(&text, "import-marks %s", path);
    session->reader->notice = (Notice){.show = hear_told, .context = &told};
    reader_run(session->reader, "bookmarks");
    passing_ms = 100;
    reader_run(session->reader, buffer_text(&text));
    passing_ms = 0;
    assert_string_equal(message(session), "New marks: 40.");
    assert_int_equal(reader_list(session->reader, FOCUS_BOOKMARKS)->count, MANY);
    assert_false(told.has_fallen);
    assert_true(told.of_list > 1);
    free(path);
    buffer_free(&text);
    session_close(session);
}

static void what_has_no_id_comes_in_once(void **state)
{
    (void)state;
    static const char other[] = "{\"bodyValue\": \"one\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"It is deep.\", \"suffix\": \" It is cold.\"}}}";
    Session *session = open_report();
    assert_import(session, DEEP, 1, 0);
    assert_import(session, DEEP, 0, 0);
    assert_import(session, other, 1, 0);    // a bookmark there is another thing
    assert_import(session, other, 0, 0);
    assert_int_equal(marks_count(session->marks), 2);
    session_close(session);
}

static void odd_json_does_no_harm(void **state)
{
    (void)state;
    Session *session = open_report();
    assert_import(session, "[]", 0, 0);
    assert_import(session, "{\"items\": 7}", 0, 0);
    assert_import(session, "{\"items\": [[], {}, {\"target\": []}, {\"target\": {\"selector\": 1}}]}", 0, 4);
    assert_import(session, "{\"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"\"}}}", 0, 1);
    assert_import(session, "{\"id\": \"urn:x-lectern:mark:no id\", \"body\": [{\"purpose\": \"tagging\", \"value\": \"a,b\"}, {}], \"target\": "
        "{\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"Somewhere else.\"}}}", 0, 1);
    session_close(session);
}

static void halves_of_a_sign_are_joined_and_others_refused(void **state)
{
    (void)state;
    Imported imported;
    Error error;
    Session *session = open_report();
    assert_false(import(session, "{\"a\": \"\\ud83d\"}", &imported, &error));
    assert_false(import(session, "{\"a\": \"\\ud83d\\u0041\"}", &imported, &error));
    assert_false(import(session, "{\"a\": \"\\ude00\"}", &imported, &error));
    assert_false(import(session, "{\"a\": \"\\ud8", &imported, &error));
    assert_false(import(session, "{\"a\": \"\\uzzzz\"}", &imported, &error));
    assert_false(import(session, "", &imported, &error));
    assert_true(import(session, "{\"a\": \"\\ud83d\\ude00 \\\\ud83d \\u0041\"}", &imported, &error));
    session_close(session);
}

static void a_note_of_1_MB_is_left_out(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add_text(&text, PAGE "{\"bodyValue\": \"");
    buffer_add_repeated(&text, 'x', 1024 * 1024 - 300);
    buffer_add_text(&text, "\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"It is deep.\"}}, \"lectern\": {\"chapter\": \"water\"}}, " DEEP "]}");
    Session *session = open_report();
    assert_import(session, text.bytes, 1, 1);
    buffer_free(&text);
    session_close(session);
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    Session *session = open_report();
    reader_run(session->reader, "bookmarks");
    reader_run(session->reader, "import-marks /nowhere/marks.json");
    assert_string_equal(buffer_text(&session->reader->message), "/nowhere/marks.json: it can't be opened: No such file or directory");
    reader_run(session->reader, "import-marks /nowhere/marks.yaml");
    assert_string_equal(buffer_text(&session->reader->message), "/nowhere/marks.yaml: it can't be opened: No such file or directory");
    session_close(session);
}

static void what_can_not_be_saved_is_told_and_there_for_the_session(void **state)
{
    (void)state;
    Imported imported;
    Error error;
    Session *session = open_report();
    char *path = path_in(session->folder, "state");
    write_text(path, "a file where the folder should be");
    assert_false(import(session, PAGE DEEP "]}", &imported, &error));
    assert_memory_equal(error.text, "not saved: ", 11);
    assert_int_equal(marks_count(session->marks), 1);
    assert_int_equal(marks_unsaved(session->marks), 1);
    assert_int_equal(unlink(path), 0);
    assert_true(records_save(marks_records(session->marks), &error));
    assert_int_equal(marks_unsaved(session->marks), 0);
    free(path);
    session_close(session);
}

static void a_private_session_keeps_what_it_takes_in_for_itself(void **state)
{
    (void)state;
    Error error;
    Session *session = open_report();
    Records *records = records_in_memory();
    Record items[] = {{.op = OP_ADD, .kind = strdup("bookmark"), .anchor = anchor_new(session->report, (Place){0, 1, 0})}};
    assert_true(records_take(records, items, 1, &error));
    assert_int_equal(records_count(records), 1);
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    session_close(session);
}

static void what_is_taken_keeps_what_it_has(void **state)
{
    (void)state;
    static const char line[] = "{v: \"7\", op: \"bend\", id: \"abc\", seq: \"5\", kind: \"drawing\"}";
    Error error;
    Session *session = open_report();
    Records *records = marks_records(session->marks);
    Record items[2] = {{.op = OP_ADD, .kind = strdup("bookmark"), .id = strdup("0123456789"), .time = strdup("2020-01-01T00:00:00Z")}};
    assert_true(record_read(line, strlen(line), &items[1]));
    items[1].is_saved = false;
    assert_true(records_take(records, items, 2, &error));
    char *path = path_in(session->folder, "state/well.yaml"), *text = read_text(path);
    assert_non_null(strstr(text, line));
    assert_non_null(strstr(text, "id: \"0123456789\", kind: \"bookmark\", time: \"2020-01-01T00:00:00Z\"}"));
    free(text);
    free(path);
    session_close(session);
}

static void what_is_taken_keeps_its_number_though_it_can_not_be_saved(void **state)
{
    (void)state;
    static const char line[] = "{v: \"1\", op: \"add\", id: \"abc\", seq: \"5\", kind: \"drawing\"}";
    Error error;
    Session *session = open_report();
    Records *records = marks_records(session->marks);
    char *path = path_in(session->folder, "state");
    write_text(path, "a file where the folder should be");
    Record items[2] = {{.op = OP_ADD, .kind = strdup("bookmark"), .id = strdup("0123456789")}};
    assert_true(record_read(line, strlen(line), &items[1]));
    items[1].is_saved = false;
    assert_false(records_take(records, items, 2, &error));
    assert_string_equal(records_at(records, 1)->id, "abc");
    assert_int_equal(records_at(records, 1)->seq, 5);
    assert_int_equal(records_at(records, 0)->seq, 1);
    free(path);
    session_close(session);
}

static void what_a_later_record_makes_needless_does_not_wait_to_be_saved(void **state)
{
    (void)state;
    Imported imported;
    Error error;
    Session *session = open_report();
    char *folder = path_in(session->folder, "other"), *path = path_in(folder, "well.yaml");
    Marks *other = marks_new(session->report, records_open(folder, "well", "The Well", session->folder, &error));
    assert_true(marks_add(other, (Place){0, 1, 0}, "one", &error));
    char *id = strdup(marks_at(other, 0)->id);
    assert_true(marks_change(other, id, "two", &error));
    assert_true(marks_change(other, id, "three", &error));
    assert_true(marks_add(other, (Place){0, 0, 0}, "gone", &error));
    char *gone = strdup(marks_at(other, 0)->id);
    assert_true(marks_remove(other, gone, &error));
    Buffer bytes = {0};
    assert_true(file_read(path, STATE_FILE_BYTES, &bytes, &error));
    assert_true(marks_merge(session->marks, path, &bytes, &imported, &error));
    buffer_free(&bytes);
    assert_int_equal(marks_unsaved(session->marks), 0);
    assert_int_equal(marks_count(session->marks), 1);
    assert_string_equal(marks_at(session->marks, 0)->note, "three");
    assert_int_equal(imported.taken, 1);
    assert_int_equal(imported.changes, 2);
    marks_free(other);
    free(gone);
    free(id);
    free(path);
    free(folder);
    session_close(session);
}

static void how_far_another_person_has_read_does_not_come_in(void **state)
{
    (void)state;
    Imported imported;
    Error error;
    Session *session = open_report();
    char *folder = path_in(session->folder, "other"), *path = path_in(folder, "well.yaml");
    Marks *other = marks_new(session->report, records_open(folder, "well", "The Well", session->folder, &error));
    assert_true(marks_add(other, (Place){0, 1, 0}, "one", &error));
    marks_set_begun(other, 0);
    Buffer bytes = {0};
    assert_true(file_read(path, STATE_FILE_BYTES, &bytes, &error));
    assert_true(marks_merge(session->marks, path, &bytes, &imported, &error));
    buffer_free(&bytes);
    assert_int_equal(imported.taken, 1);
    assert_int_equal(imported.left, 0);
    assert_int_equal(marks_progress(session->marks, 0), CHAPTER_UNREAD);
    assert_true(marks_set_read(other, 0, &error));
    assert_true(file_read(path, STATE_FILE_BYTES, &bytes, &error));
    assert_true(marks_merge(session->marks, path, &bytes, &imported, &error));
    buffer_free(&bytes);
    assert_int_equal(imported.taken, 0);
    assert_int_equal(marks_progress(session->marks, 0), CHAPTER_UNREAD);
    marks_free(other);
    free(path);
    free(folder);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_this_report_come_in_though_their_words_are_gone),
        cmocka_unit_test(what_is_stopped_changes_nothing),
        cmocka_unit_test(an_export_is_heard_and_stopped),
        cmocka_unit_test(ctrl_c_stops_the_command_that_exports),
        cmocka_unit_test(where_marks_are_listed_their_list_is_told_of_too),
        cmocka_unit_test(what_has_no_id_comes_in_once),
        cmocka_unit_test(odd_json_does_no_harm),
        cmocka_unit_test(halves_of_a_sign_are_joined_and_others_refused),
        cmocka_unit_test(a_note_of_1_MB_is_left_out),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(what_can_not_be_saved_is_told_and_there_for_the_session),
        cmocka_unit_test(a_private_session_keeps_what_it_takes_in_for_itself),
        cmocka_unit_test(what_is_taken_keeps_what_it_has),
        cmocka_unit_test(what_is_taken_keeps_its_number_though_it_can_not_be_saved),
        cmocka_unit_test(how_far_another_person_has_read_does_not_come_in),
        cmocka_unit_test(what_a_later_record_makes_needless_does_not_wait_to_be_saved),
    };
    return cmocka_run_group_tests_name("marks_files", tests, NULL, NULL);
}
