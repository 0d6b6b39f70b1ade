// Highlighting a sentence, a paragraph, or what was selected.
#include <string.h>
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/passage.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    KEYS_BYTES = 160,
    PASSAGES_MOST = 50,             // of one selection; each has its record
    PASSAGE_BYTES = 64 * 1024,      // of one: it is written with all its words
};

static Place end_of(const Unit *unit)
{
    return (Place){unit->from.chapter, unit->from.block, unit->end};
}

// The present unit; where there is none, the sentence that is read, or is the first on the page.
static bool unit_to_mark(const Reader *reader, UnitKind kind, Unit *unit)
{
    *unit = reader->unit;
    return (unit->kind && unit->end > unit->from.byte) || unit_at(reader->report, kind, place_to_mark(reader), unit);
}

bool reader_selection(const Reader *reader, Place *from, Place *end)
{
    Unit now;
    const Unit *begun = &reader->selected;
    if (!begun->kind || (!reader->selected_end.kind && !unit_to_mark(reader, UNIT_SENTENCE, &now)))
        return false;
    if (reader->selected_end.kind)
        now = reader->selected_end;
    *from = place_compare(now.from, begun->from) < 0 ? now.from : begun->from;
    *end = place_compare(end_of(&now), end_of(begun)) > 0 ? end_of(&now) : end_of(begun);
    return true;
}

bool selection_drop(Reader *reader)
{
    const bool was_there = reader->selected.kind;
    reader->selected = reader->selected_end = (Unit){.kind = UNIT_NONE};
    return was_there;
}

bool run_select(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char word[KEYS_BYTES], sentence[KEYS_BYTES], highlight[KEYS_BYTES];
    Unit unit;
    if (selection_drop(reader)) {
        reader_say(reader, _("Nothing is selected any more."));
        return true;
    }
    if (!unit_to_mark(reader, UNIT_SENTENCE, &unit))
        return error_set(err, _("There is nothing to select here."));
    unit_show(reader, unit);
    reader->selected = unit;
    reader_say(reader, _("Selecting from here. %1$s and %2$s go on by a word or a sentence; %3$s highlights it."),
        key_for(reader, "next-word", word, sizeof word), key_for(reader, "next-sentence", sentence, sizeof sentence),
        key_for(reader, "highlight", highlight, sizeof highlight));
    return true;
}

static bool fits(const Reader *reader, Passage passage, Error *err)
{
    Place from;
    size_t end;
    int parts = 0;
    for (; passage_next(reader->report, &passage, &from, &end); parts++)
        if (parts == PASSAGES_MOST || end - from.byte > PASSAGE_BYTES)
            return error_set(err, _("That is too much to highlight at once; select less."));
    return parts || error_set(err, _("There is nothing to highlight here."));
}

static bool is_lit(Reader *reader, Place from, size_t end)
{
    size_t count;
    const Lit *lit = marks_lit(reader->marks, from.chapter, &count);
    for (size_t i = 0; i < count; i++)
        if (lit[i].block == from.block && lit[i].start <= from.byte && lit[i].end >= end)
            return true;
    return false;
}

// Titles among them do not count, unless there is nothing else.
static size_t count_paragraphs(Report *report, const MarkPart *parts, size_t count)
{
    size_t paragraphs = 0;
    for (size_t i = 0; i < count; i++)
        paragraphs += !block_is_heading(&report_chapter(report, parts[i].from.chapter)->blocks[parts[i].from.block]);
    return paragraphs || !count ? paragraphs : 1;
}

static void say_highlighted(Reader *reader, Place place, size_t added)
{
    char citation[CITATION_BYTES];
    report_citation(reader->report, place, citation);
    if (added == 0)
        reader_say(reader, _("This is highlighted already, at %s."), citation);
    else if (added == 1)
        reader_say(reader, _("Highlighted at %s."), citation);
    else
        reader_say(reader, translate_count("Highlighted from %1$s on, %2$s paragraph.", "Highlighted from %1$s on, %2$s paragraphs.", added), citation, AMOUNT(added));
}

static bool highlight(Reader *reader, Passage passage, Error *err)
{
    const Place first = passage.from;
    MarkPart parts[PASSAGES_MOST], part;
    size_t added = 0;
    if (!fits(reader, passage, err))
        return false;
    marks_refresh(reader->marks);
    while (passage_next(reader->report, &passage, &part.from, &part.end))
        if (!is_lit(reader, part.from, part.end))
            parts[added++] = part;
    if (added && !marks_highlight(reader->marks, parts, added, err))
        return false;
    say_highlighted(reader, first, count_paragraphs(reader->report, parts, added));
    return true;
}

static bool find_passage(const Reader *reader, const char *what, Passage *passage, Error *err)
{
    const bool is_sentence = !strcmp(what, "sentence"), is_paragraph = !strcmp(what, "paragraph"), is_selection = !strcmp(what, "selection");
    Unit unit;
    if (*what && !is_sentence && !is_paragraph && !is_selection)
        return error_set(err, _("highlight takes sentence, paragraph or selection, not \"%s\"."), what);
    if (!is_sentence && !is_paragraph && reader_selection(reader, &passage->from, &passage->end))
        return true;
    if (is_selection)
        return error_set(err, _("Nothing is selected."));
    const bool is_there = *what ? unit_at(reader->report, is_paragraph ? UNIT_PARAGRAPH : UNIT_SENTENCE, place_to_mark(reader), &unit)
                                : unit_to_mark(reader, UNIT_SENTENCE, &unit);
    if (!is_there)
        return error_set(err, _("There is nothing to highlight here."));
    *passage = (Passage){unit.from, end_of(&unit)};
    return true;
}

bool run_highlight(Reader *reader, const char *argument, Error *err)
{
    Passage passage;
    if (!find_passage(reader, argument, &passage, err))
        return false;
    const bool is_kept = highlight(reader, passage, err);
    selection_drop(reader);
    marks_shown_anew(reader);
    return is_kept;
}
