// reader/: pages by number, citation numbers, ids and parts; headings and chapters; the way back; where one is.
#include "session.h"

static void g_goes_to_pages_citation_numbers_ids_and_parts(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    Reader *reader = session->reader;
    press(session, "3 . 5 g");
    assert_top(session, "Paragraph 4 of chapter 3");
    press(session, "7 g");
    assert_int_equal(reader_where(reader).page, 7);
    press(session, "g");
    assert_int_equal(reader_where(reader).page, 1);
    press(session, "5 0 %");
    const Whereabouts half = reader_where(reader);
    assert_in_range(half.percent, 50, 50 + 100 / half.pages + 1);
    press(session, "1 0 0 %");
    assert_int_equal(reader_where(reader).percent, 100);
    press(session, "0 %");
    assert_int_equal(reader_where(reader).page, 1);
    assert_true(reader_run(reader, "goto #c2/part2"));
    assert_top(session, "Part 2 of chapter 2");
    assert_true(reader_run(reader, "goto 30%"));
    assert_true(reader_run(reader, "2.2"));
    assert_top(session, "Paragraph 1 of chapter 2");
    session_close(session);
}

static void a_part_in_percent_is_reached_on_its_page_and_no_earlier(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    while (reader_idle(session->reader))
        ;
    for (int percent = 1; percent <= 100; percent++) {
        char line[32];
        snprintf(line, sizeof line, "percent %d", percent);
        assert_true(reader_run(session->reader, line));
        const Whereabouts where = reader_where(session->reader);
        assert_true(where.percent >= percent);
        assert_true(100 * (where.page - 1) / where.pages < percent);
    }
    session_close(session);
}

static void a_part_in_percent_reads_only_where_it_leads(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "9 0 %");
    assert_int_equal(session->reader->position.place.chapter, 2);
    assert_null(report_chapter_if_loaded(session->report, 1));
    session_close(session);
}

static void a_page_number_reads_no_chapter_behind_it(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "7 g");
    assert_null(report_chapter_if_loaded(session->report, 2));
    session_close(session);
}

static void a_place_that_is_not_there_is_told_and_nothing_moves(void **state)
{
    (void)state;
    static const char *const lines[] = {"goto 9999", "goto 3.999", "goto #nobody", "goto 101%", "goto -1", "goto %", "goto x%", "goto 1.2.3", "percent",
                                        "percent 1e2", "goto 0", "goto 99999999999999999999"};
    Session *session = three_chapters_at(12, 50);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_false(reader_run(session->reader, lines[i]));
        assert_true(session->reader->message_is_error);
        assert_true(strlen(message(session)) > 10);
        assert_int_equal(session->reader->position.top, 0);
        assert_int_equal(session->reader->position.place.chapter, 0);
    }
    session_close(session);
}

static void headings_and_chapters_are_gone_to_one_by_one(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "]");
    assert_top(session, "Part 1 of chapter 1");
    press(session, "]");
    assert_top(session, "Part 2 of chapter 1");
    press(session, "]");
    assert_top(session, "Chapter 2");
    press(session, "[");
    assert_top(session, "Part 2 of chapter 1");
    press(session, "[ [");
    assert_top(session, "Chapter 1");
    press(session, "[");
    assert_string_equal(message(session), "There is no heading before this one.");
    press(session, "2 }");
    assert_top(session, "Chapter 3");
    press(session, "}");
    assert_string_equal(message(session), "This is the last chapter.");
    press(session, "] ] ]");
    assert_string_equal(message(session), "There is no heading behind this one.");
    press(session, "{");
    assert_top(session, "Chapter 2");
    session_close(session);
}

static void back_returns_from_jumps_in_turn(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "Space Space");
    const Place first = session->reader->position.place;
    press(session, "3 . 5 g");
    const Place second = session->reader->position.place;
    press(session, "G Backspace");
    assert_int_equal(place_compare(session->reader->position.place, second), 0);
    press(session, "Backspace");
    assert_int_equal(place_compare(session->reader->position.place, first), 0);
    press(session, "Backspace");
    assert_string_equal(message(session), "There is nowhere to go back to.");
    session_close(session);
}

static void a_jump_to_where_one_is_leaves_nothing_to_go_back_to(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "2 . 3 g 2 . 3 g 2 . 3 g Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "Backspace");
    assert_true(session->reader->message_is_error);
    session_close(session);
}

static void the_way_goes_forward_again_until_another_is_taken(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "2 . 3 g 3 . 2 g");
    const Place last = session->reader->position.place;
    press(session, "Backspace Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "C f");
    assert_int_equal(session->reader->position.place.chapter, 1);
    press(session, "C f");
    assert_int_equal(place_compare(session->reader->position.place, last), 0);
    press(session, "C f");
    assert_string_equal(message(session), "There is nowhere to go forward to.");
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 1);
    press(session, "1 . 4 g C f");
    assert_true(session->reader->message_is_error);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 1);
    session_close(session);
}

static void the_way_back_has_an_end(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    for (int i = 0; i < 3000; i++)
        press(session, i % 2 ? "Home" : "G");
    assert_in_range(session->reader->back.count, 100, 1000);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 2);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void a_dot_alone_is_no_number(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, ".");
    assert_string_equal(message(session), ". does nothing here; h shows the keys.");
    press(session, "3 . 2 . 1 g");
    assert_string_equal(message(session), "There is no \"3.2.1\": write a page (12), a citation number (3.2), a part in percent (50%) or #ID.");
    assert_int_equal(session->reader->position.place.chapter, 0);
    session_close(session);
}

static void where_tells_chapter_section_number_page_and_minutes(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    while (reader_idle(session->reader))
        ;
    press(session, "2 . 1 0 g =");
    Whereabouts where = reader_where(session->reader);
    char *expected = NULL;
    assert_true(asprintf(&expected, "Chapter 2 of 3, \"Chapter 2\", section \"Part 2 of chapter 2\", at 2.10. Page %d of %d, %d percent, %d minutes left. %d minute%s left in the section, %d in the chapter.",
                         where.page, where.pages, where.percent, where.minutes, where.section_minutes, where.section_minutes == 1 ? "" : "s",
                         where.chapter_minutes) > 0);
    assert_string_equal(message(session), expected);
    free(expected);
    press(session, "1 . 1 g");
    assert_true(reader_where(session->reader).minutes > where.minutes);
    session_close(session);
}

static void a_number_can_be_taken_back_and_goes_with_start_and_end_too(void **state)
{
    (void)state;
    Session *session = three_chapters_at(12, 50);
    press(session, "1 2 Backspace");
    assert_string_equal(buffer_text(&session->reader->number), "1");
    press(session, "Backspace");
    assert_int_equal(session->reader->number.length, 0);
    press(session, "2 G");
    assert_int_equal(reader_where(session->reader).page, 2);
    press(session, "3 <");
    assert_int_equal(reader_where(session->reader).page, 3);
    press(session, "Backspace");
    assert_int_equal(reader_where(session->reader).page, 2);
    session_close(session);
}

static void a_citation_number_that_is_not_there_is_told_with_those_that_are(void **state)
{
    (void)state;
    Session *session = session_open_shipped("every-block", 12, 50);
    assert_false(reader_run(session->reader, "goto 1.9999"));
    const Chapter *chapter = report_chapter(session->report, 0);
    char expected[100];
    int last = 0;
    for (int i = 0; i < chapter->body_end; i++)
        last = chapter->blocks[i].number ? chapter->blocks[i].number : last;
    snprintf(expected, sizeof expected, "There is no number 1.9999: those of chapter 1 are 1.1 to 1.%d.", last);
    assert_string_equal(message(session), expected);
    assert_false(reader_run(session->reader, "goto 99.1"));
    assert_string_equal(message(session), "There is no \"99.1\": write a page (12), a citation number (3.2), a part in percent (50%) or #ID.");
    session_close(session);
}

enum { MANY = 200 };

// So many chapters of one page each.
static Session *open_many(void)
{
    Buffer manifest = {0};
    buffer_add_text(&manifest, "lectern: 1\nid: many\ntitle: Many\nlanguage: en\nchapters:\n");
    for (int i = 0; i < MANY; i++)
        buffer_addf(&manifest, "  - {id: c%d, title: Chapter, body: [A text.]}\n", i);
    const char *const files[] = {"report.yaml", buffer_text(&manifest), NULL};
    Session *session = session_open(session_report(files), 10, 40);
    buffer_free(&manifest);
    return session;
}

static void a_far_page_is_counted_up_to_in_idle_time(void **state)
{
    (void)state;
    Session *session = open_many();
    press(session, "1 5 0 g");
    assert_string_equal(message(session), "Counting the pages up to 150; Ctrl-C stops.");
    assert_true(reader_is_awaited(session->reader));
    finish(session);
    assert_string_equal(message(session), "");
    assert_int_equal(session->reader->position.place.chapter, 149);
    press(session, "Backspace");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "2 0 1 g");
    assert_string_equal(message(session), "There is no page 201; the last one is 200.");
    assert_int_equal(session->reader->position.place.chapter, 0);
    press(session, "2 0 0 g");
    assert_int_equal(session->reader->position.place.chapter, 199);
    session_close(session);
}

static void Ctrl_C_stops_the_counting_and_so_does_a_command(void **state)
{
    (void)state;
    Session *session = open_many();
    press(session, "1 5 0 g");
    reader_interrupt(session->reader);
    assert_string_equal(message(session), "Counting was stopped: the page was not reached.");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 0);
    reader_resize(session->reader, 12, 40);
    press(session, "1 5 0 g }");
    finish(session);
    assert_int_equal(session->reader->position.place.chapter, 1);
    reader_resize(session->reader, 10, 40);
    press(session, "3 0 0 g");
    finish(session);
    assert_string_equal(message(session), "There is no page 300; the last one is 200.");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(g_goes_to_pages_citation_numbers_ids_and_parts),
        cmocka_unit_test(a_part_in_percent_is_reached_on_its_page_and_no_earlier),
        cmocka_unit_test(a_part_in_percent_reads_only_where_it_leads),
        cmocka_unit_test(a_page_number_reads_no_chapter_behind_it),
        cmocka_unit_test(a_place_that_is_not_there_is_told_and_nothing_moves),
        cmocka_unit_test(headings_and_chapters_are_gone_to_one_by_one),
        cmocka_unit_test(back_returns_from_jumps_in_turn),
        cmocka_unit_test(a_jump_to_where_one_is_leaves_nothing_to_go_back_to),
        cmocka_unit_test(the_way_goes_forward_again_until_another_is_taken),
        cmocka_unit_test(the_way_back_has_an_end),
        cmocka_unit_test(a_dot_alone_is_no_number),
        cmocka_unit_test(where_tells_chapter_section_number_page_and_minutes),
        cmocka_unit_test(a_number_can_be_taken_back_and_goes_with_start_and_end_too),
        cmocka_unit_test(a_citation_number_that_is_not_there_is_told_with_those_that_are),
        cmocka_unit_test(a_far_page_is_counted_up_to_in_idle_time),
        cmocka_unit_test(Ctrl_C_stops_the_counting_and_so_does_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
