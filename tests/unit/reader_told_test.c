// Page mode and line mode over the report that has every kind of block: what is shown and said, verbosity, and moving over lines that hold no text.
#include "session.h"
#include <stdio.h>
#include <stdlib.h>
#include "plain/dialogue.h"
#include "screen/views.h"
#include "text/locale.h"
#include "text/utf8.h"

static Session *open_in(ScreenReader mode, int rows, int columns)
{
    Session *session = session_open_shipped("every-block", rows, columns);
    reader_enter(session->reader, mode);
    reader_resize(session->reader, rows, columns);
    return session;
}

// What is told

static bool is_plain(unsigned codepoint)
{
    const bool is_hyphen = codepoint == 0xAD, is_drawn = codepoint >= 0x2500 && codepoint <= 0x259F;
    return !is_hyphen && !is_drawn && codepoint != 0x2022 && (codepoint < 0xFB50 || codepoint > 0xFDFF) && (codepoint < 0xFE70 || codepoint > 0xFEFF);
}

static void assert_plain(const char *text)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        const unsigned codepoint = utf8_next(text, length, &at);
        if (!is_plain(codepoint))
            fail_msg("U+%04X is told", codepoint);
    }
}

static void add_rows(Buffer *out, const Grid *grid)
{
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            const char *cluster = grid_cluster(grid, row, column);
            buffer_add_text(out, *cluster || !grid_cell(grid, row, column)->width ? cluster : " ");
        }
        buffer_add_char(out, '\n');
    }
}

// All pages as page mode sends them, one behind the other.
static char *all_pages(Session *session)
{
    Buffer out = {0};
    Grid *grid = grid_new(session->reader->rows, session->reader->columns);
    press(session, "g g"); // the message goes
    do {
        view_screen(session->reader, grid);
        add_rows(&out, grid);
        press(session, "Space");
    } while (strcmp(message(session), "End of the report.") != 0);
    grid_free(grid);
    return buffer_take(&out);
}

static char *answers(Session *session, const char *lines)
{
    char *said = NULL;
    size_t length = 0;
    FILE *in = tmpfile(), *out = open_memstream(&said, &length);
    assert_true(in && out);
    fputs(lines, in);
    rewind(in);
    assert_int_equal(dialogue_read(session->reader, fileno(in), out, "Line mode, set by a test."), 0);
    fclose(in);
    fclose(out);
    return said;
}

static char *all_answers(Session *session)
{
    Buffer lines = {0};
    buffer_add_repeated(&lines, '\n', 200);
    char *said = answers(session, buffer_text(&lines));
    buffer_free(&lines);
    return said;
}

static void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_told_in_words(const char *text)
{
    static const char *const told[] = {
        "Heading 1: Lists, Steps and Terms", "Heading 2: Inline Marks", "List, 3 items.", "1. first", "End of list.", "Table, 3 rows, 3 columns.",
        "Row 2. Light: Bell Rock", "Year: 1810", "Height, m: empty", "End of table.", "a link [link 2], ", "a footnote. [note 1]", "Quote: A quote of nobody.",
        "French: Une phrase en français.", "End of French.", "Hebrew: List, 2 items.", "- המגדלור מאיר את הים.", "المنارة: ضوء في البحر.", "in lighthouse, and",
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        assert_has(text, told[i]);
    assert_plain(text);
}

static void page_mode_tells_all_that_eyes_see_and_draws_nothing_R12_R16_R17_R18_R19(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_PAGE, 24, 80);
    char *text = all_pages(session);
    assert_told_in_words(text);
    free(text);
    session_close(session);
}

static void line_mode_tells_all_that_eyes_see_and_draws_nothing_R12_R16_R17_R18_R19(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_LINE, 24, 80);
    char *text = all_answers(session);
    assert_told_in_words(text);
    free(text);
    session_close(session);
}

static void ordinary_mode_tells_nothing_beside_the_text(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_OFF, 24, 80);
    char *text = all_pages(session);
    assert_null(strstr(text, "Heading 1"));
    assert_null(strstr(text, "End of"));
    assert_null(strstr(text, "[link"));
    free(text);
    session_close(session);
}

// Moving

static void every_line_is_on_one_page(int rows, int columns)
{
    Session *session = open_in(SCREEN_READER_PAGE, rows, columns);
    const Reader *reader = session->reader;
    int chapter = 0, line = 0;
    do {
        if (reader->position.place.chapter > chapter) {
            assert_int_equal(line, layout_line_count(pager_layout(reader->pager, chapter)));
            line = 0;
        }
        chapter = reader->position.place.chapter;
        for (; line < reader->position.top; line++)
            assert_int_equal(layout_line(reader->shown, line)->count, 0);
        assert_in_range(reader->position.end - reader->position.top, 1, reader_text_rows(reader));
        assert_true(line_is_read(layout_line(reader->shown, reader->position.reading)));
        line = reader->position.end;
        press(session, "Space");
    } while (strcmp(message(session), "End of the report.") != 0);
    assert_int_equal(line, layout_line_count(reader->shown));
    session_close(session);
}

static void page_down_walks_every_line_that_is_told_once(void **state)
{
    (void)state;
    every_line_is_on_one_page(24, 80);
    every_line_is_on_one_page(10, 40);
    every_line_is_on_one_page(3, 20);
}

static void the_reading_line_stands_on_what_is_only_said(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_PAGE, 24, 80);
    assert_true(reader_run(session->reader, "goto #lists/nested"));
    char *text = line_text(session, session->reader->position.reading);
    assert_string_equal(text, "List, 2 items.");
    free(text);
    session_close(session);
}

static void a_line_that_is_only_said_is_a_line_to_go_to(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_LINE, 24, 80);
    char *said = answers(session, "goto #tables/lights\n");
    assert_has(said, "Three lights and their heights. [note t]\nTable, 3 rows, 3 columns.\nRow 1. Light: Cordouan\nYear: 1611\nHeight, m: 67.5\n\nRow 2.");
    free(said);
    session_close(session);
}

// Verbosity

static void verbosity_goes_on_by_a_step_and_says_so(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_PAGE, 24, 80);
    assert_true(reader_run(session->reader, "goto #lists/nested"));
    press(session, "o v");
    assert_string_equal(message(session), "Verbosity high.");
    press(session, "o v");
    assert_string_equal(message(session), "Verbosity low.");
    assert_top(session, "- an item");
    press(session, "o v");
    assert_string_equal(message(session), "Verbosity medium.");
    assert_true(shows(session, "List, 1 item."));
    assert_true(reader_run(session->reader, "verbosity high"));
    assert_true(shows(session, "- 2.4. an item"));
    assert_false(reader_run(session->reader, "verbosity loud"));
    assert_string_equal(message(session), "verbosity is low, medium or high, not \"loud\"");
    session_close(session);
}

static void line_mode_says_the_step_and_not_the_page_again(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_LINE, 24, 80);
    char *said = answers(session, "goto #lists/nested\nverbosity low\n");
    assert_has(said, "\nVerbosity low.\n");
    assert_string_equal(strstr(said, "Verbosity low."), "Verbosity low.\n");
    free(said);
    said = answers(session, "redraw\n");
    assert_has(said, "- an item\n  - that has");
    assert_null(strstr(said, "List,"));
    assert_null(strstr(said, "End of"));
    free(said);
    session_close(session);
}

static void the_highest_verbosity_tells_the_page_behind_it_R20(void **state)
{
    (void)state;
    Session *session = open_in(SCREEN_READER_PAGE, 24, 80);
    finish(session);
    press(session, "Space");
    assert_string_equal(message(session), "");
    session->reader->settings.verbosity = VERBOSITY_HIGH;
    reader_resize(session->reader, 24, 80);
    finish(session);
    press(session, "Space");
    assert_memory_equal(message(session), "Page 3 of ", 10);
    assert_true(session->reader->has_landed); // the cursor stays on the page
    press(session, "b");
    assert_memory_equal(message(session), "Page 2 of ", 10);
    session_close(session);
    session = open_in(SCREEN_READER_LINE, 24, 80);
    char *said = answers(session, "verbosity high\n\n");
    assert_has(said, "\nPage 2 of ");
    free(said);
    session_close(session);
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_mode_tells_all_that_eyes_see_and_draws_nothing_R12_R16_R17_R18_R19),
        cmocka_unit_test(line_mode_tells_all_that_eyes_see_and_draws_nothing_R12_R16_R17_R18_R19),
        cmocka_unit_test(ordinary_mode_tells_nothing_beside_the_text),
        cmocka_unit_test(page_down_walks_every_line_that_is_told_once),
        cmocka_unit_test(the_reading_line_stands_on_what_is_only_said),
        cmocka_unit_test(a_line_that_is_only_said_is_a_line_to_go_to),
        cmocka_unit_test(verbosity_goes_on_by_a_step_and_says_so),
        cmocka_unit_test(line_mode_says_the_step_and_not_the_page_again),
        cmocka_unit_test(the_highest_verbosity_tells_the_page_behind_it_R20),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
