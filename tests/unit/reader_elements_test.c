// reader/: lists of headings, links, tables, figures and footnotes.
#include "every_block.h"

static const List *elements(const Session *session)
{
    return reader_list(session->reader, FOCUS_ELEMENTS);
}

// A row is "MARK|TEXT|DETAIL".
static void assert_row(const Session *session, size_t index, const char *expected)
{
    Buffer text = {0};
    const Row *row = &elements(session)->rows[index];
    assert_true(index < elements(session)->count);
    buffer_addf(&text, "%s|%s|%s", row->mark, row->text, row->detail);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
}

static void assert_list(const Session *session, size_t count, const char *title)
{
    assert_int_equal(session->reader->focus, FOCUS_ELEMENTS);
    assert_string_equal(elements(session)->title, title);
    assert_int_equal(elements(session)->count, count);
}

static void headings_are_listed_with_their_levels(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v h");
    assert_list(session, 17, "17 headings in Every Block, Every Mark");
    assert_row(session, 0, "|Running Text and Its Marks|level 1");
    assert_row(session, 2, "|Level One with Emphasis and a Footnote[1]|level 2");
    assert_row(session, 7, "|Level Six|level 7");
    assert_row(session, 16, "|How to Return|level 2");
    session_close(session);
}

static void links_are_listed_with_their_number_and_where_they_lead(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v k");
    assert_list(session, 14, "14 links in Every Block, Every Mark");
    assert_row(session, 0, "1.6|A link, to \"Inline Marks\"|link 1");
    assert_row(session, 1, "1.8|a link, to https://example.org/a_b?c=d&e=f|link 2");
    assert_row(session, 3, "1.8|one in another, to 2.4, in \"Lists, Steps and Terms\"|link 4");
    assert_row(session, 4, "1.8|a chapter, to \"An Annex in the Manifest\"|link 5");
    assert_row(session, 7, "1|link, to \"Inline Marks\"|link 8");
    assert_row(session, 8, "2.35|Cordouan, to https://en.wikipedia.org/wiki/Cordouan_Lighthouse|link 1");
    session_close(session);
}

static void tables_are_listed_with_their_caption_or_first_row_and_their_size(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v t");
    assert_list(session, 11, "11 tables in Every Block, Every Mark");
    assert_row(session, 1, "3.1|Three lights and their heights.[t]|3 rows, 3 columns");
    assert_row(session, 2, "3.2|a table, of one row|1 row, 2 columns");
    assert_row(session, 3, "3.3|Only|2 rows, 1 column");
    assert_row(session, 7, "3.7|Wide characters, +|2 rows, 3 columns");
    assert_row(session, 8, "3|One, Two|1 row, 2 columns");
    session_close(session);
}

static void figures_are_listed_with_their_caption_or_what_they_show(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v f");
    assert_list(session, 5, "5 figures in Every Block, Every Mark");
    assert_row(session, 1, "3.8|A tower on a rock in the sea, seen from a boat at dawn.|");
    assert_row(session, 2, "3.9|How a lens gathers light.[t]|");
    session_close(session);
}

static void footnotes_are_listed_where_they_are_referred_to_with_their_first_words(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v n");
    assert_list(session, 9, "9 footnotes in Every Block, Every Mark");
    assert_row(session, 0, "1.8|The text of the first note.|note 1");
    assert_row(session, 1, "1.10|A note of several blocks.|note note");
    assert_row(session, 2, "1.22|The text of the first note.|note 1");
    assert_row(session, 3, "1|A note that nothing refers to.|note never");
    assert_row(session, 8, "6.1|The key of a footnote need not be a number.|note a");
    session_close(session);
}

static void from_one_list_another_is_opened_and_filtered_and_closed(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v h v t / o n l y Enter");
    assert_int_equal(list_shown_count(elements(session)), 1);
    press(session, "v f");
    assert_int_equal(list_shown_count(elements(session)), 5);
    press(session, "h");
    assert_int_equal(session->reader->focus, FOCUS_HELP);
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_ELEMENTS);
    press(session, "-");
    assert_string_equal(message(session), "There is nothing to fold here.");
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void the_row_at_or_before_the_reading_is_selected(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "3 . 4 g v t");
    assert_row(session, elements(session)->selected, "3.4|All cells are empty.|2 rows, 2 columns");
    press(session, "q 3 . 8 g v t");
    assert_row(session, elements(session)->selected, "3.7|Wide characters, +|2 rows, 3 columns");
    press(session, "q g v t");
    assert_int_equal(elements(session)->selected, 0);
    session_close(session);
}

static void choosing_goes_to_the_heading_table_or_figure(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v t 2 Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_top(session, "Three lights and their heights");
    press(session, "v f 2 Enter");
    assert_true(shows(session, "A tower on a rock"));
    press(session, "v h 1 7 Enter");
    assert_top(session, "How to Return");
    press(session, "Backspace Backspace");
    assert_top(session, "Three lights and their heights");
    session_close(session);
}

static void a_link_gone_to_from_the_list_is_chosen_so_that_enter_follows_it(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "v k 4 Enter");
    assert_true(session->reader->link.is_some);
    assert_true(shows(session, "one in another"));
    press(session, "Enter");
    assert_int_equal(session->reader->position.place.chapter, 1);
    press(session, "v k 8 Enter");      // one in a footnote
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    assert_true(session->reader->note_link.is_some);
    press(session, "Enter");
    assert_top(session, "Inline Marks");
    session_close(session);
}

static void a_footnote_gone_to_from_the_list_is_shown_at_its_reference(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    Reader *reader = session->reader;
    press(session, "v n 3 Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_top(session, "Level One with");
    assert_string_equal(layout_chapter(reader->note)->blocks[reader->note_block].label, "1");
    press(session, "q v n 4 Enter");    // nothing refers to it
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_string_equal(layout_chapter(reader->note)->blocks[reader->note_block].label, "never");
    session_close(session);
}

static const char *const plain[] = {
    "report.yaml", "lectern: 1\nid: plain\ntitle: Plain\nchapters: [one.yaml, missing.yaml, two.yaml]\n",
    "one.yaml", "id: one\ntitle: One\nbody: ['See [there](#two) and a note.[^x]']\n",
    "two.yaml", "id: two\ntitle: Two\nbody: [Some words., {table: [['', '']]}]\n", NULL,
};

static void a_chapter_that_cant_be_read_is_told_in_the_lists_and_passed_over(void **state)
{
    (void)state;
    Session *session = session_open(session_report(plain), 24, 80);
    press(session, "v h");
    assert_list(session, 3, "3 headings in Plain; 1 chapter can't be read");
    assert_row(session, 1, "|missing|level 1, can't be read");
    press(session, "v f");
    assert_list(session, 0, "0 figures in Plain; 1 chapter can't be read");
    assert_string_equal(elements(session)->empty, "There are no figures in what can be read of this report.");
    press(session, "v n");
    assert_row(session, 0, "1.1|there is no such footnote|note x");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no footnote \"x\" in this chapter.");
    press(session, "v t");
    assert_row(session, 0, "3.2|Table|1 row, 2 columns");
    press(session, "q x t");
    assert_int_equal(session->reader->position.place.chapter, 2);
    session_close(session);
}

static void an_empty_list_says_so(void **state)
{
    (void)state;
    Session *session = three_chapters_at(24, 80);
    static const char *const lists[][2] = {
        {"v k", "There are no links in this report."}, {"v t", "There are no tables in this report."},
        {"v f", "There are no figures in this report."}, {"v n", "There are no footnotes in this report."},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        press(session, lists[i][0]);
        assert_string_equal(elements(session)->empty, lists[i][1]);
        press(session, "Enter");
        assert_string_equal(message(session), "There is nothing to choose here.");
    }
    session_close(session);
}

// Long reports

// So many chapters; the last has a table.
static Session *long_report(int chapters)
{
    char *folder = folder_new();
    Buffer manifest = {0};
    buffer_add_text(&manifest, "lectern: 1\nid: long\ntitle: Long\nchapters:\n");
    for (int i = 1; i <= chapters; i++) {
        char name[32], text[128];
        snprintf(name, sizeof name, "c%d.yaml", i);
        snprintf(text, sizeof text, "id: c%d\ntitle: Chapter %d\nbody: [Words., %s]\n", i, i, i == chapters ? "{table: [[last]]}" : "More words.");
        buffer_addf(&manifest, "  - %s\n", name);
        char *path = path_in(folder, name);
        write_text(path, text);
        free(path);
    }
    char *path = path_in(folder, "report.yaml");
    write_text(path, buffer_text(&manifest));
    free(path);
    buffer_free(&manifest);
    return session_open(folder, 24, 80);
}

static int loaded(const Session *session)
{
    int count = 0;
    for (int i = 0; i < report_chapter_count(session->report); i++)
        count += report_chapter_if_loaded(session->report, i) != NULL;
    return count;
}

static void the_lists_of_a_thousand_chapters_open_after_some_and_fill_while_one_waits(void **state)
{
    (void)state;
    Session *session = long_report(1000);
    press(session, "v h");
    assert_true(loaded(session) <= 20);
    assert_list(session, (size_t)loaded(session), "17 headings so far in Long");
    assert_true(reader_is_awaited(session->reader));
    press(session, "4 Enter v h");
    assert_row(session, elements(session)->selected, "|Chapter 4|level 1");
    finish(session);
    assert_list(session, 1000, "1,000 headings in Long");
    assert_row(session, elements(session)->selected, "|Chapter 4|level 1");
    assert_false(reader_is_awaited(session->reader));
    press(session, "v t");
    assert_list(session, 1, "1 table in Long");
    session_close(session);
}

// So that a key never waits for all of a chapter.
static void idle_steps_lay_out_some_of_a_long_chapter(void **state)
{
    (void)state;
    enum { PARAGRAPHS = 20000, STEPS_LEAST = 50 };
    Buffer text = {0};
    buffer_add_text(&text, "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters:\n  - {id: a, title: A, body: [short]}\n  - id: b\n    title: B\n    body:\n");
    for (int i = 0; i < PARAGRAPHS; i++)
        buffer_add_text(&text, "      - some words\n");
    Session *session = session_open(session_report((const char *const[]){"report.yaml", buffer_text(&text), NULL}), 24, 80);
    int steps = 0;
    while (reader_idle(session->reader))
        steps++;
    assert_in_range(steps, STEPS_LEAST, PARAGRAPHS);
    session_close(session);
    buffer_free(&text);
}

static void an_empty_list_of_a_long_report_says_so_far(void **state)
{
    (void)state;
    Session *session = long_report(100);
    press(session, "v t");
    assert_string_equal(elements(session)->empty, "There are no tables in this report so far.");
    finish(session);
    assert_list(session, 1, "1 table in Long");
    session_close(session);
}

static void ten_chapters_are_listed_whole_at_once(void **state)
{
    (void)state;
    Session *session = long_report(10);
    press(session, "v t");
    assert_list(session, 1, "1 table in Long");
    session_close(session);
}

static void a_skip_through_many_chapters_waits_and_is_stopped(void **state)
{
    (void)state;
    Session *session = long_report(100);
    press(session, "x t");
    assert_true(loaded(session) < 20);
    assert_string_equal(message(session), "Looking for the table; Ctrl-C stops.");
    assert_true(reader_is_awaited(session->reader));
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "Looking was stopped: nothing was found so far.");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "x t =");            // another key ends it, too
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "x t");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 99);
    assert_string_equal(message(session), "");
    assert_top(session, "last");
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_listed_with_their_levels),
        cmocka_unit_test(links_are_listed_with_their_number_and_where_they_lead),
        cmocka_unit_test(tables_are_listed_with_their_caption_or_first_row_and_their_size),
        cmocka_unit_test(figures_are_listed_with_their_caption_or_what_they_show),
        cmocka_unit_test(footnotes_are_listed_where_they_are_referred_to_with_their_first_words),
        cmocka_unit_test(from_one_list_another_is_opened_and_filtered_and_closed),
        cmocka_unit_test(the_row_at_or_before_the_reading_is_selected),
        cmocka_unit_test(choosing_goes_to_the_heading_table_or_figure),
        cmocka_unit_test(a_link_gone_to_from_the_list_is_chosen_so_that_enter_follows_it),
        cmocka_unit_test(a_footnote_gone_to_from_the_list_is_shown_at_its_reference),
        cmocka_unit_test(a_chapter_that_cant_be_read_is_told_in_the_lists_and_passed_over),
        cmocka_unit_test(an_empty_list_says_so),
        cmocka_unit_test(the_lists_of_a_thousand_chapters_open_after_some_and_fill_while_one_waits),
        cmocka_unit_test(idle_steps_lay_out_some_of_a_long_chapter),
        cmocka_unit_test(an_empty_list_of_a_long_report_says_so_far),
        cmocka_unit_test(ten_chapters_are_listed_whole_at_once),
        cmocka_unit_test(a_skip_through_many_chapters_waits_and_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
