// Where on the page the reading is: its line, and the cell of the cursor in it.
#include "reader/session.h"
#include "text/cluster.h"

bool reader_has_reading_line(const Reader *reader)
{
    return reader_is_heard(reader) || reader_has_marker(reader);
}

Place place_now(const Reader *reader)
{
    return reader->unit.kind || reader_has_reading_line(reader) ? reader_reading_place(reader) : reader->position.place;
}

int line_read_from(const Layout *layout, int line)
{
    while (layout_has_line(layout, line) && !line_is_read(layout_line(layout, line)))
        line++;
    return line;
}

int line_read_before(const Layout *layout, int line)
{
    for (line = layout_lines_to(layout, line) - 1; line >= 0; line--)
        if (line_is_read(layout_line(layout, line)))
            break;
    return line;
}

// The segment of text that has a cell or, where none has, the next one to the right, else the last; NULL: there is no text in the line.
static const Segment *text_near(const Line *line, int cell)
{
    const Segment *near = NULL;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind != SEGMENT_TEXT)
            continue;
        near = segment;
        if (cell < segment->column + segment->width)
            break;
    }
    return near;
}

// The byte in the block whose cluster stands at a cell, or nearest to it.
static size_t byte_at(const Widths *widths, const Segment *segment, int cell)
{
    const size_t at = cell > segment->column ? text_fit(widths, segment->text, segment->length, cell - segment->column, NULL) : 0;
    if (at < segment->length)
        return segment->byte + at;
    return segment->byte + (segment->length ? cluster_previous(segment->text, segment->length, segment->length) : 0);
}

static const Line *reading_line(const Reader *reader)
{
    const int line = reader->position.reading;
    return line >= reader->position.top && line < reader->position.end ? layout_line(reader->shown, line) : NULL;
}

int reading_line_now(const Reader *reader)
{
    const Position *now = &reader->position;
    return now->reading < now->top ? now->top : now->reading < now->end ? now->reading : now->end - 1;
}

Place reader_reading_place(const Reader *reader)
{
    if (reader->unit.kind)
        return reader->unit.from;
    const Line *line = reading_line(reader);
    const Segment *segment = line ? text_near(line, reader->position.cell) : NULL;
    const int chapter = reader->position.place.chapter;
    if (!segment)
        return place_of_line(reader->shown, chapter, reading_line_now(reader));
    return (Place){.chapter = chapter, .block = segment->block, .byte = byte_at(&reader->widths, segment, reader->position.cell)};
}

bool reader_hides(const Reader *reader, int line)
{
    const Covered *covered = &reader->position.covered;
    return line >= covered->first && line < covered->end && !(line >= covered->seen && line < covered->seen_end);
}

// What was seen stays one run of lines: the few between it and a line that is jumped to come with it.
static void uncover(Covered *covered, int line)
{
    if (line < covered->first || line >= covered->end)
        return;
    const bool is_first = covered->seen == covered->seen_end;
    covered->seen = is_first || line < covered->seen ? line : covered->seen;
    covered->seen_end = is_first || line >= covered->seen_end ? line + 1 : covered->seen_end;
}

void reading_cover(Reader *reader, int line)
{
    Position *now = &reader->position;
    Covered *covered = &now->covered;
    if (line < now->end) {
        const bool is_first = covered->first == covered->end;
        covered->first = is_first || line < covered->first ? line : covered->first;
        covered->end = now->end;
        covered->seen_end = covered->seen_end < line ? covered->seen_end : line;
        covered->seen = covered->seen < covered->seen_end ? covered->seen : covered->seen_end;
    }
    now->clear = now->reading < covered->first ? covered->first : now->reading + 1;
    while (now->clear < now->end && !reader_hides(reader, now->clear))
        now->clear++;
    now->clear = now->clear < now->end ? now->clear : now->end;
}

void reading_uncover(Reader *reader)
{
    uncover(&reader->position.covered, reader->position.reading);
}

bool line_touches(const Widths *widths, const Line *line, int cell, Place *place)
{
    const Segment *segment = line ? text_near(line, cell) : NULL;
    if (!segment || cell < segment->column || cell >= segment->column + segment->width)
        return false;
    place->block = segment->block;
    place->byte = byte_at(widths, segment, cell);
    return true;
}

bool reading_touches(const Reader *reader, Place *place)
{
    place->chapter = reader->position.place.chapter;
    return line_touches(&reader->widths, reading_line(reader), reader->position.cell, place);
}

bool position_read_from(Reader *reader, int line)
{
    line = line_read_from(reader->shown, line);
    if (line >= reader->position.end)
        return false;
    reader->position.reading = line;
    reader->position.cell = 0;
    uncover(&reader->position.covered, line);
    return true;
}

int cell_of(const Widths *widths, const Line *line, Place place)
{
    bool is_first = true;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind != SEGMENT_TEXT)
            continue;
        if (segment->block == place.block && place.byte >= segment->byte && place.byte < segment->byte + segment->length)
            return is_first && place.byte == segment->byte ? 0 : segment->column + text_width(widths, segment->text, place.byte - segment->byte);
        is_first = false;
    }
    return 0;
}

void position_read_at(Reader *reader, Place place)
{
    if (!reader_shows(reader, place))
        return;
    const int line = layout_line_of(reader->shown, place.block, place.byte);
    if (!position_read_from(reader, line) || reader->position.reading != line)
        return;
    reader->position.cell = cell_of(&reader->widths, layout_line(reader->shown, line), place);
}

void position_read_back(Reader *reader, Place place)
{
    if (!reader_shows(reader, place))
        position_set_top(reader, place.chapter, layout_line_of(reader->shown, place.block, place.byte));
    position_read_at(reader, place);
}

bool reading_is_at(const Reader *reader, Place place)
{
    if (!reader_shows(reader, place))
        return false;
    const int line = layout_line_of(reader->shown, place.block, place.byte);
    return line == reader->position.reading && cell_of(&reader->widths, layout_line(reader->shown, line), place) == reader->position.cell;
}

// Two columns do not go on by a line: all of both would move. The page that holds the line comes.
static void turn_to(Reader *reader, int line)
{
    const int chapter = reader->position.place.chapter;
    Pages *pages = pager_pages(reader->pager, chapter);
    position_set_top(reader, chapter, pages_start(pages, pages_at(pages, line)));
}

bool reading_on(Reader *reader)
{
    const Position *now = &reader->position;
    const int next = now->reading < now->top ? now->top : now->reading < now->end ? now->reading + 1 : now->end;
    const int line = line_read_from(reader->shown, next);
    if (!layout_has_line(reader->shown, line))
        return false;
    const int missing = line + 1 - now->top + now->head - reader_text_rows(reader);
    if (line >= now->end && reader_columns(reader) == 2)
        turn_to(reader, line);
    else if (line >= now->end)
        position_scroll_on(reader, missing > 0 ? missing : 0, line + 1);
    return position_read_from(reader, line);
}

bool reading_back(Reader *reader)
{
    const Position *now = &reader->position;
    const int line = line_read_before(reader->shown, now->reading < now->end ? now->reading : now->end);
    if (line < 0)
        return false;
    if (line < now->top && reader_columns(reader) == 2)
        turn_to(reader, line);
    else if (line < now->top)
        position_scroll_back(reader, line);
    return position_read_from(reader, line);
}

void reading_end(Reader *reader)
{
    const int line = line_read_before(reader->shown, reader->position.end);
    if (line >= reader->position.top)
        position_read_from(reader, line);
}

int whole_cell_in(const Widths *widths, const char *text, size_t length, int cell, bool is_behind)
{
    int used;
    const size_t at = text_fit(widths, text, length, cell, &used);
    if (used == cell || at >= length)
        return cell;
    return used + (is_behind ? cluster_width(widths, text + at, cluster_next(text, length, at) - at) : 0);
}

int whole_cell(const Widths *widths, const Line *line, int cell, bool is_behind)
{
    for (int i = 0; line && i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind != SEGMENT_RULE && cell >= segment->column && cell < segment->column + segment->width)
            return segment->column + whole_cell_in(widths, segment->text, segment->length, cell - segment->column, is_behind);
    }
    return cell;
}

static int within_row(const Reader *reader, int cell)
{
    const int left = reader_left(reader), most = reader->columns - 1 - left;
    return cell < -left ? -left : cell > most ? most : cell;
}

void reading_set_cell(Reader *reader, int cell)
{
    reader->position.cell = whole_cell(&reader->widths, reading_line(reader), within_row(reader, cell), false);
}

// Behind the last text of the reading line.
static int text_end(const Reader *reader)
{
    const Line *line = reading_line(reader);
    return line && line->count ? line->segments[line->count - 1].column + line->segments[line->count - 1].width : 0;
}

bool reading_move_cell(Reader *reader, int step)
{
    const int before = reader->position.cell, cell = within_row(reader, whole_cell(&reader->widths, reading_line(reader), before + step, step > 0));
    const bool is_outside = !reader_is_heard(reader) && (cell < 0 || cell >= text_end(reader));
    if (cell == before || is_outside)
        return false;
    reader->position.cell = cell;
    return true;
}
