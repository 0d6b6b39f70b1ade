// reader/records.h: a disk that answers late, and what could not be saved at all.
#include "state_given.h"
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 20 * 1000000L}, NULL);
}

// Who holds the lock keeps the child waiting for 4 seconds, longer than the records wait where the program ends.
static bool add_while_held(Given *given, Records *records, const char *text)
{
    given->error = (Error){0};
    records_end_soon(records, END_CUT_OFF);
    bool is_saved = add(records, text, &given->error);
    records_go_on(records);
    return is_saved;
}

static void assert_not_confirmed(const Given *given)
{
    assert_string_equal(given->error.file, given->file);
    assert_string_equal(given->error.text, "not confirmed: the disk or network that holds it does not answer; it is kept in memory, and tried again with the next one");
}

static void refresh_until_saved(Records *records)
{
    for (int i = 0; i < 250 && records_unsaved(records); i++, rest())
        records_refresh(records, NULL);
}

static void what_is_written_late_is_there_once(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    int lock = file_lock(given->file, 0, NULL);
    assert_true(lock >= 0);
    assert_false(add_while_held(given, records, "late"));
    assert_not_confirmed(given);
    assert_texts(records, "one late ");
    file_unlock(lock);
    refresh_until_saved(records);
    assert_int_equal(records_unsaved(records), 0);
    assert_texts(records, "one late ");
    add_saved(given, records, "two");
    assert_texts(records, "one late two ");
    records_free(records);
    assert_next_session_reads(given, "one late two ");
}

static void what_is_being_written_when_the_records_are_let_go_is_there_in_the_end(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    const int lock = file_lock(given->file, 0, NULL);
    assert_false(add_while_held(given, records, "late"));
    records_free(records);
    file_unlock(lock);
    bool is_written = false;
    for (int i = 0; i < 250 && !is_written; i++, rest()) {
        char *text = read_text(given->file);
        is_written = strstr(text, "late");
        free(text);
    }
    assert_next_session_reads(given, "one late ");
}

// Its number is another one on the disk than in memory: others wrote meanwhile.
static void what_others_wrote_meanwhile_makes_no_second_one_of_it(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    int lock = file_lock(given->file, 0, NULL);
    assert_false(add_while_held(given, records, "late"));
    write_state(given, LINE("1", "a", "one") LINE("7", "b", "other"));
    file_unlock(lock);
    refresh_until_saved(records);
    assert_texts(records, "one other late ");
    records_free(records);
    assert_next_session_reads(given, "one other late ");
}

// Another program that has the lock for a second. Comes back when it has it.
static pid_t hold_for_a_second(const Given *given)
{
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    const pid_t holder = fork();
    if (holder == 0) {
        const int lock = file_lock(given->file, 0, NULL);
        (void)!write(ends[1], "", lock >= 0);
        close(ends[1]);
        sleep(1);
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    return holder;
}

static void count_told(void *context)
{
    ++*(int *)context;
}

static void who_quits_waits_for_a_slow_disk_and_is_told(void **state)
{
    Given *given = *state;
    int told = 0;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    records_set_teller(records, count_told, &told);
    const pid_t holder = hold_for_a_second(given);
    records_end_soon(records, END_QUIT);
    assert_true(add(records, "slow", &given->error));
    assert_int_equal(told, 1);
    records_free(records);
    assert_int_equal(waitpid(holder, NULL, 0), holder);
    assert_next_session_reads(given, "one slow ");
}

static void who_quits_does_not_wait_again_for_a_silent_one(void **state)
{
    Given *given = *state;
    struct timespec begin, end;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    int lock = file_lock(given->file, 0, NULL);
    assert_false(add_while_held(given, records, "late"));
    clock_gettime(CLOCK_MONOTONIC, &begin);
    records_end_soon(records, END_QUIT);
    assert_false(records_save(records, &given->error));
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_in_range(end.tv_sec - begin.tv_sec, 0, 2);
    file_unlock(lock);
    records_free(records);
}

// In whatever order.
static void assert_texts_once(const Records *records, const char *const *texts)
{
    for (; *texts; texts++) {
        int count = 0;
        for (size_t i = 0; i < records_count(records); i++)
            count += strcmp(records_at(records, i)->text, *texts) == 0;
        assert_int_equal(count, 1);
    }
}

static void while_one_is_outstanding_no_other_is_waited_for(void **state)
{
    Given *given = *state;
    write_state(given, LINE("1", "a", "one"));
    Records *records = open_state(given);
    int lock = file_lock(given->file, 0, NULL);
    assert_false(add_while_held(given, records, "late"));
    given->error = (Error){0};
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_false(add(records, "second", &given->error));
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_in_range(end.tv_sec - begin.tv_sec, 0, 1);
    assert_not_confirmed(given);
    assert_int_equal(records_unsaved(records), 2);
    file_unlock(lock);
    for (int i = 0; i < 250 && !records_save(records, &given->error); i++)
        rest();
    add_saved(given, records, "last");
    assert_int_equal(records_unsaved(records), 0);
    records_free(records);
    records = open_state(given);
    assert_int_equal(records_unsaved(records), 0);
    assert_int_equal(records_count(records), 5); // the report's title, too
    assert_texts_once(records, (const char *const[]){"one", "late", "second", "last", NULL});
    records_free(records);
}

// Export

static Records *with_two_unsaved(Given *given)
{
    Records *records = records_open("/proc/none", "report", "A Title", "/reports/a", &given->error);
    assert_false(add(records, "one", &given->error));
    assert_false(add(records, "two", &given->error));
    return records;
}

static void what_is_exported_is_a_state_file_that_merges(void **state)
{
    Given *given = *state;
    bool is_there = true;
    struct stat status;
    char *path = path_in(given->base, "kept.yaml");
    Records *records = with_two_unsaved(given);
    assert_true(records_export(records, path, EXPORT_NEW, &is_there, &given->error));
    assert_false(is_there);
    assert_int_equal(records_unsaved(records), 2);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    records_free(records);
    char *exported = read_text(path);
    Buffer merged = {0};
    buffer_addf(&merged, LINE("1", "a", "own") "%s%s", exported, exported);
    write_state(given, merged.bytes);
    records = open_state(given);
    assert_string_equal(given->error.text, "");
    assert_int_equal(records_count(records), 4);
    records_free(records);
    buffer_free(&merged);
    free(exported);
    free(path);
}

static void a_file_that_is_there_is_written_over_only_where_that_is_asked(void **state)
{
    Given *given = *state;
    bool is_there = false;
    char *path = path_in(given->base, "kept.yaml");
    write_text(path, "mine");
    Records *records = with_two_unsaved(given);
    assert_false(records_export(records, path, EXPORT_NEW, &is_there, &given->error));
    assert_true(is_there);
    char *after = read_text(path);
    assert_string_equal(after, "mine");
    free(after);
    assert_true(records_export(records, path, EXPORT_OVER, &is_there, &given->error));
    after = read_text(path);
    assert_non_null(strstr(after, "text: \"one\""));
    assert_non_null(strstr(after, "text: \"two\""));
    free(after);
    records_free(records);
    free(path);
}

static void what_is_no_file_is_left_alone(void **state)
{
    Given *given = *state;
    bool is_there;
    char *link = path_in(given->base, "link"), *fifo = path_in(given->base, "fifo");
    assert_int_equal(symlink("/nowhere/at/all", link), 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    const char *const paths[] = {link, fifo, given->base, "/dev/null"};
    Records *records = with_two_unsaved(given);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        for (ExportOver over = EXPORT_NEW; over <= EXPORT_OVER; over++) {
            assert_false(records_export(records, paths[i], over, &is_there, &given->error));
            assert_string_equal(given->error.text, "this is not a regular file");
            assert_false(is_there);
        }
    assert_false(records_export(records, "/proc/none/file", EXPORT_NEW, &is_there, &given->error));
    assert_string_equal(given->error.text, "it can't be written: No such file or directory");
    records_free(records);
    free(link);
    free(fifo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STATE_TEST(what_is_written_late_is_there_once),
        STATE_TEST(what_is_being_written_when_the_records_are_let_go_is_there_in_the_end),
        STATE_TEST(who_quits_waits_for_a_slow_disk_and_is_told),
        STATE_TEST(who_quits_does_not_wait_again_for_a_silent_one),
        STATE_TEST(what_others_wrote_meanwhile_makes_no_second_one_of_it),
        STATE_TEST(while_one_is_outstanding_no_other_is_waited_for),
        STATE_TEST(what_is_exported_is_a_state_file_that_merges),
        STATE_TEST(a_file_that_is_there_is_written_over_only_where_that_is_asked),
        STATE_TEST(what_is_no_file_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
