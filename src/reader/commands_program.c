// Commands for the program itself.
#include "reader/commands.h"
#include "reader/session.h"

bool run_status_line(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->settings.has_status = !reader->settings.has_status;
    reader_resize(reader, reader->rows, reader->columns);
    reader_say(reader, "Status line %s.", reader->settings.has_status ? "on" : "off");
    return true;
}

bool run_redraw(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->wants_redraw = true;
    return true;
}

bool run_stop(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->wants_stop = true;
    return true;
}

bool run_quit(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->is_over = true;
    return true;
}
