// What stands in the lists of places: contents, hits, bookmarks.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/mark_filter.h"
#include "reader/rows.h"
#include "report/contents.h"
#include "text/amount.h"
#include "text/locale.h"
#include "text/safe.h"

enum { KEYS_BYTES = 160, DATE_BYTES = 64, HITS_LISTED = 2000 };

List *list_in_focus(Reader *reader)
{
    // A list of a reader that may be changed may be changed.
    return (List *)reader_list(reader, reader->focus == FOCUS_PROMPT ? reader->focus_before : reader->focus);
}

char *row_citation(Report *report, Place place)
{
    char out[CITATION_BYTES];
    return memory_copy_text(report_citation(report, place, out));
}

Direction row_direction(Report *report, Place place)
{
    const Chapter *chapter = report_chapter_if_known(report, place.chapter);
    return chapter && place.block < chapter->count ? chapter->blocks[place.block].direction : DIRECTION_AUTO;
}

void rows_select(List *list, Place place)
{
    size_t found = list_given(list, 0);
    for (size_t i = 0; i < list->count; i++)
        if (place_compare(list->rows[i].place, place) <= 0 && list->rows[i].given > list->rows[found].given)
            found = i;
    list_select(list, found);
}

// Contents

static bool is_broken(const Reader *reader, const ContentsEntry *entry)
{
    const Chapter *chapter = report_chapter_if_loaded(reader->report, entry->place.chapter);
    return chapter && chapter->is_broken;
}

// That a chapter is unread is not told: where nothing was read it would stand in every row.
static void tell_progress(const Reader *reader, const ContentsEntry *entry, Row *row)
{
    if (entry->level > 0)
        return;
    const ChapterProgress progress = marks_progress(reader->marks, entry->place.chapter);
    const char *told = is_broken(reader, entry) ? _("can't be read") : progress == CHAPTER_UNREAD ? "" : progress_told(progress);
    row->mark = memory_copy_text(told);
    row->date = memory_copy_text(marks_reached_time(reader->marks, entry->place.chapter));
    row->state = (size_t)progress + 1;
}

enum { MINUTES_KEPT = 32 };     // nearly all sections take fewer

// By minutes, as they are told: of a long report there are many thousands.
typedef struct {
    char *texts[MINUTES_KEPT];  // NULL = not told yet
} Told;

static char *tell_minutes(int minutes)
{
    return row_text(translate_count("%s min", "%s min", (size_t)minutes), AMOUNT(minutes));
}

static char *told_minutes(Told *told, int minutes)
{
    if (minutes >= MINUTES_KEPT)
        return tell_minutes(minutes);
    if (!told->texts[minutes])
        told->texts[minutes] = tell_minutes(minutes);
    return memory_copy_text(told->texts[minutes]);
}

static void forget_told(Told *told)
{
    for (int i = 0; i < MINUTES_KEPT; i++)
        free(told->texts[i]);
}

static void add_entry(Reader *reader, Told *told, const Contents *contents, int index, int present)
{
    const ContentsEntry *entry = &contents->entries[index];
    Row row = {
        .level = entry->level,
        .text = memory_copy_text(entry->title),
        .direction = entry->direction,
        .detail = entry->words ? told_minutes(told, speed_minutes(&reader->speed, entry->words)) : memory_copy_text(""),
        .place = entry->place,
        .source = (size_t)index,
        .is_folded = entry->level == 0 && !(index <= present && present < entry->end),
        .is_closed = entry->is_closed,
    };
    tell_progress(reader, entry, &row);
    list_add(&reader->contents, row);
}

static bool is_open(const void *context, int chapter)
{
    return ((const Reader *)context)->contents_open[chapter];
}

static void fill_contents(Reader *reader)
{
    if (!reader->contents_open)
        reader->contents_open = memory_new((size_t)report_chapter_count(reader->report), sizeof *reader->contents_open);
    reader->contents_open[place_now(reader).chapter] = true;
    Contents contents = contents_of(reader->report, is_open, reader);
    const int present = contents_at(&contents, place_now(reader));
    rows_begin(&reader->contents, row_text(_("Contents of %s"), report_about(reader->report)->title), memory_copy_text(_("There is nothing in this report.")));
    for (size_t i = 0; i < LIST_STATES; i++)
        reader->contents.states[i] = (RowState){progress_told((ChapterProgress)i), progress_name((ChapterProgress)i)};
    Told told = {0};
    for (int i = 0; i < contents.count; i++)
        add_entry(reader, &told, &contents, i, present);
    forget_told(&told);
    contents_free(&contents);
    reader->contents_seen = pager_seen(reader->pager);
    list_settle(&reader->contents);
    list_select(&reader->contents, list_given(&reader->contents, (size_t)present));
}

void rows_forget_contents(Reader *reader)
{
    free(reader->contents_open);
    reader->contents_open = NULL;
}

void rows_fill_contents(Reader *reader)
{
    reader_await_pages(reader);
    rows_forget_contents(reader);
    fill_contents(reader);
}

// What a person did to a row, to be done again to the new row of the same place.
typedef struct {
    Place place;
    bool is_folded;
} Kept;

static Kept *keep_folds(const List *list)
{
    Kept *kept = memory_new(list->count + 1, sizeof *kept);
    for (size_t i = 0; i < list->count; i++)
        kept[i] = (Kept){.place = list->rows[i].place, .is_folded = list->rows[i].is_folded};
    return kept;
}

static int compare_kept(const void *a, const void *b)
{
    return place_compare(((const Kept *)a)->place, ((const Kept *)b)->place);
}

static void restore_folds(List *list, Kept *kept, size_t count, Place selected)
{
    if (count)
        qsort(kept, count, sizeof *kept, compare_kept);
    for (size_t i = 0; i < list->count && count; i++) {
        const Kept wanted = {.place = list->rows[i].place};
        const Kept *found = bsearch(&wanted, kept, count, sizeof *kept, compare_kept);
        if (found)
            list->rows[i].is_folded = found->is_folded;
    }
    list_settle(list);
    rows_select(list, selected);
}

bool rows_are_worth_refilling(const Reader *reader, int listed)
{
    const int seen = pager_seen(reader->pager), most = report_chapter_count(reader->report);
    return seen == most ? listed != most : seen > listed + listed / 2;
}

// With folds and selection as they are.
static void refill_contents(Reader *reader)
{
    List *list = &reader->contents;
    const size_t count = list->count;
    const Place selected = list->selected < count ? list->rows[list->selected].place : place_now(reader);
    Kept *kept = keep_folds(list);
    fill_contents(reader);
    restore_folds(list, kept, count, selected);
    free(kept);
}

void rows_refresh_contents(Reader *reader)
{
    if (list_in_focus(reader) == &reader->contents && rows_are_worth_refilling(reader, reader->contents_seen))
        refill_contents(reader);
}

void rows_open_contents(Reader *reader)
{
    const List *list = &reader->contents;
    bool is_whole = list_in_focus(reader) != list || !reader->contents_open;
    for (int i = 0; !is_whole && i < report_chapter_count(reader->report); i++)
        reader->contents_open[i] = true;
    for (size_t i = 0; !is_whole && i < list->count; i++)
        if (list->rows[i].is_closed) {
            refill_contents(reader);
            is_whole = true;
        }
}

void rows_open_chapter(Reader *reader)
{
    const List *list = &reader->contents;
    if (list_in_focus(reader) != list || !reader->contents_open || list->selected >= list->count || !list->rows[list->selected].is_closed)
        return;
    reader->contents_open[list->rows[list->selected].place.chapter] = true;
    refill_contents(reader);
}

// Hits

static void add_hit(Reader *reader, size_t index)
{
    const Hit *hit = search_hit(reader->finding.search, index);
    const TextRange sentence = search_sentence(reader->report, hit);
    const char *text = report_chapter(reader->report, hit->place.chapter)->blocks[hit->place.block].text;
    list_add(&reader->hits, (Row){
        .mark = row_citation(reader->report, hit->place),
        .text = memory_copy(text + sentence.start, sentence.end - sentence.start),
        .direction = row_direction(reader->report, hit->place),
        .place = hit->place,
        .source = index,
    });
}

// Above the list: of very many only the first are in it, and there may be more.
static char *first_hits_title(const Search *search, size_t listed)
{
    const size_t count = search_count(search);
    const char *text = search_text(search);
    if (search_is_full(search))
        return row_text(_("The first %1$s of more than %2$s hits of \"%3$s\""), AMOUNT(listed), AMOUNT(count), text);
    if (search_is_done(search))
        return row_text(_("The first %1$s of %2$s hits of \"%3$s\""), AMOUNT(listed), AMOUNT(count), text);
    return row_text(_("The first %1$s of %2$s hits of \"%3$s\" so far"), AMOUNT(listed), AMOUNT(count), text);
}

static char *hits_title(const Search *search, size_t listed)
{
    const size_t count = search_count(search);
    if (listed < count)
        return first_hits_title(search, listed);
    if (search_is_done(search))
        return row_text(translate_count("%1$s hit of \"%2$s\"", "%1$s hits of \"%2$s\"", count), AMOUNT(count), search_text(search));
    return row_text(translate_count("%1$s hit of \"%2$s\" so far", "%1$s hits of \"%2$s\" so far", count), AMOUNT(count), search_text(search));
}

// What is found so far, with the hit at or behind a place selected.
static void fill_hits(Reader *reader, Place selected)
{
    const Search *search = reader->finding.search;
    const size_t count = search_count(search), listed = count < HITS_LISTED ? count : HITS_LISTED;
    rows_begin(&reader->hits, hits_title(search, listed), row_text(search_is_done(search) ? _("Not found: \"%s\".") : _("Not found so far: \"%s\"."), search_text(search)));
    for (size_t i = 0; i < listed; i++)
        add_hit(reader, i);
    list_settle(&reader->hits);
    const size_t row = search_index(search, selected);
    if (listed)
        list_select(&reader->hits, list_given(&reader->hits, row < listed ? row : listed - 1));
    reader->hits_are_all = search_is_done(search);
}

void rows_fill_hits(Reader *reader)
{
    const Finding *finding = &reader->finding;
    fill_hits(reader, finding->hit >= 0 ? search_hit(finding->search, (size_t)finding->hit)->place : place_now(reader));
}

// Likewise only when there is much more to list, or all is known.
void rows_refresh_hits(Reader *reader)
{
    List *list = list_in_focus(reader);
    if (list != &reader->hits || reader->hits_are_all)
        return;
    const size_t count = search_count(reader->finding.search);
    const bool has_many_more = list->count < HITS_LISTED && count > list->count + list->count / 2;
    if (has_many_more || search_is_done(reader->finding.search))
        fill_hits(reader, list->selected < list->count ? list->rows[list->selected].place : place_now(reader));
}

// Bookmarks

char *row_mark_detail(const char *time, MarkKind kind, AnchorResult found, size_t paragraphs)
{
    char date[DATE_BYTES];
    locale_date(time, date, sizeof date);
    switch (found) {
    case ANCHOR_NEAR: return row_text(_("%s, its words have changed"), date);
    case ANCHOR_LOST: return row_text(_("%s, its place is gone"), date);
    case ANCHOR_FOUND: break;
    }
    if (paragraphs > 1)
        return row_text(translate_count("%1$s, highlight, %2$s paragraph", "%1$s, highlight, %2$s paragraphs", paragraphs), date, AMOUNT(paragraphs));
    // TRANSLATORS: behind a date
    return kind == MARK_HIGHLIGHT ? row_text(_("%s, highlight"), date) : memory_copy_text(date);
}

char *row_mark_note(const char *note, const char *tags)
{
    return *tags ? row_text("%s%s[%s]", note, *note ? " " : "", tags) : memory_copy_text(note);
}

char *row_range(const char *first, const char *last)
{
    return *last ? row_text("%s-%s", first, last) : memory_copy_text(first);
}

static char *citation_of(Reader *reader, const Mark *mark)
{
    if (mark->parts < 2)
        return row_citation(reader->report, mark->place);
    char begin[CITATION_BYTES], end[CITATION_BYTES];
    report_citation(reader->report, marks_at(reader->marks, mark->first)->place, begin);
    return row_range(begin, report_citation(reader->report, marks_last_part(reader->marks, mark)->place, end));
}

// Of one that has several, the row shows the first.
static char *all_parts(Reader *reader, const Mark *mark, size_t index)
{
    Buffer words = {0};
    if (mark->parts > 1)
        marks_add_words(&words, reader->marks, index);
    return buffer_take(&words);
}

static void begin_bookmarks(Reader *reader)
{
    char key[KEYS_BYTES];
    const char *filter = buffer_text(&reader->marks_filter);
    if (*filter)
        rows_begin(&reader->bookmarks, row_text(_("Bookmarks with %s"), filter), row_text(_("No bookmark has %s."), filter));
    else
        rows_begin(&reader->bookmarks, memory_copy_text(_("Bookmarks")), row_text(_("There are no bookmarks yet; %s on the page sets one."),
          key_for(reader, "bookmark", key, sizeof key)));
}

void rows_fill_bookmarks(Reader *reader)
{
    marks_refresh(reader->marks);
    const size_t selected = reader->bookmarks.selected, all = marks_count(reader->marks);
    begin_bookmarks(reader);
    for (size_t i = 0; i < all; i++) {
        const Mark *mark = marks_at(reader->marks, i);
        if (!mark_is_told(reader->marks, i, reader->report, buffer_text(&reader->marks_filter)))
            continue;
        list_add(&reader->bookmarks, (Row){
            .mark = citation_of(reader, mark),
            .text = memory_copy_text(mark->sentence),
            .direction = row_direction(reader->report, mark->place),
            .detail = row_mark_detail(mark->time, mark->kind, mark->found, mark->paragraphs),
            .note = row_mark_note(mark->note, mark->tags),
            .unseen = all_parts(reader, mark, i),
            .date = memory_copy_text(mark->time),
            .place = mark->place,
            .source = i,
        });
    }
    list_settle(&reader->bookmarks);
    const size_t count = reader->bookmarks.count;
    if (count)
        list_select(&reader->bookmarks, selected < count ? selected : count - 1);
}
