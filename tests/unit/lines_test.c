// text/lines: where lines break, and where line ends of a source vanish.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "text/lines.h"

static void a_line_end_vanishes_between_scripts_without_spaces_only(void **state)
{
    (void)state;
    assert_true(line_end_vanishes(0x4E2D, 0x6587));     // Han
    assert_true(line_end_vanishes(0x3042, 0x30A2));     // kana
    assert_true(line_end_vanishes(0x3002, 0x4E2D));     // ideographic full stop, Han
    assert_true(line_end_vanishes(0xFF0C, 0x4E2D));     // full-width comma, Han
    assert_true(line_end_vanishes(0x30FC, 0x3099));     // length mark, voicing mark
    assert_true(line_end_vanishes(0x0E01, 0x0E02));     // Thai
    assert_true(line_end_vanishes(0x1780, 0x1781));     // Khmer
    assert_true(line_end_vanishes(0x1000, 0x1001));     // Burmese
    assert_true(line_end_vanishes(0x0E81, 0x0E82));     // Lao
    assert_false(line_end_vanishes(0xAC00, 0xAC01));    // Hangul
    assert_false(line_end_vanishes(0x4E2D, 0xAC00));
    assert_false(line_end_vanishes('a', 0x4E2D));
    assert_false(line_end_vanishes(0x4E2D, '1'));
    assert_false(line_end_vanishes(0x1F600, 0x1F600));  // emoji
    assert_false(line_end_vanishes('a', 'b'));
    assert_false(line_end_vanishes(0x0628, 0x0628));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_end_vanishes_between_scripts_without_spaces_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
