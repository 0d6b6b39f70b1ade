// Highlights, notes of several lines, tags, and what undo brings back: reader/marks.h on a report of its own.
#include "session.h"
#include <string.h>
#include "reader/tags.h"
#include "report/anchor.h"

#define HEAD "lectern: 1\nid: well\ntitle: The Well\nlanguage: en\nchapters:\n"
#define LONG "The well at the northern gate was dug in the spring by nine people who had come from the coast for that work alone"

static const char first[] = HEAD
    "  - {id: water, title: Water, body: [It is deep. It is cold. Nobody drinks., " LONG ".]}\n"
    "  - {id: gate, title: Gate, body: [The gate is open.]}\n";
static const char revised[] = HEAD
    "  - {id: water, title: Water, body: [It is deep. It is warm. Nobody drinks., " LONG " and no other.]}\n"
    "  - {id: gate, title: Gate, body: [The gate is open.]}\n";

static Session *open_text(const char *text)
{
    return session_open(session_report((const char *const[]){"report.yaml", text, NULL}), 20, 60);
}

// The next version, with the state that is there.
static Session *reopen(Session *session, const char *text)
{
    char *folder = session_leave(session), *path = path_in(folder, "report.yaml");
    write_text(path, text);
    free(path);
    return session_open(folder, 20, 60);
}

static void say(const Session *session, const char *expected)
{
    assert_string_equal(buffer_text(&session->reader->message), expected);
}

static const Mark *mark(Session *session, size_t index)
{
    assert_true(index < marks_count(session->marks));
    return marks_at(session->marks, index);
}

static void assert_lit(Session *session, int chapter, const char *expected)
{
    Buffer out = {0};
    size_t count;
    const Lit *lit = marks_lit(session->marks, chapter, &count);
    for (size_t i = 0; i < count; i++)
        buffer_addf(&out, "[%.*s]", (int)(lit[i].end - lit[i].start), report_chapter(session->report, chapter)->blocks[lit[i].block].text + lit[i].start);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void a_sentence_is_highlighted_and_is_there_next_time(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s s");
    reader_run(session->reader, "highlight");
    say(session, "Highlighted at 1.1.");
    assert_lit(session, 0, "[It is cold.]");
    reader_run(session->reader, "highlight sentence");
    say(session, "This is highlighted already, at 1.1.");
    session = reopen(session, first);
    assert_lit(session, 0, "[It is cold.]");
    assert_lit(session, 1, "");
    assert_int_equal(mark(session, 0)->kind, MARK_HIGHLIGHT);
    assert_string_equal(mark(session, 0)->sentence, "It is cold.");
    assert_lit(session, 0, "[It is cold.]"); // now from the list
    session_close(session);
}

static void a_selection_over_several_paragraphs_is_kept_by_paragraph(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s s ^ s s s s");
    Place from, end;
    assert_true(reader_selection(session->reader, &from, &end));
    assert_int_equal(from.block, 1);
    assert_int_equal(end.chapter, 1);
    press(session, "*");
    say(session, "Highlighted from 1.1 on, 4 paragraphs.");
    assert_lit(session, 0, "[It is cold. Nobody drinks.][" LONG ".]");
    assert_lit(session, 1, "[Gate][The gate is open.]");
    assert_false(reader_selection(session->reader, &from, &end));
    session_close(session);
}

static void a_selection_can_be_made_backwards_and_dropped(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s s ^ S *");
    assert_lit(session, 0, "[It is deep. It is cold.]");
    press(session, "^");
    press(session, "^");
    say(session, "Nothing is selected any more.");
    reader_run(session->reader, "highlight selection");
    say(session, "Nothing is selected.");
    session_close(session);
}

static void highlights_that_overlap_are_shown_as_one(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s * s * S ^ s *");
    reader_run(session->reader, "highlight paragraph");
    assert_lit(session, 0, "[It is deep. It is cold. Nobody drinks.]");
    assert_int_equal(marks_count(session->marks), 4);
    session_close(session);
}

static void what_follows_its_words_into_a_revised_report_says_how_sure_it_is(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s * s * s s *");
    assert_lit(session, 0, "[It is deep.][It is cold.][" LONG ".]");
    session = reopen(session, revised);
    assert_lit(session, 0, "[It is deep.]");
    assert_int_equal(mark(session, 0)->found, ANCHOR_FOUND);
    assert_int_equal(mark(session, 1)->found, ANCHOR_NEAR);
    assert_string_equal(mark(session, 1)->sentence, "It is cold.");
    assert_int_equal(mark(session, 2)->found, ANCHOR_NEAR);     // its first words stand there still
    assert_int_equal(mark(session, 2)->place.block, 2);
    assert_int_equal(mark(session, 2)->place.byte, 0);
    assert_int_equal(mark(session, 2)->end, 0);
    assert_string_equal(mark(session, 2)->sentence, LONG ".");
    session_close(session);
}

static void nothing_is_highlighted_where_there_is_nothing_or_too_much(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add_text(&text, HEAD "  - {id: one, title: One, body: [");
    for (int i = 0; i < 60; i++)
        buffer_addf(&text, "number %d, ", i);
    for (int i = 0; i < 9000; i++)
        buffer_add_text(&text, "many words ");
    buffer_add_text(&text, "]}\n");
    Session *session = open_text(text.bytes);
    press(session, "^ G *");
    say(session, "That is too much to highlight at once; select less.");
    press(session, "g s s");
    reader_run(session->reader, "goto 1.61");
    reader_run(session->reader, "highlight paragraph");
    say(session, "That is too much to highlight at once; select less.");
    reader_run(session->reader, "highlight all");
    say(session, "highlight takes sentence, paragraph or selection, not \"all\".");
    assert_int_equal(marks_count(session->marks), 0);
    buffer_free(&text);
    session_close(session);
}

static void a_note_keeps_its_lines(void **state)
{
    (void)state;
    Error error;
    Session *session = open_text(first);
    assert_true(marks_add(session->marks, (Place){0, 1, 0}, "one\n\ttwo\x1B[31m\n\n", &error));
    assert_string_equal(mark(session, 0)->note, "one\n        two\xE2\x90\x9B[31m");
    session = reopen(session, first);
    assert_string_equal(mark(session, 0)->note, "one\n        two\xE2\x90\x9B[31m");
    session_close(session);
}

static void a_sign_stands_for_the_end_of_a_line_where_a_note_is_typed(void **state)
{
    (void)state;
    Session *session = open_text(first);
    reader_run(session->reader, "bookmark one\u00B6two");
    assert_string_equal(mark(session, 0)->note, "one\ntwo");
    press(session, "'");
    reader_run(session->reader, "rename \u00B6a\u00B6\u00B6b\u00B6");
    assert_string_equal(mark(session, 0)->note, "\na\n\nb");
    press(session, "r");
    assert_string_equal(buffer_text(&session->reader->prompt.text), "\u00B6a\u00B6\u00B6b");
    session_close(session);
}

static void a_note_of_1_MB_is_refused_at_once(void **state)
{
    (void)state;
    Error error;
    Buffer note = {0};
    buffer_add_repeated(&note, 'x', 1024 * 1024);
    Session *session = open_text(first);
    assert_false(marks_add(session->marks, (Place){0, 1, 0}, note.bytes, &error));
    assert_string_equal(error.text, "not saved: the note is too long; shorten it");
    assert_int_equal(marks_count(session->marks), 0);
    assert_int_equal(marks_unsaved(session->marks), 0);
    buffer_cut(&note, 1000 * 1024);
    assert_true(marks_add(session->marks, (Place){0, 1, 0}, note.bytes, &error));
    session = reopen(session, first);
    assert_int_equal(strlen(mark(session, 0)->note), 1000 * 1024);
    buffer_free(&note);
    session_close(session);
}

static void assert_tags(const char *typed, const char *stored, const char *shown)
{
    char *read = tags_read(typed);
    Buffer out = {0};
    tags_add(&out, read);
    assert_string_equal(read, stored);
    assert_string_equal(buffer_text(&out), shown);
    buffer_free(&out);
    free(read);
}

static void tags_have_commas_between_them_and_may_have_spaces(void **state)
{
    (void)state;
    assert_tags("", "", "");
    assert_tags(" , #,", "", "");
    assert_tags("water", "water", "water");
    assert_tags("#water, night  shift ,water", "water night\u00A0shift", "water, night shift");
    assert_tags("a\nb\x1B", "a\u00A0b\xE2\x90\x9B", "a b\xE2\x90\x9B");
}

static void undo_brings_back_notes_and_tags_and_marks_in_turn(void **state)
{
    (void)state;
    Error error;
    UndoKind kind;
    Session *session = open_text(first);
    assert_true(marks_add(session->marks, (Place){0, 1, 0}, "one", &error));
    char *id = strdup(mark(session, 0)->id);
    assert_true(marks_set_tags(session->marks, id, "water, night shift", &error));
    assert_true(marks_change(session->marks, id, "two", &error));
    assert_true(marks_set_tags(session->marks, id, "", &error));
    assert_true(marks_remove(session->marks, id, &error));
    assert_int_equal(marks_count(session->marks), 0);
    assert_true(marks_undo(session->marks, &kind, &error));
    assert_int_equal(kind, UNDO_MARK);
    assert_string_equal(mark(session, 0)->tags, "");
    assert_true(marks_undo(session->marks, &kind, &error));
    assert_int_equal(kind, UNDO_TAGS);
    assert_string_equal(mark(session, 0)->tags, "water, night shift");
    assert_string_equal(mark(session, 0)->note, "two");
    assert_true(marks_undo(session->marks, &kind, &error));
    assert_int_equal(kind, UNDO_NOTE);
    assert_string_equal(mark(session, 0)->note, "one");
    assert_true(marks_undo(session->marks, &kind, &error));
    assert_string_equal(mark(session, 0)->tags, "");
    assert_false(marks_undo(session->marks, &kind, &error));
    assert_string_equal(error.text, "Nothing to undo.");
    free(id);
    session_close(session);
}

static void undo_passes_over_what_another_session_has_removed(void **state)
{
    (void)state;
    Error error;
    UndoKind kind;
    Session *session = open_text(first);
    assert_true(marks_add(session->marks, (Place){0, 1, 0}, "one", &error));
    char *id = strdup(mark(session, 0)->id), *folder = path_in(session->folder, "state");
    assert_true(marks_change(session->marks, id, "two", &error));
    Marks *other = marks_new(session->report, records_open(folder, "well", "The Well", session->folder, &error));
    assert_true(marks_remove(other, id, &error));
    marks_refresh(session->marks);
    assert_true(marks_undo(session->marks, &kind, &error));
    assert_int_equal(kind, UNDO_MARK);
    assert_string_equal(mark(session, 0)->note, "two");
    marks_free(other);
    free(folder);
    free(id);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_highlighted_and_is_there_next_time),
        cmocka_unit_test(a_selection_over_several_paragraphs_is_kept_by_paragraph),
        cmocka_unit_test(a_selection_can_be_made_backwards_and_dropped),
        cmocka_unit_test(highlights_that_overlap_are_shown_as_one),
        cmocka_unit_test(what_follows_its_words_into_a_revised_report_says_how_sure_it_is),
        cmocka_unit_test(nothing_is_highlighted_where_there_is_nothing_or_too_much),
        cmocka_unit_test(a_note_keeps_its_lines),
        cmocka_unit_test(a_sign_stands_for_the_end_of_a_line_where_a_note_is_typed),
        cmocka_unit_test(a_note_of_1_MB_is_refused_at_once),
        cmocka_unit_test(tags_have_commas_between_them_and_may_have_spaces),
        cmocka_unit_test(undo_brings_back_notes_and_tags_and_marks_in_turn),
        cmocka_unit_test(undo_passes_over_what_another_session_has_removed),
    };
    return cmocka_run_group_tests_name("highlights", tests, NULL, NULL);
}
