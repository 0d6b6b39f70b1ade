// Commands for bookmarks and their notes.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "reader/tags.h"

enum { KEYS_BYTES = 160 };

Place place_to_mark(const Reader *reader)
{
    const Finding *finding = &reader->finding;
    if (finding->hit < 0 || !finding->is_marked || reader->unit.kind || reader_has_reading_line(reader))
        return place_now(reader);
    const Place hit = search_hit(finding->search, (size_t)finding->hit)->place;
    if (hit.chapter != reader->position.place.chapter || footnote_of(layout_chapter(reader->shown), hit.block) >= 0)
        return place_now(reader);
    return reader_shows(reader, hit) ? hit : place_now(reader);
}

// Once a session, where it may still be heeded.
static bool needs_lock_warning(Reader *reader)
{
    const bool is_told = reader->has_told_locks;
    reader->has_told_locks = true;
    return !is_told && records_lack_locks(marks_records(reader->marks));
}

bool bookmark_add(Reader *reader, const char *note, Error *err)
{
    char citation[CITATION_BYTES];
    const Place place = place_to_mark(reader);
    marks_refresh(reader->marks);
    if (marks_has(reader->marks, place, note)) {
        reader_say(reader, _("There is a bookmark at %s already."), report_citation(reader->report, place, citation));
        return true;
    }
    if (!marks_add(reader->marks, place, note, err))
        return false;
    report_citation(reader->report, place, citation);
    if (needs_lock_warning(reader))
        reader_say(reader, _("Bookmark set at %s. Its disk has no locks: don't set any on another machine at the same time."), citation);
    else
        reader_say(reader, _("Bookmark set at %s."), citation);
    return true;
}

bool run_bookmark(Reader *reader, const char *argument, Error *err)
{
    return note_take(reader, argument, bookmark_add, err);
}

bool run_bookmark_note(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_open(reader, PROMPT_NOTE, "");
    return true;
}

const Mark *selected_mark(Reader *reader, Error *err)
{
    const List *list = &reader->bookmarks;
    char key[KEYS_BYTES];
    if (reader->focus != FOCUS_BOOKMARKS)
        error_set(err, _("This works only in the list of bookmarks; %s shows it."), key_for(reader, "bookmarks", key, sizeof key));
    else if (list->selected >= list->count)
        error_set(err, _("There is no bookmark here."));
    else
        return marks_at(reader->marks, list->rows[list->selected].source);
    return NULL;
}

void marks_shown_anew(Reader *reader)
{
    if (!reader_is_spoken(reader))
        return;
    reader_resize(reader, reader->rows, reader->columns);
    reader->keeps_unit = true;
}

void marks_listed_anew(Reader *reader)
{
    marks_shown_anew(reader);
    rows_fill_bookmarks(reader);
}

bool bookmark_rename(Reader *reader, const char *note, Error *err)
{
    const Mark *mark = selected_mark(reader, err);
    if (!mark)
        return false;
    char *id = memory_copy_text(mark->id);
    const bool is_kept = marks_change(reader->marks, id, note, err);
    free(id);
    marks_listed_anew(reader);
    if (is_kept)
        reader_say(reader, *note ? _("The note is changed.") : _("The note is removed."));
    return is_kept;
}

static bool open_rename(Reader *reader, const char *note, Error *err)
{
    char *line = note_in_line(note), key[KEYS_BYTES];
    const bool fits = strlen(line) <= PROMPT_BYTES;
    if (fits)
        prompt_open(reader, PROMPT_RENAME, line);
    free(line);
    return fits || error_set(err, _("This note is too long to be changed here; %s opens it in your editor."), key_for(reader, "edit-note", key, sizeof key));
}

bool run_rename(Reader *reader, const char *argument, Error *err)
{
    const Mark *mark = selected_mark(reader, err);
    if (mark && *argument)
        return note_take(reader, argument, bookmark_rename, err);
    return mark && open_rename(reader, mark->note, err);
}

bool mark_set_tags(Reader *reader, const char *typed, Error *err)
{
    const Mark *mark = selected_mark(reader, err);
    if (!mark)
        return false;
    char *id = memory_copy_text(mark->id), *tags = tags_read(typed);
    const bool is_kept = marks_set_tags(reader->marks, id, typed, err);
    Buffer shown = {0};
    tags_add(&shown, tags);
    marks_listed_anew(reader);
    if (is_kept && shown.length)
        reader_say(reader, _("Tags: %s. Commas separate them."), shown.bytes);
    else if (is_kept)
        reader_say(reader, _("The tags are removed."));
    buffer_free(&shown);
    free(tags);
    free(id);
    return is_kept;
}

bool run_tag(Reader *reader, const char *argument, Error *err)
{
    const Mark *mark = selected_mark(reader, err);
    if (mark && *argument)
        return mark_set_tags(reader, argument, err);
    if (mark)
        prompt_open(reader, PROMPT_TAGS, mark->tags);
    return mark;
}

bool run_delete(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char key[KEYS_BYTES];
    const Mark *mark = selected_mark(reader, err);
    if (!mark)
        return false;
    char *id = memory_copy_text(mark->id);
    const bool is_kept = marks_remove(reader->marks, id, err);
    free(id);
    marks_listed_anew(reader);
    if (is_kept)
        reader_say(reader, _("Bookmark deleted; %s brings it back."), key_for(reader, "undo", key, sizeof key));
    return is_kept;
}

bool run_undo(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char key[KEYS_BYTES];
    if (reader->focus != FOCUS_BOOKMARKS)
        return error_set(err, _("This works only in the list of bookmarks; %s shows it."), key_for(reader, "bookmarks", key, sizeof key));
    UndoKind undone;
    const bool is_kept = marks_undo(reader->marks, &undone, err);
    marks_listed_anew(reader);
    if (is_kept && undone == UNDO_MARK)
        reader_say(reader, _("The bookmark is back."));
    else if (is_kept)
        reader_say(reader, undone == UNDO_NOTE ? _("The note is as it was.") : _("The tags are as they were."));
    return is_kept;
}
