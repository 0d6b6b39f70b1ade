// The chapters of content/lectern-sampler that go from right to left, as they are seen: each line in its visual order, letters joined, from the
// right. ICU, asked here without lectern's own code, shapes and orders the same lines alike; the pages are as they were judged
// (tests/golden/sampler/NAME.CELLS.seen.txt).
#include "sampler_given.h"
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ushape.h>
#include <unicode/ustring.h>
#include "text/locale.h"
#include "text/utf8.h"
#include "text/visual.h"

enum { NARROWEST = 12, WIDEST = 82, UNITS_MOST = 8192 };
static const int judged_widths[] = {20, 40, 80};
static const char *const chapters[] = {"arabic", "persian", "hebrew"};

static const Chapter *chapter_named(const Sampler *sampler, const char *id)
{
    for (int i = 0; i < report_chapter_count(sampler->report); i++)
        if (!strcmp(report_chapter(sampler->report, i)->id, id))
            return report_chapter(sampler->report, i);
    fail_msg("there is no chapter %s", id);
    return NULL;
}

static LayoutOptions as_seen(int cells)
{
    return (LayoutOptions){.cells = cells, .is_ordered = true, .widths.is_shaped = true};
}

// What ICU makes of a line

typedef struct {
    UChar units[UNITS_MOST];    // the paragraph, each line of it shaped by itself: no letter joins over a line's end
    int32_t length, start, end; // of the line in it
} Shaped;

// u_shapeArabic() gives vowel points between letters forms that are no marks (U+FE77), and leaves a hamza as it is; lectern the other way round. It
// is seen alike.
static UChar plain_form(UChar form)
{
    static const UChar points[] = {0x64B, 0x64B, 0x64C, 0, 0x64D, 0, 0x64E, 0x64E, 0x64F, 0x64F, 0x650, 0x650, 0x651, 0x651, 0x652, 0x652};
    if (form == 0xFE80)
        return 0x621;
    return form >= 0xFE70 && form <= 0xFE7F ? points[form - 0xFE70] : form;
}

static void add_shaped(Shaped *shaped, const char *text, size_t length)
{
    UChar units[UNITS_MOST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(units, UNITS_MOST, &count, text, (int32_t)length, &status);
    const int32_t behind = shaped->length + u_shapeArabic(units, count, shaped->units + shaped->length, UNITS_MOST - shaped->length,
        U_SHAPE_LETTERS_SHAPE | U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_LENGTH_GROW_SHRINK, &status);
    assert_true(U_SUCCESS(status));
    for (; shaped->length < behind; shaped->length++)
        shaped->units[shaped->length] = plain_form(shaped->units[shaped->length]);
}

static void shape_line(Shaped *shaped, const Block *block, const Segment *segment)
{
    shaped->length = 0;
    add_shaped(shaped, block->text, segment->byte);
    shaped->start = shaped->length;
    add_shaped(shaped, segment->text, segment->length);
    shaped->end = shaped->length;
    add_shaped(shaped, block->text + segment->byte + segment->length, block->length - segment->byte - segment->length);
}

static void add_codepoint(Buffer *out, uint32_t codepoint)
{
    char bytes[4];
    buffer_add(out, bytes, (size_t)utf8_put(bytes, codepoint));
}

static char *seen_by_icu(const Block *block, const Segment *segment)
{
    static Shaped shaped;
    UChar seen[UNITS_MOST];
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *paragraph = ubidi_open(), *line = ubidi_open();
    Buffer out = {0};
    shape_line(&shaped, block, segment);
    ubidi_setPara(paragraph, shaped.units, shaped.length, block->direction == DIRECTION_RTL ? 1 : 0, NULL, &status);
    ubidi_setLine(paragraph, shaped.start, shaped.end, line, &status);
    const int32_t count = ubidi_writeReordered(line, seen, UNITS_MOST, UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING | UBIDI_REMOVE_BIDI_CONTROLS, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at = 0; at < count;) {
        UChar32 codepoint;
        U16_NEXT(seen, at, count, codepoint);
        add_codepoint(&out, (uint32_t)codepoint);
    }
    ubidi_close(line);
    ubidi_close(paragraph);
    return buffer_take(&out);
}

static void set_seen(Visual *visual, const Layout *layout, const Line *line, const Segment *segment)
{
    const Widths widths = layout_made_with(layout).widths;
    if (segment->kind == SEGMENT_TEXT && segment->order.count)
        visual_set(visual, &widths, segment->text, segment->length, segment->order.runs, segment->order.count);
    else
        visual_set_text(visual, &widths, segment->text, segment->length, line->is_rtl ? BIDI_RTL : BIDI_LTR);
}

static char *seen_by_lectern(const Layout *layout, const Line *line, const Segment *segment)
{
    Visual visual = {0};
    Buffer out = {0};
    set_seen(&visual, layout, line, segment);
    for (size_t i = 0; i < visual.count; i++) {
        const Glyph *glyph = &visual.glyphs[i];
        for (size_t at = glyph->shown; glyph->width && at < glyph->shown + glyph->length;)
            {
            const uint32_t codepoint = utf8_next(visual.text.bytes, glyph->shown + glyph->length, &at);
            add_codepoint(&out, codepoint > 0xFFFF ? codepoint : plain_form((UChar)codepoint));
        }
    }
    visual_free(&visual);
    return buffer_take(&out);
}

static int compare_lines(const Layout *layout)
{
    int compared = 0;
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            if (segment->kind != SEGMENT_TEXT)
                continue;
            char *ours = seen_by_lectern(layout, line, segment), *theirs = seen_by_icu(&layout_chapter(layout)->blocks[segment->block], segment);
            if (strcmp(ours, theirs) != 0)
                fail_msg("%s at %d cells: \"%s\", by ICU \"%s\"", layout_chapter(layout)->id, layout_made_with(layout).cells, ours, theirs);
            compared++;
            free(ours);
            free(theirs);
        }
    }
    return compared;
}

static void icu_orders_and_joins_each_line_alike(void **state)
{
    const Sampler *sampler = *state;
    for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
        const Chapter *chapter = chapter_named(sampler, chapters[i]);
        for (int cells = NARROWEST; cells <= WIDEST; cells++)
            for (int part = 0, compared = 0; part < chapter->count; part = next_part(chapter, part)) {
                Layout *layout = layout_part(sampler, chapter, part, as_seen(cells));
                compared += compare_lines(layout);
                assert_true(compared > 0);
                layout_free(layout);
            }
    }
}

// The pages

// Each segment at its cell, counted from where the line begins.
static void add_line(Buffer *page, const Layout *layout, const Line *line)
{
    const int cells = layout_made_with(layout).cells;
    int column = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[line->is_rtl ? line->count - 1 - i : i];
        const int begin = line->is_rtl ? cells - segment->column - segment->width : segment->column;
        Visual visual = {0};
        for (; column < begin; column++)
            buffer_add_char(page, ' ');
        set_seen(&visual, layout, line, segment);
        for (size_t k = 0; k < visual.count; k++)
            if (visual.glyphs[k].width)
                buffer_add(page, visual.text.bytes + visual.glyphs[k].shown, visual.glyphs[k].length);
        column += segment->width;
        visual_free(&visual);
    }
    while (page->length && page->bytes[page->length - 1] == ' ')
        buffer_cut(page, page->length - 1);
    buffer_add_char(page, '\n');
}

static char *page_of(const Sampler *sampler, const Chapter *chapter, int cells)
{
    Buffer page = {0};
    for (int part = 0; part < chapter->count; part = next_part(chapter, part)) {
        Layout *layout = layout_part(sampler, chapter, part, as_seen(cells));
        for (int i = 0; i < layout_line_count(layout); i++)
            add_line(&page, layout, layout_line(layout, i));
        layout_free(layout);
    }
    return buffer_take(&page);
}

static bool is_page_as_judged(const Sampler *sampler, const Chapter *chapter, int cells)
{
    char name[64];
    snprintf(name, sizeof name, "%s.%d.seen", chapter->id, cells);
    return is_as_judged(sampler, name, page_of(sampler, chapter, cells));
}

static void each_page_is_seen_as_it_was_judged(void **state)
{
    const Sampler *sampler = *state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++)
        for (size_t k = 0; k < sizeof judged_widths / sizeof *judged_widths; k++)
            wrong += !is_page_as_judged(sampler, chapter_named(sampler, chapters[i]), judged_widths[k]);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(icu_orders_and_joins_each_line_alike),
        cmocka_unit_test(each_page_is_seen_as_it_was_judged),
    };
    return cmocka_run_group_tests(tests, open_sampler, close_sampler);
}
