// A revised report: what is new, changed or gone in it, and the way from one change to the next.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "text/amount.h"

enum { KEYS_BYTES = 160 };

static const char *word_of(RevisionKind kind)
{
    switch (kind) {
    // TRANSLATORS: of a section of a report, since it was last read
    case REVISION_NEW: return C_("section", "new");
    case REVISION_CHANGED: return C_("section", "changed");
    case REVISION_GONE: return C_("section", "gone");
    }
    return "";
}

void revisions_forget(Reader *reader)
{
    revisions_free(&reader->revisions);
    reader->has_revisions = false;
    reader->revision = 0;
}

// Of the report as it is now, found once.
static bool find(Reader *reader, Error *err)
{
    if (!marks_digest(reader->marks))
        return error_set(err, _("What this report was when it was last read is not known; from now on it is kept."));
    if (reader->has_revisions)
        return true;
    reader->revisions = revisions_find(reader->report, marks_digest(reader->marks));
    reader->has_revisions = true;
    return true;
}

static void fill_list(Reader *reader)
{
    List *list = &reader->changes;
    rows_begin(list, memory_copy_text(_("Changes since the report was last read")), memory_copy_text(_("Nothing has changed since it was last read.")));
    for (size_t i = 0; i < reader->revisions.count; i++) {
        const Revision *revision = &reader->revisions.items[i];
        list_add(list, (Row){
            .mark = row_citation(reader->report, revision->place),
            .text = memory_copy_text(revision->title),
            .detail = memory_copy_text(word_of(revision->kind)),
            .place = revision->place,
            .source = i,
        });
    }
    list_settle(list);
    rows_select(list, place_now(reader));
}

static bool keep_whole(Reader *reader, Error *err)
{
    Buffer digest = {0};
    digest_add_whole(&digest, reader->report);
    if (report_is_stopped(reader->report)) {
        buffer_free(&digest);
        return false;
    }
    return marks_set_digest(reader->marks, buffer_take(&digest), err);
}

static bool take_as_read(Reader *reader, Error *err)
{
    const bool is_kept = keep_whole(reader, err);
    revisions_forget(reader);
    if (is_kept)
        reader_say(reader, _("This version counts as read: changes are told from here on."));
    return is_kept;
}

bool run_changes(Reader *reader, const char *argument, Error *err)
{
    if (strcmp(argument, "read") == 0)
        return take_as_read(reader, err);
    if (*argument)
        return error_set(err, _("changes takes read, or nothing, not \"%s\"."), argument);
    if (!find(reader, err))
        return false;
    list_show_all(&reader->changes);
    fill_list(reader);
    reader_focus(reader, FOCUS_CHANGES);
    // another edition with the same words need not be told of again
    const bool is_same = reader->revisions.count || !strcmp(marks_digest_edition(reader->marks), report_edition(reader->report));
    return is_same || keep_whole(reader, err);
}

// From the one that is shown to the next or the one before; from elsewhere to the nearest from there on, or before. count where there is none.
// Several may stand at one place.
static size_t next_of(const Reader *reader, int step)
{
    const Revisions *all = &reader->revisions;
    const Place now = reader_present_place(reader);
    size_t best = all->count;
    if (reader->revision && reader->revision <= all->count && place_compare(all->items[reader->revision - 1].place, now) == 0)
        return step > 0 ? reader->revision : reader->revision > 1 ? reader->revision - 2 : all->count;
    for (size_t i = 0; i < all->count; i++) {
        const int order = place_compare(all->items[i].place, now);
        if (step > 0 && order >= 0)
            return i;
        if (step < 0 && order < 0)
            best = i;
    }
    return best;
}

static bool go(Reader *reader, int step, const char *name, const char *argument, Error *err)
{
    int count;
    if (!times(command_find(name), argument, &count, err) || !find(reader, err))
        return false;
    size_t found = reader->revisions.count;
    for (int i = 0; i < count; i++) {
        const size_t next = next_of(reader, step);
        if (next == reader->revisions.count)
            break;
        found = next;
        reader->revision = found + 1;
        reader_jump(reader, reader->revisions.items[found].place);
    }
    if (found == reader->revisions.count)
        return error_set(err, step > 0 ? _("No change follows.") : _("There is no change before this."));
    const Revision *revision = &reader->revisions.items[found];
    // TRANSLATORS: a change of 5 is shown, of the section with this title, which is "new", "changed" or "gone"
    reader_say(reader, _("Change %1$s of %2$s: \"%3$s\", %4$s."), AMOUNT(found + 1), AMOUNT(reader->revisions.count), revision->title, word_of(revision->kind));
    return true;
}

bool run_next_revision(Reader *reader, const char *argument, Error *err)
{
    return go(reader, 1, "next-revision", argument, err);
}

bool run_previous_revision(Reader *reader, const char *argument, Error *err)
{
    return go(reader, -1, "previous-revision", argument, err);
}

void revisions_say(Reader *reader)
{
    char key[KEYS_BYTES];
    const char *then = marks_digest_edition(reader->marks), *now = report_edition(reader->report);
    if (!marks_digest(reader->marks) || strcmp(then, now) == 0)
        return;
    char *welcome = buffer_take(&reader->message);
    reader_say(reader, _("%1$s This is another edition than the one you read; %2$s lists what has changed."), welcome, key_for(reader, "changes", key, sizeof key));
    free(welcome);
}

// A report that was only opened was not read.
static bool is_at_start(const Reader *reader)
{
    const Place now = place_now(reader);
    return now.chapter == 0 && now.block == 0 && now.byte == 0;
}

void reader_keep_digest(Reader *reader)
{
    Buffer digest = {0};
    const char *before = marks_digest(reader->marks);
    if (marks_are_private(reader->marks) || !records_are_known(marks_records(reader->marks)) || (!before && is_at_start(reader)))
        return;
    if (digest_add(&digest, reader->report, before ? before : ""))
        marks_keep_digest(reader->marks, buffer_take(&digest));
    buffer_free(&digest);
}
