// Reading by ear, as commands: units, cells, spelling, and the glossary.
#include "units_given.h"
#include "base/memory.h"
#include "reader/session.h"

// Units

static void sentences_are_gone_through_on_and_back(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "s", "Heading 1: First Chapter");
    assert_card(session, "s", "The IOM speaks.");
    assert_card(session, "3 s", "Column 1: Light");
    assert_card(session, "S", "Lights\nTable, 2 rows, 2 columns.");
    assert_card(session, "(", "It says COVID-19 is here; and more.");
    assert_card(session, "1 0 S", "Heading 1: First Chapter");
    assert_message(session, "S", "Start of the report.");
    assert_string_equal(card(session), "Heading 1: First Chapter");
    session_close(session);
}

static void words_and_paragraphs_are_gone_through(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "w w w", "The");
    assert_card(session, "w", "IOM");
    assert_card(session, "4 w", "COVID-19");
    assert_card(session, "W", "says");
    assert_card(session, "a", "Lights\nTable, 2 rows, 2 columns.");
    assert_card(session, "A", "The IOM speaks. It says COVID-19 is here; and more.");
    session_close(session);
}

static void a_finer_unit_begins_where_the_coarser_does_and_a_coarser_one_goes_on(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "s s s", "It says COVID-19 is here; and more.");
    assert_card(session, "w", "It");
    assert_card(session, "w w", "COVID-19");
    assert_card(session, "S", "It says COVID-19 is here; and more.");
    assert_card(session, "w s", "Lights\nTable, 2 rows, 2 columns.");
    session_close(session);
}

// Each sentence to the end, then none.
static void the_end_of_the_report_is_told_and_nothing_moves(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "1 0 0 s", "Here it is.");
    assert_message(session, "s", "End of the report.");
    assert_string_equal(card(session), "Here it is.");
    assert_true(marks_is_read(session->reader->marks, 0));
    assert_true(marks_is_read(session->reader->marks, 1));
    session_close(session);
}

static void the_first_unit_behind_a_page_turn_is_the_one_that_holds_the_reading(void **state)
{
    (void)state;
    Session *session = three_chapters_at(10, 40);
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    press(session, "Space");
    const Place place = reader_reading_place(session->reader);
    press(session, "s");
    const Unit unit = session->reader->unit;
    assert_true(unit.from.block == place.block && unit.from.byte <= place.byte && place.byte < unit.end);
    session_close(session);
}

static void another_move_of_the_page_ends_the_unit_and_a_message_does_not(void **state)
{
    (void)state;
    static const char *const ending[] = {"Space", "j", "b", "k", "G", "}", "]", "2 g", "Tab", "/ i t Enter"};
    static const char *const leaving[] = {"=", "m", "Backspace", "z", "t q", "o x"};
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        Session *session = session_open_shipped("every-block", 10, 60);
        session->reader->settings.screen_reader = SCREEN_READER_PAGE;
        press(session, "5 s");
        press(session, ending[i]);
        finish(session);
        if (session->reader->unit.kind || *card(session))
            fail_msg("%s leaves the unit", ending[i]);
        session_close(session);
    }
    for (size_t i = 0; i < sizeof leaving / sizeof *leaving; i++) {
        Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
        press(session, "s s");
        press(session, leaving[i]);
        assert_string_equal(card(session), "The IOM speaks.");
        session_close(session);
    }
}

// No word is lost, whatever unit the page is gone on with from.
static void a_page_goes_on_with_the_line_that_holds_what_follows_the_unit(void **state)
{
    (void)state;
    for (int sentences = 1; sentences < 40; sentences++) {
        Session *session = three_chapters_at(8, 30);
        Place behind;
        session->reader->settings.screen_reader = SCREEN_READER_PAGE;
        reader_resize(session->reader, 8, 30);
        for (int i = 0; i < sentences; i++)
            press(session, "s");
        assert_true(unit_behind(session->report, &session->reader->unit, &behind));
        press(session, "Space");
        while (reader_shows_card(session->reader))
            press(session, "Space");
        assert_int_equal(layout_line_of(session->reader->shown, behind.block, behind.byte), session->reader->position.top + (behind.block == 0 ? 0 : 0));
        session_close(session);
    }
}

static void what_is_said_before_a_text_stands_on_the_page_behind_a_unit(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "report.yaml", "lectern: 1\nid: lists\ntitle: T\nlanguage: en\nchapters:\n  - {id: a, title: Lists, body: [{list: [one, two]}, {list: [three]}, End.]}\n", NULL,
    };
    Session *session = session_open(session_report(lists), 24, 60);
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    reader_resize(session->reader, 24, 60);
    press(session, "s Space");
    assert_top(session, "List, 2 items.");
    press(session, "g 3 s Space");
    assert_top(session, "List, 1 item.");
    press(session, "g 2 s Space");
    assert_top(session, "- two");
    press(session, "g 4 s Space");
    assert_top(session, "End.");
    session_close(session);
}

static void a_card_that_is_longer_than_the_screen_is_paged_through(void **state)
{
    (void)state;
    Session *session = three_chapters_at(4, 20);
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    reader_resize(session->reader, 4, 20);
    press(session, "a a a a");
    const Card *shown = &session->reader->card;
    assert_true(shown->count > 6);
    const size_t rows = (size_t)reader_text_rows(session->reader);
    for (size_t top = 0; top + rows < shown->count; top += rows) {
        assert_int_equal(shown->top, top);
        press(session, "Space");
    }
    press(session, "b");
    assert_true(reader_shows_card(session->reader) && shown->top + 2 * rows >= shown->count);
    reader_resize(session->reader, 4, 40);
    assert_true(shown->top < shown->count);
    press(session, "Space Space Space Space");
    assert_false(reader_shows_card(session->reader));
    session_close(session);
}

static void what_is_done_here_is_done_at_the_unit(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_OFF, 24, 80);
    assert_message(session, "1 1 s m", "Bookmark set at 1.3.");
    assert_non_null(strstr((press(session, "="), message(session)), "at 1.3."));
    assert_message(session, "1 S 1 S / e n d Enter", "Hit 1 of 1.");
    session_close(session);
    session = open_as(SCREEN_READER_OFF, 24, 80);
    press(session, "1 2 s / t h e Enter");
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

static void a_screen_for_eyes_shows_the_whole_unit(void **state)
{
    (void)state;
    Session *session = three_chapters_at(10, 40);
    for (int i = 0; i < 60; i++) {
        press(session, "s");
        const Unit *unit = &session->reader->unit;
        assert_true(reader_shows(session->reader, unit->from));
        assert_true(reader_shows(session->reader, (Place){unit->from.chapter, unit->from.block, unit->end - 1}));
        assert_string_equal(message(session), "");
        assert_false(reader_shows_card(session->reader));
    }
    session_close(session);
}

static void a_wrong_count_is_refused(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_OFF, 24, 80);
    assert_false(reader_run(session->reader, "next-sentence many"));
    assert_string_equal(message(session), "next-sentence takes a whole number from 1 to 100000, not \"many\".");
    session_close(session);
}

// Cells: requirement R18.

static void cells_are_gone_through_with_their_headers(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "4 s L", "Row 1. Light: Cordouan");
    assert_card(session, "L", "Year: 1611");
    assert_message(session, "L", "Last column.");
    assert_card(session, "J", "Row 2. Year: empty.");
    assert_message(session, "J", "Last row.");
    assert_card(session, "H", "Light: Bell Rock");
    assert_message(session, "H", "First column.");
    assert_card(session, "K", "Row 1. Light: Cordouan");
    assert_message(session, "9 K", "First row.");
    assert_card(session, "9 J", "Row 2. Light: Bell Rock");
    assert_card(session, "s", "Behind the table.");
    session_close(session);
}

static void a_cell_that_is_read_already_is_gone_on_from(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "7 s", "Row 1. Light: Cordouan");
    assert_card(session, "J", "Row 2. Light: Bell Rock");
    session_close(session);
}

static void outside_a_table_one_hears_how_to_get_to_one(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    press(session, "}");
    static const char *const keys[] = {"H", "J", "K", "L"};
    for (size_t i = 0; i < 4; i++) {
        press(session, keys[i]);
        assert_true(session->reader->message_is_error);
        assert_non_null(strstr(message(session), "There is no table here; x t goes to the next one."));
    }
    assert_false(reader_shows_card(session->reader));
    session_close(session);
}

static void a_table_further_down_the_page_is_entered(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 24, 60);
    assert_card(session, "L", "Row 1. Light: Cordouan");
    session_close(session);
    session = open_as(SCREEN_READER_PAGE, 4, 60);
    assert_message(session, "L", "There is no table here; x t goes to the next one.");
    session_close(session);
}

static void on_a_screen_for_eyes_a_cell_is_said_too(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_OFF, 24, 80);
    assert_message(session, "4 s L", "Row 1. Light: Cordouan");
    session_close(session);
}

// Spelling

static void the_word_is_spelled_or_the_first_of_what_is_read(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_card(session, "e", "cap F i r s t");
    assert_card(session, "s s w w e", "s a y s");
    assert_card(session, "E", "Sierra Alfa Yankee Sierra");
    assert_card(session, "w", "COVID-19");
    assert_card(session, "s e", "cap L i g h t s");
    assert_true(reader_run(session->reader, "spell Ab-1"));
    assert_string_equal(card(session), "cap A b hyphen-minus 1");
    assert_card(session, "s", "Column 1: Light");
    session_close(session);
}

static void where_no_word_is_none_is_spelled(void **state)
{
    (void)state;
    static const char *const wordless[] = {
        "report.yaml", "lectern: 1\nid: none\ntitle: T\nlanguage: en\nchapters:\n  - {id: a, title: \"?\", body: [\"- ! -\"]}\n", NULL,
    };
    Session *session = session_open(session_report(wordless), 24, 80);
    assert_message(session, "e", "There is no word here; spell TEXT spells what you write.");
    assert_true(session->reader->message_is_error);
    assert_message(session, "s e", "There is no word here; spell TEXT spells what you write.");
    assert_message(session, "w", "End of the report.");
    assert_true(reader_run(session->reader, "spell x"));
    assert_string_equal(message(session), "x");
    session_close(session);
}

// The glossary

static void abbreviations_are_explained_where_the_reading_is(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_PAGE, 10, 60);
    assert_message(session, "s s y", "IOM: International Organization for Migration.");
    assert_string_equal(card(session), "The IOM speaks.");
    assert_message(session, "} y", "No abbreviation of the glossary is here.");
    session_close(session);
}

static void many_abbreviations_are_a_text_of_their_own(void **state)
{
    (void)state;
    static const char *const many[] = {
        "report.yaml", "lectern: 1\nid: many\ntitle: T\nlanguage: en\nglossary: {A1: the first of them all, B2: the second, C3: the third of them, D: no}\n"
                       "chapters:\n  - {id: a, title: Many, body: [A1 and B2 and C3 and Dx.]}\n", NULL,
    };
    Session *session = session_open(session_report(many), 6, 20);
    assert_message(session, "s s y", "");
    assert_true(reader_shows_card(session->reader));
    assert_string_equal(card(session), "A1: the first of them all.\nB2: the second.\nC3: the third of them.");
    press(session, "s");
    assert_false(reader_shows_card(session->reader));
    session_close(session);
}

// Again

static void a_message_is_said_again(void **state)
{
    (void)state;
    Session *session = open_as(SCREEN_READER_OFF, 24, 80);
    char *welcome = memory_copy_text(message(session));
    assert_message(session, "r", welcome);
    free(welcome);
    assert_message(session, "j r", "No message has been shown that could be shown again.");
    press(session, "g");
    assert_message(session, "m r", "Bookmark set at 1.");
    assert_message(session, "r", "Bookmark set at 1.");
    assert_message(session, "j r", "No message has been shown that could be shown again.");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_gone_through_on_and_back),
        cmocka_unit_test(words_and_paragraphs_are_gone_through),
        cmocka_unit_test(a_finer_unit_begins_where_the_coarser_does_and_a_coarser_one_goes_on),
        cmocka_unit_test(the_end_of_the_report_is_told_and_nothing_moves),
        cmocka_unit_test(the_first_unit_behind_a_page_turn_is_the_one_that_holds_the_reading),
        cmocka_unit_test(another_move_of_the_page_ends_the_unit_and_a_message_does_not),
        cmocka_unit_test(a_page_goes_on_with_the_line_that_holds_what_follows_the_unit),
        cmocka_unit_test(what_is_said_before_a_text_stands_on_the_page_behind_a_unit),
        cmocka_unit_test(a_card_that_is_longer_than_the_screen_is_paged_through),
        cmocka_unit_test(what_is_done_here_is_done_at_the_unit),
        cmocka_unit_test(a_screen_for_eyes_shows_the_whole_unit),
        cmocka_unit_test(a_wrong_count_is_refused),
        cmocka_unit_test(cells_are_gone_through_with_their_headers),
        cmocka_unit_test(a_cell_that_is_read_already_is_gone_on_from),
        cmocka_unit_test(outside_a_table_one_hears_how_to_get_to_one),
        cmocka_unit_test(a_table_further_down_the_page_is_entered),
        cmocka_unit_test(on_a_screen_for_eyes_a_cell_is_said_too),
        cmocka_unit_test(the_word_is_spelled_or_the_first_of_what_is_read),
        cmocka_unit_test(where_no_word_is_none_is_spelled),
        cmocka_unit_test(abbreviations_are_explained_where_the_reading_is),
        cmocka_unit_test(many_abbreviations_are_a_text_of_their_own),
        cmocka_unit_test(a_message_is_said_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
