// text/amount: numbers and dates as English, the language without a catalogue, writes them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <cmocka.h>
#include <limits.h>
#include "text/amount.h"

static void thousands_are_grouped(void **state)
{
    (void)state;
    assert_string_equal(AMOUNT(0), "0");
    assert_string_equal(AMOUNT(999), "999");
    assert_string_equal(AMOUNT(1000), "1,000");
    assert_string_equal(AMOUNT(9999), "9,999");
    assert_string_equal(AMOUNT(12345), "12,345");
    assert_string_equal(AMOUNT(999999), "999,999");
    assert_string_equal(AMOUNT(1234567), "1,234,567");
    assert_string_equal(AMOUNT(-999), "-999");
    assert_string_equal(AMOUNT(-1234567), "-1,234,567");
    assert_string_equal(AMOUNT(LLONG_MAX), "9,223,372,036,854,775,807");
    assert_string_equal(AMOUNT(INT_MAX), "2,147,483,647");
    assert_string_equal(PERCENT(7), "7%");
    assert_string_equal(PERCENT(100), "100%");
}

static void assert_date(const char *date, const char *expected)
{
    char out[DATE_TEXT_BYTES];
    assert_string_equal(date_text(date, out), expected);
}

static void dates_of_reports_are_words(void **state)
{
    (void)state;
    assert_date("2021", "2021");
    assert_date("2021-07", "July 2021");
    assert_date("2021-07-19", "July 19, 2021");
    assert_date("2020-02-29", "February 29, 2020");
    assert_date("0987-12", "December 987");
}

static void what_is_no_date_stays(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "soon", "2021-13", "2021-07-32", "2021-00", "2021-00-01", "2021-07-00", "-2021", "2021-07-19T10:00", "2021-", "07/2021"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_date(bad[i], bad[i]);
}

static void a_day_has_a_short_form(void **state)
{
    (void)state;
    char out[DATE_TEXT_BYTES];
    assert_string_equal(short_date_text("2021-07-19", out), "Jul 19, 2021");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thousands_are_grouped),
        cmocka_unit_test(dates_of_reports_are_words),
        cmocka_unit_test(what_is_no_date_stays),
        cmocka_unit_test(a_day_has_a_short_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
