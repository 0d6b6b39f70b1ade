// report/start.h: wherever a file is cut, the first blocks are those of the whole chapter.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "chapter_given.h"
#include "random.h"
#include "report/start.h"

static Chapter *start_of(const char *bytes, size_t length)
{
    const YamlFile file = {.name = "one.yaml", .bytes = bytes, .length = length};
    const ChapterHints hints = {.index = 2, .name = "one", .language = "en"};
    return chapter_start(&file, 2 * length, &hints);
}

static void assert_same_spans(const Block *block, const Block *whole)
{
    assert_int_equal(block->span_count, whole->span_count);
    for (size_t i = 0; i < block->span_count; i++) {
        const Span *span = &block->spans[i], *other = &whole->spans[i];
        assert_true(span->kind == other->kind && span->start == other->start && span->end == other->end && span->outer == other->outer);
        assert_string_equal(span->target ? span->target : "", other->target ? other->target : "");
    }
}

// A section ends where what is known of it does.
static void assert_same_block(const Block *block, const Block *whole, int count)
{
    assert_true(block->kind == whole->kind && block->parent == whole->parent && block->level == whole->level && block->number == whole->number);
    assert_true(block->ordinal == whole->ordinal && block->is_header == whole->is_header && block->align == whole->align);
    assert_true(block->direction == whole->direction && block->words == whole->words);
    assert_string_equal(block->id, whole->id);
    assert_string_equal(block->label, whole->label);
    assert_string_equal(block->text, whole->text);
    assert_string_equal(block->language, whole->language);
    assert_int_equal(block->end, whole->end < count || block->kind != BLOCK_SECTION ? whole->end : count);
    assert_same_spans(block, whole);
}

static void assert_start(const Chapter *start, const Chapter *whole)
{
    assert_true(start->is_start && !start->is_broken && !whole->is_start);
    assert_true(start->count > 1 && start->count < whole->count && start->count <= whole->body_end);
    assert_int_equal(start->body_end, start->count);
    assert_int_equal(start->index, whole->index);
    assert_string_equal(start->id, whole->id);
    assert_string_equal(start->title, whole->title);
    for (int i = 0; i < start->count; i++)
        assert_same_block(&start->blocks[i], &whole->blocks[i], start->count);
}

// At every byte. How many starts there were.
static int cut_everywhere(const char *text, size_t length, const Chapter *whole)
{
    int starts = 0;
    for (size_t cut = 0; cut <= length; cut++) {
        char *bytes = malloc(cut + 1);  // so that a sanitizer sees what is read behind
        memcpy(bytes, text, cut);
        Chapter *start = start_of(bytes, cut);
        free(bytes);
        if (start)
            assert_start(start, whole);
        starts += start != NULL;
        chapter_free(start);
    }
    return starts;
}

static int cut_body(const char *body)
{
    Buffer text = {0};
    buffer_addf(&text, "id: one\ntitle: One\nbody:\n%s", body);
    Given given = given_text(text.bytes);
    if (given.problems.errors)
        fail_msg("%s in\n%s", problems_first_error(&given.problems)->text, body);
    const int starts = cut_everywhere(text.bytes, text.length, given.chapter);
    given_clear(&given);
    buffer_free(&text);
    return starts;
}

static void paragraphs_are_there_but_for_the_last(void **state)
{
    (void)state;
    const char *text = "id: one\ntitle: One\nbody:\n  - First.\n  - Second,\n    which goes on.\n  - Third.\n  - Four";
    Chapter *start = start_of(text, strlen(text));
    assert_non_null(start);
    assert_int_equal(start->count, 3);
    assert_string_equal(start->blocks[1].text, "First.");
    assert_string_equal(start->blocks[2].text, "Second, which goes on.");
    assert_in_range(start->words, 12, 16);   // of a file of twice the length
    chapter_free(start);
}

static void a_body_that_has_only_begun_does_not_hide_what_is_before_it(void **state)
{
    (void)state;
    const char *text = "id: one\ntitle: One\nbody:\n  - First.\n  - Second.\n  - section: Third\n    body:\n      - Fou";
    Chapter *start = start_of(text, strlen(text));
    assert_non_null(start);
    assert_int_equal(start->count, 2);
    chapter_free(start);
}

static void what_more_could_come_to_is_left_out(void **state)
{
    (void)state;
    static const char *const blocks[] = {
        "- list:\n    - one\n    - two\n    - list: [nested]\n    - - three, with more\n      - list: [deep, er]\n    - four\n",
        "- steps: [a, b]\n- steps:\n    - one\n    - two\n    - three\n  start: 9\n",
        "- table:\n    - [a, b]\n    - [c, a wide one]\n    - [e, f]\n  header: [A, B]\n  caption: It is a table\n",
        "- terms:\n    One: meaning\n    Two:\n      - a text\n      - another\n",
        "- quote:\n    - One said.\n    - And another.\n    - And so on.\n  by: Somebody\n",
        "- aside:\n    - A text.\n    - Another.\n    - And more.\n  heading: Beside\n  lang: fr\n",
        "- literal: |\n    - no item\n    - neither\n- figure: A picture\n  caption: What\n",
        "- \"quoted,\n  - which is no item,\n  - nor this\"\n- 'and so\n  - on'\n",
        "- section: A part\n  id: part\n  body:\n    - Text.\n    - section: Deeper\n      body:\n        - More.\n        - And more.\n    - Text.\n",
    };
    Buffer all = {0};
    buffer_add_text(&all, "- Before.\n- Before it.\n");
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        Buffer body = {0};
        buffer_addf(&body, "- Before.\n- Before it.\n%s- Behind.\n- Last.\n", blocks[i]);
        assert_true(cut_body(body.bytes) > 10);
        buffer_free(&body);
        buffer_add_text(&all, blocks[i]);
    }
    buffer_add_text(&all, "- Behind.\n- Last.\n");
    assert_true(cut_body(all.bytes) > (int)all.length / 2);
    buffer_free(&all);
}

static void where_something_is_wrong_or_nothing_is_sure_there_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "- ", "id: one\n", "id: one\ntitle: One\nbody:\n", "id: one\ntitle: One\nbody:\n  - First.\n  - Second.\n", "body:\n  - A.\n  - B.\n  - C.\n  - D.\n",
        "id: one\ntitle: One\nbody:\n  - A.\n  - kind: is unknown\n  - C.\n  - D.\n", "id: one\ntitle: One\nbody:\n  - A.\n  - \"B.\n  - C.\n  - D.\n",
        "id: one\ntitle: One\nbody:\n  - A.\n  - B\n\n    b.\n  - C.\n  - D.\n", "id: one\ntitle: One\nfootnotes: {1: A note.}\nbody:\n  - A.[^1]\n  - B.\n  - C.\n  - D.\n",
        "- A.\n- B.\n- C.\n- D.\n", "id: one\ntitle: One\nbody:\n  - list:\n    - A.\n    - B.\n    - C.\n    - D.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Chapter *start = start_of(texts[i], strlen(texts[i]));
        if (start)
            fail_msg("%s", texts[i]);
    }
}

static const char *const pieces[] = {
    "- Text.\n", "- Text\n  - that goes on\n", "- section: Part\n  body:\n    - Text.\n    - More.\n", "- list:\n    - a\n    - b\n", "- list:\n  - a\n  - - b\n    - c\n",
    "- table:\n  - [a]\n  - [b]\n", "- literal: |\n   - a\n   - b\n", "- '- a\n  - b'\n", "# - a comment:\n", "- terms: {a: b,\n   c: d}\n", "- \"a:\n\n  - b\"\n", "- >\n  a\n  - b:\n",
    "- steps:\n  - a\n  - list:\n    - b\n", "- quote:\n  - a\n  - b\n  by: c\n", "-   Text, further in.\n", "- verse: |-\n\n    - a\n    - b\n", "- {aside: [a, b], heading: c}\n",
};

static void so_it_is_of_whatever_blocks_in_whatever_order(void **state)
{
    (void)state;
    Random random = {.state = 7};
    int starts = 0, loaded = 0;
    for (int round = 0; round < 300; round++) {
        Buffer text = {0};
        buffer_add_text(&text, "id: one\ntitle: One\nbody:\n");
        for (int i = 3 + (int)random_below(&random, 8); i > 0; i--)
            buffer_add_text(&text, pieces[random_below(&random, sizeof pieces / sizeof *pieces)]);
        Given given = given_bytes(text.bytes, text.length, NULL);
        if (given.chapter && !given.problems.errors) {
            starts += cut_everywhere(text.bytes, text.length, given.chapter);
            loaded++;
        }
        given_clear(&given);
        buffer_free(&text);
    }
    assert_true(loaded > 30 && starts > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_there_but_for_the_last),
        cmocka_unit_test(a_body_that_has_only_begun_does_not_hide_what_is_before_it),
        cmocka_unit_test(what_more_could_come_to_is_left_out),
        cmocka_unit_test(where_something_is_wrong_or_nothing_is_sure_there_is_none),
        cmocka_unit_test(so_it_is_of_whatever_blocks_in_whatever_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
