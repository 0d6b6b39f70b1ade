// content/lectern-sampler, laid out: as it was judged at 20, 40 and 80 cells (tests/golden/sampler), and at every width with lines that end
// only where others than lectern let them end: ICU, asked here without lectern's own code, libthai, and the lists of the standards.
#include "sampler_given.h"
#include <unistd.h>
#include <wchar.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include "layout_check.h"
#include "text/locale.h"
#include "text/utf8.h"
#ifdef HAVE_LIBTHAI
#include <thai/thwbrk.h>
#endif

enum { NARROWEST = 12, WIDEST = 82 };
static const int judged_widths[] = {20, 40, 80};

// For each byte of a block's text, whether ICU lets a line end before it, and whether it parts clusters there.
typedef struct {
    bool *lines;
    bool *clusters;
} Bounds;

// Two pieces of one block's text on one line and the next.
typedef struct {
    const Chapter *chapter;
    const Block *block;
    const Bounds *bounds;
    int cells;
    size_t line_start;      // bytes of the block's text: the first piece
    size_t line_end;
    size_t next;            // where the second begins
} Turn;

typedef void Judge(const Turn *turn);

static void mark_bounds(bool *marks, const char *text, size_t length, UBreakIteratorType type, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utf8 = utext_openUTF8(NULL, text, (int64_t)length, &status);
    UBreakIterator *iterator = ubrk_open(type, locale, NULL, 0, &status);
    ubrk_setUText(iterator, utf8, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t at; (at = ubrk_next(iterator)) != UBRK_DONE;)
        marks[at] = true;
    ubrk_close(iterator);
    utext_close(utf8);
}

// Japanese is strict (JIS X 4051): small kana and the long-vowel mark begin no line.
static void icu_locale(const char *language, char *locale, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!strcmp(language, "ja"))
        snprintf(locale, size, "ja@lb=strict");
    else
        uloc_forLanguageTag(language, locale, (int32_t)size, NULL, &status);
    assert_true(U_SUCCESS(status));
}

static Bounds *bounds_new(const Chapter *chapter)
{
    Bounds *bounds = calloc((size_t)chapter->count, sizeof *bounds);
    for (int i = 0; i < chapter->count; i++) {
        const Block *block = &chapter->blocks[i];
        char locale[ULOC_FULLNAME_CAPACITY];
        icu_locale(block->language, locale, sizeof locale);
        bounds[i].lines = calloc(block->length + 1, sizeof(bool));
        bounds[i].clusters = calloc(block->length + 1, sizeof(bool));
        mark_bounds(bounds[i].lines, block->text, block->length, UBRK_LINE, locale);
        mark_bounds(bounds[i].clusters, block->text, block->length, UBRK_CHARACTER, "");
    }
    return bounds;
}

static void bounds_free(Bounds *bounds, int count)
{
    for (int i = 0; i < count; i++) {
        free(bounds[i].lines);
        free(bounds[i].clusters);
    }
    free(bounds);
}

static void judge_layout(const Layout *layout, const Bounds *bounds, Judge *judge)
{
    const Chapter *chapter = layout_chapter(layout);
    const Segment **before = calloc((size_t)chapter->count, sizeof(Segment *));
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k], *last = before[segment->block];
            if (segment->kind != SEGMENT_TEXT)
                continue;
            if (last)
                judge(&(Turn){.chapter = chapter, .block = &chapter->blocks[segment->block], .bounds = &bounds[segment->block],
                    .cells = layout_made_with(layout).cells, .line_start = last->byte, .line_end = last->byte + last->length,
                    .next = segment->byte});
            before[segment->block] = segment;
        }
    }
    free(before);
}

static LayoutOptions as_stored(int cells)
{
    return (LayoutOptions){.cells = cells};
}

// Joined letters take other cells, so that lines end elsewhere.
static LayoutOptions as_seen(int cells)
{
    return (LayoutOptions){.cells = cells, .is_ordered = true, .widths.is_shaped = true};
}

static void judge_parts(const Sampler *sampler, const Chapter *chapter, const Bounds *bounds, LayoutOptions options, Judge *judge)
{
    for (int part = 0; part < chapter->count; part = next_part(chapter, part)) {
        Layout *layout = layout_part(sampler, chapter, part, options);
        judge_layout(layout, bounds, judge);
        layout_free(layout);
    }
}

static void judge_chapter(const Sampler *sampler, const Chapter *chapter, Judge *judge)
{
    Bounds *bounds = bounds_new(chapter);
    for (int cells = NARROWEST; cells <= WIDEST; cells++) {
        judge_parts(sampler, chapter, bounds, as_stored(cells), judge);
        if (chapter->blocks[0].direction == DIRECTION_RTL)
            judge_parts(sampler, chapter, bounds, as_seen(cells), judge);
    }
    bounds_free(bounds, chapter->count);
}

static void judge_sampler(void **state, Judge *judge)
{
    const Sampler *sampler = *state;
    for (int i = 0; i < report_chapter_count(sampler->report); i++)
        judge_chapter(sampler, report_chapter(sampler->report, i), judge);
}

static void complain(const Turn *turn, const char *what)
{
    const char *text = turn->block->text;
    fail_msg("%s at %d cells: %s: \"%.*s|%.30s\"", turn->chapter->id, turn->cells, what, (int)(turn->line_end - turn->line_start),
        text + turn->line_start, text + turn->next);
}

// Nothing that may be parted stands on the line: the word is longer than it.
static bool is_overlong(const Turn *turn, const bool *bounds)
{
    size_t start = turn->next;
    while (start > 0 && !bounds[start])
        start--;
    return turn->line_start >= start;
}

static bool holds_space(const Turn *turn)
{
    return memchr(turn->block->text + turn->line_start, ' ', turn->line_end - turn->line_start);
}

// There was nowhere else to end the line.
static bool is_one_word(const Turn *turn)
{
    return is_overlong(turn, turn->bounds->lines) || (turn->line_end < turn->next && !holds_space(turn));
}

// lectern lets a path begin a line, which UAX #14 (LB13) never does.
static bool begins_path(const Turn *turn)
{
    return turn->line_end < turn->next && turn->block->text[turn->next] == '/';
}

static void judge_place(const Turn *turn)
{
    if (!turn->bounds->lines[turn->next] && !is_overlong(turn, turn->bounds->lines) && !begins_path(turn))
        complain(turn, "ICU ends no line there");
}

static void lines_end_only_where_icu_lets_them(void **state)
{
    judge_sampler(state, judge_place);
}

static void judge_cluster(const Turn *turn)
{
    if (!turn->bounds->clusters[turn->line_end] || !turn->bounds->clusters[turn->next])
        complain(turn, "a cluster is parted");
}

static void no_cluster_is_parted(void **state)
{
    judge_sampler(state, judge_cluster);
}

// Of JIS X 4051 and UAX #14: what begins no line behind a letter, though it is neither a mark nor a closing bracket; and the vowels of Thai and
// Lao that are written behind their consonant. Those that are written before it end none.
static const char not_first[] = ",.!?:;%،؛؟।॥၊။។៕、。，．・：；？！゛゜ヽヾゝゞ々ー‐ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖะาำๅๆฯະາຳ", not_last[] = "เแโใไເແໂໃໄ";

static bool is_one_of(uint32_t codepoint, const char *list)
{
    for (size_t at = 0; list[at];)
        if (utf8_next(list, strlen(list), &at) == codepoint)
            return true;
    return false;
}

static void judge_edges(const Turn *turn)
{
    size_t end = turn->line_end, next = turn->next;
    uint32_t last = utf8_previous(turn->block->text, &end), first = utf8_next(turn->block->text, turn->block->length, &next);
    uint32_t masks = U_GET_GC_MASK((UChar32)first);
    if (masks & U_GC_M_MASK)
        complain(turn, "a line begins with a mark");
    if (is_one_word(turn))
        return;
    if ((masks & (U_GC_PE_MASK | U_GC_PF_MASK)) || (turn->line_end == turn->next && is_one_of(first, not_first)) || is_one_of(first, "ๆໆ"))
        complain(turn, "a line begins with what belongs to the line before");
    if ((U_GET_GC_MASK((UChar32)last) & (U_GC_PS_MASK | U_GC_PI_MASK)) || is_one_of(last, not_last))
        complain(turn, "a line ends with what belongs to the next");
}

static void no_line_begins_or_ends_with_what_belongs_to_its_neighbour(void **state)
{
    judge_sampler(state, judge_edges);
}

static bool is_of(uint32_t codepoint, UScriptCode script)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)codepoint, &status) == script;
}

// KLREQ: lines end between words. A word that fills the line alone may be parted.
static void judge_hangul(const Turn *turn)
{
    size_t end = turn->line_end;
    uint32_t last = utf8_previous(turn->block->text, &end);
    if (turn->line_end == turn->next && is_of(last, USCRIPT_HANGUL) && holds_space(turn))
        complain(turn, "a Korean word is parted");
}

static void korean_words_stay_whole(void **state)
{
    judge_sampler(state, judge_hangul);
}

// Cells as the C library counts them, not lectern.
static int c_width(const Segment *segment)
{
    int cells = 0;
    for (size_t at = 0; at < segment->length;) {
        const int width = wcwidth((wchar_t)utf8_next(segment->text, segment->length, &at));
        cells += width > 0 ? width : 0;
    }
    return cells;
}

static void check_widths(const Layout *layout, int cells)
{
    for (int i = 0; i < layout_line_count(layout); i++) {
        const Line *line = layout_line(layout, i);
        for (int k = 0; k < line->count; k++) {
            const Segment *segment = &line->segments[k];
            const int width = c_width(segment);
            if (width != segment->width || segment->column + width > cells)
                fail_msg("%s at %d cells: \"%.*s\" is %d cells wide, to lectern %d, from cell %d on", layout_chapter(layout)->id, cells,
                    (int)segment->length, segment->text, width, segment->width, segment->column);
        }
    }
}

static bool is_of_a_language(const Chapter *chapter)
{
    return strcmp(chapter->id, "introduction") && strcmp(chapter->id, "hard-cases");
}

static void no_line_is_wider_than_the_measure_and_no_text_is_lost(void **state)
{
    const Sampler *sampler = *state;
    for (int i = 0; i < report_chapter_count(sampler->report); i++)
        for (size_t k = 0; k < sizeof judged_widths / sizeof *judged_widths; k++) {
            Layout *layout = layout_part(sampler, report_chapter(sampler->report, i), 0, as_stored(judged_widths[k]));
            layout_check(layout, judged_widths[k]);
            layout_free(layout);
        }
}

static void lines_have_the_cells_that_wcwidth_gives_them(void **state)
{
    const Sampler *sampler = *state;
    for (int i = 0; i < report_chapter_count(sampler->report); i++) {
        const Chapter *chapter = report_chapter(sampler->report, i);
        for (int cells = NARROWEST; cells <= WIDEST && is_of_a_language(chapter); cells++)
            for (int part = 0; part < chapter->count; part = next_part(chapter, part)) {
                Layout *layout = layout_part(sampler, chapter, part, as_stored(cells));
                check_widths(layout, cells);
                layout_free(layout);
            }
    }
}

#ifdef HAVE_LIBTHAI
// Where ICU 72 parts what libthai 0.1.29 keeps whole: itself, which is body and self; Cordouan and Bell Rock, which stand in no dictionary.
static const char *const parted_by_icu_alone[] = {"ตัว|เอง", "กอร์ด|วน", "เบลล์ร็|อก"};

static bool is_parted_by_icu_alone(const Turn *turn)
{
    for (size_t i = 0; i < sizeof parted_by_icu_alone / sizeof *parted_by_icu_alone; i++) {
        const char *word = parted_by_icu_alone[i], *behind = strchr(word, '|') + 1, *text = turn->block->text + turn->next;
        size_t before = (size_t)(behind - 1 - word);
        if (turn->next >= before && !memcmp(text - before, word, before) && !strncmp(text, behind, strlen(behind)))
            return true;
    }
    return false;
}

static bool libthai_breaks(const char *text, size_t length, size_t at)
{
    thwchar_t wide[4096] = {0};
    int breaks[4096], count = 0, target = 0;
    assert_true(length < sizeof wide / sizeof *wide);
    for (size_t byte = 0; byte < length; count++) {
        if (byte == at)
            target = count;
        wide[count] = (thwchar_t)utf8_next(text, length, &byte);
    }
    ThBrk *brk = th_brk_new(NULL);
    assert_non_null(brk);
    int found = th_brk_wc_find_breaks(brk, wide, breaks, sizeof breaks / sizeof *breaks);
    th_brk_delete(brk);
    for (int i = 0; i < found; i++)
        if (breaks[i] == target)
            return true;
    return false;
}

static void judge_thai(const Turn *turn)
{
    size_t end = turn->line_end, next = turn->next;
    uint32_t last = utf8_previous(turn->block->text, &end), first = utf8_next(turn->block->text, turn->block->length, &next);
    if (!is_of(last, USCRIPT_THAI) || !is_of(first, USCRIPT_THAI) || turn->line_end < turn->next)
        return;
    if (!is_parted_by_icu_alone(turn) && !is_overlong(turn, turn->bounds->lines) && !libthai_breaks(turn->block->text, turn->block->length, turn->next))
        complain(turn, "libthai ends no word there");
}

static void libthai_ends_words_where_thai_lines_end(void **state)
{
    judge_sampler(state, judge_thai);
}
#endif

// As it is shown, each segment at its cell.
static void add_line(Buffer *page, const Line *line)
{
    int column = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        for (; column < segment->column; column++)
            buffer_add_char(page, ' ');
        buffer_add(page, segment->text, segment->length);
        column += segment->width;
    }
    buffer_add_char(page, '\n');
}

static char *page_of(const Sampler *sampler, const Chapter *chapter, int cells)
{
    Buffer page = {0};
    for (int part = 0; part < chapter->count; part = next_part(chapter, part)) {
        Layout *layout = layout_part(sampler, chapter, part, as_stored(cells));
        for (int i = 0; i < layout_line_count(layout); i++)
            add_line(&page, layout_line(layout, i));
        layout_free(layout);
    }
    return buffer_take(&page);
}

static bool is_page_as_judged(const Sampler *sampler, const Chapter *chapter, int cells)
{
    char name[64];
    snprintf(name, sizeof name, "%s.%d", chapter->id, cells);
    return is_as_judged(sampler, name, page_of(sampler, chapter, cells));
}

static void each_page_is_as_it_was_judged(void **state)
{
    const Sampler *sampler = *state;
    int wrong = 0;
    for (int i = 0; i < report_chapter_count(sampler->report); i++)
        for (size_t k = 0; k < sizeof judged_widths / sizeof *judged_widths; k++)
            if (is_of_a_language(report_chapter(sampler->report, i)))
                wrong += !is_page_as_judged(sampler, report_chapter(sampler->report, i), judged_widths[k]);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_page_is_as_it_was_judged),
        cmocka_unit_test(lines_end_only_where_icu_lets_them),
        cmocka_unit_test(no_cluster_is_parted),
        cmocka_unit_test(no_line_begins_or_ends_with_what_belongs_to_its_neighbour),
        cmocka_unit_test(korean_words_stay_whole),
        cmocka_unit_test(lines_have_the_cells_that_wcwidth_gives_them),
#ifdef HAVE_LIBTHAI     // else skip() would fail: cmocka 1.1.5 calls a skipped test "not ok"
        cmocka_unit_test(libthai_ends_words_where_thai_lines_end),
#endif
        cmocka_unit_test(no_line_is_wider_than_the_measure_and_no_text_is_lost),
    };
    return cmocka_run_group_tests(tests, open_sampler, close_sampler);
}
