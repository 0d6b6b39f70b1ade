// text/breaks: where a line may end is where ICU, asked directly, lets it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "breaks_of_icu.h"
#include "random.h"

// Any printable ASCII, as often signs as letters and digits.
static void add_ascii(Buffer *text, Random *random, int count)
{
    static const char signs[] = "aZ059  \t()[]{}!?.,:;/\"'$+\\%-|#&*<=>@^_`~";
    while (count-- > 0)
        buffer_add_char(text, random_below(random, 4) ? signs[random_below(random, sizeof signs - 1)] : (char)(' ' + random_below(random, 95)));
}

static void compare_random_ascii(LineBreaker *breaker, uint64_t seed, int rounds)
{
    Random random = {seed};
    UBreakIterator *iterators[LANGUAGES];
    char about[64];
    snprintf(about, sizeof about, "seed %llu", (unsigned long long)seed);
    for (size_t i = 0; i < LANGUAGES; i++)
        iterators[i] = icu_for(languages[i]);
    for (int round = 0; round < rounds; round++) {
        size_t language = (size_t)round % LANGUAGES;
        Buffer text = {0};
        add_ascii(&text, &random, 1 + round % 60);
        assert_breaks_of_icu(breaker, iterators[language], &text, languages[language], about);
        buffer_free(&text);
    }
    for (size_t i = 0; i < LANGUAGES; i++)
        ubrk_close(iterators[i]);
}

static void plain_ascii_breaks_as_icu_has_it(void **state)
{
    for (uint64_t seed = 1; seed <= 5; seed++)
        compare_random_ascii(*state, seed, 6000);
}

// One text more of its own in every run; LECTERN_TEST_SEED runs one again.
static void plain_ascii_breaks_as_icu_has_it_in_a_new_text_too(void **state)
{
    const char *given = getenv("LECTERN_TEST_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
    print_message("LECTERN_TEST_SEED=%llu\n", (unsigned long long)seed);
    compare_random_ascii(*state, seed ? seed : 1, 6000);
}

// Every text of four of these: one of each class of UAX #14 that ASCII has.
static void every_short_text_of_ascii_breaks_as_icu_has_it(void **state)
{
    static const char of_each_class[] = "a5(})!./\"$%-| \t";
    enum { COUNT = sizeof of_each_class - 1 };
    UBreakIterator *iterator = icu_for("en");
    Buffer text = {0};
    for (int number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
        buffer_cut(&text, 0);
        for (int rest = number, i = 0; i < 4; i++, rest /= COUNT)
            buffer_add_char(&text, of_each_class[rest % COUNT]);
        assert_breaks_of_icu(*state, iterator, &text, "en", "short");
    }
    buffer_free(&text);
    ubrk_close(iterator);
}

// Any code points at all, in every language: what is not ASCII comes from ICU, less the filters, which only make a break a poor one.
static void any_text_breaks_as_icu_has_it(void **state)
{
    Random random = {31};
    for (size_t language = 0; language < LANGUAGES; language++) {
        UBreakIterator *iterator = icu_for(languages[language]);
        for (int round = 0; round < 500; round++) {
            Buffer text = {0};
            for (int i = 0; i < 40; i++) {
                uint32_t block = random_below(&random, 3) ? random_below(&random, 0x3000) : random_below(&random, 0x20000);
                add_codepoint(&text, block == '\n' ? 'x' : block);
                add_ascii(&text, &random, 1);
            }
            assert_breaks_of_icu(*state, iterator, &text, languages[language], "any text");
            buffer_free(&text);
        }
        ubrk_close(iterator);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_ascii_breaks_as_icu_has_it),
        cmocka_unit_test(plain_ascii_breaks_as_icu_has_it_in_a_new_text_too),
        cmocka_unit_test(every_short_text_of_ascii_breaks_as_icu_has_it),
        cmocka_unit_test(any_text_breaks_as_icu_has_it),
    };
    return cmocka_run_group_tests(tests, make_breaker, free_breaker);
}
