// A report whose files are saved while it is read: the new version takes the place of the old one, and the reading stays where it was.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/session.h"
#include "report/stamp.h"

enum {
    LOOK_MS = 1000,         // between two looks at the files
    LOOK_SHARE = 20,        // and so many times as long as a look takes
    HISTORY_KEPT = 16,      // of the places to come back to, the last ones: each is searched for
};

// What is found again in the new version.
typedef struct {
    Anchor top, reading, behind;    // behind: what line mode tells next
    bool has_behind;                // else the chapter ends there
    bool is_broken;                 // the page says why its chapter can't be read
    Anchor history[HISTORY_KEPT];
    size_t history_count;
} Kept;

static Kept keep(Reader *reader)
{
    Kept kept = {.is_broken = layout_chapter(reader->shown)->is_broken};
    const History *back = &reader->back;
    Place behind = told_end(reader);
    if (reader->unit.kind)
        kept.has_behind = unit_behind(reader->report, &reader->unit, &behind);
    else
        kept.has_behind = behind.block >= 0;
    kept.top = anchor_new(reader->report, reader->position.place);
    kept.reading = anchor_new(reader->report, place_now(reader));
    if (kept.has_behind)
        kept.behind = anchor_new(reader->report, behind);
    kept.history_count = back->count < HISTORY_KEPT ? back->count : HISTORY_KEPT;
    for (size_t i = 0; i < kept.history_count; i++)
        kept.history[i] = anchor_new(reader->report, back->places[back->count - kept.history_count + i]);
    return kept;
}

static void kept_free(Kept *kept)
{
    anchor_free(&kept->top);
    anchor_free(&kept->reading);
    anchor_free(&kept->behind);
    for (size_t i = 0; i < kept->history_count; i++)
        anchor_free(&kept->history[i]);
}

static bool refuse(Reader *reader, const char *why)
{
    reader_say(reader, _("The report was saved, but its new version can't be read; this is still the one before. %s"), why);
    reader->watching.refused = reader->watching.seen;
    return false;
}

static bool refuse_for(Reader *reader, const Problems *problems)
{
    char why[sizeof(Error)];
    const Error *first = problems_first_error(problems);
    if (first && first->line)
        snprintf(why, sizeof why, "%s:%d:%d: %s", first->file, first->line, first->column, first->text);
    else
        snprintf(why, sizeof why, "%s%s%s", first ? first->file : "", first && *first->file ? ": " : "", first ? first->text : "");
    return refuse(reader, why);
}

// The chapter that is read must be there to be read. Others say on their page what is wrong.
static bool can_show(Reader *reader, Report *report, const Kept *kept)
{
    if (strcmp(report_about(report)->id, report_about(reader->report)->id) != 0)
        return refuse(reader, _("It has another id, under which other bookmarks are kept: open it anew."));
    const int index = report_find_chapter(report, kept->top.chapter, kept->top.name);
    const Chapter *chapter = index >= 0 ? report_chapter(report, index) : NULL;
    if (!chapter || !chapter->is_broken || kept->is_broken)
        return true;
    return refuse(reader, chapter->count > 1 ? chapter->blocks[1].text : "");
}

static void find_history(Reader *reader, const Kept *kept)
{
    reader->back.count = reader->forward.count = 0;
    for (size_t i = 0; i < kept->history_count; i++) {
        Place place;
        if (anchor_find(reader->report, &kept->history[i], &place) != ANCHOR_LOST)
            history_push_place(reader, place);
    }
}

static AnchorResult find_place(Reader *reader, const Kept *kept)
{
    Place top, reading, behind = {.block = -1};
    anchor_find(reader->report, &kept->top, &top);
    const AnchorResult found = anchor_find(reader->report, &kept->reading, &reading);
    if (kept->has_behind)
        anchor_find(reader->report, &kept->behind, &behind);
    else
        behind.chapter = top.chapter;
    reader->position = (Position){.place = top, .lead = reader->position.lead};
    reader_resize(reader, reader->rows, reader->columns);
    told_end_at(reader, behind);
    if (reader_has_reading_line(reader))
        position_read_back(reader, reading);
    return found;
}

static void say_found(Reader *reader, AnchorResult found, bool was_late)
{
    if (was_late) {
        reader_say(reader, _("The disk or network that holds the report answers again."));
        return;
    }
    switch (found) {
    case ANCHOR_FOUND: reader_say(reader, _("The report was saved: this is its new version.")); break;
    case ANCHOR_NEAR: reader_say(reader, _("The report was saved: the words where you were are gone. This is near them.")); break;
    case ANCHOR_LOST: reader_say(reader, _("The report was saved: the place where you were is gone. This is as near as can be found.")); break;
    }
}

static void take(Reader *reader, Report *report, const Kept *kept)
{
    Report *before = reader->report;
    unit_drop(reader);
    selection_drop(reader);
    revisions_forget(reader);
    reader->link = (LinkChoice){0};
    reader->is_guessed = false;
    search_follow(reader, report, NULL);
    marks_follow(reader->marks, report);
    pager_free(reader->pager);
    reader->report = report;
    reader->pager = pager_new(report);
    reader->shown = NULL;
    const AnchorResult found = find_place(reader, kept);
    find_history(reader, kept);
    const bool was_late = report_was_late(before);
    report_free(before);
    reader->reloads++;
    say_found(reader, found, was_late);
}

static void reload(Reader *reader)
{
    Problems problems = {0};
    Report *report = report_open_like(reader->report, reader->watching.path, &problems);
    Kept kept = keep(reader);
    if (report ? can_show(reader, report, &kept) : refuse_for(reader, &problems))
        take(reader, report, &kept);
    else
        report_free(report);
    kept_free(&kept);
    problems_clear(&problems);
}

void reader_watch(Reader *reader, const char *path)
{
    char *copy = memory_copy_text(path);
    free(reader->watching.path);
    reader->watching = (Watching){.path = copy, .due = clock_ms() + LOOK_MS};
}

// On the page, with nothing half typed, going on or sought.
static bool is_at_rest(const Reader *reader)
{
    return reader->focus == FOCUS_PAGE && !reader->keys.count && !reader->number.length && !reader->reading_on.is_on && !reader_is_awaited(reader);
}

// A file that is being written changes from look to look, and is not read by half.
void watch_idle(Reader *reader)
{
    Watching *watching = &reader->watching;
    const long start = clock_ms();
    if (!watching->path || start < watching->due || !is_at_rest(reader))
        return;
    Stamp now = 0;
    const bool is_answered = report_look(reader->report, &now);
    const bool is_settled = is_answered && now == watching->seen;
    if (is_answered)
        watching->seen = now;
    if (is_settled && now != watching->refused && now != stamp_when_read(reader->report))
        reload(reader);
    const long end = clock_ms();
    watching->due = end + LOOK_MS + LOOK_SHARE * (end - start);
}

int watch_wait_ms(const Reader *reader)
{
    if (!reader->watching.path || !is_at_rest(reader))
        return -1;
    const long left = reader->watching.due - clock_ms();
    return left > 0 ? (int)left : 0;
}
