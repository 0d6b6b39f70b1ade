// Looking through all reports of the shelf.
#include "reader/shelf_search.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/mark_filter.h"
#include "reader/shelf_pieces.h"
#include "text/safe.h"

enum { LATE_MS = 30000, HEAD_TEXTS = 3, ITEM_TEXTS = 8 };

struct ShelfSearch {
    Bookshelf *bookshelf;
    char *state, *cache, *shared;
    ShelfWanted wanted;
    char *text;
    SearchOptions options;
    ShelfFinding *findings;     // of the first reports
    size_t read;
    size_t count, unread;
    ShelfChild child;           // for the next
};

// One report

static char *safe_part(const char *text, size_t length)
{
    Buffer out = {0};
    if (length)
        safe_add_line(&out, text, length);
    return buffer_take(&out);
}

static ShelfFound *add_found(ShelfFinding *finding, size_t *capacity, Report *report, Place place)
{
    char citation[CITATION_BYTES];
    finding->items = memory_grow(finding->items, finding->count, capacity, sizeof *finding->items);
    ShelfFound *found = &finding->items[finding->count++];
    const char *chapter = report_chapter(report, place.chapter)->title;
    *found = (ShelfFound){.place = place, .citation = memory_copy_text(report_citation(report, place, citation)), .chapter = safe_part(chapter, strlen(chapter))};
    return found;
}

static bool none_stays(const void *context, int chapter)
{
    (void)context, (void)chapter;
    return false;
}

// What was read for it is kept for the next time.
static void search_all(Search *search, Report *report)
{
    for (int near = 0; search_step(search, near); near = (near + 1) % report_chapter_count(report))
        report_trim(report, none_stays, NULL);
    for (int i = 0; i < report_chapter_count(report); i++)
        report_trim(report, none_stays, NULL);
}

static void read_hits(ShelfFinding *finding, Report *report, const char *text, SearchOptions options)
{
    Error ignored;
    size_t capacity = 0;
    Search *search = search_new(report, text, options, &ignored);
    if (!search)
        return;
    search_all(search, report);
    finding->all = search_count(search);
    for (size_t i = 0; i < finding->all && i < SHELF_FOUND_A_REPORT; i++) {
        const Hit *hit = search_hit(search, i);
        const TextRange range = search_sentence(report, hit);
        const char *block = report_chapter(report, hit->place.chapter)->blocks[hit->place.block].text;
        ShelfFound *found = add_found(finding, &capacity, report, hit->place);
        found->text = safe_part(block + range.start, range.end - range.start);
        found->match = safe_part(block + hit->place.byte, hit->end - hit->place.byte);
    }
    search_free(search);
}

static char *words_of(Marks *marks, size_t index)
{
    Buffer words = {0};
    marks_add_words(&words, marks, index);
    return buffer_take(&words);
}

static char *last_of(Marks *marks, const Mark *mark, Report *report)
{
    char citation[CITATION_BYTES];
    return memory_copy_text(mark->parts < 2 ? "" : report_citation(report, marks_last_part(marks, mark)->place, citation));
}

static Place place_of(Marks *marks, size_t index)
{
    const Mark *mark = marks_at(marks, index);
    return mark->parts < 2 ? mark->place : marks_at(marks, mark->first)->place;
}

static void fill_mark(ShelfFound *found, Marks *marks, size_t index, Report *report)
{
    const Mark *mark = marks_at(marks, index);
    found->is_mark = true;
    found->last = last_of(marks, mark, report);
    found->text = words_of(marks, index);
    found->note = memory_copy_text(mark->note);
    found->tags = memory_copy_text(mark->tags);
    found->time = memory_copy_text(mark->time);
    found->kind = mark->kind;
    found->found = mark->found;
    found->paragraphs = mark->paragraphs;
}

static void read_marks(ShelfFinding *finding, Report *report, const char *state, const char *filter)
{
    const About *about = report_about(report);
    size_t capacity = 0;
    Marks *marks = marks_new(report, records_look(state, about->id, about->title, report_folder(report)));
    const size_t count = marks_standing(marks) ? marks_count(marks) : 0;    // places are looked for only where there are marks
    for (size_t i = 0; i < count; i++)
        if (mark_is_told(marks, i, report, filter) && finding->all++ < SHELF_FOUND_A_REPORT)
            fill_mark(add_found(finding, &capacity, report, place_of(marks, i)), marks, i, report);
    marks_free(marks);
}

static void list_item(ShelfFound *item, char ***texts)
{
    char **const all[ITEM_TEXTS] = {&item->citation, &item->last, &item->chapter, &item->text, &item->match, &item->note, &item->tags, &item->time};
    memcpy(texts, all, sizeof all);
}

static void fill_empty(ShelfFinding *finding)
{
    for (size_t i = 0; i < finding->count; i++) {
        char **texts[ITEM_TEXTS];
        list_item(&finding->items[i], texts);
        for (size_t k = 0; k < ITEM_TEXTS; k++)
            *texts[k] = *texts[k] ? *texts[k] : memory_copy_text("");
    }
}

void shelf_finding_read(const char *path, ShelfKept kept, ShelfWanted wanted, const char *text, SearchOptions options, ShelfFinding *finding)
{
    Problems problems = {0};
    Report *report = report_open(path, &problems);
    const About *about = report ? report_about(report) : NULL;
    const char *edition = report ? report_edition(report) : "";
    *finding = (ShelfFinding){.is_read = report};
    finding->id = safe_part(about ? about->id : "", about ? strlen(about->id) : 0);
    finding->title = safe_part(about ? about->title : "", about ? strlen(about->title) : 0);
    finding->edition = safe_part(edition, strlen(edition));
    if (report && kept.cache) {
        report_use_cache(report, kept.cache);
        report_share_cache(report, kept.shared);
    }
    if (report && wanted == SHELF_HITS)
        read_hits(finding, report, text, options);
    else if (report)
        read_marks(finding, report, kept.state, text);
    fill_empty(finding);
    report_free(report);
    problems_clear(&problems);
}

void shelf_finding_free(ShelfFinding *finding)
{
    for (size_t i = 0; i < finding->count; i++) {
        char **texts[ITEM_TEXTS];
        list_item(&finding->items[i], texts);
        for (size_t k = 0; k < ITEM_TEXTS; k++)
            free(*texts[k]);
    }
    free(finding->items);
    free(finding->id);
    free(finding->title);
    free(finding->edition);
    *finding = (ShelfFinding){0};
}

// From the child

static void put_finding(Buffer *out, ShelfFinding *finding)
{
    buffer_add(out, (const char *)finding, sizeof *finding);
    shelf_put_text(out, finding->id);
    shelf_put_text(out, finding->title);
    shelf_put_text(out, finding->edition);
    for (size_t i = 0; i < finding->count; i++) {
        char **texts[ITEM_TEXTS];
        buffer_add(out, (const char *)&finding->items[i], sizeof finding->items[i]);
        list_item(&finding->items[i], texts);
        for (size_t k = 0; k < ITEM_TEXTS; k++)
            shelf_put_text(out, *texts[k]);
    }
}

static bool take_item(ShelfPieces *pieces, ShelfFound *item)
{
    char **texts[ITEM_TEXTS];
    bool is_good = shelf_take_bytes(pieces, item, sizeof *item);
    list_item(item, texts);
    for (size_t k = 0; k < ITEM_TEXTS; k++) {
        *texts[k] = is_good ? shelf_take_text(pieces) : NULL;
        is_good = *texts[k];
    }
    return is_good;
}

// False: the child did not come to its end.
static bool take_finding(const Buffer *answer, ShelfFinding *finding)
{
    ShelfPieces pieces = {answer->bytes, answer->length};
    if (!shelf_take_bytes(&pieces, finding, sizeof *finding))
        return false;
    const size_t count = finding->count;
    finding->count = 0;
    finding->id = shelf_take_text(&pieces);
    finding->title = shelf_take_text(&pieces);
    finding->edition = shelf_take_text(&pieces);
    finding->items = memory_new(count + 1, sizeof *finding->items);
    bool is_good = finding->id && finding->title && finding->edition;
    while (is_good && finding->count < count)
        is_good = take_item(&pieces, &finding->items[finding->count++]);
    if (!is_good)
        shelf_finding_free(finding);
    return is_good;
}

// All

ShelfSearch *shelf_search_new(Bookshelf *bookshelf, ShelfKept kept, ShelfWanted wanted, const char *text, SearchOptions options)
{
    ShelfSearch *search = memory_new(1, sizeof *search);
    search->bookshelf = bookshelf;
    search->state = memory_copy_text(kept.state);
    search->cache = memory_copy_text(kept.cache);
    search->shared = memory_copy_text(kept.shared);
    search->wanted = wanted;
    search->text = memory_copy_text(text);
    search->options = options;
    search->findings = memory_new(bookshelf_count(bookshelf) + 1, sizeof *search->findings);
    return search;
}

void shelf_search_free(ShelfSearch *search)
{
    if (!search)
        return;
    apart_leave(search->child.asked, APART_END);
    for (size_t i = 0; i < search->read; i++)
        shelf_finding_free(&search->findings[i]);
    free(search->findings);
    bookshelf_free(search->bookshelf);
    free(search->state);
    free(search->cache);
    free(search->shared);
    free(search->text);
    free(search);
}

static void read_next(void *context, Buffer *out)
{
    const ShelfSearch *search = context;
    ShelfFinding finding;
    shelf_finding_read(bookshelf_entry(search->bookshelf, search->read)->path, (ShelfKept){search->state, search->cache, search->shared}, search->wanted, search->text, search->options, &finding);
    put_finding(out, &finding);
    shelf_finding_free(&finding);
}

static BookshelfStep take_next(ShelfSearch *search, const Buffer *answer)
{
    ShelfFinding finding = {0};
    if (!take_finding(answer, &finding))
        finding = (ShelfFinding){.id = memory_copy_text(""), .title = memory_copy_text(""), .edition = memory_copy_text("")};
    for (size_t i = 0; i < finding.count; i++)
        finding.items[i].report = search->read;
    search->unread += !finding.is_read;
    search->count += finding.all;
    search->findings[search->read++] = finding;
    return BOOKSHELF_CHANGED;
}

BookshelfStep shelf_search_step(ShelfSearch *search, int wait_ms)
{
    Buffer answer = {0};
    if (shelf_search_is_done(search))
        return BOOKSHELF_DONE;
    if (shelf_child_step(&search->child, read_next, search, wait_ms, LATE_MS, &answer) == SHELF_CHILD_WAITS)
        return BOOKSHELF_WAITS;
    const BookshelfStep step = take_next(search, &answer);
    buffer_free(&answer);
    return step;
}

bool shelf_search_is_done(const ShelfSearch *search)
{
    return search->read == bookshelf_count(search->bookshelf);
}

ShelfWanted shelf_search_wanted(const ShelfSearch *search)
{
    return search->wanted;
}

const char *shelf_search_text(const ShelfSearch *search)
{
    return search->text;
}

SearchOptions shelf_search_options(const ShelfSearch *search)
{
    return search->options;
}

const Bookshelf *shelf_search_bookshelf(const ShelfSearch *search)
{
    return search->bookshelf;
}

size_t shelf_search_read(const ShelfSearch *search)
{
    return search->read;
}

const ShelfFinding *shelf_search_finding(const ShelfSearch *search, size_t index)
{
    return &search->findings[index];
}

size_t shelf_search_count(const ShelfSearch *search)
{
    return search->count;
}

size_t shelf_search_unread(const ShelfSearch *search)
{
    return search->unread;
}
