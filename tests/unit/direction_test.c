// screen/direction: who orders, by the setting, the terminal's answer and its name.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "screen/direction.h"

static void assert_ordering(BidiSetting setting, TerminalMode mode, TerminalNames names, bool is_ordered, bool is_silenced)
{
    const Ordering ordering = ordering_of(setting, mode, names);
    assert_int_equal(ordering.is_ordered, is_ordered);
    assert_int_equal(ordering.is_silenced, is_silenced);
}

static const TerminalNames xterm = {.term = "xterm-256color"};

static void a_terminal_that_can_be_told_is_told_not_to_order(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_SET, xterm, true, true);
    assert_ordering(BIDI_AUTO, MODE_SET, (TerminalNames){.term = "mlterm"}, true, true);
    assert_ordering(BIDI_READER, MODE_SET, xterm, true, true);
    assert_ordering(BIDI_OFF, MODE_SET, xterm, false, true);
    assert_ordering(BIDI_TERMINAL, MODE_SET, xterm, false, false);
}

// What is off already stays off, and is not to be put on at the end.
static void a_terminal_that_does_not_order_is_told_nothing(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_RESET, xterm, true, false);
    assert_ordering(BIDI_AUTO, MODE_ALWAYS_RESET, (TerminalNames){.term = "mlterm"}, true, false);
    assert_ordering(BIDI_AUTO, MODE_ALWAYS_SET, xterm, false, false);
    assert_ordering(BIDI_READER, MODE_ALWAYS_SET, xterm, true, false);
}

static void a_terminal_that_says_nothing_is_known_by_its_name(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){0}, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, xterm, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "mlterm-256color"}, false, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .konsole = "220401"}, false, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .konsole = ""}, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .program = "Apple_Terminal"}, false, false);
    assert_ordering(BIDI_READER, MODE_UNKNOWN, (TerminalNames){.term = "mlterm"}, true, false);
    assert_ordering(BIDI_TERMINAL, MODE_UNKNOWN, xterm, false, false);
    assert_ordering(BIDI_OFF, MODE_UNKNOWN, xterm, false, false);
}

// Lest the first screen be turned twice: at the other end of a slow line the answer takes a while.
static void as_long_as_no_answer_has_come_the_terminal_is_told_not_to_order(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_AWAITED, xterm, true, true);
    assert_ordering(BIDI_AUTO, MODE_AWAITED, (TerminalNames){.term = "mlterm"}, false, false);
    assert_ordering(BIDI_READER, MODE_AWAITED, xterm, true, true);
    assert_ordering(BIDI_OFF, MODE_AWAITED, xterm, false, true);
    assert_ordering(BIDI_TERMINAL, MODE_AWAITED, xterm, false, false);
}

// VTE_VERSION is handed on to other terminals that are begun within: what they answer counts.
static void a_terminal_that_is_not_asked_may_say_by_its_name_that_it_orders(void **state)
{
    const TerminalNames vte = {.term = "xterm-256color", .vte = "5800"};
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_UNASKED, xterm, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, vte, true, true);
    assert_ordering(BIDI_OFF, MODE_UNASKED, vte, false, true);
    assert_ordering(BIDI_TERMINAL, MODE_UNASKED, vte, false, false);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "mlterm"}, false, false);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "xterm", .vte = "5703"}, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "xterm", .vte = ""}, true, false);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, vte, true, false);
    assert_ordering(BIDI_AUTO, MODE_RESET, vte, true, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_that_can_be_told_is_told_not_to_order),
        cmocka_unit_test(a_terminal_that_does_not_order_is_told_nothing),
        cmocka_unit_test(a_terminal_that_says_nothing_is_known_by_its_name),
        cmocka_unit_test(as_long_as_no_answer_has_come_the_terminal_is_told_not_to_order),
        cmocka_unit_test(a_terminal_that_is_not_asked_may_say_by_its_name_that_it_orders),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
