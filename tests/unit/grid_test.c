// screen/: the grid of cells, and text cut and wrapped on it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "screen/draw.h"
#include "screen/grid.h"

static const Style plain = {0};

// A row as it is seen: blanks as spaces, trailing ones cut. The caller frees.
static char *row_text(const Grid *grid, int row)
{
    Buffer text = {0};
    for (int column = 0; column < grid->columns; column++) {
        const char *cluster = grid_cluster(grid, row, column);
        if (grid_cell(grid, row, column)->width)
            buffer_add_text(&text, *cluster ? cluster : " ");
    }
    while (text.length && text.bytes[text.length - 1] == ' ')
        buffer_cut(&text, text.length - 1);
    return buffer_take(&text);
}

static void assert_row(const Grid *grid, int row, const char *expected)
{
    char *text = row_text(grid, row);
    assert_string_equal(text, expected);
    free(text);
}

static void a_text_ends_at_the_limit_and_at_the_edge(void **state)
{
    (void)state;
    Grid *grid = grid_new(2, 8);
    assert_int_equal(grid_text(grid, 0, 2, 5, "abcdef", 6, plain), 5);
    assert_row(grid, 0, "  abc");
    assert_int_equal(grid_text(grid, 1, 6, 100, "abcdef", 6, plain), 8);
    assert_row(grid, 1, "      ab");
    assert_int_equal(grid_text(grid, 2, 0, 8, "outside", 7, plain), 0);
    assert_int_equal(grid_text(grid, -1, 0, 8, "outside", 7, plain), 0);
    grid_free(grid);
}

static void a_wide_cluster_takes_two_cells_or_none(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 5);
    assert_int_equal(grid_text(grid, 0, 0, 5, "\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2", 9, plain), 4);
    assert_int_equal(grid_cell(grid, 0, 0)->width, 2);
    assert_int_equal(grid_cell(grid, 0, 1)->width, 0);
    assert_int_equal(grid_cell(grid, 0, 4)->width, 1);
    assert_row(grid, 0, "\xE6\xBC\xA2\xE5\xAD\x97");
    grid_free(grid);
}

static void writing_over_half_of_a_wide_cluster_blanks_the_other_half(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 4);
    for (int half = 0; half < 2; half++) {
        grid_text(grid, 0, 1, 4, "\xE6\xBC\xA2", 3, plain);
        grid_text(grid, 0, 1 + half, 4, "x", 1, plain);
        assert_row(grid, 0, half ? "  x" : " x");
        for (int column = 0; column < 4; column++)
            assert_int_equal(grid_cell(grid, 0, column)->width, 1);
        grid_clear(grid);
    }
    grid_free(grid);
}

static void a_cluster_with_a_vowel_sign_of_its_own_takes_a_cell_more(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 5);
    assert_int_equal(grid_text(grid, 0, 0, 5, "\xE0\xB8\x99\xE0\xB9\x89\xE0\xB8\xB3x", 10, plain), 3);
    assert_int_equal(grid_cell(grid, 0, 0)->width, 2);
    assert_string_equal(grid_cluster(grid, 0, 2), "x");
    grid_free(grid);
}

static void marks_stay_in_the_cell_of_their_base(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 4);
    assert_int_equal(grid_text(grid, 0, 0, 4, "e\xCC\x81x", 4, plain), 2);
    assert_string_equal(grid_cluster(grid, 0, 0), "e\xCC\x81");
    assert_string_equal(grid_cluster(grid, 0, 1), "x");
    grid_free(grid);
}

static void a_cluster_longer_than_a_cell_is_cut_at_a_code_point(void **state)
{
    (void)state;
    char text[1 + 2 * 40] = "e";
    for (int i = 0; i < 40; i++)
        memcpy(text + 1 + 2 * i, "\xCC\x81", 2);
    Grid *grid = grid_new(1, 2);
    grid_text(grid, 0, 0, 2, text, sizeof text, plain);
    assert_int_equal(strlen(grid_cluster(grid, 0, 0)), 39);
    assert_memory_equal(grid_cluster(grid, 0, 0), text, 39);
    grid_free(grid);
}

// Longer than what a cell holds itself.
#define ACUTES "e\u0301\u0301\u0301\u0301"
#define GRAVES "e\u0300\u0300\u0300\u0300"

static void draw_marked(Grid *grid, int row, const char *cluster)
{
    grid_text(grid, row, 0, grid->columns, cluster, strlen(cluster), plain);
}

static void a_cluster_with_many_marks_is_the_same_whatever_was_drawn_before(void **state)
{
    (void)state;
    Grid *one = grid_new(2, 2), *other = grid_new(2, 2);
    draw_marked(one, 0, ACUTES);
    draw_marked(one, 1, GRAVES);
    draw_marked(other, 1, ACUTES);
    draw_marked(other, 0, ACUTES);
    assert_true(grid_same_row(one, 0, other, 1));
    assert_false(grid_same_row(one, 1, other, 1));
    assert_false(grid_same_cells(one, other));
    draw_marked(other, 1, GRAVES);
    assert_true(grid_same_cells(one, other));
    grid_text(other, 1, 0, 2, GRAVES, strlen(GRAVES), (Style){.is_bold = true});
    assert_false(grid_same_cells(one, other));
    grid_free(one);
    grid_free(other);
}

static void a_cluster_with_many_marks_stays_where_a_row_has_no_room(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 2), *before = grid_new(3, 2);
    for (int row = 0; row < 3; row++) {
        draw_marked(grid, row, "x");
        draw_marked(before, row, row == 1 ? GRAVES : ACUTES);
    }
    assert_true(grid_cut(grid, before, 1, REST_STAYS));
    grid_clear(before);
    assert_row(grid, 0, "x");
    assert_row(grid, 1, GRAVES);
    assert_row(grid, 2, ACUTES);
    grid_free(grid);
    grid_free(before);
}

static void a_soft_hyphen_has_no_cell(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 4);
    assert_int_equal(grid_text(grid, 0, 0, 4, "a\xC2\xAD" "b", 4, plain), 2);
    assert_row(grid, 0, "ab");
    grid_free(grid);
}

static void grids_are_the_same_only_in_text_look_and_cursor(void **state)
{
    (void)state;
    Grid *one = grid_new(2, 4), *other = grid_new(2, 4), *wider = grid_new(2, 5);
    grid_text(one, 0, 0, 4, "ab", 2, plain);
    assert_false(grid_same(one, other));
    grid_text(other, 0, 0, 4, "longer", 6, plain);
    grid_clear(other);
    grid_text(other, 0, 0, 4, "ab", 2, plain);
    assert_true(grid_same(one, other));
    grid_text(other, 0, 1, 4, "b", 1, (Style){.is_reverse = true});
    assert_false(grid_same(one, other));
    grid_text(other, 0, 1, 4, "b", 1, plain);
    grid_cursor(other, 1, 1);
    assert_false(grid_same(one, other));
    grid_cursor(one, 1, 1);
    assert_true(grid_same(one, other));
    grid_cursor(one, 100, -3);
    assert_int_equal(one->cursor_row, 1);
    assert_int_equal(one->cursor_column, 0);
    assert_false(grid_same(one, wider));
    grid_free(one);
    grid_free(other);
    grid_free(wider);
}

static void a_text_that_is_too_long_ends_in_dots(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 12);
    draw_cut(grid, 0, 0, 10, "just right", plain);
    assert_row(grid, 0, "just right");
    draw_cut(grid, 1, 0, 10, "far too long", plain);
    assert_row(grid, 1, "far too...");
    draw_cut(grid, 2, 0, 4, "far too long", plain);
    assert_row(grid, 2, "far.");
    grid_free(grid);
}

static void a_text_at_the_right_never_goes_left_of_its_column(void **state)
{
    (void)state;
    Grid *grid = grid_new(2, 10);
    assert_int_equal(draw_right(grid, 0, 2, 10, "right", plain), 5);
    assert_row(grid, 0, "     right");
    assert_int_equal(draw_right(grid, 1, 2, 10, "much too long", plain), 2);
    assert_row(grid, 1, "  much ...");
    grid_free(grid);
}

static void a_text_is_wrapped_at_spaces_and_else_at_clusters(void **state)
{
    (void)state;
    Grid *grid = grid_new(4, 10);
    assert_int_equal(wrap_count(&widths_standard, "one two three four", 10), 2);
    assert_int_equal(draw_wrapped(grid, 0, 4, 0, 10, "one two three four", plain), 2);
    assert_row(grid, 0, "one two");
    assert_row(grid, 1, "three four");
    grid_clear(grid);
    assert_int_equal(draw_wrapped(grid, 0, 2, 0, 10, "abcdefghijklmnop qrs tuv", plain), 2);
    assert_row(grid, 0, "abcdefghij");
    assert_row(grid, 1, "klmnop ...");
    assert_int_equal(wrap_count(&widths_standard, "", 10), 1);
    assert_int_equal(wrap_count(&widths_standard, "\xE6\xBC\xA2\xE6\xBC\xA2", 1), 2); // too narrow for any: each on its own
    grid_free(grid);
}

static Grid *ordered_grid(int rows, int columns)
{
    Grid *grid = grid_new(rows, columns);
    grid->is_ordered = grid->widths.is_shaped = true;
    return grid;
}

static void an_ordered_grid_shows_text_as_it_is_read(void **state)
{
    (void)state;
    Grid *grid = ordered_grid(3, 12);
    assert_int_equal(grid_text(grid, 0, 1, 12, "a \u05D0\u05D1 (\u0644\u0627)", strlen("a \u05D0\u05D1 (\u0644\u0627)"), plain), 9);
    assert_row(grid, 0, " a (\uFEFB) \u05D1\u05D0");
    grid->is_ordered = grid->widths.is_shaped = false;
    grid_text(grid, 1, 1, 12, "\u05D0\u05D1 (\u0644\u0627)", strlen("\u05D0\u05D1 (\u0644\u0627)"), plain);
    assert_row(grid, 1, " \u05D0\u05D1 (\u0644\u0627)");
    grid_free(grid);
}

static void rows_from_the_right_are_mirrored(void **state)
{
    (void)state;
    Grid *grid = ordered_grid(4, 12);
    grid_from_right(grid, 2, 10);
    assert_int_equal(grid_text(grid, 0, 2, 10, "* ", 2, plain), 4);
    assert_int_equal(grid_text(grid, 0, 4, 10, "\u05D0\u05D1 a.", 7, plain), 9);
    assert_row(grid, 0, "   .a \u05D1\u05D0 *");
    grid_fill(grid, 1, 2, 4, '-', plain);
    assert_row(grid, 1, "        --");
    grid_cursor(grid, 1, 3);
    assert_int_equal(grid->cursor_column, 8);
    assert_int_equal(grid_text(grid, 2, 2, 10, "\u4E2D\u6587\u4E2D\u6587\u4E2D", 15, plain), 10);
    assert_row(grid, 2, "  \u4E2D\u6587\u4E2D\u6587");
    grid_from_left(grid);
    grid_text(grid, 3, 2, 10, "* a", 3, plain);
    assert_row(grid, 3, "  * a");
    grid_free(grid);
}

static void what_has_no_room_is_cut_at_its_end_in_either_direction(void **state)
{
    (void)state;
    Grid *grid = ordered_grid(3, 8);
    draw_title(grid, 0, 0, 6, "\u05D0\u05D1\u05D2\u05D3\u05D4\u05D5\u05D6", plain);
    assert_row(grid, 0, "...\u05D2\u05D1\u05D0");
    grid_turn(grid, BIDI_RTL);
    draw_title(grid, 1, 0, 6, "abcdefgh", plain);
    assert_row(grid, 1, "  abc...");
    draw_right(grid, 2, 0, 8, "\u05D0\u05D1.", plain);
    assert_row(grid, 2, ".\u05D1\u05D0");
    grid_free(grid);
}

static void the_cursor_stands_on_the_letter_that_it_means(void **state)
{
    (void)state;
    const char *text = "a \u05D0\u05D1 b";
    Grid *grid = ordered_grid(1, 12);
    assert_int_equal(grid_cells_before(grid, text, 8, 2), 3);
    assert_int_equal(grid_cells_before(grid, text, 8, 4), 2);
    assert_int_equal(grid_cells_before(grid, text, 8, 8), 6);
    grid_turn(grid, BIDI_RTL);
    assert_int_equal(grid_cells_before(grid, text, 8, 0), 0);
    assert_int_equal(grid_cells_before(grid, text, 8, 2), 2);
    assert_int_equal(grid_cells_before(grid, text, 8, 8), 6);
    grid_free(grid);
}

static Grid *page_of(char letter, int foot)
{
    Grid *grid = grid_new(5, 10);
    for (int row = 0; row < 5; row++)
        grid_fill(grid, row, 0, 10, (char)(letter + row), plain);
    grid->foot = foot;
    return grid;
}

static void what_has_no_room_stays_or_goes_but_for_the_foot(void **state)
{
    (void)state;
    static const char *const stays[] = {"KKKKKKKKKK", "LLLLLLLLLL", "CCCCCCCCCC", "DDDDDDDDDD", "EEEEEEEEEE"};
    static const char *const goes[] = {"KKKKKKKKKK", "LLLLLLLLLL", "", "DDDDDDDDDD", "EEEEEEEEEE"}, *const all[] = {"KKKKKKKKKK", "LLLLLLLLLL", "", "", "EEEEEEEEEE"};
    for (int foot = 3; foot <= 5; foot += 2)
        for (GridRest rest = REST_STAYS; rest <= REST_GOES; rest++) {
            Grid *grid = page_of('K', 5), *before = page_of('A', foot);
            assert_true(grid_cut(grid, before, 40, rest));
            for (int row = 0; row < 5; row++)
                assert_row(grid, row, rest == REST_STAYS ? stays[row] : foot == 3 ? goes[row] : all[row]);
            grid_free(grid);
            grid_free(before);
        }
}

static void a_message_goes_as_its_language_does(void **state)
{
    (void)state;
    Grid *grid = ordered_grid(1, 12);
    assert_int_equal(grid_base_of_message(grid, "h \u05D0"), BIDI_LTR);
    assert_int_equal(grid_base_of(grid, "12"), BIDI_LTR);
    grid->interface = BIDI_RTL;
    assert_int_equal(grid_base_of_message(grid, "h \u05D0"), BIDI_RTL);
    assert_int_equal(grid_base_of_message(grid, "English"), BIDI_LTR);
    assert_int_equal(grid_base_of(grid, "h \u05D0"), BIDI_LTR);
    assert_int_equal(grid_base_of(grid, "12"), BIDI_RTL);
    grid->is_ordered = false;
    assert_int_equal(grid_base_of_message(grid, "\u05D0"), BIDI_LTR);
    grid_free(grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_ends_at_the_limit_and_at_the_edge),
        cmocka_unit_test(a_wide_cluster_takes_two_cells_or_none),
        cmocka_unit_test(writing_over_half_of_a_wide_cluster_blanks_the_other_half),
        cmocka_unit_test(a_cluster_with_a_vowel_sign_of_its_own_takes_a_cell_more),
        cmocka_unit_test(marks_stay_in_the_cell_of_their_base),
        cmocka_unit_test(a_cluster_longer_than_a_cell_is_cut_at_a_code_point),
        cmocka_unit_test(a_cluster_with_many_marks_is_the_same_whatever_was_drawn_before),
        cmocka_unit_test(a_cluster_with_many_marks_stays_where_a_row_has_no_room),
        cmocka_unit_test(a_soft_hyphen_has_no_cell),
        cmocka_unit_test(grids_are_the_same_only_in_text_look_and_cursor),
        cmocka_unit_test(a_text_that_is_too_long_ends_in_dots),
        cmocka_unit_test(what_has_no_room_stays_or_goes_but_for_the_foot),
        cmocka_unit_test(a_text_at_the_right_never_goes_left_of_its_column),
        cmocka_unit_test(a_text_is_wrapped_at_spaces_and_else_at_clusters),
        cmocka_unit_test(an_ordered_grid_shows_text_as_it_is_read),
        cmocka_unit_test(rows_from_the_right_are_mirrored),
        cmocka_unit_test(what_has_no_room_is_cut_at_its_end_in_either_direction),
        cmocka_unit_test(the_cursor_stands_on_the_letter_that_it_means),
        cmocka_unit_test(a_message_goes_as_its_language_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
