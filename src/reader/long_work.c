// A command that takes long: the face shows how far it is, and Ctrl-C stops it.
#include "base/clock.h"
#include "base/translate.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    BEAT_MS = 10,   // how often it is told how far it is, where the percent stays the same
    KEY_MS = 1,     // how often it is asked whether a key waits: what takes less is done to its end, and need not be begun again
};

static void tell(LongWork *work, int percent)
{
    const bool is_first = work->pace.told < 0, is_heard = reader_is_spoken(work->reader);
    const Notice notice = work->reader->notice;
    Buffer words = {0};
    if (!notice.show || !meter_is_due(&work->pace, percent))
        return;
    if (is_first || !is_heard)
        // TRANSLATORS: how far a command is that takes long: "45% done."
        buffer_addf(&words, _("%s done. Ctrl-C stops it."), PERCENT(percent));
    else
        buffer_add_text(&words, PERCENT(percent));
    notice.show(notice.context, buffer_text(&words));
    buffer_free(&words);
}

static bool is_beat(LongWork *work, int percent)
{
    const long now = clock_ms();
    if (work->is_stopped || (percent == work->percent && now - work->heard < BEAT_MS))
        return false;
    work->heard = now;
    return true;
}

// Of several chapters each is told by itself, if it takes long.
static bool hear(void *context, int percent)
{
    LongWork *work = context;
    if (!is_beat(work, percent))
        return !work->is_stopped;
    if (percent < work->percent)
        work->pace = meter_pace();
    work->percent = percent;
    work->is_stopped = signals_want_end();
    if (!work->is_stopped && work->listening.terminal < 0 && clock_ms() - work->begun >= METER_QUIET_MS)
        work->listening = signals_listen();
    if (!work->is_stopped)
        tell(work, percent);
    return !work->is_stopped;
}

static bool is_key_beat(LongWork *work)
{
    const long now = clock_ms();
    if (work->is_stopped || now - work->asked < KEY_MS)
        return false;
    work->asked = now;
    return true;
}

static bool hear_keys(void *context, int percent)
{
    (void)percent;
    LongWork *work = context;
    const Notice notice = work->reader->notice;
    if (is_key_beat(work))
        work->is_stopped = signals_want_end() || (notice.is_awaited && notice.is_awaited(notice.context));
    return !work->is_stopped;
}

static bool hear_both(void *context, int percent)
{
    LongWork *work = context;
    const Notice notice = work->reader->notice;
    if (hear(context, percent) && is_key_beat(work))
        work->is_stopped = notice.is_awaited && notice.is_awaited(notice.context);
    return !work->is_stopped;
}

static bool is_stopped(void *context)
{
    const LongWork *work = context;
    return work->is_stopped;
}

static Meter begin(LongWork *work, Reader *reader, bool (*listener)(void *context, int percent))
{
    const long now = clock_ms();
    *work = (LongWork){.reader = reader, .before = report_meter(reader->report), .pace = meter_pace(), .begun = now, .asked = now,
        .percent = -1, .listening.terminal = -1};
    report_set_meter(reader->report, (Meter){0});
    return (Meter){.tell = listener, .context = work, .is_stopped = is_stopped};
}

Meter long_work_begin(LongWork *work, Reader *reader)
{
    return begin(work, reader, hear);
}

Meter search_work_begin(LongWork *work, Reader *reader)
{
    return begin(work, reader, hear_both);
}

Meter idle_work_begin(LongWork *work, Reader *reader)
{
    return begin(work, reader, hear_keys);
}

void long_work_end(LongWork *work)
{
    report_set_meter(work->reader->report, work->before);
    signals_unlisten(&work->listening);
}

Standing standing_now(const Reader *reader)
{
    return (Standing){.position = position_kept(reader), .focus = reader->focus, .back = reader->back.count, .forward = reader->forward.count,
        .is_unopened = reader->is_unopened, .has_revisions = reader->has_revisions};
}

static void stop_all(Reader *reader)
{
    read_on_stop(reader);
    goto_stop(reader);
    skip_stop(reader);
    search_stop(reader);
}

// The lists of contents and elements may have been made of a chapter that was not there.
void standing_return(Reader *reader, Standing standing)
{
    stop_all(reader);
    note_close(reader);
    unit_drop(reader);
    pager_forget_stopped(reader->pager);
    position_return(reader, standing.position);
    report_forget_stopped(reader->report);
    marks_follow(reader->marks, reader->report);
    if (!standing.has_revisions)
        revisions_forget(reader);
    reader->contents_seen = reader->elements_seen = 0;
    reader->back.count = standing.back;
    reader->forward.count = standing.forward;
    reader->is_unopened = standing.is_unopened;
    if (focus_is_list(standing.focus))
        reader->focus = standing.focus;
}
