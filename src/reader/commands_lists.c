// Commands that open lists and move in them.
#include "base/number.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160 };

bool run_contents(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    list_show_all(&reader->contents);
    rows_fill_contents(reader);
    reader_focus(reader, FOCUS_CONTENTS);
    return true;
}

bool run_hits(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char key[KEYS_BYTES];
    if (!reader->finding.search)
        return error_set(err, _("Nothing was searched for yet; %s begins a search."), key_for(reader, "search", key, sizeof key));
    list_show_all(&reader->hits);
    search_some(reader);
    rows_fill_hits(reader);
    reader_focus(reader, FOCUS_HITS);
    return true;
}

bool run_bookmarks(Reader *reader, const char *argument, Error *err)
{
    (void)err;
    buffer_cut(&reader->marks_filter, 0);
    buffer_add_text(&reader->marks_filter, argument);
    list_show_all(&reader->bookmarks);
    rows_fill_bookmarks(reader);
    reader_focus(reader, FOCUS_BOOKMARKS);
    return true;
}

// The help and what is known of the report show no places: closing them leads back to the list that they were asked in.
static bool is_aside(Focus focus)
{
    return focus == FOCUS_HELP || focus == FOCUS_ABOUT || focus == FOCUS_SETTINGS;
}

static bool show_aside(Reader *reader, Focus focus, List *list, void (*fill)(Reader *reader))
{
    if (reader->focus == focus)
        return true;
    if (!is_aside(reader->focus))
        reader->focus_behind = focus_is_list(reader->focus) ? reader->focus : FOCUS_PAGE;
    list_show_all(list);
    fill(reader);
    reader_focus(reader, focus);
    return true;
}

bool run_help(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return show_aside(reader, FOCUS_HELP, &reader->help, rows_fill_help);
}

bool run_about(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return show_aside(reader, FOCUS_ABOUT, &reader->about, rows_fill_about);
}

bool run_close(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    if (reader->is_unopened && !is_aside(reader->focus))
        return run_quit(reader, "", err);   // nothing is open behind the list
    reader_focus(reader, is_aside(reader->focus) ? reader->focus_behind : FOCUS_PAGE);
    return true;
}

static bool move(Reader *reader, int rows)
{
    if (!list_move(list_in_focus(reader), rows))
        reader_say(reader, rows < 0 ? _("This is the first row.") : _("This is the last row."));
    return true;
}

static bool move_times(Reader *reader, const char *command, int rows, const char *argument, Error *err)
{
    int count;
    return times(command_find(command), argument, &count, err) && move(reader, rows * count);
}

static int rows_a_screen(const Reader *reader)
{
    const int rows = reader_text_rows(reader) - 1;
    return rows > 1 ? rows : 1;
}

bool run_list_down(Reader *reader, const char *argument, Error *err)
{
    return move_times(reader, "list-down", 1, argument, err);
}

bool run_list_up(Reader *reader, const char *argument, Error *err)
{
    return move_times(reader, "list-up", -1, argument, err);
}

// Where the screen shows rows of different heights, only what it told is a page. A heading can't be selected: what is below it is.
static bool select_from(List *list, size_t row)
{
    list_select(list, row);
    if (list->selected < row)
        list_move(list, 1);
    return true;
}

bool run_list_page_down(Reader *reader, const char *argument, Error *err)
{
    List *list = list_in_focus(reader);
    if (!*argument && reader->list_next > list->selected && reader->list_next < list->count)
        return select_from(list, reader->list_next);
    return move_times(reader, "list-page-down", rows_a_screen(reader), argument, err);
}

bool run_list_page_up(Reader *reader, const char *argument, Error *err)
{
    List *list = list_in_focus(reader);
    if (!*argument && reader->list_next && reader->list_first > 0 && reader->list_first <= list->selected)
        return list_select(list, reader->list_first - 1), true;
    return move_times(reader, "list-page-up", -rows_a_screen(reader), argument, err);
}

bool run_list_start(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    list_select(list_in_focus(reader), 0);
    return true;
}

bool run_list_end(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    List *list = list_in_focus(reader);
    list_select(list, list->count ? list->count - 1 : 0);
    return true;
}

static bool fold(Reader *reader, bool is_folded)
{
    if (!is_folded)
        rows_open_chapter(reader);
    if (!list_fold(list_in_focus(reader), is_folded))
        reader_say(reader, is_folded ? _("There is nothing to fold here.") : _("There is nothing folded here."));
    return true;
}

bool run_fold(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return fold(reader, true);
}

bool run_unfold(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return fold(reader, false);
}

bool run_fold_all(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    list_fold_all(list_in_focus(reader), true);
    return true;
}

bool run_unfold_all(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    rows_open_contents(reader);
    list_fold_all(list_in_focus(reader), false);
    return true;
}

bool run_filter(Reader *reader, const char *argument, Error *err)
{
    (void)err;
    List *list = list_in_focus(reader);
    if (*argument) {
        rows_open_contents(reader);
        list_filter(list, argument);
    } else
        prompt_open(reader, PROMPT_FILTER, list->filter ? list->filter : ""); // what is in force is there to be changed or deleted
    return true;
}

// The row with a number, counted from 1 as they are shown; the count where there are not so many.
static size_t row_numbered(const List *list, long number)
{
    size_t row = 0;
    for (; row < list->count; row++)
        if (list->shown[row] && !list->rows[row].is_heading && --number == 0)
            break;
    return row;
}

static bool select_numbered(Reader *reader, const char *argument, Error *err)
{
    List *list = list_in_focus(reader);
    int number;
    if (!times(command_find("choose"), argument, &number, err))
        return false;
    const size_t row = row_numbered(list, number);
    if (row == list->count)
        return error_set(err, _("There is no row %d here."), number);
    list_select(list, row);
    return true;
}

static bool go_to_row(Reader *reader, const Row *row, Error *err)
{
    const Focus focus = reader->focus;
    const Place place = row->place;
    const long source = (long)row->source;
    reader_focus(reader, FOCUS_PAGE);
    if (focus == FOCUS_ELEMENTS && (reader->elements_kind == ELEMENT_LINK || reader->elements_kind == ELEMENT_NOTE))
        return show_link(reader, place, (size_t)source, err);
    if (focus != FOCUS_HITS)
        return show_anywhere(reader, place);
    history_push(reader);
    search_show(reader, source, false);
    return true;
}

bool run_choose(Reader *reader, const char *argument, Error *err)
{
    const List *list = list_in_focus(reader);
    if (is_aside(reader->focus) && reader->focus != FOCUS_SETTINGS)
        return run_close(reader, "", err);
    if (*argument && !select_numbered(reader, argument, err))
        return false;
    if (list->selected >= list->count)
        return error_set(err, _("There is nothing to choose here."));
    if (reader->focus == FOCUS_SETTINGS)
        return setting_choose(reader, err);
    if (reader->focus == FOCUS_SHELF)
        return shelf_choose(reader, &list->rows[list->selected], err);
    if (reader->focus == FOCUS_FOUND)
        return found_choose(reader, &list->rows[list->selected], err);
    return go_to_row(reader, &list->rows[list->selected], err);
}
