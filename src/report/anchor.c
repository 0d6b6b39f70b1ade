// Anchors: a place with the words that stand there, found again in a report that may have changed.
#include "report/anchor.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/number.h"
#include "text/cluster.h"

enum {
    EXACT_ALONE_BYTES = 24,     // so many are believed in another block without the words around them
    CONTEXT_BYTES = 12,         // so many of prefix or suffix are believed to stand for the place
    OCCURRENCES_MOST = 10000,   // looked at in one block: text may be made of one letter
};

static size_t clusters_behind(const Block *block, size_t from, int clusters)
{
    while (clusters-- > 0 && from < block->length)
        from = cluster_next(block->text, block->length, from);
    return from;
}

static size_t clusters_before(const Block *block, size_t from, int clusters)
{
    while (clusters-- > 0 && from > 0)
        from = cluster_previous(block->text, block->length, from);
    return from;
}

// The first block from here on that has text: a list has none of its own.
static int block_with_text(const Chapter *chapter, int block)
{
    for (int i = block; i < chapter->blocks[block].end; i++)
        if (chapter->blocks[i].length)
            return i;
    return block;
}

// The block whose number says where this one is: for a heading without an id the first one below it.
static int number_for(const Chapter *chapter, int block)
{
    if (chapter->blocks[block].kind != BLOCK_SECTION)
        return chapter_numbered_of(chapter, block);
    for (int i = block; i < chapter->blocks[block].end; i++)
        if (chapter->blocks[i].number)
            return i;
    return -1;
}

static char *block_name(const Chapter *chapter, int block)
{
    if (*chapter->blocks[block].id)
        return memory_copy_text(chapter->blocks[block].id);
    int numbered = number_for(chapter, block);
    if (numbered < 0)
        return memory_copy_text("");
    char digits[16];
    snprintf(digits, sizeof digits, "%d", chapter->blocks[numbered].number);
    return memory_copy_text(digits);
}

// Of bytes of block `index`, which stand for a place in block `named` or a block that it holds.
static Anchor quote(Report *report, const Chapter *chapter, int named, int index, TextRange range)
{
    const Block *block = &chapter->blocks[index];
    const char *name = report_chapter_name(report, chapter->index);
    size_t before = clusters_before(block, range.start, ANCHOR_CONTEXT_CLUSTERS), behind = clusters_behind(block, range.end, ANCHOR_CONTEXT_CLUSTERS);
    return (Anchor){
        .chapter = memory_copy_text(chapter->id),
        .block = block_name(chapter, *chapter->blocks[named].id ? named : index),
        .exact = memory_copy(block->text + range.start, range.end - range.start),
        .prefix = memory_copy(block->text + before, range.start - before),
        .suffix = memory_copy(block->text + range.end, behind - range.end),
        .name = strcmp(name, chapter->id) == 0 ? NULL : memory_copy_text(name),
    };
}

Anchor anchor_new(Report *report, Place place)
{
    const Chapter *chapter = report_chapter(report, place.chapter);
    int index = block_with_text(chapter, place.block);
    const Block *block = &chapter->blocks[index];
    size_t start = index == place.block && place.byte < block->length ? place.byte : 0;
    return quote(report, chapter, place.block, index, (TextRange){start, clusters_behind(block, start, ANCHOR_EXACT_CLUSTERS)});
}

Anchor anchor_new_range(Report *report, Place place, size_t end)
{
    return quote(report, report_chapter(report, place.chapter), place.block, place.block, (TextRange){place.byte, end});
}

void anchor_free(Anchor *anchor)
{
    free(anchor->chapter);
    free(anchor->block);
    free(anchor->exact);
    free(anchor->prefix);
    free(anchor->suffix);
    free(anchor->name);
    *anchor = (Anchor){0};
}

// An anchor with its lengths, and the best place for it so far.
typedef struct {
    const Anchor *anchor;
    size_t exact, prefix, suffix;
    bool is_own;            // the chapter searched is the one it names
    int home, home_end;     // blocks that it names in that chapter; -1 = none
    bool is_found;
    bool is_sure;           // in the block it names, with all the words around
    size_t score;
    Place place;
} Search;

static size_t common_end(const char *text, size_t end, const char *prefix, size_t length)
{
    size_t count = 0;
    while (count < length && count < end && text[end - 1 - count] == prefix[length - 1 - count])
        count++;
    return count;
}

static size_t common_start(const char *text, size_t length, const char *suffix, size_t suffix_length)
{
    size_t count = 0;
    while (count < length && count < suffix_length && text[count] == suffix[count])
        count++;
    return count;
}

// How well an occurrence of the words fits.
typedef struct {
    bool is_home;           // in the block that is named
    bool is_whole;          // the words are all of the block, as they were
    size_t context;         // bytes of prefix and suffix that stand there too
} Fit;

enum { WHOLE_SCORE = 4, CONTEXT_SCORE = 2 };

static Fit fit_of(const Search *search, const Block *block, Place place)
{
    size_t end = place.byte + search->exact;
    return (Fit){
        .is_home = place.block >= search->home && place.block < search->home_end,
        .is_whole = search->exact == block->length && search->prefix + search->suffix == 0,
        .context = common_end(block->text, place.byte, search->anchor->prefix, search->prefix)
                 + common_start(block->text + end, block->length - end, search->anchor->suffix, search->suffix),
    };
}

static bool is_complete(const Search *search, Fit fit)
{
    size_t all = search->prefix + search->suffix;
    return all ? fit.context == all : fit.is_whole && search->is_own;
}

// Words that stand in another block are only believed if there are many of them, or the words around them are there too.
static bool is_believed(const Search *search, Fit fit)
{
    return fit.is_home || search->exact >= EXACT_ALONE_BYTES || fit.context >= CONTEXT_BYTES || is_complete(search, fit);
}

// Of two that fit as well the one that is nearer to the block that is named, else the first.
static bool is_better(const Search *search, size_t score, Place place)
{
    if (!search->is_found || score != search->score)
        return !search->is_found || score > search->score;
    return search->home >= 0 && abs(place.block - search->home) < abs(search->place.block - search->home);
}

static void consider(Search *search, const Block *block, Place place)
{
    Fit fit = fit_of(search, block, place);
    size_t score = fit.is_home + WHOLE_SCORE * fit.is_whole + CONTEXT_SCORE * fit.context;
    if (!is_believed(search, fit) || !is_better(search, score, place))
        return;
    search->is_found = true;
    search->is_sure = fit.is_home && is_complete(search, fit);
    search->score = score;
    search->place = place;
    search->place.byte = cluster_start(block->text, block->length, place.byte);
}

static void search_block(Search *search, const Chapter *chapter, int index)
{
    const Block *block = &chapter->blocks[index];
    const char *at = block->text, *end = block->text + block->length;
    for (int i = 0; i < OCCURRENCES_MOST; i++, at++) {
        at = memmem(at, (size_t)(end - at), search->anchor->exact, search->exact);
        if (!at)
            return;
        consider(search, block, (Place){.chapter = chapter->index, .block = index, .byte = (size_t)(at - block->text)});
    }
}

// What is found further on can fit no better.
static bool is_best(const Search *search)
{
    const size_t context = search->prefix + search->suffix;
    return search->is_found && search->home < 0 && search->score == (context ? CONTEXT_SCORE * context : WHOLE_SCORE);
}

static void search_blocks(Search *search, const Chapter *chapter, int from, int to)
{
    for (int i = from; i < to && !is_best(search); i++)
        search_block(search, chapter, i);
}

// First the block that is named, with all it holds; then all others, unless it stands there with all the words around it.
static bool search_chapter(Search *search, const Chapter *chapter)
{
    search_blocks(search, chapter, search->home, search->home_end);
    if (!search->is_sure)
        search_blocks(search, chapter, 0, chapter->count);
    return search->is_found;
}

static int home_of(const Chapter *chapter, const Anchor *anchor)
{
    long number;
    if (number_read(anchor->block, 1, INT_MAX, &number))
        return chapter_find_number(chapter, (int)number);
    return chapter_find_id(chapter, anchor->block);
}

// Where the words before the place end, or those behind it begin.
static bool find_context(const Block *block, const Anchor *anchor, size_t *byte)
{
    size_t prefix = strlen(anchor->prefix), suffix = strlen(anchor->suffix);
    const char *before = prefix >= CONTEXT_BYTES ? memmem(block->text, block->length, anchor->prefix, prefix) : NULL;
    const char *behind = suffix >= CONTEXT_BYTES ? memmem(block->text, block->length, anchor->suffix, suffix) : NULL;
    if (!before && !behind)
        return false;
    *byte = before ? (size_t)(before - block->text) + prefix : (size_t)(behind - block->text);
    if (*byte >= block->length)
        *byte = 0;
    *byte = cluster_start(block->text, block->length, *byte);
    return true;
}

static bool near_context(const Chapter *chapter, int from, int to, const Anchor *anchor, Place *place)
{
    for (int i = from; i < to; i++) {
        if (!find_context(&chapter->blocks[i], anchor, &place->byte))
            continue;
        place->block = i;
        return true;
    }
    return false;
}

// Digits name a block only in their edition: they lead to a heading, never to words that may have nothing to do with the place.
static int nearest_heading(const Chapter *chapter, const Anchor *anchor)
{
    long number;
    if (!number_read(anchor->block, 1, INT_MAX, &number))
        return 0;
    int last = 0;
    for (int i = 0; i < chapter->body_end; i++)
        if (chapter->blocks[i].number && chapter->blocks[i].number <= number)
            last = i;
    return chapter_heading_of(chapter, last);
}

static AnchorResult find_near(const Chapter *chapter, const Search *search, Place *place)
{
    const Anchor *anchor = search->anchor;
    int home = search->home;
    *place = (Place){.chapter = chapter->index};
    if (near_context(chapter, home, search->home_end, anchor, place) || near_context(chapter, 0, chapter->count, anchor, place))
        return ANCHOR_NEAR;
    bool is_named = home >= 0 && strcmp(chapter->blocks[home].id, anchor->block) == 0;
    place->block = is_named ? home : nearest_heading(chapter, anchor);
    return place->block > 0 ? ANCHOR_NEAR : ANCHOR_LOST;
}

static bool search_elsewhere(Report *report, Search search, int but, Place *place)
{
    search.home = search.home_end = -1;
    search.is_own = false;
    for (int i = 0; i < report_chapter_count(report); i++) {
        if (i == but || !search_chapter(&search, report_chapter(report, i)))
            continue;
        *place = search.place;
        return true;
    }
    return false;
}

static bool search_own_chapter(Search *search, const Chapter *chapter, Place *place)
{
    search->is_own = true;
    search->home = home_of(chapter, search->anchor);
    search->home_end = search->home < 0 ? -1 : chapter->blocks[search->home].end;
    if (!search->exact || !search_chapter(search, chapter))
        return false;
    *place = search->place;
    return true;
}

static Search begin_search(const Anchor *anchor)
{
    return (Search){.anchor = anchor, .exact = strlen(anchor->exact), .prefix = strlen(anchor->prefix), .suffix = strlen(anchor->suffix),
                    .home = -1, .home_end = -1};
}

bool anchor_find_in(Report *report, int chapter, const Anchor *anchor, Place *place)
{
    Search search = begin_search(anchor);
    const Chapter *content = report_chapter(report, chapter);
    return !content->is_broken && strcmp(content->id, anchor->chapter) == 0 && search_own_chapter(&search, content, place);
}

AnchorResult anchor_find(Report *report, const Anchor *anchor, Place *place)
{
    Search search = begin_search(anchor);
    int index = report_find_chapter(report, anchor->chapter, anchor->name);
    const Chapter *chapter = index >= 0 ? report_chapter(report, index) : NULL;
    *place = (Place){.chapter = chapter ? index : 0};
    if (chapter && chapter->is_broken)
        return ANCHOR_LOST;
    if (chapter && search_own_chapter(&search, chapter, place))
        return ANCHOR_FOUND;
    if (search.exact && search_elsewhere(report, search, index, place))
        return ANCHOR_FOUND;
    return chapter ? find_near(chapter, &search, place) : ANCHOR_LOST;
}
