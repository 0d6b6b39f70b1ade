// reader/: contents, bookmarks, help; links and footnotes; every command everywhere.
#include "session.h"

static const Row *row(const List *list, size_t shown)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->shown[i] && shown-- == 0)
            return &list->rows[i];
    fail_msg("no such row");
    return NULL;
}

static void the_contents_open_at_the_place_with_the_other_chapters_folded(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (reader_idle(session->reader))
        ;
    press(session, "} ] ] t");
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    assert_int_equal(contents->count, 9);
    assert_int_equal(list_shown_count(contents), 5);
    assert_string_equal(contents->rows[contents->selected].text, "Part 2 of chapter 2");
    assert_string_equal(row(contents, 0)->text, "Chapter 1");
    assert_string_equal(row(contents, 4)->text, "Chapter 3");
    assert_string_equal(row(contents, 0)->detail, "3 min");
    press(session, "g + j Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_top(session, "Part 1 of chapter 1");
    press(session, "Backspace");
    assert_top(session, "Part 2 of chapter 2");
    session_close(session);
}

static void contents_name_chapters_that_are_not_read_yet_and_fill_in_idle_time(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t");
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    assert_int_equal(contents->count, 5);
    assert_string_equal(row(contents, 3)->text, "c2");
    assert_null(report_chapter_if_loaded(session->report, 1));
    press(session, "-");
    const size_t shown = list_shown_count(contents);
    while (reader_idle(session->reader))
        ;
    assert_int_equal(contents->count, 9);
    assert_int_equal(list_shown_count(contents), shown);
    assert_string_equal(row(contents, 1)->text, "Chapter 2");
    session_close(session);
}

static void contents_fill_in_while_chapters_come(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t");
    reader_idle(session->reader);
    assert_int_equal(session->reader->contents.count, 7);
    assert_null(report_chapter_if_loaded(session->report, 2));
    session_close(session);
}

static void a_filter_is_typed_and_taken_back(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (reader_idle(session->reader))
        ;
    press(session, "t /");
    type(session, "part 2 of chapter 3");
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    assert_int_equal(session->reader->focus, FOCUS_PROMPT);
    assert_int_equal(list_shown_count(contents), 2);
    press(session, "Esc");
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    assert_true(list_shown_count(contents) > 2);
    press(session, "/");
    type(session, "part 2 of chapter 3");
    press(session, "Enter");
    assert_int_equal(list_shown_count(contents), 2);
    press(session, "/ C-u Enter");
    assert_true(list_shown_count(contents) > 2);
    press(session, "/");
    type(session, "part 2 of chapter 3");
    press(session, "Enter Enter");
    assert_top(session, "Part 2 of chapter 3");
    session_close(session);
}

static void a_row_is_chosen_by_its_number(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t 3 Enter");
    assert_top(session, "Part 2 of chapter 1");
    press(session, "t 9 9 Enter");
    assert_string_equal(message(session), "There is no row 99 here.");
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    session_close(session);
}

static void chapters_that_were_read_are_marked_in_the_contents(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (session->reader->position.place.chapter == 0)
        press(session, "Space");
    press(session, "t");
    assert_string_equal(session->reader->contents.rows[0].mark, "read");
    assert_string_equal(session->reader->contents.rows[1].mark, "");
    session_close(session);
}

static void help_lists_every_command_with_its_keys(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "h");
    const List *help = reader_list(session->reader, FOCUS_HELP);
    size_t commands = 0, headings = 0;
    for (size_t i = 0; i < help->count; i++) {
        headings += help->rows[i].is_heading;
        if (help->rows[i].is_heading)
            continue;
        const Command *command = command_at(help->rows[i].source);
        assert_string_equal(help->rows[i].text, command->help);
        assert_true(*help->rows[i].mark);
        assert_memory_equal(help->rows[i].detail, command->name, strlen(command->name));
        commands++;
    }
    assert_null(command_at(commands));
    assert_int_equal(headings, 8);
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void help_asked_for_in_a_list_returns_to_it(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t h");
    assert_int_equal(session->reader->focus, FOCUS_HELP);
    const Row *selected = &session->reader->help.rows[session->reader->help.selected];
    assert_string_equal(command_at(selected->source)->group, "Lists");
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_CONTENTS);
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void a_bookmark_survives_a_narrower_window(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "2 . 4 g j m");
    assert_string_equal(message(session), "Bookmark set at 2.4.");
    const Place place = session->reader->position.place;
    char *folder = session_leave(session);
    session = session_open(folder, 10, 25);
    press(session, "g ' Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(place_compare(session->reader->position.place, place), 0);
    assert_true(reader_shows(session->reader, place));
    session_close(session);
}

static void bookmarks_are_noted_renamed_deleted_and_brought_back(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    const List *bookmarks = reader_list(session->reader, FOCUS_BOOKMARKS);
    press(session, "3 . 3 g M");
    type(session, "ask about this");
    press(session, "Enter 2 . 2 g m '");
    assert_int_equal(bookmarks->count, 2);
    assert_string_equal(bookmarks->rows[0].mark, "2.2");
    assert_string_equal(bookmarks->rows[1].mark, "3.3");
    assert_string_equal(bookmarks->rows[1].note, "ask about this");
    assert_memory_equal(bookmarks->rows[1].text, "Paragraph 2 of chapter 3", 24);
    assert_true(*bookmarks->rows[1].detail);
    press(session, "j r C-u");
    type(session, "answered");
    press(session, "Enter");
    assert_string_equal(bookmarks->rows[1].note, "answered");
    assert_int_equal(session->reader->focus, FOCUS_BOOKMARKS);
    press(session, "x");
    assert_int_equal(bookmarks->count, 1);
    assert_string_equal(message(session), "Bookmark deleted; u brings it back.");
    press(session, "u");
    assert_int_equal(bookmarks->count, 2);
    assert_string_equal(bookmarks->rows[1].note, "answered");
    press(session, "u");
    assert_true(session->reader->message_is_error);
    press(session, "g x x x");
    assert_int_equal(bookmarks->count, 0);
    assert_true(session->reader->message_is_error);
    session_close(session);
}

static void a_bookmark_is_set_at_the_hit_that_is_marked(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    assert_true(reader_run(session->reader, "search paragraph 2 of chapter 1"));
    press(session, "m");
    assert_string_equal(message(session), "Bookmark set at 1.3.");
    press(session, "c m");
    assert_string_equal(message(session), "Bookmark set at 1.");
    press(session, "n } m");
    assert_string_equal(message(session), "Bookmark set at 2.");
    session_close(session);
}

static void a_bookmark_that_cannot_be_kept_says_so(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    char *state_folder = path_in(session->folder, "state");
    write_text(state_folder, "in the way");
    press(session, "m");
    assert_true(session->reader->message_is_error);
    assert_non_null(strstr(message(session), "not saved"));
    press(session, "'");
    assert_int_equal(session->reader->bookmarks.count, 1);
    free(state_folder);
    session_close(session);
}

static void only_bookmarks_are_renamed_or_deleted(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t");
    assert_false(reader_run(session->reader, "delete"));
    assert_false(reader_run(session->reader, "rename x"));
    assert_false(reader_run(session->reader, "undo"));
    assert_string_equal(message(session), "This works only in the list of bookmarks; ' shows it.");
    session_close(session);
}

static const char *const linked[] = {
    "report.yaml", "lectern: 1\nid: linked\ntitle: Linked\nlanguage: en\nchapters: [one.yaml, two.yaml]\n",
    "one.yaml", "id: one\ntitle: One\nbody:\n  - See [the other](#two/there), [outside](https://example.org/x) and a footnote.[^a] Or [nowhere](#gone)[^b].\n"
                "footnotes:\n  a:\n    - The first note, which is rather long so that it fills some lines on a narrow screen and is moved in.\n"
                "    - list: [one, two, three, four, five, six]\n"
                "    - Again [the other](#two/there) and a note of a note.[^c]\n"
                "  c: The second note.\n",
    "two.yaml", "id: two\ntitle: Two\nbody:\n  - Some words.\n  - section: There\n    id: there\n    body: [Found.]\n", NULL,
};

static void links_are_chosen_followed_and_come_back_from(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    press(session, "Tab");
    assert_string_equal(message(session), "Link to \"There\".");
    assert_true(session->reader->link.is_some);
    press(session, "Enter");
    assert_top(session, "There");
    assert_int_equal(session->reader->position.place.chapter, 1);
    assert_false(session->reader->link.is_some);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "Tab Tab Enter");
    assert_string_equal(message(session), "This link leads out of the report, to https://example.org/x; lectern opens nothing by itself.");
    press(session, "Tab Tab");
    assert_string_equal(message(session), "Link to #gone, which is not in this report.");
    press(session, "Enter");
    assert_string_equal(message(session), "This link leads nowhere: there is no \"#gone\" in the report.");
    press(session, "Tab Tab");
    assert_string_equal(message(session), "There is no link or footnote further on in this chapter.");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no footnote \"b\" in this chapter.");
    press(session, "p p p p");
    assert_string_equal(message(session), "Link to \"There\".");
    press(session, "S-Tab");
    assert_true(session->reader->message_is_error);
    session_close(session);
}

static void enter_without_a_choice_follows_the_first_link(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    press(session, "Enter");
    assert_top(session, "There");
    press(session, "Enter");
    assert_string_equal(message(session), "There is no link or footnote on this page.");
    session_close(session);
}

static void links_in_a_footnote_are_chosen_and_followed(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    Reader *reader = session->reader;
    press(session, "Tab Tab Tab Enter Tab");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_string_equal(message(session), "Link to \"There\".");
    press(session, "p");
    assert_string_equal(message(session), "There is no link before this in the footnote.");
    press(session, "Tab");
    assert_string_equal(message(session), "Footnote c.");
    press(session, "Tab");
    assert_string_equal(message(session), "There is no link further on in this footnote.");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_string_equal(layout_chapter(reader->note)->blocks[reader->note_block].label, "c");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    press(session, "Enter Tab Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_top(session, "There");
    press(session, "Backspace");
    assert_int_equal(reader->position.place.chapter, 0);
    session_close(session);
}

static void a_footnote_is_shown_in_place_and_moved_in(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    Reader *reader = session->reader;
    press(session, "Tab Tab Tab Enter");
    assert_int_equal(reader->focus, FOCUS_NOTE);
    assert_int_equal(reader->position.place.chapter, 0);
    assert_true(layout_line_count(reader->note) > reader_note_rows(reader));
    press(session, "j");
    assert_int_equal(reader->note_top, 1);
    int block;
    size_t byte;
    press(session, "2 j");
    assert_true(layout_place_of(reader->note, reader->note_top, &block, &byte));
    reader_resize(reader, 12, 25);
    assert_in_range(layout_line_of(reader->note, block, byte), reader->note_top, reader->note_top + reader_note_rows(reader) - 1);
    assert_true(reader->note_top > 0);
    reader_resize(reader, 12, 40);
    press(session, "9 9 j");
    assert_int_equal(reader->note_top, layout_line_count(reader->note) - reader_note_rows(reader));
    press(session, "j");
    assert_string_equal(message(session), "End of the footnote.");
    reader_resize(reader, 100, 100);
    assert_int_equal(reader->note_top, 0);
    reader_resize(reader, 1, 1);
    press(session, "k k k");
    press(session, "Enter");
    assert_int_equal(reader->focus, FOCUS_PAGE);
    assert_null(reader->note);
    session_close(session);
}

static void a_hit_far_down_in_a_footnote_is_what_is_shown_of_it(void **state)
{
    (void)state;
    Session *session = session_open(session_report(linked), 12, 40);
    type(session, "/six");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    const int line = layout_line_of(session->reader->note, session->reader->note_block, 0);
    assert_true(session->reader->note_top > line);
    assert_int_equal(session->reader->note_top + reader_note_rows(session->reader), layout_line_count(session->reader->note));
    session_close(session);
}

static void a_page_command_by_name_closes_the_list(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t :");
    type(session, "goto 3.1");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(session->reader->position.place.chapter, 2);
    session_close(session);
}

static void a_page_of_a_list_is_what_the_screen_shows_of_it(void **state)
{
    (void)state;
    Session *session = session_open_shipped("every-block", 12, 40);
    Reader *reader = session->reader;
    press(session, "h");
    const List *list = &reader->help;
    size_t heading = 1;
    while (!list->rows[heading].is_heading)
        heading++;
    reader_set_shown(reader, (Shown){.text_rows = 11, .first = 0, .next = 4});
    press(session, "Space");
    assert_int_equal(list->selected, 4);
    reader_set_shown(reader, (Shown){.text_rows = 11, .first = 4, .next = heading});
    press(session, "Space");
    assert_int_equal(list->selected, heading + 1);  // what is below the heading
    reader_set_shown(reader, (Shown){.text_rows = 11, .first = heading, .next = heading + 6});
    press(session, "b");
    assert_int_equal(list->selected, heading - 1);
    press(session, "Space");                        // nothing was shown since: by as many rows as a screen has
    assert_in_range(list->selected, heading + 6, heading + 12);
    session_close(session);
}

static const char *const ways_to[FOCUS_COUNT] = {
    [FOCUS_PAGE] = "", [FOCUS_CONTENTS] = "t", [FOCUS_HITS] = "l", [FOCUS_BOOKMARKS] = "'", [FOCUS_HELP] = "h", [FOCUS_ABOUT] = "i", [FOCUS_NOTE] = "Tab Tab Tab Enter",
    [FOCUS_PROMPT] = "/ a",
};

static void go_to_focus(Session *session, Focus focus)
{
    reader_focus(session->reader, FOCUS_PAGE);
    assert_true(reader_run(session->reader, "search e"));
    assert_true(reader_run(session->reader, "start"));
    session->reader->link.is_some = false;
    press(session, ways_to[focus]);
    assert_int_equal(session->reader->focus, focus);
}

static void every_command_runs_in_every_focus_with_and_without_an_argument(void **state)
{
    (void)state;
    static const char *const arguments[] = {"", "3", "999999", "two", "1.1", "50%", "#there", "\xC3\xA9 [("};
    Session *session = session_open(session_report(linked), 12, 40);
    for (size_t i = 0; command_at(i); i++)
        for (Focus focus = FOCUS_PAGE; focus <= FOCUS_PROMPT; focus++)
            for (size_t k = 0; k < sizeof arguments / sizeof *arguments; k++) {
                go_to_focus(session, focus);
                const bool is_done = reader_run_command(session->reader, command_at(i), arguments[k]);
                assert_true(is_done || (session->reader->message_is_error && *message(session)));
                press(session, "Space j Enter");
            }
    session_close(session);
}

// The same keys every time: a linear congruential generator.
static unsigned next_number(unsigned *seed)
{
    return (*seed = *seed * 1103515245u + 12345u) >> 16;
}

static void press_anything(Session *session, unsigned seed)
{
    Reader *reader = session->reader;
    for (int i = 0; i < 10000; i++) {
        const unsigned number = next_number(&seed);
        if (number % 50 == 0)
            reader_resize(reader, (int)(next_number(&seed) % 40), (int)(next_number(&seed) % 120));
        else if (number % 7 == 0)
            reader_press(reader, PRESS_UP + next_number(&seed) % 12);
        else if (number % 11 == 0)
            reader_idle(reader);
        else
            reader_press(reader, next_number(&seed) % 128);
        reader_where(reader);
        assert_true(reader->position.top < reader->position.end);
        assert_true(reader->position.end <= layout_line_count(reader->shown));
        assert_int_equal(reader->focus == FOCUS_NOTE || (reader->focus == FOCUS_PROMPT && reader->focus_before == FOCUS_NOTE), reader->note != NULL);
    }
}

static void any_keys_and_sizes_leave_a_reader_that_answers(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        Session *session = session_open(session_report(linked), 12, 40);
        press_anything(session, seed);
        session_close(session);
        session = session_open_shipped("every-block", 12, 40);
        press_anything(session, seed);
        session_close(session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_contents_open_at_the_place_with_the_other_chapters_folded),
        cmocka_unit_test(contents_name_chapters_that_are_not_read_yet_and_fill_in_idle_time),
        cmocka_unit_test(contents_fill_in_while_chapters_come),
        cmocka_unit_test(a_filter_is_typed_and_taken_back),
        cmocka_unit_test(a_row_is_chosen_by_its_number),
        cmocka_unit_test(chapters_that_were_read_are_marked_in_the_contents),
        cmocka_unit_test(help_lists_every_command_with_its_keys),
        cmocka_unit_test(help_asked_for_in_a_list_returns_to_it),
        cmocka_unit_test(a_bookmark_survives_a_narrower_window),
        cmocka_unit_test(bookmarks_are_noted_renamed_deleted_and_brought_back),
        cmocka_unit_test(a_bookmark_is_set_at_the_hit_that_is_marked),
        cmocka_unit_test(a_bookmark_that_cannot_be_kept_says_so),
        cmocka_unit_test(only_bookmarks_are_renamed_or_deleted),
        cmocka_unit_test(links_are_chosen_followed_and_come_back_from),
        cmocka_unit_test(enter_without_a_choice_follows_the_first_link),
        cmocka_unit_test(links_in_a_footnote_are_chosen_and_followed),
        cmocka_unit_test(a_footnote_is_shown_in_place_and_moved_in),
        cmocka_unit_test(a_hit_far_down_in_a_footnote_is_what_is_shown_of_it),
        cmocka_unit_test(a_page_command_by_name_closes_the_list),
        cmocka_unit_test(a_page_of_a_list_is_what_the_screen_shows_of_it),
        cmocka_unit_test(every_command_runs_in_every_focus_with_and_without_an_argument),
        cmocka_unit_test(any_keys_and_sizes_leave_a_reader_that_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
