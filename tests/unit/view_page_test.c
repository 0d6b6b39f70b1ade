// screen/view_page: marks and hits look the same however many stand in a paragraph, and a page is drawn in the time of what is on it.
#include "session.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "screen/views.h"

enum { FEW_MARKS = 1000, MANY_MARKS = 50000, TURNS = 40 };

// One paragraph in which every other word is emphasised: "aa *aa* aa *aa* ...".
static Session *open_marked(int marks)
{
    Buffer text = {0};
    buffer_add_text(&text, "id: one\ntitle: One\nbody:\n  - >-\n    ");
    for (int i = 0; i < marks; i++)
        buffer_add_text(&text, i % 20 == 19 ? "aa *aa*\n    " : "aa *aa* ");
    buffer_add_text(&text, "end\n");
    const char *const files[] = {"report.yaml", "lectern: 1\nid: marked\ntitle: Marked\nlanguage: en\nchapters: [one.yaml]\n", "one.yaml", buffer_text(&text), NULL};
    Session *session = session_open(session_report(files), 24, 80);
    buffer_free(&text);
    return session;
}

// Of the cells with text below the title, whether each is in a word that is emphasised and, where hits are shown, a hit.
static void check_looks(const Session *session, bool has_hits)
{
    Grid *grid = grid_new(session->reader->rows, session->reader->columns);
    view_screen(session->reader, grid);
    size_t letters = 0;
    for (int row = 3; row < grid->rows - 1; row++)
        for (int column = 0; column < grid->columns; column++) {
            const Cell *cell = grid_cell(grid, row, column);
            if (strcmp(grid_cluster(grid, row, column), "a") != 0)
                continue;
            assert_int_equal(cell->style.is_italic, letters / 2 % 2);
            assert_int_equal(cell->style.is_reverse, has_hits);
            letters++;
        }
    assert_true(letters > 100);
    grid_free(grid);
}

static void marks_and_hits_are_where_they_stand(void **state)
{
    (void)state;
    Session *session = open_marked(FEW_MARKS);
    check_looks(session, false);
    press(session, "/ a a Enter");
    while (reader_idle(session->reader))
        continue;
    check_looks(session, true);
    session_close(session);
}

// Drawing the last page, with all hits found; the least of some times, in processor time, so that a busy machine does not count.
static double time_of_last_page(int marks)
{
    double least = 1e9;
    Session *session = open_marked(marks);
    Grid *grid = grid_new(24, 80);
    press(session, "/ a a Enter G");
    while (reader_idle(session->reader))
        continue;
    for (int turn = 0; turn < TURNS; turn++) {
        const clock_t begun = clock();
        view_screen(session->reader, grid);
        const double took = (double)(clock() - begun);
        least = took < least ? took : least;
    }
    grid_free(grid);
    session_close(session);
    return least;
}

// The words of the page are as many; with a walk over all that stand before them it took fifty times as long.
static void marks_and_hits_elsewhere_take_no_time(void **state)
{
    (void)state;
    assert_true(time_of_last_page(MANY_MARKS) < 20 * time_of_last_page(FEW_MARKS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_and_hits_are_where_they_stand),
        cmocka_unit_test(marks_and_hits_elsewhere_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
