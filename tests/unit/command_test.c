// reader/: the command table, and sums over chapters.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <string.h>
#include "reader/command.h"
#include "reader/tally.h"

static void every_command_has_a_name_a_group_a_help_line_and_a_function(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++) {
        const Command *command = command_at(i);
        assert_int_equal(strspn(command->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(command->name));
        assert_true(*command->group);
        assert_true(isupper((unsigned char)*command->help));
        assert_true(isalpha((unsigned char)command->help[strlen(command->help) - 1]) || strchr(command->help, '('));
        assert_non_null(command->run);
    }
}

static void names_are_unique_and_groups_stand_together(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++) {
        bool has_left = false;
        for (size_t k = i + 1; command_at(k); k++) {
            assert_string_not_equal(command_at(i)->name, command_at(k)->name);
            const bool is_same = strcmp(command_at(i)->group, command_at(k)->group) == 0;
            assert_false(is_same && has_left);
            has_left = has_left || !is_same;
        }
    }
}

static void a_command_is_found_by_its_name_or_a_prefix_that_is_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i); i++)
        assert_ptr_equal(command_find(command_at(i)->name), command_at(i));
    assert_string_equal(command_find("page-d")->name, "page-down");
    assert_string_equal(command_find("search")->name, "search");
    assert_null(command_find("page"));
    assert_null(command_find(""));
    assert_null(command_find("page-down-under"));
}

static void every_command_fits_somewhere_and_every_focus_has_a_way_out(void **state)
{
    (void)state;
    static const char *const ways_out[FOCUS_COUNT] = {[FOCUS_PAGE] = "quit", [FOCUS_PROMPT] = "cancel"};
    for (size_t i = 0; command_at(i); i++) {
        int count = 0;
        for (Focus focus = FOCUS_PAGE; focus <= FOCUS_PROMPT; focus++)
            count += command_fits(command_at(i), focus);
        assert_true(count > 0);
    }
    for (Focus focus = FOCUS_PAGE; focus <= FOCUS_PROMPT; focus++) {
        assert_true(command_fits(command_find(ways_out[focus] ? ways_out[focus] : "close"), focus));
        assert_true(*focus_name(focus));
    }
    assert_true(focus_is_list(FOCUS_HELP));
    assert_false(focus_is_list(FOCUS_NOTE));
}

static void a_tally_sums_like_a_plain_array(void **state)
{
    (void)state;
    for (int count = 0; count < 40; count++) {
        Tally tally = tally_new(count);
        long plain[40] = {0}, sum = 0;
        for (int i = 0; i < count * 3; i++) {
            const int index = i * 7 % count;
            const long number = i % 4 == 3 && plain[index] ? -1 : i % 3;
            tally_add(&tally, index, number);
            plain[index] += number;
        }
        for (int i = 0; i < count; i++) {
            assert_int_equal(tally_before(&tally, i), sum);
            for (long k = 0; k < plain[i]; k++)
                assert_int_equal(tally_find(&tally, sum + k), i);
            sum += plain[i];
        }
        assert_int_equal(tally_before(&tally, count), sum);
        assert_int_equal(tally_find(&tally, sum), count);
        tally_free(&tally);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_name_a_group_a_help_line_and_a_function),
        cmocka_unit_test(names_are_unique_and_groups_stand_together),
        cmocka_unit_test(a_command_is_found_by_its_name_or_a_prefix_that_is_its_own),
        cmocka_unit_test(every_command_fits_somewhere_and_every_focus_has_a_way_out),
        cmocka_unit_test(a_tally_sums_like_a_plain_array),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
