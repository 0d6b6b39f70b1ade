// The place to come back to, and chapters read.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/marks_parts.h"

void marks_forget_read(Marks *marks)
{
    for (size_t i = 0; i < marks->read_count; i++)
        free(marks->read[i]);
    free(marks->read);
    marks->read = NULL;
    marks->read_count = marks->read_capacity = 0;
    marks->is_read_known = false;
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

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_read(Marks *marks)
{
    if (marks->is_read_known)
        return;
    marks_forget_read(marks);
    for (size_t i = 0; i < records_count(marks->records); i++) {
        const Record *record = records_at(marks->records, i);
        if (record->op != OP_ADD || !record_is_kind(record, "read") || !record->anchor.chapter)
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
    const char *known = report_chapter_id(marks->report, chapter), *id = known ? known : report_chapter_name(marks->report, chapter);
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
    return marks_append(marks, &record, LIST_STAYS, err) || was_told;
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
