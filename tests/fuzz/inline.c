// Inline marks: what is shown and the spans over it, of any text.
#include <ctype.h>
#include <string.h>
#include "fuzz.h"
#include "report/inline.h"
#include "report/limits.h"
#include "text/safe.h"

static void hold_span(const InlineText *text, size_t index)
{
    const Span *span = &text->spans[index], *outer = span->outer < 0 ? NULL : &text->spans[span->outer];
    HOLD(span->start < span->end && span->end <= text->length);
    HOLD(span->outer < (int)index);
    HOLD(!outer || (outer->start <= span->start && span->end <= outer->end));
    HOLD(index == 0 || span[-1].start < span->start || (span[-1].start == span->start && span[-1].end >= span->end));
    HOLD(((unsigned char)text->text[span->start] & 0xC0) != 0x80);
    HOLD(span->end == text->length || ((unsigned char)text->text[span->end] & 0xC0) != 0x80);
    HOLD(!!span->target == (span->kind == SPAN_LINK || span->kind == SPAN_NOTE));
    for (size_t i = 0; i < index; i++) {
        const Span *before = &text->spans[i];
        HOLD(before->end <= span->start || (before->start <= span->start && span->end <= before->end));
        HOLD(span->kind != SPAN_LINK || before->kind != SPAN_LINK || before->end <= span->start);
    }
}

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static void add_letters(Buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_letter(text[i]))
            buffer_add_char(out, text[i]);
}

// Spans deeper than MARKS_DEPTH are left out, with the targets that they had.
static bool is_deepest(const InlineText *text)
{
    for (size_t i = 0; i < text->span_count; i++) {
        int depth = 1;
        for (int outer = text->spans[i].outer; outer >= 0; outer = text->spans[outer].outer)
            depth++;
        if (depth == MARKS_DEPTH)
            return true;
    }
    return false;
}

// No letter is lost, and none added: what was written is what is shown, with each link's target where the link ends.
static void hold_letters(const InlineText *text, const char *written, size_t length)
{
    Buffer before = {0}, after = {0};
    size_t from = 0;
    add_letters(&before, written, length);
    for (size_t i = 0; i < text->span_count; i++) {
        const Span *link = &text->spans[i];
        if (link->kind != SPAN_LINK)
            continue;
        add_letters(&after, text->text + from, link->end - from);
        add_letters(&after, link->target, strlen(link->target));
        from = link->end;
    }
    add_letters(&after, text->text + from, text->length - from);
    HOLD(is_deepest(text) || (before.length == after.length && same_text(buffer_text(&before), buffer_text(&after))));
    buffer_free(&before);
    buffer_free(&after);
}

void fuzz_inline(const uint8_t *bytes, size_t length)
{
    Buffer written = {0};
    Arena *arena = arena_new();
    safe_add(&written, (const char *)bytes, length);
    InlineText text = inline_read(arena, buffer_text(&written), written.length);
    HOLD(text.length <= written.length && strlen(text.text) == text.length);
    for (size_t i = 0; i < text.span_count; i++)
        hold_span(&text, i);
    hold_letters(&text, buffer_text(&written), written.length);
    InlineText plain = inline_plain(arena, buffer_text(&written), written.length);
    HOLD(plain.length == written.length && same_text(plain.text, buffer_text(&written)) && plain.span_count == 0);
    arena_free(arena);
    buffer_free(&written);
}
