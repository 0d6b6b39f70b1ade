// plain/dialogue: what follows on what was told, line by line and unit by unit: nothing twice, nothing passed over.
#include "dialogue.h"

// Reading on, a page at a time and a line at a time, tells each line of the report once and in order.
static void assert_tells_all(const char *order)
{
    Session *session = three_chapters_at(24, 80);
    Buffer orders = {0}, expected = {0};
    for (int i = 0; i < 400; i++)
        buffer_add_text(&orders, order);
    char *said = answers(session, buffer_text(&orders));
    for (int chapter = 0; chapter < 3; chapter++) {
        const Layout *layout = pager_layout(session->reader->pager, chapter);
        for (int i = 0; i < layout_line_count(layout); i++) {
            const Line *line = layout_line(layout, i);
            if (line->count && line->segments[0].kind == SEGMENT_TEXT)
                buffer_addf(&expected, "%.*s\n", (int)line->segments[0].length, line->segments[0].text);
        }
    }
    char *at = said;
    for (char *line = strtok(expected.bytes, "\n"); line; line = strtok(NULL, "\n")) {
        char *found = strstr(at, line);
        if (!found)
            fail_msg("\"%s\" is missing or out of order", line);
        at = found + strlen(line);
    }
    assert_null(strstr(at, "Paragraph"));
    free(said);
    buffer_free(&orders);
    buffer_free(&expected);
    session_close(session);
}

static void reading_on_tells_every_line_once(void **state)
{
    (void)state;
    assert_tells_all("\n");
    assert_tells_all("j\n");
    assert_tells_all("d\n");
}

static void units_are_told_one_by_one(void **state)
{
    (void)state;
    assert_answer("s\ns\ns\n", "middle.\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n");
    assert_answer("s\ns\nw\nw\nw\ne\nE\n", "[link 1].\nA\nlamp\nstands\ns t a n d s\nSierra Tango Alfa November Delta Sierra\n");
    assert_answer("4 a\nS\n", "burns in the middle.\nAnother lamp burns in the middle.\nHeading 2: The Middle\n");
    assert_answer("S\n", "burns in the middle.\nStart of the report.\n");
    assert_answer("s\nS\n", "Heading 1: First Chapter\nStart of the report.\n");
    assert_answer("spell Ab\n", "cap A b\n");
    assert_answer("H\n", "There is no table here; x t goes to the next one.\n");
}

static void a_page_behind_a_unit_begins_with_what_follows(void **state)
{
    (void)state;
    assert_answer("s\n\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("s\ns\n=\n\n", "chapter.\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("4 s\n\n", "Another lamp burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

static void a_line_behind_a_unit_comes_alone(void **state)
{
    (void)state;
    assert_answer("s\nj\nj\nj\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n");
    assert_answer("s\n=\nj\nj\nj\nj\n", "chapter.\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\nAnother lamp burns in the middle.\n");
    assert_answer("s\n5 j\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\n");
    assert_answer("}\n9 s\nj\n", "The last lamp, far away.\nEnd of the report.\n");
}

static void a_line_on_and_a_line_back_lead_to_the_lines_beside_the_one_told_last(void **state)
{
    (void)state;
    assert_answer("s\nj\nk\n", "Heading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\nHeading 1: First Chapter\n");
    assert_answer("s\n3 j\nk\nj\n", "[link 1].\n\nHeading 2: The Middle\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n");
    assert_answer("j\nj\nk\nk\nk\nj\n", "Heading 1: Second Chapter\nWords without light.\nHeading 1: Second Chapter\nAnother lamp burns in the middle.\nHeading 2: The Middle\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("j\n2 k\nj\n", "Heading 1: Second Chapter\nHeading 2: The Middle\n\nAnother lamp burns in the middle.\nHeading 1: Second Chapter\n");
    assert_answer("j\nb\nj\n", "Another lamp burns in the middle.\nHeading 1: Second Chapter\n");
    assert_answer("g\nk\n", "First Chapter\nStart of the report.\n");
}

// Other words beside the text, a list or a search that is left: what follows is what has not been told.
static void nothing_is_passed_over_when_lines_come_to_be_others(void **state)
{
    (void)state;
    assert_answer("s\nj\nt\nq\nj\n", "A lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n");
    assert_answer("s\nj\n/\n:cancel\nj\n", "Search:\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\n");
    assert_answer("s\nj\n/\nzebra\nj\n", "Not found: \"zebra\".\n[link 1].\n");
    assert_answer("s\nj\no v\no v\nj\n", "Verbosity low.\n[link 1].\n");
}

// The terminal became wider or narrower, and each line another one.
static void nothing_is_passed_over_after_a_resize(void **state)
{
    (void)state;
    static const int columns[] = {10, 30, 200};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        Session *session = open_short();
        Reader *reader = session->reader;
        reader_resize(reader, 20, 80);
        reader->has_told = true;
        press(session, "s j");
        const Place told = reader->position.place;
        reader_resize(reader, 20, columns[i]);
        press(session, "j");
        assert_int_equal(reader->position.place.block, told.block);
        const Segment *line = &layout_line(reader->shown, reader->position.top)->segments[0];
        assert_true(line->byte <= strlen("A lamp stands here, with a note. It leads to the end"));
        assert_int_equal(reader->position.end, reader->position.top + 1);
        session_close(session);
    }
}

static void what_was_told_last_is_told_again(void **state)
{
    (void)state;
    assert_answer("s\nr\nr\n", "middle.\nHeading 1: First Chapter\nHeading 1: First Chapter\nHeading 1: First Chapter\n");
    assert_answer("/burns\nr\n", "Hit 1 of 1.\nAnother lamp burns in the middle.\nHit 1 of 1.\nAnother lamp burns in the middle.\n");
    assert_answer("t\nj\nR\n", "> 2. The Middle, 1 min, level 2\n> 2. The Middle, 1 min, level 2\n");
    assert_answer("99\nr\n", "There is no page 99; the last one is 2.\nThere is no page 99; the last one is 2.\n");
    assert_answer("Tab\nEnter\nr\n", "Note a: The note tells of lamps.\nNote a: The note tells of lamps.\n");
}

static void through_a_pipe_reading_on_ends_with_the_chapter(void **state)
{
    (void)state;
    assert_answer("R\n", "middle.\nHeading 1: First Chapter\nA lamp stands here, with a note. [note a] It leads to the end\n[link 1].\nHeading 2: The Middle\n"
                  "Another lamp burns in the middle.\n");
    assert_answer("R\nR\n", "in the middle.\nHeading 1: Second Chapter\nWords without light.\nThe last lamp, far away.\nEnd of the report.\n");
    assert_answer("R\nR\nR\n", "far away.\nEnd of the report.\nEnd of the report.\n");
    assert_answer("R\n\n", "burns in the middle.\nHeading 1: Second Chapter\n\nWords without light.\n\nThe last lamp, far away.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_on_tells_every_line_once),
        cmocka_unit_test(units_are_told_one_by_one),
        cmocka_unit_test(a_page_behind_a_unit_begins_with_what_follows),
        cmocka_unit_test(a_line_behind_a_unit_comes_alone),
        cmocka_unit_test(a_line_on_and_a_line_back_lead_to_the_lines_beside_the_one_told_last),
        cmocka_unit_test(nothing_is_passed_over_when_lines_come_to_be_others),
        cmocka_unit_test(nothing_is_passed_over_after_a_resize),
        cmocka_unit_test(what_was_told_last_is_told_again),
        cmocka_unit_test(through_a_pipe_reading_on_ends_with_the_chapter),
    };
    return cmocka_run_group_tests_name("dialogue_reading", tests, NULL, NULL);
}
