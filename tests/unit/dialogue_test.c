// plain/dialogue: what line mode answers to lines.
#include "dialogue.h"

static void the_report_is_named_and_its_first_page_told(void **state)
{
    (void)state;
    assert_answer("",
        "Line mode, set by a test. A Short Report.\n"
        "h shows the keys.\n"
        "Heading 1: First Chapter\n\n"
        "A lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\n"
        "Heading 2: The Middle\n\n"
        "Another lamp burns in the middle.\n");
}

static void an_empty_line_goes_on(void **state)
{
    (void)state;
    assert_answer("\n", "burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("\n\n", "far away.\nEnd of the report.\n");
}

static void a_line_is_a_key_keys_or_a_command(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "}\n", "Space\n", "1 Space\n", "1Space\n", "next-chapter\n", "next-ch\n", ":next-chapter\n", ": next-chapter\n", "goto #two\n", "#two\n", "2\n",
        "2g\n", "2 g\n", ":\nnext-chapter\n", "PgDn\r\n", "g\n}\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_answer(lines[i], "\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

static void keys_in_a_row_come_in_one_line_or_in_two(void **state)
{
    (void)state;
    assert_answer("o x\n", "Exact matching on.\n");
    assert_answer("ox\n", "Exact matching on.\n");
    assert_answer("o\n", "o waits for another key.\n");
    assert_answer("o\nx\n", "o waits for another key.\nExact matching on.\n");
}

static void a_mistake_is_told(void **state)
{
    (void)state;
    assert_answer("frobnicate\n", "There is no command \"frobnicate\"; h lists them.\n");
    assert_answer("fold\n", "fold can be used only in a list.\n");
    assert_answer("99\n", "There is no page 99; the last one is 2.\n");
    assert_answer("stop\n", "Only on a terminal lectern can be stopped; quit ends it.\n");
}

static void a_search_is_typed_in_one_line_or_when_it_is_asked_for(void **state)
{
    (void)state;
    assert_answer("/burns\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("search burns\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("/\nburns\n", "Search:\nHit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("/\n:word\nmid\n", "Search:\nWhole words on.\nSearch:\nNot found: \"mid\".\n");
    assert_answer("/\n\033\n", "Search:\nHeading 1: First Chapter\n");
    assert_answer("/\n:cancel\n", "Search:\nHeading 1: First Chapter\n");
}

static void a_hit_elsewhere_begins_the_page(void **state)
{
    (void)state;
    assert_answer("/far\n", "Hit 1 of 1.\nThe last lamp, far away.\n");
    assert_answer("/far\nk\n", "Hit 1 of 1.\nThe last lamp, far away.\nWords without light.\n");
}

static void a_list_is_numbered_and_a_number_chooses(void **state)
{
    (void)state;
    assert_answer("t\n",
        "Contents of A Short Report.\n"
        "> 1. First Chapter, 1 min\n"
        "2. The Middle, 1 min, level 2\n"
        "3. Second Chapter, 1 min\n");
    assert_answer("t\nj\n", "> 2. The Middle, 1 min, level 2\n");
    assert_answer("t\n3\n", "3. Second Chapter, 1 min\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("t\n4\n", "There is no row 4 here.\n");
    assert_answer("t\n/second\n", "Contents of A Short Report, 1 row with \"second\".\n> 1. Second Chapter, 1 min\n");
    assert_answer("t\nq\n", "3. Second Chapter, 1 min\nHeading 1: First Chapter\n");
    assert_answer("'\n", "There are no bookmarks yet; m on the page sets one.\n");
}

static void a_footnote_is_told_and_left(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "Tab\nEnter\n\n");
    assert_says(said, "Note a.\nA lamp stands here, with a note. [note a] It leads to the end\n");
    assert_says(said, "Note a: The note tells of lamps.\nA lamp stands here");
    free(said);
    session_close(session);
}

static void a_link_is_followed_and_come_back_from(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "Tab\nTab\nEnter\nBackspace\n");
    assert_says(said, "Link to 2.2, in \"Second Chapter\".\nA lamp stands here");
    assert_says(said, "The last lamp, far away.\nBack at 1.1.\nA lamp stands here"); // R19
    free(said);
    session_close(session);
}

static void who_goes_to_the_start_of_the_page_leaves_the_chosen_link(void **state)
{
    (void)state;
    assert_answer("Tab\nTab\n#one\nTab\n", "in \"Second Chapter\".\nA lamp stands here, with a note. [note a] It leads to the end\n"
                  "Heading 1: First Chapter\nNote a.\nA lamp stands here, with a note. [note a] It leads to the end\n");
}

static void a_link_is_followed_by_its_number(void **state)
{
    (void)state;
    static const char *const lines[] = {"1 Enter\n", "1Enter\n", "follow 1\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_answer(lines[i], "in the middle.\nThe last lamp, far away.\n");
    assert_answer("2\n", "in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("2 Enter\n", "in the middle.\nThere is no link 2 in this chapter; the last one is 1.\n");
    assert_answer("follow 1\nfollow 1\n", "There is no link in this chapter.\n");
    assert_answer("follow 1\nBackspace\n", "The last lamp, far away.\nBack at 1.1.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\n"
                  "Heading 2: The Middle\n\nAnother lamp burns in the middle.\n");
}

static void headings_links_and_footnotes_are_listed_and_gone_to(void **state)
{
    (void)state;
    assert_answer("v h\n", "3 headings in A Short Report.\n> 1. First Chapter, level 1\n2. The Middle, level 2\n3. Second Chapter, level 1\n");
    assert_answer("headings\n2\n", "3. Second Chapter, level 1\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("v k\n", "1 link in A Short Report.\n> 1. 1.1: the end, to 2.2, in \"Second Chapter\", link 1\n");
    assert_answer("v k\n1\nEnter\n", "The last lamp, far away.\n");
    assert_answer("v n\n", "1 footnote in A Short Report.\n> 1. 1.1: The note tells of lamps. note a\n");
    assert_answer("v n\n1\n", "lamps. note a\nNote a: The note tells of lamps.\n");
    assert_answer("v t\n", "There are no tables in this report.\n");
    assert_answer("v t\nv f\n", "There are no figures in this report.\n");
}

static void a_skip_tells_from_there_on(void **state)
{
    (void)state;
    assert_answer("x n\n", "in the middle.\nNote a.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("x n\nEnter\n", "in the middle.\nNote a: The note tells of lamps.\n");
    assert_answer("next-same-heading\n", "in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
    assert_answer("x t\n", "in the middle.\nThere is no table further on in this report.\n");
    assert_answer("X h\n", "in the middle.\nThere is no heading of this level before this in the report.\n");
}

static void a_bookmark_gets_a_note_and_another(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "bookmark check this\n'\nr\nseen\nx\nu\n");
    assert_says(said, "Bookmark set at 1.");
    assert_says(said, "> 1. 1: First Chapter, ");
    assert_says(said, ". Note: check this\n");
    assert_says(said, "New note: check this\nThe note is changed.\nBookmarks.\n> 1. ");
    assert_says(said, "Note: seen\nBookmark deleted; u brings it back.\nThere are no bookmarks yet");
    assert_says(said, "The bookmark is back.\nBookmarks.\n> 1. ");
    free(said);
    session_close(session);
}

static void what_follows_a_sentence_adds_no_comma(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "/burns\nbookmark\n'\n");
    assert_says(said, "> 1. 1.2: Another lamp burns in the middle. ");
    free(said);
    session_close(session);
}

static void what_is_asked_for_again_is_told_again(void **state)
{
    (void)state;
    assert_answer("redraw\n", "in the middle.\nHeading 1: First Chapter\n\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("status-line\n}\n", "The last lamp, far away.\nPage 2 of 2, 100 percent, 1 minute left.\n");
}

// Lines that lead to where a command can be used, and behind it what must be there for it to do something.
static const char *way_to(const Command *command)
{
    if (command_fits(command, FOCUS_PAGE))
        return "/lamp\n";
    if (command_fits(command, FOCUS_BOOKMARKS))
        return "bookmark x\nnext-chapter\nbookmark y\nbookmarks\n";
    return command_fits(command, FOCUS_NOTE) ? "Tab\nEnter\n" : "/\n";
}

static void every_command_works_by_its_name(void **state)
{
    (void)state;
    size_t count = 0;
    for (; command_at(count); count++) {
        const Command *command = command_at(count);
        Buffer lines = {0};
        Session *before = open_short(), *after = open_short();
        buffer_addf(&lines, "%s", way_to(command));
        char *without = answers(before, buffer_text(&lines));
        buffer_addf(&lines, "%s%s\n", command_fits(command, FOCUS_PAGE) || !command_fits(command, FOCUS_PROMPT) ? "" : ":", command->name);
        char *with = answers(after, buffer_text(&lines));
        const char *answer = with + strlen(without);
        if (!strncmp(with, without, strlen(without)) && !*answer && strcmp(command->name, "quit") != 0)
            fail_msg("%s answers nothing", command->name);
        if (strstr(answer, "There is no command") || strstr(answer, "can be used only"))
            fail_msg("%s can't be used: %s", command->name, answer);
        assert_int_equal(after->reader->is_over, !strcmp(command->name, "quit"));
        free(without);
        free(with);
        buffer_free(&lines);
        session_close(before);
        session_close(after);
    }
    assert_true(count > 50);
}

static void nothing_but_text_and_line_ends_is_written(void **state)
{
    (void)state;
    Session *session = open_short();
    char *said = answers(session, "\n\nt\nh\nq\nq\n/\x1b[2Jlamp\nm\xff\x07\n'\n\x9b\n\x1b\n\x01\n");
    for (const char *at = said; *at; at++)
        assert_true(*at == '\n' || (unsigned char)*at >= ' ');
    assert_null(strchr(said, 0x7f));
    free(said);
    session_close(session);
}

static void a_line_without_end_is_passed_over(void **state)
{
    (void)state;
    Session *session = open_short();
    Buffer lines = {0};
    buffer_add_repeated(&lines, 'x', 100000);
    buffer_add_text(&lines, "\n}");
    char *said = answers(session, buffer_text(&lines));
    assert_says(said, "That line is longer than 16384 bytes, and was passed over.\nHeading 1: Second Chapter\n");
    free(said);
    buffer_free(&lines);
    session_close(session);
}

static void a_full_disk_is_told_by_the_exit_status(void **state)
{
    (void)state;
    Session *session = open_short();
    FILE *in = fopen("/dev/null", "r"), *out = fopen("/dev/full", "w");
    if (!in || !out)
        skip();
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 3);
    fclose(in);
    fclose(out);
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_report_is_named_and_its_first_page_told),
        cmocka_unit_test(an_empty_line_goes_on),
        cmocka_unit_test(a_line_is_a_key_keys_or_a_command),
        cmocka_unit_test(keys_in_a_row_come_in_one_line_or_in_two),
        cmocka_unit_test(a_mistake_is_told),
        cmocka_unit_test(a_search_is_typed_in_one_line_or_when_it_is_asked_for),
        cmocka_unit_test(a_hit_elsewhere_begins_the_page),
        cmocka_unit_test(a_list_is_numbered_and_a_number_chooses),
        cmocka_unit_test(a_footnote_is_told_and_left),
        cmocka_unit_test(a_link_is_followed_and_come_back_from),
        cmocka_unit_test(who_goes_to_the_start_of_the_page_leaves_the_chosen_link),
        cmocka_unit_test(a_link_is_followed_by_its_number),
        cmocka_unit_test(headings_links_and_footnotes_are_listed_and_gone_to),
        cmocka_unit_test(a_skip_tells_from_there_on),
        cmocka_unit_test(a_bookmark_gets_a_note_and_another),
        cmocka_unit_test(what_follows_a_sentence_adds_no_comma),
        cmocka_unit_test(what_is_asked_for_again_is_told_again),
        cmocka_unit_test(every_command_works_by_its_name),
        cmocka_unit_test(nothing_but_text_and_line_ends_is_written),
        cmocka_unit_test(a_line_without_end_is_passed_over),
        cmocka_unit_test(a_full_disk_is_told_by_the_exit_status),
    };
    return cmocka_run_group_tests_name("dialogue", tests, NULL, NULL);
}
