// Layouts and pages: a few kept, the rest only counted.
#include "reader/pager.h"
#include <limits.h>
#include <stdlib.h>
#include "base/memory.h"
#include "reader/tally.h"

enum {
    SLOTS = 5,          // the chapter that is shown, and four others
    STEP_LINES = 50,    // that a step lays out, or the lines of some kilobytes: a millisecond or two
    SHORT_WORDS = 4000, // of a chapter that is laid out whole at once: in less than that
};

typedef struct {
    Layout *layout;     // NULL: the slot is free
    Pages *pages;       // of that layout; NULL = not asked for yet
    int chapter;
    bool is_doubtful;   // it was stopped when it was made
    unsigned long used; // when it was last asked for
} Slot;

// A number of each chapter that is known so far.
typedef struct {
    Tally sum;
    Tally known;        // 1 a chapter
    bool *is_known;
} Census;

struct Pager {
    Report *report;
    LineBreaker *breaker;
    LayoutOptions options;
    int rows, columns;
    int chapters;
    Slot slots[SLOTS];
    unsigned long clock;
    Census pages, words;
    int next;           // no chapter before it is without its page count
    Layout *work;       // of that chapter, to count its pages; NULL = not begun
    bool takes_start;   // pager_take_start()
};

static Census census_new(int count)
{
    return (Census){.sum = tally_new(count), .known = tally_new(count), .is_known = memory_new((size_t)count, sizeof(bool))};
}

static void census_free(Census *census)
{
    tally_free(&census->sum);
    tally_free(&census->known);
    free(census->is_known);
}

static void census_set(Census *census, int index, long number)
{
    if (census->is_known[index])
        return;
    census->is_known[index] = true;
    tally_add(&census->known, index, 1);
    tally_add(&census->sum, index, number);
}

static long census_get(const Census *census, int index)
{
    return tally_before(&census->sum, index + 1) - tally_before(&census->sum, index);
}

// Of what is known; at least 1. Where nothing is, it is given.
static long census_mean(const Census *census, long given)
{
    const long all = tally_before(&census->known, census->known.count);
    const long mean = all ? (tally_before(&census->sum, census->sum.count) + all / 2) / all : given;
    return mean > 1 ? mean : 1;
}

// What is not known counts as the mean.
static long census_before(const Census *census, int index, long mean, bool *exact)
{
    const long unknown = index - tally_before(&census->known, index);
    *exact = unknown == 0;
    return tally_before(&census->sum, index) + unknown * mean;
}

Pager *pager_new(Report *report)
{
    Pager *pager = memory_new(1, sizeof *pager);
    pager->report = report;
    pager->chapters = report_chapter_count(report);
    pager->breaker = line_breaker_new();
    pager->options.cells = 80;
    pager->rows = 23;
    pager->columns = 1;
    pager->pages = census_new(pager->chapters);
    pager->words = census_new(pager->chapters);
    return pager;
}

static void drop_work(Pager *pager)
{
    layout_free(pager->work);
    pager->work = NULL;
}

static void slot_clear(Slot *slot)
{
    pages_free(slot->pages);
    layout_free(slot->layout);
    *slot = (Slot){0};
}

void pager_free(Pager *pager)
{
    if (!pager)
        return;
    drop_work(pager);
    for (int i = 0; i < SLOTS; i++)
        slot_clear(&pager->slots[i]);
    census_free(&pager->pages);
    census_free(&pager->words);
    line_breaker_free(pager->breaker);
    free(pager);
}

static void drop_pages(Pager *pager)
{
    drop_work(pager);
    for (int i = 0; i < SLOTS; i++) {
        pages_free(pager->slots[i].pages);
        pager->slots[i].pages = NULL;
    }
    census_free(&pager->pages);
    pager->pages = census_new(pager->chapters);
    pager->next = 0;
}

void pager_resize(Pager *pager, LayoutOptions options, int rows, int columns)
{
    const bool is_same = layout_options_equal(options, pager->options);
    if (is_same && rows == pager->rows && columns == pager->columns)
        return;
    pager->options = options;
    line_breaker_set_widths(pager->breaker, options.widths);
    pager->rows = rows;
    pager->columns = columns;
    drop_pages(pager);
    for (int i = 0; i < SLOTS && !is_same; i++)
        slot_clear(&pager->slots[i]);
}

static Slot *slot_of(Pager *pager, int chapter)
{
    for (int i = 0; i < SLOTS; i++)
        if (pager->slots[i].layout && pager->slots[i].chapter == chapter)
            return &pager->slots[i];
    return NULL;
}

static Slot *oldest_slot(Pager *pager)
{
    Slot *oldest = &pager->slots[0];
    for (int i = 1; i < SLOTS; i++)
        if (pager->slots[i].used < oldest->used)
            oldest = &pager->slots[i];
    return oldest;
}

// Lines may be made long after a layout was begun: whoever listens then hears it.
static bool hear(void *context, int percent)
{
    const Pager *pager = context;
    return meter_move(meter_part(report_meter(pager->report), CHAPTER_LOADED, 100), (size_t)percent, 100);
}

static bool is_stopped(void *context)
{
    const Pager *pager = context;
    return report_is_stopped(pager->report);
}

static const Chapter *content_of(Pager *pager, int chapter)
{
    const Chapter *start = pager->takes_start ? report_chapter_start(pager->report, chapter) : NULL;
    return start ? start : report_chapter(pager->report, chapter);
}

static Layout *begin(Pager *pager, int chapter)
{
    const Chapter *content = content_of(pager, chapter);
    if (!content->is_start && !report_is_stopped(pager->report))
        census_set(&pager->words, chapter, content->words);
    Layout *layout = layout_begin(content, pager->options, pager->breaker);
    layout_set_meter(layout, (Meter){.tell = hear, .context = pager, .is_stopped = is_stopped});
    return layout;
}

// What was begun is gone on with.
static Layout *take(Pager *pager, int chapter)
{
    Layout *layout = pager->work && chapter == pager->next ? pager->work : begin(pager, chapter);
    if (layout == pager->work)
        pager->work = NULL;
    return layout;
}

static Slot *slot_with(Pager *pager, int chapter)
{
    Slot *slot = slot_of(pager, chapter);
    if (!slot) {
        slot = oldest_slot(pager);
        slot_clear(slot);
        slot->chapter = chapter;
        slot->layout = take(pager, chapter);
        const Chapter *content = layout_chapter(slot->layout);
        if (content->words < SHORT_WORDS && !content->is_start)
            layout_go_on(slot->layout, INT_MAX);
        slot->is_doubtful = report_is_stopped(pager->report);
    }
    slot->used = ++pager->clock;
    return slot;
}

void pager_take_start(Pager *pager)
{
    pager->takes_start = true;
}

void pager_complete(Pager *pager)
{
    pager->takes_start = false;
    for (int i = 0; i < SLOTS; i++) {
        Slot *slot = &pager->slots[i];
        if (!slot->layout || !layout_chapter(slot->layout)->is_start)
            continue;
        const int chapter = slot->chapter;
        slot_clear(slot);
        report_forget_start(pager->report, chapter);
    }
}

const Layout *pager_layout(Pager *pager, int chapter)
{
    return slot_with(pager, chapter)->layout;
}

// Nothing more is laid out for it.
static void note_count(Pager *pager, const Slot *slot)
{
    if (slot->pages && layout_is_whole(slot->layout) && !report_is_stopped(pager->report))
        census_set(&pager->pages, slot->chapter, pages_count(slot->pages));
}

Pages *pager_pages(Pager *pager, int chapter)
{
    Slot *slot = slot_with(pager, chapter);
    if (!slot->pages)
        slot->pages = pages_new(slot->layout, pager->rows, pager->columns);
    note_count(pager, slot);
    return slot->pages;
}

Layout *pager_block(Pager *pager, int chapter, int block)
{
    return layout_block(report_chapter(pager->report, chapter), block, pager->options, pager->breaker);
}

size_t pager_break(Pager *pager, const char *text, size_t length, const char *language, TextLine **lines)
{
    const int cells = pager->options.cells > LAYOUT_CELLS_LEAST ? pager->options.cells : LAYOUT_CELLS_LEAST;
    return break_lines(pager->breaker, text, length, language, cells, cells, lines);
}

// In a layout of its own, which goes again: what is shown stays as small as what was asked for.
static int count_aside(Pager *pager, int chapter)
{
    Layout *layout = take(pager, chapter);
    Pages *pages = pages_new(layout, pager->rows, pager->columns);
    const int count = pages_count(pages);
    const Slot *slot = slot_of(pager, chapter);
    if (slot && !report_is_stopped(pager->report))
        layout_tell_count(slot->layout, layout_line_count(layout));
    pages_free(pages);
    layout_free(layout);
    return count;
}

static bool has_whole(Pager *pager, int chapter)
{
    const Slot *slot = slot_of(pager, chapter);
    return slot && layout_is_whole(slot->layout);
}

static int count(Pager *pager, int chapter)
{
    const int count = has_whole(pager, chapter) ? pages_count(pager_pages(pager, chapter)) : count_aside(pager, chapter);
    if (!report_is_stopped(pager->report))
        census_set(&pager->pages, chapter, count);
    return count;
}

int pager_page_count(Pager *pager, int chapter)
{
    if (!pager->pages.is_known[chapter])
        return count(pager, chapter);
    return (int)census_get(&pager->pages, chapter);
}

// A chapter that is being laid out is guessed by what there is of it.
static bool is_guessed(const Pager *pager, const Slot *slot)
{
    return slot->pages && !pager->pages.is_known[slot->chapter];
}

static long pages_before(const Pager *pager, int chapter, bool *exact)
{
    long given = 1;
    for (int i = 0; i < SLOTS; i++)
        if (is_guessed(pager, &pager->slots[i]))
            given = pages_guessed(pager->slots[i].pages);
    const long mean = census_mean(&pager->pages, given);
    long pages = census_before(&pager->pages, chapter, mean, exact);
    for (int i = 0; i < SLOTS; i++)
        if (is_guessed(pager, &pager->slots[i]) && pager->slots[i].chapter < chapter)
            pages += pages_guessed(pager->slots[i].pages) - mean;
    return pages;
}

static int as_int(long number)
{
    return number < INT_MAX ? (int)number : INT_MAX;
}

int pager_pages_before(const Pager *pager, int chapter, bool *exact)
{
    return as_int(pages_before(pager, chapter, exact));
}

int pager_pages_counted(const Pager *pager)
{
    return as_int(tally_before(&pager->pages.sum, pager->next));
}

int pager_pages_in_all(const Pager *pager, bool *exact)
{
    return as_int(pages_before(pager, pager->chapters, exact));
}

long pager_words_after(const Pager *pager, int chapter)
{
    bool exact;
    const long mean = census_mean(&pager->words, 1);
    return census_before(&pager->words, pager->chapters, mean, &exact) - census_before(&pager->words, chapter + 1, mean, &exact);
}

bool pager_holds(const Pager *pager, int chapter)
{
    for (int i = 0; i < SLOTS; i++)
        if (pager->slots[i].layout && pager->slots[i].chapter == chapter)
            return true;
    return pager->work && chapter == pager->next;
}

int pager_seen(const Pager *pager)
{
    return (int)tally_before(&pager->words.known, pager->chapters);
}

// Other work may have come to know the chapter whose layout was begun.
static void skip_known(Pager *pager)
{
    const int before = pager->next;
    while (pager->next < pager->chapters && pager->pages.is_known[pager->next])
        pager->next++;
    if (pager->next > before)
        drop_work(pager);
}

bool pager_step(Pager *pager)
{
    skip_known(pager);
    if (pager->next == pager->chapters)
        return false;
    const bool is_first = !pager->work && !has_whole(pager, pager->next);
    if (is_first && !report_chapter_comes(pager->report, pager->next))
        return true;
    if (is_first)
        pager->work = begin(pager, pager->next);
    else if (!pager->work || !layout_go_on(pager->work, STEP_LINES))
        count(pager, pager->next);
    skip_known(pager);
    if (!report_is_stopped(pager->report))
        return true;
    drop_work(pager);
    return false;
}

bool pager_step_chapter(Pager *pager)
{
    skip_known(pager);
    const int before = pager->next;
    while (pager_step(pager))
        if (pager->next > before)
            return true;
    return false;
}

void pager_forget_stopped(Pager *pager)
{
    drop_work(pager);
    for (int i = 0; i < SLOTS; i++) {
        Slot *slot = &pager->slots[i];
        pages_free(slot->pages);
        slot->pages = NULL;
        if (slot->is_doubtful)
            slot_clear(slot);
    }
}
