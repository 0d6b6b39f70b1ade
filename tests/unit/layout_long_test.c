// layout/: a long paragraph is laid out by pieces, and looks as if it were laid out whole.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "chapter_maker.h"
#include "layout/layout.h"
#include "random.h"

enum { LONG_BYTES = 70000, CODES = 300, PAGE_LINES = 24 };

typedef struct {
    Maker maker;
    Buffer text;            // of both long paragraphs
    Span code[CODES];       // words that are not hyphenated
    int first, second;      // the long paragraphs
    int behind;             // the section behind the first
} Made;

static void add_words(Buffer *text, Random *random, bool is_spaced)
{
    static const char *const some[] = {"word ", "representational ", "hyphenation ", "COVID-19, ", "\u0627\u0644\u0628\u0634\u0631 ", "(\u0641\u064A 2020) ",
        "\u062C\u0631\u064A\u0645\u0629\u060C ", "\u2067\u05D0 a\u2069 ", "\u05D0\u05D1\u05D2 ", "\u4EBA\u53E3\u8D29\u8FD0\uFF0C", "\u0E2D\u0E32\u0E0A\u0E0D\u0E32\u0E01\u0E23\u0E23\u0E21 ",
        "\u0E40\u0E1B\u0E47\u0E19", "a\u00ADb ", "\U0001F600 "};
    const uint32_t count = is_spaced ? 9 : sizeof some / sizeof *some;
    while (text->length < LONG_BYTES)
        buffer_add_text(text, some[random_below(random, count)]);
    text->length -= text->bytes[text->length - 1] == ' ';
    text->bytes[text->length] = '\0';
}

static int add_long(Made *made, const char *language)
{
    Block *block = maker_add(&made->maker, BLOCK_PARAGRAPH, made->text.bytes);
    block->language = language;
    block->spans = made->code;
    block->span_count = CODES;
    return made->maker.count - 1;
}

static void make(Made *made, uint32_t seed, const char *language)
{
    Random random = {seed};
    size_t count = 0;
    add_words(&made->text, &random, seed % 2);
    for (const char *at = made->text.bytes; count < CODES && (at = strstr(at, "hyphenation")); at += 100) {
        const size_t start = (size_t)(at - made->text.bytes);
        made->code[count++] = (Span){.kind = SPAN_CODE, .start = start, .end = start + strlen("hyphenation"), .outer = -1};
    }
    maker_start(&made->maker, "T");
    made->first = add_long(made, language);
    made->behind = made->maker.count;
    maker_open(&made->maker, BLOCK_SECTION, "A heading");
    made->second = add_long(made, language);
    maker_add(&made->maker, BLOCK_PARAGRAPH, "The end.");
    maker_close(&made->maker);
}

static void unmake(Made *made)
{
    buffer_free(&made->text);
}

// How a whole paragraph is broken and seen.
typedef struct {
    TextLine *lines;
    size_t count;
    Bidi *bidi;
} Whole;

static Whole whole_of(const Block *block, LayoutOptions options, LineBreaker *breaker)
{
    Whole whole = {.bidi = bidi_new()};
    TextRange code[CODES];
    for (size_t i = 0; i < CODES; i++)
        code[i] = (TextRange){block->spans[i].start, block->spans[i].end};
    BidiBase base = BIDI_LTR;
    bidi_first_strong(block->text, block->length, &base);
    line_breaker_set_widths(breaker, options.widths);
    line_breaker_set_hyphenation(breaker, options.is_hyphenated);
    line_breaker_keep_whole(breaker, code, CODES);
    whole.count = break_lines(breaker, block->text, block->length, block->language, options.cells, options.cells, &whole.lines);
    line_breaker_set_hyphenation(breaker, false);
    line_breaker_keep_whole(breaker, NULL, 0);
    bidi_set(whole.bidi, block->text, block->length, base);
    return whole;
}

// No order is that in which it is stored.
static void assert_order(const Segment *segment, Bidi *bidi)
{
    const BidiRun *runs;
    const size_t count = bidi_runs(bidi, segment->byte, segment->byte + segment->length, &runs);
    if (count == 1 && !runs[0].is_rtl && !segment->order.count)
        return;
    assert_int_equal(segment->order.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(segment->order.runs[i].start + segment->byte, runs[i].start);
        assert_int_equal(segment->order.runs[i].end + segment->byte, runs[i].end);
        assert_int_equal(segment->order.runs[i].is_rtl, runs[i].is_rtl);
    }
}

static void assert_line(const Line *line, TextLine text, const LayoutOptions *options, Bidi *bidi, bool is_last)
{
    const int count = line->count - text.hyphen;
    const Segment *last = &line->segments[count - 1];
    assert_int_equal(line->segments[0].byte, text.start);
    assert_int_equal(last->byte + last->length, text.end);
    if (text.hyphen)
        assert_int_equal(line->segments[count].kind, SEGMENT_MARKER);
    if (count == 1)
        assert_int_equal(last->width + text.hyphen, text.width);
    else {
        assert_true(options->is_justified && !is_last);
        assert_int_equal(last->column + last->width + text.hyphen, options->cells);
    }
    for (int i = 0; i < count && options->is_ordered; i++)
        assert_order(&line->segments[i], bidi);
}

static void assert_paragraph(const Layout *layout, int block, LineBreaker *breaker)
{
    const LayoutOptions options = layout_made_with(layout);
    const Block *leaf = &layout_chapter(layout)->blocks[block];
    Whole whole = whole_of(leaf, options, breaker);
    const int first = layout_line_of(layout, block, 0), each = options.spacing > 1 ? options.spacing : 1;
    for (size_t i = 0; i < whole.count; i++) {
        const int index = first + (int)i * each;
        const Line *line = layout_line(layout, index);
        assert_line(line, whole.lines[i], &options, whole.bidi, i == whole.count - 1);
        assert_int_equal(line->keep_with_next, i == 0 || i == whole.count - 2);
        assert_int_equal(layout_line_of(layout, block, whole.lines[i].end - 1), index);
    }
    assert_int_equal(layout_line_of(layout, block, leaf->length), first + (int)(whole.count - 1) * each);
    bidi_free(whole.bidi);
    free(whole.lines);
}

static void a_long_paragraph_has_the_lines_of_its_whole_text(void **state)
{
    (void)state;
    static const char *const languages[] = {"en", "ar", "th", "zh", "ja", "fr"};
    static const LayoutOptions options[] = {
        {.cells = 66}, {.cells = 20, .is_hyphenated = true}, {.cells = 66, .is_justified = true, .is_hyphenated = true},
        {.cells = 40, .is_ordered = true, .widths.is_shaped = true}, {.cells = 120, .is_ordered = true, .is_justified = true, .spacing = 2}, {.cells = 33, .is_dense = true, .is_ordered = true},
    };
    LineBreaker *breaker = line_breaker_new();
    for (uint32_t i = 0; i < 12; i++) {
        static Made made;
        make(&made, 30 + i, languages[i % 6]);
        Layout *layout = layout_begin(maker_chapter(&made.maker), options[(i + i / 6) % 6], breaker);
        int steps = 1;
        while (layout_go_on(layout, 1))
            steps++;
        assert_in_range(steps, 2 * (LONG_BYTES >> 14), 4 * (LONG_BYTES >> 14));
        assert_paragraph(layout, made.first, breaker);
        assert_paragraph(layout, made.second, breaker);
        layout_free(layout);
        unmake(&made);
    }
    line_breaker_free(breaker);
}

static bool is_stopped(void *context)
{
    return *(bool *)context;
}

static bool hear(void *context, int percent)
{
    (void)percent;
    return !*(bool *)context;
}

static void no_more_of_a_long_paragraph_is_made_than_is_asked_for(void **state)
{
    (void)state;
    static Made made;
    bool stopped = false;
    make(&made, 51, "en");
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_begin(maker_chapter(&made.maker), (LayoutOptions){.cells = 66}, breaker);
    layout_set_meter(layout, (Meter){.tell = hear, .context = &stopped, .is_stopped = is_stopped});
    assert_true(layout_has_line(layout, PAGE_LINES));
    const int guessed = layout_lines_guessed(layout), behind = layout_line_guessed(layout, made.behind), begun = layout_line_of(layout, made.first, LONG_BYTES / 100);
    stopped = true;
    const int so_far = layout_line_count(layout);
    assert_false(layout_has_line(layout, so_far));
    stopped = false;
    const int all = layout_line_count(layout);
    assert_in_range(so_far, PAGE_LINES + 1, all / 4);
    assert_in_range(guessed, all / 3, all * 2);
    assert_in_range(behind, all / 2 - all / 10, all / 2 + all / 10);
    assert_int_equal(begun, layout_line_of(layout, made.first, LONG_BYTES / 100));
    assert_true(layout_is_whole(layout));
    assert_paragraph(layout, made.first, breaker);
    layout_free(layout);
    unmake(&made);
    line_breaker_free(breaker);
}

static void a_place_within_is_found_before_the_rest_is_made(void **state)
{
    (void)state;
    static Made made;
    make(&made, 52, "th");
    LineBreaker *breaker = line_breaker_new();
    Layout *layout = layout_begin(maker_chapter(&made.maker), (LayoutOptions){.cells = 66}, breaker);
    const int middle = layout_line_of(layout, made.first, LONG_BYTES / 2);
    assert_false(layout_is_whole(layout));
    assert_int_equal(layout_line_guessed(layout, made.first), 3);
    layout_tell_count(layout, 5000);
    assert_int_equal(layout_lines_guessed(layout), 5000);
    assert_in_range(layout_line_guessed(layout, made.behind), middle, 5000);
    const int second = layout_line_of(layout, made.second, LONG_BYTES / 2);
    assert_false(layout_is_whole(layout));
    while (layout_go_on(layout, 1))
        continue;
    assert_int_equal(layout_line_of(layout, made.first, LONG_BYTES / 2), middle);
    assert_int_equal(layout_line_of(layout, made.second, LONG_BYTES / 2), second);
    assert_paragraph(layout, made.second, breaker);
    layout_free(layout);
    unmake(&made);
    line_breaker_free(breaker);
}

static void add_paragraph(Maker *maker, const char *text, size_t length)
{
    Block *block = maker_add(maker, BLOCK_PARAGRAPH, text);
    block->length = (unsigned)length;
    block->words = (int)length / 6;
}

// Long paragraphs come first, then sections with shorter ones, and lists.
static void make_sections(Maker *maker, const char *text)
{
    static const char *const items[] = {"one of the items", "an item that is longer, by some words", "another of the items", NULL};
    maker_start(maker, "A title");
    add_paragraph(maker, text, 1000);
    add_paragraph(maker, text, 1100);
    for (int i = 0; maker->count < MAKER_BLOCKS - 20; i++) {
        maker_open(maker, BLOCK_SECTION, "A heading");
        for (size_t k = 0; k < 4; k++)
            add_paragraph(maker, text, 300 + 200 * k + (size_t)i);
        if (i % 3 == 0)
            maker_items(maker, BLOCK_LIST, items);
        maker_close(maker);
    }
}

static void assert_about(int guess, int real)
{
    assert_in_range(guess * 10, real * 9, real * 11);
}

// Though its blocks are longer than most.
static void the_first_page_tells_about_how_many_lines_there_will_be(void **state)
{
    (void)state;
    static Maker maker;
    static char text[2000];
    LineBreaker *breaker = line_breaker_new();
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = i % 6 == 5 ? ' ' : 'x';
    make_sections(&maker, text);
    for (int cells = 20; cells <= 100; cells += 20)
        for (int is_told = 0; is_told < 2; is_told++) {
            Layout *layout = layout_begin(maker_chapter(&maker), (LayoutOptions){.cells = cells, .is_told = is_told}, breaker);
            assert_true(layout_has_line(layout, PAGE_LINES));
            const int middle = maker.count / 2, guess = layout_lines_guessed(layout), middle_guess = layout_line_guessed(layout, middle);
            assert_about(guess, layout_line_count(layout));
            assert_about(middle_guess, layout_line_of(layout, middle, 0));
            layout_free(layout);
        }
    line_breaker_free(breaker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_paragraph_has_the_lines_of_its_whole_text),
        cmocka_unit_test(no_more_of_a_long_paragraph_is_made_than_is_asked_for),
        cmocka_unit_test(a_place_within_is_found_before_the_rest_is_made),
        cmocka_unit_test(the_first_page_tells_about_how_many_lines_there_will_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
