// The page as lines, and what is new of it.
#include <stdlib.h>
#include <string.h>
#include "plain/telling.h"

enum { INDENT_MOST = 2 }; // cells

// Lines

// The number that the line's first block is cited by, where it begins there.
static void add_number(Buffer *out, const Layout *layout, int index)
{
    const Chapter *chapter = layout_chapter(layout);
    const Line *line = layout_line(layout, index);
    int numbered = line->count ? chapter_numbered_of(chapter, line->segments[0].block) : -1;
    if (numbered >= 0 && layout_line_of(layout, numbered, 0) == index)
        buffer_addf(out, "%d.%d  ", chapter->index + 1, chapter->blocks[numbered].number);
}

// What is drawn only is left out, and so is most of the indentation: a braille display has few cells.
static void add_line(Buffer *out, const Line *line)
{
    size_t start = out->length;
    int column = 0;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind == SEGMENT_RULE)
            continue;
        int gap = segment->column - column;
        buffer_add_repeated(out, ' ', out->length > start || gap < INDENT_MOST ? gap : INDENT_MOST);
        buffer_add(out, segment->text, segment->length);
        column = segment->column + segment->width;
    }
    while (out->length > start && out->bytes[out->length - 1] == ' ')
        buffer_cut(out, out->length - 1);
}

void tell_line(const Telling *telling, const Reader *reader, const Layout *layout, int index)
{
    Buffer text = {0};
    if (reader->settings.has_numbers && reader->settings.verbosity < VERBOSITY_HIGH) // then it is in the line
        add_number(&text, layout, index);
    add_line(&text, layout_line(layout, index));
    voice_line(telling->voice, buffer_text(&text), text.length);
    buffer_free(&text);
}

static bool is_blank(const Layout *layout, int index)
{
    return !line_is_read(layout_line(layout, index));
}

// Blank lines only between others, one at a time.
void tell_lines(const Telling *telling, const Reader *reader, const Layout *layout, int from, int to)
{
    bool has_told = false, owes_blank = false;
    for (int i = from; i < to; i++) {
        if (is_blank(layout, i)) {
            owes_blank = has_told;
            continue;
        }
        if (owes_blank)
            voice_line(telling->voice, "", 0);
        tell_line(telling, reader, layout, i);
        has_told = true;
        owes_blank = false;
    }
}

// The page

static const Hit *present_hit(const Reader *reader)
{
    const Finding *finding = &reader->finding;
    return finding->search && finding->hit >= 0 ? search_hit(finding->search, (size_t)finding->hit) : NULL;
}

static bool was_told(const Telling *telling, int chapter, int line)
{
    return telling->has_told && telling->chapter == chapter && line >= telling->top && line < telling->end;
}

static void tell_sentence(const Telling *telling, const Reader *reader, const Hit *hit)
{
    const char *text = report_chapter(reader->report, hit->place.chapter)->blocks[hit->place.block].text;
    TextRange range = search_sentence(reader->report, hit);
    Buffer sentence = {0};
    buffer_add(&sentence, text + range.start, range.end - range.start);
    voice_say(telling->voice, buffer_text(&sentence));
    buffer_free(&sentence);
}

// A hit on a page that was told already is told with its sentence. On another page its sentence begins in the first row: what stands before it
// on that page was not asked for. True: nothing else is to be told.
static bool tell_hit(const Telling *telling, Reader *reader, const Hit *hit)
{
    TextRange sentence = search_sentence(reader->report, hit);
    int line = layout_line_of(reader->shown, hit->place.block, sentence.start);
    if (was_told(telling, hit->place.chapter, line)) {
        tell_sentence(telling, reader, hit);
        return true;
    }
    reader_set_top(reader, hit->place.chapter, line);
    return false;
}

static int line_of_link(const Reader *reader)
{
    const Block *block = &layout_chapter(reader->shown)->blocks[reader->link.block];
    return layout_line_of(reader->shown, reader->link.block, block->spans[reader->link.span].start);
}

void tell_card(const Telling *telling, const Reader *reader)
{
    const char *text = buffer_text(&reader->card.text);
    if (!reader->card.is_verbatim) {
        voice_say(telling->voice, text);
        return;
    }
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        voice_line(telling->voice, text, (size_t)(end - text));
    }
}

// Where the reading is: the unit, the line of the chosen link, else the first.
void tell_where(const Telling *telling, const Reader *reader)
{
    if (reader->card.text.length) {
        tell_card(telling, reader);
        return;
    }
    int line = reader->link.is_some ? line_of_link(reader) : reader->position.top;
    while (line + 1 < reader->position.end && is_blank(reader->shown, line))
        line++;
    tell_line(telling, reader, reader->shown, line);
}

static void tell_status(const Telling *telling, const Reader *reader)
{
    const Whereabouts where = reader_where(reader);
    char *text = whereabouts_text(&where);
    if (reader->settings.has_status || reader->settings.verbosity == VERBOSITY_HIGH)
        voice_say(telling->voice, text);
    free(text);
}

// A page that only has fewer lines than before, as a row was taken from it, is not new.
static bool has_moved(const Telling *telling, const Reader *reader)
{
    const Position *now = &reader->position;
    if (telling->is_silent)
        return !reader->unit.kind;
    return !telling->has_told || telling->chapter != now->place.chapter || telling->top != now->top || telling->end < now->end;
}

// The same page with other words beside it, or at another width: the person asked for that, and heard that it is so.
static bool is_only_laid_out_afresh(const Telling *telling, const Reader *reader)
{
    return telling->has_told && place_compare(telling->place, reader->position.place) == 0
        && !layout_options_equal(telling->options, layout_made_with(reader->shown));
}

static bool has_new_link(const Telling *telling, const Reader *reader)
{
    const LinkChoice *now = &reader->link, *then = &telling->link;
    return now->is_some && (!then->is_some || now->block != then->block || now->span != then->span);
}

// Behind what was told by itself: the line that has something more, if only at its end.
static int untold_line(const Reader *reader)
{
    int chapter, line;
    const bool is_there = reader_line_behind_unit(reader, &chapter, &line) && chapter == reader->position.place.chapter;
    return is_there ? line : layout_line_count(reader->shown);
}

void telling_keep_page(Telling *telling, const Reader *reader)
{
    telling->chapter = reader->position.place.chapter;
    telling->top = reader->position.top;
    telling->end = telling->is_silent ? untold_line(reader) : reader->position.end;
    telling->link = reader->link;
    telling->place = reader->position.place;
    telling->options = layout_made_with(reader->shown);
}

// What is told by itself leaves the page that moves with it untold.
static bool tell_by_itself(Telling *telling, const Reader *reader)
{
    if (telling->told == reader->card.told)
        return false;
    telling->told = reader->card.told;
    telling->is_silent = true;
    tell_card(telling, reader);
    telling_keep_page(telling, reader);
    return true;
}

void tell_page(Telling *telling, Reader *reader)
{
    if (reader->unit.kind && tell_by_itself(telling, reader))
        return;
    const Hit *hit = reader->message_is_count ? present_hit(reader) : NULL;
    if (hit && tell_hit(telling, reader, hit)) {
        telling_keep_page(telling, reader);
        return;
    }
    if (is_only_laid_out_afresh(telling, reader))
        telling_keep_page(telling, reader);
    if (has_moved(telling, reader)) {
        tell_lines(telling, reader, reader->shown, reader->position.top, reader->position.end);
        tell_status(telling, reader);
        telling->is_silent = false;
    } else if (has_new_link(telling, reader) || (telling->focus != FOCUS_PAGE && !reader->message.length))
        tell_where(telling, reader);
    telling_keep_page(telling, reader);
}
