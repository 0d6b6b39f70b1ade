// Where the reader is: from places to lines and back.
#include <limits.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "report/contents.h"

enum { NARROW_COLUMNS = 40 };   // where a sentence may take two rows

static bool line_has_text(const Layout *layout, int line)
{
    const Line *it = layout_line(layout, line);
    for (int i = 0; i < it->count; i++)
        if (it->segments[i].kind == SEGMENT_TEXT)
            return true;
    return false;
}

Place place_of_line(const Layout *layout, int chapter, int line)
{
    Place place = {.chapter = chapter};
    for (int i = line; i >= 0; i--)
        if (layout_place_of(layout, i, &place.block, &place.byte))
            return place;
    return (Place){.chapter = chapter};
}

static int line_of(const Layout *layout, Place place)
{
    return layout_line_of(layout, place.block, place.byte);
}

// A reading that has a line of its own may have left the chosen link.
static bool is_at_link(const Reader *reader)
{
    return reader->link.is_some && !reader->unit.kind && (!reader_has_reading_line(reader)
        || line_of(reader->shown, place_of_link(reader->shown, reader->link)) == reader->position.reading);
}

Place reader_present_place(const Reader *reader)
{
    if (is_at_link(reader))
        return place_of_link(reader->shown, reader->link);
    return reader_is_spoken(reader) ? reader_reading_place(reader) : place_now(reader);
}

// Sets what follows from the first row: the page, and where the screen ends.
static void set_rows(Reader *reader, int top)
{
    const int chapter = reader->position.place.chapter;
    reader->shown = pager_layout(reader->pager, chapter);
    Pages *pages = pager_pages(reader->pager, chapter);
    const int page = pages_at(pages, top);
    const bool is_whole_page = pages_start(pages, page) == top, has_two = reader_columns(reader) == 2;
    const int rows = reader_text_rows(reader), second = is_whole_page && has_two ? pages_second(pages, page) : top + rows;
    int end = has_two ? second + rows : top + rows;
    if (is_whole_page && pages_has(pages, page + 1) && pages_start(pages, page + 1) < end)
        end = pages_start(pages, page + 1);
    reader->position.top = reader->position.reading = top;
    reader->position.cell = reader->position.head = 0;
    reader->position.covered = (Covered){0};
    reader->position.page = page;
    reader->position.second = second;
    reader->position.end = reader->position.clear = layout_lines_to(reader->shown, end);
    position_read_from(reader, top);
    link_settle(reader);
}

void position_scroll(Reader *reader, int top, int end)
{
    Position *position = &reader->position;
    const Place place = place_of_line(reader->shown, position->place.chapter, top);
    position->place = place;
    position->lead = line_of(reader->shown, place) - top;
    position->top = top;
    position->end = position->clear = position->second = end;
    position->page = pages_at(pager_pages(reader->pager, place.chapter), top);
    link_settle(reader);
}

// What was said at the start goes first.
void position_scroll_on(Reader *reader, int rows, int end)
{
    Position *position = &reader->position;
    const int from_head = rows < position->head ? rows : position->head;
    position->head -= from_head;
    position_scroll(reader, position->top + rows - from_head, end);
}

void position_scroll_back(Reader *reader, int top)
{
    Position *position = &reader->position;
    const int rows = position->top - top;
    position->head = rows < position->head ? position->head - rows : 0;
    const int most = top + reader_text_rows(reader) - position->head;
    position_scroll(reader, top, position->end < most ? position->end : most);
}

// The welcome takes rows from the page that it stands above; the reading begins with it.
static void make_room(Reader *reader, Shown shown)
{
    Position *position = &reader->position;
    const int end = position->top + shown.text_rows - shown.head;
    if (reader->message_is_welcome && position->head == 0) {
        position->head = shown.head;
        position->reading = position->top - shown.head;
        if (end < position->end)
            position->end = end > position->top ? end : position->top + 1;
    }
}

// The line behind the last one before any that a message covers; of two columns it covers the foot of both.
static int clear_line(const Reader *reader, int rows)
{
    const Position *position = &reader->position;
    const int of_first = position->top + (rows > 1 ? rows : 1);
    return of_first < position->second && rows < reader_text_rows(reader) ? of_first : position->second + rows;
}

void reader_set_shown(Reader *reader, Shown shown)
{
    Position *position = &reader->position;
    const int rows = shown.text_rows - shown.head, of_one = position->top + (rows > 1 ? rows : 1);
    const int clear = reader_columns(reader) == 2 ? clear_line(reader, rows) : of_one;
    const bool is_page = !reader_shows_card(reader) && !focus_is_list(reader->focus == FOCUS_PROMPT ? reader->focus_before : reader->focus);
    reader->shown_rows = shown.text_rows;
    reader->list_first = shown.first;
    reader->list_next = shown.next;
    if (!reader_is_heard(reader)) {
        position->clear = clear < position->end ? clear : position->end;
    } else if (is_page) {
        make_room(reader, shown);
        reading_cover(reader, clear);
    }
}

void position_refresh(Reader *reader)
{
    const Position before = reader->position;
    if (before.head == 0 && before.covered.first == before.covered.end)
        return;
    set_rows(reader, before.top);
    if (before.reading >= before.top && before.reading < reader->position.end) {
        reader->position.reading = before.reading;
        reader->position.cell = before.cell;
    }
}

void position_set_top(Reader *reader, int chapter, int line)
{
    const Layout *layout = pager_layout(reader->pager, chapter);
    const int top = line > 0 ? layout_lines_to(layout, line + 1) - 1 : 0;
    const Place place = place_of_line(layout, chapter, top);
    reader->position = (Position){.place = place, .lead = line_of(layout, place) - top};
    set_rows(reader, top);
}

void reader_set_top(Reader *reader, int chapter, int line)
{
    unit_drop(reader);
    position_set_top(reader, chapter, line);
}

bool reader_shows(const Reader *reader, Place place)
{
    if (place.chapter != reader->position.place.chapter)
        return false;
    const int line = line_of(reader->shown, place);
    return line >= reader->position.top && line < reader->position.end;
}

// Lines without text that stood above the place stand there again, as far as there are so many and the place stays on the screen. Where the
// place stood above the first row, with no text behind it, it does again.
static int line_with_lead(const Reader *reader, const Layout *layout)
{
    const int lead = reader->position.lead, rows = reader_text_rows(reader);
    int line = line_of(layout, reader->position.place);
    if (lead < 0)
        return layout_lines_to(layout, line - lead + 1) - 1;
    for (int left = lead < rows ? lead : rows - 1; left > 0 && line > 0 && !line_has_text(layout, line - 1); left--)
        line--;
    return line;
}

void position_settle(Reader *reader)
{
    const Layout *layout = pager_layout(reader->pager, reader->position.place.chapter);
    set_rows(reader, line_with_lead(reader, layout));
    if (reader->position.lead > 0 && !reader_shows(reader, reader->position.place))
        set_rows(reader, line_of(layout, reader->position.place));
}

Position position_kept(const Reader *reader)
{
    Position position = reader->position;
    position.read = place_now(reader);
    position.behind = told_end(reader);
    return position;
}

void position_return(Reader *reader, Position position)
{
    reader->position = position;
    position_settle(reader);
    told_end_at(reader, position.behind);
    if (reader_has_reading_line(reader))
        position_read_at(reader, position.read);
}

static void go_to(Reader *reader, Place place)
{
    unit_drop(reader);
    reader->link = (LinkChoice){0};
    reader->has_landed = true;
    reader->position = (Position){.place = place};
    position_settle(reader);
    position_read_at(reader, place);
}

// Whether what is told of the place, in one sentence, may cover it.
static bool may_be_covered(const Reader *reader, Place place)
{
    if (reader_is_heard(reader))
        return false;
    const int sentence = reader->columns < NARROW_COLUMNS ? 2 : 1, covered = sentence - reader->settings.has_status;
    const int rows = reader_text_rows(reader) - covered;
    const int line = line_of(reader->shown, place), second = reader->position.second;
    const int row = reader_columns(reader) == 2 && line >= second ? line - second : line - reader->position.top;
    return row >= (rows > 1 ? rows : 1);
}

// Nothing moves if it is on the page already. Where it is heard what stands above it on its page would be spoken before it.
static void bring_on(Reader *reader, Place place)
{
    if (reader_shows(reader, place) && !may_be_covered(reader, place))
        return;
    Pages *pages = pager_pages(reader->pager, place.chapter);
    const int line = line_of(pager_layout(reader->pager, place.chapter), place);
    if (reader_is_heard(reader)) {
        reader_set_top(reader, place.chapter, line);
        return;
    }
    reader_set_top(reader, place.chapter, pages_start(pages, pages_at(pages, line)));
    if (may_be_covered(reader, place))
        reader_set_top(reader, place.chapter, line - reader_text_rows(reader) / 4);
}

void reader_show_place(Reader *reader, Place place)
{
    unit_drop(reader);
    reader->has_landed = true;
    bring_on(reader, place);
    position_read_at(reader, place);
}

void reader_land(Reader *reader, int chapter, int line)
{
    const Position *now = &reader->position;
    unit_drop(reader);
    reader->has_landed = true;
    const bool is_on_page = chapter == now->place.chapter && line >= now->top && line < now->end;
    if (!reader_has_reading_line(reader) || !is_on_page || !position_read_from(reader, line))
        reader_set_top(reader, chapter, line);
}

void history_push(Reader *reader)
{
    history_push_place(reader, reader_is_spoken(reader) ? reader_present_place(reader) : place_now(reader));
}

static void add_place(History *history, Place place)
{
    if (history->count && place_compare(history->places[history->count - 1], place) == 0)
        return;
    if (history->count == HISTORY_MOST)
        memmove(history->places, history->places + 1, --history->count * sizeof *history->places);
    history->places = memory_grow(history->places, history->count, &history->capacity, sizeof *history->places);
    history->places[history->count++] = place;
}

// Who goes somewhere else does not come again to what was gone back from.
void history_push_place(Reader *reader, Place place)
{
    reader->forward.count = 0;
    add_place(&reader->back, place);
}

void reader_jump(Reader *reader, Place place)
{
    place = place_in_body(reader->report, place);
    if (place_compare(place, place_now(reader)) != 0)
        history_push(reader);
    go_to(reader, place);
}

// Whoever can't see where they are is told.
static void say_back(Reader *reader)
{
    char citation[CITATION_BYTES];
    report_citation(reader->report, reader->position.place, citation);
    if (reader_is_spoken(reader))
        reader_say(reader, strchr(citation, '.') ? _("Back at %s.") : _("Back in chapter %s."), citation);
}

bool run_back(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    if (!reader->back.count)
        return error_set(err, _("There is nowhere to go back to."));
    add_place(&reader->forward, reader_is_spoken(reader) ? reader_present_place(reader) : place_now(reader));
    go_to(reader, reader->back.places[--reader->back.count]);
    if (reader_is_spoken(reader))
        link_choose_again(reader);
    say_back(reader);
    return true;
}

bool run_forward(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    if (!reader->forward.count)
        return error_set(err, _("There is nowhere to go forward to."));
    add_place(&reader->back, reader_is_spoken(reader) ? reader_present_place(reader) : place_now(reader));
    go_to(reader, reader->forward.places[--reader->forward.count]);
    if (reader_is_spoken(reader))
        link_choose_again(reader);
    return true;
}

int footnote_of(const Chapter *chapter, int block)
{
    while (block >= chapter->body_end && chapter->blocks[block].kind != BLOCK_FOOTNOTE)
        block = chapter->blocks[block].parent;
    return block >= chapter->body_end ? block : -1;
}

// Where a footnote is first referred to in the body; its end where it never is.
static Place reference_to(const Chapter *chapter, const char *label)
{
    for (int i = 0; i < chapter->body_end; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            const Span *span = &chapter->blocks[i].spans[k];
            if (span->kind == SPAN_NOTE && strcmp(span->target, label) == 0)
                return (Place){.chapter = chapter->index, .block = i, .byte = span->start};
        }
    return (Place){.chapter = chapter->index, .block = chapter->body_end > 0 ? chapter->body_end - 1 : 0};
}

Place place_in_body(Report *report, Place place)
{
    if (place.block == 0)   // the title
        return place;
    const Chapter *chapter = report_chapter(report, place.chapter);
    const int footnote = footnote_of(chapter, place.block);
    return footnote < 0 ? place : reference_to(chapter, chapter->blocks[footnote].label);
}

// Words from the first row to a line of the chapter, by its share of the lines.
static long words_to(const Reader *reader, int line)
{
    const long left = line - reader->position.top;
    return left > 0 ? layout_chapter(reader->shown)->words * left / layout_lines_guessed(reader->shown) : 0;
}

static long words_to_chapter_end(const Reader *reader)
{
    return words_to(reader, layout_lines_guessed(reader->shown));
}

long position_words_left(const Reader *reader)
{
    return pager_words_after(reader->pager, layout_chapter(reader->shown)->index) + words_to_chapter_end(reader);
}

// -1: the place stands in no section.
static int minutes_of_section(const Reader *reader)
{
    const Chapter *chapter = layout_chapter(reader->shown);
    const int heading = chapter_heading_of(chapter, reader->position.place.block), end = heading > 0 ? chapter->blocks[heading].end : 0;
    if (heading <= 0)
        return -1;
    const int line = layout_line_guessed(reader->shown, end);
    return speed_minutes(&reader->speed, words_to(reader, line));
}

static bool is_end_of_report(const Reader *reader)
{
    return reader->position.place.chapter == report_chapter_count(reader->report) - 1
        && !layout_has_line(reader->shown, reader->position.end);
}

Whereabouts reader_where(const Reader *reader)
{
    bool before_is_exact, all_is_exact;
    const int before = pager_pages_before(reader->pager, reader->position.place.chapter, &before_is_exact);
    const int pages = pager_pages_in_all(reader->pager, &all_is_exact);
    const int page = before + reader->position.page + 1;
    return (Whereabouts){
        .chapter = layout_chapter(reader->shown)->title,
        .page = page,
        .pages = pages,
        .is_about = !all_is_exact || !before_is_exact,
        .percent = is_end_of_report(reader) ? 100 : (int)(100L * page / pages),
        .minutes = speed_minutes(&reader->speed, position_words_left(reader)),
        .section_minutes = minutes_of_section(reader),
        .chapter_minutes = speed_minutes(&reader->speed, words_to_chapter_end(reader)),
    };
}
