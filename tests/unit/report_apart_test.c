// report/files.h: a report whose files are read by a child process, on a disk that may not answer.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/near.h"
#include "call_faults.h"
#include "dropped.h"
#include "report/stamp.h"
#include "report_given.h"

enum { CHAPTERS = 70, WAIT_MS = 20000, SHORT_MS = 100 };

static char *make_report(void)
{
    Buffer manifest = {0};
    char *folder = folder_new();
    buffer_add_text(&manifest, REPORT_HEAD "chapters:\n  - {id: here, title: Here, body: [It stands in the manifest.]}\n");
    for (int i = 0; i < CHAPTERS; i++) {
        char name[32], text[128];
        snprintf(name, sizeof name, "c%02d.yaml", i);
        snprintf(text, sizeof text, "id: c%02d\ntitle: Chapter %d\nbody:\n  - Text %d.\n", i, i, i);
        put(folder, name, text);
        buffer_addf(&manifest, "  - %s\n", name);
    }
    put(folder, "report.yaml", manifest.bytes);
    buffer_free(&manifest);
    return folder;
}

// It comes in pieces of 64 KB, or less.
static char *make_long_report(void)
{
    char *folder = make_report();
    Buffer text = {0};
    buffer_add_text(&text, "id: c02\ntitle: Chapter 2\nbody:\n  - Text 2.\n  - ");
    for (int i = 0; i < 50000; i++)
        buffer_add_text(&text, "words ");
    put(folder, "c02.yaml", text.bytes);
    buffer_free(&text);
    return folder;
}

static Report *open_apart(const char *folder, int most_ms)
{
    Problems problems = {0};
    Report *report = report_open_apart(folder, (ApartPatience){.most_ms = most_ms}, &problems);
    problems_clear(&problems);
    return report;
}

static const char *first_text(Report *report, int index)
{
    return report_chapter(report, index)->blocks[1].text;
}

static void assert_text(Report *report, int index)
{
    char expected[32];
    snprintf(expected, sizeof expected, "Text %d.", index - 1);
    assert_string_equal(first_text(report, index), expected);
}

static void read_in_order(Report *report, int first, int step)
{
    for (int i = first; i > 0 && i <= CHAPTERS; i += step)
        assert_text(report, i);
    assert_false(report_was_late(report));
}

static void in_whatever_order_each_chapter_is_its_own(void **state)
{
    (void)state;
    char *folder = make_report();
    static const struct { int first, step; } orders[] = {{1, 1}, {CHAPTERS, -1}, {1, 7}};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        Report *report = open_apart(folder, WAIT_MS);
        read_in_order(report, orders[i].first, orders[i].step);
        assert_string_equal(first_text(report, 0), "It stands in the manifest.");
        read_in_order(report, 1, 1);
        report_free(report);
    }
    folder_free(folder);
}

static int started;

static void count_and_go_on(void)
{
    started++;
    add_fault((Fault){.call = FORK, .from = 1, .times = 1, .meanwhile = count_and_go_on});
}

static void who_reads_on_pays_for_few_processes_and_who_opens_for_one(void **state)
{
    (void)state;
    char *folder = make_report();
    Report *report = open_apart(folder, WAIT_MS);
    started = 0;
    no_faults();
    count_and_go_on();
    started = 0;
    assert_text(report, 30);
    assert_int_equal(started, 1);
    for (int i = 1; i <= CHAPTERS; i++)
        assert_text(report, i);
    no_faults();
    assert_in_range(started, 4, 12);
    report_free(report);
    folder_free(folder);
}

static void count_where_memory_counts(void)
{
    near_is_told = true;
    no_faults();
    count_and_go_on();
    started = 0;
}

// Which systems and disks do not tell. What is not there is read meanwhile, so that it soon is.
static bool is_in_memory(const char *folder, const char *name)
{
    char *path = path_in(folder, name);
    const bool is_there = near_look(path, 1) >= NEAR_START;
    free(path);
    return is_there;
}

static void what_memory_holds_needs_no_process(void **state)
{
    (void)state;
    Stamp now = 0;
    char *folder = make_long_report();
    count_where_memory_counts();
    const bool is_told = is_in_memory(folder, "report.yaml");
    Report *report = open_apart(folder, WAIT_MS);
    assert_int_equal(report_chapter_comes(report, 3), is_told);
    assert_int_equal(report_chapter(report, 3)->blocks[2].length, 50000 * 6 - 1);
    read_in_order(report, CHAPTERS, -1);
    assert_true(report_look(report, &now) || !is_told);
    assert_true(now == stamp_when_read(report) || !is_told);
    assert_int_equal(started == 0, is_told);
    put(folder, "c30.yaml", "id: c30\ntitle: Another\nbody: []\n");
    assert_true(report_look(report, &now) || !is_told);
    assert_int_not_equal(now, stamp_when_read(report));
    report_free(report);
    folder_free(folder);
}

static bool drop(const char *folder, const char *name)
{
    char *path = path_in(folder, name);
    const bool is_dropped = drop_from_memory(path, 0);
    free(path);
    return is_dropped;
}

static void what_memory_does_not_hold_is_read_by_a_process(void **state)
{
    (void)state;
    char *folder = make_report();
    const bool is_dropped = drop(folder, "c04.yaml");
    count_where_memory_counts();
    const bool is_told = is_in_memory(folder, "report.yaml");
    Report *report = open_apart(folder, WAIT_MS);
    assert_int_equal(started, is_told ? 0 : 1);
    assert_text(report, 5);
    assert_int_equal(started, (is_told ? 0 : 1) + (is_told && !is_dropped ? 0 : 1));
    read_in_order(report, 1, 1);
    report_free(report);
    folder_free(folder);
}

// Between keys what the system reads by itself is waited for a little, where the program may be large; without it a process comes.
static void what_the_system_reads_is_waited_for_between_keys(void **state)
{
    (void)state;
    char *folder = make_long_report();
    const bool is_dropped = drop(folder, "c02.yaml");
    count_where_memory_counts();
    const bool is_told = is_in_memory(folder, "report.yaml");
    Report *report = open_apart(folder, WAIT_MS);
    const int before = started;
    assert_int_equal(report_chapter_comes(report, 3), is_told && !is_dropped);
    assert_int_equal(started - before, is_told ? 0 : 1);
    while (!report_chapter_comes(report, 3))
        continue;
    assert_int_equal(report_chapter(report, 3)->blocks[2].length, 50000 * 6 - 1);
    assert_in_range(started - before, 0, 1);
    report_free(report);
    folder_free(folder);
}

static char *name_of(int chapter, char name[static 32])
{
    snprintf(name, 32, "c%02d.yaml", chapter - 1);
    return name;
}

static bool are_in_memory(const char *folder, int first, int last)
{
    char name[32];
    bool are_there = true;
    for (int i = first; i <= last; i++)
        are_there = is_in_memory(folder, name_of(i, name)) && are_there;
    return are_there;
}

// By whose process two chapters are read has the system read the next ones.
static void what_follows_comes_into_memory_meanwhile(void **state)
{
    (void)state;
    char *folder = make_report(), name[32];
    count_where_memory_counts();
    const bool is_told = is_in_memory(folder, "report.yaml");
    for (int i = 1; i <= 9; i++)
        drop(folder, name_of(i, name));
    Report *report = open_apart(folder, WAIT_MS);
    assert_text(report, 1);
    assert_text(report, 2);
    usleep(200000);
    const bool are_there = are_in_memory(folder, 3, 9);
    const int before = started;
    for (int i = 3; i <= 9; i++)
        assert_text(report, i);
    assert_true(!is_told || (are_there && started == before));
    report_free(report);
    folder_free(folder);
}

static void without_a_process_it_is_read_all_the_same(void **state)
{
    (void)state;
    char *folder = make_report();
    Stamp now = 0;
    add_fault((Fault){.call = FORK, .from = 1, .times = FOR_EVER, .error = EAGAIN});
    Report *report = open_apart(folder, WAIT_MS);
    read_in_order(report, 1, 1);
    assert_true(report_look(report, &now));
    no_faults();
    assert_int_equal(now, stamp_when_read(report));
    report_free(report);
    folder_free(folder);
}

static void is_told_as_ever(void)
{
    char *folder = make_report(), *gone = path_in(folder, "c02.yaml");
    put(folder, "c01.yaml", "id: c01\ntitle: [\n");
    unlink(gone);
    Report *apart = open_apart(folder, WAIT_MS), *here = open_folder(folder);
    for (int i = 1; i <= 5; i++) {
        assert_int_equal(report_chapter(apart, i)->is_broken, i == 2 || i == 3);
        assert_string_equal(first_text(apart, i), first_text(here, i));
    }
    assert_int_equal(stamp_when_read(apart), stamp_when_read(here));
    assert_false(report_was_late(apart));
    report_free(apart);
    report_free(here);
    free(gone);
    folder_free(folder);
}

static void a_chapter_that_is_gone_or_damaged_is_told_as_ever(void **state)
{
    (void)state;
    is_told_as_ever();
    near_is_told = true;
    is_told_as_ever();
}

static void hang(void)
{
    for (;;)
        pause();
}

// In the children that are begun from now on.
static void let_hang(Call call)
{
    no_faults();
    add_fault((Fault){.call = call, .from = 1, .times = 1, .meanwhile = hang});
}

static void what_does_not_answer_is_waited_for_once_and_read_when_it_does(void **state)
{
    (void)state;
    char *folder = make_report();
    Problems problems = {0};
    Report *report = open_apart(folder, WAIT_MS);
    assert_text(report, 1);
    report_set_patience(report, (ApartPatience){.most_ms = SHORT_MS});
    let_hang(OPENAT);
    assert_true(report_chapter(report, 5)->is_broken);
    no_faults();
    assert_non_null(strstr(first_text(report, 5), "the disk or network that holds it does not answer"));
    assert_true(report_was_late(report));
    const long begin = clock_ms();
    for (int i = 6; i <= CHAPTERS; i++)
        assert_true(report_chapter(report, i)->is_broken);
    assert_in_range(clock_ms() - begin, 0, CHAPTERS * SHORT_MS / 2);
    assert_text(report, 1);
    Report *again = report_open_like(report, folder, &problems);
    assert_non_null(again);
    report_free(report);
    report_set_patience(again, (ApartPatience){.most_ms = WAIT_MS});
    assert_text(again, 5);
    report_free(again);
    folder_free(folder);
}

static int gate[2];

static void wait_at_gate(void)
{
    char none;
    close(gate[1]);
    assert_int_equal(read(gate[0], &none, 1), 0);
}

static void what_comes_late_makes_room_for_the_next(void **state)
{
    (void)state;
    char *folder = make_report();
    Report *report = open_apart(folder, WAIT_MS);
    report_set_patience(report, (ApartPatience){0});
    assert_int_equal(pipe(gate), 0);
    add_fault((Fault){.call = OPENAT, .from = 1, .times = 1, .meanwhile = wait_at_gate});
    assert_true(report_chapter(report, 5)->is_broken);
    no_faults();
    close(gate[0]);
    close(gate[1]);
    report_set_patience(report, (ApartPatience){.most_ms = WAIT_MS});
    bool is_read = false;
    for (int i = 6; i <= CHAPTERS && !is_read; i++, usleep(300000))
        is_read = !report_chapter(report, i)->is_broken;
    assert_true(is_read);
    report_free(report);
    folder_free(folder);
}

static void hang_at_second(void)
{
    add_fault((Fault){.call = OPENAT, .from = 2, .times = 1, .meanwhile = hang});
}

// Several are read at once where one reads on.
static void one_that_does_not_answer_takes_none_before_it_along(void **state)
{
    (void)state;
    char *folder = make_report();
    Report *report = open_apart(folder, WAIT_MS);
    assert_text(report, 1);
    report_set_patience(report, (ApartPatience){.most_ms = SHORT_MS * 10});
    hang_at_second();
    assert_text(report, 2);
    no_faults();
    assert_text(report, 3);
    report_free(report);
    folder_free(folder);
}

static void a_look_is_not_waited_for(void **state)
{
    (void)state;
    char *folder = make_report();
    Stamp now = 0;
    Report *report = open_apart(folder, WAIT_MS);
    assert_text(report, 1);
    let_hang(STAT);
    const long begin = clock_ms();
    assert_false(report_look(report, &now));
    assert_false(report_look(report, &now));
    no_faults();
    assert_in_range(clock_ms() - begin, 0, 5000);
    report_free(report);
    report = open_apart(folder, WAIT_MS);
    assert_text(report, 1);
    for (int i = 0; i < 500 && !report_look(report, &now); i++)
        continue;
    assert_int_equal(now, stamp_when_read(report));
    report_free(report);
    folder_free(folder);
}

// False: it did not come in pieces.
static bool comes_in_pieces(Report *report, int index)
{
    int pieces = 0;
    while (!report_chapter_comes(report, index))
        pieces++;
    return pieces > 1;
}

static void between_keys_a_file_comes_in_pieces(void **state)
{
    (void)state;
    char *folder = make_long_report();
    Report *report = open_apart(folder, WAIT_MS);
    assert_true(report_chapter_comes(report, 0));
    assert_true(comes_in_pieces(report, 3));
    started = 0;
    count_and_go_on();
    started = 0;
    assert_text(report, 3);
    assert_int_equal(started, 0);
    assert_int_equal(report_chapter(report, 3)->blocks[2].length, 50000 * 6 - 1);
    assert_true(report_chapter_comes(report, 3));
    no_faults();
    read_in_order(report, 1, 1);
    report_free(report);
    folder_free(folder);
}

static void what_has_come_in_part_is_waited_for_or_left(void **state)
{
    (void)state;
    char *folder = make_long_report();
    for (int asked = 2; asked <= 4; asked++) {
        Report *report = open_apart(folder, WAIT_MS);
        assert_false(report_chapter_comes(report, 3));
        assert_text(report, asked);
        read_in_order(report, 1, 1);
        report_free(report);
    }
    Report *left = open_apart(folder, WAIT_MS);
    assert_false(report_chapter_comes(left, 3));
    report_free(left);
    folder_free(folder);
}

static void what_does_not_come_is_left_to_who_waits_for_it(void **state)
{
    (void)state;
    char *folder = make_report();
    Report *report = open_apart(folder, WAIT_MS);
    report_set_patience(report, (ApartPatience){.most_ms = SHORT_MS});
    let_hang(OPENAT);
    const long begin = clock_ms();
    while (!report_chapter_comes(report, 5))
        assert_in_range(clock_ms() - begin, 0, 5000);
    assert_false(report_was_late(report));
    assert_true(report_chapter(report, 5)->is_broken);
    assert_true(report_was_late(report));
    assert_true(report_chapter_comes(report, 6));
    no_faults();
    report_free(report);
    folder_free(folder);
}

static void a_manifest_that_does_not_answer_is_no_report(void **state)
{
    (void)state;
    char *folder = make_report();
    Problems problems = {0};
    let_hang(STAT);
    assert_null(report_open_apart(folder, (ApartPatience){.most_ms = SHORT_MS}, &problems));
    no_faults();
    assert_string_equal(problems_first_error(&problems)->text, "the disk or network that holds it does not answer");
    problems_clear(&problems);
    folder_free(folder);
}

static int forget_faults(void **state)
{
    (void)state;
    no_faults();
    near_is_told = false;
    return 0;
}

#define APART_TEST(name) cmocka_unit_test_teardown(name, forget_faults)

int main(void)
{
    const struct CMUnitTest tests[] = {
        APART_TEST(in_whatever_order_each_chapter_is_its_own),
        APART_TEST(who_reads_on_pays_for_few_processes_and_who_opens_for_one),
        APART_TEST(what_memory_holds_needs_no_process),
        APART_TEST(what_memory_does_not_hold_is_read_by_a_process),
        APART_TEST(what_the_system_reads_is_waited_for_between_keys),
        APART_TEST(what_follows_comes_into_memory_meanwhile),
        APART_TEST(without_a_process_it_is_read_all_the_same),
        APART_TEST(a_chapter_that_is_gone_or_damaged_is_told_as_ever),
        APART_TEST(what_does_not_answer_is_waited_for_once_and_read_when_it_does),
        APART_TEST(what_comes_late_makes_room_for_the_next),
        APART_TEST(one_that_does_not_answer_takes_none_before_it_along),
        APART_TEST(a_look_is_not_waited_for),
        APART_TEST(between_keys_a_file_comes_in_pieces),
        APART_TEST(what_has_come_in_part_is_waited_for_or_left),
        APART_TEST(what_does_not_come_is_left_to_who_waits_for_it),
        APART_TEST(a_manifest_that_does_not_answer_is_no_report),
    };
    return cmocka_run_group_tests_name("report_apart", tests, NULL, NULL);
}
