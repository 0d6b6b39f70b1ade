// screen/direction: who orders, by the setting, the terminal's answer and its name.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "screen/direction.h"

static void assert_ordering(BidiSetting setting, TerminalMode mode, TerminalNames names, bool is_ordered, OrderSwitch off)
{
    const Ordering ordering = ordering_of(setting, mode, names);
    assert_int_equal(ordering.is_ordered, is_ordered);
    assert_int_equal(ordering.off, off);
}

static const TerminalNames xterm = {.term = "xterm-256color"};

static void a_terminal_that_can_be_told_is_told_not_to_order(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_SET, xterm, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_AUTO, MODE_SET, (TerminalNames){.term = "mlterm"}, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_READER, MODE_SET, xterm, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_OFF, MODE_SET, xterm, false, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_TERMINAL, MODE_SET, xterm, false, ORDER_LEFT);
}

// What is off already stays off, and is not to be put on at the end.
static void a_terminal_that_does_not_order_is_told_nothing(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_RESET, xterm, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_ALWAYS_RESET, (TerminalNames){.term = "mlterm"}, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_ALWAYS_SET, xterm, false, ORDER_LEFT);
    assert_ordering(BIDI_READER, MODE_ALWAYS_SET, xterm, true, ORDER_LEFT);
}

static void a_terminal_that_says_nothing_is_known_by_its_name(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){0}, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, xterm, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "mlterm-256color"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .konsole = "220401"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .konsole = ""}, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .program = "Apple_Terminal"}, false, ORDER_LEFT);
    assert_ordering(BIDI_READER, MODE_UNKNOWN, (TerminalNames){.term = "mlterm"}, true, ORDER_LEFT);
    assert_ordering(BIDI_TERMINAL, MODE_UNKNOWN, xterm, false, ORDER_LEFT);
    assert_ordering(BIDI_OFF, MODE_UNKNOWN, xterm, false, ORDER_LEFT);
}

// Lest the first screen be turned twice: at the other end of a slow line the answer takes a while.
static void as_long_as_no_answer_has_come_the_terminal_is_told_not_to_order(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_AWAITED, xterm, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_AUTO, MODE_AWAITED, (TerminalNames){.term = "mlterm"}, false, ORDER_LEFT);
    assert_ordering(BIDI_READER, MODE_AWAITED, xterm, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_OFF, MODE_AWAITED, xterm, false, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_TERMINAL, MODE_AWAITED, xterm, false, ORDER_LEFT);
}

// VTE_VERSION is handed on to other terminals that are begun within: what they answer counts.
static void a_terminal_that_is_not_asked_may_say_by_its_name_that_it_orders(void **state)
{
    const TerminalNames vte = {.term = "xterm-256color", .vte = "5800"};
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_UNASKED, xterm, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, vte, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_OFF, MODE_UNASKED, vte, false, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_TERMINAL, MODE_UNASKED, vte, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "mlterm"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "xterm", .vte = "5703"}, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNASKED, (TerminalNames){.term = "xterm", .vte = ""}, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, vte, true, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_RESET, vte, true, ORDER_LEFT);
}

static void konsole_is_told_in_its_own_way(void **state)
{
    const TerminalNames konsole = {.term = "xterm-256color", .konsole = "221203"};
    (void)state;
    static const TerminalMode modes[] = {MODE_AWAITED, MODE_UNKNOWN, MODE_UNASKED};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_ordering(BIDI_AUTO, modes[i], konsole, true, ORDER_OFF_IN_KONSOLE);
        assert_ordering(BIDI_READER, modes[i], konsole, true, ORDER_OFF_IN_KONSOLE);
        assert_ordering(BIDI_OFF, modes[i], konsole, false, ORDER_OFF_IN_KONSOLE);
        assert_ordering(BIDI_TERMINAL, modes[i], konsole, false, ORDER_LEFT);
    }
    assert_ordering(BIDI_AUTO, MODE_SET, konsole, true, ORDER_OFF_BY_MODE);
    assert_ordering(BIDI_AUTO, MODE_RESET, konsole, true, ORDER_LEFT);
}

// An older one was not tried; what runs within one has its variable, and takes OSC 50 for a font, or does not hand it on.
static void who_only_has_konsoles_variable_is_not_told_so(void **state)
{
    (void)state;
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm-256color", .konsole = "210803"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "xterm", .konsole = "221203", .xterm = "XTerm(379)"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "tmux-256color", .konsole = "221203"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.term = "screen", .konsole = "221203"}, false, ORDER_LEFT);
    assert_ordering(BIDI_AUTO, MODE_UNKNOWN, (TerminalNames){.konsole = "221203"}, false, ORDER_LEFT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_that_can_be_told_is_told_not_to_order),
        cmocka_unit_test(a_terminal_that_does_not_order_is_told_nothing),
        cmocka_unit_test(a_terminal_that_says_nothing_is_known_by_its_name),
        cmocka_unit_test(as_long_as_no_answer_has_come_the_terminal_is_told_not_to_order),
        cmocka_unit_test(konsole_is_told_in_its_own_way),
        cmocka_unit_test(who_only_has_konsoles_variable_is_not_told_so),
        cmocka_unit_test(a_terminal_that_is_not_asked_may_say_by_its_name_that_it_orders),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
