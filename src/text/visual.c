// A line as it is seen.
#include "text/visual.h"
#include <stdint.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include "base/memory.h"
#include "text/cluster.h"
#include "text/shape.h"
#include "text/utf8.h"

enum { ZWNJ = 0x200C, ZWJ = 0x200D };

// A stretch of text in which letters join.
typedef struct {
    const Widths *widths;
    const char *text;
    size_t length;
    BidiRun run;
} Stretch;

static void add_codepoint(Buffer *text, uint32_t codepoint)
{
    char bytes[4];
    buffer_add(text, bytes, (size_t)utf8_put(bytes, codepoint));
}

// The marks of a cluster. What only steers joining has done so.
static void add_marks(Buffer *out, const char *text, size_t at, size_t end)
{
    utf8_next(text, end, &at);
    while (at < end) {
        const uint32_t mark = utf8_next(text, end, &at);
        if (mark != ZWNJ && mark != ZWJ)
            add_codepoint(out, mark);
    }
}

// False: the cluster is shown as it is.
static bool add_shaped(Visual *visual, const Stretch *stretch, Glyph *glyph)
{
    if (!stretch->widths->is_shaped)
        return false;
    size_t at = glyph->start, joined;
    const uint32_t letter = utf8_next(stretch->text, glyph->end, &at);
    const uint32_t form = shape_letter(stretch->text, stretch->run.start, stretch->run.end, glyph->start, &joined);
    if (form == letter)
        return false;
    add_codepoint(&visual->text, form);
    add_marks(&visual->text, stretch->text, glyph->start, glyph->end);
    if (joined < stretch->run.end) {
        glyph->second = joined;
        glyph->end = cluster_next(stretch->text, stretch->length, joined);
        add_marks(&visual->text, stretch->text, joined, glyph->end);
    }
    return true;
}

static void add_mirrored(Visual *visual, const Stretch *stretch, const Glyph *glyph)
{
    size_t at = glyph->start;
    const uint32_t codepoint = utf8_next(stretch->text, glyph->end, &at);
    add_codepoint(&visual->text, (uint32_t)u_charMirror((UChar32)codepoint));
    buffer_add(&visual->text, stretch->text + at, glyph->end - at);
}

// Letters that join are all in right-to-left runs. Returns where the glyph ends.
static size_t add_glyph(Visual *visual, const Stretch *stretch, size_t start, size_t end)
{
    Glyph glyph = {.start = start, .end = end, .shown = visual->text.length,
        .width = cluster_width(stretch->widths, stretch->text + start, end - start)};
    if (!stretch->run.is_rtl)
        buffer_add(&visual->text, stretch->text + start, end - start);
    else if (!add_shaped(visual, stretch, &glyph))
        add_mirrored(visual, stretch, &glyph);
    if (!glyph.second)
        glyph.second = glyph.end;
    glyph.length = visual->text.length - glyph.shown;
    visual->glyphs = memory_grow(visual->glyphs, visual->count, &visual->capacity, sizeof *visual->glyphs);
    visual->glyphs[visual->count++] = glyph;
    return glyph.end;
}

static void reverse(Glyph *glyphs, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        const Glyph glyph = glyphs[i];
        glyphs[i] = glyphs[count - 1 - i];
        glyphs[count - 1 - i] = glyph;
    }
}

// A cluster stands whole where its first character does.
static void add_run(Visual *visual, const Widths *widths, const char *text, size_t length, BidiRun run)
{
    const size_t first = visual->count;
    const Stretch stretch = {.widths = widths, .text = text, .length = length, .run = run};
    size_t at = run.start;
    if (cluster_start(text, length, at) != at)
        at = cluster_next(text, length, cluster_start(text, length, at));
    while (at < run.end)
        at = add_glyph(visual, &stretch, at, cluster_next(text, length, at));
    if (run.is_rtl)
        reverse(visual->glyphs + first, visual->count - first);
}

void visual_set(Visual *visual, const Widths *widths, const char *text, size_t length, const BidiRun *runs, size_t count)
{
    visual->count = 0;
    buffer_cut(&visual->text, 0);
    for (size_t i = 0; i < count; i++)
        add_run(visual, widths, text, length, runs[i]);
}

void visual_set_text(Visual *visual, const Widths *widths, const char *text, size_t length, BidiBase base)
{
    const BidiRun *runs;
    Bidi *bidi = bidi_new();
    bidi_set(bidi, text, length, base);
    const size_t count = bidi_runs(bidi, 0, length, &runs);
    visual_set(visual, widths, text, length, runs, count);
    bidi_free(bidi);
}

void visual_free(Visual *visual)
{
    free(visual->glyphs);
    buffer_free(&visual->text);
    *visual = (Visual){0};
}

int visual_cell_of(const Visual *visual, size_t byte, BidiBase base)
{
    int cell = 0;
    for (size_t i = 0; i < visual->count; i++) {
        const Glyph *glyph = &visual->glyphs[i];
        if (byte >= glyph->start && byte < glyph->end)
            return cell;
        cell += glyph->width;
    }
    return base == BIDI_RTL ? -1 : cell;
}
