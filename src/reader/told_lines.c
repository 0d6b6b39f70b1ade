// Line mode has no screen: its page is what was told last. A move tells the lines behind that, or before it, and no line is passed over.
#include "reader/commands.h"
#include "reader/session.h"

enum { CHAPTER_END = -1 };  // as the block of a place

bool tells_lines(const Reader *reader)
{
    return reader->settings.screen_reader == SCREEN_READER_LINE;
}

// So many lines that have something to read, the first of them given; blank ones between them come with them.
static void show_on(Reader *reader, int first, int lines)
{
    int end = first + 1;
    for (int next; --lines > 0 && layout_has_line(reader->shown, next = line_read_from(reader->shown, end));)
        end = next + 1;
    position_scroll(reader, first, end);
    position_read_from(reader, first);
}

static void show_back(Reader *reader, int last, int lines)
{
    int first = last;
    for (int before; --lines > 0 && (before = line_read_before(reader->shown, first)) >= 0;)
        first = before;
    position_scroll(reader, first, last + 1);
    position_read_from(reader, first);
}

bool told_on(Reader *reader, int lines)
{
    int chapter = reader->position.place.chapter, line = line_read_from(reader->shown, reader->position.end);
    if (reader->unit.kind && !reader_line_behind_unit(reader, &chapter, &line))
        return false;
    if (chapter == reader->position.place.chapter && !layout_has_line(reader->shown, line)) {
        if (++chapter == report_chapter_count(reader->report))
            return false;
        line = 0;
    }
    reader_set_top(reader, chapter, line);
    show_on(reader, line_read_from(reader->shown, line), lines);
    return true;
}

bool told_back(Reader *reader, int lines)
{
    int chapter = reader->position.place.chapter, line = line_read_before(reader->shown, reader->position.top);
    if (line < 0) {
        if (--chapter < 0)
            return false;
        const Layout *layout = pager_layout(reader->pager, chapter);
        line = line_read_before(layout, layout_line_count(layout));
    }
    reader_set_top(reader, chapter, line);
    show_back(reader, line, lines);
    return true;
}

void told_end_before(Reader *reader, int line)
{
    Position *now = &reader->position;
    if (tells_lines(reader) && line > now->top && line < now->end)
        now->end = now->clear = line;
}

Place told_end(const Reader *reader)
{
    const int line = line_read_from(reader->shown, reader->position.end), chapter = reader->position.place.chapter;
    if (!layout_has_line(reader->shown, line))
        return (Place){.chapter = chapter, .block = CHAPTER_END};
    return place_of_line(reader->shown, chapter, line);
}

void told_end_at(Reader *reader, Place end)
{
    Position *now = &reader->position;
    if (!tells_lines(reader) || end.chapter != now->place.chapter)
        return;
    const int line = end.block == CHAPTER_END ? layout_line_count(reader->shown) : layout_line_of(reader->shown, end.block, end.byte);
    now->end = now->clear = line > now->top ? line : now->top + 1;
}
