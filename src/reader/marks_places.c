// The place to come back to, and chapters begun and read.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/marks_parts.h"

void marks_forget_reached(Marks *marks)
{
    for (size_t i = 0; i < marks->reached_count; i++) {
        free(marks->reached[i].id);
        free(marks->reached[i].time);
    }
    free(marks->reached);
    marks->reached = NULL;
    marks->reached_count = marks->reached_capacity = 0;
    marks->is_reached_known = false;
}

static const Record *find_last_place(const Records *records)
{
    for (size_t i = records_count(records); i-- > 0;) {
        const Record *record = records_at(records, i);
        if (record_is_kind(record, "place") && (record->op == OP_ADD || record->op == OP_CHANGE) && record->anchor.chapter)
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
    if (!marks_append(marks, &record, LIST_STAYS, err))
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

const char *progress_name(ChapterProgress progress)
{
    static const char *const names[] = {[CHAPTER_UNREAD] = "unread", [CHAPTER_BEGUN] = "begun", [CHAPTER_READ] = "read"};
    return names[progress];
}

const char *progress_told(ChapterProgress progress)
{
    switch (progress) {
    // TRANSLATORS: of a chapter in which nothing was read yet; a filter of the contents, where it is typed
    case CHAPTER_UNREAD: return C_("chapter", "unread");
    // TRANSLATORS: beside a chapter that was read in part, not to its end
    case CHAPTER_BEGUN: return C_("chapter", "begun");
    // TRANSLATORS: beside a chapter that was read to its end
    case CHAPTER_READ: return C_("chapter", "read");
    }
    return "";
}

static int compare_reached(const void *a, const void *b)
{
    return strcmp(((const Reached *)a)->id, ((const Reached *)b)->id);
}

static ChapterProgress progress_of(const Record *record)
{
    if (record->op != OP_ADD || !record->anchor.chapter)
        return CHAPTER_UNREAD;
    return record_is_kind(record, "read") ? CHAPTER_READ : record_is_kind(record, "begun") ? CHAPTER_BEGUN : CHAPTER_UNREAD;
}

static void add_reached(Marks *marks, const Record *record)
{
    if (progress_of(record) == CHAPTER_UNREAD)
        return;
    marks->reached = memory_grow(marks->reached, marks->reached_count, &marks->reached_capacity, sizeof *marks->reached);
    marks->reached[marks->reached_count++] = (Reached){
        .id = memory_copy_text(record->anchor.chapter),
        .progress = progress_of(record),
        .time = memory_copy_text(record->time ? record->time : ""),
    };
}

// Of one chapter the furthest first, and of those the oldest.
static int order_reached(const void *a, const void *b)
{
    const Reached *one = a, *other = b;
    const int by_id = compare_reached(one, other);
    if (by_id)
        return by_id;
    return one->progress != other->progress ? (int)other->progress - (int)one->progress : strcmp(one->time, other->time);
}

// A chapter is as far as the furthest of its records.
static void join_reached(Marks *marks)
{
    size_t kept = 0;
    for (size_t i = 0; i < marks->reached_count; i++) {
        Reached *reached = &marks->reached[i];
        if (!kept || compare_reached(&marks->reached[kept - 1], reached) != 0) {
            marks->reached[kept++] = *reached;
            continue;
        }
        free(reached->id);
        free(reached->time);
    }
    marks->reached_count = kept;
}

static void list_reached(Marks *marks)
{
    if (marks->is_reached_known)
        return;
    marks_forget_reached(marks);
    for (size_t i = 0; i < records_count(marks->records); i++)
        add_reached(marks, records_at(marks->records, i));
    if (marks->reached_count)
        qsort(marks->reached, marks->reached_count, sizeof *marks->reached, order_reached);
    join_reached(marks);
    marks->is_reached_known = true;
}

// NULL: it is unread.
static const Reached *find_reached(Marks *marks, int chapter)
{
    const char *known = report_chapter_id(marks->report, chapter);
    Reached wanted = {.id = (char *)(known ? known : report_chapter_name(marks->report, chapter))};
    list_reached(marks);
    return marks->reached_count ? bsearch(&wanted, marks->reached, marks->reached_count, sizeof *marks->reached, compare_reached) : NULL;
}

ChapterProgress marks_progress(Marks *marks, int chapter)
{
    const Reached *reached = find_reached(marks, chapter);
    return reached ? reached->progress : CHAPTER_UNREAD;
}

bool marks_is_read(Marks *marks, int chapter)
{
    return marks_progress(marks, chapter) == CHAPTER_READ;
}

const char *marks_reached_time(Marks *marks, int chapter)
{
    const Reached *reached = find_reached(marks, chapter);
    return reached ? reached->time : "";
}

static bool set_reached(Marks *marks, int chapter, ChapterProgress progress, Error *err)
{
    const Chapter *shown = report_chapter(marks->report, chapter);
    if (shown->is_broken || marks_progress(marks, chapter) >= progress)
        return true;
    Record record = {.op = OP_ADD, .kind = memory_copy_text(progress == CHAPTER_READ ? "read" : "begun"), .anchor = {.chapter = memory_copy_text(shown->id)}};
    char **const empty[] = {&record.anchor.block, &record.anchor.exact, &record.anchor.prefix, &record.anchor.suffix};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        *empty[i] = memory_copy_text("");
    marks->is_reached_known = false;
    return marks_append(marks, &record, LIST_STAYS, err);
}

// It is the reading that goes on: a disk that refuses is told once, at the end of a chapter.
static bool was_told(const Records *records)
{
    bool is_told = false;
    for (size_t i = 0; i < records_count(records); i++) {
        const Record *record = records_at(records, i);
        is_told = is_told || (!record->is_saved && !record_is_kind(record, "begun"));
    }
    return is_told;
}

void marks_set_begun(Marks *marks, int chapter)
{
    Error untold;
    set_reached(marks, chapter, CHAPTER_BEGUN, &untold);
}

bool marks_set_read(Marks *marks, int chapter, Error *err)
{
    const bool is_told = was_told(marks->records);
    return set_reached(marks, chapter, CHAPTER_READ, err) || is_told;
}

// The digest of the report

static const Record *find_digest(const Records *records)
{
    for (size_t i = records_count(records); i-- > 0;) {
        const Record *record = records_at(records, i);
        if (record_is_kind(record, "sections") && record->text && *record->text)
            return record;
    }
    return NULL;
}

const char *marks_digest(const Marks *marks)
{
    const Record *record = find_digest(marks->records);
    return record ? record->text : NULL;
}

const char *marks_digest_edition(const Marks *marks)
{
    const Record *record = find_digest(marks->records);
    return record && record->edition ? record->edition : "";
}

static Record new_digest(const Marks *marks, char *digest)
{
    const Record *last = find_digest(marks->records);
    Record record = {.op = last ? OP_CHANGE : OP_ADD, .kind = memory_copy_text("sections"), .text = digest};
    if (last)
        record.of = memory_copy_text(last->op == OP_ADD ? last->id : last->of);
    return record;
}

bool marks_set_digest(Marks *marks, char *digest, Error *err)
{
    Record record = new_digest(marks, digest);
    return marks_append(marks, &record, LIST_STAYS, err);
}

// Where more of the same report was read, it is still the edition that was read then.
void marks_keep_digest(Marks *marks, char *digest)
{
    Record record = new_digest(marks, digest);
    const char *edition = record.op == OP_ADD ? report_edition(marks->report) : marks_digest_edition(marks);
    record.edition = *edition ? memory_copy_text(edition) : NULL;
    records_keep(marks->records, &record);
}
