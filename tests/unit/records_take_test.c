// reader/records.h: what is taken in from elsewhere, and who only looks.
#include "state_given.h"
#include "base/file_parts.h"
#include "reader/record.h"

enum { MARKS = 3 };

// A bookmark that was never written, one that brings its id and time, and a line of another state file with a field that nobody here knows.
static void make_marks(Record marks[MARKS])
{
    static const char line[] = "{v: \"1\", op: \"add\", seq: \"7\", id: \"00000000000000bb\", kind: \"bookmark\", text: \"lined\", later: \"kept\"}";
    marks[0] = bookmark("new");
    marks[1] = bookmark("named");
    marks[1].id = memory_copy_text("00000000000000aa");
    marks[1].time = memory_copy_text("2020-02-02T02:02:02Z");
    assert_true(record_read(line, sizeof line - 1, &marks[2]));
}

static const Record *find(const Records *records, const char *text)
{
    for (size_t i = 0; i < records_count(records); i++)
        if (records_at(records, i)->text && strcmp(records_at(records, i)->text, text) == 0)
            return records_at(records, i);
    fail_msg("there is no \"%s\"", text);
    return NULL;
}

static void assert_taken(const Records *records)
{
    assert_int_equal(strlen(find(records, "new")->id), 16);
    assert_int_equal(strlen(find(records, "new")->time), 20);
    assert_string_equal(find(records, "named")->id, "00000000000000aa");
    assert_string_equal(find(records, "named")->time, "2020-02-02T02:02:02Z");
    assert_string_equal(find(records, "lined")->id, "00000000000000bb");
    assert_int_equal(find(records, "lined")->seq, 7);
    assert_non_null(strstr(find(records, "lined")->raw, "later: \"kept\""));
}

static void what_has_an_id_keeps_it_and_what_has_a_line_keeps_all(void **state)
{
    Given *given = *state;
    Record marks[MARKS];
    Records *records = open_state(given);
    add_saved(given, records, "one");
    make_marks(marks);
    assert_true(records_take(records, marks, MARKS, &given->error));
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    records = open_state(given);
    assert_taken(records);
    find(records, "one");
    records_free(records);
}

static void taking_nothing_writes_nothing(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    assert_true(records_take(records, NULL, 0, &given->error));
    assert_int_equal(records_count(records), 0);
    assert_int_equal(count_files(given->base), 0);
    records_free(records);
}

static void private_reading_takes_into_memory_only(void **state)
{
    Given *given = *state;
    Record marks[MARKS];
    Records *records = records_in_memory();
    make_marks(marks);
    assert_true(records_take(records, marks, MARKS, &given->error));
    assert_taken(records);
    assert_int_equal(records_unsaved(records), 0);
    assert_int_equal(count_files(given->base), 0);
    records_free(records);
}

static void who_only_looks_finds_the_file_of_the_report_and_no_other(void **state)
{
    Given *given = *state;
    Records *records = records_look(NULL, "report", "A Title", "/reports/a");
    assert_int_equal(records_count(records), 0);
    assert_string_equal(records_path(records), "");
    records_free(records);

    records = open_state(given);
    add_saved(given, records, "one");
    records_free(records);
    records = open_titled(given, "Another Title", "/reports/b");
    add_saved(given, records, "two");
    records_free(records);

    records = records_look(given->folder, "report", "A Title", "/reports/a");
    assert_texts(records, "one ");
    records_free(records);
    records = records_look(given->folder, "report", "Another Title", "/reports/b");
    assert_texts(records, "two ");
    records_free(records);
}

static void the_file_of_a_report_is_named_by_its_id_or_its_folder_too(void **state)
{
    (void)state;
    char *plain = records_path_of("/s", "report", NULL), *hashed = records_path_of("/s", "report", "/reports/a");
    assert_string_equal(plain, "/s/report.yaml");
    assert_int_equal(strlen(hashed), strlen("/s/report-0123456789abcdef.yaml"));
    assert_memory_equal(hashed, "/s/report-", strlen("/s/report-"));
    free(plain);
    free(hashed);
}

static void what_is_not_open_is_no_regular_file(void **state)
{
    (void)state;
    off_t size = 5;
    assert_false(file_is_regular(-1, &size));
    assert_int_equal(size, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STATE_TEST(what_has_an_id_keeps_it_and_what_has_a_line_keeps_all),
        STATE_TEST(taking_nothing_writes_nothing),
        STATE_TEST(private_reading_takes_into_memory_only),
        STATE_TEST(who_only_looks_finds_the_file_of_the_report_and_no_other),
        cmocka_unit_test(the_file_of_a_report_is_named_by_its_id_or_its_folder_too),
        cmocka_unit_test(what_is_not_open_is_no_regular_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
