// report/written.h: random texts in all ways in which YAML writes them flow as their words with a space between.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "random.h"
#include "report/written.h"

enum { ROUNDS = 20000, WORDS_MOST = 40 };
typedef enum { WRITTEN_PLAIN, WRITTEN_SINGLE, WRITTEN_DOUBLE, WRITTEN_FOLDED, WRITTEN_KINDS } Written;

static const char *const words[] = {"a", "it", "the", "word", "seven77", "eightish", "nine-long", "na\u00EFve", "\u201Cquoted\u201D", "don''t", "\\\"x\\\"", "\\u00e9", "long-word-of-more-than-sixteen-bytes"};
static const char *const shown[] = {"a", "it", "the", "word", "seven77", "eightish", "nine-long", "na\u00EFve", "\u201Cquoted\u201D", "don't", "\"x\"", "\u00E9", "long-word-of-more-than-sixteen-bytes"};
enum { FIRST_SINGLE = 9, FIRST_DOUBLE = 10, FIRST_LONG = 12, WORDS = sizeof words / sizeof *words };

// One that means the same in its own way of writing only, or anywhere.
static size_t any_word(Random *random, Written kind)
{
    const size_t word = random_below(random, WORDS);
    const bool is_single = word >= FIRST_SINGLE && word < FIRST_DOUBLE, is_double = word >= FIRST_DOUBLE && word < FIRST_LONG;
    return (is_single && kind != WRITTEN_SINGLE) || (is_double && kind != WRITTEN_DOUBLE) ? FIRST_LONG : word;
}

// Mostly one space; line ends, and more spaces, but in a folded text, which would keep the line ends around them.
static void add_gap(Random *random, Buffer *file, Written kind)
{
    const uint32_t way = random_below(random, 10);
    if (way == 0)
        buffer_add_text(file, kind == WRITTEN_FOLDED ? "\n  " : " \n    ");
    else
        buffer_add_repeated(file, ' ', way == 1 ? 2 + (int)random_below(random, 10) : 1);
}

static Buffer make_file(Random *random, Written kind, Buffer *expected)
{
    static const char *const begins[] = {"- ", "- '", "- \"", "- >\n  "}, *const ends[] = {"\n", "'\n", "\"\n", "\n"};
    Buffer file = {0};
    buffer_add_text(&file, begins[kind]);
    for (uint32_t left = random_below(random, WORDS_MOST) + 1; left > 0; left--) {
        const size_t word = any_word(random, kind);
        buffer_add_text(&file, words[word]);
        buffer_add_text(expected, shown[word]);
        if (left > 1) {
            add_gap(random, &file, kind);
            buffer_add_char(expected, ' ');
        }
    }
    buffer_add_text(&file, ends[kind]);
    return file;
}

static void texts_flow_as_their_words(void **state)
{
    (void)state;
    Random random = {41};
    for (int round = 0; round < ROUNDS; round++) {
        Buffer expected = {0}, written = {0}, joined = {0};
        const Buffer made = make_file(&random, (Written)(round % WRITTEN_KINDS), &expected);
        Problems problems = {0};
        Arena *arena = arena_new();
        const YamlFile file = {.name = "file", .bytes = made.bytes, .length = made.length, .problems = &problems};
        const YamlNode *root = yaml_read(arena, &file, &yaml_chapter_limits);
        assert_non_null(root);
        written_add(&written, &file, root->first);
        written_join(&joined, written.bytes, written.length);
        assert_string_equal(joined.bytes, expected.bytes);
        arena_free(arena);
        problems_clear(&problems);
        buffer_free(&expected);
        buffer_free(&written);
        buffer_free(&joined);
        free(made.bytes);
    }
}

// Where a value has lost its line ends, the text as written has them still.
static void line_ends_of_the_file_are_told(void **state)
{
    (void)state;
    static const struct { const char *file, *written; } cases[] = {
        {"- one two three four\n  five six seven eight nine\n", "one two three four\nfive six seven eight nine"},
        {"- 'one two three four\n\n  five six seven eight'\n", "one two three four\n\nfive six seven eight"},
        {"- >\n  one two three four five\n  six\n", "one two three four five\nsix\n"},
        {"- \"one two three four \\\n  five six seven\"\n", "one two three four five six seven"},
        {"- 'one two don\'\'t four\n  five six seven'\n", "one two don't four\nfive six seven"},
        {"- \"one two \\\"x\\\" four\n  five six seven\"\n", "one two \"x\" four\nfive six seven"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Problems problems = {0};
        Buffer written = {0};
        Arena *arena = arena_new();
        const YamlFile file = {.name = "file", .bytes = cases[i].file, .length = strlen(cases[i].file), .problems = &problems};
        written_add(&written, &file, yaml_read(arena, &file, &yaml_chapter_limits)->first);
        assert_string_equal(written.bytes, cases[i].written);
        arena_free(arena);
        problems_clear(&problems);
        buffer_free(&written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_flow_as_their_words),
        cmocka_unit_test(line_ends_of_the_file_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
