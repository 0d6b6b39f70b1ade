// What the manifest says of the report.
#include <limits.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "report/contents.h"

static void add_fact(List *list, const char *name, const char *text)
{
    if (*text)
        list_add(list, (Row){.mark = memory_copy_text(name), .text = memory_copy_text(text)});
}

static void add_series(List *list, const About *about)
{
    if (*about->series && about->part && about->parts)
        list_add(list, (Row){.mark = memory_copy_text("Series"), .text = row_text(_("%1$s, part %2$d of %3$d"), about->series, about->part, about->parts)});
    else if (*about->series && about->part)
        list_add(list, (Row){.mark = memory_copy_text("Series"), .text = row_text(_("%1$s, part %2$d"), about->series, about->part)});
    else
        add_fact(list, "Series", about->series);
}

static void add_length(List *list, const Reader *reader)
{
    const int chapters = report_chapter_count(reader->report);
    const long words = pager_words_after(reader->pager, -1);
    const char *unsure = pager_seen(reader->pager) == chapters ? "" : "about ";
    list_add(list, (Row){.mark = memory_copy_text("Length"), .text = row_text(_("%1$d %2$s, %3$s%4$d min"), chapters, chapters == 1 ? "chapter" : "chapters", unsure,
                         minutes_of(words < INT_MAX ? (int)words : INT_MAX))});
}

static void add_glossary(List *list, const About *about)
{
    if (about->glossary_count)
        rows_add_heading(list, "Abbreviations and terms");
    for (size_t i = 0; i < about->glossary_count; i++)
        add_fact(list, about->glossary[i].term, about->glossary[i].meaning);
}

static void add_corrections(List *list, const About *about)
{
    if (about->correction_count)
        rows_add_heading(list, "Slips of the source that were put right");
    for (size_t i = 0; i < about->correction_count; i++)
        list_add(list, (Row){.text = row_text(_("\"%1$s\" is now \"%2$s\""), about->corrections[i].was, about->corrections[i].now)});
}

void rows_fill_about(Reader *reader)
{
    const About *about = report_about(reader->report);
    List *list = &reader->about;
    rows_begin(list, memory_copy_text("About this report"), memory_copy_text(""));
    add_fact(list, "Title", about->title);
    add_series(list, about);
    for (size_t i = 0; i < about->author_count; i++)
        add_fact(list, "Author", about->authors[i]);
    add_fact(list, "Publisher", about->publisher);
    add_fact(list, "Published", about->published);
    add_fact(list, "Updated", about->updated);
    add_fact(list, "Source", about->source);
    add_fact(list, "Rights", about->rights);
    add_fact(list, "Summary", about->summary);
    add_length(list, reader);
    add_glossary(list, about);
    add_corrections(list, about);
    list_settle(list);
    list_select(list, 0);
}
