// Which marks are meant.
#include "reader/mark_filter.h"
#include <limits.h>
#include <string.h>
#include "base/number.h"
#include "text/fold.h"

static bool has_text(const char *text, size_t length, const Folded *needle)
{
    TextRange range;
    size_t next;
    Folded hay = fold_text(text, length, FOLD_ALL);
    const bool is_found = folded_find(&hay, needle, text, length, 0, &range, &next);
    folded_free(&hay);
    return is_found;
}

static bool is_text(const char *text, size_t length, const Folded *wanted)
{
    Folded folded = fold_text(text, length, FOLD_ALL);
    const bool is_same = folded.length == wanted->length && memcmp(folded.text, wanted->text, wanted->length) == 0;
    folded_free(&folded);
    return is_same;
}

static bool has_tag(const char *tags, const Folded *wanted)
{
    for (const char *at = tags; *at; at += strspn(at, ", ")) {
        const size_t length = strcspn(at, ",");
        if (is_text(at, length, wanted))
            return true;
        at += length;
    }
    return false;
}

static bool is_in_chapter(const Mark *mark, Report *report, const char *chapter)
{
    long number;
    if (number_read(chapter, 1, INT_MAX, &number))
        return mark->place.chapter == number - 1;
    return strcmp(report_chapter(report, mark->place.chapter)->id, chapter) == 0;
}

bool mark_fits(const Mark *mark, Report *report, const char *filter)
{
    static const char tag[] = "tag:", chapter[] = "chapter:";
    if (!*filter)
        return true;
    if (strncmp(filter, chapter, sizeof chapter - 1) == 0)
        return is_in_chapter(mark, report, filter + sizeof chapter - 1);
    const bool is_tag = strncmp(filter, tag, sizeof tag - 1) == 0;
    if (is_tag)
        filter += sizeof tag - 1;
    Folded wanted = fold_text(filter, strlen(filter), FOLD_ALL);
    const bool fits = is_tag ? has_tag(mark->tags, &wanted) : has_text(mark->sentence, strlen(mark->sentence), &wanted)
        || has_text(mark->note, strlen(mark->note), &wanted) || has_text(mark->tags, strlen(mark->tags), &wanted);
    folded_free(&wanted);
    return fits;
}

bool mark_is_told(Marks *marks, size_t index, Report *report, const char *filter)
{
    const Mark *mark = marks_at(marks, index);
    bool fits = mark->parts == 1 && mark_fits(mark, report, filter);
    for (size_t i = mark->parts > 1 ? mark->first : NO_PART; i != NO_PART && !fits; i = marks_at(marks, i)->next)
        fits = mark_fits(marks_at(marks, i), report, filter);
    return fits;
}
