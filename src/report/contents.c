// The table of contents.
#include "report/contents.h"
#include <limits.h>
#include <stdlib.h>
#include "base/memory.h"

typedef struct {
    Contents contents;
    size_t capacity;
} Draft;

static void add_entry(Draft *draft, ContentsEntry entry)
{
    size_t count = (size_t)draft->contents.count;
    draft->contents.entries = memory_grow(draft->contents.entries, count, &draft->capacity, sizeof entry);
    draft->contents.entries[count] = entry;
    draft->contents.count++;
}

static void add_sections(Draft *draft, const Outline *outline, int index)
{
    for (int i = 0; i < outline->count; i++) {
        const OutlineEntry *from = &outline->entries[i];
        if (from->level)
            add_entry(draft, (ContentsEntry){.place = {.chapter = index, .block = from->block}, .level = from->level, .title = from->title,
                .direction = from->direction, .words = from->words, .block_end = from->end});
    }
}

static void add_closed(Draft *draft, const Report *report, int index)
{
    ChapterHead head = {0};
    if (!report_chapter_head(report, index, &head))
        head = (ChapterHead){.title = report_chapter_name(report, index)};
    add_entry(draft, (ContentsEntry){.place = {.chapter = index}, .title = head.title, .direction = head.direction, .words = head.words,
        .block_end = INT_MAX, .is_closed = head.has_sections});
}

static void add_chapter(Draft *draft, Report *report, int index)
{
    Outline outline = {.title = report_chapter_name(report, index)};
    report_outline(report, index, draft->contents.arena, &outline);
    add_entry(draft, (ContentsEntry){.place = {.chapter = index}, .title = outline.title, .direction = outline.direction, .words = outline.words,
        .block_end = INT_MAX});
    add_sections(draft, &outline, index);
}

enum { LEVELS = 8 };    // chapters, six of sections, and one that no entry has

// Sets where what is below each entry ends: from the last to the first, the next one seen on the same level or above.
static void set_ends(Contents *contents)
{
    int next[LEVELS];
    for (int level = 0; level < LEVELS; level++)
        next[level] = contents->count;
    for (int i = contents->count - 1; i >= 0; i--) {
        ContentsEntry *entry = &contents->entries[i];
        entry->end = next[entry->level];
        for (int level = entry->level; level < LEVELS; level++)
            next[level] = i;
    }
}

static bool every_one(const void *context, int chapter)
{
    (void)context, (void)chapter;
    return true;
}

Contents contents_new(Report *report)
{
    return contents_of(report, every_one, NULL);
}

Contents contents_of(Report *report, bool (*wants)(const void *context, int chapter), const void *context)
{
    Draft draft = {.contents.arena = arena_new()};
    for (int i = 0; i < report_chapter_count(report); i++) {
        if (wants(context, i))
            add_chapter(&draft, report, i);
        else
            add_closed(&draft, report, i);
    }
    set_ends(&draft.contents);
    return draft.contents;
}

void contents_free(Contents *contents)
{
    free(contents->entries);
    arena_free(contents->arena);
    *contents = (Contents){0};
}

static int last_not_behind(const Contents *contents, Place place)
{
    int low = 0, high = contents->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        const ContentsEntry *entry = &contents->entries[middle];
        bool is_behind = entry->place.chapter != place.chapter ? entry->place.chapter > place.chapter : entry->place.block > place.block;
        if (is_behind)
            high = middle;
        else
            low = middle + 1;
    }
    return low > 0 ? low - 1 : 0;
}

int contents_at(const Contents *contents, Place place)
{
    int at = last_not_behind(contents, place), level = LEVELS;
    for (int i = at; i > 0; i--) {
        const ContentsEntry *entry = &contents->entries[i];
        if (entry->level < level && (entry->level == 0 || place.block < entry->block_end))
            return i;
        if (entry->level < level)
            level = entry->level;
    }
    return 0;
}

int minutes_of(int words)
{
    return (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}
