// The shelf: the reports that are installed, one of which is opened in the place of the present one.
#include <stdlib.h>
#include "base/clock.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/installed.h"
#include "reader/paths.h"
#include "reader/rows.h"
#include "reader/session.h"

enum {
    SHOW_MS = 300,  // that the first screen of the list is waited for, so that it comes whole
    IDLE_MS = 20,   // and in idle time, where a key may come
};

void shelf_await(Reader *reader, BookshelfStep step(Reader *reader, int wait_ms))
{
    const long end = clock_ms() + SHOW_MS;
    for (long now = clock_ms(); now < end; now = clock_ms())
        if (step(reader, (int)(end - now)) == BOOKSHELF_DONE)
            break;
}

// Of the rows that are shown first.
static BookshelfStep step_to_shown(Reader *reader, int wait_ms)
{
    return bookshelf_knows_shown(reader->bookshelf, SHELF_WHOLE) ? BOOKSHELF_DONE : bookshelf_step(reader->bookshelf, wait_ms);
}

void shelf_look(Reader *reader)
{
    Error ignored;
    if (reader->bookshelf && reader->is_unopened)
        return;
    char *state = marks_are_private(reader->marks) ? NULL : path_of_state();
    bookshelf_free(reader->bookshelf);
    if (!reader->is_unopened)
        reader_save_place(reader, &ignored);    // the list tells it; on leaving it is told where that can't be saved
    reader->bookshelf = bookshelf_new(installed_shelf(), state);
    free(state);
}

bool run_shelf(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    shelf_look(reader);
    list_filter(&reader->shelf, "");
    rows_open_shelf(reader);
    shelf_await(reader, step_to_shown);
    rows_open_shelf(reader);
    reader_focus(reader, FOCUS_SHELF);
    return true;
}

bool shelf_idle(Reader *reader)
{
    if (list_in_focus(reader) != &reader->shelf || !reader->bookshelf)
        return false;
    rows_want_shelf(reader);
    const BookshelfStep step = bookshelf_step(reader->bookshelf, IDLE_MS);
    if (step == BOOKSHELF_CHANGED)
        rows_fill_shelf(reader);
    return step != BOOKSHELF_DONE;
}

// In its own order those read last come first, and no more is needed than is shown.
bool shelf_is_awaited(const Reader *reader)
{
    const bool needs_all = reader->shelf_order != SHELF_BY_READ || (reader->shelf.filter && *reader->shelf.filter);
    if (reader->focus != FOCUS_SHELF || !reader->bookshelf)
        return false;
    if (needs_all && !bookshelf_knows_heads(reader->bookshelf))
        return true;
    return !bookshelf_knows_shown(reader->bookshelf, tells_lines(reader) ? SHELF_WHOLE : SHELF_HEAD);
}

bool shelf_choose(Reader *reader, const Row *row, Error *err)
{
    if (row->source == SHELF_NO_REPORT)
        return error_set(err, _("This part is not installed."));
    return reader_open(reader, bookshelf_entry(reader->bookshelf, row->source)->path, err);
}
