// text/segment: words and sentences.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "random.h"
#include "text/icu.h"
#include "text/segment.h"

static Segmenter *segmenter;   // of all the tests, as a report has one

static void assert_sentence(const char *text, const char *language, const char *at, const char *expected)
{
    TextRange range = sentence_at(segmenter, text, strlen(text), language, (size_t)(strstr(text, at) - text));
    char *sentence = memory_copy(text + range.start, range.end - range.start);
    assert_string_equal(sentence, expected);
    free(sentence);
}

static void a_sentence_is_found_by_any_byte_in_it(void **state)
{
    (void)state;
    const char text[] = "  First one. The second, by Mr. Smith, costs 3.50. \u00BFY el \u00FAltimo? ";
    assert_sentence(text, "en", "First", "First one.");
    assert_sentence(text, "en", "Smith", "The second, by Mr. Smith, costs 3.50.");
    assert_sentence(text, "en", "50.", "The second, by Mr. Smith, costs 3.50.");
    assert_sentence(text, "en", "ltimo", "\u00BFY el \u00FAltimo?");
}

static void a_sentence_without_a_language_or_with_a_false_one_is_found_too(void **state)
{
    (void)state;
    assert_sentence("One. Two. Three.", NULL, "wo", "Two.");
    assert_sentence("One. Two. Three.", "", "wo", "Two.");
    assert_sentence("One. Two. Three.", "no such language! \x80", "wo", "Two.");
    assert_sentence("\u4E00\u3002\u4E8C\u3002\u4E09\u3002", "zh", "\u4E8C", "\u4E8C\u3002");
}

static void initials_end_no_sentence(void **state)
{
    (void)state;
    const char text[] = "All of it. The U.S. National Center, led by A. B. Writer, said so. Then it left the EU. More.";
    assert_sentence(text, "en", "U.S.", "The U.S. National Center, led by A. B. Writer, said so.");
    assert_sentence(text, "en", "National", "The U.S. National Center, led by A. B. Writer, said so.");
    assert_sentence(text, "en", "Writer", "The U.S. National Center, led by A. B. Writer, said so.");
    assert_sentence(text, "en", "left", "Then it left the EU.");
    assert_sentence("\u00C9. Dupont vient. Il part.", "fr", "Dupont", "\u00C9. Dupont vient.");
}

static void a_reference_belongs_to_the_sentence_before_it(void **state)
{
    (void)state;
    const char text[] = "One is told.[12] Another is not.[13][14] A third [sic] is.[3]";
    assert_sentence(text, "en", "told", "One is told.[12]");
    assert_sentence(text, "en", "12]", "One is told.[12]");
    assert_sentence(text, "en", "Another", "Another is not.[13][14]");
    assert_sentence(text, "en", "third", "A third [sic] is.[3]");
    assert_sentence("He left.[ No more", "en", "left", "He left.[");
}

static void a_sentence_is_no_longer_than_is_told(void **state)
{
    (void)state;
    enum { BYTES = 100000 };
    char *text = memory_new(BYTES + 1, 1);
    memset(text, 'x', BYTES);
    TextRange range = sentence_at(segmenter, text, BYTES, "en", BYTES / 2);
    assert_int_equal(range.start, BYTES / 2 - SENTENCE_BYTES);
    assert_int_equal(range.end, BYTES / 2 + SENTENCE_BYTES);
    memcpy(text + BYTES / 2 - 100, "end. Begin", 10);
    range = sentence_at(segmenter, text, BYTES, "en", BYTES / 2);
    assert_int_equal(range.start, BYTES / 2 - 100 + 5);
    free(text);
}

static void the_ends_of_a_text_are_sentences(void **state)
{
    (void)state;
    TextRange range = sentence_at(segmenter, "", 0, "en", 0);
    assert_int_equal(range.start, 0);
    assert_int_equal(range.end, 0);
    range = sentence_at(segmenter, "One. Two.", 9, "en", 9);
    assert_int_equal(range.start, 5);
    assert_int_equal(range.end, 9);
    range = sentence_at(segmenter, "   ", 3, "en", 1);
    assert_int_equal(range.start, range.end);
}

static void words_are_counted_as_people_count_them(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t words;
    } cases[] = {
        {"", 0}, {" \n- ", 0}, {"one", 1}, {"Don't panic, it's 3.14.", 4}, {"na\u00EFve caf\u00E9", 2},
        {"\u4E2D\u6587\u5B57\u7B26", 2}, {"\u3053\u308C\u306F\u30C6\u30B9\u30C8", 3},
        {"\uC778\uC2E0\uB9E4\uB9E4 \uBC29\uC9C0", 2}, {"\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", 2},
    };
    WordCounter counter = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(words_count(&counter, cases[i].text, strlen(cases[i].text)), cases[i].words);
    word_counter_close(&counter);
}

// All of it by ICU.
static size_t count_words(const char *text, size_t length)
{
    UBreakIterator *iterator = icu_breaks_open(UBRK_WORD, "");
    size_t words = 0, characters = 0;
    icu_breaks_set(iterator, text, length);
    for (int32_t start = 0, end; (end = ubrk_next(iterator)) != UBRK_DONE; start = end) {
        const int status = ubrk_getRuleStatus(iterator);
        characters += status >= UBRK_WORD_KANA ? utf8_count(text + start, (size_t)(end - start)) : 0;
        words += status >= UBRK_WORD_NUMBER && status < UBRK_WORD_KANA;
    }
    ubrk_close(iterator);
    return words + (characters + 1) / 2;
}

static void any_text_has_as_many_words_as_for_icu(void **state)
{
    (void)state;
    static const uint32_t codepoints[] = {
        ' ', ' ', ' ', ' ', '\n', 'a', 'b', 'Z', 'o', '1', '2', '.', ',', ';', ':', '\'', '"', '_', '-', '(', ')', '/', '@', '&', '%', '#', '=', '\t',
        0xE9, 0x17F, 0xA0, 0xA7, 0xB7, 0xAD, 0x301, 0x5D0, 0x2019, 0x2018, 0x201C, 0x2024, 0x2027, 0x2014, 0x200D, 0x1F600, 0x4E2D, 0x3042, 0x30A2, 0xE01, 0xE2D, 0xAC00, 0x1F1E6,
    };
    Random random = {11};
    WordCounter counter = {0};
    for (int i = 0; i < 20000; i++) {
        Buffer text = {0};
        const bool is_ascii = i % 2;
        const uint32_t signs = i % 4 == 1 ? 28 : 13;    // with few of those that only ICU settles, or with all
        for (uint32_t length = random_below(&random, 40) + 1; length > 0; length--)
            add_codepoint(&text, is_ascii ? codepoints[random_below(&random, signs)] : random_codepoint(&random, codepoints, sizeof codepoints / sizeof *codepoints));
        if (words_count(&counter, text.bytes, text.length) != count_words(text.bytes, text.length))
            fail_msg("\"%s\": %zu words, not %zu", text.bytes, words_count(&counter, text.bytes, text.length), count_words(text.bytes, text.length));
        buffer_free(&text);
    }
    word_counter_close(&counter);
}

static void any_sign_beside_letters_and_digits_counts_as_for_icu(void **state)
{
    (void)state;
    static const char *const sides[] = {"", "a", "1", ".", ",", "\u2019"};
    enum { SIDES = sizeof sides / sizeof *sides };
    WordCounter counter = {0};
    for (uint32_t codepoint = 1; codepoint < 0x2100; codepoint++)
        for (size_t i = 0; i < (codepoint < 0x250 || codepoint >= 0x2000 ? SIDES * SIDES : 1); i++) {
            Buffer text = {0};
            buffer_add_text(&text, sides[i / SIDES]);
            add_codepoint(&text, codepoint);
            buffer_add_text(&text, sides[i % SIDES]);
            buffer_add_text(&text, "a");
            if (words_count(&counter, text.bytes, text.length) != count_words(text.bytes, text.length))
                fail_msg("U+%04X in \"%s\": %zu words, not %zu", (unsigned)codepoint, text.bytes, words_count(&counter, text.bytes, text.length),
                    count_words(text.bytes, text.length));
            buffer_free(&text);
        }
    word_counter_close(&counter);
}

// Words of a script, one behind the other in any order, until there are so many bytes.
static void add_words(Buffer *text, Random *random, const char *const words[], uint32_t count, size_t bytes)
{
    for (const size_t end = text->length + bytes; text->length < end;)
        buffer_add_text(text, words[random_below(random, count)]);
}

static void the_words_of_a_long_text_are_about_as_many_as_were_counted(void **state)
{
    (void)state;
    static const char *const scripts[][4] = {
        {"a ", "report ", "on human ", "trafficking, "},
        {"\u0627\u0644\u0628\u0634\u0631 ", "\u0641\u064A ", "\u062C\u0631\u064A\u0645\u0629\u060C ", "\u0645\u0646 "},
        {"\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21", "\u0E40\u0E1B\u0E47\u0E19", "\u0E41\u0E25\u0E30 ", "\u0E17\u0E35\u0E48"},
        {"\u4EBA\u53E3", "\u8D29\u8FD0\uFF0C", "\u662F", "2020\u5E74\u3002"},
    };
    WordCounter counter = {0};
    Random random = {20};
    for (size_t script = 0; script < 4; script++) {
        Buffer text = {0};
        add_words(&text, &random, scripts[script], 4, WORDS_COUNTED_BYTES * 4);
        const size_t words = words_count(&counter, text.bytes, text.length), about = words_about(&counter, text.bytes, text.length);
        const size_t apart = words > about ? words - about : about - words;
        if (apart > words / 100)
            fail_msg("script %zu: about %zu words, not %zu", script, about, words);
        assert_int_equal(words_about(&counter, text.bytes, 1000), words_count(&counter, text.bytes, 1000));
        buffer_free(&text);
    }
    word_counter_close(&counter);
}

static void words_are_estimated_from_all_parts_of_a_text(void **state)
{
    (void)state;
    static const char *const words[] = {"a b ", "c d "};
    WordCounter counter = {0};
    Random random = {21};
    Buffer text = {0};
    add_words(&text, &random, words, 2, WORDS_COUNTED_BYTES * 2);
    buffer_add_repeated(&text, '-', (int)text.length * 3);
    const size_t counted = words_count(&counter, text.bytes, text.length), about = words_about(&counter, text.bytes, text.length);
    assert_in_range(about, counted - counted / 10, counted + counted / 10);
    buffer_free(&text);
    word_counter_close(&counter);
}

static bool stands_alone(const char *text, const char *word)
{
    size_t start = (size_t)(strstr(text, word) - text);
    return word_bounded(segmenter, text, strlen(text), (TextRange){start, start + strlen(word)});
}

static void a_word_is_bounded_on_both_sides(void **state)
{
    (void)state;
    assert_true(stands_alone("the cat sat", "cat"));
    assert_true(stands_alone("cat", "cat"));
    assert_true(stands_alone("(cat).", "cat"));
    assert_true(stands_alone("\u201Ccat\u201D", "cat"));
    assert_true(stands_alone("well-known", "known"));
    assert_false(stands_alone("concatenate", "cat"));
    assert_false(stands_alone("cats", "cat"));
    assert_false(stands_alone("tomcat", "cat"));
    assert_false(stands_alone("can't", "can"));
    assert_false(stands_alone("3.14", "14"));
    assert_false(stands_alone("caf\u00E9", "caf"));
    assert_true(stands_alone("le caf\u00E9 noir", "caf\u00E9"));
    assert_true(stands_alone("\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", "\u0E44\u0E17\u0E22"));
    assert_false(stands_alone("\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", "\u0E29\u0E32"));
}

static void a_word_far_into_a_long_text_is_bounded_likewise(void **state)
{
    (void)state;
    enum { BYTES = 100000 };
    char *text = memory_new(BYTES + 1, 1);
    memset(text, 'x', BYTES);
    memcpy(text + BYTES / 2, "\u201Ccat\u201D", strlen("\u201Ccat\u201D"));
    assert_true(stands_alone(text, "cat"));
    memcpy(text + BYTES / 2, "x\u00E9xcat\u00E9", strlen("x\u00E9xcat\u00E9"));
    assert_false(stands_alone(text, "cat"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_found_by_any_byte_in_it),
        cmocka_unit_test(a_sentence_without_a_language_or_with_a_false_one_is_found_too),
        cmocka_unit_test(initials_end_no_sentence),
        cmocka_unit_test(a_reference_belongs_to_the_sentence_before_it),
        cmocka_unit_test(a_sentence_is_no_longer_than_is_told),
        cmocka_unit_test(the_ends_of_a_text_are_sentences),
        cmocka_unit_test(words_are_counted_as_people_count_them),
        cmocka_unit_test(any_text_has_as_many_words_as_for_icu),
        cmocka_unit_test(any_sign_beside_letters_and_digits_counts_as_for_icu),
        cmocka_unit_test(the_words_of_a_long_text_are_about_as_many_as_were_counted),
        cmocka_unit_test(words_are_estimated_from_all_parts_of_a_text),
        cmocka_unit_test(a_word_is_bounded_on_both_sides),
        cmocka_unit_test(a_word_far_into_a_long_text_is_bounded_likewise),
    };
    segmenter = segmenter_new();
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    segmenter_free(segmenter);
    return failed;
}
