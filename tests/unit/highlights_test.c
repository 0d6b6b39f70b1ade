// Highlights, notes of several lines, tags, and what undo brings back: reader/marks.h on a report of its own.
#include "session.h"
#include <string.h>
#include "reader/marks_export.h"
#include "reader/marks_import.h"
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

// What is shown is added to, not looked for anew.
static void one_more_is_shown_beside_those_that_were_there(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s s *");
    assert_lit(session, 0, "[It is cold.]");
    press(session, "s *");
    assert_lit(session, 0, "[It is cold.][Nobody drinks.]");
    press(session, "^ s *");                   // it begins with one that is there, and ends in the next paragraph
    assert_lit(session, 0, "[It is cold.][Nobody drinks.][" LONG ".]");
    press(session, "} s s *");
    assert_lit(session, 0, "[It is cold.][Nobody drinks.][" LONG ".]");
    assert_lit(session, 1, "[The gate is open.]");
    session = reopen(session, first);
    assert_lit(session, 0, "[It is cold.][Nobody drinks.][" LONG ".]");
    assert_lit(session, 1, "[The gate is open.]");
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
    say(session, "Highlighted from 1.1 on, 3 paragraphs.");
    assert_lit(session, 0, "[It is cold. Nobody drinks.][" LONG ".]");
    assert_lit(session, 1, "[Gate][The gate is open.]");
    assert_false(reader_selection(session->reader, &from, &end));
    session_close(session);
}

#define FOUR_LIT "[It is cold. Nobody drinks.][" LONG ".]"

// Three paragraphs, and a title, in two chapters.
static Session *open_with_four(void)
{
    Session *session = open_text(first);
    press(session, "s s s ^ s s s s *");
    return session;
}

static void assert_row(Session *session, size_t count, const char *text, const char *detail)
{
    press(session, "q q '");
    const List *list = &session->reader->bookmarks;
    assert_int_equal(list->count, count);
    if (!count)
        return;
    assert_string_equal(list->rows[0].mark, !strstr(detail, "paragraphs") ? "1.1" : strncmp(text, LONG, 8) == 0 ? "1.2-2.1" : "1.1-2.1");
    assert_string_equal(list->rows[0].text, text);
    assert_string_equal(strchr(list->rows[0].detail, ','), detail);
}

static void it_is_one_to_the_reader_in_the_list_and_to_undo(void **state)
{
    (void)state;
    Session *session = open_with_four();
    assert_int_equal(marks_standing(session->marks), 1);
    for (int i = 0; i < 2; i++) {
        assert_row(session, 1, "It is cold. Nobody drinks.", ", highlight, 3 paragraphs");
        reader_run(session->reader, "delete");
        assert_row(session, 0, "", "");
        assert_lit(session, 0, "");
        assert_lit(session, 1, "");
        session = reopen(session, first);
        press(session, "'");
        reader_run(session->reader, "undo");
        say(session, "The bookmark is back.");
        assert_row(session, 1, "It is cold. Nobody drinks.", ", highlight, 3 paragraphs");
        assert_lit(session, 0, FOUR_LIT);
        assert_lit(session, 1, "[Gate][The gate is open.]");
        reader_run(session->reader, "undo");
        say(session, "Nothing to undo.");
    }
    reader_run(session->reader, "tag water");
    reader_run(session->reader, "rename ask");
    assert_row(session, 1, "It is cold. Nobody drinks.", ", highlight, 3 paragraphs");
    assert_string_equal(session->reader->bookmarks.rows[0].note, "ask [water]");
    reader_run(session->reader, "bookmarks nine people");
    assert_int_equal(session->reader->bookmarks.count, 1);
    reader_run(session->reader, "bookmarks ten people");
    assert_int_equal(session->reader->bookmarks.count, 0);
    session_close(session);
}

static void titles_are_no_paragraphs(void **state)
{
    (void)state;
    Session *session = open_text(first);
    press(session, "s s s s s s ^ s *");        // the title of the second chapter, and what stands below it
    say(session, "Highlighted at 2.");
    assert_lit(session, 1, "[Gate][The gate is open.]");
    press(session, "'");
    assert_int_equal(session->reader->bookmarks.count, 1);
    assert_string_equal(strchr(session->reader->bookmarks.rows[0].detail, ','), ", highlight");
    assert_int_equal(mark(session, 0)->parts, 2);
    assert_int_equal(mark(session, 0)->paragraphs, 1);
    session_close(session);
}

// As a version that knows of no parts does it.
static void remove_part(Session *session, const char *words)
{
    Error error;
    Record record = {.op = OP_REMOVE, .kind = strdup("highlight")};
    for (size_t i = 0; i < marks_count(session->marks); i++)
        if (strncmp(marks_at(session->marks, i)->sentence, words, strlen(words)) == 0)
            record.of = strdup(marks_at(session->marks, i)->id);
    assert_non_null(record.of);
    assert_true(records_append(marks_records(session->marks), &record, &error));
}

static void one_that_lost_a_part_is_still_one(void **state)
{
    (void)state;
    static const struct {
        const char *lost, *text, *lit;
    } cases[] = {{"The well", "It is cold. Nobody drinks.", "[It is cold. Nobody drinks.]"}, {"It is cold", LONG ".", "[" LONG ".]"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Session *session = open_with_four();
        remove_part(session, cases[i].lost);
        session = reopen(session, first);
        assert_lit(session, 0, cases[i].lit);
        assert_row(session, 1, cases[i].text, ", highlight, 2 paragraphs");
        reader_run(session->reader, "delete");
        assert_row(session, 0, "", "");
        assert_lit(session, 1, "");
        reader_run(session->reader, "undo");    // what was removed before stays so
        assert_row(session, 1, cases[i].text, ", highlight, 2 paragraphs");
        reader_run(session->reader, "undo");
        assert_row(session, 1, "It is cold. Nobody drinks.", ", highlight, 3 paragraphs");
        session_close(session);
    }
}

static void a_note_at_a_part_is_told(void **state)
{
    (void)state;
    Error error;
    Session *session = open_with_four();
    char *id = strdup(mark(session, 3)->id);
    assert_true(marks_change(session->marks, id, "here", &error));
    assert_row(session, 2, "It is cold. Nobody drinks.", ", highlight, 3 paragraphs");
    assert_string_equal(session->reader->bookmarks.rows[1].note, "here");
    free(id);
    session_close(session);
}

static void it_goes_out_and_comes_in_as_one(void **state)
{
    (void)state;
    static const char *const parts[] = {
        [MARKS_MARKDOWN] = "\n> It is cold. Nobody drinks.\n>\n> " LONG ".\n>\n> Gate\n>\n> The gate is open.\n\n1.1, ",
        [MARKS_TEXT] = "\n1.1  It is cold. Nobody drinks.\n    " LONG ".\n    Gate\n    The gate is open.\n    ",
        [MARKS_CSV] = ",\"highlight\",\"It is cold. Nobody drinks.\n" LONG ".\nGate\nThe gate is open.\",",
    };
    Imported imported;
    Error error;
    Session *session = open_with_four();
    Buffer json = {0}, again = {0};
    for (MarksForm form = MARKS_MARKDOWN; form <= MARKS_CSV; form++) {
        Buffer out = {0};
        assert_int_equal(marks_export(&out, session->report, session->marks, form, "nine people"), form == MARKS_JSON ? 4 : 1);
        if (parts[form])
            assert_non_null(strstr(out.bytes, parts[form]));
        buffer_free(&out);
    }
    marks_export(&json, session->report, session->marks, MARKS_JSON, "");
    assert_true(marks_import(session->marks, "x.json", &json, &imported, &error));
    assert_int_equal(imported.there, 1);
    Marks *other = marks_new(session->report, records_in_memory());
    assert_true(marks_import(other, "x.json", &json, &imported, &error));
    assert_int_equal(imported.taken, 1);
    assert_int_equal(marks_standing(other), 1);
    marks_export(&again, session->report, other, MARKS_JSON, "");
    assert_string_equal(again.bytes, json.bytes);
    assert_true(marks_remove(other, marks_at(other, 3)->id, &error));
    assert_int_equal(marks_count(other), 0);
    marks_free(other);
    buffer_free(&json);
    buffer_free(&again);
    session_close(session);
}

static void what_names_another_highlight_as_its_own_is_no_part_of_it(void **state)
{
    (void)state;
    Imported imported;
    Error error;
    Session *session = open_text(first);
    press(session, "s s *");
    Buffer json = {0};
    buffer_addf(&json, "[{\"motivation\": \"highlighting\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"The gate is open.\"}}, "
        "\"lectern\": {\"chapter\": \"gate\", \"group\": \"%s\"}}, "
        "{\"motivation\": \"highlighting\", \"target\": {\"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"Nobody drinks.\", \"prefix\": \"It is cold. \"}}, "
        "\"lectern\": {\"chapter\": \"water\", \"group\": \"../\\u001b[31m\"}}]", mark(session, 0)->id);
    assert_true(marks_import(session->marks, "x.json", &json, &imported, &error));
    buffer_free(&json);
    assert_int_equal(imported.taken, 2);
    assert_int_equal(marks_standing(session->marks), 3);
    assert_row(session, 3, "It is deep.", ", highlight");
    reader_run(session->reader, "delete");
    assert_row(session, 2, "Nobody drinks.", ", highlight");
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
        cmocka_unit_test(one_more_is_shown_beside_those_that_were_there),
        cmocka_unit_test(a_selection_over_several_paragraphs_is_kept_by_paragraph),
        cmocka_unit_test(it_is_one_to_the_reader_in_the_list_and_to_undo),
        cmocka_unit_test(titles_are_no_paragraphs),
        cmocka_unit_test(one_that_lost_a_part_is_still_one),
        cmocka_unit_test(a_note_at_a_part_is_told),
        cmocka_unit_test(it_goes_out_and_comes_in_as_one),
        cmocka_unit_test(what_names_another_highlight_as_its_own_is_no_part_of_it),
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
