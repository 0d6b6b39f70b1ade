// Where many links lead.
#include "report/targets.h"
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "report/names.h"

struct Targets {
    Arena *arena;
    Names chapters;     // ids of chapters
    Names places;       // "3/id": the blocks of chapter 3, from 0
    Names anywhere;     // ids of blocks: the chapters that have them
    bool is_whole;      // all chapters were read
};

static void add_chapter(Targets *targets, Report *report, int index, Arena *arena)
{
    Outline outline;
    names_add(&targets->chapters, report_chapter_id(report, index), index);
    report_outline(report, index, arena, &outline);
    for (int i = 0; i < outline.count; i++) {
        const OutlineEntry *entry = &outline.entries[i];
        if (!*entry->id)
            continue;
        names_add(&targets->places, arena_format(targets->arena, "%d/%s", index, entry->id), entry->block);
        names_add(&targets->anywhere, entry->id, index);
    }
}

Targets *targets_new(Report *report)
{
    Targets *targets = memory_new(1, sizeof *targets);
    targets->arena = targets->chapters.arena = targets->places.arena = targets->anywhere.arena = arena_new();
    targets->is_whole = true;
    for (int i = 0; i < report_chapter_count(report); i++) {
        Arena *arena = arena_new();
        if (report_chapter_id(report, i))
            add_chapter(targets, report, i, arena);
        else
            targets->is_whole = false;
        arena_free(arena);
    }
    names_sort(&targets->chapters);
    names_sort(&targets->places);
    names_sort(&targets->anywhere);
    return targets;
}

void targets_free(Targets *targets)
{
    if (!targets)
        return;
    names_clear(&targets->chapters);
    names_clear(&targets->places);
    names_clear(&targets->anywhere);
    arena_free(targets->arena);
    free(targets);
}

static bool find_in(const Targets *targets, int chapter, const char *id, Place *place)
{
    Buffer name = {0};
    buffer_addf(&name, "%d/%s", chapter, id);
    const int block = names_find(&targets->places, buffer_text(&name));
    buffer_free(&name);
    if (block >= 0)
        *place = (Place){.chapter = chapter, .block = block};
    return block >= 0;
}

static bool find_below(const Targets *targets, const char *target, const char *slash, Place *place)
{
    char *id = memory_copy(target, (size_t)(slash - target));
    const int chapter = names_find(&targets->chapters, id);
    free(id);
    return find_in(targets, chapter, slash + 1, place);
}

bool targets_find(const Targets *targets, int from, const char *target, Place *place)
{
    if (*target++ != '#')
        return false;
    const char *slash = strchr(target, '/');
    if (slash)
        return find_below(targets, target, slash, place);
    if (find_in(targets, from, target, place))
        return true;
    const int chapter = names_find(&targets->chapters, target);
    if (chapter >= 0)
        *place = (Place){.chapter = chapter};
    return chapter >= 0 || (targets->is_whole && find_in(targets, names_find(&targets->anywhere, target), target, place));
}
