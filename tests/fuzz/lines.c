// Sanitised text in lines of any width.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "fuzz.h"
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/cluster.h"
#include "text/lines.h"
#include "text/safe.h"
#include "text/utf8.h"

static const char *const languages[] = {"en", "", "th", "ja", "ko", "ar", "de", "zh-Hant"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void hold_is_space(const char *text, size_t from, size_t to)
{
    while (from < to)
        HOLD(utf8_is_space(utf8_next(text, to, &from)));
}

static void hold_line(const char *text, const TextLine *line, int cells)
{
    size_t length = line->end - line->start;
    HOLD(line->width == text_width(&widths_standard, text + line->start, length) + line->hyphen);
    HOLD(line->width <= cells || cluster_next(text + line->start, length, 0) == length);
    HOLD(!line->hyphen || (length > 2 && !memcmp(text + line->end - 2, "\xC2\xAD", 2)));
    HOLD(!memchr(text + line->start, '\n', length));
}

// Lines stand in order, and what is between them is white space.
static void hold_lines(const char *text, size_t length, const TextLine *lines, size_t count, int first, int cells)
{
    size_t at = 0;
    HOLD(count >= 1);
    for (size_t i = 0; i < count; i++) {
        HOLD(lines[i].start >= at && lines[i].end >= lines[i].start && lines[i].end <= length);
        hold_is_space(text, at, lines[i].start);
        hold_line(text, &lines[i], i ? cells : first);
        HOLD(cluster_start(text, length, lines[i].start) == lines[i].start && cluster_start(text, length, lines[i].end) == lines[i].end);
        at = lines[i].end;
    }
    hold_is_space(text, at, length);
}

// What is found near the end of each line, from its last good break on, is what is found of the whole first paragraph.
static void hold_breaks(LineBreaker *breaker, const Buffer *text, const char *language, const TextLine *lines, size_t count)
{
    const char *line_end = memchr(buffer_text(text), '\n', text->length);
    const size_t length = line_end ? (size_t)(line_end - text->bytes) : text->length;
    if (!length)
        return;
    unsigned char *whole = memory_new(length, 1);
    memcpy(whole, breaks_find(breaker, buffer_text(text), length, language), length);
    const unsigned char *near = breaks_begin(breaker, buffer_text(text), length, language);
    for (size_t i = 1; i < count && lines[i].start < length && breaks_reach(breaker, lines[i].start); i++)
        for (size_t at = lines[i].start; at > 0; at--) {
            HOLD(near[at] == whole[at]);
            if (whole[at] == BREAK_GOOD)
                break;
        }
    free(whole);
}

// Some at a time they are the same.
static void hold_flow(LineBreaker *breaker, const char *text, const char *language, const TextLine *lines, size_t count, LineFlow flow, size_t bytes)
{
    const char *line_end = memchr(text, '\n', flow.length);
    TextLine *some = NULL;
    flow.text = text;
    flow.language = language;
    flow.length = line_end ? (size_t)(line_end - text) : flow.length;
    for (size_t i = 0; flow.at < flow.length;) {
        const size_t made = break_next_lines(breaker, &flow, bytes, &some);
        HOLD(made > 0 && i + made <= count);
        for (size_t k = 0; k < made; k++, i++)
            HOLD(some[k].start == lines[i].start && some[k].end == lines[i].end && some[k].width == lines[i].width && some[k].hyphen == lines[i].hyphen);
    }
    free(some);
}

static void hold_same_runs(Bidi *bidi, Bidi *part, size_t from, size_t start, size_t end)
{
    const BidiRun *all, *some;
    const size_t count = bidi_runs(bidi, start, end, &all);
    HOLD(bidi_runs(part, start - from, end - from, &some) == count);
    for (size_t i = 0; i < count; i++)
        HOLD(some[i].start + from == all[i].start && some[i].end + from == all[i].end && some[i].is_rtl == all[i].is_rtl);
}

// Each line is seen in a part that holds it as in the whole.
static void hold_parts(const char *text, size_t length, const TextLine *lines, size_t count, BidiBase base, size_t bytes)
{
    Bidi *bidi = bidi_new(), *of_part = bidi_new();
    TextRange part = {0};
    bidi_set(bidi, text, length, base);
    for (size_t i = 0; i < count; i++) {
        const TextLine line = lines[i];
        if (line.end > part.end) {
            part = bidi_part(text, length, line.start >= part.end ? part.end : part.start, line.start, line.end + bytes);
            HOLD(part.start <= line.start && part.end >= line.end);
            bidi_set(of_part, text + part.start, part.end - part.start, base);
        }
        hold_same_runs(bidi, of_part, part.start, line.start, line.end);
    }
    bidi_free(bidi);
    bidi_free(of_part);
}

void fuzz_lines(const uint8_t *bytes, size_t length)
{
    static LineBreaker *breaker;
    static TextLine *lines;
    Choices choices = {bytes, length};
    const char *language = languages[choose(&choices, 0, LANGUAGES - 1)];
    int first = choose(&choices, 2, 100), cells = choose(&choices, 2, 100);
    Buffer text = {0};
    safe_add_literal(&text, (const char *)choices.bytes, choices.length);
    if (!breaker)
        breaker = line_breaker_new();
    size_t count = break_lines(breaker, buffer_text(&text), text.length, language, first, cells, &lines);
    hold_lines(buffer_text(&text), text.length, lines, count, first, cells);
    hold_flow(breaker, buffer_text(&text), language, lines, count, (LineFlow){.length = text.length, .first = first, .cells = cells}, 1 + text.length / 7);
    hold_parts(buffer_text(&text), text.length, lines, count, first % 2 ? BIDI_RTL : BIDI_LTR, (size_t)first / 8);
    hold_breaks(breaker, &text, language, lines, count);
    buffer_free(&text);
}
