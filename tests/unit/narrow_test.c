// screen/: in a large font, which leaves few cells, nothing is lost: what a list has can be read whole by going through it.
#include "session.h"
#include "screen/views.h"
#include "text/locale.h"

static void add_screen(Buffer *out, const Grid *grid)
{
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++)
            if (grid_cell(grid, row, column)->width)
                buffer_add_text(out, *grid_cell(grid, row, column)->text ? grid_cell(grid, row, column)->text : " ");
        buffer_add_char(out, ' ');
    }
}

// All words of a text are there in their order, perhaps with others or a line's end between.
static bool has_words(const char *screen, const char *text)
{
    while (*(text += strspn(text, " "))) {
        char word[256];
        const size_t length = strcspn(text, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, text);
        if (!(screen = strstr(screen, word)))
            return false;
        screen += length;
        text += length;
    }
    return true;
}

static int count_cut(Session *session, Focus focus, Grid *grid)
{
    Reader *reader = session->reader;
    const List *list = reader_list(reader, focus);
    int cut = 0;
    press(session, "g");
    for (size_t before = list->count; before != list->selected; press(session, "j")) {
        Buffer screen = {0};
        before = list->selected;
        reader_set_shown(reader, view_screen(reader, grid));
        add_screen(&screen, grid);
        const char *text = list->rows[list->selected].text;
        if (!has_words(buffer_text(&screen), text)) {
            print_error("%dx%d: \"%s\" is cut\n", grid->columns, grid->rows, text);
            cut++;
        }
        buffer_free(&screen);
    }
    return cut;
}

static void every_row_of_a_list_can_be_read_whole(void **state)
{
    (void)state;
    static const int sizes[][2] = {{10, 40}, {24, 80}};
    static const struct { const char *keys; Focus focus; } lists[] = {{"h", FOCUS_HELP}, {"t", FOCUS_CONTENTS}, {"v h", FOCUS_ELEMENTS}, {"i", FOCUS_ABOUT}};
    int cut = 0;
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
        for (int mode = SCREEN_READER_OFF; mode <= SCREEN_READER_PAGE; mode++) {
            Session *session = session_open_shipped("every-block", sizes[size][0], sizes[size][1]);
            Grid *grid = grid_new(sizes[size][0], sizes[size][1]);
            reader_enter(session->reader, (ScreenReader)mode);
            reader_resize(session->reader, grid->rows, grid->columns);
            for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
                press(session, lists[i].keys);
                cut += count_cut(session, lists[i].focus, grid);
                press(session, "q");
            }
            grid_free(grid);
            session_close(session);
        }
    assert_int_equal(cut, 0);
}

static int use_utf8(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_a_list_can_be_read_whole),
    };
    return cmocka_run_group_tests_name("narrow", tests, use_utf8, NULL);
}
