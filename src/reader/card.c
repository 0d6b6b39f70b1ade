// The present unit: brought on the page, and told.
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "reader/session.h"

bool reader_shows_card(const Reader *reader)
{
    const Focus focus = reader->focus == FOCUS_PROMPT ? reader->focus_before : reader->focus;
    return focus == FOCUS_PAGE && reader->card.text.length && (reader_is_heard(reader) || reader->card.is_tall);
}

void unit_drop(Reader *reader)
{
    reader->unit = (Unit){.kind = UNIT_NONE};
    buffer_cut(&reader->card.text, 0);
    reader->card.is_tall = false;
    reader->reading_on = (ReadingOn){.is_on = false};
}

void card_settle(Reader *reader)
{
    Card *card = &reader->card;
    if (!card->text.length)
        return;
    const size_t at = card->count ? card->lines[card->top].start : 0;
    const char *language = report_chapter(reader->report, reader->unit.from.chapter)->blocks[reader->unit.from.block].language;
    card->count = pager_break(reader->pager, card->text.bytes, card->text.length, language, &card->lines);
    for (card->top = 0; card->top + 1 < card->count && card->lines[card->top + 1].start <= at;)
        card->top++;
}

// Without its soft hyphens: a word that is to be heard is not broken.
static void add_whole_words(Buffer *out, const char *text)
{
    static const char soft_hyphen[] = "\u00AD";
    for (const char *next; (next = strstr(text, soft_hyphen)); text = next + strlen(soft_hyphen))
        buffer_add(out, text, (size_t)(next - text));
    buffer_add_text(out, text);
}

static void tell(Reader *reader, const char *text)
{
    Card *card = &reader->card;
    buffer_cut(&card->text, 0);
    add_whole_words(&card->text, text);
    card->count = 0;
    card->row = card->cell = 0;
    card->is_tall = card->is_verbatim = false;
    card->told++;
    card_settle(reader);
}

bool card_scroll(Reader *reader, int screens)
{
    Card *card = &reader->card;
    const size_t rows = (size_t)reader_text_rows(reader);
    if (!reader_shows_card(reader) || (screens > 0 ? card->top + rows >= card->count : card->top == 0))
        return false;
    card->row = card->cell = 0;
    card->top = screens > 0 ? card->top + rows : card->top > rows ? card->top - rows : 0;
    card->told++;
    return true;
}

// Where units are told the page is not seen: it begins with the unit, as the lines that follow belong to it.
static void bring_on_page(Reader *reader, Unit unit)
{
    const Place from = unit.from, last = {from.chapter, from.block, unit.end > from.byte ? unit.end - 1 : unit.end};
    const int line = layout_line_of(pager_layout(reader->pager, from.chapter), from.block, from.byte);
    if (reader_is_spoken(reader)) {
        reader_set_top(reader, from.chapter, line);
        return;
    }
    reader_show_place(reader, from);
    if (!reader_shows(reader, last))
        reader_set_top(reader, from.chapter, line);
}

static void present(Reader *reader, Unit unit, const char *text)
{
    bring_on_page(reader, unit);
    reader->unit = unit;
    tell(reader, text);
}

void unit_tell(Reader *reader, Unit unit, const char *text)
{
    present(reader, unit, text);
    if (reader_is_spoken(reader))
        return;
    reader->card.is_tall = reader->card.count > (size_t)reader_text_rows(reader) / 2;
    if (!reader->card.is_tall)
        reader_say(reader, "%s", text);
}

RoleOptions role_options(const Reader *reader)
{
    return (RoleOptions){reader->settings.verbosity, reader->settings.heading_level, report_about(reader->report)->language};
}

// A word alone is only its letters.
static bool tells_highlight(const Reader *reader, const Unit *unit)
{
    size_t count;
    if (unit->kind == UNIT_WORD || !reader_is_spoken(reader) || reader->settings.verbosity < VERBOSITY_MEDIUM)
        return false;
    const Lit *lit = marks_lit(reader->marks, unit->from.chapter, &count);
    for (size_t i = 0; i < count; i++)
        if (lit[i].block == unit->from.block && lit[i].start < unit->end && lit[i].end > unit->from.byte)
            return true;
    return false;
}

void unit_show(Reader *reader, Unit unit)
{
    Buffer told = {0};
    if (tells_highlight(reader, &unit))
        buffer_add_text(&told, _("[highlight] "));
    while (told.length && told.bytes[told.length - 1] == ' ')
        buffer_cut(&told, told.length - 1);
    unit_add_told(&told, reader->report, &unit, role_options(reader));
    present(reader, unit, buffer_text(&told));
    buffer_free(&told);
}

static bool has_words(const Line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->segments[i].kind == SEGMENT_MARKER)
            return true;
    return false;
}

static bool has_text(const Line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->segments[i].kind == SEGMENT_TEXT)
            return true;
    return false;
}

// The line of a place, or the first before it with nothing but what is said of a block that begins with the text there: "List, 5 items."
static int line_with_openings(const Layout *layout, Place place, int last_block)
{
    const int text = place.block == 0 ? 0 : layout_line_of(layout, place.block, place.byte);
    int first = text;
    for (int line = text - 1; place.byte == 0 && line >= 0 && !has_text(layout_line(layout, line)); line--)
        if (has_words(layout_line(layout, line)) && layout_line(layout, line)->block > last_block)
            first = line;
    return first;
}

bool reader_line_behind_unit(const Reader *reader, int *chapter, int *line)
{
    Place behind;
    if (!reader->unit.kind || !unit_behind(reader->report, &reader->unit, &behind))
        return false;
    const Layout *layout = pager_layout(reader->pager, behind.chapter);
    const int last_block = behind.chapter == reader->unit.from.chapter ? reader->unit.from.block : -1;
    *chapter = behind.chapter;
    *line = line_with_openings(layout, behind, last_block);
    return true;
}

bool unit_leave(Reader *reader)
{
    int chapter, line;
    if (!reader_is_spoken(reader) || !reader_line_behind_unit(reader, &chapter, &line))
        return false;
    reader_set_top(reader, chapter, line);
    return true;
}
