// What ncurses sends of a screen, said again in fewer bytes.
#include "screen/frame.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "screen/emulator.h"
#include "screen/pen.h"
#include "screen/stand_ins.h"
#include "text/utf8.h"

enum {
    BLANKS_MOST = 3,    // at the end of a row: more are cleared, which takes as many bytes
};

struct Frame {
    Emulator emulator;  // what ncurses believes, which is so but for the region
    Region region;      // that was left set
    bool has_region;    // one was
    EmulatedCell *was;  // before this frame; like pen.shown only while that is made: each is as large as the emulator's own
    Pen pen;            // what says it
    Buffer best;
    Buffer first;       // what was sent first, not looked at yet
    FrameMeans means;
};

static const Look plain;

Frame *frame_new(bool erases_in_colour)
{
    Frame *frame = memory_new(1, sizeof *frame);
    frame->emulator.erases_in_colour = erases_in_colour;
    frame->pen.now = &frame->emulator;
    return frame;
}

void frame_free(Frame *frame)
{
    if (!frame)
        return;
    emulator_free(&frame->emulator);
    buffer_free(&frame->pen.said);
    buffer_free(&frame->best);
    buffer_free(&frame->first);
    free(frame);
}

static size_t bytes_of_cells(const Frame *frame)
{
    return (size_t)frame->emulator.rows * (size_t)frame->emulator.columns * sizeof(EmulatedCell);
}

static const EmulatedCell *now_at(const Frame *frame, int row)
{
    return emulator_row(&frame->emulator, row);
}

static EmulatedCell *shown_at(const Frame *frame, int row)
{
    return &frame->pen.shown[row * frame->emulator.columns];
}

static bool is_blank(const EmulatedCell *cell, Look look)
{
    return !*cell->text && cell->width == 1 && look_is(cell->look, look);
}

// Rows

// The first cell that differs at or behind a column, with the wide one that it belongs to; the number of columns: none.
static int next_changed(const Frame *frame, int row, int column)
{
    const EmulatedCell *now = now_at(frame, row), *shown = shown_at(frame, row);
    while (column < frame->emulator.columns && cell_is_same(&now[column], &shown[column]))
        column++;
    while (column > 0 && column < frame->emulator.columns && now[column].width == 0)
        column--;
    return column;
}

static int end_of_text(const Frame *frame, const EmulatedCell *cells, Look blank)
{
    int end = frame->emulator.columns;
    while (end > 0 && is_blank(&cells[end - 1], blank))
        end--;
    return end;
}

// From the pen on, if that stands before it in blanks that are there.
static void clear_on(Frame *frame, int row, int column, int end, Look blank)
{
    const PenState at = frame->pen.at;
    if (at.row == row && at.column >= end && at.column < column)
        column = at.column;
    pen_go_to(&frame->pen, row, column, blank);
    pen_set_look(&frame->pen, blank);
    buffer_add_text(&frame->pen.said, "\033[K");
}

// What erasing is to leave in a row: what it has at its end.
static Look blank_of(const Frame *frame, int row)
{
    const Look last = now_at(frame, row)[frame->emulator.columns - 1].look;
    return frame->emulator.erases_in_colour ? (Look){.fore = last.fore, .back = last.back} : plain;
}

static void put_row(Frame *frame, int row)
{
    const EmulatedCell *now = now_at(frame, row);
    const Look blank = blank_of(frame, row);
    const int end = end_of_text(frame, now, blank), old_end = end_of_text(frame, shown_at(frame, row), blank);
    for (int column = 0; (column = next_changed(frame, row, column)) < frame->emulator.columns;) {
        if (column >= end && old_end - column > BLANKS_MOST) {
            clear_on(frame, row, column, end, blank);
            return;
        }
        pen_go_to(&frame->pen, row, column, now[column].look);
        column = pen_put(&frame->pen, column);
    }
}

// Pages

static Region whole(const Frame *frame)
{
    return (Region){0, frame->emulator.rows - 1};
}

static void erase_shown(Frame *frame, int first, int count, Look blank)
{
    for (int row = first; row < first + count; row++)
        for (int column = 0; column < frame->emulator.columns; column++)
            shown_at(frame, row)[column] = (EmulatedCell){.width = 1, .look = blank};
}

// Those rows that curses has moved, as it has.
static void put_scroll(Frame *frame, EmulatedScroll scroll)
{
    const int count = abs(scroll.up), height = scroll.bottom - scroll.top + 1, end = scroll.up > 0 ? scroll.bottom : scroll.top;
    const size_t size = (size_t)(height - count) * (size_t)frame->emulator.columns * sizeof(EmulatedCell);
    EmulatedCell *first = shown_at(frame, scroll.top), *behind = shown_at(frame, scroll.top + count);
    const Look blank = blank_of(frame, end);
    pen_set_look(&frame->pen, blank);
    pen_set_region(&frame->pen, (Region){scroll.top, scroll.bottom});
    if (frame->pen.at.row != end)
        pen_address(&frame->pen, end, 0);
    for (int i = 0; i < count; i++)
        buffer_add_text(&frame->pen.said, scroll.up > 0 ? "\n" : "\033M");
    memmove(scroll.up > 0 ? first : behind, scroll.up > 0 ? behind : first, size);
    erase_shown(frame, scroll.up > 0 ? scroll.bottom + 1 - count : scroll.top, count, blank);
}

// All rows but the last, where messages stand: taken out of a region that has no other, which the next page finds set, or put in again, where the
// last moved with them.
static void clear_page(Frame *frame)
{
    const int rows = frame->emulator.rows - 1;
    const Look blank = blank_of(frame, 0);
    const bool is_page = frame->means.leaves_region && rows > 1;
    pen_set_region(&frame->pen, is_page ? (Region){0, rows - 1} : whole(frame));
    pen_set_look(&frame->pen, blank);
    if (frame->pen.at.row || frame->pen.at.column)
        pen_address(&frame->pen, 0, 0);
    pen_put_motion(&frame->pen, "\033[", rows, 'M');
    if (!is_page)
        pen_put_motion(&frame->pen, "\033[", rows, 'L');
    erase_shown(frame, 0, rows, blank);
}

typedef enum { WAY_CELLS, WAY_SCROLLED, WAY_CLEARED } Way;

static bool is_way(const Frame *frame, Way way)
{
    return way == WAY_CELLS || (way == WAY_SCROLLED && frame->emulator.scrolled) || (way == WAY_CLEARED && frame->emulator.rows > 1);
}

static void say(Frame *frame, Way way, PenState from)
{
    const Emulator *emulator = &frame->emulator;
    buffer_cut(&frame->pen.said, 0);
    frame->pen.at = from;
    memcpy(frame->pen.shown, frame->was, bytes_of_cells(frame));
    for (int i = 0; way == WAY_SCROLLED && i < emulator->scrolled; i++)
        put_scroll(frame, emulator->scrolls[i]);
    if (way == WAY_CLEARED)
        clear_page(frame);
    if (!frame->means.leaves_region)
        pen_set_region(&frame->pen, whole(frame));
    for (int row = 0; row < emulator->rows; row++)
        put_row(frame, row);
    if (frame->pen.at.row != emulator->row || frame->pen.at.column != emulator->column)
        pen_go_to(&frame->pen, emulator->row, emulator->column, emulator->look);
    pen_set_look(&frame->pen, emulator->look);
}

// The shortest way stands in `best` then.
static Region find_best(Frame *frame, PenState from)
{
    Region region = from.region;
    buffer_cut(&frame->best, 0);
    for (Way way = WAY_CELLS; way <= WAY_CLEARED; way++) {
        if (!is_way(frame, way))
            continue;
        say(frame, way, from);
        if (way == WAY_CELLS || frame->pen.said.length < frame->best.length) {
            const Buffer longer = frame->best;
            frame->best = frame->pen.said;
            frame->pen.said = longer;
            region = frame->pen.at.region;
        }
    }
    return region;
}

// Whether each cell can be said by what it shows.
static bool is_plain(const Frame *frame, const EmulatedCell *cells)
{
    for (int i = 0; i < frame->emulator.rows * frame->emulator.columns; i++) {
        size_t at = 0;
        const unsigned char first = (unsigned char)*cells[i].text;
        if (cells[i].width == EMULATED_UNKNOWN || (first >= 0xF3 && is_stand_in(utf8_next(cells[i].text, EMULATED_BYTES, &at))))
            return false;
    }
    return true;
}

static EmulatedCell *copy_cells(const Frame *frame)
{
    return memcpy(memory_resize(NULL, bytes_of_cells(frame), 1), frame->emulator.cells, bytes_of_cells(frame));
}

static void forget_copies(Frame *frame)
{
    free(frame->was);
    free(frame->pen.shown);
    frame->was = frame->pen.shown = NULL;
}

// As ncurses leaves a terminal after each screen.
static bool is_at_rest(const Emulator *emulator)
{
    const bool is_known = emulator->is_placed && emulator->has_look && emulator->column < emulator->columns;
    return is_known && emulator->has_wrap && emulator->top == 0 && emulator->bottom == emulator->rows - 1;
}

static bool can_say(const Frame *frame)
{
    const Emulator *now = &frame->emulator;
    return !frame->means.is_kept && !now->has_other && is_at_rest(now) && is_plain(frame, frame->was) && is_plain(frame, now->cells);
}

// To where ncurses believes to be: its bytes come next.
static void leave_region(Frame *frame, Buffer *out, PenState from)
{
    buffer_cut(&frame->pen.said, 0);
    buffer_add_text(&frame->pen.said, "\033[r");
    pen_address(&frame->pen, from.row, from.column);
    buffer_add(out, buffer_text(&frame->pen.said), frame->pen.said.length);
    frame->has_region = false;
}

// The first screen can't be said otherwise, and who has just started waits for it: it is looked at when the next one comes.
static void keep_first(Frame *frame, const char *bytes, size_t length, FrameMeans means)
{
    frame->emulator.rows = means.rows;
    frame->emulator.columns = means.columns;
    buffer_add(&frame->first, bytes, length);
}

static void prepare(Frame *frame, FrameMeans means)
{
    Emulator *emulator = &frame->emulator;
    const bool is_resized = emulator->rows != means.rows || emulator->columns != means.columns;
    if (is_resized || !emulator->cells)
        emulator_resize(emulator, means.rows, means.columns);
    if (!is_resized && frame->first.length)
        emulator_take(emulator, buffer_text(&frame->first), frame->first.length);
    buffer_free(&frame->first);
    frame->means = means;
    frame->pen.has_repeat = means.has_repeat;
    frame->was = copy_cells(frame);
    frame->pen.shown = copy_cells(frame);
    emulator_begin(emulator);
}

// False: it is not shorter.
static bool put_best(Frame *frame, Buffer *out, PenState from, size_t length)
{
    const Region region = find_best(frame, from);
    if (frame->best.length >= length)
        return false;
    buffer_add(out, buffer_text(&frame->best), frame->best.length);
    frame->region = region;
    frame->has_region = !region_is_whole(region, &frame->emulator);
    return true;
}

void frame_put(Frame *frame, Buffer *out, const char *bytes, size_t length, FrameMeans means)
{
    Emulator *emulator = &frame->emulator;
    if (!emulator->rows) {
        keep_first(frame, bytes, length, means);
        buffer_add(out, bytes, length);
        return;
    }
    prepare(frame, means);
    const bool was_at_rest = is_at_rest(emulator);
    const PenState from = {emulator->row, emulator->column, emulator->look, frame->has_region ? frame->region : whole(frame)};
    emulator_take(emulator, bytes, length);
    const bool is_said = was_at_rest && can_say(frame) && put_best(frame, out, from, length);
    forget_copies(frame);
    if (is_said)
        return;
    if (frame->has_region)
        leave_region(frame, out, from);
    buffer_add(out, bytes, length);
}
