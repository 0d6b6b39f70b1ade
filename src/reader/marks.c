// Bookmarks, the place to come back to, and chapters read: what the records mean.
#include "reader/marks.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/record.h"
#include "text/safe.h"
#include "text/segment.h"

// What the chain of records about one mark adds up to. All is borrowed from the records.
typedef struct {
    const Record *add;
    const Anchor *anchor;
    const char *note;
    const Record *removal;      // NULL: it is there
} Draft;

typedef struct {
    Draft *items;               // by id of the ADD
    size_t count;
    size_t capacity;
} Drafts;

struct Marks {
    Report *report;
    Records *records;
    Arena *arena;               // strings of the list
    Mark *items;                // in reading order
    size_t count;
    bool is_listed;             // items are as the records say
    char **read;                // ids of chapters, sorted
    size_t read_count;
    size_t read_capacity;
    bool is_read_known;
};

Marks *marks_new(Report *report, Records *records)
{
    Marks *marks = memory_new(1, sizeof *marks);
    marks->report = report;
    marks->records = records;
    return marks;
}

const char *marks_path(const Marks *marks)
{
    return records_path(marks->records);
}

bool marks_are_private(const Marks *marks)
{
    return records_are_private(marks->records);
}

static void forget_list(Marks *marks)
{
    arena_free(marks->arena);
    free(marks->items);
    marks->arena = NULL;
    marks->items = NULL;
    marks->count = 0;
    marks->is_listed = false;
}

static void forget_read(Marks *marks)
{
    for (size_t i = 0; i < marks->read_count; i++)
        free(marks->read[i]);
    free(marks->read);
    marks->read = NULL;
    marks->read_count = marks->read_capacity = 0;
    marks->is_read_known = false;
}

void marks_follow(Marks *marks, Report *report)
{
    marks->report = report;
    forget_list(marks);
}

void marks_free(Marks *marks)
{
    if (!marks)
        return;
    forget_list(marks);
    forget_read(marks);
    records_free(marks->records);
    free(marks);
}

Records *marks_records(Marks *marks)
{
    return marks->records;
}

static bool is_mark(const Record *record)
{
    static const char *const kinds[] = {"bookmark", "note", "highlight"};
    for (size_t i = 0; !record->is_foreign && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(record->kind, kinds[i]) == 0)
            return true;
    return false;
}

size_t marks_unsaved(const Marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < records_count(marks->records); i++) {
        const Record *record = records_at(marks->records, i);
        count += !record->is_saved && is_mark(record);
    }
    return count;
}

static bool is_kind(const Record *record, const char *kind)
{
    return !record->is_foreign && strcmp(record->kind, kind) == 0;
}

static int compare_drafts(const void *a, const void *b)
{
    const Record *left = ((const Draft *)a)->add, *right = ((const Draft *)b)->add;
    int order = strcmp(left->id, right->id);
    return order ? order : record_compare(left, right);
}

static int compare_id_to_draft(const void *id, const void *draft)
{
    return strcmp(id, ((const Draft *)draft)->add->id);
}

static Draft *find_draft(const Drafts *drafts, const char *id)
{
    return drafts->count ? bsearch(id, drafts->items, drafts->count, sizeof *drafts->items, compare_id_to_draft) : NULL;
}

static void apply(Draft *draft, const Record *record)
{
    switch (record->op) {
    case OP_ADD:
        break;
    case OP_CHANGE:
        draft->note = record->text ? record->text : draft->note;
        draft->anchor = record->anchor.chapter ? &record->anchor : draft->anchor;
        break;
    case OP_REMOVE:
        draft->removal = record;
        break;
    case OP_RESTORE:
        draft->removal = NULL;
        break;
    }
}

// Records come in their order, so that the last word wins. The caller frees the items.
static Drafts make_drafts(const Records *records)
{
    Drafts drafts = {0};
    size_t count = records_count(records);
    for (size_t i = 0; i < count; i++) {
        const Record *record = records_at(records, i);
        if (record->op != OP_ADD || !is_mark(record) || !record->anchor.chapter)
            continue;
        drafts.items = memory_grow(drafts.items, drafts.count, &drafts.capacity, sizeof *drafts.items);
        drafts.items[drafts.count++] = (Draft){.add = record, .anchor = &record->anchor, .note = record->text};
    }
    if (drafts.count)
        qsort(drafts.items, drafts.count, sizeof *drafts.items, compare_drafts);
    for (size_t i = 0; i < count; i++) {
        const Record *record = records_at(records, i);
        Draft *draft = record->op != OP_ADD && !record->is_foreign ? find_draft(&drafts, record->of) : NULL;
        if (draft)
            apply(draft, record);
    }
    return drafts;
}

static const char *copy_safe_part(Arena *arena, const char *text, size_t length)
{
    Buffer safe = {0};
    if (length)
        safe_add_line(&safe, text, length);
    const char *copy = arena_copy(arena, buffer_text(&safe), safe.length);
    buffer_free(&safe);
    return copy;
}

static const char *copy_safe(Arena *arena, const char *text)
{
    return copy_safe_part(arena, text, text ? strlen(text) : 0);
}

// What was kept is cut at a number of characters: where it was found again, the whole sentence is told.
static const char *copy_sentence(Marks *marks, const Mark *mark, const char *kept)
{
    const Block *block = &report_chapter(marks->report, mark->place.chapter)->blocks[mark->place.block];
    if (mark->found != ANCHOR_FOUND || !block->length)
        return copy_safe(marks->arena, kept);
    TextRange range = sentence_at(report_segmenter(marks->report), block->text, block->length, block->language, mark->place.byte);
    return copy_safe_part(marks->arena, block->text + range.start, range.end - range.start);
}

static Mark make_mark(Marks *marks, const Draft *draft)
{
    Mark mark = {
        .id = arena_copy_text(marks->arena, draft->add->id),
        .note = copy_safe(marks->arena, draft->note),
        .time = copy_safe(marks->arena, draft->add->time),
    };
    mark.found = anchor_find(marks->report, draft->anchor, &mark.place);
    mark.sentence = copy_sentence(marks, &mark, draft->anchor->exact);
    return mark;
}

static int compare_marks(const void *a, const void *b)
{
    const Mark *left = a, *right = b;
    int order = place_compare(left->place, right->place);
    order = order ? order : strcmp(left->time, right->time);
    return order ? order : strcmp(left->id, right->id);
}

static void list_marks(Marks *marks)
{
    if (marks->is_listed)
        return;
    forget_list(marks);
    marks->arena = arena_new();
    Drafts drafts = make_drafts(marks->records);
    marks->items = memory_new(drafts.count, sizeof *marks->items);
    for (size_t i = 0; i < drafts.count; i++)
        if (!drafts.items[i].removal)
            marks->items[marks->count++] = make_mark(marks, &drafts.items[i]);
    qsort(marks->items, marks->count, sizeof *marks->items, compare_marks);
    marks->is_listed = true;
    free(drafts.items);
}

size_t marks_count(Marks *marks)
{
    list_marks(marks);
    return marks->count;
}

const Mark *marks_at(Marks *marks, size_t index)
{
    list_marks(marks);
    return &marks->items[index];
}

typedef enum { LIST_CHANGES, LIST_STAYS } ListEffect;

// What another session appended came in with it, if there is more than one record more.
static bool append(Marks *marks, Record *record, ListEffect effect, Error *err)
{
    const char *edition = report_edition(marks->report);
    size_t before = records_count(marks->records);
    record->edition = *edition ? memory_copy_text(edition) : NULL;
    bool is_saved = records_append(marks->records, record, err);
    bool is_more = records_count(marks->records) > before + 1;
    marks->is_listed = marks->is_listed && effect == LIST_STAYS && !is_more;
    marks->is_read_known = marks->is_read_known && !is_more;
    return is_saved;
}

static char *safe_note(const char *note)
{
    Buffer safe = {0};
    safe_add_line(&safe, note, strlen(note));
    return buffer_take(&safe);
}

static bool stands_at(Marks *marks, const Draft *draft, Place place)
{
    Place found;
    return anchor_find(marks->report, draft->anchor, &found) == ANCHOR_FOUND && place_compare(found, place) == 0;
}

static bool has_note(const Draft *draft, const char *note)
{
    char *own = safe_note(draft->note ? draft->note : "");
    bool is_same = strcmp(own, note) == 0;
    free(own);
    return is_same;
}

// From the records, not the list: that has the sentence of each, which takes a hundred times as long to find as the place.
bool marks_has(Marks *marks, Place place, const char *note)
{
    char *safe = safe_note(note);
    Drafts drafts = make_drafts(marks->records);
    bool is_there = false;
    for (size_t i = 0; i < drafts.count && !is_there; i++) {
        const Draft *draft = &drafts.items[i];
        is_there = !draft->removal && (!*safe || has_note(draft, safe)) && stands_at(marks, draft, place);
    }
    free(drafts.items);
    free(safe);
    return is_there;
}

void marks_refresh(Marks *marks)
{
    if (!records_refresh(marks->records, NULL))
        return;
    marks->is_listed = marks->is_read_known = false;
}

bool marks_add(Marks *marks, Place place, const char *note, Error *err)
{
    Record record = {.op = OP_ADD, .kind = memory_copy_text("bookmark"), .anchor = anchor_new(marks->report, place), .text = safe_note(note)};
    return append(marks, &record, LIST_CHANGES, err);
}

// A record about a mark that is there. False and *err where there is none.
static bool begin_about(Marks *marks, const char *id, Op op, Record *record, Error *err)
{
    marks_refresh(marks);
    Drafts drafts = make_drafts(marks->records);
    const Draft *draft = find_draft(&drafts, id);
    bool is_there = draft && !draft->removal;
    if (is_there)
        *record = (Record){.op = op, .of = memory_copy_text(id), .kind = memory_copy_text(draft->add->kind)};
    free(drafts.items);
    return is_there || error_set(err, _("This bookmark is not there any more."));
}

bool marks_change(Marks *marks, const char *id, const char *note, Error *err)
{
    Record record;
    if (!begin_about(marks, id, OP_CHANGE, &record, err))
        return false;
    record.text = safe_note(note);
    return append(marks, &record, LIST_CHANGES, err);
}

bool marks_remove(Marks *marks, const char *id, Error *err)
{
    Record record;
    return begin_about(marks, id, OP_REMOVE, &record, err) && append(marks, &record, LIST_CHANGES, err);
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

bool marks_undo(Marks *marks, Error *err)
{
    Drafts drafts = make_drafts(marks->records);
    const Draft *draft = find_removed_last(&drafts);
    Record record = {.op = OP_RESTORE};
    if (draft) {
        record.of = memory_copy_text(draft->add->id);
        record.kind = memory_copy_text(draft->add->kind);
    }
    free(drafts.items);
    return record.of ? append(marks, &record, LIST_CHANGES, err) : error_set(err, _("Nothing to undo."));
}

static const Record *find_last_place(const Records *records)
{
    for (size_t i = records_count(records); i-- > 0;) {
        const Record *record = records_at(records, i);
        if (is_kind(record, "place") && (record->op == OP_ADD || record->op == OP_CHANGE) && record->anchor.chapter)
            return record;
    }
    return NULL;
}

static bool is_same_anchor(const Anchor *a, const Anchor *b)
{
    return strcmp(a->chapter, b->chapter) == 0 && strcmp(a->block, b->block) == 0 && strcmp(a->exact, b->exact) == 0 &&
           strcmp(a->prefix, b->prefix) == 0 && strcmp(a->suffix, b->suffix) == 0;
}

bool marks_save_place(Marks *marks, Place place, Error *err)
{
    const Record *last = find_last_place(marks->records);
    Anchor anchor = anchor_new(marks->report, place);
    if (last && last->is_saved && is_same_anchor(&last->anchor, &anchor)) {
        anchor_free(&anchor);
        return true;
    }
    Record record = {.op = last ? OP_CHANGE : OP_ADD, .kind = memory_copy_text("place"), .anchor = anchor};
    if (last)
        record.of = memory_copy_text(last->op == OP_ADD ? last->id : last->of);
    if (!append(marks, &record, LIST_STAYS, err))
        return false;
    records_compact(marks->records, NULL); // places are what makes a state file grow
    return true;
}

bool marks_last_place(Marks *marks, Place *place, AnchorResult *found)
{
    const Record *last = find_last_place(marks->records);
    if (!last)
        return false;
    AnchorResult result = anchor_find(marks->report, &last->anchor, place);
    if (found)
        *found = result;
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_read(Marks *marks)
{
    if (marks->is_read_known)
        return;
    forget_read(marks);
    for (size_t i = 0; i < records_count(marks->records); i++) {
        const Record *record = records_at(marks->records, i);
        if (record->op != OP_ADD || !is_kind(record, "read") || !record->anchor.chapter)
            continue;
        marks->read = memory_grow(marks->read, marks->read_count, &marks->read_capacity, sizeof *marks->read);
        marks->read[marks->read_count++] = memory_copy_text(record->anchor.chapter);
    }
    if (marks->read_count)
        qsort(marks->read, marks->read_count, sizeof *marks->read, compare_ids);
    marks->is_read_known = true;
}

bool marks_is_read(Marks *marks, int chapter)
{
    const Chapter *loaded = report_chapter_if_loaded(marks->report, chapter);
    const char *id = loaded ? loaded->id : report_chapter_name(marks->report, chapter);
    list_read(marks);
    return marks->read_count && bsearch(&id, marks->read, marks->read_count, sizeof *marks->read, compare_ids);
}

bool marks_set_read(Marks *marks, int chapter, Error *err)
{
    const Chapter *shown = report_chapter(marks->report, chapter);
    if (shown->is_broken || marks_is_read(marks, chapter))
        return true;
    Record record = {.op = OP_ADD, .kind = memory_copy_text("read"), .anchor = {.chapter = memory_copy_text(shown->id)}};
    char **const empty[] = {&record.anchor.block, &record.anchor.exact, &record.anchor.prefix, &record.anchor.suffix};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        *empty[i] = memory_copy_text("");
    marks->is_read_known = false;
    const bool was_told = records_unsaved(marks->records); // it is the reading that goes on: a disk that refuses is told once
    return append(marks, &record, LIST_STAYS, err) || was_told;
}
