// reader/revisions.h: what is new, changed or gone since a digest was kept, and digests that somebody has made up.
#include "session.h"
#include <string.h>
#include "reader/revisions.h"

#define HEAD "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nchapters:\n"
#define WATER "  - {id: water, title: Water, body: [It is deep., {section: Spring, id: spring, body: [It is clear.]}, {section: Pump, body: [It is loud.]}]}\n"
#define GATE "  - {id: gate, title: Gate, body: [It is open.]}\n"
#define ROAD "  - {id: road, title: Road, body: [It is long.]}\n"

typedef struct {
    char *folder;
    Report *report;
} Given;

static Given open_text(const char *text)
{
    Given given = {.folder = session_report((const char *const[]){"report.yaml", text, NULL})};
    Problems problems = {0};
    char *path = path_in(given.folder, "report.yaml");
    given.report = report_open(path, &problems);
    assert_non_null(given.report);
    problems_clear(&problems);
    free(path);
    return given;
}

static void close_given(Given *given)
{
    report_free(given->report);
    folder_free(given->folder);
}

static void assert_revisions(Report *report, const char *digest, const char *expected)
{
    static const char signs[] = {[REVISION_NEW] = '+', [REVISION_CHANGED] = '*', [REVISION_GONE] = '-'};
    Revisions revisions = revisions_find(report, digest);
    Buffer out = {0};
    for (size_t i = 0; i < revisions.count; i++)
        buffer_addf(&out, "%c%s@%d.%d ", signs[revisions.items[i].kind], revisions.items[i].title, revisions.items[i].place.chapter, revisions.items[i].place.block);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
    revisions_free(&revisions);
}

static char *digest_of(const char *text)
{
    Buffer digest = {0};
    Given given = open_text(text);
    digest_add_whole(&digest, given.report);
    close_given(&given);
    return buffer_take(&digest);
}

static void assert_changes(const char *before, const char *now, const char *expected)
{
    char *digest = digest_of(before);
    Given given = open_text(now);
    assert_revisions(given.report, digest, expected);
    close_given(&given);
    free(digest);
}

static void sections_are_new_changed_or_gone(void **state)
{
    (void)state;
    assert_changes(HEAD WATER GATE, HEAD WATER GATE, "");
    assert_changes(HEAD WATER, HEAD "  - {id: water, title: Water, body: [It is deep., {section: Source, id: spring, body: [It is clear.]}, {section: Pump, body: [It is loud.]}]}\n",
        "*Source@0.2 ");
    assert_changes(HEAD WATER, HEAD "  - {id: water, title: Water, body: [It is low., {section: Well, body: [It is old.]}, {section: Pump, body: [It is loud.]}]}\n",
        "*Water@0.0 -Spring@0.0 +Well@0.2 ");
    assert_changes(HEAD GATE, HEAD "  - {id: gate, title: Gate, body: [It is open., {section: Key, body: [It is lost.]}]}\n", "+Key@0.2 ");
    assert_changes(HEAD "  - {id: gate, title: Gate, body: [It is open., {section: Key, body: [It is lost.]}]}\n", HEAD GATE, "-Key@0.0 ");
}

static void chapters_are_new_or_gone_and_may_change_places(void **state)
{
    (void)state;
    assert_changes(HEAD WATER GATE, HEAD WATER ROAD GATE, "+Road@1.0 ");
    assert_changes(HEAD WATER ROAD GATE, HEAD WATER GATE, "-Road@0.0 ");
    assert_changes(HEAD WATER ROAD GATE, HEAD GATE WATER ROAD, "");
    assert_changes(HEAD WATER GATE, HEAD ROAD, "+Road@0.0 -Water@0.0 -Gate@0.0 ");
}

static void what_was_not_read_has_no_changes(void **state)
{
    (void)state;
    Given given = open_text(HEAD WATER GATE ROAD);
    Buffer first = {0}, second = {0}, third = {0};
    report_chapter(given.report, 1);
    assert_true(digest_add(&first, given.report, ""));
    assert_non_null(strstr(first.bytes, "c water\nc gate\ns "));
    assert_false(digest_add(&second, given.report, first.bytes));
    assert_string_equal(second.bytes, first.bytes);
    Given now = open_text(HEAD "  - {id: water, title: Water, body: [Other.]}\n" "  - {id: gate, title: Gate, body: [Other.]}\n" ROAD);
    assert_revisions(now.report, first.bytes, "*Gate@1.0 ");
    buffer_cut(&second, 0);
    assert_true(digest_add(&second, now.report, first.bytes));  // the others count as read now; that of which it was known is as it was
    assert_revisions(now.report, second.bytes, "*Gate@1.0 ");
    assert_revisions(given.report, second.bytes, "*Water@0.0 +Spring@0.2 +Pump@0.4 ");
    digest_add_whole(&third, now.report);
    assert_revisions(now.report, third.bytes, "");
    buffer_free(&first);
    buffer_free(&second);
    buffer_free(&third);
    close_given(&given);
    close_given(&now);
}

static void a_new_chapter_stays_new_until_all_counts_as_read(void **state)
{
    (void)state;
    char *digest = digest_of(HEAD WATER);
    Buffer next = {0};
    Given now = open_text(HEAD WATER GATE);
    assert_revisions(now.report, digest, "+Gate@1.0 ");
    assert_false(digest_add(&next, now.report, digest));
    assert_revisions(now.report, next.bytes, "+Gate@1.0 ");
    buffer_free(&next);
    close_given(&now);
    free(digest);
}

static void a_digest_that_somebody_made_up_does_no_harm(void **state)
{
    (void)state;
    Given given = open_text(HEAD WATER GATE);
    static const char *const digests[] = {"c", "c ", "c \n", "s", "s \n", "s a b c", "c water\ns", "c water\ns \ns x\ns x y\n", "c water\ns spring 0123456789abcdef",
        "\n\n\n", "c water\nc water\nc water\n", "c water\ns  0123456789abcdef x\n", "nothing of that kind"};
    for (size_t i = 0; i < sizeof digests / sizeof *digests; i++) {
        Buffer next = {0};
        Revisions revisions = revisions_find(given.report, digests[i]);
        digest_add(&next, given.report, digests[i]);
        revisions_free(&revisions);
        buffer_free(&next);
    }
    assert_revisions(given.report, "c water\nc gate\nc \x1B[31m\ns k 0123456789abcdef \x1B[1m\n", "-\xE2\x90\x9B[1m@1.0 ");
    assert_revisions(given.report, "c water\nc gate\nc old\n", "-old@1.0 ");
    close_given(&given);
}

static void a_digest_has_a_limit(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add_text(&text, HEAD);
    for (int i = 0; i < 9000; i++)
        buffer_addf(&text, "  - {id: chapter-number-%d, title: A long title for the chapter with the number %d, body: [Text.]}\n", i, i);
    Given given = open_text(text.bytes);
    Buffer digest = {0}, more = {0};
    digest_add_whole(&digest, given.report);
    assert_in_range(digest.length, DIGEST_BYTES / 2, DIGEST_BYTES);
    for (const char *at = digest.bytes; *at; at = strchr(at, '\n') + 1)
        if (*at == 'c')
            buffer_add(&more, at, strcspn(at, "\n") + 1);
    buffer_cut(&digest, 0);
    assert_true(digest_add(&digest, given.report, more.bytes));
    assert_in_range(digest.length, DIGEST_BYTES / 2, DIGEST_BYTES);
    buffer_free(&digest);
    buffer_free(&more);
    buffer_free(&text);
    close_given(&given);
}

static void say(const Session *session, const char *expected)
{
    assert_string_equal(buffer_text(&session->reader->message), expected);
}

// The next version, with the state that is there, as main() leaves it.
static Session *revise(Session *session, const char *text)
{
    Error error;
    reader_keep_digest(session->reader);
    assert_true(reader_save_place(session->reader, &error) && records_save(marks_records(session->marks), &error));
    char *folder = session_leave(session), *path = path_in(folder, "report.yaml");
    if (text)
        write_text(path, text);
    free(path);
    return session_open(folder, 20, 60);
}

static void a_revised_report_is_gone_through_change_by_change(void **state)
{
    (void)state;
    Session *session = session_open(session_report((const char *const[]){"report.yaml", HEAD WATER GATE, NULL}), 20, 60);
    reader_run(session->reader, "changes");
    say(session, "What this report was when it was last read is not known; from now on it is kept.");
    while (reader_idle(session->reader))
        continue;
    press(session, "s s");
    session = revise(session, "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nupdated: 2025-01\nchapters:\n"
        "  - {id: water, title: Water, body: [It is deep., {section: Spring, id: spring, body: [It is dry.]}]}\n" GATE ROAD);
    assert_non_null(strstr(buffer_text(&session->reader->message), "This is another edition than the one you read; v c lists what has changed."));
    press(session, "x c");
    say(session, "Change 1 of 3: \"Spring\", changed.");
    press(session, "x c");
    say(session, "Change 2 of 3: \"Pump\", gone.");
    press(session, "x c");
    say(session, "Change 3 of 3: \"Road\", new.");
    press(session, "x c");
    say(session, "No change follows.");
    press(session, "2 X c");
    say(session, "Change 1 of 3: \"Spring\", changed.");
    press(session, "X c");
    say(session, "There is no change before this.");
    press(session, "v c");
    const List *list = reader_list(session->reader, FOCUS_CHANGES);
    assert_int_equal(session->reader->focus, FOCUS_CHANGES);
    assert_int_equal(list->count, 3);
    assert_string_equal(list->rows[0].text, "Spring");
    assert_string_equal(list->rows[0].detail, "changed");
    press(session, "G Enter");
    assert_int_equal(session->reader->position.place.chapter, 2);
    session = revise(session, NULL);
    press(session, "v c");
    assert_int_equal(reader_list(session->reader, FOCUS_CHANGES)->count, 3);
    reader_run(session->reader, "changes read");
    say(session, "This version counts as read: changes are told from here on.");
    reader_run(session->reader, "changes all");
    say(session, "changes takes read, or nothing, not \"all\".");
    session = revise(session, NULL);
    assert_null(strstr(buffer_text(&session->reader->message), "another edition"));
    press(session, "v c");
    assert_int_equal(reader_list(session->reader, FOCUS_CHANGES)->count, 0);
    session_close(session);
}

static void what_more_is_read_of_another_edition_does_not_make_it_the_one_that_was_read(void **state)
{
    (void)state;
    Session *session = session_open(session_report((const char *const[]){"report.yaml", HEAD WATER GATE, NULL}), 20, 60);
    press(session, "s s");
    session = revise(session, "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nupdated: 2025-01\nchapters:\n" WATER GATE);
    while (reader_idle(session->reader))
        continue;
    session = revise(session, NULL);
    assert_non_null(strstr(marks_digest(session->marks), " Gate\n"));
    assert_non_null(strstr(buffer_text(&session->reader->message), "This is another edition"));
    session_close(session);
}

static void another_edition_with_the_same_words_is_told_of_once(void **state)
{
    (void)state;
    Session *session = session_open(session_report((const char *const[]){"report.yaml", HEAD WATER, NULL}), 20, 60);
    press(session, "s s");
    session = revise(session, "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nupdated: 2025-01\nchapters:\n" WATER);
    assert_non_null(strstr(buffer_text(&session->reader->message), "This is another edition"));
    press(session, "v c");
    session = revise(session, NULL);
    assert_null(strstr(buffer_text(&session->reader->message), "This is another edition"));
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_new_changed_or_gone),
        cmocka_unit_test(chapters_are_new_or_gone_and_may_change_places),
        cmocka_unit_test(what_was_not_read_has_no_changes),
        cmocka_unit_test(a_new_chapter_stays_new_until_all_counts_as_read),
        cmocka_unit_test(a_digest_that_somebody_made_up_does_no_harm),
        cmocka_unit_test(a_digest_has_a_limit),
        cmocka_unit_test(a_revised_report_is_gone_through_change_by_change),
        cmocka_unit_test(what_more_is_read_of_another_edition_does_not_make_it_the_one_that_was_read),
        cmocka_unit_test(another_edition_with_the_same_words_is_told_of_once),
    };
    return cmocka_run_group_tests_name("revisions", tests, NULL, NULL);
}
