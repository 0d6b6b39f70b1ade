// The page: lines of the layout with their styles, links, hits and citation numbers.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "screen/draw.h"
#include "screen/views.h"
#include "text/cluster.h"

// What the block as a whole looks like; marks on parts of it come on top.
static Style style_of_block(const Block *block)
{
    Style style = {0};
    switch (block->kind) {
    case BLOCK_TITLE: case BLOCK_SECTION: case BLOCK_TERM: case BLOCK_ASIDE: case BLOCK_PROBLEM:
        style.is_bold = true;
        break;
    case BLOCK_CELL:
        style.is_bold = block->is_header;
        break;
    case BLOCK_SUMMARY: case BLOCK_CAPTION:
        style.is_italic = true;
        break;
    case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_ITEM: case BLOCK_TERMS:
    case BLOCK_DEFINITION: case BLOCK_QUOTE: case BLOCK_BY: case BLOCK_TABLE: case BLOCK_ROW: case BLOCK_FIGURE: case BLOCK_SOURCE:
    case BLOCK_FOOTNOTE:
        break;
    }
    return style;
}

static void add_span(Style *style, const Span *span)
{
    switch (span->kind) {
    case SPAN_EMPHASIS: style->is_italic = true; break;
    case SPAN_STRONG: style->is_bold = true; break;
    case SPAN_LINK: case SPAN_NOTE: style->is_underlined = true; break;
    case SPAN_CODE: break;
    }
}

// Bytes of a block that look the same: from `at` to the nearest place behind it where a mark, the chosen link or a hit begins or ends.
typedef struct {
    size_t at, end;
    Style style;
} Run;

// True: the range holds the run's first byte. Either way the run goes no further than where the range begins or ends.
static bool narrow(Run *run, size_t start, size_t end)
{
    if (start > run->at && start < run->end)
        run->end = start;
    if (end > run->at && end < run->end)
        run->end = end;
    return start <= run->at && run->at < end;
}

// False: the hit does not hold the run's first byte.
static bool add_hit(const Finding *finding, size_t index, Run *run)
{
    const Hit *hit = search_hit(finding->search, index);
    if (!narrow(run, hit->place.byte, hit->end))
        return false;
    run->style.is_reverse = true;
    run->style.is_bold = run->style.is_bold || (long)index == finding->hit;
    return true;
}

static void add_hits(const Reader *reader, const Chapter *chapter, int block, Run *run)
{
    const Finding *finding = &reader->finding;
    if (!finding->search || !finding->is_marked || reader_is_heard(reader))
        return;
    const TextRange hits = search_hits_in(finding->search, chapter->index, block);
    const Place behind = {.chapter = chapter->index, .block = block, .byte = run->at + 1};
    const size_t next = search_index(finding->search, behind);
    if (next < hits.end)
        add_hit(finding, next, run);
    for (size_t i = next; i > hits.start && add_hit(finding, i - 1, run); i--)  // those that share a cluster overlap
        continue;
}

// For eyes the present unit looks as the present hit does; page mode shows it by itself.
static void add_unit(const Reader *reader, const Chapter *chapter, int block, Run *run)
{
    const Unit *unit = &reader->unit;
    if (!unit->kind || reader_is_heard(reader) || unit->from.chapter != chapter->index || unit->from.block != block)
        return;
    if (narrow(run, unit->from.byte, unit->end))
        run->style.is_reverse = run->style.is_bold = true;
}

// Bold and underlined: neither colour nor what stands beside the text tells a highlight. Where it is heard words do.
static void add_highlights(const Reader *reader, const Chapter *chapter, int block, Run *run)
{
    size_t count;
    const Lit *lit = reader_is_heard(reader) ? NULL : marks_lit(reader->marks, chapter->index, &count);
    for (size_t i = 0; lit && i < count && lit[i].block <= block; i++)
        if (lit[i].block == block && narrow(run, lit[i].start, lit[i].end))
            run->style.is_bold = run->style.is_underlined = true;
}

static void add_selection(const Reader *reader, const Chapter *chapter, int index, Run *run)
{
    Place from, end;
    const Block *block = &chapter->blocks[index];
    const Place start = {chapter->index, index, 0}, stop = {chapter->index, index, block->length};
    if (reader_is_heard(reader) || !reader_selection(reader, &from, &end) || place_compare(end, start) <= 0 || place_compare(from, stop) >= 0)
        return;
    const size_t first = place_compare(from, start) > 0 ? from.byte : 0, last = place_compare(end, stop) < 0 ? end.byte : block->length;
    if (narrow(run, first, last))
        run->style.is_reverse = true;
}

static bool is_chosen(const LinkChoice *link, int block, size_t span)
{
    return link->is_some && link->block == block && link->span == span;
}

static void add_spans(const Reader *reader, const Block *block, int index, Run *run)
{
    const size_t next = block_spans_from(block, run->at);
    if (next < block->span_count)
        narrow(run, block->spans[next].start, block->spans[next].end);
    for (int i = (int)next - 1; i >= 0; i = block->spans[i].outer) {
        if (!narrow(run, block->spans[i].start, block->spans[i].end))
            continue;
        add_span(&run->style, &block->spans[i]);
        if (!reader_is_heard(reader) && (is_chosen(&reader->link, index, (size_t)i) || is_chosen(&reader->note_link, index, (size_t)i)))
            run->style.is_reverse = true;
    }
}

static Run run_at(const Reader *reader, const Chapter *chapter, int index, size_t at, size_t end)
{
    const Block *block = &chapter->blocks[index];
    Run run = {.at = at, .end = end, .style = style_of_block(block)};
    add_spans(reader, block, index, &run);
    add_highlights(reader, chapter, index, &run);
    add_selection(reader, chapter, index, &run);
    add_hits(reader, chapter, index, &run);
    add_unit(reader, chapter, index, &run);
    return run;
}

// The runs of a segment, for looking up what its glyphs look like.
typedef struct {
    Run *runs;
    size_t count, capacity;
    size_t byte;            // of the segment's text in the block's
} Looks;

static Looks looks_of(const Reader *reader, const Chapter *chapter, const Segment *segment)
{
    Looks looks = {.byte = segment->byte};
    const size_t end = segment->byte + segment->length;
    for (size_t at = segment->byte; at < end; at = looks.runs[looks.count - 1].end) {
        looks.runs = memory_grow(looks.runs, looks.count, &looks.capacity, sizeof *looks.runs);
        looks.runs[looks.count++] = run_at(reader, chapter, segment->block, at, end);
    }
    return looks;
}

static Style style_at(const Looks *looks, size_t byte)
{
    size_t low = 0, high = looks->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (looks->runs[middle].at <= looks->byte + byte)
            low = middle;
        else
            high = middle;
    }
    return looks->runs[low].style;
}

// A lam that has taken an alef in also looks as the alef does: a hit may be there alone.
static Style style_of_glyph(void *context, const Glyph *glyph)
{
    Style style = style_at(context, glyph->start);
    if (glyph->second == glyph->end)
        return style;
    const Style second = style_at(context, glyph->second);
    return (Style){.is_bold = style.is_bold || second.is_bold, .is_underlined = style.is_underlined || second.is_underlined,
        .is_reverse = style.is_reverse || second.is_reverse, .is_italic = style.is_italic || second.is_italic};
}

static void draw_ordered(const Reader *reader, Grid *grid, int row, int column, const Chapter *chapter, const Segment *segment)
{
    Visual visual = {0};
    Looks looks = looks_of(reader, chapter, segment);
    visual_set(&visual, &grid->widths, segment->text, segment->length, segment->order.runs, segment->order.count);
    grid_visual(grid, row, column, segment->width, &visual, style_of_glyph, &looks);
    visual_free(&visual);
    free(looks.runs);
}

static void draw_text(const Reader *reader, Grid *grid, int row, int column, const Chapter *chapter, const Segment *segment)
{
    if (segment->order.count) {
        draw_ordered(reader, grid, row, column, chapter, segment);
        return;
    }
    size_t end = segment->byte + segment->length;
    for (size_t at = segment->byte; at < end;) {
        Run run = run_at(reader, chapter, segment->block, at, end);
        column = grid_text(grid, row, column, grid->columns, segment->text + (at - segment->byte), run.end - at, run.style);
        at = run.end;
    }
}

static void turn_round(Grid *grid, int margin, const Layout *layout, const Line *line)
{
    if (line->is_rtl)
        grid_from_right(grid, margin, margin + layout_made_with(layout).cells);
}

void view_line(const Reader *reader, Grid *grid, int row, int column, const Layout *layout, int index)
{
    const Chapter *chapter = layout_chapter(layout);
    const Line *line = layout_line(layout, index);
    turn_round(grid, column, layout, line);
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind == SEGMENT_TEXT)
            draw_text(reader, grid, row, column + segment->column, chapter, segment);
        else if (segment->kind == SEGMENT_MARKER || !reader_is_heard(reader))
            grid_text(grid, row, column + segment->column, grid->columns, segment->text, segment->length, (Style){0});
    }
    grid_from_left(grid);
}

static const Segment *first_text(const Line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->segments[i].kind == SEGMENT_TEXT)
            return &line->segments[i];
    return NULL;
}

// The line on which a numbered block begins has its number in the margin, where there is room for it.
static void draw_number(const Layout *layout, int index, Grid *grid, int row, int margin)
{
    const Chapter *chapter = layout_chapter(layout);
    const Segment *segment = first_text(layout_line(layout, index));
    int numbered = segment ? chapter_numbered_of(chapter, segment->block) : -1;
    if (numbered < 0 || layout_line_of(layout, numbered, 0) != index)
        return;
    char citation[CITATION_BYTES];
    int length = snprintf(citation, sizeof citation, "%d.%d", chapter->index + 1, chapter->blocks[numbered].number);
    if (length + 2 <= margin)
        grid_text(grid, row, margin - length - 2, margin, citation, (size_t)length, (Style){0});
}

// Cells of a segment's text before a byte, from the line's start on.
static int cells_before(const Grid *grid, const Segment *segment, size_t byte)
{
    if (!segment->order.count)
        return text_width(&grid->widths, segment->text, byte);
    Visual visual = {0};
    visual_set(&visual, &grid->widths, segment->text, segment->length, segment->order.runs, segment->order.count);
    const int cells = grid_cells_before_visual(grid, &visual, segment->width, byte);
    visual_free(&visual);
    return cells;
}

static void set_cursor_in_line(Grid *grid, int row, int margin, const Line *line, int block, size_t byte)
{
    for (int i = 0; i < line->count; i++) {
        const Segment *segment = &line->segments[i];
        if (segment->kind == SEGMENT_TEXT && segment->block == block && byte >= segment->byte && byte < segment->byte + segment->length)
            grid_cursor(grid, row, margin + segment->column + cells_before(grid, segment, byte - segment->byte));
    }
}

void view_cursor(Grid *grid, Rows rows, int margin, const Layout *layout, int top, int block, size_t byte)
{
    const int index = layout_line_of(layout, block, byte), row = rows.first + index - top;
    if (row < rows.first || row >= rows.end)
        return;
    turn_round(grid, margin, layout, layout_line(layout, index));
    set_cursor_in_line(grid, row, margin, layout_line(layout, index), block, byte);
    grid_from_left(grid);
}

// The cursor stands, shown or not, where the reading is.
static void set_cursor(const Reader *reader, Grid *grid, int first)
{
    const Position *now = &reader->position;
    const bool is_second = reader_columns(reader) == 2 && now->reading >= now->second;
    grid_cursor(grid, first + now->reading - (is_second ? now->second : now->top), reader_column_left(reader, is_second) + now->cell);
    grid->has_cursor = reader_is_heard(reader);
}

// What is left of it: when the page goes on by a line its first row goes first.
int view_welcome(const Reader *reader, Grid *grid, int rows)
{
    const bool is_new = reader->message_is_welcome && reader_is_heard(reader);
    const char *text = buffer_text(is_new ? &reader->message : &reader->welcome);
    const int all = wrap_count(&grid->widths, text, grid->columns), shown = is_new ? (all < rows ? all : rows) : reader->position.head;
    const size_t length = strlen(text);
    size_t at = 0;
    for (int i = 0; shown && i < all; i++) {
        size_t next;
        const size_t end = wrap_end(&grid->widths, text, length, at, grid->columns, &next);
        if (i >= all - shown)
            grid_text(grid, i - (all - shown), 0, grid->columns, text + at, end - at, (Style){0});
        at = next;
    }
    return shown;
}

static void tell_line(Grid *grid, int row, int index, int left)
{
    RowShows shows = *grid_shows(grid, row);
    if (shows.kind == ROW_PAGE)
        shows = (RowShows){ROW_PAGE, shows.index, shows.left, true, index, left};
    else
        shows = (RowShows){.kind = ROW_PAGE, .index = index, .left = left};
    grid_tell(grid, row, shows);
}

static void draw_page_line(const Reader *reader, Grid *grid, int row, int margin, int index)
{
    const bool is_said = reader_is_spoken(reader) && reader->settings.verbosity == VERBOSITY_HIGH; // in the text
    view_line(reader, grid, row, margin, reader->shown, index);
    tell_line(grid, row, index, margin);
    if (reader->settings.has_numbers && !is_said)
        draw_number(reader->shown, index, grid, row, margin);
    if (reader_has_marker(reader) && index == reader->position.reading && margin >= MARKER_CELLS)
        grid_fill(grid, row, margin - MARKER_CELLS, margin - MARKER_CELLS + 1, '>', (Style){.is_bold = true});
}

static void draw_column(const Reader *reader, Grid *grid, Rows rows, int margin, Rows lines)
{
    int row = rows.first;
    for (int i = lines.first; i < lines.end && row < rows.end && layout_has_line(reader->shown, i); i++, row++)
        if (!reader_hides(reader, i))
            draw_page_line(reader, grid, row, margin, i);
}

void view_page(const Reader *reader, Grid *grid, Rows rows)
{
    const Position *now = &reader->position;
    const int columns = reader_columns(reader), first_end = columns == 2 && now->second < now->end ? now->second : now->end;
    draw_column(reader, grid, rows, reader_column_left(reader, 0), (Rows){now->top, first_end});
    if (columns == 2)
        draw_column(reader, grid, rows, reader_column_left(reader, 1), (Rows){now->second, now->end});
    set_cursor(reader, grid, rows.first);
}
