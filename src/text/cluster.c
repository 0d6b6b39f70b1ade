// Grapheme clusters (UAX #29, Unicode 15.0) and the cells they take. ICU's properties serve, not its iterator: it would need a handle.
#include "text/cluster.h"
#include <unicode/uchar.h>
#include "text/utf8.h"

enum { EMOJI_STYLE = 0xFE0F };

static UGraphemeClusterBreak break_class(uint32_t codepoint)
{
    return (UGraphemeClusterBreak)u_getIntPropertyValue((UChar32)codepoint, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

static bool is_pictographic(uint32_t codepoint)
{
    return u_hasBinaryProperty((UChar32)codepoint, UCHAR_EXTENDED_PICTOGRAPHIC);
}

static bool is_control(UGraphemeClusterBreak class)
{
    return class == U_GCB_CONTROL || class == U_GCB_CR || class == U_GCB_LF;
}

// GB6 to GB8.
static bool hangul_joins(UGraphemeClusterBreak before, UGraphemeClusterBreak after)
{
    switch ((int)before) {
    case U_GCB_L:
        return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
        return after == U_GCB_V || after == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
        return after == U_GCB_T;
    }
    return false;
}

// GB3 to GB9b: whether two neighbours belong together whatever stands before them.
static bool neighbours_join(UGraphemeClusterBreak before, UGraphemeClusterBreak after)
{
    if (is_control(before) || is_control(after))
        return before == U_GCB_CR && after == U_GCB_LF;
    if (after == U_GCB_EXTEND || after == U_GCB_ZWJ || after == U_GCB_SPACING_MARK || before == U_GCB_PREPEND)
        return true;
    return hangul_joins(before, after);
}

// What GB11 to GB13 need to know of a cluster so far.
typedef struct {
    UGraphemeClusterBreak last;
    bool after_pictograph;      // a pictograph, then marks only
    bool after_joiner;          // the same, then ZWJ
    bool after_indicator;       // an odd number of regional indicators
} ClusterState;

static void state_add(ClusterState *state, uint32_t codepoint, UGraphemeClusterBreak class)
{
    state->after_joiner = class == U_GCB_ZWJ && state->after_pictograph;
    state->after_pictograph = is_pictographic(codepoint) || (class == U_GCB_EXTEND && state->after_pictograph);
    state->after_indicator = class == U_GCB_REGIONAL_INDICATOR && !state->after_indicator;
    state->last = class;
}

static bool state_joins(const ClusterState *state, uint32_t codepoint, UGraphemeClusterBreak class)
{
    if (neighbours_join(state->last, class))
        return true;
    if (state->after_joiner && is_pictographic(codepoint))
        return true;
    return state->after_indicator && class == U_GCB_REGIONAL_INDICATOR;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

size_t cluster_next(const char *text, size_t length, size_t at)
{
    if (is_ascii(text[at]) && (at + 1 == length || is_ascii(text[at + 1])))
        return at + 1 + (text[at] == '\r' && at + 1 < length && text[at + 1] == '\n');
    ClusterState state = {0};
    uint32_t codepoint = utf8_next(text, length, &at);
    state_add(&state, codepoint, break_class(codepoint));
    while (at < length) {
        size_t behind = at;
        codepoint = utf8_next(text, length, &behind);
        UGraphemeClusterBreak class = break_class(codepoint);
        if (!state_joins(&state, codepoint, class))
            break;
        state_add(&state, codepoint, class);
        at = behind;
    }
    return at;
}

// Whether a cluster may go on between these two: if not, they are apart whatever stands before.
static bool may_join(uint32_t before, uint32_t after)
{
    UGraphemeClusterBreak left = break_class(before), right = break_class(after);
    if (neighbours_join(left, right))
        return true;
    if (left == U_GCB_REGIONAL_INDICATOR && right == U_GCB_REGIONAL_INDICATOR)
        return true;
    return left == U_GCB_ZWJ && is_pictographic(after);
}

// The nearest byte at or before `at` (a code point's first) that is a boundary for certain.
static size_t certain_boundary(const char *text, size_t length, size_t at)
{
    size_t behind = at;
    uint32_t after = utf8_next(text, length, &behind);
    while (at > 0) {
        size_t begin = at;
        uint32_t before = utf8_previous(text, &begin);
        if (!may_join(before, after))
            break;
        at = begin;
        after = before;
    }
    return at;
}

size_t cluster_start(const char *text, size_t length, size_t at)
{
    if (at >= length)
        return length;
    if (at == 0 || (is_ascii(text[at]) && is_ascii(text[at - 1]) && text[at] != '\n'))
        return at;
    size_t begin = at;
    while (begin > 0 && at - begin < 3 && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin--;
    size_t start = certain_boundary(text, length, begin);
    for (size_t next = start; next <= at; next = cluster_next(text, length, start))
        start = next;
    return start;
}

size_t cluster_previous(const char *text, size_t length, size_t at)
{
    return cluster_start(text, length, at - 1);
}

static int codepoint_width(uint32_t codepoint)
{
    UChar32 c = (UChar32)codepoint;
    uint32_t category = U_GET_GC_MASK(c);
    if (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
        return 0;
    int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    if (east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH)
        return 2;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return 0;
    if (category & U_GC_CF_MASK)
        return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK) ? 1 : 0;
    return 1;
}

// Whether `codepoint`, somewhere behind `first` in its cluster, makes the whole an emoji (UTS #51) or a flag. Digits with a keycap stay
// narrow: most terminals draw them so.
static bool makes_wide(uint32_t first, uint32_t codepoint)
{
    if (codepoint == EMOJI_STYLE)
        return first > 0x7F && u_hasBinaryProperty((UChar32)first, UCHAR_EMOJI);
    if (u_hasBinaryProperty((UChar32)codepoint, UCHAR_EMOJI_MODIFIER))
        return u_hasBinaryProperty((UChar32)first, UCHAR_EMOJI_MODIFIER_BASE);
    return u_hasBinaryProperty((UChar32)codepoint, UCHAR_REGIONAL_INDICATOR);
}

static bool is_spacing_mark(uint32_t codepoint)
{
    return break_class(codepoint) == U_GCB_SPACING_MARK || u_charType((UChar32)codepoint) == U_COMBINING_SPACING_MARK;
}

int cluster_width(const char *cluster, size_t length)
{
    size_t at = 0;
    uint32_t first = utf8_next(cluster, length, &at);
    if (first >= ' ' && first < 0x7F && at == length)
        return 1;
    int width = codepoint_width(first);
    uint32_t before = first;
    while (at < length && width < 2) {
        uint32_t codepoint = utf8_next(cluster, length, &at);
        if (makes_wide(first, codepoint))
            return 2;
        if (break_class(before) == U_GCB_PREPEND || is_spacing_mark(codepoint))
            width += codepoint_width(codepoint);
        before = codepoint;
    }
    return width < 2 ? width : 2;
}

int text_width(const char *text, size_t length)
{
    int width = 0;
    for (size_t at = 0; at < length;) {
        size_t behind = cluster_next(text, length, at);
        width += cluster_width(text + at, behind - at);
        at = behind;
    }
    return width;
}

size_t text_fit(const char *text, size_t length, int cells, int *used)
{
    int width = 0;
    size_t at = 0;
    while (at < length) {
        size_t behind = cluster_next(text, length, at);
        int more = cluster_width(text + at, behind - at);
        if (width + more > cells)
            break;
        width += more;
        at = behind;
    }
    if (used)
        *used = width;
    return at;
}
