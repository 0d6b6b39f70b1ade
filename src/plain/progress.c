// A percent while something takes long.
#include "plain/progress.h"
#include <unistd.h>
#include "base/translate.h"
#include "text/amount.h"

enum { CLEARED_CELLS = 24 };

Progress progress_start(void)
{
    return (Progress){.out = isatty(STDERR_FILENO) ? stderr : NULL, .pace = meter_pace()};
}

void progress_tell(Progress *progress, size_t done, size_t all)
{
    char text[AMOUNT_BYTES];
    const int percent = all ? (int)(done * 100 / all) : 100;
    if (!progress->out || !meter_is_due(&progress->pace, percent))
        return;
    progress_clear(progress);
    fputs(percent_text(percent, text), progress->out);
    fflush(progress->out);
    progress->is_shown = true;
}

static bool hear(void *context, int percent)
{
    progress_tell(context, (size_t)percent, 100);
    return true;
}

Meter progress_meter(Progress *progress)
{
    return (Meter){.tell = hear, .context = progress};
}

// No terminal needs to be known for this.
void progress_clear(Progress *progress)
{
    if (!progress->is_shown)
        return;
    fprintf(progress->out, "\r%*s\r", CLEARED_CELLS, "");
    fflush(progress->out);
    progress->is_shown = false;
}
