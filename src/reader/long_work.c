// A command that takes long: the face shows how far it is, and Ctrl-C stops it.
#include "base/translate.h"
#include "reader/session.h"
#include "text/amount.h"

static bool hear(void *context, int percent)
{
    LongWork *work = context;
    const bool is_first = work->pace.told < 0, is_heard = reader_is_spoken(work->reader);
    const Notice notice = work->reader->notice;
    if (signals_want_end())
        return false;
    if (!notice.show || !meter_is_due(&work->pace, percent))
        return true;
    if (is_first)
        work->listening = signals_listen();
    Buffer words = {0};
    if (is_first || !is_heard)
        // TRANSLATORS: how far a command is that takes long: "45% done."
        buffer_addf(&words, _("%s done. Ctrl-C stops it."), PERCENT(percent));
    else
        buffer_add_text(&words, PERCENT(percent));
    notice.show(notice.context, buffer_text(&words));
    buffer_free(&words);
    return true;
}

Meter long_work_begin(LongWork *work, Reader *reader)
{
    *work = (LongWork){.reader = reader, .pace = meter_pace(), .listening.terminal = -1};
    return (Meter){.tell = hear, .context = work};
}

void long_work_end(LongWork *work)
{
    signals_unlisten(&work->listening);
}
