// What the manifest says of the report.
#include <stdlib.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "report/contents.h"
#include "text/amount.h"

static void add_fact(List *list, const char *name, const char *text)
{
    if (*text)
        list_add(list, (Row){.mark = memory_copy_text(name), .text = memory_copy_text(text)});
}

static void add_series(List *list, const About *about)
{
    if (*about->series && about->part && about->parts)
        list_add(list, (Row){.mark = memory_copy_text(_("Series")), .text = row_text(_("%1$s, part %2$d of %3$d"), about->series, about->part, about->parts)});
    else if (*about->series && about->part)
        list_add(list, (Row){.mark = memory_copy_text(_("Series")), .text = row_text(_("%1$s, part %2$d"), about->series, about->part)});
    else
        add_fact(list, _("Series"), about->series);
}

static void add_length(List *list, const Reader *reader)
{
    const int chapters = report_chapter_count(reader->report);
    const long words = pager_words_after(reader->pager, -1);
    const size_t minutes = (size_t)speed_minutes(&reader->speed, words);
    char *chapters_text = row_text(translate_count("%s chapter", "%s chapters", (size_t)chapters), AMOUNT(chapters));
    char *minutes_text = row_text(translate_count("%s min", "%s min", minutes), AMOUNT(minutes));
    // TRANSLATORS: "5 chapters" and "40 min" of reading are inserted
    char *text = row_text(pager_seen(reader->pager) == chapters ? _("%1$s, %2$s") : _("%1$s, about %2$s"), chapters_text, minutes_text);
    list_add(list, (Row){.mark = memory_copy_text(_("Length")), .text = text});
    free(chapters_text);
    free(minutes_text);
}

static void add_glossary(List *list, const About *about)
{
    if (about->glossary_count)
        rows_add_heading(list, _("Abbreviations and terms"));
    for (size_t i = 0; i < about->glossary_count; i++)
        add_fact(list, about->glossary[i].term, about->glossary[i].meaning);
}

static void add_corrections(List *list, const About *about)
{
    if (about->correction_count)
        rows_add_heading(list, _("Slips of the source that were put right"));
    for (size_t i = 0; i < about->correction_count; i++)
        list_add(list, (Row){.text = row_text(_("\"%1$s\" is now \"%2$s\""), about->corrections[i].was, about->corrections[i].now)});
}

void rows_fill_about(Reader *reader)
{
    const About *about = report_about(reader->report);
    List *list = &reader->about;
    char date[DATE_TEXT_BYTES];
    rows_begin(list, memory_copy_text(_("About this report")), memory_copy_text(""));
    add_fact(list, _("Title"), about->title);
    add_series(list, about);
    for (size_t i = 0; i < about->author_count; i++)
        add_fact(list, _("Author"), about->authors[i]);
    add_fact(list, _("Publisher"), about->publisher);
    add_fact(list, _("Published"), date_text(about->published, date));
    add_fact(list, _("Updated"), date_text(about->updated, date));
    add_fact(list, _("Source"), about->source);
    add_fact(list, _("Rights"), about->rights);
    add_fact(list, _("Summary"), about->summary);
    add_length(list, reader);
    add_glossary(list, about);
    add_corrections(list, about);
    list_settle(list);
    list_select(list, 0);
}
