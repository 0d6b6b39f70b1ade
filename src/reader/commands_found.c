// Looking through all reports of the shelf: for a text, and for what was marked. What is found is listed by report; the search goes on while the list
// is shown, and again when it is shown again.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/installed.h"
#include "reader/paths.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    IDLE_MS = 20,       // of a step, where a key may come
    KEYS_BYTES = 160,
};

// Rows

static char *count_of(const ShelfSearch *search)
{
    const size_t count = shelf_search_count(search);
    const bool is_all = shelf_search_is_done(search);
    if (shelf_search_wanted(search) == SHELF_MARKS)
        return is_all ? row_text(translate_count("%s bookmark on the shelf", "%s bookmarks on the shelf", count), AMOUNT(count))
                      : row_text(translate_count("%s bookmark on the shelf so far", "%s bookmarks on the shelf so far", count), AMOUNT(count));
    if (is_all)
        return row_text(translate_count("%1$s hit of \"%2$s\" on the shelf", "%1$s hits of \"%2$s\" on the shelf", count), AMOUNT(count), shelf_search_text(search));
    return row_text(translate_count("%1$s hit of \"%2$s\" on the shelf so far", "%1$s hits of \"%2$s\" on the shelf so far", count), AMOUNT(count),
        shelf_search_text(search));
}

// Takes both.
static char *join(char *title, char *more)
{
    char *both = row_text(_("%1$s; %2$s"), title, more);
    free(title);
    free(more);
    return both;
}

static char *title_of(const ShelfSearch *search)
{
    const size_t unread = shelf_search_unread(search), all = bookshelf_count(shelf_search_bookshelf(search));
    char *title = count_of(search);
    if (!shelf_search_is_done(search))
        // TRANSLATORS: how many were searched so far, and how many there are
        title = join(title, row_text(translate_count("%1$s of %2$s report", "%1$s of %2$s reports", all), AMOUNT(shelf_search_read(search)), AMOUNT(all)));
    if (unread)
        title = join(title, row_text(translate_count("%s report can't be read", "%s reports can't be read", unread), AMOUNT(unread)));
    return title;
}

static char *empty_of(const ShelfSearch *search)
{
    if (shelf_search_wanted(search) == SHELF_MARKS)
        return memory_copy_text(shelf_search_is_done(search) ? _("There are no bookmarks in any report.") : _("There are no bookmarks so far."));
    return row_text(shelf_search_is_done(search) ? _("Not found: \"%s\".") : _("Not found so far: \"%s\"."), shelf_search_text(search));
}

// Of a highlight over several paragraphs the row shows the first.
static Row row_of(const ShelfFound *found, size_t index)
{
    return (Row){
        .mark = row_range(found->citation, found->last),
        .text = memory_copy(found->text, strcspn(found->text, "\n")),
        .detail = found->is_mark ? row_mark_detail(found->time, found->kind, found->found, found->paragraphs) : memory_copy_text(found->chapter),
        .note = row_mark_note(found->note, found->tags),
        .unseen = memory_copy_text(*found->last ? found->text : ""),
        .date = memory_copy_text(found->time),
        .place = found->place,
        .source = index,
    };
}

static void add_finding(Reader *reader, const ShelfFinding *finding, size_t index)
{
    if (!finding->count)
        return;
    rows_add_heading(&reader->found, finding->title);
    for (size_t i = 0; i < finding->count; i++)
        list_add(&reader->found, row_of(&finding->items[i], index));
}

// Those of the reports that were read since.
static void add_new(Reader *reader)
{
    const ShelfSearch *search = reader->shelf_search;
    rows_name(&reader->found, title_of(search), empty_of(search));
    if (reader->found_listed == shelf_search_read(search))
        return;
    while (reader->found_listed < shelf_search_read(search)) {
        add_finding(reader, shelf_search_finding(search, reader->found_listed), reader->found_listed);
        reader->found_listed++;
    }
    const size_t wanted = reader->found.wanted;
    list_settle(&reader->found);
    reader->found.wanted = wanted;
}

static BookshelfStep step_search(Reader *reader, int wait_ms)
{
    return shelf_search_step(reader->shelf_search, wait_ms);
}

static void show(Reader *reader)
{
    reader->found_is_stopped = false;
    shelf_await(reader, step_search);
    add_new(reader);
    reader_focus(reader, FOCUS_FOUND);
}

bool found_idle(Reader *reader)
{
    if (list_in_focus(reader) != &reader->found || !reader->shelf_search || reader->found_is_stopped)
        return false;
    const BookshelfStep step = shelf_search_step(reader->shelf_search, IDLE_MS);
    if (step == BOOKSHELF_CHANGED)
        add_new(reader);
    return step != BOOKSHELF_DONE;
}

bool found_is_awaited(const Reader *reader)
{
    return reader->focus == FOCUS_FOUND && reader->shelf_search && !reader->found_is_stopped && !shelf_search_is_done(reader->shelf_search);
}

bool found_stop(Reader *reader)
{
    if (!found_is_awaited(reader))
        return false;
    reader->found_is_stopped = true;
    return true;
}

// Commands

static void begin(Reader *reader, ShelfWanted wanted, const char *text)
{
    Error ignored;
    char *state = marks_are_private(reader->marks) ? NULL : path_of_state();
    shelf_search_free(reader->shelf_search);
    if (!reader->is_unopened)
        reader_save_place(reader, &ignored);    // so that this report is among those read last
    const ShelfKept kept = {.state = state, .cache = report_cache(reader->report), .shared = report_shared_cache(reader->report)};
    reader->shelf_search = shelf_search_new(bookshelf_new(installed_shelf(), state), kept, wanted, text, reader->options);
    reader->found_listed = 0;
    list_show_all(&reader->found);
    list_clear(&reader->found);
    reader->found.wanted = 0;   // what was chosen was of another list
    free(state);
}

bool found_search(Reader *reader, const char *text, Error *err)
{
    if (!search_can(text, reader->options, err))
        return false;
    begin(reader, SHELF_HITS, text);
    show(reader);
    return true;
}

bool run_search_shelf(Reader *reader, const char *argument, Error *err)
{
    if (*argument)
        return found_search(reader, argument, err);
    prompt_open(reader, PROMPT_SEARCH_SHELF, "");
    return true;
}

bool run_shelf_hits(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char key[KEYS_BYTES];
    if (!reader->shelf_search || shelf_search_wanted(reader->shelf_search) != SHELF_HITS)
        return error_set(err, _("Nothing was searched for on the shelf yet; %s begins a search."), key_for(reader, "search-shelf", key, sizeof key));
    list_show_all(&reader->found);
    show(reader);
    return true;
}

bool run_shelf_bookmarks(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    begin(reader, SHELF_MARKS, "");
    show(reader);
    return true;
}

// The same is then searched for in that report, with the chosen hit as the present one.
static bool show_hit(Reader *reader, Place place, const char *text, SearchOptions options, Error *err)
{
    search_free(reader->finding.search);
    reader->finding = (Finding){.hit = -1, .search = search_new(reader->report, text, options, err)};
    if (!reader->finding.search)
        return false;
    search_some(reader);
    Seek seek = {.from = place, .way = SEARCH_FORWARD};
    SeekResult result = SEEK_ON;
    while (result == SEEK_ON)
        result = search_seek(reader->finding.search, &seek);
    if (result == SEEK_FOUND)
        search_show(reader, (long)search_index(reader->finding.search, seek.hit), false);
    return true;
}

// The report may have changed since it was looked through.
static Place within(Report *report, Place place)
{
    if (place.chapter >= report_chapter_count(report))
        return (Place){0};
    const Chapter *chapter = report_chapter(report, place.chapter);
    if (place.block >= chapter->count || place.byte > chapter->blocks[place.block].length)
        return (Place){.chapter = place.chapter};
    return place;
}

bool found_choose(Reader *reader, const Row *row, Error *err)
{
    const ShelfSearch *search = reader->shelf_search;
    const Place place = row->place;
    const unsigned long reloads = reader->reloads;
    if (!reader_open(reader, bookshelf_entry(shelf_search_bookshelf(search), row->source)->path, err))
        return false;
    const bool is_another = reader->reloads != reloads;
    const Place now = within(reader->report, place);
    history_push(reader);
    buffer_cut(&reader->message, 0);    // where one had stopped in it
    if (shelf_search_wanted(search) == SHELF_MARKS)
        show_anywhere(reader, now);
    else if (!show_hit(reader, now, shelf_search_text(search), shelf_search_options(search), err))
        return false;
    if (is_another)
        reader_say_title(reader);
    return true;
}
