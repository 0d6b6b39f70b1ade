// Commands for what stands in a report beside its text: lists of it, and the way to the next one. Some chapters are looked into at once, the
// others in idle time, so that Ctrl-C can stop it.
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"

enum { CHAPTERS_AT_ONCE = 8 };

// Lists

static bool list_elements(Reader *reader, ElementKind kind)
{
    list_show_all(&reader->elements);
    rows_fill_elements(reader, kind);
    reader_focus(reader, FOCUS_ELEMENTS);
    return true;
}

bool run_headings(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return list_elements(reader, ELEMENT_HEADING);
}

bool run_links(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return list_elements(reader, ELEMENT_LINK);
}

bool run_tables(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return list_elements(reader, ELEMENT_TABLE);
}

bool run_figures(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return list_elements(reader, ELEMENT_FIGURE);
}

bool run_footnotes(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return list_elements(reader, ELEMENT_NOTE);
}

// The next one, or the one before

static int line_of(const Layout *layout, const Element *element)
{
    const Chapter *chapter = layout_chapter(layout);
    if (element->block == 0)
        return 0;
    return layout_line_of(layout, element->block, element->kind == ELEMENT_NOTE ? element_span(chapter, element)->start : 0);
}

// Where reading is when the element was gone to: several that begin with the same words are one.
static Place place_of(const Layout *layout, const Element *element)
{
    const Chapter *chapter = layout_chapter(layout);
    if (element->kind == ELEMENT_NOTE)
        return (Place){.chapter = chapter->index, .block = element->block, .byte = element_span(chapter, element)->start};
    return place_of_line(layout, chapter->index, line_of(layout, element));
}

// Looks into the chapter of a skip, from where it is in it. What stands in footnotes is no part of the way.
static bool find(Reader *reader, Skip *skip)
{
    const Chapter *chapter = report_chapter(reader->report, skip->chapter);
    const bool is_whole = skip->from.chapter != skip->chapter;
    bool is_found = false;
    for (Element element = element_none(skip->kind); element_next(chapter, &element) && element.block < chapter->body_end;) {
        if (skip->level && element.number != skip->level)
            continue;
        const Place place = place_of(pager_layout(reader->pager, skip->chapter), &element);
        const int order = is_whole ? 0 : place_compare(place, skip->from);
        if (skip->way == SEARCH_BACKWARD && !is_whole && order >= 0)
            break;
        if (skip->way == SEARCH_FORWARD && !is_whole && order <= 0)
            continue;
        if (is_found && place_compare(place, skip->found) == 0)
            continue;
        skip->found = place;
        skip->element = element;
        is_found = true;
        if (skip->way == SEARCH_FORWARD)
            break;
    }
    return is_found;
}

// What a heading is below: the block of a section or title; -1 = nothing, it is the title.
static int heading_above(const Chapter *chapter, int heading)
{
    return heading > 0 ? chapter_heading_of(chapter, chapter->blocks[heading].parent) : -1;
}

// Of a heading below another one than that which was begun at, it is told below which.
static void say_above(Reader *reader, const Skip *skip)
{
    const Chapter *chapter = report_chapter(reader->report, skip->found.chapter);
    const int above = skip->level ? heading_above(chapter, skip->element.block) : -1;
    if (above >= 0 && (above != skip->heading || skip->found.chapter != skip->heading_chapter))
        reader_say(reader, _("In \"%s\"."), chapter->blocks[above].text);
}

static void show_found(Reader *reader, const Skip *skip)
{
    const int chapter = skip->found.chapter;
    reader_say(reader, "%s", "");   // that it was waited for
    history_push(reader);
    reader->link = (LinkChoice){0};
    if (skip->kind == ELEMENT_NOTE && !reader_is_spoken(reader))
        reader_show_place(reader, skip->found); // where it is marked
    else
        reader_land(reader, chapter, line_of(pager_layout(reader->pager, chapter), &skip->element));
    if (skip->kind == ELEMENT_NOTE)
        link_choose(reader, skip->element.block, skip->element.span);
    else
        say_above(reader, skip);
}

static const char *const none_on_texts[] = {
    [ELEMENT_HEADING] = N_("There is no heading further on in this report."),
    [ELEMENT_LINK] = N_("There is no link further on in this report."),
    [ELEMENT_LIST] = N_("There is no list further on in this report."),
    [ELEMENT_TABLE] = N_("There is no table further on in this report."),
    [ELEMENT_FIGURE] = N_("There is no figure further on in this report."),
    [ELEMENT_NOTE] = N_("There is no footnote further on in this report."),
};

static const char *const none_back_texts[] = {
    [ELEMENT_HEADING] = N_("There is no heading before this in the report."),
    [ELEMENT_LINK] = N_("There is no link before this in the report."),
    [ELEMENT_LIST] = N_("There is no list before this in the report."),
    [ELEMENT_TABLE] = N_("There is no table before this in the report."),
    [ELEMENT_FIGURE] = N_("There is no figure before this in the report."),
    [ELEMENT_NOTE] = N_("There is no footnote before this in the report."),
};

static const char *const looking_texts[] = {
    [ELEMENT_HEADING] = N_("Looking for the heading; Ctrl-C stops."),
    [ELEMENT_LINK] = N_("Looking for the link; Ctrl-C stops."),
    [ELEMENT_LIST] = N_("Looking for the list; Ctrl-C stops."),
    [ELEMENT_TABLE] = N_("Looking for the table; Ctrl-C stops."),
    [ELEMENT_FIGURE] = N_("Looking for the figure; Ctrl-C stops."),
    [ELEMENT_NOTE] = N_("Looking for the footnote; Ctrl-C stops."),
};

static void say_none(Reader *reader, const Skip *skip)
{
    const bool is_on = skip->way == SEARCH_FORWARD;
    if (skip->level && is_on)
        reader_say(reader, _("There is no heading of this level further on in this report."));
    else if (skip->level)
        reader_say(reader, _("There is no heading of this level before this in the report."));
    else
        reader_say(reader, "%s", is_on ? _(none_on_texts[skip->kind]) : _(none_back_texts[skip->kind]));
}

// At the report's start or end: as far as it goes.
static void give_up(Reader *reader, Skip *skip)
{
    skip->left = 0;
    if (skip->has_found)
        show_found(reader, skip);
    say_none(reader, skip);
}

static void next_chapter(Reader *reader, Skip *skip)
{
    const int next = skip->way == SEARCH_FORWARD ? skip->chapter + 1 : skip->chapter - 1;
    if (next < 0 || next == report_chapter_count(reader->report))
        give_up(reader, skip);
    else
        skip->chapter = next;
}

static void step(Reader *reader)
{
    Skip *skip = &reader->skip;
    if (!find(reader, skip)) {
        next_chapter(reader, skip);
        return;
    }
    skip->has_found = true;
    skip->from = skip->found;
    skip->left--;
    if (!skip->left)
        show_found(reader, skip);
}

bool skip_idle(Reader *reader)
{
    if (!reader->skip.left)
        return false;
    step(reader);
    return true;
}

bool skip_stop(Reader *reader)
{
    const bool was_seeking = reader->skip.left;
    reader->skip.left = 0;
    return was_seeking;
}

// What was jumped to may be a table or list as a whole, which has no text of its own: reading is at the first in it.
static Place first_text(const Layout *layout, Place place)
{
    const Block *block = &layout_chapter(layout)->blocks[place.block];
    return block->length ? place : place_of_line(layout, place.chapter, layout_line_of(layout, place.block, 0));
}

static bool skip(Reader *reader, Skip skip, const char *command, const char *argument, Error *err)
{
    if (!times(command_find(command), argument, &skip.left, err))
        return false;
    skip.from = first_text(reader->shown, reader_present_place(reader));
    skip.chapter = skip.from.chapter;
    reader->skip = skip;
    for (int i = 0; i < CHAPTERS_AT_ONCE && reader->skip.left;) {
        const int chapter = reader->skip.chapter;
        step(reader);
        i += reader->skip.chapter != chapter;
    }
    if (reader->skip.left)
        reader_say(reader, "%s", _(looking_texts[skip.kind]));
    return true;
}

static bool skip_same_heading(Reader *reader, SearchWay way, const char *command, const char *argument, Error *err)
{
    const Place here = reader_present_place(reader);
    const Chapter *chapter = report_chapter(reader->report, here.chapter);
    const int heading = chapter_heading_of(chapter, here.block);
    const Skip wanted = {.kind = ELEMENT_HEADING, .level = chapter->blocks[heading].level + 1, .way = way,
                         .heading = heading_above(chapter, heading), .heading_chapter = here.chapter};
    return skip(reader, wanted, command, argument, err);
}

bool run_next_same_heading(Reader *reader, const char *argument, Error *err)
{
    return skip_same_heading(reader, SEARCH_FORWARD, "next-same-heading", argument, err);
}

bool run_previous_same_heading(Reader *reader, const char *argument, Error *err)
{
    return skip_same_heading(reader, SEARCH_BACKWARD, "previous-same-heading", argument, err);
}

bool run_next_list(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_LIST, .way = SEARCH_FORWARD}, "next-list", argument, err);
}

bool run_previous_list(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_LIST, .way = SEARCH_BACKWARD}, "previous-list", argument, err);
}

bool run_next_table(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_TABLE, .way = SEARCH_FORWARD}, "next-table", argument, err);
}

bool run_previous_table(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_TABLE, .way = SEARCH_BACKWARD}, "previous-table", argument, err);
}

bool run_next_figure(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_FIGURE, .way = SEARCH_FORWARD}, "next-figure", argument, err);
}

bool run_previous_figure(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_FIGURE, .way = SEARCH_BACKWARD}, "previous-figure", argument, err);
}

bool run_next_footnote(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_NOTE, .way = SEARCH_FORWARD}, "next-footnote", argument, err);
}

bool run_previous_footnote(Reader *reader, const char *argument, Error *err)
{
    return skip(reader, (Skip){.kind = ELEMENT_NOTE, .way = SEARCH_BACKWARD}, "previous-footnote", argument, err);
}
