// Highlights as they are shown on the page.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/marks_parts.h"

void marks_forget_lit(Marks *marks)
{
    free(marks->lit);
    marks->lit = NULL;
    marks->lit_count = marks->lit_capacity = 0;
    marks->lit_version = 0;
}

static void add_lit(Marks *marks, Lit lit)
{
    marks->lit = memory_grow(marks->lit, marks->lit_count, &marks->lit_capacity, sizeof *marks->lit);
    marks->lit[marks->lit_count++] = lit;
}

static void add_listed(Marks *marks, int chapter)
{
    for (size_t i = 0; i < marks->count; i++) {
        const Mark *mark = &marks->items[i];
        if (mark->end > mark->place.byte && mark->place.chapter == chapter)
            add_lit(marks, (Lit){mark->place.block, mark->place.byte, mark->end});
    }
}

static void add_draft(Marks *marks, int chapter, const Record *add, const Anchor *anchor)
{
    Place place;
    if (record_is_kind(add, "highlight") && anchor_find_in(marks->report, chapter, anchor, &place))
        add_lit(marks, (Lit){place.block, place.byte, place.byte + strlen(anchor->exact)});
}

// As long as nobody asked for the list, no other chapter is read for them: what has moved to another one is shown there when it was asked for.
static void add_own(Marks *marks, int chapter)
{
    Drafts drafts = drafts_new(marks->records);
    for (size_t i = 0; i < drafts.count; i++) {
        const Draft *draft = &drafts.items[i];
        if (!draft->removal)
            add_draft(marks, chapter, draft->add, draft->anchor);
    }
    drafts_free(&drafts);
}

static int compare(const void *a, const void *b)
{
    const Lit *left = a, *right = b;
    if (left->block != right->block)
        return left->block - right->block;
    return (left->start > right->start) - (left->start < right->start);
}

// Those that overlap are one.
static void merge(Marks *marks)
{
    size_t kept = 0;
    if (marks->lit_count)
        qsort(marks->lit, marks->lit_count, sizeof *marks->lit, compare);
    for (size_t i = 0; i < marks->lit_count; i++) {
        Lit *last = kept ? &marks->lit[kept - 1] : NULL;
        const Lit lit = marks->lit[i];
        if (!last || last->block != lit.block || last->end < lit.start)
            marks->lit[kept++] = lit;
        else if (last->end < lit.end)
            last->end = lit.end;
    }
    marks->lit_count = kept;
}

// Of no version is 0.
static unsigned long version_of_lit(const Marks *marks)
{
    return marks->version + 1;
}

bool marks_lit_are_known(const Marks *marks)
{
    return marks->lit_version == version_of_lit(marks);
}

void marks_lit_add(Marks *marks, size_t first)
{
    for (size_t i = first; i < records_count(marks->records); i++) {
        const Record *record = records_at(marks->records, i);
        add_draft(marks, marks->lit_chapter, record, &record->anchor);
    }
    merge(marks);
    marks->lit_version = version_of_lit(marks);
}

const Lit *marks_lit(Marks *marks, int chapter, size_t *count)
{
    if (!marks_lit_are_known(marks) || marks->lit_chapter != chapter) {
        marks->lit_count = 0;
        if (marks->is_listed)
            add_listed(marks, chapter);
        else
            add_own(marks, chapter);
        merge(marks);
        marks->lit_version = version_of_lit(marks);
        marks->lit_chapter = chapter;
    }
    *count = marks->lit_count;
    return marks->lit;
}
