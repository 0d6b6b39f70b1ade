// Commands that go to a place: pages, citation numbers, headings, chapters.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/rows.h"
#include "reader/session.h"
#include "report/contents.h"
#include "text/amount.h"

enum {
    PAGES_MOST = 1000000000,
    COUNT_AT_ONCE = 64,     // chapters whose pages are counted before a key is answered
};

static void jump_to_line(Reader *reader, int chapter, int line)
{
    history_push(reader);
    reader->has_landed = true;
    reader_set_top(reader, chapter, line);
}

static void jump_to_page(Reader *reader, int chapter, int page)
{
    Pages *pages = pager_pages(reader->pager, chapter);
    jump_to_line(reader, chapter, pages_start(pages, pages_has(pages, page) ? page : pages_count(pages) - 1));
}

// The chapter that holds a page, as far as is known or guessed; no work is done.
static int chapter_of_page(const Reader *reader, int page)
{
    int low = 0, high = report_chapter_count(reader->report) - 1;
    while (low < high) {
        const int middle = low + (high - low + 1) / 2;
        bool exact;
        if (pager_pages_before(reader->pager, middle, &exact) <= page)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static void jump_to_known_page(Reader *reader, int index)
{
    bool exact;
    const int chapter = chapter_of_page(reader, index);
    jump_to_page(reader, chapter, index - pager_pages_before(reader->pager, chapter, &exact));
}

// One step towards the page that is sought: it is reached, there is none, or more is counted.
static bool seek_page(Reader *reader, bool (*step)(Pager *), Error *err)
{
    const long page = reader->page_sought;
    if (page > pager_pages_counted(reader->pager) && step(reader->pager))
        return true;
    const int counted = pager_pages_counted(reader->pager);
    reader->page_sought = 0;
    if (page > counted)
        return error_set(err, _("There is no page %1$s; the last one is %2$s."), AMOUNT(page), AMOUNT(counted));
    jump_to_known_page(reader, (int)page - 1);
    return true;
}

// By a page's number from 1: chapters are laid out as far as it takes, those of a long report in idle time.
static bool goto_page(Reader *reader, long page, Error *err)
{
    bool is_good = true;
    reader->page_sought = page;
    for (int i = 0; i < COUNT_AT_ONCE && reader->page_sought; i++)
        is_good = seek_page(reader, pager_step_chapter, err);
    if (reader->page_sought)
        reader_say(reader, _("Counting the pages up to %s; Ctrl-C stops."), AMOUNT(page));
    return is_good;
}

bool goto_idle(Reader *reader)
{
    Error error = {0};
    if (!reader->page_sought)
        return false;
    const bool is_good = seek_page(reader, pager_step, &error);
    if (!is_good)
        reader_say_error(reader, &error);
    else if (!reader->page_sought)
        reader_say(reader, "%s", "");
    return true;
}

bool goto_stop(Reader *reader)
{
    const bool was_seeking = reader->page_sought;
    reader->page_sought = 0;
    return was_seeking;
}

static bool goto_percent(Reader *reader, const char *text, Error *err)
{
    long percent;
    bool exact;
    if (!number_read(text, 0, 100, &percent))
        return error_set(err, _("\"%s\" is no part in percent: write a whole number from 0 to 100."), text);
    pager_page_count(reader->pager, reader->position.place.chapter);
    const long page = (percent * pager_pages_in_all(reader->pager, &exact) + 99) / 100;
    jump_to_known_page(reader, page > 0 ? (int)page - 1 : 0);
    return true;
}

static bool goto_named(Reader *reader, const char *text, Error *err)
{
    Place place;
    int chapter, last;
    const char *name = *text == '#' ? text + 1 : text;
    if (report_find(reader->report, reader->position.place.chapter, name, &place))
        return show_anywhere(reader, place);
    if (report_find_numbers(reader->report, name, &chapter, &last))
        return error_set(err, _("There is no number %1$s: those of chapter %2$d are %2$d.1 to %2$d.%3$d."), name, chapter, last);
    if (*text == '#')
        return error_set(err, _("There is nothing with the id \"%s\" in this report."), name);
    return error_set(err, _("There is no \"%s\": write a page (12), a citation number (3.2), a part in percent (50%%) or #ID."), text);
}

bool run_goto(Reader *reader, const char *argument, Error *err)
{
    const size_t length = strlen(argument);
    long page;
    char number[16];
    if (!length)
        return run_start(reader, "", err);
    if (number_read(argument, 1, PAGES_MOST, &page))
        return goto_page(reader, page, err);
    if (argument[length - 1] != '%')
        return goto_named(reader, argument, err);
    snprintf(number, sizeof number, "%.*s", (int)(length - 1 < sizeof number ? length - 1 : sizeof number - 1), argument);
    return goto_percent(reader, number, err);
}

bool run_percent(Reader *reader, const char *argument, Error *err)
{
    if (!*argument)
        return error_set(err, _("Type the number first, as in 50%%."));
    return goto_percent(reader, argument, err);
}

bool run_start(Reader *reader, const char *argument, Error *err)
{
    if (*argument)
        return run_goto(reader, argument, err);
    jump_to_line(reader, 0, 0);
    return true;
}

bool run_end(Reader *reader, const char *argument, Error *err)
{
    if (*argument)
        return run_goto(reader, argument, err);
    const int last = report_chapter_count(reader->report) - 1;
    jump_to_page(reader, last, pages_count(pager_pages(reader->pager, last)) - 1);
    return true;
}

static int heading_line(const Layout *layout, int block)
{
    return block == 0 ? 0 : layout_line_of(layout, block, 0);
}

// Headings are gone on from where the reading is.
static int line_now(const Reader *reader)
{
    return reader_has_reading_line(reader) ? reading_line_now(reader) : reader->position.top;
}

static bool heading_on(Reader *reader)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    for (int i = reader->position.place.block; i < chapter->body_end; i++) {
        const int line = block_is_heading(&chapter->blocks[i]) ? heading_line(reader->shown, i) : -1;
        if (line > line_now(reader)) {
            reader_land(reader, chapter->index, line);
            return true;
        }
    }
    if (chapter->index + 1 == report_chapter_count(reader->report))
        return false;
    reader_set_top(reader, chapter->index + 1, 0);
    return true;
}

// The last heading of a layout above a line; -1 = none. At the latest it is in `block`.
static int heading_above(const Layout *layout, int block, int line)
{
    const Chapter *chapter = layout_chapter(layout);
    for (int i = block; i >= 0; i--) {
        const int found = block_is_heading(&chapter->blocks[i]) ? heading_line(layout, i) : line;
        if (found < line)
            return found;
    }
    return -1;
}

static bool heading_back(Reader *reader)
{
    int chapter = reader->position.place.chapter;
    int line = heading_above(reader->shown, place_now(reader).block, line_now(reader));
    if (line < 0 && chapter == 0)
        return false;
    if (line < 0) {
        const Layout *before = pager_layout(reader->pager, --chapter);
        line = heading_above(before, layout_chapter(before)->body_end - 1, layout_line_count(before));
    }
    reader_land(reader, chapter, line);
    return true;
}

static bool chapter_on(Reader *reader)
{
    const int next = reader->position.place.chapter + 1;
    if (next == report_chapter_count(reader->report))
        return false;
    jump_to_line(reader, next, 0);
    return true;
}

static bool chapter_back(Reader *reader)
{
    const int chapter = reader->position.place.chapter;
    if (chapter == 0)
        return false;
    jump_to_line(reader, chapter - 1, 0);
    return true;
}

static bool repeat(Reader *reader, const char *command, bool (*step)(Reader *reader), const char *end, const char *argument, Error *err)
{
    int count;
    if (!times(command_find(command), argument, &count, err))
        return false;
    for (int i = 0; i < count; i++) {
        if (!step(reader)) {
            reader_say(reader, "%s", end);
            break;
        }
        reader->has_landed = true;
    }
    return true;
}

bool run_next_heading(Reader *reader, const char *argument, Error *err)
{
    return repeat(reader, "next-heading", heading_on, _("There is no heading behind this one."), argument, err);
}

bool run_previous_heading(Reader *reader, const char *argument, Error *err)
{
    return repeat(reader, "previous-heading", heading_back, _("There is no heading before this one."), argument, err);
}

bool run_next_chapter(Reader *reader, const char *argument, Error *err)
{
    return repeat(reader, "next-chapter", chapter_on, _("This is the last chapter."), argument, err);
}

bool run_previous_chapter(Reader *reader, const char *argument, Error *err)
{
    return repeat(reader, "previous-chapter", chapter_back, _("This is the first chapter."), argument, err);
}
