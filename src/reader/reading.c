// Where on the page the reading is: its line, and the cell of the cursor in it.
#include "reader/session.h"
#include "text/cluster.h"

bool reader_has_reading_line(const Reader *reader)
{
    return reader_is_heard(reader);
}

Place place_now(const Reader *reader)
{
    return reader->unit.kind || reader_has_reading_line(reader) ? reader_reading_place(reader) : reader->position.place;
}

// The first line from one on that has something to read; the number of lines where there is none.
static int line_from(const Layout *layout, int line)
{
    const int count = layout_line_count(layout);
    while (line < count && !line_is_read(layout_line(layout, line)))
        line++;
    return line;
}

// The last one before a line; -1 = none.
static int line_before(const Layout *layout, int line)
{
    const int count = layout_line_count(layout);
    for (line = line < count ? line - 1 : count - 1; line >= 0; line--)
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
static size_t byte_at(const Segment *segment, int cell)
{
    const size_t at = cell > segment->column ? text_fit(segment->text, segment->length, cell - segment->column, NULL) : 0;
    if (at < segment->length)
        return segment->byte + at;
    return segment->byte + (segment->length ? cluster_previous(segment->text, segment->length, segment->length) : 0);
}

static const Line *reading_line(const Reader *reader)
{
    const int line = reader->position.reading;
    return line >= 0 && line < layout_line_count(reader->shown) ? layout_line(reader->shown, line) : NULL;
}

Place reader_reading_place(const Reader *reader)
{
    if (reader->unit.kind)
        return reader->unit.from;
    const Line *line = reading_line(reader);
    const Segment *segment = line ? text_near(line, reader->position.cell) : NULL;
    const int chapter = reader->position.place.chapter;
    if (!segment)
        return place_of_line(reader->shown, chapter, reader->position.reading);
    return (Place){.chapter = chapter, .block = segment->block, .byte = byte_at(segment, reader->position.cell)};
}

bool reading_touches(const Reader *reader, Place *place)
{
    const Line *line = reading_line(reader);
    const int cell = reader->position.cell;
    const Segment *segment = line ? text_near(line, cell) : NULL;
    if (!segment || cell < segment->column || cell >= segment->column + segment->width)
        return false;
    *place = (Place){.chapter = reader->position.place.chapter, .block = segment->block, .byte = byte_at(segment, cell)};
    return true;
}

bool position_read_from(Reader *reader, int line)
{
    line = line_from(reader->shown, line);
    if (line >= reader->position.end)
        return false;
    reader->position.reading = line;
    reader->position.cell = 0;
    return true;
}

// The cell of a place in its line; the line's first text counts as its first cell, where a screen reader begins.
static int cell_of(const Line *line, Place place)
{
    bool is_first = true;
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind != SEGMENT_TEXT)
            continue;
        if (segment->block == place.block && place.byte >= segment->byte && place.byte < segment->byte + segment->length)
            return is_first && place.byte == segment->byte ? 0 : segment->column + text_width(segment->text, place.byte - segment->byte);
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
    reader->position.cell = cell_of(layout_line(reader->shown, line), place);
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
    return line == reader->position.reading && cell_of(layout_line(reader->shown, line), place) == reader->position.cell;
}

bool reading_on(Reader *reader)
{
    const Position *now = &reader->position;
    const int line = line_from(reader->shown, now->reading + 1);
    if (line == layout_line_count(reader->shown))
        return false;
    const int missing = line + 1 - now->top - reader_text_rows(reader);
    if (line >= now->end)
        position_scroll(reader, now->top + (missing > 0 ? missing : 0), line + 1);
    return position_read_from(reader, line);
}

bool reading_back(Reader *reader)
{
    const Position *now = &reader->position;
    const int line = line_before(reader->shown, now->reading), rows = reader_text_rows(reader);
    if (line < 0)
        return false;
    if (line < now->top)
        position_scroll(reader, line, now->end < line + rows ? now->end : line + rows);
    return position_read_from(reader, line);
}

void reading_end(Reader *reader)
{
    const int line = line_before(reader->shown, reader->position.end);
    if (line >= reader->position.top)
        position_read_from(reader, line);
}
