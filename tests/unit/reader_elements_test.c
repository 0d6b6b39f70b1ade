// reader/: lists of headings, links, tables, figures and footnotes, and the way from one to the next.
#include "session.h"

static Session *every_block(int rows, int columns)
{
    Session *session = session_open_shipped("every-block", rows, columns);
    finish(session);
    return session;
}

static void read_aloud(Session *session)
{
    session->reader->settings.screen_reader = SCREEN_READER_PAGE;
    session->reader->settings.has_status = false;
}

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

// Lists

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

// Skips

enum { STOPS_MOST = 64 };

static Place stop_of(const Session *session)
{
    return reader_present_place(session->reader);
}

static bool skip_by(Session *session, const char *keys)
{
    const Place before = stop_of(session);
    press(session, keys);
    return place_compare(before, stop_of(session)) != 0;
}

// Forward from the start to the last, and back by the same stops to the first.
static void assert_reverse(Session *session, const char *on, const char *back, int count)
{
    Place stops[STOPS_MOST];
    int stop = 0;
    press(session, "g");
    while (stop < STOPS_MOST && skip_by(session, on))
        stops[stop++] = stop_of(session);
    assert_int_equal(stop, count);
    for (int i = 1; i < stop; i++)
        assert_true(place_compare(stops[i - 1], stops[i]) < 0);
    for (int i = stop - 2; i >= 0; i--) {
        assert_true(skip_by(session, back));
        if (place_compare(stop_of(session), stops[i]) != 0)
            fail_msg("%s stops at %d.%d, not at %d.%d", back, stop_of(session).chapter, stop_of(session).block, stops[i].chapter, stops[i].block);
    }
    assert_false(skip_by(session, back));
}

static void assert_all_reverse(Session *session)
{
    assert_reverse(session, "x t", "X t", 10);
    assert_reverse(session, "x f", "X f", 5);
    assert_reverse(session, "x n", "X n", 8);
    assert_reverse(session, "x l", "X l", 23);
}

static void skips_on_and_back_are_each_others_reverse_at_any_size(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 80}, {10, 40}, {5, 20}, {60, 200}};
    Session *session = every_block(24, 80);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        reader_resize(session->reader, sizes[i][0], sizes[i][1]);
        assert_all_reverse(session);
    }
    session_close(session);
}

static void skips_are_each_others_reverse_where_they_are_heard(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    read_aloud(session);
    assert_all_reverse(session);
    session->reader->settings.screen_reader = SCREEN_READER_LINE;
    assert_all_reverse(session);
    session_close(session);
}

static void a_skip_goes_to_the_top_and_says_where_there_is_no_more(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "2 x t");
    assert_top(session, "Three lights and their heights");
    assert_string_equal(message(session), "");
    press(session, "j j X t");
    assert_top(session, "Three lights and their heights");
    press(session, "v t 2 Enter x t");      // from a table as a whole to the next one
    assert_top(session, "a table");
    press(session, "9 9 x t");
    assert_top(session, "fran");
    assert_string_equal(message(session), "There is no table further on in this report.");
    press(session, "9 9 X f");
    assert_string_equal(message(session), "There is no figure before this in the report.");
    assert_true(shows(session, "An item that shows a picture."));
    press(session, "Backspace");
    assert_top(session, "fran");
    session_close(session);
}

static void a_skip_to_a_footnote_chooses_it(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "x n");
    assert_string_equal(message(session), "Note 1.");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    press(session, "q x n");
    assert_string_equal(message(session), "Note note.");
    session_close(session);
}

static void a_wrong_count_is_refused(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    assert_false(reader_run(session->reader, "next-table 0"));
    assert_string_equal(message(session), "next-table takes a whole number from 1 to 100000, not \"0\".");
    assert_false(reader_run(session->reader, "previous-same-heading x"));
    assert_false(reader_run(session->reader, "tables 3"));
    assert_string_equal(message(session), "tables takes nothing behind its name.");
    session_close(session);
}

static void headings_of_the_same_level_are_skipped_to_through_the_report(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "] x h");
    assert_top(session, "Level One with Emphasis");
    assert_string_equal(message(session), "");
    press(session, "x h");
    assert_top(session, "Another at Level One");
    press(session, "x h");
    assert_top(session, "A Section with Boxes");
    assert_string_equal(message(session), "In \"Quotes, Asides, Verse and Literal Text\".");
    press(session, "X h X h");
    assert_top(session, "Level One with Emphasis");
    press(session, "] x h");
    assert_string_equal(message(session), "There is no heading of this level further on in this report.");
    press(session, "] ] ] ] X h");      // from the text below a heading to that heading
    assert_top(session, "Level Six");
    press(session, "g x h");
    assert_top(session, "Lists, Steps and Terms");
    assert_string_equal(message(session), "");
    press(session, "2 x h");
    assert_top(session, "Quotes, Asides");
    session_close(session);
}

// R7: what is on the page already is only read there, what is not goes to the first row.
static void where_it_is_heard_a_skip_on_the_page_moves_only_the_reading(void **state)
{
    (void)state;
    Session *session = every_block(60, 80);
    Reader *reader = session->reader;
    read_aloud(session);
    press(session, "3 . 1 g");
    const int top = reader->position.top;
    press(session, "x t");
    assert_int_equal(reader->position.top, top);
    assert_true(reader->position.reading > top);
    assert_true(reader->has_landed);
    char *line = line_text(session, reader->position.reading);
    assert_non_null(strstr(line, "a table"));
    free(line);
    press(session, "x n");
    assert_int_equal(reader->position.top, top);
    assert_string_equal(message(session), "Note t.");
    press(session, "x n");
    assert_int_equal(reader->position.top, reader->position.reading);
    session_close(session);
}

// Following by number

static void a_link_is_followed_by_its_number_and_come_back_from(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    press(session, "] 4 Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    assert_true(shows(session, "one in another"));
    assert_string_equal(message(session), "");
    assert_true(reader_run(session->reader, "follow 8"));   // in a footnote of the chapter
    assert_top(session, "Inline Marks");
    assert_false(reader_run(session->reader, "follow 9"));
    assert_string_equal(message(session), "There is no link 9 in this chapter; the last one is 8.");
    assert_false(reader_run(session->reader, "follow x"));
    assert_string_equal(message(session), "follow takes a whole number from 1 to 100000, not \"x\".");
    press(session, "2 Enter");
    assert_non_null(strstr(message(session), "https://example.org/a_b?c=d&e=f"));
    session_close(session);
    session = three_chapters_at(24, 80);
    press(session, "1 Enter");
    assert_string_equal(message(session), "There is no link in this chapter.");
    session_close(session);
}

// R19: Backspace comes back to the exact place and names it.
static void where_it_is_heard_back_leads_to_the_link_and_names_the_place(void **state)
{
    (void)state;
    Session *session = every_block(24, 80);
    Reader *reader = session->reader;
    read_aloud(session);
    press(session, "Tab Tab Tab Tab");
    const Place link = reader_present_place(reader);
    press(session, "Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    assert_int_equal(place_compare(reader->position.place, link), 0);
    assert_string_equal(message(session), "Back at 1.8.");
    assert_true(reader->link.is_some);
    press(session, "Enter");
    assert_top(session, "* an item");
    press(session, "Backspace");
    press(session, "4 . 1 g Backspace");
    assert_string_equal(message(session), "Back at 1.8.");
    press(session, "} } Backspace");
    assert_string_equal(message(session), "Back in chapter 2.");
    press(session, "g ] 3 Enter");         // on the page: it is chosen, and come back to
    press(session, "Backspace");
    assert_true(reader->link.is_some);
    assert_int_equal(reader->position.place.block, link.block);
    assert_true(reader->position.place.byte < link.byte);
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
        cmocka_unit_test(an_empty_list_of_a_long_report_says_so_far),
        cmocka_unit_test(ten_chapters_are_listed_whole_at_once),
        cmocka_unit_test(a_skip_through_many_chapters_waits_and_is_stopped),
        cmocka_unit_test(skips_on_and_back_are_each_others_reverse_at_any_size),
        cmocka_unit_test(skips_are_each_others_reverse_where_they_are_heard),
        cmocka_unit_test(a_skip_goes_to_the_top_and_says_where_there_is_no_more),
        cmocka_unit_test(a_skip_to_a_footnote_chooses_it),
        cmocka_unit_test(a_wrong_count_is_refused),
        cmocka_unit_test(headings_of_the_same_level_are_skipped_to_through_the_report),
        cmocka_unit_test(where_it_is_heard_a_skip_on_the_page_moves_only_the_reading),
        cmocka_unit_test(a_link_is_followed_by_its_number_and_come_back_from),
        cmocka_unit_test(where_it_is_heard_back_leads_to_the_link_and_names_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
