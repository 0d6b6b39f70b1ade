// reader/records.h: torn and damaged files, files of others, and disks that refuse.
#include "state_given.h"
#include <limits.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static size_t count_char(const char *text, size_t length, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == c;
    return count;
}

// A kill or a power cut may leave any begin of what was written. Whole records survive, and the next one is not spoilt.
static void a_file_torn_at_any_byte_keeps_every_whole_record(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_saved(given, records, "one");
    add_saved(given, records, "two");
    records_free(records);
    char *whole = read_text(given->file), *copy = path_in(given->folder, "report.yaml.damaged-1");
    size_t length = strlen(whole);
    for (size_t cut = 0; cut <= length; cut++) {
        write_bytes(given->file, whole, cut);
        bool is_between = cut == 0 || whole[cut - 1] == '\n' || whole[cut] == '\n';
        size_t lines = count_char(whole, cut, '\n') + (cut < length && whole[cut] == '\n'); // only the line end is missing: whole
        records = open_state(given);
        assert_int_equal(records_count(records), lines);
        assert_int_equal(given->error.text[0] == '\0', is_between);
        if (!is_between)
            assert_non_null(strstr(given->error.text, "torn"));
        add_saved(given, records, "three");
        records_free(records);
        assert_next_session_reads(given, lines < 2 ? "three " : lines < 3 ? "one three " : "one two three ");
        char *after = read_text(is_between ? given->file : copy); // nothing was taken away
        assert_memory_equal(after, whole, cut);
        free(after);
        unlink(copy);
    }
    free(copy);
    free(whole);
}

static void a_line_that_is_being_written_is_not_torn(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one") "{v: \"1\", op: \"add\", seq: \"2\", id: \"b\", ");
    int lock = file_lock(given->file, 0, NULL);
    Records *records = open_state(given);
    assert_texts(records, "one ");
    assert_non_null(strstr(given->error.text, "still writing it"));
    write_state(given, LINE("1", "a", "one") LINE("2", "b", "two"));
    file_unlock(lock);
    assert_true(records_refresh(records, &given->error));
    assert_string_equal(given->error.text, "");
    assert_texts(records, "one two ");
    records_free(records);
}

static void a_damaged_line_spoils_no_other_and_is_told(void **state)
{
    Given *given = *state;
    const char *const bad[] = {
        "{v: \"1\", op: \"add\"", "x", "{}", "{v: \"1\", op: \"add\", seq: \"x\", id: \"i\", kind: \"bookmark\"}",
        "{v: \"1\", op: \"add\", seq: \"99999999999999999999\", id: \"i\", kind: \"bookmark\"}", "{v: \"1\", op: \"add\", seq: \"1\", id: \"i\"}",
        "{v: \"1\", op: \"remove\", seq: \"1\", id: \"i\", kind: \"bookmark\"}", "{v: \"1\", v: \"1\", op: \"add\", seq: \"1\", id: \"i\", kind: \"b\"}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\xFF\xFE", "{v: *x}", "--- {}", "\x1B[31m",
    };
    char *copy = path_in(given->folder, "report.yaml.damaged-1");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Buffer text = {0};
        buffer_addf(&text, LINE("1", "a", "one") "%s\n" LINE("2", "b", "two"), bad[i]);
        write_state(given, text.bytes);
        Records *records = open_state(given);
        assert_texts(records, "one two ");
        assert_string_equal(given->error.file, given->file);
        assert_int_equal(given->error.line, 2);
        assert_string_equal(given->error.text, "this line is damaged; it is kept as it is, and all others are read");
        add_saved(given, records, "three");
        records_free(records);
        char *after = read_text(copy);
        assert_string_equal(after, text.bytes);
        assert_next_session_reads(given, "one two three ");
        assert_string_equal(given->error.text, "");
        unlink(copy);
        free(after);
        buffer_free(&text);
    }
    free(copy);
}

static void zeros_and_endless_lines_are_damage_too(void **state)
{
    Given *given = *state;
    Buffer text = {0};
    buffer_add_text(&text, LINE("1", "a", "one"));
    buffer_add(&text, "\0\0\0\0\n{v: \0}\n", 12);
    buffer_add_text(&text, "{v: \"1\", op: \"add\", seq: \"3\", id: \"c\", kind: \"bookmark\", text: \"");
    buffer_add_repeated(&text, 'x', 2 * 1024 * 1024);
    buffer_add_text(&text, "\"}\n" LINE("2", "b", "two"));
    mkdir(given->folder, 0700);
    write_bytes(given->file, text.bytes, text.length);
    assert_int_equal(chmod(given->file, 0600), 0);
    Records *records = open_state(given);
    assert_texts(records, "one two ");
    assert_string_equal(given->error.text, "3 lines are damaged, the first is this; each is kept as it is, and all others are read");
    records_free(records);
    buffer_free(&text);
}

// A power cut at the very first record may leave the file's length and nothing else.
static void a_file_of_zeros_is_one_that_was_torn(void **state)
{
    Given *given = *state;
    char zeros[300] = {0};
    mkdir(given->folder, 0700);
    for (size_t rest = 0; rest <= 20; rest += 20) { // nothing of the record is there, or its end
        memcpy(zeros + sizeof zeros - 20, ", kind: \"bookmark\"}\n", 20);
        write_bytes(given->file, zeros, sizeof zeros - 20 + rest);
        assert_int_equal(chmod(given->file, 0600), 0);
        Records *records = open_state(given);
        assert_non_null(strstr(given->error.text, rest ? "damaged" : "torn"));
        add_saved(given, records, "one");
        records_free(records);
        assert_next_session_reads(given, "one ");
    }
}

static void assert_not_saved(Given *given, const char *reason)
{
    Records *records = open_state(given);
    if (!strstr(given->error.text, reason))
        assert_string_equal(given->error.text, reason);
    given->error = (Error){0};
    assert_false(add(records, "kept", &given->error));
    assert_memory_equal(given->error.text, "not saved: ", 11);
    if (!strstr(given->error.text, reason))
        assert_string_equal(given->error.text, reason);
    assert_texts(records, "kept ");
    assert_int_equal(records_unsaved(records), 1);
    records_free(records);
}

static void what_lectern_did_not_write_is_never_written_over(void **state)
{
    Given *given = *state;
    const char *const foreign[] = {"hello\n", "title: A Title\nbody: []\n", "\177ELF\x02\x01", "{}", "[1, 2]\n{v: 1"};
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        write_state(given, foreign[i]);
        assert_not_saved(given, "it holds nothing that lectern wrote");
        char *after = read_text(given->file);
        assert_string_equal(after, foreign[i]);
        free(after);
    }
}

static void a_folder_a_link_or_a_fifo_in_its_place_is_left_alone(void **state)
{
    Given *given = *state;
    struct stat status;
    assert_int_equal(mkdir(given->folder, 0700), 0);
    assert_int_equal(mkdir(given->file, 0700), 0);
    assert_not_saved(given, "this is not a regular file");
    assert_int_equal(rmdir(given->file), 0);
    assert_int_equal(mkfifo(given->file, 0600), 0);
    assert_not_saved(given, "this is not a regular file");
    assert_int_equal(unlink(given->file), 0);
    assert_int_equal(symlink("/nowhere/at/all", given->file), 0);
    assert_not_saved(given, "this is not a regular file");
    assert_int_equal(lstat(given->file, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void a_file_that_others_may_write_is_not_trusted(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    assert_int_equal(chmod(given->file, 0666), 0);
    assert_not_saved(given, "others may write this file");
}

// Root reads everything; so root is nobody for a while.
static bool become_nobody(const Given *given)
{
    enum { NOBODY = 65534 };
    const char *const paths[] = {given->base, given->folder, given->file};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (geteuid() == 0 && chown(paths[i], NOBODY, (gid_t)-1) != 0)
            return false;
    return geteuid() != 0 || seteuid(NOBODY) == 0;
}

static void a_file_without_permission_to_read_is_not_taken_for_empty(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    assert_int_equal(chmod(given->file, 0), 0);
    uid_t user = geteuid();
    assert_true(become_nobody(given));
    assert_not_saved(given, "Permission denied");
    assert_int_equal(chmod(given->file, 0600), 0);
    assert_next_session_reads(given, "one ");
    assert_int_equal(chmod(given->file, 0400), 0);
    Records *records = open_state(given);
    assert_texts(records, "one ");
    assert_false(add(records, "two", &given->error));
    assert_non_null(strstr(given->error.text, "Permission denied"));
    records_free(records);
    assert_next_session_reads(given, "one ");
    assert_int_equal(seteuid(user), 0);
}

static void without_a_folder_it_is_kept_in_memory_and_told(void **state)
{
    Given *given = *state;
    Records *records = records_open(NULL, "report", "A Title", "/reports/a", &given->error);
    assert_string_equal(records_path(records), "");
    assert_false(add(records, "kept", &given->error));
    assert_string_equal(given->error.text, "not saved: neither HOME nor XDG_STATE_HOME names a folder to keep it in");
    assert_texts(records, "kept ");
    assert_false(records_refresh(records, NULL));
    assert_false(records_compact(records, NULL));
    records_free(records);
}

static void an_id_names_no_file_elsewhere(void **state)
{
    Given *given = *state;
    const char *const ids[] = {"", "../x", "a/b", "/etc/x", ".hidden", "A"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        Records *records = records_open(given->folder, ids[i], "A Title", "/reports/a", &given->error);
        assert_string_equal(records_path(records), "");
        assert_false(add(records, "kept", &given->error));
        records_free(records);
    }
    assert_int_equal(count_files(given->base), 0);
}

// A limit on the size of files stands for a full disk.
static bool add_within(Records *records, const char *text, rlim_t bytes, Error *err)
{
    struct rlimit before;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, before.rlim_max});
    bool is_saved = add(records, text, err);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    return is_saved;
}

static void what_a_full_disk_refused_is_saved_with_the_next_record(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_saved(given, records, "one");
    char *before = read_text(given->file);
    for (rlim_t more = 0; more < 40; more += 13) {
        assert_false(add_within(records, "x", strlen(before) + more, &given->error));
        assert_memory_equal(given->error.text, "not saved: nothing could be added: ", 35);
        char *after = read_text(given->file);
        assert_string_equal(after, before);
        free(after);
    }
    assert_int_equal(records_unsaved(records), 4);
    add_saved(given, records, "two");
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    assert_next_session_reads(given, "one x x x x two ");
    free(before);
}

static void a_file_that_was_removed_is_written_again(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_saved(given, records, "one");
    assert_int_equal(unlink(given->file), 0);
    add_saved(given, records, "two");
    records_free(records);
    assert_next_session_reads(given, "one two ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STATE_TEST(a_file_torn_at_any_byte_keeps_every_whole_record),
        STATE_TEST(a_line_that_is_being_written_is_not_torn),
        STATE_TEST(a_damaged_line_spoils_no_other_and_is_told),
        STATE_TEST(zeros_and_endless_lines_are_damage_too),
        STATE_TEST(a_file_of_zeros_is_one_that_was_torn),
        STATE_TEST(what_lectern_did_not_write_is_never_written_over),
        STATE_TEST(a_folder_a_link_or_a_fifo_in_its_place_is_left_alone),
        STATE_TEST(a_file_that_others_may_write_is_not_trusted),
        STATE_TEST(a_file_without_permission_to_read_is_not_taken_for_empty),
        STATE_TEST(without_a_folder_it_is_kept_in_memory_and_told),
        STATE_TEST(an_id_names_no_file_elsewhere),
        STATE_TEST(what_a_full_disk_refused_is_saved_with_the_next_record),
        STATE_TEST(a_file_that_was_removed_is_written_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
