// text/breaks: where a line may end is where ICU, asked directly, lets it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <glob.h>
#include <unicode/uchar.h>
#include "base/file.h"
#include "base/memory.h"
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

// Any code points at all, in every language.
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

// All characters of a class of UAX #14.
typedef struct {
    uint32_t *codepoints;
    uint32_t count;
} Class;

static void fill_classes(Class classes[U_LB_COUNT])
{
    for (uint32_t codepoint = 1; codepoint < 0x110000; codepoint++) {
        Class *class = &classes[u_getIntPropertyValue((UChar32)codepoint, UCHAR_LINE_BREAK)];
        if (codepoint == '\n' || U_IS_SURROGATE(codepoint))
            continue;
        if ((class->count & (class->count - 1)) == 0)
            class->codepoints = memory_resize(class->codepoints, class->count ? 2 * class->count : 1, sizeof *class->codepoints);
        class->codepoints[class->count++] = codepoint;
    }
}

// A short one often has something of each kind that a rule is about side by side; half of the spaces and letters are ASCII.
static void add_classes(Buffer *text, Random *random, const Class classes[U_LB_COUNT], int count)
{
    while (count-- > 0) {
        const Class *class = &classes[random_below(random, U_LB_COUNT)];
        if (class->count && random_below(random, 6))
            add_codepoint(text, class->codepoints[random_below(random, class->count)]);
        else
            add_ascii(text, random, 1);
    }
}

// LECTERN_TEST_ROUNDS: how many texts for each language, for a long run.
static void text_of_all_classes_breaks_as_icu_has_it_in_every_language(void **state)
{
    const char *given = getenv("LECTERN_TEST_ROUNDS");
    const long rounds = given ? strtol(given, NULL, 10) : 1500;
    Class classes[U_LB_COUNT] = {{0}};
    Random random = {14};
    fill_classes(classes);
    for (size_t language = 0; language < LANGUAGES; language++) {
        UBreakIterator *iterator = icu_for(languages[language]);
        for (long round = 0; round < rounds; round++) {
            Buffer text = {0};
            add_classes(&text, &random, classes, 1 + (int)random_below(&random, 16));
            assert_breaks_of_icu(*state, iterator, &text, languages[language], "classes");
            buffer_free(&text);
        }
        ubrk_close(iterator);
    }
    for (size_t i = 0; i < U_LB_COUNT; i++)
        free(classes[i].codepoints);
}

// Runs of a script that is written without spaces, short and long, alone and among others.
static void text_of_dictionaries_breaks_as_icu_has_it(void **state)
{
    static const uint32_t blocks[] = {0x0E01, 0x0E81, 0x1000, 0x1780, 0x1A20, 0xAA60};     // the last two have no dictionary
    Random random = {41};
    UBreakIterator *iterator = icu_for("en");
    for (int round = 0; round < 8000; round++) {
        Buffer text = {0};
        for (int run = 0; run < 3; run++) {
            const uint32_t block = blocks[random_below(&random, 6)];
            for (uint32_t letters = random_below(&random, 12); letters > 0; letters--)
                add_codepoint(&text, block + random_below(&random, 0x4D));
            if (random_below(&random, 2))
                add_ascii(&text, &random, 1 + (int)random_below(&random, 2));
            else if (random_below(&random, 2))
                add_codepoint(&text, 0x4E2D); // breaks off on both sides
        }
        buffer_add_char(&text, 'x');
        assert_breaks_of_icu(*state, iterator, &text, "en", "dictionaries");
        buffer_free(&text);
    }
    ubrk_close(iterator);
}

// "To come", an ideograph, and letters that would make another word of the first two runs together ("more than").
static void runs_of_a_dictionary_that_others_part_are_words_apart(void **state)
{
    UBreakIterator *iterator = icu_for("en");
    Buffer text = {0};
    buffer_add_text(&text, "\u0E21\u0E32\u4E2D\u0E01\u0E01\u0E27\u0E48\u0E32");
    assert_breaks_of_icu(*state, iterator, &text, "en", "apart");
    assert_int_equal(breaks_find(*state, text.bytes, text.length, "en")[15], BREAK_GOOD);
    buffer_free(&text);
    ubrk_close(iterator);
}

// The source itself, a line a text, in a language of each table and one that ICU is asked about.
static void assert_file_breaks(LineBreaker *breaker, const char *path, size_t *count)
{
    static const char *const some[] = {"en", "zh", "en-u-lb-normal"};
    Error error = {0};
    Buffer file = {0};
    assert_true(file_read(path, SIZE_MAX, &file, &error));
    for (size_t i = 0; i < 3; i++) {
        UBreakIterator *iterator = icu_for(some[i]);
        for (size_t at = 0; at < file.length;) {
            const char *end = memchr(file.bytes + at, '\n', file.length - at);
            Buffer line = {.bytes = file.bytes + at, .length = end ? (size_t)(end - file.bytes) - at : file.length - at};
            if (line.length)
                assert_breaks_of_icu(breaker, iterator, &line, some[i], path);
            at += line.length + 1;
            ++*count;
        }
        ubrk_close(iterator);
    }
    buffer_free(&file);
}

static void every_line_of_the_reports_that_ship_breaks_as_icu_has_it(void **state)
{
    const char *source = getenv("srcdir");
    char pattern[512];
    glob_t found;
    size_t count = 0;
    snprintf(pattern, sizeof pattern, "%s/content/*/*.yaml", source ? source : ".");
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        assert_file_breaks(*state, found.gl_pathv[i], &count);
    globfree(&found);
    assert_true(count > 1000);
}

// Where lines are to end breaks are found apart from all others: from the last good one on they are the same. Reached as far as `most` at a time.
static void assert_near_as_whole(LineBreaker *breaker, Random *random, const Buffer *text, const char *language, uint32_t most)
{
    unsigned char *whole = memory_new(text->length + 1, 1);
    memcpy(whole, breaks_find(breaker, text->bytes, text->length, language), text->length);
    const unsigned char *near = breaks_begin(breaker, text->bytes, text->length, language);
    for (size_t at = 1 + random_below(random, most); at < text->length && breaks_reach(breaker, at); at += 1 + random_below(random, most))
        for (size_t back = at; back > 0; back--) {
            if (near[back] != whole[back])
                fail_msg("\"%.*s\" in \"%s\", reached %zu: byte %zu is %d, not %d", (int)text->length, text->bytes, language, at, back, near[back], whole[back]);
            if (whole[back] == BREAK_GOOD)
                break;
        }
    free(whole);
}

static void what_is_found_near_a_limit_is_what_is_found_of_the_whole(void **state)
{
    static const char signs[] = "aaaabcdefgh      --//.,:;'\"()[]{}$5%&=?!~|\\+";
    Random random = {23};
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0};
        for (uint32_t i = 2 + random_below(&random, 90); i > 0; i--)
            buffer_add_char(&text, signs[random_below(&random, sizeof signs - 1)]);
        if (round % 8 == 0)
            buffer_add_text(&text, " see https://a.example/b-c?d=e&f=g --o-p /q/r");
        assert_near_as_whole(*state, &random, &text, "en", 40);
        buffer_free(&text);
    }
}

// Words of any characters but those of a dictionary, which near a limit is not asked.
static void what_is_found_near_a_limit_of_any_text_is_what_is_found_of_the_whole(void **state)
{
    static const char *const some[] = {"en", "fr", "ko", "zh"};
    Class classes[U_LB_COUNT] = {{0}};
    Random random = {37};
    fill_classes(classes);
    classes[U_LB_COMPLEX_CONTEXT].count = 0;
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0};
        for (uint32_t word = 0; word < 12; word++) {
            add_classes(&text, &random, classes, (int)random_below(&random, 4));
            buffer_add_text(&text, random_below(&random, 8) ? "" : "\u00AB");
            buffer_add_text(&text, random_below(&random, 8) ? " " : "  ");
            buffer_add_text(&text, random_below(&random, 4) ? "\u0436" : "");
        }
        assert_near_as_whole(*state, &random, &text, some[round % 4], 30);
        buffer_free(&text);
    }
    for (size_t i = 0; i < U_LB_COUNT; i++)
        free(classes[i].codepoints);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_ascii_breaks_as_icu_has_it),
        cmocka_unit_test(plain_ascii_breaks_as_icu_has_it_in_a_new_text_too),
        cmocka_unit_test(every_short_text_of_ascii_breaks_as_icu_has_it),
        cmocka_unit_test(any_text_breaks_as_icu_has_it),
        cmocka_unit_test(text_of_all_classes_breaks_as_icu_has_it_in_every_language),
        cmocka_unit_test(text_of_dictionaries_breaks_as_icu_has_it),
        cmocka_unit_test(runs_of_a_dictionary_that_others_part_are_words_apart),
        cmocka_unit_test(every_line_of_the_reports_that_ship_breaks_as_icu_has_it),
        cmocka_unit_test(what_is_found_near_a_limit_is_what_is_found_of_the_whole),
        cmocka_unit_test(what_is_found_near_a_limit_of_any_text_is_what_is_found_of_the_whole),
    };
    return cmocka_run_group_tests(tests, make_breaker, free_breaker);
}
