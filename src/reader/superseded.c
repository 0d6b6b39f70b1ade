// Which records of the state file a later one makes needless.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
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
    return superseded;
}
