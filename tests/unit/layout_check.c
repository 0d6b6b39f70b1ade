// What must hold of every layout.
#include "layout_check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "layout/pages.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum { SOFT_HYPHEN = 0xAD };

// Runs hold each byte once.
static void check_order(const Segment *segment, bool is_ordered)
{
    size_t bytes = 0;
    for (size_t i = 0; i < segment->order.count; i++) {
        const BidiRun run = segment->order.runs[i];
        assert_true(run.start < run.end && run.end <= segment->length);
        bytes += run.end - run.start;
    }
    if (segment->order.count)
        assert_int_equal(bytes, segment->length);
    if (segment->order.count || !is_ordered)
        assert_true(is_ordered || !segment->order.count);
    else
        assert_false(bidi_is_needed(segment->text, segment->length));
}

static void check_segment(const Segment *segment, const Layout *layout)
{
    const Chapter *chapter = layout_chapter(layout);
    const LayoutOptions options = layout_made_with(layout);
    assert_int_equal(text_width(&options.widths, segment->text, segment->length), segment->width);
    if (segment->kind != SEGMENT_TEXT)
        return;
    check_order(segment, options.is_ordered);
    const Block *block = &chapter->blocks[segment->block];
    assert_ptr_equal(segment->text, block->text + segment->byte);
    assert_true(segment->byte + segment->length <= block->length);
    assert_int_equal(cluster_start(block->text, block->length, segment->byte), segment->byte);
    if (segment->byte + segment->length < block->length)
        assert_int_equal(cluster_start(block->text, block->length, segment->byte + segment->length), segment->byte + segment->length);
}

// Nothing is drawn, and lines begin at the margin or close to it (R12, R23).
static void check_told_line(const Line *line)
{
    for (int i = 0; i < line->count; i++)
        assert_int_not_equal(line->segments[i].kind, SEGMENT_RULE);
    if (line->count && line->segments[0].column > 2)
        fail_msg("\"%.*s\" is indented by %d cells", (int)line->segments[0].length, line->segments[0].text, line->segments[0].column);
}

static bool is_one_cluster(const Segment *segment)
{
    return cluster_next(segment->text, segment->length, 0) == segment->length;
}

static void check_line(const Line *line, const Layout *layout, int cells)
{
    assert_true(!line->is_rtl || layout_made_with(layout).is_ordered);
    int column = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        check_segment(segment, layout);
        assert_true(segment->column >= column);
        column = segment->column + segment->width;
        if (column > cells)
            assert_true(is_one_cluster(segment));
    }
}

// Text that may stand between the end of one line and the start of the next. Soft hyphens are not told.
static void check_white_space(const Layout *layout, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = utf8_next(text, length, &at);
        bool is_left_out = layout_made_with(layout).is_told && codepoint == SOFT_HYPHEN;
        if (!is_left_out && !utf8_is_space(codepoint))
            fail_msg("\"%.*s\" is on no line", (int)length, text);
    }
}

// Every byte of every leaf appears in order in one segment, but white space where lines end.
static void check_text(const Layout *layout)
{
    const Chapter *chapter = layout_chapter(layout);
    size_t *done = calloc((size_t)chapter->count, sizeof *done);
    bool *seen = calloc((size_t)chapter->count, sizeof *seen);
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            if (segment->kind != SEGMENT_TEXT)
                continue;
            size_t *from = &done[segment->block];
            assert_true(segment->byte >= *from);
            check_white_space(layout, chapter->blocks[segment->block].text + *from, segment->byte - *from);
            *from = segment->byte + segment->length;
            seen[segment->block] = true;
        }
    }
    for (int i = 0; i < chapter->body_end; i++)
        if (seen[i] || seen[0])
            check_white_space(layout, chapter->blocks[i].text + done[i], chapter->blocks[i].length - done[i]);
    free(done);
    free(seen);
}

static void check_places(const Layout *layout)
{
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        bool has_text = false;
        for (int k = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            if (segment->kind != SEGMENT_TEXT)
                continue;
            has_text = true;
            assert_int_equal(layout_line_of(layout, segment->block, segment->byte), i);
            if (segment->length)
                assert_int_equal(layout_line_of(layout, segment->block, segment->byte + segment->length - 1), i);
        }
        int block;
        size_t byte;
        if (has_text) {
            assert_true(layout_place_of(layout, i, &block, &byte));
            assert_int_equal(layout_line_of(layout, block, byte), i);
        }
    }
}

static void check_pages(const Layout *layout, int rows)
{
    Pages *pages = pages_new(layout, rows, 1);
    int count = layout_line_count(layout), all = pages_count(pages);
    assert_int_equal(pages_start(pages, 0), 0);
    for (int i = 0; i < all; i++) {
        int end = i + 1 < all ? pages_start(pages, i + 1) : count, last = end - 1;
        assert_true(count == 1 || layout_line(layout, pages_start(pages, i))->count > 0);
        while (last > 0 && !layout_line(layout, last)->count)
            last--;
        assert_in_range(last, pages_start(pages, i), pages_start(pages, i) + rows - 1);
        assert_int_equal(pages_at(pages, pages_start(pages, i)), i);
        assert_int_equal(pages_at(pages, end - 1), i);
    }
    pages_free(pages);
}

void layout_check(const Layout *layout, int cells)
{
    for (int i = 0; i < layout_line_count(layout); i++)
        check_line(layout_line(layout, i), layout, cells);
    for (int i = 0; i < layout_line_count(layout) && layout_made_with(layout).is_told; i++)
        check_told_line(layout_line(layout, i));
    check_text(layout);
    check_places(layout);
    for (int rows = 1; rows < 40; rows += 3)
        check_pages(layout, rows);
}

enum { WIDTHS_ASKED = 20 };     // one width of so many is also laid out by what is asked for

static void assert_same_run(BidiRun one, BidiRun other)
{
    assert_true(one.start == other.start && one.end == other.end && one.is_rtl == other.is_rtl);
}

static void assert_same_segment(const Segment *one, const Segment *other)
{
    assert_true(one->kind == other->kind && one->length == other->length && memcmp(one->text, other->text, one->length) == 0);
    assert_true(one->column == other->column && one->width == other->width && one->block == other->block && one->byte == other->byte);
    assert_int_equal(one->order.count, other->order.count);
    for (size_t i = 0; i < one->order.count; i++)
        assert_same_run(one->order.runs[i], other->order.runs[i]);
}

void layout_check_same(const Layout *one, const Layout *other)
{
    assert_int_equal(layout_line_count(one), layout_line_count(other));
    for (int i = 0; i < layout_line_count(one); i++) {
        const Line *line = layout_line(one, i), *same = layout_line(other, i);
        assert_true(line->count == same->count && line->block == same->block && line->is_rtl == same->is_rtl && line->keep_with_next == same->keep_with_next);
        for (int k = 0; k < line->count; k++)
            assert_same_segment(&line->segments[k], &same->segments[k]);
    }
}

// In steps, with the breaker used for other things between them, and dropped on the way.
static void check_steps(const Layout *whole, LineBreaker *breaker)
{
    const Chapter *chapter = layout_chapter(whole);
    Layout *layout = layout_begin(chapter, layout_made_with(whole), breaker), *dropped = layout_begin(chapter, layout_made_with(whole), breaker);
    while (layout_go_on(layout, 1))
        layout_free(layout_block(chapter, 0, (LayoutOptions){.cells = 30, .widths = widths_grapheme}, breaker));
    layout_go_on(dropped, 1);
    layout_free(dropped);
    assert_true(layout_is_whole(layout));
    layout_check_same(whole, layout);
    layout_free(layout);
}

// Whatever is asked for first of what is not there yet is as it is in the whole.
static void check_asked(const Layout *whole, LineBreaker *breaker)
{
    const Chapter *chapter = layout_chapter(whole);
    const int count = layout_line_count(whole), blocks = chapter->body_end;
    for (int part = 0; part <= 4; part++) {
        const int line = (count - 1) * part / 4, block = (blocks - 1) * part / 4;
        Layout *by_line = layout_begin(chapter, layout_made_with(whole), breaker), *by_block = layout_begin(chapter, layout_made_with(whole), breaker);
        assert_true(layout_has_line(by_line, line));
        assert_int_equal(layout_line_of(by_block, block, 0), layout_line_of(whole, block, 0));
        assert_int_equal(layout_line_of(by_line, block, 0), layout_line_of(whole, block, 0));
        assert_in_range(layout_lines_guessed(by_block), 1, INT_MAX);
        assert_int_equal(layout_lines_to(by_line, count + 5), count);
        assert_false(layout_has_line(by_block, count));
        layout_check_same(whole, by_line);
        layout_free(by_line);
        layout_free(by_block);
    }
}

// As they are cut of the whole, whichever is asked for first.
static void check_pages_asked(const Layout *whole, LineBreaker *breaker)
{
    for (int rows = 1; rows < 40; rows += 7)
        for (int columns = 1; columns <= 2; columns++) {
            Layout *layout = layout_begin(layout_chapter(whole), layout_made_with(whole), breaker);
            Pages *pages = pages_new(layout, rows, columns), *all = pages_new(whole, rows, columns);
            const int count = pages_count(all), middle = count / 2;
            assert_true(pages_has(pages, middle));
            assert_int_equal(pages_start(pages, middle), pages_start(all, middle));
            assert_in_range(pages_guessed(pages), middle + 1, INT_MAX);
            for (int i = 0; i < count; i++) {
                assert_int_equal(pages_at(pages, pages_start(all, i)), i);
                assert_int_equal(pages_start(pages, i), pages_start(all, i));
                assert_true(columns == 1 || pages_second(pages, i) == pages_second(all, i));
            }
            assert_false(pages_has(pages, count));
            assert_true(pages_are_known(pages));
            assert_int_equal(pages_count(pages), count);
            pages_free(pages);
            pages_free(all);
            layout_free(layout);
        }
}

static void check_with(const Chapter *chapter, LayoutOptions options, LineBreaker *breaker)
{
    Layout *layout = layout_new(chapter, options, breaker);
    layout_check(layout, options.cells);
    check_steps(layout, breaker);
    if (options.cells % WIDTHS_ASKED == 0) {
        check_asked(layout, breaker);
        check_pages_asked(layout, breaker);
    }
    layout_free(layout);
    for (int i = chapter->body_end; i < chapter->count; i = chapter->blocks[i].end) {
        layout = layout_block(chapter, i, options, breaker);
        layout_check(layout, options.cells);
        layout_free(layout);
    }
}

void layout_check_widths(const Chapter *chapter)
{
    LineBreaker *breaker = line_breaker_new();
    for (int cells = LAYOUT_CELLS_LEAST; cells <= 121; cells++) {
        LayoutOptions options = {.cells = cells > 120 ? LAYOUT_CELLS_UNBROKEN : cells, .is_ascii = cells % 7 == 0};
        check_with(chapter, options, breaker);
        options.spacing = 1 + cells % 3;
        options.is_dense = cells % 2;
        check_with(chapter, options, breaker);
        options.spacing = 1;
        options.is_justified = cells % 2;
        options.is_ordered = options.widths.is_shaped = true;
        check_with(chapter, options, breaker);
        options.is_ordered = options.widths.is_shaped = false;
        options.is_told = true;
        options.roles = (RoleOptions){(Verbosity)(cells % 3), (HeadingLevel)(cells / 3 % 3), "en"};
        check_with(chapter, options, breaker);
    }
    line_breaker_free(breaker);
}
