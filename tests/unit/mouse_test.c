// screen/mouse: what a terminal tells of its mouse, and what stands where it points.
#include "session.h"
#include <string.h>
#include "screen/mouse.h"
#include "screen/views.h"
#include "text/cluster.h"
#include "text/locale.h"

static void a_report_of_the_first_button_or_the_wheel_is_understood(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        MouseReport expected;
    } cases[] = {
        {"0;1;1M", {MOUSE_PRESS, 0, 0}}, {"0;12;3m", {MOUSE_RELEASE, 2, 11}}, {"32;300;3M", {MOUSE_DRAG, 2, 299}},
        {"64;5;6M", {MOUSE_WHEEL_UP, 5, 4}}, {"65;5;6M", {MOUSE_WHEEL_DOWN, 5, 4}},
        {"4;2;2M", {MOUSE_PRESS, 1, 1}}, {"81;2;2M", {MOUSE_WHEEL_DOWN, 1, 1}},     // with Shift, with Control
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        MouseReport report;
        assert_true(mouse_report_read(cases[i].bytes, strlen(cases[i].bytes), &report));
        assert_int_equal(report.kind, cases[i].expected.kind);
        assert_int_equal(report.row, cases[i].expected.row);
        assert_int_equal(report.column, cases[i].expected.column);
    }
}

static void what_means_nothing_here_and_what_is_no_report_is_none(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "1;5;5M", "2;5;5m", "35;5;5M", "66;5;5M", "64;5;5m", "32;5;5m", "128;5;5M",
        "", "M", "0M", "0;5M", "0;5;5", "0;5;5;5M", "0;;5M", ";5;5M", "0;0;5M", "0;5;0M", "0;5;5 M", "-1;5;5M", "0;99999;5M", "0;5;99999999999999999999m", "0;5;5~",
    };
    MouseReport report;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(mouse_report_read(cases[i], strlen(cases[i]), &report));
}

static size_t count_pointed(const Reader *reader, Grid *grid, int row, int index, int left)
{
    const Line *line = layout_line(reader->shown, index);
    size_t count = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        for (size_t at = 0, next; segment->kind == SEGMENT_TEXT && at < segment->length; at = next) {
            next = cluster_next(segment->text, segment->length, at);
            const int width = cluster_width(&reader->widths, segment->text + at, next - at);
            const Place place = {layout_chapter(reader->shown)->index, segment->block, segment->byte + at};
            Place found;
            view_cursor(grid, (Rows){row, row + 1}, left, reader->shown, index, place.block, place.byte);
            const int column = grid->cursor_column;
            if (!width)
                continue;
            assert_int_equal(view_place_at(reader, grid, row, column + width - 1, &found), 0);
            // An alef in a lam, or what else shares a cell, is found by what it shares it with.
            if (place_compare(found, place) != 0) {
                view_cursor(grid, (Rows){row, row + 1}, left, reader->shown, index, found.block, found.byte);
                assert_int_equal(grid->cursor_column, column);
            }
            count++;
        }
    }
    return count;
}

static size_t count_in_sampler(Settings settings, int columns)
{
    enum { ROWS = 24 };
    const char *source = getenv("srcdir");
    Session *session = session_open_with(settings, path_in(source ? source : ".", "content/lectern-sampler"), folder_new(), ROWS, columns);
    Reader *reader = session->reader;
    Grid *grid = grid_new(ROWS, columns);
    size_t count = 0;
    reader_set_ordered(reader, true);
    for (bool is_more = true; is_more; is_more = reader_where(reader).percent < 100 && reader_run(reader, "page-down 5")) {
        view_screen(reader, grid);
        for (int row = 0; row < ROWS; row++) {
            const RowShows shows = *grid_shows(grid, row);
            count += shows.kind == ROW_PAGE ? count_pointed(reader, grid, row, shows.index, shows.left) : 0;
            count += shows.has_second ? count_pointed(reader, grid, row, shows.second, shows.second_left) : 0;
        }
    }
    grid_free(grid);
    session_close(session);
    return count;
}

static void each_letter_is_found_where_it_stands(void **state)
{
    (void)state;
    Settings settings = settings_default();
    assert_true(count_in_sampler(settings, 80) > 5000);
    settings.columns = 2;
    assert_true(count_in_sampler(settings, 120) > 5000);
}

static bool shows_line(const Grid *grid, int line)
{
    for (int row = 0; row < grid->rows; row++) {
        const RowShows *shows = grid_shows(grid, row);
        if (shows->kind == ROW_PAGE && (shows->index == line || (shows->has_second && shows->second == line)))
            return true;
    }
    return false;
}

// As a command goes over a chapter each line of it is shown, but blank ones, before what is gone on from.
static void assert_no_line_is_passed_over(Session *session, const char *command)
{
    Reader *reader = session->reader;
    Grid *grid = grid_new(reader->rows, reader->columns);
    int next = 0;
    for (bool is_more = true; is_more && reader->position.place.chapter == 0; is_more = reader_run(reader, command)) {
        reader_set_shown(reader, view_screen(reader, grid));
        for (; next < reader->position.clear; next++)
            assert_true(!layout_line(reader->shown, next)->count || shows_line(grid, next));
    }
    assert_true(next > 50);
    grid_free(grid);
}

static void going_on_in_two_columns_passes_over_no_line(void **state)
{
    (void)state;
    static const char *const commands[] = {"page-down", "half-down", "line-down"};
    const char *source = getenv("srcdir");
    Settings settings = settings_default();
    settings.columns = 2;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        for (int rows = 2; rows < 20; rows += 3) {
            settings.has_status = rows % 2;     // where it is off a message covers a row of both columns
            Session *session = session_open_with(settings, path_in(source ? source : ".", "tests/reports/every-block"), folder_new(), rows, 110);
            assert_int_equal(reader_columns(session->reader), 2);
            assert_no_line_is_passed_over(session, commands[i]);
            session_close(session);
        }
}

static void beside_the_text_the_nearest_is_found_and_how_far_it_is(void **state)
{
    (void)state;
    const char *const files[] = {"report.yaml", "lectern: 1\nid: a\ntitle: A\nlanguage: en\nchapters: [{id: a, title: A, body: [Some words.]}]\n", NULL};
    Session *session = session_open(session_report(files), 10, 40);
    Grid *grid = grid_new(10, 40);
    Place place;
    view_screen(session->reader, grid);
    int row = 9;
    while (row >= 0 && (grid_shows(grid, row)->kind != ROW_PAGE || view_place_at(session->reader, grid, row, 0, &place) < 0))
        row--;      // the last that has text
    assert_true(row > 0);
    const int left = grid_shows(grid, row)->left;
    assert_int_equal(view_place_at(session->reader, grid, row, left + 10, &place), 0);
    assert_int_equal(place.byte, 10);
    assert_int_equal(view_place_at(session->reader, grid, row, left + 30, &place), 20);
    assert_int_equal(place.byte, 10);
    assert_int_equal(view_place_at(session->reader, grid, row + 1, left, &place), -1);
    assert_int_equal(view_place_at(session->reader, grid, 9, left, &place), -1);
    assert_int_equal(view_place_at(session->reader, grid, 99, left, &place), -1);
    grid_free(grid);
    session_close(session);
}

static void click(Reader *reader, int row, int column)
{
    Mouse mouse = {0};
    Grid *grid = grid_new(reader->rows, reader->columns);
    view_screen(reader, grid);
    mouse_answer(&mouse, reader, grid, (MouseReport){MOUSE_PRESS, row, column});
    mouse_answer(&mouse, reader, grid, (MouseReport){MOUSE_RELEASE, row, column});
    grid_free(grid);
}

static int row_of_line(const Reader *reader, int line)
{
    Grid *grid = grid_new(reader->rows, reader->columns);
    int row = 0;
    view_screen(reader, grid);
    while (row < grid->rows && (grid_shows(grid, row)->kind != ROW_PAGE || grid_shows(grid, row)->index != line))
        row++;
    grid_free(grid);
    return row;
}

static void a_click_brings_the_marked_line_there_but_not_while_keys_are_explained(void **state)
{
    (void)state;
    Settings settings = settings_default();
    settings.has_marker = true;
    const char *const files[] = {"report.yaml", "lectern: 1\nid: a\ntitle: A\nlanguage: en\nchapters: [{id: a, title: A, body: [One., Two., Three.]}]\n", NULL};
    char *folder = session_report(files);
    Session *session = session_open_with(settings, path_in(folder, "report.yaml"), folder, 12, 40);
    Reader *reader = session->reader;
    const int before = reader->position.reading, third = layout_line_of(reader->shown, 3, 0), row = row_of_line(reader, third);
    Grid *grid = grid_new(12, 40);
    view_screen(reader, grid);
    const int column = grid_shows(grid, row)->left;
    grid_free(grid);
    assert_int_not_equal(before, third);
    assert_true(reader_run(reader, "key-help"));
    click(reader, row, column);
    assert_int_equal(reader->position.reading, before);
    assert_true(reader_run(reader, "key-help"));
    click(reader, row, column);
    assert_int_equal(reader->position.reading, third);
    session_close(session);
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
        cmocka_unit_test(a_report_of_the_first_button_or_the_wheel_is_understood),
        cmocka_unit_test(what_means_nothing_here_and_what_is_no_report_is_none),
        cmocka_unit_test(each_letter_is_found_where_it_stands),
        cmocka_unit_test(going_on_in_two_columns_passes_over_no_line),
        cmocka_unit_test(a_click_brings_the_marked_line_there_but_not_while_keys_are_explained),
        cmocka_unit_test(beside_the_text_the_nearest_is_found_and_how_far_it_is),
    };
    return cmocka_run_group_tests(tests, use_utf8, NULL);
}
