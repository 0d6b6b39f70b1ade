// Breaking text into lines, and joining lines of a source.
#include "text/lines.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include "base/memory.h"
#include "text/breaks.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    STACKING_CLASS = 9,         // virama, of UAX #44's combining classes
    HYPHENATION_PART = 8,       // a word is parted where the line would else leave more than an eighth of its cells blank
};

// A text on its way to lines.
typedef struct {
    LineBreaker *breaker;
    const char *text;
    const char *language;
    int first, cells;
    TextLine *items;
    size_t count;
    size_t capacity;
} Lines;

static void add_line(Lines *lines, TextLine line)
{
    lines->items = memory_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

// A line that could end here, and where the next one would begin.
typedef struct {
    TextLine line;
    size_t next;        // 0: there is none
} Candidate;

typedef struct {
    const char *text;
    size_t begin, end;              // of the paragraph
    const Widths *widths;
    const unsigned char *breaks;    // from begin; NULL where the paragraph fits into its first line
    bool is_plain;                  // printable ASCII: a byte is a cluster, and takes a cell
} Paragraph;

// A no-break space holds its place at the end of a line too.
static bool is_hanging_space(const char *cluster, size_t length)
{
    if (length == 1)
        return cluster[0] == ' ' || cluster[0] == '\t';
    size_t at = 0;
    uint32_t codepoint = utf8_next(cluster, length, &at);
    return at == length && utf8_is_space(codepoint) && u_getIntPropertyValue((UChar32)codepoint, UCHAR_LINE_BREAK) != U_LB_GLUE;
}

static bool ends_with_soft_hyphen(const char *text, size_t start, size_t end)
{
    return end - start > 2 && memcmp(text + end - 2, "\xC2\xAD", 2) == 0;
}

// Letters of many scripts of Asia are stacked by a sign that Unicode 15 takes for the end of a cluster, and some vowel signs of Burmese begin
// one to it: nobody would read what it parts.
static bool is_within_stack(const Paragraph *paragraph, size_t at)
{
    size_t behind = at;
    if ((unsigned char)paragraph->text[at - 1] < 0x80)
        return false;
    if (U_GET_GC_MASK((UChar32)utf8_next(paragraph->text, paragraph->end, &behind)) & U_GC_M_MASK)
        return true;
    return u_getCombiningClass((UChar32)utf8_previous(paragraph->text, &at)) == STACKING_CLASS;
}

// Keeps `so_far` if the line may end before `at`; BREAK_NONE: if it must, since it can nowhere. Not where it shows nothing yet: an indentation alone makes no line.
static void note_candidate(Candidate found[], const Paragraph *paragraph, TextLine so_far, size_t at, int cells)
{
    Break kind = paragraph->breaks ? (Break)paragraph->breaks[at - paragraph->begin] : BREAK_NONE;
    if (so_far.end == so_far.start || (kind == BREAK_NONE && is_within_stack(paragraph, at)))
        return;
    so_far.hyphen = kind == BREAK_HYPHEN || (kind != BREAK_NONE && so_far.end == at && ends_with_soft_hyphen(paragraph->text, so_far.start, at));
    if (so_far.hyphen && so_far.width >= cells) { // no room for it
        so_far.hyphen = false;
        kind = BREAK_NONE;
    }
    so_far.width += so_far.hyphen;
    found[kind] = (Candidate){so_far, at};
}

// A word is not parted for a few cells.
static bool is_worth_a_hyphen(const Candidate found[], int cells)
{
    const Candidate *good = &found[BREAK_GOOD], *hyphen = &found[BREAK_HYPHEN];
    return hyphen->next > good->next && (!good->next || good->line.width < cells - cells / HYPHENATION_PART);
}

static Candidate best_of(const Candidate found[], TextLine so_far, size_t at, int cells)
{
    if (is_worth_a_hyphen(found, cells))
        return found[BREAK_HYPHEN];
    for (int kind = BREAK_GOOD; kind >= BREAK_NONE; kind--)
        if (found[kind].next)
            return found[kind];
    return (Candidate){so_far, at};
}

static bool is_printable(char c)
{
    return c >= ' ' && c < 0x7F;
}

static bool is_plain(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && is_printable(text[count]))
        count++;
    return count == length;
}

// Where the line may end last that ends at `most` at the latest. `start`: nowhere.
static size_t last_good_break(const Paragraph *paragraph, size_t start, size_t most)
{
    while (most > start && paragraph->breaks[most - paragraph->begin] != BREAK_GOOD)
        most--;
    return most;
}

static size_t without_spaces(const char *text, size_t start, size_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

// As fill_line(), but from the limit back to the last good break: what comes before that can't be chosen.
static Candidate fill_plain_line(const Paragraph *paragraph, size_t start, int cells)
{
    Candidate found[BREAK_GOOD + 1] = {0};
    TextLine so_far = {.start = start};
    const size_t step = cells > 1 ? (size_t)cells : 1;
    size_t behind = paragraph->end - start > step ? start + step : paragraph->end;
    while (behind < paragraph->end && paragraph->text[behind] == ' ')
        behind++;
    size_t at = behind == paragraph->end ? behind : paragraph->breaks ? last_good_break(paragraph, start, behind) : start;
    so_far.end = without_spaces(paragraph->text, start, at);
    for (at = so_far.end == start ? start : at;; at++) {
        if (at > start && paragraph->text[at - 1] != ' ')
            so_far.end = at;
        so_far.width = (int)(so_far.end - start);
        if (behind == paragraph->end)
            return (Candidate){so_far, paragraph->end};
        if (at > start)
            note_candidate(found, paragraph, so_far, at, cells);
        if (at == behind)
            return best_of(found, so_far, at, cells);
    }
}

// Behind the cluster at a byte, and its cells.
static size_t cluster_behind(const Paragraph *paragraph, size_t start, size_t at, int *cells)
{
    const char *text = paragraph->text;
    *cells = 1;
    if (is_printable(text[at]) && (at + 1 == paragraph->end || (unsigned char)text[at + 1] < 0x80))
        return at + 1;
    const size_t behind = cluster_next(text, paragraph->end, at);
    *cells = cluster_width_in(paragraph->widths, text, start, at, behind);
    return behind;
}

// One line from `start` on, of `cells` at most. All lines together are linear: what is measured again for the next line is what stood
// behind the last good break; no good break is in it, so that it is measured three times at most.
static Candidate fill_line(const Paragraph *paragraph, size_t start, int cells)
{
    Candidate found[BREAK_GOOD + 1] = {0};
    TextLine so_far = {.start = start, .end = start};
    int width = 0; // with the white space at the end
    size_t at = start;
    while (at < paragraph->end) {
        int more;
        size_t behind = cluster_behind(paragraph, start, at, &more), length = behind - at;
        if (at > start)
            note_candidate(found, paragraph, so_far, at, cells);
        bool is_space = is_hanging_space(paragraph->text + at, length);
        if (!is_space && width + more > cells && at > start)
            return best_of(found, so_far, at, cells);
        width += more;
        at = behind;
        if (!is_space) {
            so_far.end = at;
            so_far.width = width;
        }
    }
    return (Candidate){so_far, paragraph->end};
}

// Most cells of tables and items are shorter than a line: they need no breaks.
static bool fits(const Paragraph *paragraph, int cells)
{
    const size_t length = paragraph->end - paragraph->begin;
    if (paragraph->is_plain)
        return length <= (size_t)cells;
    return text_fit(paragraph->widths, paragraph->text + paragraph->begin, length, cells, NULL) == length;
}

static int cells_of_next(const Lines *lines)
{
    return lines->count ? lines->cells : lines->first;
}

static void break_paragraph(Lines *lines, size_t begin, size_t end)
{
    Paragraph paragraph = {.text = lines->text, .begin = begin, .end = end, .widths = line_breaker_widths(lines->breaker), .is_plain = is_plain(lines->text + begin, end - begin)};
    if (!fits(&paragraph, cells_of_next(lines)))
        paragraph.breaks = breaks_find(lines->breaker, lines->text + begin, end - begin, lines->language);
    size_t at = begin;
    do {
        Candidate line = (paragraph.is_plain ? fill_plain_line : fill_line)(&paragraph, at, cells_of_next(lines));
        add_line(lines, line.line);
        at = line.next;
    } while (at < end);
}

size_t break_lines(LineBreaker *breaker, const char *text, size_t length, const char *language, int first, int cells, TextLine **lines)
{
    Lines made = {.breaker = breaker, .text = text, .language = language, .first = first, .cells = cells, .items = *lines};
    size_t at = 0;
    do {
        const char *line_end = length > at ? memchr(text + at, '\n', length - at) : NULL;
        size_t end = line_end ? (size_t)(line_end - text) : length;
        break_paragraph(&made, at, end);
        at = end + 1;
    } while (at < length);
    *lines = made.items;
    return made.count;
}

// Scripts written without spaces between words; of the signs common to all scripts, those as wide as an ideograph that are no emoji.
static bool is_written_without_spaces(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED)
        return uscript_breaksBetweenLetters(script);
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    bool is_wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH;
    return is_wide && !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool line_end_vanishes(unsigned before, unsigned after)
{
    return is_written_without_spaces((UChar32)before) && is_written_without_spaces((UChar32)after);
}

static bool goes_from_right(UChar32 c)
{
    UCharDirection direction = u_charDirection(c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER;
}

static size_t behind_spaces(const char *text, size_t length, size_t from)
{
    while (from < length && text[from] == ' ')
        from++;
    const char *space = from < length ? memchr(text + from, ' ', length - from) : NULL;
    size_t end = space ? (size_t)(space - text) : length;
    while (end < length && text[end] == ' ')
        end++;
    return end;
}

// A gap is a run of spaces between two words. None is where a mark stands on the last of them.
size_t line_gap_end(const char *text, size_t length, size_t from)
{
    size_t end = behind_spaces(text, length, from);
    while (end < length && cluster_start(text, length, end) != end)
        end = behind_spaces(text, length, end);
    return end;
}

size_t line_gaps(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        UChar32 c = (UChar32)utf8_next(text, length, &at);
        if (c >= 0x80 && (is_written_without_spaces(c) || goes_from_right(c)))
            return 0;
    }
    size_t count = 0;
    for (size_t at = 0; (at = line_gap_end(text, length, at)) < length;)
        count++;
    return count;
}
