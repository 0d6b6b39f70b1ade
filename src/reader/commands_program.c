// Commands for the program itself.
#include "reader/commands.h"
#include <stdlib.h>
#include "base/translate.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "text/amount.h"

bool run_status_line(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    reader->settings.has_status = reader->wants_status = !reader->settings.has_status;
    reader_resize(reader, reader->rows, reader->columns);
    reader_say(reader, reader->settings.has_status ? _("Status line on.") : _("Status line off."));
    return true;
}

static const char *next_step(const Reader *reader)
{
    const Verbosity now = reader->settings.verbosity;
    return verbosity_name(now == VERBOSITY_HIGH ? VERBOSITY_LOW : (Verbosity)(now + 1));
}

static void say_verbosity(Reader *reader)
{
    Error why = {0};
    const char *name = verbosity_name(reader->settings.verbosity);
    const bool is_heard = reader_is_spoken(reader);
    // TRANSLATORS: in these four, the value of a setting: low, medium or high
    if (!reader->why_no_settings && (!reader->keeps_settings || settings_keep(&reader->settings, setting_find("verbosity"), &why))) {
        reader_say(reader, is_heard ? _("Verbosity %s.") : _("Verbosity %s, for the screen-reader modes."), name);
        return;
    }
    char *cause = reader->why_no_settings ? row_text("%s", reader->why_no_settings) : row_text("%s%s%s", why.file, *why.file ? ": " : "", why.text);
    reader_say(reader, is_heard ? _("Verbosity %1$s, but only this time: %2$s.") : _("Verbosity %1$s, for the screen-reader modes, but only this time: %2$s."),
        name, cause);
    free(cause);
}

bool run_verbosity(Reader *reader, const char *argument, Error *err)
{
    if (!settings_set(&reader->settings, setting_find("verbosity"), *argument ? argument : next_step(reader), SOURCE_COMMAND, err))
        return false;
    reader->position.lead = 0; // what stood above the place may stand there no more
    reader_resize(reader, reader->rows, reader->columns);
    say_verbosity(reader);
    return true;
}

static const char *next_mode(const Reader *reader)
{
    return screen_reader_name(reader_is_heard(reader) ? SCREEN_READER_OFF : SCREEN_READER_PAGE);
}

bool run_screen_reader(Reader *reader, const char *argument, Error *err)
{
    enum { KEYS_BYTES = 160 };
    char key[KEYS_BYTES];
    Settings wanted = reader->settings;
    if (!settings_set(&wanted, setting_find("screen-reader"), *argument ? argument : next_mode(reader), SOURCE_COMMAND, err))
        return false;
    if (reader->has_no_screen && wanted.screen_reader != SCREEN_READER_LINE)
        return error_set(err, _("Nothing can be drawn here: there is line mode only."));
    reader->settings = wanted;
    reader_enter(reader, wanted.screen_reader);
    reader_resize(reader, reader->rows, reader->columns);
    if (reader_is_heard(reader))
        reader_say(reader, _("Page mode, for screen readers. %s leaves it."), key_for(reader, "screen-reader", key, sizeof key));
    else if (wanted.screen_reader == SCREEN_READER_OFF)
        reader_say(reader, _("Ordinary mode."));
    return true;
}

bool run_traffic(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    const Traffic *traffic = &reader->traffic;
    if (traffic->round_trip)
        reader_say(reader, _("Bytes sent: %1$s. Quickest answer: %2$s ms. Screens left out: %3$s."),
            AMOUNT(traffic->bytes), AMOUNT(traffic->round_trip), AMOUNT(traffic->left_out));
    else
        reader_say(reader, _("Bytes sent: %s. The terminal has answered nothing."), AMOUNT(traffic->bytes));
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
    reader->is_over = !export_offer(reader);
    return true;
}
