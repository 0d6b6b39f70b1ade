// Commands of the arrow keys. In page mode they move the cursor and nothing else: a braille display types them to bring it to a cell, and watches
// where it goes (R9).
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"
#include "text/cluster.h"

typedef bool Step(Reader *reader);

// The line of the layout that would stand in the screen's first row.
static int first_row(const Reader *reader)
{
    return reader->position.top - reader->position.head;
}

// At the edge the page goes on, or back, by a line, as line moves do; the cursor keeps its cell.
static bool scroll(Reader *reader, Step *step)
{
    const int cell = reader->position.cell;
    if (!step(reader))
        return false;
    reading_set_cell(reader, cell);
    return true;
}

// From a message that has the cursor one goes up to the row above it, and down from where the reading is.
static bool row_down(Reader *reader)
{
    if (reader->position.reading + 1 >= first_row(reader) + reader_text_rows(reader))
        return scroll(reader, line_on);
    reader->position.reading++;
    reader->has_pointed = true;
    reading_set_cell(reader, reader->position.cell);
    return true;
}

static bool row_up(Reader *reader)
{
    if (reader->was_on_message)
        reader->position.reading = first_row(reader) + reader->shown_rows;
    reader->was_on_message = false;
    if (reader->position.reading <= first_row(reader))
        return scroll(reader, line_back);
    reader->position.reading--;
    reader->has_pointed = true;
    reading_set_cell(reader, reader->position.cell);
    return true;
}

// Over a card the cursor moves likewise; it never goes on from one screen to the next.
static bool move_on_card(Reader *reader, int rows, int cells)
{
    Card *card = &reader->card;
    const int row = card->row + rows, cell = card->cell + cells;
    reader->has_pointed = true;
    if (row < 0 || row >= reader_text_rows(reader) || cell < 0 || cell >= reader->columns)
        return true;
    const size_t index = card->top + (size_t)row;
    const TextLine *line = index < card->count ? &card->lines[index] : NULL;
    card->row = row;
    card->cell = line ? whole_cell_in(&reader->widths, card->text.bytes + line->start, line->end - line->start, cell, cells > 0) : cell;
    return true;
}

static bool card_down(Reader *reader)
{
    return move_on_card(reader, 1, 0);
}

static bool card_up(Reader *reader)
{
    return move_on_card(reader, -1, 0);
}

static bool move_row(Reader *reader, const char *command, Step *step, void (*say_end)(Reader *reader), const char *argument, Error *err)
{
    int count;
    if (!times(command_find(command), argument, &count, err))
        return false;
    while (count-- > 0)
        if (!step(reader)) {
            say_end(reader);
            break;
        }
    return true;
}

bool run_row_down(Reader *reader, const char *argument, Error *err)
{
    if (!reader_is_heard(reader))
        return run_line_down(reader, argument, err);
    return move_row(reader, "row-down", reader_shows_card(reader) ? card_down : row_down, series_say_end, argument, err);
}

bool run_row_up(Reader *reader, const char *argument, Error *err)
{
    if (!reader_is_heard(reader))
        return run_line_up(reader, argument, err);
    return move_row(reader, "row-up", reader_shows_card(reader) ? card_up : row_up, series_say_start, argument, err);
}

// In line mode the character that the cursor comes to is said.
static void say_character(Reader *reader)
{
    Place place;
    if (!reading_touches(reader, &place)) {
        reader_say(reader, _("Space."));
        return;
    }
    const Block *block = &layout_chapter(reader->shown)->blocks[place.block];
    const char *text = block->text + place.byte;
    const size_t length = cluster_next(block->text, block->length, place.byte) - place.byte;
    if (length == 1 && *text == ' ')
        reader_say(reader, _("Space."));
    else
        reader_say(reader, "%.*s", (int)length, text);
}

static bool move_cell(Reader *reader, const char *command, int step, const char *argument, Error *err)
{
    int count;
    const bool is_line_mode = reader->settings.screen_reader == SCREEN_READER_LINE;
    if (!times(command_find(command), argument, &count, err))
        return false;
    if (!is_line_mode && !reader_is_heard(reader))
        return error_set(err, _("The cursor goes from cell to cell only in page mode, for screen readers."));
    if (reader_shows_card(reader))
        return move_on_card(reader, 0, step * count);
    reader->has_pointed = true;
    while (count-- > 0)
        if (!reading_move_cell(reader, step)) {
            if (is_line_mode)
                reader_say(reader, step < 0 ? _("Start of the line.") : _("End of the line."));
            return true;
        }
    if (is_line_mode)
        say_character(reader);
    return true;
}

bool run_column_left(Reader *reader, const char *argument, Error *err)
{
    return move_cell(reader, "column-left", -1, argument, err);
}

bool run_column_right(Reader *reader, const char *argument, Error *err)
{
    return move_cell(reader, "column-right", 1, argument, err);
}

// From the link that is chosen, if one is, which then is so no more.
static void leave_note_link(Reader *reader)
{
    if (!reader->note_link.is_some)
        return;
    const Place place = place_of_link(reader->note, reader->note_link);
    const int line = layout_line_of(reader->note, place.block, place.byte);
    reader->note_row = line - reader->note_top;
    reader->note_cell = cell_of(&reader->widths, layout_line(reader->note, line), place);
    reader->note_link = (LinkChoice){0};
}

bool route_in_note(Reader *reader, Key key)
{
    const int rows = key == PRESS_DOWN ? 1 : key == PRESS_UP ? -1 : 0, cells = key == PRESS_RIGHT ? 1 : key == PRESS_LEFT ? -1 : 0;
    if (!rows && !cells)
        return false;
    leave_note_link(reader);
    const int left = layout_line_count(reader->note) - reader->note_top, shown = reader_note_rows(reader) < left ? reader_note_rows(reader) : left;
    const int row = reader->note_row + rows, cell = reader->note_cell + cells;
    reader->has_pointed = true;
    if (row < 0 || row >= shown || cell < 0 || cell >= reader->columns - reader_left(reader))
        return true;
    reader->note_row = row;
    reader->note_cell = whole_cell(&reader->widths, layout_line(reader->note, reader->note_top + row), cell, cells > 0);
    return true;
}
