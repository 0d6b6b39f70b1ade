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

// As long as nobody asked for the list, no other chapter is read for them: what has moved to another one is shown there when it was asked for.
static void add_own(Marks *marks, int chapter)
{
    Drafts drafts = drafts_new(marks->records);
    for (size_t i = 0; i < drafts.count; i++) {
        const Draft *draft = &drafts.items[i];
        Place place;
        if (!draft->removal && record_is_kind(draft->add, "highlight") && anchor_find_in(marks->report, chapter, draft->anchor, &place))
            add_lit(marks, (Lit){place.block, place.byte, place.byte + strlen(draft->anchor->exact)});
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

const Lit *marks_lit(Marks *marks, int chapter, size_t *count)
{
    const unsigned long version = marks->version + 1;
    if (marks->lit_version != version || marks->lit_chapter != chapter) {
        marks->lit_count = 0;
        if (marks->is_listed)
            add_listed(marks, chapter);
        else
            add_own(marks, chapter);
        merge(marks);
        marks->lit_version = version;
        marks->lit_chapter = chapter;
    }
    *count = marks->lit_count;
    return marks->lit;
}
