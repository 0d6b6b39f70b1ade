// Which records of the state file a later one makes needless.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "reader/drafts.h"
#include "reader/record.h"

// A record in the chain of the record that it is about.
typedef struct {
    const char *about;      // id of the ADD
    size_t index;
} Link;

// What later records of a chain have said already.
typedef struct {
    bool is_decided;        // there or removed
    bool is_removed;
    bool text, tags, place;
} Later;

static bool is_known_kind(const char *kind)
{
    static const char *const known[] = {"bookmark", "note", "highlight", "place", "begun", "read", "report", "sections", "speed"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(kind, known[i]) == 0)
            return true;
    return false;
}

static int compare_links(const void *a, const void *b)
{
    const Link *left = a, *right = b;
    int order = strcmp(left->about, right->about);
    return order ? order : (left->index > right->index) - (left->index < right->index);
}

static bool change_is_needless(const Record *record, Later *later)
{
    bool says_more = (record->text && !later->text) || (record->tags && !later->tags) || (record->anchor.chapter && !later->place);
    later->text |= record->text != NULL;
    later->tags |= record->tags != NULL;
    later->place |= record->anchor.chapter != NULL;
    return !says_more || later->is_removed;
}

static bool is_needless(const Record *record, Later *later)
{
    switch (record->op) {
    case OP_ADD:
        return later->is_removed;
    case OP_CHANGE:
        return change_is_needless(record, later);
    case OP_REMOVE:
    case OP_RESTORE:
        if (later->is_decided)
            return true;
        later->is_decided = true;
        later->is_removed = record->op == OP_REMOVE;
        return false;
    }
    return false;
}

static int compare_chapters(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool adds(const Record *record, const char *kind)
{
    return record->op == OP_ADD && record_is_kind(record, kind) && record->anchor.chapter;
}

// Which chapters were read; the caller frees.
static const char **read_chapters(const Record *items, size_t count, const bool *superseded, size_t *chapters)
{
    const char **ids = memory_new(count + 1, sizeof *ids);
    *chapters = 0;
    for (size_t i = 0; i < count; i++)
        if (!superseded[i] && adds(&items[i], "read"))
            ids[(*chapters)++] = items[i].anchor.chapter;
    if (*chapters)
        qsort(ids, *chapters, sizeof *ids, compare_chapters);
    return ids;
}

// That a chapter was begun, where it was read. What is not on the disk yet goes there first: it would wait for that for ever.
static void leave_out_begun(const Record *items, size_t count, bool *superseded)
{
    size_t chapters;
    const char **ids = read_chapters(items, count, superseded, &chapters);
    for (size_t i = 0; i < count && chapters; i++)
        if (items[i].is_saved && adds(&items[i], "begun") && bsearch(&items[i].anchor.chapter, ids, chapters, sizeof *ids, compare_chapters))
            superseded[i] = true;
    free(ids);
}

bool *records_superseded(const Record *items, size_t count)
{
    bool *superseded = memory_new(count, sizeof *superseded);
    Link *links = memory_new(count, sizeof *links);
    size_t link_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!items[i].is_foreign && is_known_kind(items[i].kind))
            links[link_count++] = (Link){.about = items[i].op == OP_ADD ? items[i].id : items[i].of, .index = i};
    qsort(links, link_count, sizeof *links, compare_links);
    Later later = {0};
    for (size_t i = link_count; i-- > 0;) {
        if (i + 1 < link_count && strcmp(links[i].about, links[i + 1].about) != 0)
            later = (Later){0};
        superseded[links[i].index] = is_needless(&items[links[i].index], &later);
    }
    free(links);
    leave_out_begun(items, count, superseded);
    return superseded;
}
