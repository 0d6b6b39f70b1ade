// A highlight over several paragraphs: a record for each, which the reader has as one.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/random.h"
#include "base/translate.h"
#include "reader/marks_parts.h"
#include "reader/record.h"

enum { ID_DIGITS = 16 };

bool draft_is_part(const Draft *draft, const Draft *other)
{
    const char *group = draft->add->group;
    return draft == other || (group && *group && other->add->group && strcmp(group, other->add->group) == 0);
}

// The list

static int compare_groups(const void *a, const void *b)
{
    const Mark *left = *(Mark *const *)a, *right = *(Mark *const *)b;
    const int order = strcmp(left->group, right->group);
    return order ? order : (left > right) - (left < right);
}

static bool is_title(const Marks *marks, const Mark *part)
{
    return part->found != ANCHOR_LOST && block_is_heading(marks_block(marks, part->place));
}

// For all stands the part that the group is named by; where that is gone, the first one. What was noted at another one is told by itself.
static void tell_group(const Marks *marks, Mark **parts, size_t count)
{
    Mark *head = parts[0];
    size_t paragraphs = 0;
    for (size_t i = 0; i < count; i++) {
        Mark *part = parts[i];
        head = strcmp(part->id, part->group) == 0 ? part : head;
        paragraphs += !is_title(marks, part);
        part->parts = *part->note || *part->tags ? 1 : 0;
        part->first = (size_t)(parts[0] - marks->items);
        part->next = i + 1 < count ? (size_t)(parts[i + 1] - marks->items) : NO_PART;
    }
    head->parts = count;
    head->paragraphs = paragraphs ? paragraphs : 1;
}

void marks_tell_groups(Marks *marks)
{
    Mark **parts = memory_new(marks->count + 1, sizeof *parts);
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        marks->items[i].first = i;
        if (*marks->items[i].group)
            parts[count++] = &marks->items[i];
    }
    if (count)
        qsort(parts, count, sizeof *parts, compare_groups);
    for (size_t begin = 0, end = 0; begin < count; begin = end) {
        while (end < count && strcmp(parts[begin]->group, parts[end]->group) == 0)
            end++;
        tell_group(marks, &parts[begin], end - begin);
    }
    free(parts);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t marks_standing(const Marks *marks)
{
    Drafts drafts = drafts_new(marks->records);
    const char **groups = memory_new(drafts.count + 1, sizeof *groups);
    size_t count = 0, grouped = 0;
    for (size_t i = 0; i < drafts.count; i++) {
        const char *group = drafts.items[i].add->group;
        if (!drafts.items[i].removal && group && *group)
            groups[grouped++] = group;
        else
            count += !drafts.items[i].removal;
    }
    if (grouped)
        qsort(groups, grouped, sizeof *groups, compare_texts);
    for (size_t i = 0; i < grouped; i++)
        count += i == 0 || strcmp(groups[i - 1], groups[i]) != 0;
    free(groups);
    drafts_free(&drafts);
    return count;
}

const Mark *marks_last_part(Marks *marks, const Mark *mark)
{
    const Mark *last = mark->parts < 2 ? mark : marks_at(marks, mark->first);
    while (mark->parts > 1 && last->next != NO_PART)
        last = marks_at(marks, last->next);
    return last;
}

void marks_add_words(Buffer *out, Marks *marks, size_t index)
{
    const Mark *mark = marks_at(marks, index);
    if (mark->parts < 2) {
        buffer_add_text(out, mark->sentence);
        return;
    }
    for (size_t i = mark->first; i != NO_PART; i = marks->items[i].next)
        buffer_addf(out, "%s%s", i == mark->first ? "" : "\n", marks->items[i].sentence);
}

// What is done to all

bool marks_highlight(Marks *marks, const MarkPart *parts, size_t count, Error *err)
{
    char group[ID_DIGITS + 1];
    Record *items = memory_new(count + 1, sizeof *items);
    random_hex(group, sizeof group);
    for (size_t i = 0; i < count; i++) {
        items[i] = (Record){.op = OP_ADD, .kind = memory_copy_text("highlight"), .anchor = anchor_new_range(marks->report, parts[i].from, parts[i].end)};
        items[i].group = count > 1 ? memory_copy_text(group) : NULL;
        items[i].id = count > 1 && i == 0 ? memory_copy_text(group) : NULL;
    }
    const size_t before = records_count(marks->records);
    const bool were_lit = marks_lit_are_known(marks), is_kept = marks_append_all(marks, items, count, err);
    if (were_lit && records_count(marks->records) == before + count)
        marks_lit_add(marks, before);
    free(items);
    return is_kept;
}

static Record *new_removals(const Drafts *drafts, const Draft *removed, size_t *count)
{
    Record *items = memory_new(drafts->count + 1, sizeof *items);
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        if (!draft->removal && draft_is_part(removed, draft))
            items[(*count)++] = (Record){.op = OP_REMOVE, .of = memory_copy_text(draft->add->id), .kind = memory_copy_text(draft->add->kind)};
    }
    return items;
}

bool marks_remove(Marks *marks, const char *id, Error *err)
{
    size_t count = 0;
    marks_refresh(marks);
    Drafts drafts = drafts_new(marks->records);
    const Draft *draft = drafts_find(&drafts, id);
    Record *items = draft && !draft->removal ? new_removals(&drafts, draft, &count) : NULL;
    drafts_free(&drafts);
    if (!items)
        return error_set(err, _("This bookmark is not there any more."));
    marks_keep_undo(marks, UNDO_MARK, id);
    const bool is_kept = marks_append_all(marks, items, count, err);
    free(items);
    return is_kept;
}
