// Inline marks: one pass over the text finds what is cut from it, and what the spans are over; then the rest is copied.
#include "report/inline.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "report/emphasis.h"
#include "report/limits.h"

enum {
    BRACKETS_MOST = 64,     // open at a time; older ones are plain text
    PARENTHESES_MOST = 32,  // in a target, as CommonMark allows at least
    TICKS_MOST = 32,        // a longer run opens no code span: each length may be looked for in vain once
};

// A span over bytes of the text as written.
typedef struct {
    uint32_t start, end;
    uint32_t order;         // in which it was found: what is inside comes before what is around
    SpanKind kind;
    const char *target;
} Draft;

typedef struct {
    uint32_t at;
    int32_t bottom;         // the last run of emphasis marks before it
    bool is_dead;           // a link stands behind it: links do not nest
} Bracket;

typedef struct {
    Arena *arena;
    const char *text;
    uint32_t length;
    uint32_t *cut;          // one a byte and one more: 1 = not shown; later how many bytes are shown before it
    Draft *drafts;
    size_t count, capacity;
    Runs runs;
    Bracket brackets[BRACKETS_MOST];
    int bracket_count;
    bool has_no_more[TICKS_MOST + 1];   // by length: no run of so many ticks lies ahead
} Scan;

static void cut(Scan *scan, uint32_t at, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        scan->cut[at + i] = 1;
}

// False where there are too many.
static bool add_draft(Scan *scan, SpanKind kind, uint32_t start, uint32_t end, const char *target)
{
    if (scan->count == MARKS_MOST)
        return false;
    scan->drafts = memory_grow(scan->drafts, scan->count, &scan->capacity, sizeof *scan->drafts);
    scan->drafts[scan->count] = (Draft){.start = start, .end = end, .order = (uint32_t)scan->count, .kind = kind, .target = target};
    scan->count++;
    return true;
}

static bool add_emphasis(void *context, EmphasisPair pair)
{
    Scan *scan = context;
    if (!add_draft(scan, pair.width == 2 ? SPAN_STRONG : SPAN_EMPHASIS, pair.start, pair.end, NULL))
        return false;
    cut(scan, pair.start - (uint32_t)pair.width, (uint32_t)pair.width);
    cut(scan, pair.end, (uint32_t)pair.width);
    return true;
}

static uint32_t run_length(const Scan *scan, uint32_t at)
{
    uint32_t end = at;
    while (end < scan->length && scan->text[end] == scan->text[at])
        end++;
    return end - at;
}

// Where the next run of just `length` ticks begins at or behind `at`; the text's length if there is none. The scan goes forward only, so
// that a length once looked for in vain need not be looked for again: behind escaped ticks it would be, each time to the end of the text.
static uint32_t find_ticks(Scan *scan, uint32_t at, uint32_t length)
{
    if (length > TICKS_MOST || scan->has_no_more[length])
        return scan->length;
    while (at < scan->length) {
        const char *tick = memchr(scan->text + at, '`', scan->length - at);
        if (!tick)
            break;
        at = (uint32_t)(tick - scan->text);
        uint32_t found = run_length(scan, at);
        if (found == length)
            return at;
        at += found;
    }
    scan->has_no_more[length] = true;
    return scan->length;
}

static bool is_all_spaces(const char *text, uint32_t length)
{
    return strspn(text, " ") >= length;
}

static uint32_t scan_code(Scan *scan, uint32_t at)
{
    uint32_t ticks = run_length(scan, at), start = at + ticks;
    uint32_t end = find_ticks(scan, start, ticks);
    if (end == scan->length)
        return start;
    uint32_t behind = end + ticks;
    const char *inside = scan->text + start;
    if (inside[0] == ' ' && scan->text[end - 1] == ' ' && !is_all_spaces(inside, end - start)) {
        start++;
        end--;
    }
    if (add_draft(scan, SPAN_CODE, start, end, NULL)) {
        cut(scan, at, start - at);
        cut(scan, end, behind - end);
    }
    return behind;
}

static void add_bracket(Scan *scan, uint32_t at)
{
    if (scan->bracket_count == BRACKETS_MOST) {
        scan->bracket_count--;
        memmove(scan->brackets, scan->brackets + 1, (size_t)scan->bracket_count * sizeof *scan->brackets);
    }
    scan->brackets[scan->bracket_count++] = (Bracket){.at = at, .bottom = scan->runs.last};
}

// "[^key]": shown as "[key]".
static bool scan_note(Scan *scan, uint32_t *at)
{
    uint32_t start = *at + 2, end = start;
    if (start >= scan->length || scan->text[*at + 1] != '^')
        return false;
    while (end < scan->length && end - start <= KEY_BYTES_MOST && !strchr(" \t\n[]\\", scan->text[end]))
        end++;
    if (end == start || end == scan->length || end - start > KEY_BYTES_MOST || scan->text[end] != ']')
        return false;
    if (add_draft(scan, SPAN_NOTE, *at, end + 1, arena_copy(scan->arena, scan->text + start, end - start)))
        cut(scan, *at + 1, 1);
    *at = end + 1;
    return true;
}

static uint32_t scan_open(Scan *scan, uint32_t at)
{
    if (!scan_note(scan, &at))
        add_bracket(scan, at++);
    return at;
}

static bool is_escaped(const Scan *scan, uint32_t at)
{
    return scan->text[at] == '\\' && at + 1 < scan->length && ispunct((unsigned char)scan->text[at + 1]);
}

// Adds the target from *at on to `out`; false where it does not end as it must.
static bool read_angled(const Scan *scan, uint32_t *at, Buffer *out)
{
    for ((*at)++; *at < scan->length && !strchr("<>\n", scan->text[*at]); (*at)++) {
        *at += is_escaped(scan, *at);
        buffer_add_char(out, scan->text[*at]);
    }
    return *at < scan->length && scan->text[(*at)++] == '>';
}

static bool read_bare(const Scan *scan, uint32_t *at, Buffer *out)
{
    int open = 0;
    for (; *at < scan->length && (unsigned char)scan->text[*at] > ' '; (*at)++) {
        char c = scan->text[*at];
        if ((c == ')' && open-- == 0) || (c == '(' && ++open > PARENTHESES_MOST))
            break;
        *at += is_escaped(scan, *at);
        buffer_add_char(out, scan->text[*at]);
    }
    return open <= 0;
}

static uint32_t behind_space(const Scan *scan, uint32_t at)
{
    while (at < scan->length && strchr(" \n", scan->text[at]))
        at++;
    return at;
}

// "(target)" at byte *at, which then is behind it. NULL where it is none.
static const char *read_target(const Scan *scan, uint32_t *at)
{
    if (*at >= scan->length || scan->text[*at] != '(')
        return NULL;
    uint32_t end = behind_space(scan, *at + 1);
    Buffer target = {0};
    bool is_angled = end < scan->length && scan->text[end] == '<';
    bool is_target = is_angled ? read_angled(scan, &end, &target) : read_bare(scan, &end, &target);
    end = behind_space(scan, end);
    const char *copy = NULL;
    if (is_target && target.length && end < scan->length && scan->text[end] == ')') {
        copy = arena_copy(scan->arena, target.bytes, target.length);
        *at = end + 1;
    }
    buffer_free(&target);
    return copy;
}

static void add_link(Scan *scan, Bracket open, uint32_t close, uint32_t behind, const char *target)
{
    runs_pair(&scan->runs, open.bottom, add_emphasis, scan);
    if (!add_draft(scan, SPAN_LINK, open.at + 1, close, target))
        return;
    cut(scan, open.at, 1);
    cut(scan, close, behind - close);
    for (int i = scan->bracket_count - 1; i >= 0 && !scan->brackets[i].is_dead; i--)
        scan->brackets[i].is_dead = true;
}

static uint32_t scan_close(Scan *scan, uint32_t at)
{
    uint32_t behind = at + 1;
    if (scan->bracket_count == 0)
        return behind;
    Bracket open = scan->brackets[--scan->bracket_count];
    if (open.is_dead || is_all_spaces(scan->text + open.at + 1, at - open.at - 1))
        return behind;
    const char *target = read_target(scan, &behind);
    if (target)
        add_link(scan, open, at, behind, target);
    return behind;
}

static uint32_t scan_run(Scan *scan, uint32_t at)
{
    uint32_t length = run_length(scan, at);
    runs_add(&scan->runs, scan->text, scan->length, at, length);
    return at + length;
}

static uint32_t scan_backslash(Scan *scan, uint32_t at)
{
    if (!is_escaped(scan, at))
        return at + 1;
    cut(scan, at, 1);
    return at + 2;
}

static void scan_all(Scan *scan)
{
    for (uint32_t at = 0; at < scan->length;) {
        switch (scan->text[at]) {
        case '\\': at = scan_backslash(scan, at); break;
        case '`': at = scan_code(scan, at); break;
        case '*':
        case '_': at = scan_run(scan, at); break;
        case '[': at = scan_open(scan, at); break;
        case ']': at = scan_close(scan, at); break;
        default: at++; break;
        }
    }
    runs_pair(&scan->runs, -1, add_emphasis, scan);
}

// Copies what is shown and turns `cut` into the map from bytes written to bytes shown.
static char *copy_shown(Scan *scan, size_t *length)
{
    char *shown = arena_take(scan->arena, (size_t)scan->length + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < scan->length; i++) {
        bool is_shown = !scan->cut[i];
        scan->cut[i] = count;
        if (is_shown)
            shown[count++] = scan->text[i];
    }
    scan->cut[scan->length] = count;
    *length = count;
    return shown;
}

static int compare_drafts(const void *a, const void *b)
{
    const Draft *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    if (left->end != right->end)
        return left->end > right->end ? -1 : 1;
    return left->order > right->order ? -1 : 1;
}

static void map_drafts(Scan *scan)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->count; i++) {
        Draft draft = scan->drafts[i];
        draft.start = scan->cut[draft.start];
        draft.end = scan->cut[draft.end];
        if (draft.start < draft.end)
            scan->drafts[kept++] = draft;
    }
    scan->count = kept;
    if (kept)
        qsort(scan->drafts, kept, sizeof *scan->drafts, compare_drafts);
}

// Makes spans of the sorted drafts, with the span around each; those too deep are left out.
static void nest_drafts(const Scan *scan, InlineText *result)
{
    Span *spans = arena_take(scan->arena, scan->count * sizeof *spans);
    int open[MARKS_DEPTH], depth = 0, count = 0;
    for (size_t i = 0; i < scan->count; i++) {
        const Draft *draft = &scan->drafts[i];
        while (depth > 0 && spans[open[depth - 1]].end <= draft->start)
            depth--;
        if (depth == MARKS_DEPTH)
            continue;
        spans[count] = (Span){.kind = draft->kind, .start = draft->start, .end = draft->end,
                              .target = draft->target, .outer = depth ? open[depth - 1] : -1};
        open[depth++] = count++;
    }
    result->spans = spans;
    result->span_count = (size_t)count;
}

InlineText inline_plain(Arena *arena, const char *text, size_t length)
{
    return (InlineText){.text = arena_copy(arena, text, length), .length = length};
}

InlineText inline_read(Arena *arena, const char *text, size_t length)
{
    InlineText result = {0};
    if (length == 0 || !text[strcspn(text, "\\`*_[")])
        return inline_plain(arena, text, length);
    Scan *scan = memory_new(1, sizeof *scan);
    *scan = (Scan){.arena = arena, .text = text, .length = (uint32_t)length, .runs.last = -1};
    scan->cut = memory_new(length + 1, sizeof *scan->cut);
    scan_all(scan);
    result.text = copy_shown(scan, &result.length);
    map_drafts(scan);
    if (scan->count)
        nest_drafts(scan, &result);
    free(scan->runs.runs);
    free(scan->drafts);
    free(scan->cut);
    free(scan);
    return result;
}
