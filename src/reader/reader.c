// The session: opening, size, leaving.
#include "reader/reader.h"
#include <stdlib.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/session.h"
#include "text/shape.h"

enum { SIZE_MOST = 10000, MARGINS_FROM_COLUMNS = 40, GUTTER_CELLS = 4, KEYS_BYTES = 160 };

static int between(int number, int least, int most)
{
    return number < least ? least : number > most ? most : number;
}

void reader_enter(Reader *reader, ScreenReader mode)
{
    reader->settings.screen_reader = mode;
    reader->settings.has_status = mode == SCREEN_READER_OFF && reader->wants_status;
    reader->wants_redraw = true;
}

bool reader_is_spoken(const Reader *reader)
{
    return reader->settings.screen_reader != SCREEN_READER_OFF;
}

bool reader_is_heard(const Reader *reader)
{
    return reader->settings.screen_reader == SCREEN_READER_PAGE;
}

bool reader_has_marker(const Reader *reader)
{
    return reader->settings.has_marker && !reader_is_spoken(reader);
}

static int at_least(int number, int least)
{
    return number > least ? number : least;
}

static int margin_of(const Reader *reader)
{
    return reader->settings.has_numbers ? reader->margin : 0;
}

static int least_margin(const Reader *reader)
{
    const int least = reader_has_marker(reader) ? MARKER_CELLS : 0;
    return reader->columns < MARGINS_FROM_COLUMNS ? least : at_least(at_least(margin_of(reader), 1), least);
}

// Between two columns of text, where the numbers of the second stand too.
static int gutter(const Reader *reader)
{
    return at_least(least_margin(reader), GUTTER_CELLS);
}

// Cells for each of so many columns.
static int room_of(const Reader *reader, int columns)
{
    return (reader->columns - 2 * least_margin(reader) - (columns - 1) * gutter(reader)) / columns;
}

static int lesser(int one, int other)
{
    return one < other ? one : other;
}

int reader_columns(const Reader *reader)
{
    const Settings *settings = &reader->settings;
    const bool is_wide = room_of(reader, 2) >= lesser(settings->width, COLUMN_CELLS_LEAST);
    return settings->columns == 2 && is_wide && !reader_is_spoken(reader) ? 2 : 1;
}

int reader_measure(const Reader *reader)
{
    return lesser(reader->settings.width, room_of(reader, reader_columns(reader)));
}

// A screen reader, and a braille display, begin at the first cell.
int reader_left(const Reader *reader)
{
    const int columns = reader_columns(reader), text = columns * reader_measure(reader) + (columns - 1) * gutter(reader);
    const int middle = (reader->columns - text) / 2;
    if (reader_is_heard(reader) && margin_of(reader) < middle)
        return margin_of(reader);
    return middle < 0 ? 0 : middle;
}

// Where a chapter goes from the right so do its columns, as its title does.
int reader_column_left(const Reader *reader, int column)
{
    const bool is_right = column != (reader_columns(reader) == 2 && layout_line(reader->shown, 0)->is_rtl);
    return reader_left(reader) + (is_right ? reader_measure(reader) + gutter(reader) : 0);
}

int reader_page_rows(const Reader *reader)
{
    return reader_text_rows(reader) * reader_columns(reader);
}

int reader_text_rows(const Reader *reader)
{
    const bool has_foot = reader->settings.has_status || reader_is_heard(reader);
    return has_foot && reader->rows > 1 ? reader->rows - 1 : reader->rows;
}

int reader_note_rows(const Reader *reader)
{
    const int most = reader_text_rows(reader) / 2 - 1;
    const int lines = reader->note ? layout_line_count(reader->note) : 1;
    return between(lines, 1, most > 1 ? most : 1);
}

static const Lit *lit_of(void *marks, const Chapter *chapter, size_t *count)
{
    return marks_lit(marks, chapter->index, count);
}

static LayoutOptions options_of(const Reader *reader)
{
    LayoutOptions options = layout_options(reader_measure(reader), &reader->widths);
    options.is_told = reader_is_spoken(reader);
    options.is_ordered = reader->is_ordered && !options.is_told;
    options.widths.is_shaped = options.is_ordered && shape_is_shown();
    options.is_dense = !reader->settings.has_blanks;
    if (options.is_told)
        options.roles = role_options(reader);
    if (options.is_told && reader->settings.verbosity >= VERBOSITY_MEDIUM) {
        options.lit = lit_of;
        options.lit_context = reader->marks;
        options.lit_version = marks_version(reader->marks);
    }
    if (!options.is_told) {
        options.spacing = reader->settings.spacing;
        options.is_hyphenated = reader->settings.is_hyphenated;
        options.is_justified = reader->settings.is_justified;
    }
    return options;
}

void reader_resize(Reader *reader, int rows, int columns)
{
    const bool has_line = reader->shown && reader_has_reading_line(reader);
    const bool is_at_start_of_line = reader->position.cell == 0;
    const Place read = has_line ? reader_reading_place(reader) : reader->position.place;
    const bool has_told = reader->shown && reader->has_told && tells_lines(reader);
    const Place behind = has_told ? told_end(reader) : read;
    reader->widths = settings_widths(&reader->settings, reader->measured);
    reader->rows = between(rows, 1, SIZE_MOST);
    reader->columns = between(columns, 1, SIZE_MOST);
    pager_resize(reader->pager, options_of(reader), reader_text_rows(reader), reader_columns(reader));
    position_settle(reader);
    if (has_told)
        told_end_at(reader, behind);
    if (has_line)
        position_read_back(reader, read);
    if (is_at_start_of_line)
        reader->position.cell = 0;
    card_settle(reader);
    note_settle(reader);
    if (layout_is_whole(reader->shown)) // a start that ends on the page does not tell what follows
        reader_complete(reader);
}

bool reader_shows_start(const Reader *reader)
{
    return layout_chapter(reader->shown)->is_start;
}

void reader_complete(Reader *reader)
{
    const bool had_start = reader_shows_start(reader), has_ended = layout_is_whole(reader->shown);
    pager_complete(reader->pager);
    if (!had_start)
        return;
    const Position before = reader->position;
    position_settle(reader);
    if (!has_ended && !layout_chapter(reader->shown)->is_broken)    // its lines are those of the start
        reader->position = before;
    if (reader->position.top > 0)
        marks_set_begun(reader->marks, reader->position.place.chapter);
}

void reader_set_ordered(Reader *reader, bool is_ordered)
{
    const bool was_ordered = reader->is_ordered;
    reader->is_ordered = is_ordered;
    if (is_ordered != was_ordered)
        reader_resize(reader, reader->rows, reader->columns);
}

void reader_set_measured(Reader *reader, Widths measured)
{
    reader->measured = measured;
    if (!widths_equal(reader->widths, settings_widths(&reader->settings, measured)))
        reader_resize(reader, reader->rows, reader->columns);
}

// Says how to go on, or how sure the place is that was kept.
static void say_welcome(Reader *reader, bool has_place, AnchorResult found)
{
    char help[KEYS_BYTES], speech[KEYS_BYTES], out[CITATION_BYTES];
    key_for(reader, "help", help, sizeof help);
    if (has_place && found != ANCHOR_FOUND && layout_chapter(reader->shown)->is_broken)
        reader_say(reader, _("You stopped in this chapter, which can't be read now; your place in it is kept."));
    else if (has_place && found == ANCHOR_LOST)
        reader_say(reader, _("The report has changed: the place where you stopped is gone. This is as near as can be found."));
    else if (has_place && found == ANCHOR_NEAR)
        reader_say(reader, _("The report has changed: the words where you stopped are gone. This is near them."));
    else if (has_place)
        reader_say(reader, _("You stopped here, at %1$s. %2$s shows the keys."), report_citation(reader->report, reader->position.place, out), help);
    else if (reader->settings.screen_reader == SCREEN_READER_OFF)
        reader_say(reader, _("%1$s shows keys; %2$s is for screen readers."), help, key_for(reader, "screen-reader", speech, sizeof speech));
    else
        reader_say(reader, _("%s shows the keys."), help);
}

// Before what is said at the start, and as part of it.
static void say_private(Reader *reader)
{
    if (!marks_are_private(reader->marks))
        return;
    char *welcome = buffer_take(&reader->message);
    reader_say(reader, _("Private reading: nothing is kept, no bookmarks either. %s"), welcome);
    free(welcome);
}

static void say_mode(Reader *reader)
{
    char source[SOURCE_BYTES];
    reader->has_landed = false;
    revisions_say(reader);
    say_private(reader);
    if (!reader_is_heard(reader))
        return;
    char *welcome = buffer_take(&reader->message);
    reader_say(reader, _("Page mode, set by %1$s. %2$s"), settings_source(&reader->settings, setting_find("screen-reader"), source, sizeof source), welcome);
    reader->message_is_welcome = true;
    free(welcome);
}

static bool is_at_start(Place place)
{
    return place.chapter == 0 && place.block == 0 && place.byte == 0;
}

void reader_begin(Reader *reader)
{
    AnchorResult found = ANCHOR_FOUND;
    const bool has_place = marks_last_place(reader->marks, &reader->position.place, &found);
    reader->position.place = place_in_body(reader->report, reader->position.place);
    reader->is_guessed = has_place ? found != ANCHOR_FOUND : !records_are_known(marks_records(reader->marks));
    reader->guess = reader->position.place;
    reader_resize(reader, reader->rows, reader->columns);
    say_welcome(reader, has_place && !is_at_start(reader->position.place), found);
    say_mode(reader);
}

static Reader *make(Report *report, const Settings *settings, Keymap *keymap, Marks *marks)
{
    Reader *reader = memory_new(1, sizeof *reader);
    reader->report = report;
    reader->settings = *settings;
    reader->wants_status = settings->has_status;
    reader->is_ordered = settings->bidi == BIDI_AUTO || settings->bidi == BIDI_READER; // as most terminals will have it: all is laid out once
    reader_enter(reader, settings->screen_reader);
    reader->keymap = keymap;
    reader->marks = marks;
    reader->pager = pager_new(report);
    speed_load(&reader->speed, marks_records(marks));
    reader->speed.since = clock_ms();
    reader->finding.hit = reader->former.hit = -1;
    reader->rows = 24;
    reader->columns = 80;
    return reader;
}

Reader *reader_new(Report *report, const Settings *settings, Keymap *keymap, Marks *marks)
{
    Reader *reader = make(report, settings, keymap, marks);
    reader_begin(reader);
    return reader;
}

Reader *reader_new_early(Report *report, const Settings *settings, Keymap *keymap, Marks *marks)
{
    Reader *reader = make(report, settings, keymap, marks);
    pager_take_start(reader->pager);
    reader_begin(reader);
    return reader;
}

void reader_open_at(Reader *reader, Place place)
{
    reader_jump(reader, place);
    say_welcome(reader, false, ANCHOR_FOUND);
    say_mode(reader);
}

static void free_aside(Reader *reader)
{
    for (size_t i = 0; i < reader->aside_count; i++) {
        free(reader->aside[i].folder);
        marks_free(reader->aside[i].marks);
    }
    free(reader->aside);
}

size_t reader_private_marks(Reader *reader)
{
    size_t count = marks_are_private(reader->marks) ? marks_standing(reader->marks) : 0;
    for (size_t i = 0; i < reader->aside_count; i++)
        count += marks_standing(reader->aside[i].marks);
    return count;
}

void reader_free(Reader *reader)
{
    if (!reader)
        return;
    reader_leave_address(reader);
    read_on_stop(reader);
    list_free(&reader->contents);
    rows_forget_contents(reader);
    list_free(&reader->hits);
    list_free(&reader->bookmarks);
    list_free(&reader->elements);
    list_free(&reader->shelf);
    list_free(&reader->found);
    shelf_search_free(reader->shelf_search);
    bookshelf_free(reader->bookshelf);
    free_aside(reader);
    free(reader->watching.path);
    list_free(&reader->help);
    list_free(&reader->about);
    list_free(&reader->options_list);
    layout_free(reader->note);
    search_free(reader->finding.search);
    search_free(reader->former.search);
    prompt_free(&reader->prompt);
    typed_free(&reader->typed_commands);
    typed_free(&reader->typed_searches);
    buffer_free(&reader->number);
    buffer_free(&reader->message);
    buffer_free(&reader->former_message);
    buffer_free(&reader->card.text);
    free(reader->card.lines);
    buffer_free(&reader->welcome);
    reader_leave_draft(reader);
    list_free(&reader->changes);
    revisions_forget(reader);
    buffer_free(&reader->marks_file);
    buffer_free(&reader->marks_filter);
    buffer_free(&reader->exported);
    buffer_free(&reader->copied);
    buffer_free(&reader->copied_path);
    free(reader->back.places);
    free(reader->forward.places);
    pager_free(reader->pager);
    free(reader);
}

// Where a place was kept, or nobody knows, and the person did not go on from where the report was opened instead, that place stays.
static bool is_unmoved(const Reader *reader, Place now)
{
    Place kept;
    if (!reader->is_guessed || place_compare(now, reader->guess) != 0)
        return false;
    return !records_are_known(marks_records(reader->marks)) || marks_last_place(reader->marks, &kept, NULL);
}

bool reader_save_place(Reader *reader, Error *err)
{
    const Place place = place_now(reader);
    if (reader->is_unopened)
        return true;
    if (!speed_save(&reader->speed, marks_records(reader->marks), err))
        return false;
    if (is_unmoved(reader, place) || layout_chapter(reader->shown)->is_broken)
        return true;
    return marks_save_place(reader->marks, place, err);
}

const List *reader_list(const Reader *reader, Focus focus)
{
    switch (focus) {
    case FOCUS_CONTENTS: return &reader->contents;
    case FOCUS_HITS: return &reader->hits;
    case FOCUS_BOOKMARKS: return &reader->bookmarks;
    case FOCUS_ELEMENTS: return &reader->elements;
    case FOCUS_CHANGES: return &reader->changes;
    case FOCUS_SHELF: return &reader->shelf;
    case FOCUS_FOUND: return &reader->found;
    case FOCUS_HELP: return &reader->help;
    case FOCUS_ABOUT: return &reader->about;
    case FOCUS_SETTINGS: return &reader->options_list;
    case FOCUS_PAGE: case FOCUS_NOTE: case FOCUS_PROMPT: break;
    }
    return NULL;
}
