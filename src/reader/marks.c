// Bookmarks, the place to come back to, and chapters read: what the records mean.
#include "reader/marks.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/marks_parts.h"
#include "reader/record.h"
#include "reader/tags.h"
#include "text/cluster.h"
#include "text/safe.h"
#include "text/segment.h"

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
    marks_lapse(marks);
}

void marks_lapse(Marks *marks)
{
    marks->is_listed = false;
    marks->version++;
}

unsigned long marks_version(const Marks *marks)
{
    return marks->version;
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
    marks_forget_reached(marks);
    marks_forget_lit(marks);
    marks_forget_undo(marks);
    records_free(marks->records);
    free(marks);
}

Records *marks_records(Marks *marks)
{
    return marks->records;
}

size_t marks_unsaved(const Marks *marks)
{
    size_t count = 0;
    for (size_t i = 0; i < records_count(marks->records); i++) {
        const Record *record = records_at(marks->records, i);
        count += !record->is_saved && record_is_mark(record);
    }
    return count;
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

// A note keeps its lines.
static const char *copy_lines(Arena *arena, const char *text)
{
    char *note = note_safe(text ? text : "");
    const char *copy = arena_copy_text(arena, note);
    free(note);
    return copy;
}

static const char *copy_tags(Arena *arena, const char *stored)
{
    Buffer tags = {0};
    tags_add(&tags, stored ? stored : "");
    const char *copy = arena_copy(arena, buffer_text(&tags), tags.length);
    buffer_free(&tags);
    return copy;
}

const Block *marks_block(const Marks *marks, Place place)
{
    return &report_chapter(marks->report, place.chapter)->blocks[place.block];
}

// What was kept is cut at a number of characters: where it was found again, the whole sentence is told; of a highlight just its words.
static const char *copy_sentence(Marks *marks, const Mark *mark, const char *kept)
{
    const Block *block = marks_block(marks, mark->place);
    if (mark->found != ANCHOR_FOUND || !block->length)
        return copy_safe(marks->arena, kept);
    if (mark->kind == MARK_HIGHLIGHT)
        return copy_safe_part(marks->arena, block->text + mark->place.byte, mark->end - mark->place.byte);
    TextRange range = sentence_at(report_segmenter(marks->report), block->text, block->length, block->language, mark->place.byte);
    return copy_safe_part(marks->arena, block->text + range.start, range.end - range.start);
}

static MarkKind kind_of(const Record *add)
{
    return record_is_kind(add, "highlight") ? MARK_HIGHLIGHT : MARK_BOOKMARK;
}

// Long words are gone as soon as one of them is another: then those that they begin with tell where they stood.
static AnchorResult find_beginning(Report *report, const Anchor *anchor, Place *place)
{
    const size_t length = strlen(anchor->exact);
    size_t cut = 0;
    for (int i = 0; i < ANCHOR_EXACT_CLUSTERS && cut < length; i++)
        cut = cluster_next(anchor->exact, length, cut);
    Place begin;
    Anchor shorter = *anchor;
    shorter.exact = memory_copy(anchor->exact, cut);
    shorter.suffix = memory_copy_text("");
    const bool is_there = cut < length && anchor_find(report, &shorter, &begin) == ANCHOR_FOUND;
    free(shorter.exact);
    free(shorter.suffix);
    if (!is_there)
        return anchor_find(report, anchor, place);
    *place = begin;
    return ANCHOR_NEAR;
}

static AnchorResult find(Report *report, const Anchor *anchor, Place *place)
{
    const AnchorResult found = anchor_find(report, anchor, place);
    return found == ANCHOR_FOUND ? found : find_beginning(report, anchor, place);
}

static Anchor copy_anchor(Arena *arena, const Anchor *anchor)
{
    return (Anchor){
        .chapter = arena_copy_text(arena, anchor->chapter),
        .block = arena_copy_text(arena, anchor->block),
        .exact = arena_copy_text(arena, anchor->exact),
        .prefix = arena_copy_text(arena, anchor->prefix),
        .suffix = arena_copy_text(arena, anchor->suffix),
        .name = arena_copy_text(arena, anchor->name),
    };
}

static Mark make_mark(Marks *marks, const Draft *draft)
{
    Mark mark = {
        .kind = kind_of(draft->add),
        .id = arena_copy_text(marks->arena, draft->add->id),
        .seq = draft->add->seq,
        .kept = copy_anchor(marks->arena, draft->anchor),
        .note = copy_lines(marks->arena, draft->note),
        .tags = copy_tags(marks->arena, draft->tags),
        .time = copy_safe(marks->arena, draft->add->time),
        .edition = copy_safe(marks->arena, draft->add->edition),
        .group = arena_copy_text(marks->arena, draft->add->group ? draft->add->group : ""),
        .parts = 1,
        .paragraphs = 1,
        .next = NO_PART,
    };
    mark.found = find(marks->report, draft->anchor, &mark.place);
    mark.end = mark.place.byte;
    if (mark.kind == MARK_HIGHLIGHT && mark.found == ANCHOR_FOUND)
        mark.end += strlen(draft->anchor->exact);
    mark.sentence = copy_sentence(marks, &mark, draft->anchor->exact);
    return mark;
}

// Never by the clock, which may go back, and tells no more than seconds.
static int compare_marks(const void *a, const void *b)
{
    const Mark *left = a, *right = b;
    int order = place_compare(left->place, right->place);
    order = order ? order : (left->seq > right->seq) - (left->seq < right->seq);
    return order ? order : strcmp(left->id, right->id);
}

static void list_marks(Marks *marks)
{
    if (marks->is_listed)
        return;
    forget_list(marks);
    marks->arena = arena_new();
    Drafts drafts = drafts_new(marks->records);
    marks->items = memory_new(drafts.count, sizeof *marks->items);
    for (size_t i = 0; i < drafts.count && marks_move(marks, marks->meter, i, drafts.count); i++)
        if (!drafts.items[i].removal)
            marks->items[marks->count++] = make_mark(marks, &drafts.items[i]);
    qsort(marks->items, marks->count, sizeof *marks->items, compare_marks);
    marks_tell_groups(marks);
    marks->is_listed = !marks->is_stopped;
    drafts_free(&drafts);
}

void marks_set_meter(Marks *marks, Meter meter)
{
    marks->meter = meter;
    marks->is_stopped = false;
}

bool marks_move(Marks *marks, Meter meter, size_t done, size_t all)
{
    marks->is_stopped = marks->is_stopped || !meter_move(meter, done, all);
    return !marks->is_stopped;
}

bool marks_are_stopped(const Marks *marks)
{
    return marks->is_stopped;
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

bool record_fits_line(const Record *record)
{
    Buffer line = {0};
    record_write(&line, record);
    const bool fits = line.length + RECORD_SPARE_BYTES <= RECORD_LINE_BYTES;
    buffer_free(&line);
    return fits;
}

// False and *err: it can't be written, and was freed.
static bool complete(const Marks *marks, Record *record, Error *err)
{
    const char *edition = report_edition(marks->report);
    record->edition = *edition ? memory_copy_text(edition) : NULL;
    if (record_fits_line(record))
        return true;
    record_free(record);
    return error_set(err, _("not saved: %s"), _("the note is too long; shorten it"));
}

// What another session appended came in with it, if there is more than one record more.
bool marks_append(Marks *marks, Record *record, ListEffect effect, Error *err)
{
    size_t before = records_count(marks->records);
    if (!complete(marks, record, err))
        return false;
    bool is_saved = records_append(marks->records, record, err);
    bool is_more = records_count(marks->records) > before + 1;
    if (effect == LIST_CHANGES || is_more)
        marks_lapse(marks);
    marks->is_reached_known = marks->is_reached_known && !is_more;
    return is_saved;
}

bool marks_append_all(Marks *marks, Record *items, size_t count, Error *err)
{
    bool is_complete = true;
    if (count == 1)
        return marks_append(marks, items, LIST_CHANGES, err);
    for (size_t i = 0; i < count; i++)
        is_complete = is_complete && complete(marks, &items[i], err);
    const bool is_saved = is_complete && records_take(marks->records, items, count, err);
    for (size_t i = 0; i < count; i++)
        record_free(&items[i]);
    marks_lapse(marks);
    marks->is_reached_known = false;
    return is_saved;
}

char *note_safe(const char *note)
{
    Buffer safe = {0};
    safe_add_literal(&safe, note, strlen(note));
    while (safe.length && strchr(" \n", safe.bytes[safe.length - 1]))
        buffer_cut(&safe, safe.length - 1);
    return buffer_take(&safe);
}

static bool stands_at(Marks *marks, const Draft *draft, Place place)
{
    Place found;
    return anchor_find(marks->report, draft->anchor, &found) == ANCHOR_FOUND && place_compare(found, place) == 0;
}

static bool has_note(const Draft *draft, const char *note)
{
    char *own = note_safe(draft->note ? draft->note : "");
    bool is_same = strcmp(own, note) == 0;
    free(own);
    return is_same;
}

// From the records, not the list: that has the sentence of each, which takes a hundred times as long to find as the place.
bool marks_has(Marks *marks, Place place, const char *note)
{
    char *safe = note_safe(note);
    Drafts drafts = drafts_new(marks->records);
    bool is_there = false;
    for (size_t i = 0; i < drafts.count && !is_there; i++) {
        const Draft *draft = &drafts.items[i];
        is_there = !draft->removal && kind_of(draft->add) == MARK_BOOKMARK && (!*safe || has_note(draft, safe)) && stands_at(marks, draft, place);
    }
    drafts_free(&drafts);
    free(safe);
    return is_there;
}

void marks_refresh(Marks *marks)
{
    if (!records_refresh(marks->records, NULL))
        return;
    marks_lapse(marks);
    marks->is_reached_known = false;
}

bool marks_add(Marks *marks, Place place, const char *note, Error *err)
{
    Record record = {.op = OP_ADD, .kind = memory_copy_text("bookmark"), .anchor = anchor_new(marks->report, place), .text = note_safe(note)};
    return marks_append(marks, &record, LIST_CHANGES, err);
}

// A record about a mark that is there. False and *err where there is none.
static bool begin_about(Marks *marks, const char *id, Op op, Record *record, Error *err)
{
    marks_refresh(marks);
    Drafts drafts = drafts_new(marks->records);
    const Draft *draft = drafts_find(&drafts, id);
    bool is_there = draft && !draft->removal;
    if (is_there)
        *record = (Record){.op = op, .of = memory_copy_text(id), .kind = memory_copy_text(draft->add->kind)};
    drafts_free(&drafts);
    return is_there || error_set(err, _("This bookmark is not there any more."));
}

bool marks_change(Marks *marks, const char *id, const char *note, Error *err)
{
    Record record;
    if (!begin_about(marks, id, OP_CHANGE, &record, err))
        return false;
    record.text = note_safe(note);
    marks_keep_undo(marks, UNDO_NOTE, id);
    return marks_append(marks, &record, LIST_CHANGES, err);
}

bool marks_set_tags(Marks *marks, const char *id, const char *typed, Error *err)
{
    Record record;
    if (!begin_about(marks, id, OP_CHANGE, &record, err))
        return false;
    record.tags = tags_read(typed);
    marks_keep_undo(marks, UNDO_TAGS, id);
    return marks_append(marks, &record, LIST_CHANGES, err);
}
