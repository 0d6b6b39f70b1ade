// reader/records.h: calls of the system that fail while state is read and written, and children that die of it.
#include "state_given.h"
#include <signal.h>
#include "base/signals.h"
#include "call_faults.h"
#include "reader/records_parts.h"

// Where no process can be made the program does the work itself, and meets the faults that are set here.
static void work_here(void)
{
    no_faults();
    add_fault((Fault){.call = FORK, .from = 1, .times = FOR_EVER, .error = EAGAIN});
}

static void fail_here(Call call, int from, int times, int error)
{
    work_here();
    add_fault((Fault){.call = call, .from = from, .times = times, .error = error});
}

static void assert_refused(Given *given, Records *records, const char *text, const char *why)
{
    given->error = (Error){0};
    assert_false(add(records, text, &given->error));
    no_faults();
    if (!strstr(given->error.text, why))
        assert_string_equal(given->error.text, why);
}

static void without_a_process_all_goes_on(void **state)
{
    Given *given = *state;
    bool is_there;
    char *path = path_in(given->base, "kept.yaml");
    work_here();
    Records *records = open_state(given);
    assert_true(records_are_known(records));
    add_saved(given, records, "one");
    assert_true(records_export(records, path, EXPORT_NEW, &is_there, &given->error));
    assert_true(records_save(records, &given->error));
    records_free(records);
    no_faults();
    assert_next_session_reads(given, "one ");
    free(path);
}

static void die(void)
{
    raise(SIGKILL);
}

static void a_child_that_is_killed_has_saved_nothing(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    add_fault((Fault){.call = LSTAT, .from = 1, .times = 1, .meanwhile = die});
    assert_refused(given, records, "two", "not saved: the process that works on it was ended from outside; try again");
    add_saved(given, records, "three");
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    assert_next_session_reads(given, "one two three ");
}

static void append_places(Records *records, int count)
{
    for (int i = 0; i < count; i++) {
        Record record = {.op = OP_CHANGE, .of = memory_copy_text("p"), .kind = memory_copy_text("place")};
        record.anchor = (Anchor){memory_copy_text("x"), memory_copy_text(""), memory_copy_text(""), memory_copy_text(""), memory_copy_text(""), NULL};
        assert_true(records_append(records, &record, NULL));
    }
}

static void without_locks_it_is_only_added_to(void **state)
{
    Given *given = *state;
    const char *const before = LINE("1", "a", "one") "damaged\n";
    write_state(given, before);
    fail_here(FCNTL, 1, FOR_EVER, ENOLCK);
    Records *records = open_state(given);
    assert_false(records_lack_locks(records));
    append_places(records, 80);
    assert_true(records_lack_locks(records));
    assert_false(records_compact(records, &given->error));
    assert_null(records_take_aside(records));
    records_free(records);
    no_faults();
    char *after = read_text(given->file);
    assert_memory_equal(after, before, strlen(before));
    free(after);
    assert_int_equal(count_files(given->folder), 2);    // and the lock
}

static void what_can_not_be_read_is_told(void **state)
{
    Given *given = *state;
    static const struct {
        Call call;
        int from, error;
        const char *words;
    } cases[] = {
        {LSTAT, 1, EIO, "it can't be looked at: Input/output error"}, {STAT, 1, EIO, "it can't be looked at: Input/output error"},
        {STAT, 2, ESTALE, "it can't be looked at: Stale file handle"}, {READ, 1, EIO, "Input/output error"}, {FSTAT, 1, EIO, "Input/output error"},
        {OPENAT, 1, EMFILE, "Too many open files"},
    };
    write_state(given, LINE("1", "a", "one"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fail_here(cases[i].call, cases[i].from, FOR_EVER, cases[i].error);
        Records *records = open_state(given);
        assert_texts(records, "");
        assert_false(records_are_known(records));
        if (!strstr(given->error.text, cases[i].words))
            assert_string_equal(given->error.text, cases[i].words);
        assert_false(add(records, "two", &given->error));
        records_free(records);
        no_faults();
        char *after = read_text(given->file);
        assert_string_equal(after, LINE("1", "a", "one"));
        free(after);
    }
}

static ino_t inode;

static void change_inode(struct stat *status)
{
    status->st_ino = ++inode;
}

static void change_device(struct stat *status)
{
    status->st_dev++;
}

// As another session renames a new one over it.
static void a_file_that_changes_while_it_is_read_is_read_again(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    void (*const alter[])(struct stat *) = {change_inode, change_device};
    for (size_t i = 0; i < 2; i++) {
        work_here();
        add_fault((Fault){.call = STAT, .from = 1, .times = 1, .alter = alter[i]});
        assert_next_session_reads(given, "one ");
    }
    work_here();
    add_fault((Fault){.call = STAT, .from = 2, .times = 1, .error = ENOENT});
    assert_next_session_reads(given, "one ");
    work_here();
    add_fault((Fault){.call = STAT, .from = 1, .times = FOR_EVER, .alter = change_inode});
    Records *records = open_state(given);
    assert_string_equal(given->error.text, "it changes while it is read; try again in a moment");
    records_free(records);
}

static void what_is_written_but_not_read_back_is_there_once(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    fail_here(LSTAT, 3, 1, EIO);        // before the lock, under it, and behind the write
    add_saved(given, records, "two");
    no_faults();
    add_saved(given, records, "three");
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    assert_next_session_reads(given, "one two three ");
}

static void what_a_killed_session_left_stays_where_the_folder_can_not_be_looked_into(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    const char *const litter[] = {"report.yaml.new-0123", "report.yaml.damaged-12.new-0123"}, *const others[] = {"report.yaml.damaged-1", "report.yaml.damaged-x.new-1", "repor.yaml.new-1"};
    char *paths[5];
    for (size_t i = 0; i < 5; i++)
        write_text(paths[i] = path_in(given->folder, i < 2 ? litter[i] : others[i - 2]), "x");
    Records *records = open_state(given);
    fail_here(OPENDIR, 1, 1, EMFILE);
    add_saved(given, records, "two");
    assert_int_equal(access(paths[0], F_OK), 0);
    records_free(records);
    no_faults();
    records = open_state(given);
    add_saved(given, records, "three");
    records_free(records);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(access(paths[i], F_OK), i < 2 ? -1 : 0);
        free(paths[i]);
    }
}

static void a_clock_out_of_range_makes_no_record_bad(void **state)
{
    Given *given = *state;
    Records *records = open_state(given);
    add_fault((Fault){.call = TIME, .from = 1, .times = 1});
    add_saved(given, records, "one");
    no_faults();
    assert_string_equal(records_at(records, 1)->time, "1970-01-01T00:00:00Z");
    records_free(records);
    assert_next_session_reads(given, "one ");
}

static void compaction_that_fails_or_is_needless_changes_nothing(void **state)
{
    Given *given = *state;
    Records *one = open_state(given), *two;
    add_saved(given, one, "kept");
    append_places(one, 100);
    char *before = read_text(given->file);
    fail_here(RENAME, 1, 1, EIO);
    assert_false(records_compact(one, &given->error));
    assert_non_null(strstr(given->error.text, "it can't be written, and is as it was"));
    fail_here(WRITE, 1, 1, ENOSPC);
    assert_false(add(one, "unsaved", &given->error));
    no_faults();
    assert_false(records_compact(one, &given->error));  // what is in memory only would not be in it
    char *after = read_text(given->file);
    assert_string_equal(after, before);
    two = open_state(given);
    assert_true(records_save(one, &given->error));
    assert_true(records_compact(one, &given->error));
    assert_false(records_compact(two, &given->error));  // it has been
    records_free(one);
    records_free(two);
    assert_next_session_reads(given, "kept unsaved ");
    free(before);
    free(after);
}

static void what_others_added_meanwhile_makes_compaction_needless(void **state)
{
    Given *given = *state;
    Buffer text = {0};
    Records *records = open_state(given);
    append_places(records, 100);
    char *before = read_text(given->file);
    buffer_add_text(&text, before);
    for (int i = 0; i < 200; i++)
        buffer_addf(&text, "{v: \"1\", op: \"add\", seq: \"%d\", id: \"n%d\", kind: \"bookmark\"}\n", 200 + i, i);
    write_state(given, text.bytes);
    assert_false(records_compact(records, &given->error));
    char *after = read_text(given->file);
    assert_string_equal(after, text.bytes);
    records_free(records);
    buffer_free(&text);
    free(before);
    free(after);
}

static void a_session_forgets_what_was_compacted_but_nothing_of_its_own(void **state)
{
    (void)state;
    RecordFile file = {0};
    Record saved = bookmark("saved"), own = bookmark("own");
    saved.id = memory_copy_text("a");
    saved.is_saved = true;
    own.id = memory_copy_text("b");
    record_file_take(&file, &saved);
    record_file_take(&file, &own);
    record_file_forget_saved(&file);
    assert_int_equal(file.count, 1);
    assert_string_equal(file.items[0].text, "own");
    record_file_free(&file);
}

static void line_ends_of_windows_comments_and_a_title_without_text_are_no_damage(void **state)
{
    Given *given = *state;
    const char *const files[] = {
        "{v: \"1\", op: \"add\", seq: \"1\", id: \"a\", kind: \"bookmark\", text: \"one\"}\r\n\r\n", "# only a remark\n",
        "{v: \"1\", op: \"add\", seq: \"1\", id: \"r\", kind: \"report\"}\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        write_state(given, files[i]);
        Records *records = open_state(given);
        assert_string_equal(given->error.text, "");
        add_saved(given, records, "two");
        assert_null(records_take_aside(records));
        records_free(records);
        assert_next_session_reads(given, i == 0 ? "one two " : "two ");
    }
}

static void a_note_that_is_too_long_is_neither_saved_nor_exported(void **state)
{
    Given *given = *state;
    bool is_there;
    Buffer note = {0};
    char *path = path_in(given->base, "kept.yaml");
    buffer_add_repeated(&note, 'x', 1100 * 1000);
    Records *records = open_state(given);
    add_saved(given, records, "one");
    assert_false(add(records, note.bytes, &given->error));
    assert_string_equal(given->error.text, "not saved: the note is too long; shorten it");
    for (ExportOver over = EXPORT_NEW; over <= EXPORT_OVER; over++) {
        assert_false(records_export(records, path, over, &is_there, &given->error));
        assert_string_equal(given->error.text, "the note is too long; shorten it");
    }
    fail_here(RENAME, 1, 1, EIO);
    assert_false(records_export(records, path, EXPORT_OVER, &is_there, &given->error));
    assert_non_null(strstr(given->error.text, "it can't be written"));
    no_faults();
    records_free(records);
    buffer_free(&note);
    free(path);
}

static void hang(void)
{
    for (;;)
        pause();
}

static void a_disk_that_hangs_does_not_hold_who_exports(void **state)
{
    Given *given = *state;
    bool is_there;
    Records *records = open_titled(given, "A Title", "/reports/a");
    signals_take();
    raise(SIGTERM);
    add_fault((Fault){.call = LSTAT, .from = 1, .times = 1, .meanwhile = hang});
    assert_false(records_export(records, given->file, EXPORT_NEW, &is_there, &given->error));
    assert_string_equal(given->error.text, "the disk or network that holds it does not answer");
    no_faults();
    assert_int_equal(signals_wait(-1, 0), WAIT_HANGUP);
    signals_give_back();
    records_free(records);
}

static void what_is_kept_in_memory_counts_as_saved_where_that_is_meant(void **state)
{
    Given *given = *state;
    records_free(NULL);
    Records *records = records_in_memory();
    add_saved(given, records, "one");
    assert_int_equal(records_unsaved(records), 0);
    assert_true(records_are_known(records));
    assert_true(records_save(records, &given->error));
    records_free(records);
    records = records_open(NULL, "report", "A Title", "/reports/a", NULL);
    assert_false(add(records, "one", &given->error));
    assert_false(records_save(records, &given->error));
    assert_string_equal(given->error.text, "not saved: neither HOME nor XDG_STATE_HOME names a folder to keep it in");
    records_free(records);
}

static void that_it_is_in_use_is_said_only_where_there_is_a_lock(void **state)
{
    Given *given = *state;
    Buffer nothing = {0};
    mkdir(given->folder, 0700);
    Records *records = records_new(given->folder, "report", "A Title");
    disk_hold(records, &nothing);
    file_unlock(file_lock(given->file, 0, NULL));
    add_fault((Fault){.call = POLL, .from = 1, .times = 1, .error = EBADF});
    disk_hold(records, &nothing);
    assert_int_equal(call_faults[0].seen, 1);
    no_faults();
    records_free(records);
}

static int free_given_and_faults(void **state)
{
    no_faults();
    return free_given(state);
}

#define DISK_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given_and_faults)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DISK_TEST(without_a_process_all_goes_on),
        DISK_TEST(a_child_that_is_killed_has_saved_nothing),
        DISK_TEST(without_locks_it_is_only_added_to),
        DISK_TEST(what_can_not_be_read_is_told),
        DISK_TEST(a_file_that_changes_while_it_is_read_is_read_again),
        DISK_TEST(what_is_written_but_not_read_back_is_there_once),
        DISK_TEST(what_a_killed_session_left_stays_where_the_folder_can_not_be_looked_into),
        DISK_TEST(a_clock_out_of_range_makes_no_record_bad),
        DISK_TEST(compaction_that_fails_or_is_needless_changes_nothing),
        DISK_TEST(what_others_added_meanwhile_makes_compaction_needless),
        DISK_TEST(a_session_forgets_what_was_compacted_but_nothing_of_its_own),
        DISK_TEST(line_ends_of_windows_comments_and_a_title_without_text_are_no_damage),
        DISK_TEST(a_note_that_is_too_long_is_neither_saved_nor_exported),
        DISK_TEST(a_disk_that_hangs_does_not_hold_who_exports),
        DISK_TEST(what_is_kept_in_memory_counts_as_saved_where_that_is_meant),
        DISK_TEST(that_it_is_in_use_is_said_only_where_there_is_a_lock),
    };
    return cmocka_run_group_tests_name("records_disk", tests, NULL, NULL);
}
