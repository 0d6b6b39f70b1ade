// Bringing back what was deleted: marks, and notes and tags that were written over.
#include <stdlib.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/marks_parts.h"
#include "reader/record.h"

static void drop_last(Marks *marks)
{
    Undo *last = &marks->undo[--marks->undo_count];
    free(last->id);
    free(last->before);
}

void marks_forget_undo(Marks *marks)
{
    while (marks->undo_count)
        drop_last(marks);
    free(marks->undo);
    marks->undo = NULL;
    marks->undo_capacity = 0;
}

void marks_keep_undo(Marks *marks, UndoKind kind, const char *id)
{
    Drafts drafts = drafts_new(marks->records);
    const Draft *draft = drafts_find(&drafts, id);
    const char *before = draft && kind == UNDO_NOTE ? draft->note : draft && kind == UNDO_TAGS ? draft->tags : NULL;
    marks->undo = memory_grow(marks->undo, marks->undo_count, &marks->undo_capacity, sizeof *marks->undo);
    marks->undo[marks->undo_count++] = (Undo){.kind = kind, .id = memory_copy_text(id), .before = memory_copy_text(before ? before : "")};
    drafts_free(&drafts);
}

static const Draft *find_removed_last(const Drafts *drafts)
{
    const Draft *last = NULL;
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        if (draft->removal && (!last || record_compare(draft->removal, last->removal) > 0))
            last = draft;
    }
    return last;
}

// The record that takes back what this session did last, as far as that is still so. False: it is not.
static bool begin_undo(const Drafts *drafts, const Undo *undo, Record *record)
{
    const Draft *draft = drafts_find(drafts, undo->id);
    const bool is_removed = draft && draft->removal;
    if (!draft || is_removed != (undo->kind == UNDO_MARK))
        return false;
    *record = (Record){.op = undo->kind == UNDO_MARK ? OP_RESTORE : OP_CHANGE, .of = memory_copy_text(undo->id), .kind = memory_copy_text(draft->add->kind)};
    if (undo->kind == UNDO_NOTE)
        record->text = memory_copy_text(undo->before);
    if (undo->kind == UNDO_TAGS)
        record->tags = memory_copy_text(undo->before);
    return true;
}

// What an earlier session, or another one, has removed.
static bool begin_restore(const Drafts *drafts, Record *record)
{
    const Draft *draft = find_removed_last(drafts);
    if (draft)
        *record = (Record){.op = OP_RESTORE, .of = memory_copy_text(draft->add->id), .kind = memory_copy_text(draft->add->kind)};
    return draft;
}

// The other parts of a highlight that went with it, in the same write.
static void add_parts(const Drafts *drafts, Record **items, size_t *count)
{
    const Draft *restored = drafts_find(drafts, (*items)->of);
    if ((*items)->op != OP_RESTORE)
        return;
    *items = memory_resize(*items, drafts->count + 1, sizeof **items);
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        if (draft != restored && draft->removal && draft->removal->seq == restored->removal->seq && draft_is_part(restored, draft))
            (*items)[(*count)++] = (Record){.op = OP_RESTORE, .of = memory_copy_text(draft->add->id), .kind = memory_copy_text(draft->add->kind)};
    }
}

static bool begin(Marks *marks, Record **items, size_t *count, UndoKind *kind)
{
    Drafts drafts = drafts_new(marks->records);
    Record *record = *items;
    bool has_begun = false;
    *kind = UNDO_MARK;
    while (marks->undo_count && !has_begun) {
        *kind = marks->undo[marks->undo_count - 1].kind;
        has_begun = begin_undo(&drafts, &marks->undo[marks->undo_count - 1], record);
        drop_last(marks);
    }
    if (!has_begun) {
        *kind = UNDO_MARK;
        has_begun = begin_restore(&drafts, record);
    }
    *count = has_begun;
    if (has_begun)
        add_parts(&drafts, items, count);
    drafts_free(&drafts);
    return has_begun;
}

bool marks_undo(Marks *marks, UndoKind *kind, Error *err)
{
    UndoKind undone;
    size_t count;
    Record *items = memory_new(1, sizeof *items);
    const bool is_there = begin(marks, &items, &count, &undone);
    const bool is_kept = is_there && marks_append_all(marks, items, count, err);
    free(items);
    if (is_there && kind)
        *kind = undone;
    return is_there ? is_kept : error_set(err, _("Nothing to undo."));
}
