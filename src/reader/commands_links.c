// Commands that choose and follow links, and footnotes shown in place.
#include <string.h>
#include "reader/commands.h"
#include "reader/session.h"

static bool is_followed(const Span *span)
{
    return span->kind == SPAN_LINK || span->kind == SPAN_NOTE;
}

static Place place_of_link(const Reader *reader, LinkChoice link)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    return (Place){.chapter = chapter->index, .block = link.block, .byte = chapter->blocks[link.block].spans[link.span].start};
}

void link_settle(Reader *reader)
{
    LinkChoice *link = &reader->link;
    if (!link->is_some)
        return;
    const Chapter *chapter = layout_chapter(reader->shown);
    const bool is_there = link->block < chapter->count && link->span < chapter->blocks[link->block].span_count;
    link->is_some = is_there && reader_shows(reader, place_of_link(reader, *link));
}

static int line_of_link(const Reader *reader, LinkChoice link)
{
    return layout_line_of(reader->shown, link.block, place_of_link(reader, link).byte);
}

// The first link of the chapter, from a block and span on, that stands in or behind a line.
static LinkChoice link_from(const Reader *reader, int block, size_t span, int line)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    for (int i = block; i < chapter->body_end; i++, span = 0)
        for (size_t k = span; k < chapter->blocks[i].span_count; k++) {
            const LinkChoice link = {.is_some = true, .block = i, .span = k};
            if (is_followed(&chapter->blocks[i].spans[k]) && line_of_link(reader, link) >= line)
                return link;
        }
    return (LinkChoice){0};
}

// The last one before a block and span that stands above a line.
static LinkChoice link_before(const Reader *reader, int block, size_t span, int line)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    for (int i = block; i >= 0; i--)
        for (size_t k = i == block ? span : chapter->blocks[i].span_count; k-- > 0;) {
            const LinkChoice link = {.is_some = true, .block = i, .span = k};
            if (is_followed(&chapter->blocks[i].spans[k]) && line_of_link(reader, link) < line)
                return link;
        }
    return (LinkChoice){0};
}

static LinkChoice first_link_on_page(const Reader *reader)
{
    const LinkChoice link = link_from(reader, reader->position.place.block, 0, reader->position.top);
    return link.is_some && line_of_link(reader, link) < reader->position.end ? link : (LinkChoice){0};
}

static void say_link(Reader *reader, const Span *span)
{
    if (span->kind == SPAN_NOTE)
        reader_say(reader, "Footnote %s.", span->target);
    else
        reader_say(reader, "Link to %s", span->target);
}

static bool choose_link(Reader *reader, LinkChoice link, const char *none, Error *err)
{
    if (!link.is_some)
        return error_set(err, "%s", none);
    reader_show_place(reader, place_of_link(reader, link));
    reader->link = link;
    say_link(reader, &layout_chapter(reader->shown)->blocks[link.block].spans[link.span]);
    return true;
}

bool run_next_link(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const LinkChoice now = reader->link;
    const LinkChoice next = now.is_some ? link_from(reader, now.block, now.span + 1, 0)
                                        : link_from(reader, reader->position.place.block, 0, reader->position.top);
    return choose_link(reader, next, "There is no link or footnote further on in this chapter.", err);
}

bool run_previous_link(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const int lines = layout_line_count(reader->shown);
    const LinkChoice now = reader->link;
    const LinkChoice before = now.is_some ? link_before(reader, now.block, now.span, lines)
                                          : link_before(reader, layout_chapter(reader->shown)->body_end, 0, reader->position.end);
    return choose_link(reader, before, "There is no link or footnote before this in the chapter.", err);
}

void note_close(Reader *reader)
{
    layout_free(reader->note);
    reader->note = NULL;
    reader->note_top = 0;
    if (reader->focus == FOCUS_NOTE)
        reader->focus = FOCUS_PAGE;
}

static void scroll_note(Reader *reader, int top)
{
    const int last = layout_line_count(reader->note) - reader_note_rows(reader);
    reader->note_top = top < 0 || last < 0 ? 0 : top > last ? last : top;
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
    reader_jump(reader, place);
    if (footnote_of(layout_chapter(reader->shown), place.block) >= 0)
        note_open(reader, place.block, place.byte);
    return true;
}

static bool follow_note(Reader *reader, const Span *span, Error *err)
{
    const int block = chapter_find_footnote(layout_chapter(reader->shown), span->target);
    if (block < 0)
        return error_set(err, "There is no footnote \"%s\" in this chapter.", span->target);
    note_open(reader, block, 0);
    return true;
}

static bool follow_link(Reader *reader, const Span *span, Error *err)
{
    Place place;
    if (*span->target != '#') {
        reader_say(reader, "This link leads out of the report, to %s; lectern opens nothing by itself.", span->target);
        return true;
    }
    if (!report_find(reader->report, reader->position.place.chapter, span->target + 1, &place))
        return error_set(err, "This link leads nowhere: there is no \"%s\" in the report.", span->target);
    return show_anywhere(reader, place);
}

bool run_follow(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const LinkChoice link = reader->link.is_some ? reader->link : first_link_on_page(reader);
    if (!link.is_some)
        return error_set(err, "There is no link or footnote on this page.");
    const Span *span = &layout_chapter(reader->shown)->blocks[link.block].spans[link.span];
    reader->link = link;
    return span->kind == SPAN_NOTE ? follow_note(reader, span, err) : follow_link(reader, span, err);
}

bool run_note_down(Reader *reader, const char *argument, Error *err)
{
    int count;
    const int before = reader->note_top;
    if (!times(command_find("note-down"), argument, &count, err))
        return false;
    scroll_note(reader, before + count);
    if (reader->note_top == before)
        reader_say(reader, "End of the footnote.");
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
        reader_say(reader, "Start of the footnote.");
    return true;
}
