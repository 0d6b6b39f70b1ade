// reader/records.h: what is appended survives, whatever happens to the file around it; what can't be read is never written over.
#include "state_given.h"
#include <limits.h>
#include <signal.h>
#include <sys/wait.h>
#include "reader/paths.h"

static void the_state_folder_is_where_xdg_says(void **state)
{
    (void)state;
    static const struct { const char *state, *home, *path; } cases[] = {
        {"/s", "/h", "/s/lectern"}, {"/s/", NULL, "/s/lectern"}, {NULL, "/h", "/h/.local/state/lectern"},
        {"relative", "/h", "/h/.local/state/lectern"}, {"", "/h", "/h/.local/state/lectern"}, {NULL, NULL, NULL}, {NULL, "h", NULL},
    };
    char *home = memory_copy_text(getenv("HOME"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cases[i].state ? setenv("XDG_STATE_HOME", cases[i].state, 1) : unsetenv("XDG_STATE_HOME");
        cases[i].home ? setenv("HOME", cases[i].home, 1) : unsetenv("HOME");
        char *path = path_of_state();
        if (cases[i].path)
            assert_string_equal(path, cases[i].path);
        else
            assert_null(path);
        free(path);
    }
    setenv("XDG_CONFIG_HOME", "/c", 1);
    char *config = path_of_config();
    assert_string_equal(config, "/c/lectern");
    free(config);
    if (home)
        setenv("HOME", home, 1);
    free(home);
}

static void opening_writes_nothing(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    assert_int_equal(records_count(records), 0);
    assert_string_equal(given->error.text, "");
    assert_string_equal(records_path(records), given->file);
    assert_int_equal(count_files(given->base), 0);
    records_free(records);
}

static void a_record_is_read_back_with_all_that_it_says(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    Record record = bookmark("a \"note\": #1\nline two \x1B \xE2\x80\xA8 \xF0\x9F\x93\x96");
    record.anchor = (Anchor){memory_copy_text("intro"), memory_copy_text("12"), memory_copy_text("exact"), memory_copy_text(""), memory_copy_text("}"), NULL};
    record.tags = memory_copy_text("one two");
    record.edition = memory_copy_text("2022-07");
    assert_true(records_append(records, &record, &given->error));
    records_free(records);

    records = open_state(given);
    assert_int_equal(records_count(records), 2);
    const Record *read = records_at(records, 1);
    assert_int_equal(read->op, OP_ADD);
    assert_int_equal(read->seq, 1);
    assert_int_equal(strlen(read->id), 16);
    assert_null(read->of);
    assert_string_equal(read->kind, "bookmark");
    assert_int_equal(strlen(read->time), 20);
    assert_string_equal(read->anchor.chapter, "intro");
    assert_string_equal(read->anchor.block, "12");
    assert_string_equal(read->anchor.exact, "exact");
    assert_string_equal(read->anchor.prefix, "");
    assert_string_equal(read->anchor.suffix, "}");
    assert_string_equal(read->text, "a \"note\": #1\nline two \x1B \xE2\x80\xA8 \xF0\x9F\x93\x96");
    assert_string_equal(read->tags, "one two");
    assert_string_equal(read->edition, "2022-07");
    assert_true(read->is_saved);
    records_free(records);
}

static void the_file_is_private_and_begins_with_the_title(void **state)
{
    Given *given = *state;
    struct stat status;
    mode_t mask = umask(0);
    Records *records = open_state(given);
    add_saved(given, records, "one");
    umask(mask);
    assert_int_equal(stat(given->folder, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    assert_int_equal(stat(given->file, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_string_equal(records_at(records, 0)->kind, "report");
    assert_string_equal(records_at(records, 0)->text, "A Title");
    records_free(records);
}

static void two_sessions_on_one_file_lose_nothing(void **state)
{
    Given *given = *state;
    Records *one = open_state(given), *two = open_state(given);
    add_saved(given, one, "a");
    add_saved(given, two, "b");
    assert_texts(two, "a b ");
    assert_texts(one, "a ");
    assert_true(records_refresh(one, &given->error));
    assert_false(records_refresh(one, &given->error));
    assert_texts(one, "a b ");
    add_saved(given, one, "c");
    add_saved(given, two, "d");
    assert_texts(two, "a b c d ");
    assert_int_equal(records_at(two, 4)->seq, 4);
    records_free(one);
    records_free(two);
    assert_next_session_reads(given, "a b c d ");
}

enum { SESSIONS = 4, ROUNDS = 25 };

static void write_rounds(Given *given)
{
    int failures = 0;
    Records *records = open_state(given);
    for (int i = 0; i < ROUNDS; i++)
        failures += !add(records, "x", NULL);
    records_free(records);
    _exit(failures);
}

static void sessions_that_write_at_once_lose_nothing(void **state)
{
    Given *given = *state;
    pid_t sessions[SESSIONS];
    for (int i = 0; i < SESSIONS; i++)
        if ((sessions[i] = fork()) == 0)
            write_rounds(given);
    for (int i = 0, status; i < SESSIONS; i++) {
        assert_int_equal(waitpid(sessions[i], &status, 0), sessions[i]);    // no other child, as of a session that is over
        assert_int_equal(status, 0);
    }
    Records *records = open_state(given);
    assert_int_equal(records_count(records), SESSIONS * ROUNDS + 1);
    for (size_t i = 0; i < records_count(records); i++)
        assert_int_equal(records_at(records, i)->seq, i); // each was written after all before it had been read
    assert_string_equal(given->error.text, "");
    records_free(records);
}

// The mark stays for the session, the reason is told, and the file is as it was.
static void the_same_record_twice_counts_once(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one") LINE("2", "b", "two") LINE("1", "a", "one"));
    assert_next_session_reads(given, "one two ");
}

static void order_is_by_number_then_id_never_by_place_in_the_file(void **state)
{
    Given *given = *state;
    write_state(given, LINE("10", "a", "d") LINE("2", "z", "c") LINE("2", "b", "b") LINE("1", "y", "a"));
    Records *records = open_state(given);
    assert_texts(records, "a b c d ");
    add_saved(given, records, "e");
    assert_int_equal(records_at(records, records_count(records) - 1)->seq, 11);
    records_free(records);
}

static void the_largest_number_leaves_room_for_the_next(void **state)
{
    Given *given = *state;
    Buffer text = {0};
    buffer_addf(&text, "{v: \"1\", op: \"add\", seq: \"%ld\", id: \"a\", kind: \"bookmark\", text: \"one\"}\n", LONG_MAX / 2);
    write_state(given, text.bytes);
    Records *records = open_state(given);
    add_saved(given, records, "two");
    add_saved(given, records, "three");
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    records = open_state(given);
    assert_int_equal(records_count(records), 4);
    records_free(records);
    buffer_free(&text);
}

static void two_files_put_one_behind_the_other_are_merged(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_saved(given, records, "one");
    char *common = read_text(given->file);
    add_saved(given, records, "left");
    records_free(records);
    char *left = read_text(given->file);
    write_text(given->file, common);
    records = open_state(given);
    add_saved(given, records, "right");
    records_free(records);
    char *right = read_text(given->file);
    Buffer both = {0};
    buffer_addf(&both, "%s%s", left, right);
    write_state(given, both.bytes);
    records = open_state(given);
    assert_int_equal(records_count(records), 4);
    assert_string_equal(given->error.text, "");
    assert_string_equal(records_at(records, 1)->text, "one");
    records_free(records);
    buffer_free(&both);
    free(common);
    free(left);
    free(right);
}

static void two_reports_with_one_id_have_a_file_each(void **state)
{
    Given *given = *state;
    Records *first = open_titled(given, "First", "/reports/a");
    add_saved(given, first, "one");
    Records *second = open_titled(given, "Second", "/reports/b");
    assert_int_equal(records_count(second), 0);
    assert_string_not_equal(records_path(second), given->file);
    add_saved(given, second, "two");
    records_free(second);
    records_free(first);
    first = open_titled(given, "First", "/moved/a");
    assert_texts(first, "one ");
    second = open_titled(given, "Second", "/reports/b");
    assert_texts(second, "two ");
    Records *third = open_titled(given, "Second", "/reports/c");
    assert_texts(third, "");
    records_free(first);
    records_free(second);
    records_free(third);
}

static void a_report_that_came_first_to_the_file_meanwhile_is_not_mixed_in(void **state)
{
    Given *given = *state;
    Records *first = open_titled(given, "First", "/reports/a"), *second = open_titled(given, "Second", "/reports/b");
    add_saved(given, first, "one");
    assert_false(add(second, "two", &given->error));
    assert_string_equal(given->error.text, "not saved: it belongs to another report with this id, \"First\"; open this one again");
    records_free(first);
    records_free(second);
}

static bool change_place(Records *records, const char *of, const char *chapter)
{
    Record record = {.op = OP_CHANGE, .of = memory_copy_text(of), .kind = memory_copy_text("place")};
    record.anchor = (Anchor){memory_copy_text(chapter), memory_copy_text(""), memory_copy_text(""), memory_copy_text(""), memory_copy_text(""), NULL};
    return records_append(records, &record, NULL);
}

#define STRANGE_KIND "{v: \"1\", op: \"add\", seq: \"5\", id: \"s\", kind: \"drawing\", strokes: [1, 2], later: {x: \"y\"}}"
#define STRANGE_VERSION "{v: \"2\", op: \"paint\", seq: \"6\", id: \"t\"}"
#define STRANGE_CHANGE "{v: \"1\", op: \"change\", seq: \"7\", id: \"u\", of: \"s\", kind: \"drawing\", text: \"a\"}"
#define STRANGE_LATER "{v: \"1\", op: \"change\", seq: \"8\", id: \"w\", of: \"s\", kind: \"drawing\", text: \"b\"}"

static void compaction_keeps_what_counts_and_what_is_not_known(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "kept") LINE("2", "b", "gone") "{v: \"1\", op: \"remove\", seq: \"3\", id: \"c\", of: \"b\", kind: \"bookmark\"}\n"
                "{v: \"1\", op: \"add\", seq: \"4\", id: \"p\", kind: \"place\", place: {chapter: \"x\"}}\n"
                STRANGE_KIND "\n" STRANGE_VERSION "\n" STRANGE_CHANGE "\n" STRANGE_LATER "\ndamaged\n# a remark\n");
    Records *records = open_state(given);
    assert_false(records_compact(records, &given->error));
    assert_string_equal(given->error.text, "");
    for (int i = 0; i < 100; i++)
        assert_true(change_place(records, "p", i < 99 ? "early" : "last"));
    assert_true(records_compact(records, &given->error));
    assert_false(records_compact(records, &given->error));
    add_saved(given, records, "new");
    records_free(records);

    char *text = read_text(given->file);
    assert_non_null(strstr(text, STRANGE_KIND "\n"));
    assert_non_null(strstr(text, STRANGE_VERSION "\n"));
    assert_non_null(strstr(text, STRANGE_CHANGE "\n"));
    assert_null(strstr(text, "damaged"));
    assert_non_null(strstr(text, "\n# a remark\n"));
    assert_non_null(strstr(text, "op: \"remove\""));
    assert_null(strstr(text, "\"gone\""));
    assert_null(strstr(text, "\"early\""));
    free(text);
    records = open_state(given);
    assert_string_equal(given->error.text, "");
    assert_texts(records, "kept new ");
    records_free(records);
}

#define REACHED(seq, id, kind, chapter) "{v: \"1\", op: \"add\", seq: \"" seq "\", id: \"" id "\", kind: \"" kind "\", place: {chapter: \"" chapter "\"}}\n"

static void of_a_chapter_that_was_read_it_is_not_kept_that_it_was_begun(void **state)
{
    Given *given = *state;
    write_state(given, REACHED("1", "a", "begun", "first") REACHED("2", "b", "begun", "second") REACHED("3", "c", "read", "first")
                REACHED("4", "d", "begun", "first") REACHED("5", "e", "read", "third") REACHED("6", "p", "place", "x")
                "{v: \"1\", op: \"remove\", seq: \"7\", id: \"f\", of: \"e\", kind: \"read\"}\n" REACHED("8", "g", "begun", "third"));
    Records *records = open_state(given);
    for (int i = 0; i < 100; i++)
        assert_true(change_place(records, "p", "x"));
    assert_true(records_compact(records, &given->error));
    records_free(records);
    char *text = read_text(given->file);
    assert_null(strstr(text, "id: \"a\""));
    assert_non_null(strstr(text, "id: \"b\""));
    assert_non_null(strstr(text, "id: \"c\""));
    assert_null(strstr(text, "id: \"d\""));
    assert_null(strstr(text, "id: \"e\""));
    assert_non_null(strstr(text, "id: \"g\""));
    free(text);
}

static void a_file_that_is_gone_is_not_compacted_to_nothing(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_saved(given, records, "one");
    for (int i = 0; i < 100; i++)
        assert_true(change_place(records, "p", "x"));
    assert_int_equal(unlink(given->file), 0);
    assert_false(records_compact(records, &given->error));
    assert_int_equal(access(given->file, F_OK), -1);
    add_saved(given, records, "two");
    records_free(records);
    assert_next_session_reads(given, "one two ");
}

static void a_session_goes_on_with_a_file_that_another_compacted(void **state)
{
    Given *given = *state;
    Records *one = open_state(given), *two = open_state(given);
    add_saved(given, one, "one");
    add_saved(given, two, "two");
    for (int i = 0; i < 100; i++)
        assert_true(change_place(one, "p", "x"));
    assert_true(records_compact(one, &given->error));
    add_saved(given, two, "three");
    add_saved(given, one, "four");
    records_free(one);
    records_free(two);
    assert_next_session_reads(given, "one two three four ");
}

static void what_a_killed_session_left_behind_is_removed(void **state)
{
    Given *given = *state;
    assert_int_equal(mkdir(given->folder, 0700), 0);
    char *litter = path_in(given->folder, "report.yaml.new-0123456789abcdef"), *other = path_in(given->folder, "other.yaml.new-0");
    write_text(litter, "x");
    write_text(other, "x");
    Records *records = open_state(given);
    assert_int_equal(count_files(given->folder), 2);
    add_saved(given, records, "one");
    assert_int_equal(access(litter, F_OK), -1);
    assert_int_equal(access(other, F_OK), 0);
    records_free(records);
    free(litter);
    free(other);
}

static void a_note_without_measure_is_refused_but_stays(void **state)
{
    Given *given = *state;
    Buffer note = {0};
    buffer_add_repeated(&note, 'x', 1100 * 1000);
    Records *records = open_state(given);
    assert_false(add(records, note.bytes, &given->error));
    assert_string_equal(given->error.text, "not saved: the note is too long; shorten it");
    assert_int_equal(records_unsaved(records), 1);
    records_free(records);
    assert_next_session_reads(given, "");
    buffer_free(&note);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_folder_is_where_xdg_says),
        STATE_TEST(opening_writes_nothing),
        STATE_TEST(a_record_is_read_back_with_all_that_it_says),
        STATE_TEST(the_file_is_private_and_begins_with_the_title),
        STATE_TEST(two_sessions_on_one_file_lose_nothing),
        STATE_TEST(sessions_that_write_at_once_lose_nothing),
        STATE_TEST(the_same_record_twice_counts_once),
        STATE_TEST(order_is_by_number_then_id_never_by_place_in_the_file),
        STATE_TEST(the_largest_number_leaves_room_for_the_next),
        STATE_TEST(two_files_put_one_behind_the_other_are_merged),
        STATE_TEST(two_reports_with_one_id_have_a_file_each),
        STATE_TEST(a_report_that_came_first_to_the_file_meanwhile_is_not_mixed_in),
        STATE_TEST(compaction_keeps_what_counts_and_what_is_not_known),
        STATE_TEST(of_a_chapter_that_was_read_it_is_not_kept_that_it_was_begun),
        STATE_TEST(a_file_that_is_gone_is_not_compacted_to_nothing),
        STATE_TEST(a_session_goes_on_with_a_file_that_another_compacted),
        STATE_TEST(what_a_killed_session_left_behind_is_removed),
        STATE_TEST(a_note_without_measure_is_refused_but_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
