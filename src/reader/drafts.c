// What the records about each mark add up to.
#include "reader/drafts.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/record.h"

bool record_is_kind(const Record *record, const char *kind)
{
    return !record->is_foreign && strcmp(record->kind, kind) == 0;
}

bool record_is_mark(const Record *record)
{
    return record_is_kind(record, "bookmark") || record_is_kind(record, "note") || record_is_kind(record, "highlight");
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

Draft *drafts_find(const Drafts *drafts, const char *id)
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
        draft->tags = record->tags ? record->tags : draft->tags;
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

// Records come in their order, so that the last word wins.
Drafts drafts_new(const Records *records)
{
    Drafts drafts = {0};
    size_t count = records_count(records);
    for (size_t i = 0; i < count; i++) {
        const Record *record = records_at(records, i);
        if (record->op != OP_ADD || !record_is_mark(record) || !record->anchor.chapter)
            continue;
        drafts.items = memory_grow(drafts.items, drafts.count, &drafts.capacity, sizeof *drafts.items);
        drafts.items[drafts.count++] = (Draft){.add = record, .anchor = &record->anchor, .note = record->text, .tags = record->tags};
    }
    if (drafts.count)
        qsort(drafts.items, drafts.count, sizeof *drafts.items, compare_drafts);
    for (size_t i = 0; i < count; i++) {
        const Record *record = records_at(records, i);
        Draft *draft = record->op != OP_ADD && !record->is_foreign ? drafts_find(&drafts, record->of) : NULL;
        if (draft)
            apply(draft, record);
    }
    return drafts;
}

void drafts_free(Drafts *drafts)
{
    free(drafts->items);
    *drafts = (Drafts){0};
}
