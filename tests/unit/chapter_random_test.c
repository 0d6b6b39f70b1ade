// report/: whatever bytes a chapter is made of, its blocks and spans are as chapter.h says.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "chapter_given.h"
#include "random.h"
#include "report/limits.h"
#include "text/safe.h"

static void assert_spans(const Block *block)
{
    for (size_t i = 0; i < block->span_count; i++) {
        const Span *span = &block->spans[i], *outer = span->outer < 0 ? NULL : &block->spans[span->outer];
        assert_true(span->start < span->end && span->end <= block->length);
        assert_true(span->outer < (int)i);
        assert_true(!outer || (outer->start <= span->start && span->end <= outer->end));
        assert_true(i == 0 || span[-1].start < span->start || (span[-1].start == span->start && span[-1].end >= span->end));
        assert_true((((unsigned char)block->text[span->start]) & 0xC0) != 0x80);
        assert_int_equal(!!span->target, span->kind == SPAN_LINK || span->kind == SPAN_NOTE);
    }
}

static void assert_block(const Chapter *chapter, int index)
{
    const Block *block = &chapter->blocks[index];
    assert_true(block->parent < index && block->end > index && block->end <= chapter->count);
    if (block->parent >= 0)
        assert_true(block->end <= chapter->blocks[block->parent].end);
    assert_true(block->id && block->label && block->text && block->language);
    assert_int_equal(strlen(block->text), block->length);
    assert_int_equal(safe_count_changes(block->text, block->length), 0);
    assert_true(block->kind == BLOCK_VERSE || block->kind == BLOCK_LITERAL || !strchr(block->text, '\n'));
    assert_true(index < chapter->body_end || block->number == 0);
    assert_spans(block);
    assert_true(chapter_heading_of(chapter, index) <= index);
    assert_true(chapter_numbered_of(chapter, index) < chapter->body_end);
}

static void assert_chapter(const Chapter *chapter)
{
    int number = 0;
    assert_true(chapter->count >= 1 && chapter->blocks[0].kind == BLOCK_TITLE);
    for (int i = 0; i < chapter->count; i++) {
        assert_block(chapter, i);
        if (chapter->blocks[i].number)
            assert_int_equal(chapter->blocks[i].number, ++number);
    }
}

static const char *const pieces[] = {
    "*", "**", "_", "`", "``", "[", "](", ")", "](#a)", "[^1]", "[^", "\\", " ", "a", "b c", "(", "\xC3\xA9", "\xE6\x9D\xB1", "\xCC\x81", "\xE2\x80\xAE",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x92", "\n    ", "\n\n    ", "  ", "<", ">", ".", "***", "_a", "'", ": ", " #", "\\\n    ",
};

static void add_pieces(Buffer *out, Random *random, int most)
{
    for (int i = 1 + (int)random_below(random, (uint32_t)most); i > 0; i--)
        buffer_add_text(out, pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
}

static const char *const around[][2] = {
    {"- paragraph: >-\n    ", ""}, {"- verse: |\n    ", ""}, {"- literal: |\n    ", ""}, {"- section: |-\n    ", "\n  body: []"}, {"- quote: '", "'"},
    {"- list:\n  - |\n    ", "\n  - list: [a]"}, {"- aside: \"", "\""}, {"- ", ""}, {"- table:\n  - - >-\n      ", ""}, {"- terms:\n    ? |\n     ", "\n    : a"},
    {"- figure: >\n    ", "\n  caption: a"}, {"- >\n    ", ""}, {"- |\n    ", ""},
};

static void random_texts_in_random_blocks_keep_the_promises(void **state)
{
    (void)state;
    Random random = {.state = 1};
    size_t loaded = 0;
    for (int round = 0; round < 20000; round++) {
        Buffer text = {0};
        buffer_add_text(&text, "id: one\ntitle: One\nbody:\n");
        for (int i = (int)random_below(&random, 3); i >= 0; i--) {
            const char *const *with = around[random_below(&random, sizeof around / sizeof *around)];
            buffer_add_text(&text, with[0]);
            add_pieces(&text, &random, 12);
            buffer_addf(&text, "%s\n", with[1]);
        }
        Given given = given_bytes(text.bytes, text.length, NULL);
        assert_true(given.chapter || given.problems.errors);
        if (given.chapter) {
            assert_chapter(given.chapter);
            loaded++;
        }
        given_clear(&given);
        buffer_free(&text);
    }
    assert_true(loaded > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_texts_in_random_blocks_keep_the_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
