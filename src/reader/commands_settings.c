// The settings, as a list in which they are changed, and by name.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/rows.h"
#include "reader/session.h"

enum { VALUE_BYTES = 512 };

// Rows

static char *source_of(const Reader *reader, const Setting *setting)
{
    char source[SOURCE_BYTES];
    settings_source(&reader->settings, setting, source, sizeof source);
    return memory_copy_text(*source ? source : _("default"));
}

static char *value_of(const Reader *reader, const Setting *setting)
{
    char value[VALUE_BYTES];
    setting->show(&reader->settings, setting, value, sizeof value);
    // TRANSLATORS: a row of the settings: the value, what it does, the values it can have
    return row_text(_("%1$s: %2$s (%3$s)"), value, _(setting->help), setting->values);
}

void rows_fill_settings(Reader *reader)
{
    List *list = &reader->options_list;
    const size_t selected = list->selected;
    rows_begin(list, memory_copy_text(_("Settings")), memory_copy_text(""));
    for (size_t i = 0; setting_at(i); i++)
        list_add(list, (Row){.mark = memory_copy_text(setting_at(i)->name), .text = value_of(reader, setting_at(i)), .detail = source_of(reader, setting_at(i)), .source = i});
    list_settle(list);
    list_select(list, selected);
}

// What follows from a new value

static bool enter_mode(Reader *reader, Error *err)
{
    const ScreenReader mode = reader->settings.screen_reader;
    if (reader->has_no_screen && mode != SCREEN_READER_LINE)
        return error_set(err, _("Nothing can be drawn here: there is line mode only."));
    reader_enter(reader, mode);
    return true;
}

static void lay_out(Reader *reader)
{
    reader->position.lead = 0; // what stood above the place may stand there no more
    reader_resize(reader, reader->rows, reader->columns);
}

static bool take(Reader *reader, const Settings *before, const Setting *setting, Error *err)
{
    if (reader->settings.screen_reader != before->screen_reader && !enter_mode(reader, err))
        return false;
    if (reader->settings.has_status != before->has_status)
        reader->wants_status = reader->settings.has_status;
    if (setting->takes == TAKES_TERMINAL && !reader->has_no_screen && reader->settings.screen_reader != SCREEN_READER_LINE)
        reader->wants_terminal = true;
    lay_out(reader);
    return true;
}

// It then comes from there.
static bool keep(Reader *reader, const Setting *setting, Error *why)
{
    if (reader->why_no_settings)
        return error_set(why, "%s", reader->why_no_settings);
    if (!reader->keeps_settings)
        return error_set(why, _("settings are not kept here"));
    return settings_keep(&reader->settings, setting, why) && settings_set_source(&reader->settings, setting, SOURCE_CONFIG);
}

static void add_rest(Buffer *out, const char *sentence)
{
    buffer_addf(out, " %s", sentence);
}

static void say_change(Reader *reader, const Settings *before, const Setting *setting)
{
    Error why = {0};
    char value[VALUE_BYTES], source[SOURCE_BYTES];
    Buffer text = {0};
    setting->show(&reader->settings, setting, value, sizeof value);
    if (keep(reader, setting, &why))
        buffer_addf(&text, _("%1$s is %2$s, and config.yaml says so."), setting->name, value);
    else
        buffer_addf(&text, _("%1$s is %2$s, but only this time: %3$s."), setting->name, value, why.text);
    if (setting->takes == TAKES_START)
        add_rest(&text, _("It counts from the next start on."));
    if (before->sources[setting - setting_at(0)] > SOURCE_CONFIG && before->sources[setting - setting_at(0)] < SOURCE_COMMAND) {
        char *wins = row_text(_("At the next start %s wins over it."), settings_source(before, setting, source, sizeof source));
        add_rest(&text, wins);
        free(wins);
    }
    reader_say(reader, "%s", buffer_text(&text));
    buffer_free(&text);
}

static bool change(Reader *reader, const Setting *setting, const char *value, Error *err)
{
    const Settings before = reader->settings;
    Settings wanted = before;
    if (!settings_set(&wanted, setting, value, SOURCE_COMMAND, err))
        return false;
    reader->settings = wanted;
    if (!take(reader, &before, setting, err)) {
        reader->settings = before;
        return false;
    }
    say_change(reader, &before, setting);
    if (reader->focus == FOCUS_SETTINGS)
        rows_fill_settings(reader);
    return true;
}

// In the list

static const Setting *chosen(Reader *reader)
{
    const List *list = &reader->options_list;
    return list->selected < list->count ? setting_at(list->rows[list->selected].source) : NULL;
}

bool setting_accept(Reader *reader, const char *value, Error *err)
{
    const Setting *setting = chosen(reader);
    return setting && change(reader, setting, value, err);
}

bool setting_choose(Reader *reader, Error *err)
{
    const Setting *setting = chosen(reader);
    char value[VALUE_BYTES], next[VALUE_BYTES];
    if (!setting)
        return error_set(err, _("There is nothing to choose here."));
    setting->show(&reader->settings, setting, value, sizeof value);
    if (setting_next(setting, value, next, sizeof next))
        return change(reader, setting, next, err);
    prompt_open(reader, PROMPT_SETTING, value);
    return true;
}

static bool show_list(Reader *reader, size_t selected)
{
    list_filter(&reader->options_list, "");
    rows_fill_settings(reader);
    list_select(&reader->options_list, selected);
    if (reader->focus != FOCUS_SETTINGS)
        reader->focus_behind = focus_is_list(reader->focus) && reader->focus < FOCUS_HELP ? reader->focus : FOCUS_PAGE;
    reader_focus(reader, FOCUS_SETTINGS);
    return true;
}

bool run_settings(Reader *reader, const char *argument, Error *err)
{
    char name[VALUE_BYTES];
    const size_t length = strcspn(argument, " =");
    const char *value = argument + length + strspn(argument + length, " =");
    if (!*argument)
        return show_list(reader, 0);
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), argument);
    const Setting *setting = setting_find(name);
    if (!setting)
        return error_set(err, _("There is no setting \"%s\"; settings lists them."), name);
    return *value ? change(reader, setting, value, err) : show_list(reader, (size_t)(setting - setting_at(0)));
}
