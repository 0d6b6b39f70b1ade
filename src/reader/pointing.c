// What a mouse does to the session.
#include "reader/pointing.h"
#include "base/translate.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160, WHEEL_ROWS = 3 };     // as most programs have it

static const char wheel_rows[] = "3";

static bool takes_mouse(const Reader *reader)
{
    return reader->focus != FOCUS_PROMPT && !reader->explains_keys;
}

// As a key would; what was typed of a number or a sequence does not belong to it.
static void run(Reader *reader, const char *command, const char *argument)
{
    reader->keys.count = 0;
    buffer_cut(&reader->number, 0);
    reader_run_command(reader, command_find(command), argument);
}

// A list whose filter is typed shows what it has found so far.
static bool types_filter(const Reader *reader)
{
    return reader->focus == FOCUS_PROMPT && reader->prompt.kind == PROMPT_FILTER;
}

void reader_turn_wheel(Reader *reader, Wheel wheel)
{
    const bool is_on = wheel == WHEEL_ON;
    if (types_filter(reader))
        list_move(list_in_focus(reader), is_on ? WHEEL_ROWS : -WHEEL_ROWS);
    if (!takes_mouse(reader))
        return;
    if (reader->focus == FOCUS_NOTE)
        run(reader, is_on ? "note-down" : "note-up", wheel_rows);
    else if (focus_is_list(reader->focus))
        run(reader, is_on ? "list-down" : "list-up", wheel_rows);
    else
        run(reader, is_on ? "line-down" : "line-up", wheel_rows);
}

void reader_point_text(Reader *reader, PointedAt at, Place place)
{
    const LinkChoice link = link_at(at == POINTED_NOTE ? reader->note : reader->shown, place);
    if (!takes_mouse(reader))
        return;
    if (!link.is_some) {
        reader_point_beside(reader, at);
        if (at == POINTED_PAGE && reader_has_reading_line(reader))
            position_read_at(reader, place);
        return;
    }
    if (at == POINTED_NOTE)
        reader->note_link = link;
    else {
        reader_focus(reader, FOCUS_PAGE);
        link_choose(reader, link.block, link.span);
    }
    run(reader, "follow", "");
}

void reader_point_beside(Reader *reader, PointedAt at)
{
    if (takes_mouse(reader) && at == POINTED_PAGE && reader->focus == FOCUS_NOTE)
        run(reader, "close", "");
    if (takes_mouse(reader) && reader->selected_end.kind)
        selection_drop(reader);
}

// The word that holds the place; behind the last one of a sentence, that.
static bool word_up_to(Reader *reader, Place place, Unit *word)
{
    if (!unit_at(reader->report, UNIT_WORD, place, word))
        return unit_before(reader->report, UNIT_WORD, place, word);
    return place_compare(word->from, place) <= 0 || unit_before(reader->report, UNIT_WORD, place, word);
}

void reader_drag(Reader *reader, Place from, Place to)
{
    const bool is_on = place_compare(from, to) <= 0;
    Unit first, last;
    if (!takes_mouse(reader) || !unit_at(reader->report, UNIT_WORD, is_on ? from : to, &first) || !word_up_to(reader, is_on ? to : from, &last))
        return;
    if (place_compare(last.from, first.from) < 0)
        return;     // between two words
    hush(reader);
    reader->selected = first;
    reader->selected_end = last;
}

void reader_end_drag(Reader *reader)
{
    char key[KEYS_BYTES];
    if (takes_mouse(reader) && reader->selected_end.kind)
        reader_say(reader, _("Selected; %s highlights it."), key_for(reader, "highlight", key, sizeof key));
}

void reader_point_row(Reader *reader, size_t row)
{
    List *list = takes_mouse(reader) || types_filter(reader) ? list_in_focus(reader) : NULL;
    if (!list || row >= list->count || list->rows[row].is_heading)
        return;
    if (types_filter(reader))
        run(reader, "accept", "");
    if (row == list->selected)
        run(reader, "choose", "");
    else {
        hush(reader);
        list_select(list, row);
    }
}
