// The command that hands a web address to the person's browser; who has the terminal does it, as that is given away meanwhile.
#include <stdlib.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/browser.h"
#include "reader/commands.h"
#include "reader/session.h"

bool run_browse(Reader *reader, const char *argument, Error *err)
{
    const Span *span = link_meant(reader, command_find("browse"), argument, err);
    if (!span)
        return false;
    if (span->kind != SPAN_LINK || *span->target == '#')
        return error_set(err, _("This leads to a place in the report, not to the web."));
    if (!browser_takes(span->target, err))
        return false;
    if (!reader->browser || !*reader->browser) {
        reader_say(reader, _("The address is %s; the variable BROWSER names no program to open it with."), span->target);
        return true;
    }
    free(reader->address);
    reader->address = memory_copy_text(span->target);
    return true;
}

void reader_browse(Reader *reader, int input)
{
    Error error;
    if (browser_run(reader->browser, reader->address, input, &error))
        reader_say(reader, _("Handed to your browser: %s"), reader->address);
    else
        reader_say_error(reader, &error);
    reader_leave_address(reader);
}

void reader_leave_address(Reader *reader)
{
    free(reader->address);
    reader->address = NULL;
}
