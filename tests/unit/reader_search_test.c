// reader/: searching from the prompt and by name, hits, and what is read for it.
#include "search_given.h"
#include "base/memory.h"

static void n_and_N_go_over_a_chapters_end_and_wrap(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/needle");
    press(session, "Enter");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 3.");
    press(session, "n");
    assert_string_equal(message(session), "Hit 2 of 3.");
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "n");
    assert_string_equal(message(session), "Hit 3 of 3.");
    press(session, "n");
    assert_string_equal(message(session), "Hit 1 of 3. Search went on from the start.");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "N");
    assert_string_equal(message(session), "Hit 3 of 3. Search went on from the end.");
    press(session, "2 N");
    assert_string_equal(message(session), "Hit 1 of 3.");
    session_close(session);
}

static void a_backward_search_goes_back_and_n_with_it(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "G");
    type(session, "?needle");
    press(session, "Enter");
    finish(session);
    assert_string_equal(message(session), "Hit 3 of 3.");
    press(session, "n");
    assert_string_equal(message(session), "Hit 2 of 3.");
    press(session, "N");
    assert_string_equal(message(session), "Hit 3 of 3.");
    session_close(session);
}

static void a_search_goes_over_line_ends_and_marks(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/stands here, in many slanted words");
    press(session, "Enter");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

static void each_typed_character_searches_on_from_where_it_began(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/needle");
    assert_int_equal(session->reader->position.place.chapter, 0);
    assert_int_equal(hit(session), 0);
    type(session, "s");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 2);
    assert_string_equal(message(session), "Hit 1 of 1.");
    type(session, "x");
    finish(session);
    assert_string_equal(message(session), "Not found: \"needlesx\".");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "Backspace Backspace");
    assert_int_equal(hit(session), 0);
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "C-u");
    assert_null(session->reader->finding.search);
    session_close(session);
}

static void typing_searches_only_the_present_chapter_at_once(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/needles");
    for (int i = 1; i < 4; i++)
        assert_null(report_chapter_if_loaded(session->report, i));
    assert_true(reader_idle(session->reader));
    assert_non_null(report_chapter_if_loaded(session->report, 1));
    assert_null(report_chapter_if_loaded(session->report, 2));
    press(session, "Enter");
    assert_non_null(report_chapter_if_loaded(session->report, 2));
    assert_null(report_chapter_if_loaded(session->report, 3));
    assert_string_equal(message(session), "Hit 1 of 1+.");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    session_close(session);
}

static void cancel_returns_to_where_the_search_began_and_to_the_one_before(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search hay"));
    press(session, "}");
    const Position before = session->reader->position;
    type(session, "/needles");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "Esc");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(place_compare(session->reader->position.place, before.place), 0);
    assert_string_equal(search_text(session->reader->finding.search), "hay");
    press(session, "C-c");
    type(session, "/end");
    finish(session);
    reader_interrupt(session->reader);
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(place_compare(session->reader->position.place, before.place), 0);
    session_close(session);
}

static void accept_keeps_the_hit_and_back_returns(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/needles");
    press(session, "Enter n n");
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void enter_alone_goes_on_with_the_search_before(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "/ Enter");
    assert_true(session->reader->message_is_error);
    type(session, "/needle");
    press(session, "Enter / Enter");
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "? Enter");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void the_toggles_search_again_and_show_their_state(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "o x");
    assert_string_equal(message(session), "Exact matching on.");
    assert_true(session->reader->options.is_exact);
    type(session, "/Needle");
    finish(session);
    assert_string_equal(message(session), "Hit 1 of 1.");
    press(session, "C-t");
    assert_string_equal(message(session), "Exact matching off.");
    finish(session);
    assert_int_equal(search_count(session->reader->finding.search), 3);
    press(session, "C-o");
    finish(session);
    assert_int_equal(search_count(session->reader->finding.search), 2);
    press(session, "C-o C-r C-u");
    type(session, "needles?[,.]");
    finish(session);
    assert_int_equal(search_count(session->reader->finding.search), 2);
    session_close(session);
}

static void a_wrong_expression_is_told_and_can_be_mended(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "o r");
    type(session, "/(needle");
    assert_true(session->reader->message_is_error);
    press(session, "Enter");
    assert_true(session->reader->message_is_error);
    assert_int_equal(session->reader->focus, FOCUS_PROMPT);
    type(session, ")s");
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_int_equal(session->reader->position.place.chapter, 2);
    assert_false(reader_run(session->reader, "search ["));
    assert_int_equal(search_count(session->reader->finding.search), 1);
    session_close(session);
}

static void a_hit_in_a_footnote_opens_it_where_it_is_referred_to(void **state)
{
    (void)state;
    Session *session = open_needles();
    type(session, "/thimble");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 2);
    assert_int_equal(session->reader->focus, FOCUS_PROMPT);
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_NOTE);
    assert_non_null(session->reader->note);
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_null(session->reader->note);
    press(session, "n");
    assert_string_equal(message(session), "Hit 1 of 1. Search went on from the start.");
    session_close(session);
}

static void a_search_that_finds_nothing_leaves_the_place(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "}");
    type(session, "/absent");
    press(session, "Enter");
    assert_string_equal(message(session), "Not found: \"absent\".");
    assert_int_equal(session->reader->position.place.chapter, 1);
    press(session, "n");
    assert_string_equal(message(session), "Not found: \"absent\".");
    press(session, "l");
    assert_int_equal(session->reader->focus, FOCUS_HITS);
    assert_int_equal(session->reader->hits.count, 0);
    assert_string_equal(session->reader->hits.empty, "Not found: \"absent\".");
    press(session, "Enter j k g G Space 3 Enter - + < >");
    assert_int_equal(session->reader->focus, FOCUS_HITS);
    press(session, "q");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    session_close(session);
}

static void n_without_a_search_says_how_to_begin_one(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "n");
    assert_string_equal(message(session), "Nothing was searched for yet; / begins a search.");
    press(session, "l");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_string_equal(message(session), "Nothing was searched for yet; / begins a search.");
    session_close(session);
}

static void the_list_of_hits_has_sentences_and_goes_there(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search needle"));
    press(session, "l");
    const List *hits = reader_list(session->reader, FOCUS_HITS);
    assert_int_equal(hits->count, 3);
    assert_string_equal(hits->rows[0].text, "Hay, and one Needle.");
    assert_string_equal(hits->rows[0].mark, "1.1");
    assert_string_equal(hits->rows[1].mark, "3.1");
    assert_string_equal(hits->title, "3 hits of \"needle\"");
    assert_int_equal(hits->selected, 0);
    press(session, "j j Enter");
    assert_int_equal(session->reader->focus, FOCUS_PAGE);
    assert_string_equal(message(session), "Hit 3 of 3.");
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "l");
    assert_int_equal(hits->selected, 2);
    press(session, "Esc Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void a_hit_over_two_sentences_is_listed_whole(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search needle. another"));
    press(session, "l");
    assert_string_equal(session->reader->hits.rows[0].text, "Hay, and one Needle. Another");
    session_close(session);
}

static void hits_are_marked_until_they_are_cleared(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search needle"));
    assert_true(session->reader->finding.is_marked);
    press(session, "c");
    assert_false(session->reader->finding.is_marked);
    press(session, "n");
    assert_true(session->reader->finding.is_marked);
    session_close(session);
}

static void n_goes_on_from_the_page_where_one_has_moved_away(void **state)
{
    (void)state;
    Session *session = open_needles();
    assert_true(reader_run(session->reader, "search hay"));
    press(session, "4 }");
    assert_int_equal(session->reader->position.place.chapter, 3);
    press(session, "n");
    finish(session);
    assert_string_equal(message(session), "Hit 5 of 5.");
    session_close(session);
}

static void leaving_the_prompt_takes_its_toggles_back(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "/ C-r C-t Esc");
    assert_false(session->reader->options.is_regex);
    assert_false(session->reader->options.is_exact);
    press(session, "/ n C-r Enter");
    assert_true(session->reader->options.is_regex);
    session_close(session);
}

static void moving_in_what_is_typed_keeps_what_was_found(void **state)
{
    (void)state;
    Session *session = open_needles();
    press(session, "/ n e e");
    while (reader_idle(session->reader))
        continue;
    char *found = memory_copy_text(buffer_text(&session->reader->message));
    assert_true(session->reader->message_is_count);
    const char *const keys[] = {"Left", "Home", "Right", "End"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(session, keys[i]);
        assert_string_equal(buffer_text(&session->reader->message), found);
        assert_true(session->reader->message_is_count);
    }
    free(found);
    press(session, "z");
    while (reader_idle(session->reader))
        continue;
    press(session, "Left");
    assert_string_equal(buffer_text(&session->reader->message), "Not found: \"neez\".");
    session_close(session);
}

static void nothing_to_search_for_is_told(void **state)
{
    (void)state;
    Error error = {0};
    Session *session = open_needles();
    assert_null(search_new(session->report, "", (SearchOptions){0}, &error));
    assert_true(*error.text);
    error.text[0] = '\0';
    assert_null(search_new(session->report, "\xC2\xAD", (SearchOptions){0}, &error));
    assert_true(*error.text);
    type(session, "/");
    reader_paste(session->reader, "\xC2\xAD", 2);
    press(session, "Enter");
    assert_int_equal(session->reader->focus, FOCUS_PROMPT);
    assert_true(session->reader->message_is_error);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(n_and_N_go_over_a_chapters_end_and_wrap),
        cmocka_unit_test(a_backward_search_goes_back_and_n_with_it),
        cmocka_unit_test(a_search_goes_over_line_ends_and_marks),
        cmocka_unit_test(each_typed_character_searches_on_from_where_it_began),
        cmocka_unit_test(typing_searches_only_the_present_chapter_at_once),
        cmocka_unit_test(cancel_returns_to_where_the_search_began_and_to_the_one_before),
        cmocka_unit_test(accept_keeps_the_hit_and_back_returns),
        cmocka_unit_test(enter_alone_goes_on_with_the_search_before),
        cmocka_unit_test(the_toggles_search_again_and_show_their_state),
        cmocka_unit_test(a_wrong_expression_is_told_and_can_be_mended),
        cmocka_unit_test(a_hit_in_a_footnote_opens_it_where_it_is_referred_to),
        cmocka_unit_test(a_search_that_finds_nothing_leaves_the_place),
        cmocka_unit_test(n_without_a_search_says_how_to_begin_one),
        cmocka_unit_test(the_list_of_hits_has_sentences_and_goes_there),
        cmocka_unit_test(a_hit_over_two_sentences_is_listed_whole),
        cmocka_unit_test(hits_are_marked_until_they_are_cleared),
        cmocka_unit_test(n_goes_on_from_the_page_where_one_has_moved_away),
        cmocka_unit_test(leaving_the_prompt_takes_its_toggles_back),
        cmocka_unit_test(moving_in_what_is_typed_keeps_what_was_found),
        cmocka_unit_test(nothing_to_search_for_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
