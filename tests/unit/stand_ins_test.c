// screen/stand_ins: what curses is told instead of a cluster, and what is sent for it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "random.h"
#include "screen/grid.h"
#include "screen/stand_ins.h"

static const char heart[] = "\u2764\uFE0F", family[] = "\U0001F469\u200D\U0001F467";

static void assert_sent(const StandIns *table, const Buffer *given, const char *expected)
{
    Buffer out = {0};
    stand_ins_put(table, &out, buffer_text(given), given->length, 80);
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
}

static void the_same_cluster_in_the_same_column_has_the_same_one(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    const unsigned first = stand_in_for(table, (StandIn){heart, 2, 3});
    assert_true(is_stand_in(first) && is_stand_in(first + 1) && !is_stand_in(0xE000) && !is_stand_in(0xFFFD));
    assert_int_equal(stand_in_for(table, (StandIn){heart, 2, 3}), first);
    const unsigned others[] = {stand_in_for(table, (StandIn){heart, 2, 4}), stand_in_for(table, (StandIn){heart, 1, 3}), stand_in_for(table, (StandIn){family, 2, 3})};
    for (size_t i = 0; i < 3; i++)
        assert_true(others[i] >= first + WIDTH_CELLS_MOST);
    stand_ins_free(table);
}

static void a_cluster_goes_onto_blanks_and_the_cursor_where_it_belongs(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    Buffer given = {0};
    const unsigned first = stand_in_for(table, (StandIn){heart, 2, 3});
    buffer_add_text(&given, "abc");
    add_codepoint(&given, first);
    add_codepoint(&given, first + 1);
    buffer_add_text(&given, "d");
    assert_sent(table, &given, "abc  \033[4G\u2764\uFE0F\033[6Gd");
    buffer_free(&given);
    stand_ins_free(table);
}

static void near_the_right_edge_nothing_wraps(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    Buffer given = {0};
    add_codepoint(&given, stand_in_for(table, (StandIn){heart, 2, 78}));
    assert_sent(table, &given, "\033[?7l  \033[79G\u2764\uFE0F\033[80G\033[?7h");
    buffer_free(&given);
    stand_ins_free(table);
}

static void what_has_no_cluster_is_left_out_and_all_else_stays(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    Buffer given = {0};
    buffer_add_text(&given, "\U0001F600\xF3");
    add_codepoint(&given, 0x10FFFF);
    buffer_add_text(&given, "\xF4\x8F");
    assert_sent(table, &given, "\U0001F600\xF3\xF4\x8F");
    buffer_free(&given);
    stand_ins_free(table);
}

static void what_a_terminal_would_show_beyond_the_cells_is_left_out(void **state)
{
    (void)state;
    const Widths sums = {.cells = {[WIDTH_JOINED] = 4, [WIDTH_TONE] = 4, [WIDTH_EMOJI_STYLE] = 1}};
    assert_int_equal(stand_in_length(&widths_standard, family, 2), strlen(family));
    assert_int_equal(stand_in_length(&sums, family, 4), strlen(family));
    assert_int_equal(stand_in_length(&sums, family, 2), 4); // no joiner either
    assert_int_equal(stand_in_length(&sums, heart, 2), strlen(heart));
    assert_int_equal(stand_in_length(&sums, "\U0001F44D\U0001F3FD", 3), 4);
    assert_int_equal(stand_in_length(&sums, "\u4E2D", 1), 3); // never nothing
}

static void a_full_table_says_so_and_can_be_forgotten(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    int count = 0;
    while (stand_in_for(table, (StandIn){heart, 2, count}))
        count++;
    assert_in_range(count, 1000, 16383);
    assert_true(stand_ins_are_full(table));
    assert_true(stand_in_for(table, (StandIn){heart, 2, 0})); // those that are there stay
    stand_ins_forget(table);
    assert_false(stand_ins_are_full(table));
    assert_true(stand_in_for(table, (StandIn){heart, 2, count}));
    stand_ins_free(table);
}

static void any_bytes_are_borne(void **state)
{
    (void)state;
    StandIns *table = stand_ins_new();
    Random random = {9};
    stand_in_for(table, (StandIn){family, 2, 0});
    for (int round = 0; round < 20000; round++) {
        char bytes[24];
        Buffer out = {0};
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)(random_below(&random, 3) ? 0xF3 + random_below(&random, 2) : 0x80 + random_below(&random, 64));
        stand_ins_put(table, &out, bytes, random_below(&random, sizeof bytes), 80);
        buffer_free(&out);
    }
    stand_ins_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_cluster_in_the_same_column_has_the_same_one),
        cmocka_unit_test(a_cluster_goes_onto_blanks_and_the_cursor_where_it_belongs),
        cmocka_unit_test(near_the_right_edge_nothing_wraps),
        cmocka_unit_test(what_has_no_cluster_is_left_out_and_all_else_stays),
        cmocka_unit_test(what_a_terminal_would_show_beyond_the_cells_is_left_out),
        cmocka_unit_test(a_full_table_says_so_and_can_be_forgotten),
        cmocka_unit_test(any_bytes_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
