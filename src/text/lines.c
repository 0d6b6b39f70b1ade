// Breaking text into lines, and joining lines of a source.
#include "text/lines.h"
#include <stdint.h>
#include <string.h>
#include "base/memory.h"
#include "text/breaks.h"
#include "text/character.h"
#include "text/cluster.h"
#include "text/utf8.h"

enum {
    HYPHENATION_PART = 8,   // a word is parted where the line would else leave more than an eighth of its cells blank
    PLAIN_BLOCK = 32,       // bytes
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
    LineBreaker *breaker;
    const Widths *widths;
    const unsigned char *breaks;    // from begin
    bool is_plain;                  // printable ASCII: a byte is a cluster, and takes a cell
    bool is_spaced;                 // other text, of which all lines so far ended behind spaces
} Paragraph;

// White space, with no mark on it. A no-break space holds its place at the end of a line too.
static bool hangs(const Cluster *cluster)
{
    if (cluster->only < 0x80)
        return cluster->only == ' ' || cluster->only == '\t';
    return character(cluster->only)->is_space && character(cluster->only)->line_class != U_LB_GLUE;
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
    if (U_MASK(character(utf8_next(paragraph->text, paragraph->end, &behind))->category) & U_GC_M_MASK)
        return true;
    return character(utf8_previous(paragraph->text, &at))->is_stacking;
}

// Nothing is as good as a good break.
static bool is_of_use(const Candidate found[], const Paragraph *paragraph, size_t at)
{
    return !found[BREAK_GOOD].next || paragraph->breaks[at - paragraph->begin] != BREAK_NONE;
}

// Keeps `so_far` if the line may end before `at`; BREAK_NONE: if it must, since it can nowhere. Not where it shows nothing yet: an indentation alone makes no line.
static void note_candidate(Candidate found[], const Paragraph *paragraph, TextLine so_far, size_t at, int cells)
{
    Break kind = (Break)paragraph->breaks[at - paragraph->begin];
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

// To the last byte and without a branch, so that compilers take all of them at once.
static bool are_printable(const char bytes[PLAIN_BLOCK])
{
    unsigned char others = 0;
    for (int i = 0; i < PLAIN_BLOCK; i++)
        others |= (unsigned char)(bytes[i] - ' ') > '~' - ' ';
    return !others;
}

static bool is_plain(const char *text, size_t length)
{
    size_t count = 0;
    while (length - count >= PLAIN_BLOCK && are_printable(text + count))
        count += PLAIN_BLOCK;
    while (count < length && is_printable(text[count]))
        count++;
    return count == length;
}

// The last break of this kind or a better one, at `most` at the latest. `start`: there is none.
static size_t last_break(const Paragraph *paragraph, size_t start, size_t most, Break kind)
{
    while (most > start && paragraph->breaks[most - paragraph->begin] < kind)
        most--;
    return most;
}

static size_t without_spaces(const char *text, size_t start, size_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

static TextLine plain_line(const Paragraph *paragraph, size_t start, size_t at)
{
    const size_t end = without_spaces(paragraph->text, start, at);
    return (TextLine){.start = start, .end = end, .width = (int)(end - start)};
}

// The farthest that a line may go, with the spaces that hang there.
static size_t plain_limit(const Paragraph *paragraph, size_t start, int cells)
{
    const size_t step = cells > 1 ? (size_t)cells : 1;
    size_t behind = paragraph->end - start > step ? start + step : paragraph->end;
    while (behind < paragraph->end && paragraph->text[behind] == ' ')
        behind++;
    return behind;
}

// No good break, or one that a hyphen may be better than.
static Candidate fill_hard_line(const Paragraph *paragraph, size_t start, size_t from, size_t behind, int cells)
{
    Candidate found[BREAK_GOOD + 1] = {0};
    for (size_t at = from; at <= behind; at++)
        note_candidate(found, paragraph, plain_line(paragraph, start, at), at, cells);
    return best_of(found, plain_line(paragraph, start, behind), behind, cells);
}

// As fill_line(), but from the limit back to the last good break: what comes before that can't be chosen.
static Candidate fill_plain_line(const Paragraph *paragraph, size_t start, int cells)
{
    const size_t behind = plain_limit(paragraph, start, cells);
    if (behind == paragraph->end)
        return (Candidate){plain_line(paragraph, start, behind), behind};
    breaks_reach(paragraph->breaker, behind - paragraph->begin);
    const size_t last = last_break(paragraph, start, behind, BREAK_HYPHEN), good = last_break(paragraph, start, last, BREAK_GOOD);
    const TextLine best = plain_line(paragraph, start, good);
    if (best.end > start && good == last)
        return (Candidate){best, good};
    return fill_hard_line(paragraph, start, best.end > start ? good : start + 1, behind, cells);
}

// One line from `start` on, of `cells` at most. All lines together are linear: what is measured again for the next line is what stood
// behind the last good break; no good break is in it, so that it is measured three times at most.
static Candidate fill_line(const Paragraph *paragraph, size_t start, int cells)
{
    Candidate found[BREAK_GOOD + 1] = {0};
    TextLine so_far = {.start = start, .end = start};
    ClusterWalk walk = cluster_walk(paragraph->widths, paragraph->text, paragraph->end, start);
    for (int width = 0; walk.at < paragraph->end;) { // width: with the white space at the end
        const size_t at = walk.at;
        if (at > start && is_of_use(found, paragraph, at))
            note_candidate(found, paragraph, so_far, at, cells);
        const Cluster cluster = cluster_walk_next(&walk);
        const bool is_space = hangs(&cluster);
        if (!is_space && width + cluster.cells > cells && at > start)
            return best_of(found, so_far, at, cells);
        width += cluster.cells;
        if (!is_space) {
            so_far.end = walk.at;
            so_far.width = width;
        }
    }
    return (Candidate){so_far, paragraph->end};
}

// The last word that begins on a line may begin the next one, and no break is behind that.
static bool ends_line(const Paragraph *paragraph, const Candidate *word, size_t start, size_t at)
{
    return breaks_reach(paragraph->breaker, at - paragraph->begin) && word->next &&
        paragraph->breaks[word->next - paragraph->begin] == BREAK_GOOD && last_break(paragraph, start, at, BREAK_HYPHEN) == word->next;
}

// As fill_line(), in the hope that the line ends behind a space, as nearly all do in most scripts. next = 0: it does not.
static Candidate fill_spaced_line(const Paragraph *paragraph, size_t start, int cells)
{
    Candidate word = {.next = 0};
    TextLine so_far = {.start = start, .end = start};
    ClusterWalk walk = cluster_walk(paragraph->widths, paragraph->text, paragraph->end, start);
    for (int width = 0; walk.at < paragraph->end;) { // width: with the white space at the end
        const size_t at = walk.at;
        if (so_far.end > start && paragraph->text[at - 1] == ' ')
            word = (Candidate){so_far, at};
        const Cluster cluster = cluster_walk_next(&walk);
        const bool is_space = hangs(&cluster);
        if (!is_space && width + cluster.cells > cells && at > start)
            return ends_line(paragraph, &word, start, at) ? word : (Candidate){.next = 0};
        width += cluster.cells;
        if (!is_space) {
            so_far.end = walk.at;
            so_far.width = width;
        }
    }
    return (Candidate){so_far, paragraph->end};
}

static int cells_of_next(const Lines *lines)
{
    return lines->count ? lines->cells : lines->first;
}

// A guess, by which nothing but time is lost: it is so short that it may need no breaks at all, or its first character that is not ASCII is no
// ideograph or kana, nor of a script whose words a dictionary finds.
static bool looks_spaced(const char *text, size_t length, int cells)
{
    enum { BYTES_MOST = 4 };    // a cell
    size_t at = 0;
    if (length <= BYTES_MOST * (size_t)cells)
        return true;
    while (at < length && (unsigned char)text[at] < 0x80)
        at++;
    const unsigned char class = at < length ? character(utf8_next(text, length, &at))->line_class : U_LB_ALPHABETIC;
    return class != U_LB_COMPLEX_CONTEXT && class != U_LB_IDEOGRAPHIC && class != U_LB_CONDITIONAL_JAPANESE_STARTER;
}

// Finds all breaks of a paragraph whose lines end elsewhere too.
static void look_closer(const Lines *lines, Paragraph *paragraph)
{
    paragraph->breaks = breaks_find(lines->breaker, paragraph->text + paragraph->begin, paragraph->end - paragraph->begin, lines->language);
    paragraph->is_spaced = false;
}

static Candidate next_line(const Lines *lines, Paragraph *paragraph, size_t start)
{
    const int cells = cells_of_next(lines);
    if (paragraph->is_plain)
        return fill_plain_line(paragraph, start, cells);
    const Candidate line = paragraph->is_spaced ? fill_spaced_line(paragraph, start, cells) : (Candidate){0};
    if (line.next)
        return line;
    if (paragraph->is_spaced)
        look_closer(lines, paragraph);
    return fill_line(paragraph, start, cells);
}

static Paragraph begin_paragraph(const Lines *lines, size_t begin, size_t end)
{
    LineBreaker *breaker = lines->breaker;
    const char *text = lines->text + begin;
    Paragraph paragraph = {.text = lines->text, .begin = begin, .end = end, .breaker = breaker, .widths = line_breaker_widths(breaker)};
    paragraph.is_plain = is_plain(text, end - begin);
    paragraph.is_spaced = !paragraph.is_plain && looks_spaced(text, end - begin, cells_of_next(lines));
    paragraph.breaks = (paragraph.is_plain || paragraph.is_spaced ? breaks_begin : breaks_find)(breaker, text, end - begin, lines->language);
    return paragraph;
}

static void break_paragraph(Lines *lines, size_t begin, size_t end)
{
    Paragraph paragraph = begin_paragraph(lines, begin, end);
    size_t at = begin;
    do {
        const Candidate line = next_line(lines, &paragraph, at);
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

// The lines of the part up to `end`, but the last one, which may go on.
static void break_part(Lines *lines, LineFlow *flow, size_t end)
{
    Paragraph paragraph = begin_paragraph(lines, flow->begin, end);
    while (flow->at < end) {
        const Candidate line = next_line(lines, &paragraph, flow->at);
        if (line.next == end && end < flow->length)
            break;
        add_line(lines, line.line);
        flow->at = line.next;
    }
    flow->begin = breaks_apart_before(flow->text, flow->length, flow->language, flow->at, flow->begin);
}

size_t break_next_lines(LineBreaker *breaker, LineFlow *flow, size_t bytes, TextLine **lines)
{
    const int first = flow->at ? flow->cells : flow->first;
    Lines made = {.breaker = breaker, .text = flow->text, .language = flow->language, .first = first, .cells = flow->cells, .items = *lines};
    for (size_t more = bytes; flow->at < flow->length && !made.count; more *= 2) {
        const bool is_rest = flow->length - flow->at <= more;
        const size_t end = is_rest ? flow->length : breaks_apart(flow->text, flow->length, flow->language, flow->at + more);
        if (flow->is_open && end == flow->length)
            break;
        break_part(&made, flow, end);
    }
    *lines = made.items;
    return made.count;
}

bool line_end_vanishes(unsigned before, unsigned after)
{
    return character(before)->is_spaceless && character(after)->is_spaceless;
}

static bool goes_from_right(unsigned char direction)
{
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
        const Character *next = character(utf8_next(text, length, &at));
        if (next->is_spaceless || goes_from_right(next->direction))
            return 0;
    }
    size_t count = 0;
    for (size_t at = 0; (at = line_gap_end(text, length, at)) < length;)
        count++;
    return count;
}
