// screen/view_list: in a window of 40x10, as a large font leaves, all of a row can be read that is not longer than the window (R24).
#include "session.h"
#include <stdlib.h>
#include <string.h>
#include "screen/views.h"

// The cells without blanks: a long word may be broken between rows.
static void add_screen(Buffer *out, const Grid *grid)
{
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++)
            buffer_add_text(out, grid_cluster(grid, row, column));
}

static void drop_soft_hyphens(char *text)
{
    for (char *at; (at = strstr(text, "\xC2\xAD"));)
        memmove(at, at + 2, strlen(at + 2) + 1);
}

// Words may stand on several rows, but in their order.
static bool shows_words(const char *screen, const char *words)
{
    char *copy = strdup(words), *rest = copy;
    drop_soft_hyphens(copy);
    const char *at = screen;
    for (char *word; at && (word = strsep(&rest, " "));)
        at = strstr(at, word);
    free(copy);
    return at;
}

static void assert_whole(const Reader *reader, const Row *row)
{
    Grid *grid = grid_new(reader->rows, reader->columns);
    Buffer screen = {0};
    view_screen(reader, grid);
    add_screen(&screen, grid);
    const char *const parts[] = {row->mark, row->text, row->detail, row->note};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!shows_words(buffer_text(&screen), parts[i]))
            fail_msg("\"%s\" is cut off:\n%s", parts[i], buffer_text(&screen));
    buffer_free(&screen);
    grid_free(grid);
}

static void assert_all_whole(Session *session, const char *command)
{
    Reader *reader = session->reader;
    assert_true(reader_run(reader, command));
    if (reader_list(reader, FOCUS_CONTENTS) == reader_list(reader, reader->focus))
        assert_true(reader_run(reader, "unfold-all"));
    assert_true(reader_run(reader, "list-start"));
    const List *list = reader_list(reader, reader->focus);
    size_t count = 0;
    for (size_t before = list->count; list->selected != before; count++) {
        before = list->selected;
        assert_whole(reader, &list->rows[list->selected]);
        reader_run(reader, "list-down");
    }
    assert_true(count > 0);
    assert_true(reader_run(reader, "close"));
}

static void rows_are_read_whole_in(ScreenReader mode, int rows, int columns)
{
    static const char *const lists[] = {"help", "contents", "about", "headings", "links", "tables", "figures", "footnotes", "hits", "bookmarks"};
    Session *session = session_open_shipped("every-block", rows, columns);
    reader_enter(session->reader, mode);
    reader_resize(session->reader, rows, columns);
    for (int i = 0; i < 3; i++) {
        assert_true(reader_run(session->reader, "bookmark a note of some words that goes over more than one row"));
        assert_true(reader_run(session->reader, "next-chapter"));
    }
    assert_true(reader_run(session->reader, "search light"));
    finish(session);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_all_whole(session, lists[i]);
    session_close(session);
}

static void rows_are_read_whole_in_a_small_window_R24(void **state)
{
    (void)state;
    rows_are_read_whole_in(SCREEN_READER_OFF, 10, 40);
    rows_are_read_whole_in(SCREEN_READER_OFF, 24, 80);
}

static void rows_are_read_whole_in_a_small_window_in_page_mode_R24(void **state)
{
    (void)state;
    rows_are_read_whole_in(SCREEN_READER_PAGE, 10, 40);
    rows_are_read_whole_in(SCREEN_READER_PAGE, 24, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_whole_in_a_small_window_R24),
        cmocka_unit_test(rows_are_read_whole_in_a_small_window_in_page_mode_R24),
    };
    return cmocka_run_group_tests_name("view_list", tests, NULL, NULL);
}
