// Another report in the place of the present one: that is left as at the end, and the other opened as at the start.
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/paths.h"
#include "reader/session.h"

// In private reading nothing is on the disk: what was marked is kept here until the end.
static void put_aside(Reader *reader, const Report *report, Marks *marks)
{
    reader->aside = memory_grow(reader->aside, reader->aside_count, &reader->aside_capacity, sizeof *reader->aside);
    reader->aside[reader->aside_count++] = (AsideMarks){.folder = memory_copy_text(report_folder(report)), .marks = marks};
}

static Marks *take_aside(Reader *reader, Report *report)
{
    for (size_t i = 0; i < reader->aside_count; i++) {
        AsideMarks *aside = &reader->aside[i];
        if (strcmp(aside->folder, report_folder(report)) != 0)
            continue;
        Marks *marks = aside->marks;
        free(aside->folder);
        *aside = reader->aside[--reader->aside_count];
        marks_follow(marks, report);
        return marks;
    }
    return marks_new(report, records_in_memory());
}

static Marks *open_marks(Reader *reader, Report *report, Error *told)
{
    if (marks_are_private(reader->marks))
        return take_aside(reader, report);
    char *state = path_of_state();
    const About *about = report_about(report);
    Records *records = records_new(state, about->id, about->title);
    records_take_teller(records, marks_records(reader->marks));
    records_read(records, about->id, report_folder(report), told);
    free(state);
    return marks_new(report, records);
}

// False and *err: bookmarks would be lost.
static bool leave_present(Reader *reader, Error *err)
{
    Error why = {0};
    if (!reader->is_unopened) {
        reader_keep_digest(reader);
        reader_save_place(reader, &why);
    }
    records_save(marks_records(reader->marks), &why);
    if (!marks_unsaved(reader->marks))
        return true;
    return error_set(err, _("Bookmarks of this report could not be saved, and would be lost: %s"), why.text);
}

static void forget_report(Reader *reader)
{
    List *const lists[] = {&reader->contents, &reader->hits, &reader->bookmarks, &reader->elements, &reader->changes, &reader->about};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        list_free(lists[i]);
    rows_forget_contents(reader);
    note_close(reader);
    revisions_forget(reader);
    unit_drop(reader);
    selection_drop(reader);
    reader->link = reader->note_link = (LinkChoice){0};
    reader->back.count = 0;
    reader->position = (Position){0};
    reader->skip = (Skip){0};
    reader->page_sought = 0;
    reader->hits_are_all = reader->has_told = false;
    reader->contents_seen = reader->elements_seen = 0;
    buffer_cut(&reader->welcome, 0);
    buffer_cut(&reader->marks_filter, 0);
    buffer_cut(&reader->marks_file, 0);
    pager_free(reader->pager);
    reader->shown = NULL;
}

static void take(Reader *reader, Report *report, Marks *marks)
{
    search_stop(reader);
    forget_report(reader);
    search_follow(reader, report, NULL);
    if (marks_are_private(reader->marks))
        put_aside(reader, reader->report, reader->marks);
    else
        marks_free(reader->marks);
    report_free(reader->report);
    reader->report = report;
    reader->marks = marks;
    reader->pager = pager_new(report);
    reader->is_unopened = false;
    reader->speed = (Speed){.since = clock_ms()};
    speed_load(&reader->speed, marks_records(marks));
    reader->reloads++;
}

void reader_say_title(Reader *reader)
{
    const bool is_welcome = reader->message_is_welcome;
    char *place = buffer_take(&reader->message);
    // TRANSLATORS: the title of a report that was opened, and a sentence
    if (*place)
        reader_say(reader, _("%1$s. %2$s"), report_about(reader->report)->title, place);
    else
        reader_say(reader, C_("title", "%s."), report_about(reader->report)->title);
    reader->message_is_welcome = is_welcome;
    free(place);
}

static bool is_present(const Reader *reader, const char *path)
{
    char *folder = path_real(path);
    const bool is_same = folder && strcmp(folder, report_folder(reader->report)) == 0;
    free(folder);
    return is_same;
}

// The chapter where it will be begun. False and *err: that was stopped.
static bool load(Reader *reader, Report *report, Marks *marks, Error *err)
{
    LongWork work;
    Place place;
    report_set_meter(report, long_work_begin(&work, reader));
    if (!marks_last_place(marks, &place, NULL))
        place = (Place){0};
    report_chapter(report, place.chapter);
    report_set_meter(report, (Meter){0});
    long_work_end(&work);
    return !work.is_stopped || error_set(err, _("Stopped; nothing has moved."));
}

static void give_back(Reader *reader, Report *report, Marks *marks)
{
    if (marks_are_private(marks))
        put_aside(reader, report, marks);
    else
        marks_free(marks);
    report_free(report);
}

bool reader_open(Reader *reader, const char *path, Error *err)
{
    if (is_present(reader, path) && !reader->is_unopened) {
        reader_focus(reader, FOCUS_PAGE);
        return true;
    }
    Problems problems = {0};
    Error told = {0};
    Report *report = report_open_like(reader->report, path, &problems);
    const Error *first = problems_first_error(&problems);
    if (!report && first)
        *err = *first;
    problems_clear(&problems);
    if (!report || !leave_present(reader, err)) {
        report_free(report);
        return false;
    }
    Marks *marks = open_marks(reader, report, &told);
    if (!load(reader, report, marks, err)) {
        give_back(reader, report, marks);
        return false;
    }
    reader_focus(reader, FOCUS_PAGE);
    take(reader, report, marks);
    if (reader->watching.path)
        reader_watch(reader, path);
    reader_begin(reader);
    reader_say_title(reader);
    reader->wants_redraw = true;
    if (*told.text)
        reader_say_error(reader, &told);
    return true;
}
