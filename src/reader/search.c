// Search, a part of a chapter at a step.
#include "reader/search.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/tally.h"
#include "report/folded.h"
#include "text/fold.h"
#include "text/regex.h"

typedef struct {
    Hit *hits;      // in reading order
    size_t count;
    size_t capacity;
    int next;       // block of the chapter that is searched next; INT_MAX: none is left
    bool is_searched;
} ChapterHits;

// Searched at once: bytes of text, as far as one step of a regular expression counts for so many.
enum { PART_BYTES = 256 * 1024, BYTES_PER_STEP = 4096 };

struct Search {
    Report *report;
    char *text;
    SearchOptions options;
    Folded needle;          // not for a regular expression
    Buffer scratch;         // likewise
    Regex *regex;           // only for one
    ChapterHits *chapters;
    int chapter_count;
    int searched;           // chapters
    int next;               // where search_step() goes on, unless it is told to begin elsewhere
    Tally hits;             // a chapter
    size_t count;
    size_t left_out;
    bool is_full;
};

static bool compile(Search *search, Error *err)
{
    const FoldKind kind = search->options.is_exact ? FOLD_EXACT : FOLD_ALL;
    if (!*search->text)
        return error_set(err, _("There is nothing to search for: type some text."));
    if (search->options.is_regex) {
        search->regex = regex_new(search->text, kind, err);
        return search->regex;
    }
    search->needle = fold_text(search->text, strlen(search->text), kind);
    return search->needle.length || error_set(err, _("There is nothing to search for in \"%s\": type a letter or a word."), search->text);
}

Search *search_new(Report *report, const char *text, SearchOptions options, Error *err)
{
    Search *search = memory_new(1, sizeof *search);
    search->report = report;
    search->text = memory_copy_text(text);
    search->options = options;
    if (!compile(search, err)) {
        search_free(search);
        return NULL;
    }
    search->chapter_count = report_chapter_count(report);
    search->chapters = memory_new((size_t)search->chapter_count, sizeof *search->chapters);
    search->hits = tally_new(search->chapter_count);
    return search;
}

bool search_can(const char *text, SearchOptions options, Error *err)
{
    Search *search = memory_new(1, sizeof *search);
    search->text = memory_copy_text(text);
    search->options = options;
    const bool is_good = compile(search, err);
    search_free(search);
    return is_good;
}

void search_free(Search *search)
{
    if (!search)
        return;
    for (int i = 0; i < search->chapter_count; i++)
        free(search->chapters[i].hits);
    free(search->chapters);
    tally_free(&search->hits);
    folded_free(&search->needle);
    buffer_free(&search->scratch);
    regex_free(search->regex);
    free(search->text);
    free(search);
}

static void keep_hit(Search *search, Place place, TextRange range)
{
    const Block *block = &report_chapter(search->report, place.chapter)->blocks[place.block];
    ChapterHits *hits = &search->chapters[place.chapter];
    if (search->options.is_word && !word_bounded(report_segmenter(search->report), block->text, block->length, range))
        return;
    search->is_full = search->count >= SEARCH_HITS_MOST;
    if (search->is_full)
        return;
    hits->hits = memory_grow(hits->hits, hits->count, &hits->capacity, sizeof *hits->hits);
    place.byte = range.start;
    hits->hits[hits->count++] = (Hit){.place = place, .end = range.end};
    search->count++;
}

// Returns the bytes searched.
static size_t search_words(Search *search, const Block *block, Place place)
{
    const FoldKind kind = search->options.is_exact ? FOLD_EXACT : FOLD_ALL;
    const Meter meter = report_meter(search->report);
    if (!folded_may_be_in(&search->needle, block->text, block->length, kind, &search->scratch, meter))
        return block->length;
    Folded hay = fold_long_text(block->text, block->length, kind, meter);
    TextRange range;
    for (size_t at = 0; !search->is_full && !report_is_stopped(search->report) && folded_find(&hay, &search->needle, block->text, block->length, at, &range, &at);)
        keep_hit(search, place, range);
    folded_free(&hay);
    return block->length;
}

static size_t search_pattern(Search *search, const Block *block, Place place)
{
    TextRange range = {0};
    RegexResult result = REGEX_NONE;
    regex_set_text(search->regex, block->text, block->length);
    for (size_t at = 0; at < block->length && !search->is_full; at = range.end) {
        result = regex_find(search->regex, at, &range);
        if (result != REGEX_FOUND)
            break;
        keep_hit(search, place, range);
    }
    search->left_out += result == REGEX_STOPPED;
    return block->length + (size_t)regex_work(search->regex) * BYTES_PER_STEP;
}

// All of a chapter, where its texts are kept folded: only those are looked into that the text is in. False: they are not kept.
static bool search_texts(Search *search, int index)
{
    FoldedChapter folded;
    size_t at = 0;
    if (!folded_of_chapter(search->report, index, &folded))
        return false;
    for (int block; !search->is_full && (block = folded_next(&folded, search->needle.text, search->needle.length, &at)) >= 0;) {
        const Chapter *chapter = report_chapter(search->report, index);
        if (block < chapter->count)
            search_words(search, &chapter->blocks[block], (Place){.chapter = index, .block = block});
    }
    folded_free_chapter(&folded);
    return true;
}

static bool search_folded(Search *search, int index)
{
    if (search->options.is_exact || search->options.is_regex)
        return false;
    if (!folded_lacks(search->report, index, search->needle.text, search->needle.length) && !search_texts(search, index))
        return false;
    search->chapters[index].next = INT_MAX;
    return true;
}

static void search_blocks(Search *search, int index)
{
    const Chapter *chapter = report_chapter(search->report, index);
    ChapterHits *hits = &search->chapters[index];
    if (report_is_stopped(search->report))
        return;
    for (size_t bytes = 0; hits->next < chapter->count && bytes < PART_BYTES && !search->is_full; hits->next++) {
        const Block *block = &chapter->blocks[hits->next];
        const Place place = {.chapter = index, .block = hits->next};
        if (block->length && search->options.is_regex)
            bytes += search_pattern(search, block, place);
        else if (block->length)
            bytes += search_words(search, block, place);
        if (report_is_stopped(search->report))
            return;
    }
    if (hits->next >= chapter->count)
        hits->next = INT_MAX;
}

// What was stopped is searched again.
static void take_back(Search *search, ChapterHits *hits, size_t count, int next)
{
    search->count -= hits->count - count;
    search->is_full = false;
    hits->count = count;
    hits->next = next;
}

// One part more of a chapter.
static void search_part(Search *search, int index)
{
    ChapterHits *hits = &search->chapters[index];
    const size_t before = hits->count;
    const int next = hits->next;
    if (next > 0 || !search_folded(search, index))
        search_blocks(search, index);
    if (report_is_stopped(search->report)) {
        take_back(search, hits, before, next);
        return;
    }
    hits->is_searched = hits->next == INT_MAX || search->is_full;
    search->searched += hits->is_searched;
    tally_add(&search->hits, index, (long)(hits->count - before));
}

static int step_chapter(const Search *search, int near)
{
    int index = search->chapters[near].is_searched ? search->next : near;
    while (search->chapters[index].is_searched)
        index = (index + 1) % search->chapter_count;
    return index;
}

bool search_step(Search *search, int near)
{
    if (search_is_done(search))
        return false;
    const int index = step_chapter(search, near);
    search_part(search, index);
    search->next = index;
    return true;
}

void search_finish(Search *search)
{
    while (search_step(search, search->next))
        ;
}

bool search_is_done(const Search *search)
{
    return search->searched == search->chapter_count;
}

SearchOptions search_options(const Search *search)
{
    return search->options;
}

const char *search_text(const Search *search)
{
    return search->text;
}

size_t search_count(const Search *search)
{
    return search->count;
}

size_t search_left_out(const Search *search)
{
    return search->left_out;
}

bool search_is_full(const Search *search)
{
    return search->is_full;
}

const Hit *search_hit(const Search *search, size_t index)
{
    const int chapter = tally_find(&search->hits, (long)index);
    return &search->chapters[chapter].hits[index - (size_t)tally_before(&search->hits, chapter)];
}

// How many hits of the place's chapter stand before it.
static size_t hits_before(const Search *search, Place place)
{
    const ChapterHits *hits = &search->chapters[place.chapter];
    size_t low = 0, high = hits->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (place_compare(hits->hits[middle].place, place) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t search_index(const Search *search, Place place)
{
    return (size_t)tally_before(&search->hits, place.chapter) + hits_before(search, place);
}

TextRange search_hits_in(const Search *search, int chapter, int block)
{
    const Place start = {.chapter = chapter, .block = block}, end = {.chapter = chapter, .block = block + 1};
    return (TextRange){.start = search_index(search, start), .end = search_index(search, end)};
}

// The chapter that a step of a seek looks at, and whether it lies past the report's end.
static int seek_chapter(const Search *search, Seek *seek)
{
    const int count = search->chapter_count;
    const int ahead = seek->way == SEARCH_FORWARD ? seek->from.chapter + seek->tried : seek->from.chapter - seek->tried + count;
    seek->is_wrapped = seek->way == SEARCH_FORWARD ? ahead >= count : ahead < count;
    return ahead % count;
}

SeekResult search_seek(Search *search, Seek *seek)
{
    if (seek->tried > search->chapter_count)
        return SEEK_NONE;
    const int chapter = seek_chapter(search, seek);
    ChapterHits *hits = &search->chapters[chapter];
    const bool is_first = seek->tried == 0;
    if (!hits->is_searched)
        search_part(search, chapter);
    const size_t before = is_first ? hits_before(search, seek->from) : 0;
    seek->tried += hits->is_searched;
    if (seek->way == SEARCH_FORWARD && before < hits->count)
        seek->hit = hits->hits[before].place;
    else if (!hits->is_searched)
        return SEEK_ON;
    else if (seek->way == SEARCH_BACKWARD && (is_first ? before : hits->count) > 0)
        seek->hit = hits->hits[(is_first ? before : hits->count) - 1].place;
    else
        return seek->tried > search->chapter_count ? SEEK_NONE : SEEK_ON;
    return SEEK_FOUND;
}

bool search_comes(const Search *search, int near, const Seek *seek)
{
    if (search_is_done(search))
        return true;
    Seek looked = seek ? *seek : (Seek){0};
    const int index = seek ? seek_chapter(search, &looked) : step_chapter(search, near);
    return search->chapters[index].is_searched || report_chapter_comes(search->report, index);
}

TextRange search_sentence(Report *report, const Hit *hit)
{
    const Block *block = &report_chapter(report, hit->place.chapter)->blocks[hit->place.block];
    TextRange range = sentence_at(report_segmenter(report), block->text, block->length, block->language, hit->place.byte);
    if (range.start > hit->place.byte)
        range.start = hit->place.byte;
    if (range.end < hit->end)
        range.end = hit->end;
    return range;
}
