// reader/: contents, bookmarks, help.
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
    assert_int_equal(contents->count, 5);
    assert_int_equal(list_shown_count(contents), 5);
    assert_true(row(contents, 0)->has_children && row(contents, 0)->is_folded);
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
    assert_false(row(contents, 1)->has_children);
    while (reader_idle(session->reader))
        ;
    assert_int_equal(list_shown_count(contents), shown);
    assert_string_equal(row(contents, 1)->text, "Chapter 2");
    assert_true(row(contents, 1)->has_children);
    session_close(session);
}

// Its sections, and no others.
static void sections_of_a_chapter_become_rows_when_it_is_unfolded(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (reader_idle(session->reader))
        ;
    press(session, "t G +");
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    assert_int_equal(contents->count, 7);
    assert_int_equal(list_shown_count(contents), 7);
    assert_string_equal(contents->rows[contents->selected].text, "Chapter 3");
    press(session, "+");
    assert_string_equal(contents->rows[contents->selected].text, "Part 1 of chapter 3");
    press(session, "g j j j +");
    assert_int_equal(list_shown_count(contents), 9);
    assert_string_equal(contents->rows[contents->selected].text, "Chapter 2");
    press(session, "q t");
    assert_int_equal(contents->count, 5);
    session_close(session);
}

static void sections_of_all_chapters_are_unfolded_filtered_and_sorted(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (reader_idle(session->reader))
        ;
    press(session, "t");
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    reader_run(session->reader, "unfold-all");
    assert_int_equal(list_shown_count(contents), 9);
    press(session, "q t");
    reader_run(session->reader, "filter part 2");
    assert_int_equal(list_shown_count(contents), 6);
    assert_string_equal(row(contents, 5)->text, "Part 2 of chapter 3");
    press(session, "q t");
    reader_run(session->reader, "sort text");
    press(session, "G +");
    assert_string_equal(row(contents, 6)->text, "Part 2 of chapter 3");
    session_close(session);
}

static void contents_that_are_heard_name_all_chapters_at_once(void **state)
{
    (void)state;
    const ScreenReader modes[] = {SCREEN_READER_PAGE, SCREEN_READER_LINE};
    for (size_t i = 0; i < 2; i++) {
        Session *session = three_chapters_at(20, 60);
        session->reader->settings.screen_reader = modes[i];
        press(session, "t");
        const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
        assert_int_equal(contents->count, 5);
        assert_string_equal(row(contents, 3)->text, "Chapter 2");
        assert_true(row(contents, 3)->has_children);
        session_close(session);
    }
}

static void contents_fill_in_while_chapters_come(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t");
    reader_idle(session->reader);
    const List *contents = &session->reader->contents;
    assert_string_equal(row(contents, 3)->text, "Chapter 2");
    assert_true(row(contents, 3)->has_children);
    assert_string_equal(row(contents, 4)->text, "c3");
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
    press(session, "q Space t");
    const List *list = &session->reader->contents;
    for (size_t i = 1; i < list->count; i++)
        assert_string_equal(list->rows[i].mark, list->rows[i].level == 0 && list->rows[i].place.chapter == 1 ? "begun" : "");
    session_close(session);
}

static void the_contents_are_filtered_by_how_far_chapters_were_read(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    while (session->reader->position.place.chapter == 0)
        press(session, "Space");
    press(session, "} Space t");
    const List *list = &session->reader->contents;
    static const char *const words[] = {"read", "unread", "begun"};
    for (int i = 0; i < 3; i++) {
        list_filter(&session->reader->contents, words[i]);
        assert_int_equal(list_shown_count(list), 1);
        assert_int_equal(list->rows[list->selected].place.chapter, i);
        assert_int_equal(list->rows[list->selected].level, 0);
    }
    assert_true(reader_run(session->reader, "sort date"));
    list_filter(&session->reader->contents, "");
    assert_int_not_equal(list->rows[0].place.chapter, 1);   // which has no date
    press(session, "q");
    assert_true(reader_run(session->reader, "where long"));
    assert_non_null(strstr(message(session), " Chapters: 1 read, 1 begun, 1 unread. "));
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
    assert_int_equal(headings, 10);
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
    assert_string_equal(message(session), "The note is as it was.");
    assert_string_equal(bookmarks->rows[1].note, "ask about this");
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

static void each_list_is_sorted_by_the_same_command_and_opens_in_its_own_order(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    finish(session);
    press(session, "/");
    type(session, "paragraph");
    press(session, "Enter l s");
    assert_string_equal(message(session), "The list is sorted by text.");
    assert_string_equal(row(reader_list(session->reader, FOCUS_HITS), 1)->mark, "2.2");
    press(session, "2 Enter l");
    assert_string_equal(row(reader_list(session->reader, FOCUS_HITS), 1)->mark, "1.3");
    assert_string_equal(session->reader->hits.rows[session->reader->hits.selected].mark, "2.2");
    press(session, "s s");
    assert_string_equal(message(session), "The list is in its own order.");
    press(session, "v h s");
    assert_string_equal(row(reader_list(session->reader, FOCUS_ELEMENTS), 1)->text, "Chapter 2");
    session_close(session);
}

static void only_bookmarks_are_sorted_by_date(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t");
    assert_false(reader_run(session->reader, "sort date"));
    assert_string_equal(message(session), "This list can't be sorted by \"date\"; what there is: own, text.");
    press(session, "q } m ' s s");
    assert_string_equal(message(session), "The list is sorted by date, the newest first.");
    session_close(session);
}

static void folds_stay_where_chapters_come_into_a_sorted_list(void **state)
{
    (void)state;
    Session *session = three_chapters_at(20, 60);
    press(session, "t s -");
    finish(session);
    const List *contents = reader_list(session->reader, FOCUS_CONTENTS);
    assert_string_equal(row(contents, 0)->text, "Chapter 1");
    assert_true(row(contents, 0)->is_folded);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_contents_open_at_the_place_with_the_other_chapters_folded),
        cmocka_unit_test(contents_name_chapters_that_are_not_read_yet_and_fill_in_idle_time),
        cmocka_unit_test(sections_of_a_chapter_become_rows_when_it_is_unfolded),
        cmocka_unit_test(sections_of_all_chapters_are_unfolded_filtered_and_sorted),
        cmocka_unit_test(contents_that_are_heard_name_all_chapters_at_once),
        cmocka_unit_test(contents_fill_in_while_chapters_come),
        cmocka_unit_test(a_filter_is_typed_and_taken_back),
        cmocka_unit_test(a_row_is_chosen_by_its_number),
        cmocka_unit_test(chapters_that_were_read_are_marked_in_the_contents),
        cmocka_unit_test(the_contents_are_filtered_by_how_far_chapters_were_read),
        cmocka_unit_test(help_lists_every_command_with_its_keys),
        cmocka_unit_test(help_asked_for_in_a_list_returns_to_it),
        cmocka_unit_test(a_bookmark_survives_a_narrower_window),
        cmocka_unit_test(bookmarks_are_noted_renamed_deleted_and_brought_back),
        cmocka_unit_test(a_bookmark_is_set_at_the_hit_that_is_marked),
        cmocka_unit_test(a_bookmark_that_cannot_be_kept_says_so),
        cmocka_unit_test(only_bookmarks_are_renamed_or_deleted),
        cmocka_unit_test(a_page_command_by_name_closes_the_list),
        cmocka_unit_test(a_page_of_a_list_is_what_the_screen_shows_of_it),
        cmocka_unit_test(each_list_is_sorted_by_the_same_command_and_opens_in_its_own_order),
        cmocka_unit_test(only_bookmarks_are_sorted_by_date),
        cmocka_unit_test(folds_stay_where_chapters_come_into_a_sorted_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
