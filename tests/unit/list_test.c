// reader/list: moving, folding and filtering rows, shown as a person would see them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "reader/list.h"

static void add(List *list, int level, const char *text)
{
    list_add(list, (Row){.level = level, .text = memory_copy_text(text)});
}

static void add_heading(List *list, const char *text)
{
    list_add(list, (Row){.text = memory_copy_text(text), .is_heading = true});
}

// The rows shown, indented, "> " before the one selected, "+" behind one that is folded.
static void assert_shows(const List *list, const char *expected)
{
    Buffer shown = {0};
    for (size_t i = 0; i < list->count; i++) {
        const Row *row = &list->rows[i];
        if (!list->shown[i])
            continue;
        buffer_add_repeated(&shown, ' ', row->level * 2);
        buffer_addf(&shown, "%s%s%s\n", i == list->selected ? "> " : "", row->text, row->is_folded && row->has_children ? " +" : "");
    }
    assert_string_equal(buffer_text(&shown), expected);
    buffer_free(&shown);
}

static List contents(void)
{
    List list = {0};
    add(&list, 0, "Introduction");
    add(&list, 0, "Changing Trends");
    add(&list, 1, "Vulnerabilities");
    add(&list, 2, "Workers");
    add(&list, 1, "Technology");
    add(&list, 0, "Recovery");
    list_settle(&list);
    return list;
}

static void an_empty_list_has_no_selection(void **state)
{
    (void)state;
    List list = {0};
    list_settle(&list);
    assert_int_equal(list.selected, list.count);
    assert_false(list_move(&list, 1));
    assert_false(list_fold(&list, true));
    list_select(&list, 3);
    assert_int_equal(list.selected, 0);
    assert_int_equal(list_shown_count(&list), 0);
    list_free(&list);
}

static void moving_stops_at_the_ends_and_says_so(void **state)
{
    (void)state;
    List list = contents();
    assert_true(list_move(&list, 2));
    assert_int_equal(list.selected, 2);
    assert_true(list_move(&list, 100));
    assert_int_equal(list.selected, 5);
    assert_false(list_move(&list, 1));
    assert_true(list_move(&list, -100));
    assert_false(list_move(&list, -1));
    assert_int_equal(list.selected, 0);
    list_free(&list);
}

static void folding_hides_what_is_below(void **state)
{
    (void)state;
    List list = contents();
    list_select(&list, 1);
    assert_true(list_fold(&list, true));
    assert_shows(&list, "Introduction\n> Changing Trends +\nRecovery\n");
    assert_int_equal(list_shown_count(&list), 3);
    assert_int_equal(list_shown_before(&list, 5), 2);
    assert_false(list_fold(&list, true));
    assert_true(list_move(&list, 1));
    assert_int_equal(list.selected, 5);
    assert_true(list_move(&list, -1));
    assert_true(list_fold(&list, false));
    assert_int_equal(list_shown_count(&list), 6);
    list_free(&list);
}

static void folding_a_leaf_goes_to_what_it_is_below(void **state)
{
    (void)state;
    List list = contents();
    list_select(&list, 3);
    assert_true(list_fold(&list, true));
    assert_int_equal(list.selected, 2);
    assert_true(list_fold(&list, true));
    assert_true(list_fold(&list, true));
    assert_shows(&list, "Introduction\n> Changing Trends\n  Vulnerabilities +\n  Technology\nRecovery\n");
    assert_true(list_fold(&list, false));
    assert_shows(&list, "Introduction\nChanging Trends\n  > Vulnerabilities +\n  Technology\nRecovery\n");
    list_free(&list);
}

static void folding_all_selects_what_is_still_shown(void **state)
{
    (void)state;
    List list = contents();
    list_select(&list, 3);
    list_fold_all(&list, true);
    assert_shows(&list, "Introduction\n> Changing Trends +\nRecovery\n");
    list_fold_all(&list, false);
    assert_shows(&list, "Introduction\n> Changing Trends\n  Vulnerabilities\n    Workers\n  Technology\nRecovery\n");
    list_free(&list);
}

static void a_filter_shows_matches_and_what_they_are_below(void **state)
{
    (void)state;
    List list = contents();
    list_fold_all(&list, true);
    list_select(&list, 5);
    list_filter(&list, "W\xc3\x96RK");       // capital O with diaeresis: case and accents do not count
    assert_shows(&list, "Changing Trends +\n  Vulnerabilities +\n    > Workers\n");
    assert_true(list_move(&list, -1));
    list_filter(&list, "nothing of the kind");
    assert_shows(&list, "");
    assert_int_equal(list.selected, list.count);
    list_filter(&list, "");
    assert_shows(&list, "Introduction\n> Changing Trends +\nRecovery\n");
    list_free(&list);
}

static void a_filter_selects_a_row_that_matches_not_one_above_it(void **state)
{
    (void)state;
    List list = contents();
    list_filter(&list, "tech");
    assert_shows(&list, "Changing Trends\n  > Technology\n");
    list_filter(&list, "trends");
    assert_shows(&list, "> Changing Trends\n");
    list_filter(&list, "e");
    assert_shows(&list, "> Changing Trends\n  Vulnerabilities\n    Workers\n  Technology\nRecovery\n");
    list_free(&list);
}

static void a_filter_looks_into_marks_details_notes_and_what_is_unseen(void **state)
{
    (void)state;
    List list = {0};
    list_add(&list, (Row){.mark = memory_copy_text("3.12"), .text = memory_copy_text("a")});
    list_add(&list, (Row){.detail = memory_copy_text("4 min"), .text = memory_copy_text("b")});
    list_add(&list, (Row){.note = memory_copy_text("check this"), .text = memory_copy_text("c")});
    list_filter(&list, "3.12");
    assert_shows(&list, "> a\n");
    list_filter(&list, "MIN");
    assert_shows(&list, "> b\n");
    list_filter(&list, "check");
    assert_shows(&list, "> c\n");
    list_add(&list, (Row){.unseen = memory_copy_text("d\nsecond line"), .text = memory_copy_text("d")});
    list_filter(&list, "second");
    assert_shows(&list, "> d\n");
    list_free(&list);
}

static void a_filter_that_is_the_word_of_a_state_asks_for_that(void **state)
{
    (void)state;
    List list = {.states = {{.told = "unread"}, {.told = "begun"}, {.told = "read"}}};
    list_add(&list, (Row){.text = memory_copy_text("How disease spread"), .state = 1});
    list_add(&list, (Row){.text = memory_copy_text("What was unread"), .state = 3});
    list_add(&list, (Row){.text = memory_copy_text("Part"), .level = 1});
    list_add(&list, (Row){.text = memory_copy_text("Last"), .state = 1});
    list_filter(&list, "unread");
    assert_shows(&list, "> How disease spread\nLast\n");
    list_filter(&list, "READ");
    assert_shows(&list, "> What was unread\n");
    list_filter(&list, "begun");
    assert_shows(&list, "");
    list_filter(&list, "lu");
    assert_shows(&list, "");
    list.states[2] = (RowState){.told = "lu", .name = "read"};
    list_filter(&list, "lu");
    assert_shows(&list, "> What was unread\n");
    list_filter(&list, "");
    list_filter(&list, "read");     // the manual's word, too
    assert_shows(&list, "> What was unread\n");
    list_filter(&list, "rea");      // a text, as long as it is no whole word of these
    assert_shows(&list, "> How disease spread\nWhat was unread\n");
    list_filter(&list, "");
    assert_int_equal(list_shown_count(&list), 4);
    list_free(&list);
}

static void headings_are_passed_over_and_shown_with_what_they_head(void **state)
{
    (void)state;
    List list = {0};
    add_heading(&list, "Moving");
    add(&list, 0, "page-down");
    add_heading(&list, "Search");
    add(&list, 0, "next-hit");
    list_settle(&list);
    assert_shows(&list, "Moving\n> page-down\nSearch\nnext-hit\n");
    assert_true(list_move(&list, 1));
    assert_int_equal(list.selected, 3);
    list_select(&list, 2);
    assert_int_equal(list.selected, 3);
    list_filter(&list, "hit");
    assert_shows(&list, "Search\n> next-hit\n");
    list_filter(&list, "moving");
    assert_shows(&list, "");
    list_free(&list);
}

static void a_list_that_is_filled_anew_keeps_filter_and_row(void **state)
{
    (void)state;
    List list = contents();
    list_select(&list, 5);
    list_filter(&list, "e");
    list_clear(&list);
    add(&list, 0, "Recovery");
    add(&list, 0, "Annex");
    add(&list, 0, "Index");
    list_settle(&list);
    assert_shows(&list, "Recovery\nAnnex\n> Index\n");
    list_free(&list);
}

static void rows_are_sorted_beside_each_other_with_what_is_below_them(void **state)
{
    (void)state;
    List list = {0};
    add(&list, 0, "Part 10");
    add(&list, 1, "zebra");
    add(&list, 1, "Élan");
    add(&list, 1, "eland");
    add(&list, 0, "Part 9");
    list_settle(&list);
    list_select(&list, 1);
    list_sort(&list, ORDER_TEXT);
    assert_shows(&list, "Part 9\nPart 10\n  Élan\n  eland\n  > zebra\n");
    list_filter(&list, "el");
    assert_shows(&list, "Part 10\n  Élan\n  > eland\n");
    list_show_all(&list);
    assert_shows(&list, "Part 10\n  > zebra\n  Élan\n  eland\nPart 9\n");
    list_free(&list);
}

static void each_heading_keeps_its_own_rows(void **state)
{
    (void)state;
    List list = {0};
    add_heading(&list, "Moving");
    add(&list, 0, "b");
    add(&list, 0, "a");
    add_heading(&list, "Lists");
    add(&list, 0, "d");
    add(&list, 0, "c");
    list_settle(&list);
    list_sort(&list, ORDER_TEXT);
    assert_shows(&list, "Moving\na\n> b\nLists\nc\nd\n");
    list_free(&list);
}

static void rows_that_come_later_are_put_in_their_places(void **state)
{
    (void)state;
    List list = contents();
    list_sort(&list, ORDER_TEXT);
    add(&list, 0, "Annex");
    list_settle(&list);
    assert_int_equal(list_given(&list, 6), 0);
    assert_string_equal(list.rows[0].text, "Annex");
    assert_int_equal(list_given(&list, 7), list.count);
    list_free(&list);
}

static void the_newest_stands_first_and_what_has_no_date_last(void **state)
{
    (void)state;
    static const char *const dates[] = {"2026-01-02T00:00:00Z", NULL, "2026-11-02T00:00:00Z", "2026-01-02T00:00:00Z"};
    static const char *const texts[] = {"one", "two", "three", "four"};
    List list = {0};
    for (size_t i = 0; i < 4; i++)
        list_add(&list, (Row){.text = memory_copy_text(texts[i]), .date = memory_copy_text(dates[i])});
    list_settle(&list);
    list_sort(&list, ORDER_DATE);
    assert_shows(&list, "three\n> one\nfour\ntwo\n");
    list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_list_has_no_selection),
        cmocka_unit_test(moving_stops_at_the_ends_and_says_so),
        cmocka_unit_test(folding_hides_what_is_below),
        cmocka_unit_test(folding_a_leaf_goes_to_what_it_is_below),
        cmocka_unit_test(folding_all_selects_what_is_still_shown),
        cmocka_unit_test(a_filter_shows_matches_and_what_they_are_below),
        cmocka_unit_test(a_filter_selects_a_row_that_matches_not_one_above_it),
        cmocka_unit_test(a_filter_looks_into_marks_details_notes_and_what_is_unseen),
        cmocka_unit_test(a_filter_that_is_the_word_of_a_state_asks_for_that),
        cmocka_unit_test(headings_are_passed_over_and_shown_with_what_they_head),
        cmocka_unit_test(a_list_that_is_filled_anew_keeps_filter_and_row),
        cmocka_unit_test(rows_are_sorted_beside_each_other_with_what_is_below_them),
        cmocka_unit_test(each_heading_keeps_its_own_rows),
        cmocka_unit_test(rows_that_come_later_are_put_in_their_places),
        cmocka_unit_test(the_newest_stands_first_and_what_has_no_date_last),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
