// From "#place" to a place, and from a place to the number it is cited by.
#include "report/report.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/number.h"

static bool found_at(Place *found, int chapter, int block)
{
    if (chapter < 0 || block < 0)
        return false;
    *found = (Place){.chapter = chapter, .block = block};
    return true;
}

static bool has_id(Report *report, int chapter, const char *id)
{
    const char *known = report_chapter_id(report, chapter);
    return strcmp(known ? known : report_chapter(report, chapter)->id, id) == 0;
}

// Chapters that are read already, or are named so, are looked at first: the others may be many.
static bool is_likely(const Report *report, int chapter, const char *id, const char *name)
{
    const char *known = report_chapter_name(report, chapter);
    return report_chapter_id(report, chapter) || strcmp(known, id) == 0 || (name && strcmp(known, name) == 0);
}

int report_find_chapter(Report *report, const char *id, const char *name)
{
    int count = report_chapter_count(report);
    for (int i = 0; i < count; i++)
        if (is_likely(report, i, id, name) && has_id(report, i, id))
            return i;
    for (int i = 0; i < count; i++)
        if (!report_chapter_id(report, i) && has_id(report, i, id))
            return i;
    return -1;
}

static bool find_in_any(Report *report, const char *id, Place *found)
{
    for (int i = 0; i < report_chapter_count(report); i++)
        if (found_at(found, i, chapter_find_id(report_chapter(report, i), id)))
            return true;
    return false;
}

// "3.12" or "3", of a chapter that there is: its index; the number 0 where there is none.
static bool read_number(const Report *report, const char *place, int *chapter, int *number)
{
    char first[16];
    size_t length = strcspn(place, ".");
    long index, behind = 0;
    if (length >= sizeof first)
        return false;
    memcpy(first, place, length);
    first[length] = '\0';
    if (!number_read(first, 1, report_chapter_count(report), &index))
        return false;
    if (place[length] && !number_read(place + length + 1, 1, INT_MAX, &behind))
        return false;
    *chapter = (int)index - 1;
    *number = (int)behind;
    return true;
}

static bool find_number(Report *report, const char *place, Place *found)
{
    int chapter, number;
    if (!read_number(report, place, &chapter, &number))
        return false;
    return found_at(found, chapter, number ? chapter_find_number(report_chapter(report, chapter), number) : 0);
}

bool report_find_numbers(Report *report, const char *place, int *chapter, int *last)
{
    int index, number;
    *last = 0;
    if (!read_number(report, place, &index, &number) || !number)
        return false;
    const Chapter *named = report_chapter(report, index);
    for (int i = 0; i < named->body_end; i++)
        *last = named->blocks[i].number > *last ? named->blocks[i].number : *last;
    *chapter = index + 1;
    return *last > 0;
}

static bool find_in_chapter(Report *report, const char *place, const char *slash, Place *found)
{
    char *id = memory_copy(place, (size_t)(slash - place));
    int chapter = report_find_chapter(report, id, NULL);
    free(id);
    return chapter >= 0 && found_at(found, chapter, chapter_find_id(report_chapter(report, chapter), slash + 1));
}

bool report_find(Report *report, int from, const char *place, Place *found)
{
    if (*place >= '0' && *place <= '9')
        return find_number(report, place, found);
    const char *slash = strchr(place, '/');
    if (slash)
        return find_in_chapter(report, place, slash, found);
    if (!*place)
        return false;
    if (from >= 0 && found_at(found, from, chapter_find_id(report_chapter(report, from), place)))
        return true;
    return found_at(found, report_find_chapter(report, place, NULL), 0) || find_in_any(report, place, found);
}

static int first_number_in(const Chapter *chapter, int block)
{
    for (int i = block; i < chapter->blocks[block].end; i++)
        if (chapter->blocks[i].number > 0)
            return i;
    return -1;
}

const char *report_citation(Report *report, Place place, char *out)
{
    const Chapter *chapter = report_chapter(report, place.chapter);
    int numbered = chapter_numbered_of(chapter, place.block);
    if (numbered < 0 && chapter->blocks[place.block].kind == BLOCK_SECTION)
        numbered = first_number_in(chapter, place.block);
    if (numbered < 0)
        snprintf(out, CITATION_BYTES, "%d", place.chapter + 1);
    else
        snprintf(out, CITATION_BYTES, "%d.%d", place.chapter + 1, chapter->blocks[numbered].number);
    return out;
}
