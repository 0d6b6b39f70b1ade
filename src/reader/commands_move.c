// Commands that go on and back by pages and lines.
#include "reader/commands.h"
#include "base/translate.h"
#include "reader/session.h"
#include "text/amount.h"

typedef bool Step(Reader *reader);      // false: the report's end, or start

static bool is_at_end(const Reader *reader, int line)
{
    return !layout_has_line(reader->shown, line);
}

static bool is_last_chapter(const Reader *reader)
{
    return reader->position.place.chapter + 1 == report_chapter_count(reader->report);
}

// Nothing follows the last chapter: its end counts when it comes.
static bool keep_end(Reader *reader, Error *err)
{
    return !is_last_chapter(reader) || !is_at_end(reader, reader->position.clear) || marks_set_read(reader->marks, reader->position.place.chapter, err);
}

static bool keep(Reader *reader, int chapter, bool is_read, Error *err)
{
    if (is_read)
        return marks_set_read(reader->marks, chapter, err);
    if (!reader_shows_start(reader))   // else when it is read
        marks_set_begun(reader->marks, chapter);
    return true;
}

// A chapter whose last lines were on the screen, and left by reading on, has been read; one where a page before them was, has been begun.
static bool keep_read(Reader *reader, Error *err)
{
    return keep(reader, reader->position.place.chapter, is_at_end(reader, reader->position.clear), err);
}

// Behind the last text of a chapter, told by itself, the next chapter begins.
static bool keep_left(Reader *reader, int chapter, Error *err)
{
    return keep(reader, chapter, reader->position.place.chapter != chapter, err);
}

static bool next_chapter(Reader *reader)
{
    if (is_last_chapter(reader))
        return false;
    reader_set_top(reader, reader->position.place.chapter + 1, 0);
    return true;
}

static bool page_on(Reader *reader)
{
    int next = reader->position.clear;
    while (!is_at_end(reader, next) && layout_line(reader->shown, next)->count == 0)
        next++;
    if (is_at_end(reader, next))
        return next_chapter(reader);
    reader_set_top(reader, reader->position.place.chapter, next);
    return true;
}

// Rows from one line of text to the next.
static int row_step(const Reader *reader)
{
    return reader_is_spoken(reader) ? 1 : reader->settings.spacing;
}

static bool lines_on(Reader *reader, int lines)
{
    const int rows = reader_page_rows(reader), top = reader->position.top;
    if (is_at_end(reader, reader->position.clear))
        return next_chapter(reader);
    const int full = layout_lines_to(reader->shown, top + lines + rows) - rows;
    const int most = full > top ? full : top + 1, seen = top + lines < reader->position.clear ? top + lines : reader->position.clear;
    reader_set_top(reader, reader->position.place.chapter, seen < most ? seen : most);
    return true;
}

static int half(const Reader *reader)
{
    const int rows = reader_page_rows(reader);
    return rows > 1 ? rows / 2 : 1;
}

bool line_on(Reader *reader)
{
    if (reader_has_reading_line(reader))
        return reading_on(reader) || next_chapter(reader);
    const int chapter = reader->position.place.chapter, end = reader->position.end;
    if (!lines_on(reader, row_step(reader)))
        return false;
    if (reader->position.place.chapter == chapter)
        position_read_from(reader, end);
    return true;
}

static bool half_on(Reader *reader)
{
    return lines_on(reader, half(reader));
}

static bool page_back(Reader *reader)
{
    const int chapter = reader->position.place.chapter, top = reader->position.top, page = reader->position.page;
    if (top == 0) {
        if (chapter == 0)
            return false;
        Pages *before = pager_pages(reader->pager, chapter - 1);
        reader_set_top(reader, chapter - 1, pages_start(before, pages_count(before) - 1));
        return true;
    }
    const Pages *pages = pager_pages(reader->pager, chapter);
    reader_set_top(reader, chapter, pages_start(pages, page) == top && page > 0 ? pages_start(pages, page - 1) : top - reader_page_rows(reader));
    told_end_before(reader, top);
    return true;
}

static bool lines_back(Reader *reader, int lines)
{
    const int chapter = reader->position.place.chapter, top = reader->position.top;
    if (top > 0)
        reader_set_top(reader, chapter, top - lines);
    else if (chapter > 0)
        reader_set_top(reader, chapter - 1, layout_line_count(pager_layout(reader->pager, chapter - 1)) - reader_page_rows(reader));
    else
        return false;
    return true;
}

bool line_back(Reader *reader)
{
    if (!reader_has_reading_line(reader))
        return lines_back(reader, row_step(reader));
    if (reading_back(reader))
        return true;
    if (!page_back(reader))
        return false;
    reading_end(reader);
    return true;
}

static bool half_back(Reader *reader)
{
    return lines_back(reader, half(reader));
}

static bool go_on(Reader *reader, const char *command, Step *step, const char *argument, Error *err)
{
    int count;
    bool is_kept = true;
    const int chapter = reader->position.place.chapter;
    if (!times(command_find(command), argument, &count, err))
        return false;
    for (int i = 0; i < count; i++) {
        const bool is_behind_unit = reader->unit.kind && reader_is_spoken(reader);
        is_kept = (is_behind_unit || keep_read(reader, err)) && is_kept;
        if (is_behind_unit ? unit_leave(reader) : step(reader)) {
            is_kept = (!is_behind_unit || keep_left(reader, chapter, err)) && is_kept;
            continue;
        }
        series_say_end(reader);
        break;
    }
    return is_kept && keep_end(reader, err);
}

static bool go_back(Reader *reader, const char *command, Step *step, const char *argument, Error *err)
{
    int count;
    if (!times(command_find(command), argument, &count, err))
        return false;
    for (int i = 0; i < count; i++)
        if (!step(reader)) {
            series_say_start(reader);
            break;
        }
    return true;
}

// In line mode what is told is so many lines.
static bool tell_on(Reader *reader, const char *command, int lines, const char *argument, Error *err)
{
    int count;
    const int chapter = reader->position.place.chapter;
    const bool has_unit = reader->unit.kind;
    if (!times(command_find(command), argument, &count, err))
        return false;
    bool is_kept = has_unit || keep_read(reader, err);
    if (!told_on(reader, lines * count))
        series_say_end(reader);
    is_kept = (!has_unit || keep_left(reader, chapter, err)) && is_kept;
    return keep_end(reader, err) && is_kept;
}

static bool tell_back(Reader *reader, const char *command, int lines, const char *argument, Error *err)
{
    int count;
    if (!times(command_find(command), argument, &count, err))
        return false;
    if (!told_back(reader, lines * count))
        series_say_start(reader);
    return true;
}

// Spoken once, behind the page (R20). The cursor stays on the page.
static bool say_page(Reader *reader)
{
    if (!reader_is_heard(reader) || reader->settings.verbosity < VERBOSITY_HIGH || reader->message.length)
        return true;
    const Whereabouts where = reader_where(reader);
    reader_say(reader, where.is_about ? _("Page %1$s of about %2$s.") : _("Page %1$s of %2$s."), AMOUNT(where.page), AMOUNT(where.pages));
    reader->has_landed = true;
    return true;
}

bool run_page_down(Reader *reader, const char *argument, Error *err)
{
    return card_scroll(reader, 1) || (go_on(reader, "page-down", page_on, argument, err) && say_page(reader));
}

bool run_page_up(Reader *reader, const char *argument, Error *err)
{
    return card_scroll(reader, -1) || (go_back(reader, "page-up", page_back, argument, err) && say_page(reader));
}

bool run_line_down(Reader *reader, const char *argument, Error *err)
{
    return tells_lines(reader) ? tell_on(reader, "line-down", 1, argument, err) : go_on(reader, "line-down", line_on, argument, err);
}

bool run_line_up(Reader *reader, const char *argument, Error *err)
{
    return tells_lines(reader) ? tell_back(reader, "line-up", 1, argument, err) : go_back(reader, "line-up", line_back, argument, err);
}

bool run_half_down(Reader *reader, const char *argument, Error *err)
{
    return tells_lines(reader) ? tell_on(reader, "half-down", half(reader), argument, err) : go_on(reader, "half-down", half_on, argument, err);
}

bool run_half_up(Reader *reader, const char *argument, Error *err)
{
    return tells_lines(reader) ? tell_back(reader, "half-up", half(reader), argument, err) : go_back(reader, "half-up", half_back, argument, err);
}
