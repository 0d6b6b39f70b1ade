// What is done between keys.
#include "base/clock.h"
#include "base/memory.h"
#include "reader/session.h"

enum { COUNT_MS = 200, PAGES_MS = 1000 };

// Layouts lead into their chapters, that of a footnote too.
static bool stays(const void *context, int chapter)
{
    const Reader *reader = context;
    return chapter == reader->position.place.chapter || pager_holds(reader->pager, chapter);
}

// A key is not kept waiting for a chapter that nobody has asked for.
static bool count_pages(Reader *reader)
{
    LongWork work;
    report_set_meter(reader->report, idle_work_begin(&work, reader));
    const bool is_left = pager_step(reader->pager);
    long_work_end(&work);
    if (work.is_stopped) {
        pager_forget_stopped(reader->pager);
        report_forget_stopped(reader->report);
    }
    return is_left;
}

// Of a chapter of which the first pages are shown.
static void read_rest(Reader *reader)
{
    const int chapter = reader->position.place.chapter;
    LongWork work;
    if (!report_chapter_comes(reader->report, chapter))
        return;
    report_set_meter(reader->report, idle_work_begin(&work, reader));
    report_chapter(reader->report, chapter);
    long_work_end(&work);
    if (work.is_stopped)
        report_forget_stopped(reader->report);
    else
        reader_complete(reader);
}

static bool idle_step(Reader *reader)
{
    if (shelf_idle(reader) || found_idle(reader) || read_on_idle(reader) || goto_idle(reader) || skip_idle(reader) || search_idle(reader))
        return true;
    const bool is_left = count_pages(reader);
    where_idle(reader);
    rows_refresh_contents(reader);
    rows_refresh_elements(reader);
    return is_left;
}

static bool is_key_waiting(const Reader *reader)
{
    return reader->notice.is_awaited && reader->notice.is_awaited(reader->notice.context);
}

// Memory that is not needed while nothing is done.
static void rest(Reader *reader)
{
    report_rest(reader->report);
    if (reader->was_busy)
        memory_give_back();
    reader->was_busy = false;
}

bool reader_idle(Reader *reader)
{
    if (reader_shows_start(reader))
        return read_rest(reader), true;
    watch_idle(reader);
    report_trim(reader->report, stays, reader);
    const bool is_left = idle_step(reader);
    if (is_left)
        reader->was_busy = true;
    else if (!is_key_waiting(reader))
        rest(reader);
    return is_left;
}

// "Hit 3 of 41" is said once: what is counted quickly is waited for, so that it needs no "+".
void reader_settle_count(Reader *reader)
{
    const long end = clock_ms() + COUNT_MS;
    while (reader->message_is_count && clock_ms() < end && reader_idle(reader))
        continue;
}

// Where it is heard, it is said once: what is known in a moment is not to be said before.
void reader_await_pages(Reader *reader)
{
    const long end = clock_ms() + PAGES_MS;
    while (reader_is_spoken(reader) && clock_ms() < end && pager_step(reader->pager))
        continue;
}

bool reader_is_awaited(const Reader *reader)
{
    const bool is_listing = (reader->focus == FOCUS_HITS && !reader->hits_are_all) || (reader->focus == FOCUS_ELEMENTS && !rows_know_elements(reader));
    return reader->is_seeking || reader->page_sought || reader->skip.left || is_listing || shelf_is_awaited(reader) || found_is_awaited(reader);
}
