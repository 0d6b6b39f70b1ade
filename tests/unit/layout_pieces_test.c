// layout/: a text is set by pieces, wherever it stands and whoever reads it, and nobody can tell which they were.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "chapter_maker.h"
#include "layout/build.h"
#include "layout/layout.h"
#include "layout_check.h"
#include "random.h"
#include "report/inline.h"

enum { TEXT_BYTES = 1500, WHOLE = 1 << 30, LONG_BYTES = 400000, PAGE_LINES = 24 };

// Chapters

static const char *const parts[] = {
    "word ", "representational ", "hyphenation ", "COVID-19, ", "[a link](#x) ", "[two *words*](#y)", "[^1] ", "[^note]", "`code of hyphenation` ",
    "a\u00ADb ", "\u00AD", "\u0301", "  ", "\u05D0\u05D1\u05D2 ", "\u0627\u0644\u0628\u0634\u0631 ", "(\u0641\u064A 2020) ", "\u2067\u05D0 a\u2069 ",
    "\u0600 ", "\u4EBA\u53E3\u8D29\u8FD0\uFF0C", "\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21 ", "\uD55C\uAD6D\uC5B4\uB294 ",
    "\U0001F469\u200D\U0001F692", "\U0001F1E6\U0001F1E7", "a-long-word-with-hyphens ", "https://example.org/a?b=c&d ",
};

// With blank lines too, some of which hold spaces, and at its start and end.
static char *random_text(Random *random, bool has_lines)
{
    static const char *const ends[] = {"\n", "\n\n", "\n  \n \n", "  \n      "};
    Buffer text = {0};
    const uint32_t kinds = random_below(random, 2) ? 4 : sizeof parts / sizeof *parts;
    while (text.length < TEXT_BYTES) {
        buffer_add_text(&text, has_lines && random_below(random, 12) == 0 ? ends[random_below(random, 4)] : "");
        buffer_add_text(&text, parts[random_below(random, kinds)]);
    }
    buffer_add_text(&text, has_lines && random_below(random, 2) ? " \n\n" : "");
    return buffer_take(&text);
}

static void add_random(Maker *maker, Random *random, BlockKind kind)
{
    char *written = random_text(random, kind == BLOCK_VERSE || kind == BLOCK_LITERAL);
    const InlineText text = inline_read(maker->chapter.arena, written, strlen(written));
    Block *block = maker_add(maker, kind, kind == BLOCK_LITERAL ? arena_copy_text(maker->chapter.arena, written) : text.text);
    block->spans = text.spans;
    block->span_count = kind == BLOCK_LITERAL ? 0 : text.span_count;
    free(written);
}

static void open_random(Maker *maker, Random *random, BlockKind kind)
{
    add_random(maker, random, kind);
    maker->open[maker->depth++] = maker->count - 1;
}

static void make_every_text(Maker *maker, Random *random)
{
    maker_start(maker, "T");
    maker->chapter.arena = arena_new();
    add_random(maker, random, BLOCK_SUMMARY);
    add_random(maker, random, BLOCK_LITERAL);
    open_random(maker, random, BLOCK_SECTION);
    maker_open(maker, BLOCK_STEPS, "");
    for (int i = 0; i < 2; i++) {
        maker_open(maker, BLOCK_ITEM, "");
        add_random(maker, random, BLOCK_PARAGRAPH);
        maker_open(maker, BLOCK_LIST, "");
        maker_open(maker, BLOCK_ITEM, "");
        add_random(maker, random, BLOCK_VERSE);
        maker_close(maker);
        maker_close(maker);
        maker_close(maker);
    }
    maker_close(maker);
    maker_close(maker);
    maker_open(maker, BLOCK_QUOTE, "");
    add_random(maker, random, BLOCK_VERSE);
    add_random(maker, random, BLOCK_BY);
    maker_close(maker);
    maker_open(maker, BLOCK_TERMS, "");
    add_random(maker, random, BLOCK_TERM);
    maker_open(maker, BLOCK_DEFINITION, "");
    add_random(maker, random, BLOCK_LITERAL);
    maker_close(maker);
    maker_close(maker);
    open_random(maker, random, BLOCK_FIGURE);
    add_random(maker, random, BLOCK_SOURCE);
    maker_close(maker);
    open_random(maker, random, BLOCK_ASIDE);
    add_random(maker, random, BLOCK_PARAGRAPH);
    maker_close(maker);
    add_random(maker, random, BLOCK_PARAGRAPH);
}

// Highlights in each text, which begin and end anywhere.
static const Lit *lit_of(void *context, const Chapter *chapter, size_t *count)
{
    enum { EACH = 4, STEP = TEXT_BYTES / 2 / EACH };
    Lit *lit = context;
    *count = 0;
    for (int i = 0; i < chapter->count; i++)
        for (size_t k = 0; k < EACH && chapter->blocks[i].length > TEXT_BYTES / 2; k++)
            lit[(*count)++] = (Lit){.block = i, .start = k * STEP + k, .end = k * STEP + STEP - 7 * k};
    return lit;
}

// The same lines

static Layout *made_by(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker, size_t piece)
{
    Layout *layout = layout_begin(chapter, options, breaker);
    layout->piece = piece;
    return layout;
}

static void assert_same_places(Layout *whole, Layout *other)
{
    const Chapter *chapter = layout_chapter(whole);
    for (int i = 0; i < chapter->body_end; i++)
        for (size_t byte = 0; byte <= chapter->blocks[i].length; byte += 1 + byte / 3)
            if (layout_line_of(whole, i, byte) != layout_line_of(other, i, byte))
                fail_msg("byte %zu of the block %d is in line %d, not %d", byte, i, layout_line_of(other, i, byte), layout_line_of(whole, i, byte));
}

static void check_pieces(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    static const size_t pieces[] = {1, 7, 64, 500};
    Layout *whole = made_by(chapter, options, breaker, WHOLE);
    layout_line_count(whole);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Layout *at_once = made_by(chapter, options, breaker, pieces[i]), *asked = made_by(chapter, options, breaker, pieces[i]);
        assert_same_places(whole, asked);
        layout_check_same(whole, asked);
        layout_check_same(whole, at_once);
        assert_same_places(whole, at_once);
        layout_free(at_once);
        layout_free(asked);
    }
    layout_free(whole);
}

static void pieces_of_any_length_have_the_lines_of_the_whole(void **state)
{
    (void)state;
    static Lit lit[MAKER_BLOCKS * 4];
    static Maker maker;
    const LayoutOptions options[] = {
        {.cells = 66}, {.cells = 20, .is_hyphenated = true, .is_justified = true}, {.cells = 40, .is_ordered = true, .widths.is_shaped = true},
        {.cells = 90, .is_ordered = true, .is_justified = true, .spacing = 2}, {.cells = LAYOUT_CELLS_UNBROKEN},
        {.cells = 66, .is_told = true, .lit = lit_of, .lit_context = lit}, {.cells = 40, .is_told = true, .is_dense = true},
        {.cells = 20, .is_told = true, .is_justified = true, .is_hyphenated = true},
    };
    Random random = {61};
    LineBreaker *breaker = line_breaker_new();
    for (size_t i = 0; i < 3 * sizeof options / sizeof *options; i++) {
        make_every_text(&maker, &random);
        check_pieces(maker_chapter(&maker), options[i % (sizeof options / sizeof *options)], breaker);
        arena_free(maker.chapter.arena);
    }
    line_breaker_free(breaker);
}

// The first page

// A long text, and what comes before and behind it.
typedef struct {
    BlockKind around, kind;     // where `around` is a list or a quote, the text stands in it
    const char *words;
    bool is_told;
} Case;

static bool hear(void *context, int percent)
{
    (void)percent;
    return !*(bool *)context;
}

static bool is_stopped(void *context)
{
    return *(bool *)context;
}

static int make_long(Maker *maker, const Case *given, const char *text)
{
    maker_start(maker, "T");
    if (given->around != given->kind)
        maker_open(maker, given->around, "");
    if (given->around == BLOCK_LIST)
        maker_open(maker, BLOCK_ITEM, "");
    maker_add(maker, given->kind, text);
    const int block = maker->count - 1;
    while (maker->depth)
        maker_close(maker);
    maker_add(maker, BLOCK_PARAGRAPH, "The end.");
    return block;
}

// A page is there when no more than some pieces are set, a stop is heard between two of them, and what holds the text is where it begins.
static void check_first_page(const Case *given, LineBreaker *breaker)
{
    static Maker maker;
    Buffer text = {0};
    while (text.length < LONG_BYTES)
        buffer_add_text(&text, given->words);
    bool stopped = false;
    const int block = make_long(&maker, given, text.bytes);
    Layout *layout = layout_begin(maker_chapter(&maker), (LayoutOptions){.cells = 66, .is_told = given->is_told}, breaker);
    layout_set_meter(layout, (Meter){.tell = hear, .context = &stopped, .is_stopped = is_stopped});
    assert_true(layout_has_line(layout, PAGE_LINES));
    const int holder = layout_line_of(layout, maker.blocks[block].parent < 0 ? block : maker.blocks[block].parent, 0), begin = layout_line_of(layout, block, 0);
    stopped = true;
    const int first = layout_line_count(layout);
    assert_true(layout_has_line(layout, first - 1));
    assert_false(layout_has_line(layout, first));
    stopped = false;
    const int middle = layout_line_of(layout, block, LONG_BYTES / 2);
    assert_false(layout_is_whole(layout));
    const int count = layout_line_count(layout);
    if (first > count / 4 || middle > count * 2 / 3 || middle < count / 3 || holder > begin)
        fail_msg("%d lines for the first page and %d for the middle of \"%s\", of %d", first, middle, given->words, count);
    assert_int_equal(layout_line_of(layout, block, LONG_BYTES / 2), middle);
    layout_free(layout);
    buffer_free(&text);
}

static void a_long_text_has_a_page_before_the_rest_is_set(void **state)
{
    (void)state;
    static const Case cases[] = {
        {BLOCK_LITERAL, BLOCK_LITERAL, "word ", false}, {BLOCK_LITERAL, BLOCK_LITERAL, "some words of a line\n", false},
        {BLOCK_LITERAL, BLOCK_LITERAL, "x\n\n\n\n\n\n\n\n\n", true}, {BLOCK_VERSE, BLOCK_VERSE, "word ", false},
        {BLOCK_VERSE, BLOCK_VERSE, "some words of a line\n", false}, {BLOCK_VERSE, BLOCK_VERSE, "\u0627\u0644\u0628\u0634\u0631 ", true},
        {BLOCK_LIST, BLOCK_PARAGRAPH, "word ", false}, {BLOCK_LIST, BLOCK_PARAGRAPH, "word ", true}, {BLOCK_LIST, BLOCK_LITERAL, "word\n", true},
        {BLOCK_QUOTE, BLOCK_VERSE, "word\n", false}, {BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, "word ", true},
        {BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, "\u4EBA\u53E3\u8D29\u8FD0\uFF0C", true}, {BLOCK_SUMMARY, BLOCK_SUMMARY, "word ", false},
    };
    LineBreaker *breaker = line_breaker_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_first_page(&cases[i], breaker);
    line_breaker_free(breaker);
}

static void a_long_list_has_a_page_before_the_rest_is_set(void **state)
{
    (void)state;
    static Maker maker;
    maker_start(&maker, "T");
    maker_open(&maker, BLOCK_LIST, "");
    while (maker.count < MAKER_BLOCKS - 2) {
        maker_open(&maker, BLOCK_ITEM, "");
        maker_add(&maker, BLOCK_PARAGRAPH, "An item of the list.");
        maker_close(&maker);
    }
    maker_close(&maker);
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_begin(maker_chapter(&maker), (LayoutOptions){.cells = 66}, breaker);
    assert_true(layout_has_line(layout, PAGE_LINES));
    assert_int_equal(layout->count, PAGE_LINES + 1);
    layout_free(layout);
    line_breaker_free(breaker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_any_length_have_the_lines_of_the_whole),
        cmocka_unit_test(a_long_text_has_a_page_before_the_rest_is_set),
        cmocka_unit_test(a_long_list_has_a_page_before_the_rest_is_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
