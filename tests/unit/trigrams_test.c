// text/trigrams.h: what is in a text may be in it; what is not is mostly told.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "random.h"
#include "text/trigrams.h"

static Buffer trigrams_of(const char *text, size_t length)
{
    Buffer out = {0};
    trigrams_add(&out, text, length);
    assert_int_equal(out.length, TRIGRAM_BYTES);
    return out;
}

static void any_part_of_any_text_may_be_in_it(void **state)
{
    (void)state;
    Random random = {51};
    for (int round = 0; round < 500; round++) {
        char text[400];
        const size_t length = random_below(&random, sizeof text) + 1;
        for (size_t i = 0; i < length; i++)
            text[i] = (char)random_below(&random, 256);
        Buffer trigrams = trigrams_of(text, length);
        for (int part = 0; part < 50; part++) {
            const size_t from = random_below(&random, (uint32_t)length), bytes = random_below(&random, (uint32_t)(length - from + 1));
            assert_true(trigrams_may_hold(trigrams.bytes, text + from, bytes));
        }
        buffer_free(&trigrams);
    }
}

static void three_letters_that_stand_nowhere_tell(void **state)
{
    (void)state;
    const char *text = "the quick brown fox jumps over the lazy dog";
    Buffer trigrams = trigrams_of(text, strlen(text));
    const char *const may[] = {"", "z", "zz", "the", "lazy dog", " fox jumps "}, *const may_not[] = {"het", "lazier", "dogs", "foxes jump", "th\u00E9", "gtg"};
    for (size_t i = 0; i < sizeof may / sizeof *may; i++)
        assert_true(trigrams_may_hold(trigrams.bytes, may[i], strlen(may[i])));
    for (size_t i = 0; i < sizeof may_not / sizeof *may_not; i++)
        assert_false(trigrams_may_hold(trigrams.bytes, may_not[i], strlen(may_not[i])));
    buffer_free(&trigrams);
}

// What stands before the first three is no part of them.
static void a_text_of_less_than_three_has_none(void **state)
{
    (void)state;
    Buffer trigrams = trigrams_of("ab", 2);
    const char none[TRIGRAM_BYTES] = {0};
    assert_memory_equal(trigrams.bytes, none, sizeof none);
    buffer_free(&trigrams);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_part_of_any_text_may_be_in_it),
        cmocka_unit_test(three_letters_that_stand_nowhere_tell),
        cmocka_unit_test(a_text_of_less_than_three_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
