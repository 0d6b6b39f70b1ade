// Grapheme clusters (UAX #29, Unicode 15.0) and the cells they take. ICU's properties serve, not its iterator: it would need a handle.
#include "text/cluster.h"
#include "text/character.h"
#include <wchar.h>
#include "text/shape.h"
#include "text/locale.h"
#include "text/utf8.h"

enum { EMOJI_STYLE = 0xFE0F };

static UGraphemeClusterBreak break_class(uint32_t codepoint)
{
    return (UGraphemeClusterBreak)character(codepoint)->cluster_class;
}

static bool is_pictographic(uint32_t codepoint)
{
    return character(codepoint)->is_pictographic;
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
    if (before == U_GCB_OTHER && after == U_GCB_OTHER)
        return false; // GB999: what most are
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

static void state_add(ClusterState *state, const Character *of)
{
    const UGraphemeClusterBreak class = (UGraphemeClusterBreak)of->cluster_class;
    state->after_joiner = class == U_GCB_ZWJ && state->after_pictograph;
    state->after_pictograph = of->is_pictographic || (class == U_GCB_EXTEND && state->after_pictograph);
    state->after_indicator = class == U_GCB_REGIONAL_INDICATOR && !state->after_indicator;
    state->last = class;
}

static bool state_joins(const ClusterState *state, const Character *of)
{
    const UGraphemeClusterBreak class = (UGraphemeClusterBreak)of->cluster_class;
    if (neighbours_join(state->last, class))
        return true;
    if (state->after_joiner && of->is_pictographic)
        return true;
    return state->after_indicator && class == U_GCB_REGIONAL_INDICATOR;
}

static int least(int a, int b)
{
    return a < b ? a : b;
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
    state_add(&state, character(utf8_next(text, length, &at)));
    while (at < length) {
        size_t behind = at;
        const Character *next = character(utf8_next(text, length, &behind));
        if (!state_joins(&state, next))
            break;
        state_add(&state, next);
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

// U+FF9E and U+FF9F, which make ga of a half-width ka.
static bool is_half_width_sound_mark(uint32_t codepoint)
{
    return codepoint == 0xFF9E || codepoint == 0xFF9F;
}

static bool is_spacing_mark(uint32_t codepoint, const Character *of)
{
    return is_half_width_sound_mark(codepoint) || of->cluster_class == U_GCB_SPACING_MARK || of->category == U_COMBINING_SPACING_MARK;
}

static bool is_frame(uint32_t codepoint)
{
    return codepoint >= 0x2500 && codepoint <= 0x257F;
}

// The first of a cluster. What was not measured is looked up no further.
static int base_width(const Widths *widths, uint32_t codepoint, const Character *of)
{
    const WidthClass class = of->cells == 2 ? WIDTH_NEW_EMOJI : is_frame(codepoint) ? WIDTH_FRAME : WIDTH_AMBIGUOUS;
    if (of->cells == 0 || !widths->cells[class])
        return of->cells;
    return (of->cells == 2 ? of->is_new_emoji : of->east_asian == U_EA_AMBIGUOUS) ? widths->cells[class] : of->cells;
}

// What is known of a cluster on the way through it.
typedef struct {
    const Widths *widths;
    uint32_t first, before;
    int cells;
} Measure;

// What a class's sample takes beyond what it would without that of which the class tells.
static int beyond(const Measure *measure, WidthClass class, int without)
{
    return widths_of_sample(*measure->widths, class) - without;
}

// A terminal that gives a keycap two cells looks at clusters, and stops at two for each, unless it adds up joined emoji. The others add up
// characters, as wcwidth(3) has them.
static bool stops_at_two(const Widths *widths)
{
    return widths->cells[WIDTH_KEYCAP] == 2 && widths->cells[WIDTH_JOINED] <= 2;
}

// Digits with a keycap become no emoji by their VS16 alone.
static int with_emoji_style(const Measure *measure)
{
    const bool is_emoji = measure->first > 0x7F && measure->cells == 1 && character(measure->first)->is_emoji;
    return is_emoji ? widths_of_sample(*measure->widths, WIDTH_EMOJI_STYLE) : measure->cells;
}

static int with_text_style(const Measure *measure)
{
    const bool is_emoji = measure->cells == 2 && character(measure->first)->has_emoji_presentation;
    return is_emoji ? widths_of_sample(*measure->widths, WIDTH_TEXT_STYLE) : measure->cells;
}

// A tone, or another emoji behind a joiner: either all becomes one emoji, or each takes its own cells.
static int with_emoji(const Measure *measure, WidthClass class)
{
    const int more = beyond(measure, class, 2);
    return more > 0 ? measure->cells + more : widths_of_sample(*measure->widths, class);
}

// Of the letters behind the first the last takes what can't be halved.
static int with_jamo(const Measure *measure, UGraphemeClusterBreak class)
{
    const int more = beyond(measure, WIDTH_JAMO, 2);
    return measure->cells + (class == U_GCB_V ? more / 2 : more - more / 2);
}

static int with_spacing_mark(const Measure *measure, uint32_t codepoint)
{
    enum { THAI_AM = 0x0E33, LAO_AM = 0x0EB3 };
    const bool is_am = codepoint == THAI_AM || codepoint == LAO_AM || is_half_width_sound_mark(codepoint); // letters to wcwidth(3)
    if (measure->cells >= 2 && stops_at_two(measure->widths))
        return measure->cells;
    return measure->cells + character(codepoint)->cells * beyond(measure, is_am ? WIDTH_AM : WIDTH_VOWEL_SIGN, 1);
}

static int with_mark(const Measure *measure, uint32_t codepoint)
{
    enum { NON_JOINER = 0x200C };
    if (codepoint == NON_JOINER)
        return measure->cells + beyond(measure, WIDTH_NON_JOINER, 2);
    return character(codepoint)->category == U_NON_SPACING_MARK && measure->widths->cells[WIDTH_MARK] ? measure->cells + beyond(measure, WIDTH_MARK, 1) : measure->cells;
}

// A mark that has no room of its own, on a terminal where that was not found to be otherwise: what most are that come behind the first.
static bool adds_nothing(const Measure *measure, uint32_t codepoint, const Character *of)
{
    enum { FIRST_STYLE = 0xFE00 };
    return of->category == U_NON_SPACING_MARK && of->cluster_class == U_GCB_EXTEND && codepoint < FIRST_STYLE && !measure->widths->cells[WIDTH_MARK];
}

// The cells of the cluster up to and with `codepoint`.
static int with_next(const Measure *measure, uint32_t codepoint, const Character *of)
{
    enum { TEXT_STYLE = 0xFE0E, KEYCAP = 0x20E3, JOINER = 0x200D };
    const UGraphemeClusterBreak class = (UGraphemeClusterBreak)of->cluster_class;
    if (adds_nothing(measure, codepoint, of))
        return measure->cells;
    if (codepoint == EMOJI_STYLE)
        return with_emoji_style(measure);
    if (codepoint == TEXT_STYLE)
        return with_text_style(measure);
    if (codepoint == KEYCAP && measure->first <= 0x7F)
        return measure->before == EMOJI_STYLE ? widths_of_sample(*measure->widths, WIDTH_KEYCAP) : measure->cells;
    if (of->is_emoji_modifier)
        return character(measure->before)->is_emoji_base ? with_emoji(measure, WIDTH_TONE) : measure->cells;
    if (measure->before == JOINER && of->is_pictographic)
        return with_emoji(measure, WIDTH_JOINED);
    if (class == U_GCB_REGIONAL_INDICATOR)
        return widths_of_sample(*measure->widths, WIDTH_FLAG);
    if (class == U_GCB_V || class == U_GCB_T)
        return with_jamo(measure, class);
    if (is_spacing_mark(codepoint, of))
        return with_spacing_mark(measure, codepoint);
    if (break_class(measure->before) == U_GCB_PREPEND)
        return measure->cells + of->cells;
    return with_mark(measure, codepoint);
}

static Measure measure_begin(const Widths *widths, uint32_t first, const Character *of)
{
    return (Measure){.widths = widths, .first = first, .before = first, .cells = base_width(widths, first, of)};
}

// Past the most that counts nothing is added any more.
static void measure_add(Measure *measure, uint32_t codepoint, const Character *of)
{
    const int cells = measure->cells > WIDTH_CELLS_MOST ? measure->cells : with_next(measure, codepoint, of);
    measure->cells = cells < 0 ? 0 : cells;
    measure->before = codepoint;
}

static int libc_width(const Widths *widths, uint32_t codepoint)
{
    enum { SOFT_HYPHEN = 0xAD };
    const int cells = wcwidth((wchar_t)codepoint);
    const Character *of = character(codepoint);
    return cells < 0 || codepoint == SOFT_HYPHEN || (cells == 1 && of->east_asian == U_EA_AMBIGUOUS) ? base_width(widths, codepoint, of) : cells;
}

static int libc_cluster_width(const Widths *widths, const char *cluster, size_t length)
{
    int cells = 0;
    for (size_t at = 0; at < length && cells < WIDTH_CELLS_MOST;)
        cells += libc_width(widths, utf8_next(cluster, length, &at));
    return cells;
}

int cluster_width(const Widths *widths, const char *cluster, size_t length)
{
    size_t at = 0;
    uint32_t first = utf8_next(cluster, length, &at);
    if (first >= ' ' && first < 0x7F && at == length)
        return 1;
    if (widths->is_wcwidth && !locale_is_utf8())
        return least(locale_cells(cluster, length), WIDTH_CELLS_MOST);
    if (widths->is_wcwidth)
        return least(libc_cluster_width(widths, cluster, length), WIDTH_CELLS_MOST);
    Measure measure = measure_begin(widths, first, character(first));
    while (at < length) {
        const uint32_t codepoint = utf8_next(cluster, length, &at);
        measure_add(&measure, codepoint, character(codepoint));
    }
    return least(measure.cells, WIDTH_CELLS_MOST);
}

int cluster_width_in(const Widths *widths, const char *line, size_t begin, size_t at, size_t behind)
{
    if (widths->is_shaped && !is_ascii(line[at]) && shape_takes_in(line, begin, at, behind))
        return 0;
    return cluster_width(widths, line + at, behind - at);
}

ClusterWalk cluster_walk(const Widths *widths, const char *text, size_t length, size_t begin)
{
    ClusterWalk walk = {.widths = widths, .text = text, .length = length, .begin = begin, .at = begin, .behind = begin};
    if (begin < length)
        walk.next = utf8_next(text, length, &walk.behind);
    return walk;
}

static void step(ClusterWalk *walk)
{
    walk->at = walk->behind;
    if (walk->at < walk->length)
        walk->next = utf8_next(walk->text, walk->length, &walk->behind);
}

// The rest of a cluster by the standard, of which the walk stands behind the first code point.
static Cluster measure_rest(ClusterWalk *walk, uint32_t first, const Character *of)
{
    Cluster found = {.only = first};
    Measure measure = measure_begin(walk->widths, first, of);
    ClusterState state = {0};
    state_add(&state, of);
    while (walk->at < walk->length && state_joins(&state, of = character(walk->next))) {
        state_add(&state, of);
        measure_add(&measure, walk->next, of);
        found.only = 0;
        step(walk);
    }
    found.cells = least(measure.cells, WIDTH_CELLS_MOST);
    return found;
}

static Cluster measure_otherwise(ClusterWalk *walk, uint32_t first)
{
    const size_t begin = walk->at, behind = cluster_next(walk->text, walk->length, begin);
    const bool is_only = behind == walk->behind;
    walk->behind = behind;
    step(walk);
    return (Cluster){.cells = cluster_width_in(walk->widths, walk->text, walk->begin, begin, behind), .only = is_only ? first : 0};
}

// Most clusters are one code point that joins nothing.
Cluster cluster_walk_next_wide(ClusterWalk *walk)
{
    const uint32_t first = walk->next;
    const Character *of = character(first);
    if (walk->widths->is_shaped || walk->widths->is_wcwidth)
        return measure_otherwise(walk, first);
    step(walk);
    if (of->cluster_class == U_GCB_OTHER && (walk->at == walk->length || character(walk->next)->cluster_class == U_GCB_OTHER))
        return (Cluster){.cells = base_width(walk->widths, first, of), .only = first};
    return measure_rest(walk, first, of);
}

int text_width(const Widths *widths, const char *text, size_t length)
{
    int width = 0;
    for (ClusterWalk walk = cluster_walk(widths, text, length, 0); walk.at < length;)
        width += cluster_walk_next(&walk).cells;
    return width;
}

size_t text_fit(const Widths *widths, const char *text, size_t length, int cells, int *used)
{
    int width = 0;
    size_t at = 0;
    for (ClusterWalk walk = cluster_walk(widths, text, length, 0); at < length; at = walk.at) {
        const int more = cluster_walk_next(&walk).cells;
        if (width + more > cells)
            break;
        width += more;
    }
    if (used)
        *used = width;
    return at;
}
