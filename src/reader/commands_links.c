// Commands that choose and follow links, and footnotes shown in place.
#include <stdlib.h>
#include <string.h>
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "report/links.h"

enum { KEYS_BYTES = 160 };

static bool is_followed(const Span *span)
{
    return span->kind == SPAN_LINK || span->kind == SPAN_NOTE;
}

static const Span *span_of(const Layout *layout, LinkChoice link)
{
    return &layout_chapter(layout)->blocks[link.block].spans[link.span];
}

Place place_of_link(const Layout *layout, LinkChoice link)
{
    return (Place){.chapter = layout_chapter(layout)->index, .block = link.block, .byte = span_of(layout, link)->start};
}

static int line_of_link(const Layout *layout, LinkChoice link)
{
    return layout_line_of(layout, link.block, span_of(layout, link)->start);
}

// Where links are chosen: on the page, or in the footnote that is shown on it.
typedef struct {
    const Layout *layout;
    int first, end;         // blocks
    int top, bottom;        // lines shown
    LinkChoice *chosen;
} Ground;

static int end_of_note(const Chapter *chapter, int note)
{
    int end = note + 1;
    while (end < chapter->count && chapter->blocks[end].kind != BLOCK_FOOTNOTE)
        end++;
    return end;
}

static Ground ground_of(Reader *reader)
{
    const Layout *shown = reader->shown;
    if (reader->focus != FOCUS_NOTE)
        return (Ground){shown, 0, layout_chapter(shown)->body_end, reader->position.top, reader->position.end, &reader->link};
    const int top = reader->note_top, note = reader->note_block;
    return (Ground){reader->note, note, end_of_note(layout_chapter(reader->note), note), top, top + reader_note_rows(reader), &reader->note_link};
}

void link_settle(Reader *reader)
{
    LinkChoice *link = &reader->link;
    if (!link->is_some)
        return;
    const Chapter *chapter = layout_chapter(reader->shown);
    const bool is_there = link->block < chapter->count && link->span < chapter->blocks[link->block].span_count;
    link->is_some = is_there && reader_shows(reader, place_of_link(reader->shown, *link));
}

// The first link from a block and span on that stands in or behind a line.
static LinkChoice link_from(const Ground *ground, int block, size_t span, int line)
{
    const Chapter *chapter = layout_chapter(ground->layout);
    for (int i = block; i < ground->end; i++, span = 0)
        for (size_t k = span; k < chapter->blocks[i].span_count; k++) {
            const LinkChoice link = {.is_some = true, .block = i, .span = k};
            if (is_followed(span_of(ground->layout, link)) && line_of_link(ground->layout, link) >= line)
                return link;
        }
    return (LinkChoice){0};
}

// The last one before a block and span that stands above a line.
static LinkChoice link_before(const Ground *ground, int block, size_t span, int line)
{
    const Chapter *chapter = layout_chapter(ground->layout);
    for (int i = block; i >= ground->first; i--)
        for (size_t k = i == block ? span : chapter->blocks[i].span_count; k-- > 0;) {
            const LinkChoice link = {.is_some = true, .block = i, .span = k};
            if (is_followed(span_of(ground->layout, link)) && line_of_link(ground->layout, link) < line)
                return link;
        }
    return (LinkChoice){0};
}

// Of a footnote the first line that is shown; else that where the reading is, if it has one of its own.
static int line_now(const Reader *reader, const Ground *ground)
{
    return reader->focus != FOCUS_NOTE && reader_has_reading_line(reader) ? reading_line_now(reader) : ground->top;
}

static LinkChoice first_link_in(const Reader *reader, const Ground *page, int line, int end)
{
    const LinkChoice link = link_from(page, reader->position.place.block, 0, line);
    return link.is_some && line_of_link(page->layout, link) < end ? link : (LinkChoice){0};
}

static bool cursor_touches(const Reader *reader, Place *place)
{
    if (reader->focus != FOCUS_NOTE)
        return reader_has_reading_line(reader) && reading_touches(reader, place);
    const int line = reader->note_top + reader->note_row;
    return reader_is_heard(reader) && line < layout_line_count(reader->note) && line_touches(&reader->widths, layout_line(reader->note, line), reader->note_cell, place);
}

LinkChoice link_at(const Layout *layout, Place place)
{
    const Block *block = &layout_chapter(layout)->blocks[place.block];
    for (size_t i = 0; i < block->span_count; i++)
        if (is_followed(&block->spans[i]) && block->spans[i].start <= place.byte && place.byte < block->spans[i].end)
            return (LinkChoice){.is_some = true, .block = place.block, .span = i};
    return (LinkChoice){0};
}

static LinkChoice link_at_cursor(const Reader *reader)
{
    Place place;
    return cursor_touches(reader, &place) ? link_at(reader->shown, place) : (LinkChoice){0};
}

// What Enter follows on the page: what the cursor is on, the first in the reading line, what was chosen, the first on the page.
static LinkChoice link_to_follow(Reader *reader)
{
    const Ground page = ground_of(reader);
    LinkChoice link = link_at_cursor(reader);
    if (!link.is_some && reader_has_reading_line(reader))
        link = first_link_in(reader, &page, reading_line_now(reader), reading_line_now(reader) + 1);
    if (!link.is_some)
        link = reader->link;
    return link.is_some ? link : first_link_in(reader, &page, page.top, page.bottom);
}

char *name_of_target(Report *report, Place place)
{
    const Chapter *chapter = report_chapter(report, place.chapter);
    const char *heading = chapter->blocks[chapter_heading_of(chapter, place.block)].text;
    const int numbered = chapter_numbered_of(chapter, place.block);
    if (block_is_heading(&chapter->blocks[place.block]) || numbered < 0)
        return row_text(_("\"%s\""), heading);
    // TRANSLATORS: a citation number, and the heading it stands under
    return row_text(_("%1$d.%2$d, in \"%3$s\""), place.chapter + 1, chapter->blocks[numbered].number, heading);
}

static void say_target(Reader *reader, Place place)
{
    char *name = name_of_target(reader->report, place);
    reader_say(reader, _("Link to %s."), name);
    free(name);
}

static void say_link(Reader *reader, const Span *span)
{
    Place place;
    if (span->kind == SPAN_NOTE)
        reader_say(reader, _("Note %s."), span->target);
    else if (*span->target == '#' && report_find(reader->report, reader->position.place.chapter, span->target + 1, &place))
        say_target(reader, place);
    else
        reader_say(reader, *span->target == '#' ? _("Link to %s, which is not in this report.") : _("Link to %s"), span->target);
}

// Of the page shown; the reading goes there, if it has a line of its own.
static void choose(Reader *reader, LinkChoice link)
{
    reader->link = link;
    if (reader_has_reading_line(reader))
        position_read_at(reader, place_of_link(reader->shown, link));
}

void link_choose(Reader *reader, int block, size_t span)
{
    choose(reader, (LinkChoice){.is_some = true, .block = block, .span = span});
    say_link(reader, span_of(reader->shown, reader->link));
}

void link_choose_again(Reader *reader)
{
    const Place place = reader->position.place;
    const Block *block = &layout_chapter(reader->shown)->blocks[place.block];
    for (size_t i = 0; i < block->span_count; i++)
        if (is_followed(&block->spans[i]) && block->spans[i].start == place.byte)
            reader->link = (LinkChoice){.is_some = true, .block = place.block, .span = i};
}

static void scroll_note(Reader *reader, int top)
{
    const int last = layout_line_count(reader->note) - reader_note_rows(reader);
    reader->note_top = top < 0 || last < 0 ? 0 : top > last ? last : top;
    reader->note_row = reader->note_cell = 0;
}

static bool choose_link(Reader *reader, const Ground *ground, LinkChoice link, const char *none, Error *err)
{
    if (!link.is_some)
        return error_set(err, "%s", none);
    const int line = line_of_link(ground->layout, link);
    if (reader->focus != FOCUS_NOTE)
        reader_show_place(reader, place_of_link(reader->shown, link));
    else if (line < ground->top || line >= ground->bottom)
        scroll_note(reader, line);
    *ground->chosen = link;
    say_link(reader, span_of(ground->layout, link));
    return true;
}

// The chosen one that the next is counted from: a reading that has a line of its own has left those that it is not at.
static LinkChoice link_now(const Reader *reader, const Ground *ground)
{
    const LinkChoice now = *ground->chosen;
    const bool is_left = now.is_some && reader->focus != FOCUS_NOTE && reader_has_reading_line(reader)
                      && !reading_is_at(reader, place_of_link(ground->layout, now));
    return is_left ? (LinkChoice){0} : now;
}

bool run_next_link(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const Ground ground = ground_of(reader);
    const LinkChoice now = link_now(reader, &ground);
    const int first = reader->focus == FOCUS_NOTE ? ground.first : place_now(reader).block;
    const LinkChoice next = now.is_some ? link_from(&ground, now.block, now.span + 1, 0) : link_from(&ground, first, 0, line_now(reader, &ground));
    const char *none = reader->focus == FOCUS_NOTE ? _("There is no link further on in this footnote.")
                                                   : _("There is no link or footnote further on in this chapter.");
    return choose_link(reader, &ground, next, none, err);
}

bool run_previous_link(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const Ground ground = ground_of(reader);
    const LinkChoice now = link_now(reader, &ground);
    const bool has_line = reader->focus != FOCUS_NOTE && reader_has_reading_line(reader);
    const LinkChoice before = now.is_some ? link_before(&ground, now.block, now.span, layout_line_count(ground.layout))
                                          : link_before(&ground, ground.end, 0, has_line ? line_now(reader, &ground) : ground.bottom);
    const char *none = reader->focus == FOCUS_NOTE ? _("There is no link before this in the footnote.")
                                                   : _("There is no link or footnote before this in the chapter.");
    return choose_link(reader, &ground, before, none, err);
}

void note_close(Reader *reader)
{
    layout_free(reader->note);
    reader->note = NULL;
    reader->note_top = 0;
    reader->note_link = (LinkChoice){0};
    if (reader->focus != FOCUS_NOTE)
        return;
    reader->focus = FOCUS_PAGE;
    reading_uncover(reader);
}

void note_settle(Reader *reader)
{
    if (!reader->note)
        return;
    int block;
    size_t byte;
    const bool has_text = layout_place_of(reader->note, reader->note_top, &block, &byte);
    layout_free(reader->note);
    reader->note = pager_block(reader->pager, reader->position.place.chapter, reader->note_block);
    scroll_note(reader, has_text ? layout_line_of(reader->note, block, byte) : 0);
}

void note_open(Reader *reader, int block, size_t byte)
{
    const int footnote = footnote_of(layout_chapter(reader->shown), block);
    reader_focus(reader, FOCUS_PAGE);
    reader->note_block = footnote;
    reader->note = pager_block(reader->pager, reader->position.place.chapter, footnote);
    scroll_note(reader, block == footnote ? 0 : layout_line_of(reader->note, block, byte));
    reader_focus(reader, FOCUS_NOTE);
}

bool show_anywhere(Reader *reader, Place place)
{
    reader_focus(reader, FOCUS_PAGE);
    reader_jump(reader, place);
    if (footnote_of(layout_chapter(reader->shown), place.block) >= 0)
        note_open(reader, place.block, place.byte);
    return true;
}

static bool follow_note(Reader *reader, const Span *span, Error *err)
{
    const int block = chapter_find_footnote(layout_chapter(reader->shown), span->target);
    if (block < 0)
        return error_set(err, _("There is no footnote \"%s\" in this chapter."), span->target);
    note_open(reader, block, 0);
    return true;
}

static bool follow_link(Reader *reader, const Span *span, Error *err)
{
    Place place;
    if (*span->target != '#') {
        char keys[KEYS_BYTES];
        reader_say(reader, _("This link leads out of the report, to %1$s; %2$s opens it in your browser."), span->target,
                   key_for(reader, "browse", keys, sizeof keys));
        return true;
    }
    if (!report_find(reader->report, reader->position.place.chapter, span->target + 1, &place))
        return error_set(err, _("This link leads nowhere: there is no \"%s\" in the report."), span->target);
    return show_anywhere(reader, place);
}

static bool follow_span(Reader *reader, const Span *span, Error *err)
{
    return span->kind == SPAN_NOTE ? follow_note(reader, span, err) : follow_link(reader, span, err);
}

static bool refuse_number(const Chapter *chapter, int number, Error *err)
{
    const int last = chapter_links_before(chapter, chapter->count);
    if (!last)
        return error_set(err, _("There is no link in this chapter."));
    return error_set(err, _("There is no link %1$d in this chapter; the last one is %2$d."), number, last);
}

static const Span *numbered_link(Reader *reader, const Command *command, const char *argument, Error *err)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    LinkChoice link = {.is_some = true};
    int number;
    if (!times(command, argument, &number, err))
        return NULL;
    if (!chapter_find_link(chapter, number, &link.block, &link.span)) {
        refuse_number(chapter, number, err);
        return NULL;
    }
    if (link.block < chapter->body_end && reader_shows(reader, place_of_link(reader->shown, link)))
        choose(reader, link);
    return &chapter->blocks[link.block].spans[link.span];
}

const Span *link_meant(Reader *reader, const Command *command, const char *argument, Error *err)
{
    if (*argument)
        return numbered_link(reader, command, argument, err);
    if (reader->focus == FOCUS_NOTE && reader->note_link.is_some)
        return span_of(reader->note, reader->note_link);
    const LinkChoice link = reader->focus == FOCUS_NOTE ? link_at_cursor(reader) : link_to_follow(reader);
    if (link.is_some && reader->focus == FOCUS_NOTE)
        return span_of(reader->note, link);
    if (link.is_some) {
        reader->link = link;
        return span_of(reader->shown, link);
    }
    error_set(err, reader->focus == FOCUS_NOTE ? _("No link is chosen in this footnote.") : _("There is no link or footnote on this page."));
    return NULL;
}

bool run_follow(Reader *reader, const char *argument, Error *err)
{
    if (!*argument && reader->focus == FOCUS_NOTE && !reader->note_link.is_some && !link_at_cursor(reader).is_some)
        return run_close(reader, argument, err);
    const Span *span = link_meant(reader, command_find("follow"), argument, err);
    return span && follow_span(reader, span, err);
}

bool show_link(Reader *reader, Place place, size_t span, Error *err)
{
    const Block *block = &report_chapter(reader->report, place.chapter)->blocks[place.block];
    const LinkChoice link = {.is_some = true, .block = place.block, .span = span};
    if (reader_is_spoken(reader) || place.block >= report_chapter(reader->report, place.chapter)->body_end)
        show_anywhere(reader, place);
    else {
        history_push(reader);
        reader_show_place(reader, place);   // it is marked there
    }
    if (span >= block->span_count)
        return true;
    if (reader->focus == FOCUS_NOTE)
        reader->note_link = link;
    else
        reader->link = link;
    return block->spans[span].kind == SPAN_LINK || follow_note(reader, &block->spans[span], err);
}

bool run_note_down(Reader *reader, const char *argument, Error *err)
{
    int count;
    const int before = reader->note_top;
    if (!times(command_find("note-down"), argument, &count, err))
        return false;
    scroll_note(reader, before + count);
    if (reader->note_top == before)
        reader_say(reader, _("End of the footnote."));
    return true;
}

bool run_note_up(Reader *reader, const char *argument, Error *err)
{
    int count;
    const int before = reader->note_top;
    if (!times(command_find("note-up"), argument, &count, err))
        return false;
    scroll_note(reader, before - count);
    if (reader->note_top == before)
        reader_say(reader, _("Start of the footnote."));
    return true;
}
