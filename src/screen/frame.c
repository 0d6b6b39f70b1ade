// What ncurses sends of a screen, said again in fewer bytes.
#include "screen/frame.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "screen/emulator.h"
#include "screen/stand_ins.h"
#include "text/utf8.h"

enum {
    REPEAT_ENDS = 2,    // columns before the edge: where REP goes up to the last but one, libvterm 0.1 takes the last for written to
    ROWS_BY_LF = 3,     // more are never shorter than an address
    BLANKS_MOST = 3,    // at the end of a row: more are cleared, which takes as many bytes
    UNKNOWN = -1,
    COLOURS = 8, COLOURS_BRIGHT = 16,
};

typedef struct {
    int top, bottom;
} Region;

typedef struct {
    int row, column;    // column UNKNOWN: the last one was written to
    Look look;
    Region region;
} Pen;

struct Frame {
    Emulator emulator;  // what ncurses believes, which is so but for the region
    Region region;      // that was left set
    bool has_region;    // one was
    EmulatedCell *was, *shown;  // before this frame; and while one is being said
    Buffer said, best;
    Buffer first;       // what was sent first, not looked at yet
    Pen pen;
    FrameMeans means;
};

static const Look plain;

Frame *frame_new(bool erases_in_colour)
{
    Frame *frame = memory_new(1, sizeof *frame);
    frame->emulator.erases_in_colour = erases_in_colour;
    return frame;
}

void frame_free(Frame *frame)
{
    if (!frame)
        return;
    emulator_free(&frame->emulator);
    free(frame->was);
    free(frame->shown);
    buffer_free(&frame->said);
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
    return &frame->shown[row * frame->emulator.columns];
}

static bool is_look(Look one, Look other)
{
    return one.attributes == other.attributes && one.fore == other.fore && one.back == other.back;
}

static bool is_same(const EmulatedCell *one, const EmulatedCell *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

static bool is_blank(const EmulatedCell *cell, Look look)
{
    return !*cell->text && cell->width == 1 && is_look(cell->look, look);
}

// Attributes

static void put_number(Buffer *out, const char **before, int number)
{
    buffer_addf(out, "%s%d", *before, number);
    *before = ";";
}

static void put_colour(Buffer *out, const char **before, int number, int usual, int bright)
{
    const int colour = number - 1;
    if (colour >= COLOURS_BRIGHT)
        buffer_addf(out, "%s%d;5;%d", *before, usual + COLOURS, colour);
    else if (number)
        buffer_addf(out, "%s%d", *before, colour < COLOURS ? usual + colour : bright + colour - COLOURS);
    *before = number ? ";" : *before;
}

// Attributes that stay are not said again, but where one ends all do.
static void set_look(Frame *frame, Look look)
{
    enum { FORE = 30, FORE_BRIGHT = 90, BACK = 40, BACK_BRIGHT = 100 };
    const Look old = frame->pen.look;
    if (is_look(look, old))
        return;
    const bool is_reset = (old.attributes & ~look.attributes) || (old.fore && !look.fore) || (old.back && !look.back);
    const Look kept = is_reset ? plain : old;
    const char *before = "\033[";
    if (is_reset && !is_look(look, plain))
        put_number(&frame->said, &before, 0);
    for (int number = 1; number < CHAR_BIT; number++)
        if (look.attributes & ~kept.attributes & 1 << number)
            put_number(&frame->said, &before, number);
    put_colour(&frame->said, &before, look.fore == kept.fore ? 0 : look.fore, FORE, FORE_BRIGHT);
    put_colour(&frame->said, &before, look.back == kept.back ? 0 : look.back, BACK, BACK_BRIGHT);
    buffer_add_text(&frame->said, is_look(look, plain) ? "\033[m" : "m");
    frame->pen.look = look;
}

// Cells

static const char *text_of(const EmulatedCell *cell)
{
    return *cell->text ? cell->text : " ";
}

static int digits(int number)
{
    return number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4;
}

static void move_pen(Frame *frame, int row, int column)
{
    frame->pen.row = row;
    frame->pen.column = column < frame->emulator.columns ? column : UNKNOWN;
}

static void put_cell(Frame *frame, int column)
{
    const int row = frame->pen.row;
    const EmulatedCell *cell = &now_at(frame, row)[column];
    set_look(frame, cell->look);
    buffer_add_text(&frame->said, text_of(cell));
    memcpy(&shown_at(frame, row)[column], cell, cell->width * sizeof *cell);
    move_pen(frame, row, column + cell->width);
}

// How many cells from a changed one on, up to the last such, are alike and can be said by the first and REP.
static int count_alike(const Frame *frame, int row, int column)
{
    const EmulatedCell *now = &now_at(frame, row)[column], *shown = &shown_at(frame, row)[column];
    const char *text = text_of(now);
    size_t size = 0;
    int count = 1;
    utf8_next(text, strlen(text), &size);
    if (!frame->means.has_repeat || now->width != 1 || text[size])
        return 1;
    for (int i = 1; column + i < frame->emulator.columns - REPEAT_ENDS && is_same(&now[i], now); i++)
        if (!is_same(&now[i], &shown[i]))
            count = i + 1;
    return 3 + digits(count - 1) < (int)size * (count - 1) ? count : 1;
}

// The cell at the pen, and those like it; returns the column behind them.
static int put_alike(Frame *frame, int column)
{
    const int row = frame->pen.row, count = count_alike(frame, row, column), behind = column + (count > 1 ? count : now_at(frame, row)[column].width);
    put_cell(frame, column);
    if (count > 1) {
        buffer_addf(&frame->said, "\033[%db", count - 1);
        memcpy(&shown_at(frame, row)[column], &now_at(frame, row)[column], (size_t)count * sizeof(EmulatedCell));
        move_pen(frame, row, behind);
    }
    return behind;
}

// The bytes of cells that have one look, which is on or will be put on anyway; INT_MAX: they have not, or begin or end within a wide one.
static int bytes_between(const Frame *frame, int row, int from, int to, Look next)
{
    const EmulatedCell *cells = now_at(frame, row);
    size_t bytes = 0;
    if (from == to)
        return 0;
    const Look look = cells[from].look;
    if (cells[from].width == 0 || cells[to].width == 0 || !(is_look(look, next) || is_look(look, frame->pen.look)))
        return INT_MAX;
    for (int column = from; column < to; column++) {
        if (!is_look(cells[column].look, look))
            return INT_MAX;
        bytes += cells[column].width ? strlen(text_of(&cells[column])) : 0;
    }
    return (int)bytes;
}

// Motions. A column behind the last one written to is not known: only an address, and CR, lead away from there.

static int bytes_of_count(int number)
{
    return number == 1 ? 3 : 3 + digits(number);
}

static void put_motion(Frame *frame, const char *before, int number, char end)
{
    if (number == 1)
        buffer_addf(&frame->said, "%s%c", before, end);
    else
        buffer_addf(&frame->said, "%s%d%c", before, number, end);
}

static int bytes_of_address(int row, int column)
{
    return 3 + (row ? digits(row + 1) : 0) + (column ? 1 + digits(column + 1) : 0);
}

static void put_address(Frame *frame, int row, int column)
{
    if (column == 0) {
        put_motion(frame, "\033[", row + 1, 'H');
    } else {
        if (row)
            buffer_addf(&frame->said, "\033[%d", row + 1);
        else
            buffer_add_text(&frame->said, "\033[");
        put_motion(frame, ";", column + 1, 'H');
    }
    move_pen(frame, row, column);
}

// To the right within a row: by what stands there anyway, or over it.
static int bytes_right(const Frame *frame, int row, int from, int to, Look next)
{
    const int again = bytes_between(frame, row, from, to, next), forward = bytes_of_count(to - from);
    return again <= forward ? again : forward;
}

static void go_right(Frame *frame, int column, Look next)
{
    const int row = frame->pen.row, from = frame->pen.column;
    if (bytes_between(frame, row, from, column, next) > bytes_of_count(column - from)) {
        put_motion(frame, "\033[", column - from, 'C');
        move_pen(frame, row, column);
        return;
    }
    for (int at = from; at < column; at += now_at(frame, row)[at].width)
        put_cell(frame, at);
}

// A line feed at the end of the region would scroll it.
static bool can_feed_lines(const Frame *frame, int row)
{
    const int from = frame->pen.row, bottom = frame->pen.region.bottom;
    return row >= from && row - from <= ROWS_BY_LF && (row <= bottom || from > bottom);
}

// What is to be written there will have the look `next`.
static void go_to(Frame *frame, int row, int column, Look next)
{
    const Pen pen = frame->pen;
    const int down = row - pen.row, address = bytes_of_address(row, column), across = bytes_of_count(column + 1);
    int least = INT_MAX;
    if (down == 0 && pen.column != UNKNOWN && pen.column <= column)
        least = bytes_right(frame, row, pen.column, column, next);
    if (!can_feed_lines(frame, row) || least <= down + across) {
        if (least <= address)
            go_right(frame, column, next);
        else
            put_address(frame, row, column);
        return;
    }
    const int from_left = 1 + down + bytes_right(frame, row, 0, column, next), kept = pen.column == UNKNOWN ? INT_MAX : down + across;
    if (address < from_left && address < kept) {
        put_address(frame, row, column);
        return;
    }
    if (from_left <= kept)
        buffer_add_char(&frame->said, '\r');
    buffer_add_repeated(&frame->said, '\n', down);
    if (from_left <= kept) {
        move_pen(frame, row, 0);
        go_right(frame, column, next);
    } else {
        put_motion(frame, "\033[", column + 1, 'G');
        move_pen(frame, row, column);
    }
}

// Rows

// The first cell that differs at or behind a column, with the wide one that it belongs to; the number of columns: none.
static int next_changed(const Frame *frame, int row, int column)
{
    const EmulatedCell *now = now_at(frame, row), *shown = shown_at(frame, row);
    while (column < frame->emulator.columns && is_same(&now[column], &shown[column]))
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
    const Pen pen = frame->pen;
    if (pen.row == row && pen.column >= end && pen.column < column)
        column = pen.column;
    go_to(frame, row, column, blank);
    set_look(frame, blank);
    buffer_add_text(&frame->said, "\033[K");
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
        go_to(frame, row, column, now[column].look);
        column = put_alike(frame, column);
    }
}

// Pages

static bool is_whole(const Frame *frame, Region region)
{
    return region.top == 0 && region.bottom == frame->emulator.rows - 1;
}

static void set_region(Frame *frame, Region region)
{
    Pen *pen = &frame->pen;
    if (pen->region.top == region.top && pen->region.bottom == region.bottom)
        return;
    if (is_whole(frame, region))
        buffer_add_text(&frame->said, "\033[r");
    else if (region.top == 0)
        buffer_addf(&frame->said, "\033[;%dr", region.bottom + 1);
    else
        buffer_addf(&frame->said, "\033[%d;%dr", region.top + 1, region.bottom + 1);
    pen->region = region;
    move_pen(frame, 0, 0);
}

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
    set_look(frame, blank);
    set_region(frame, (Region){scroll.top, scroll.bottom});
    if (frame->pen.row != end)
        put_address(frame, end, 0);
    for (int i = 0; i < count; i++)
        buffer_add_text(&frame->said, scroll.up > 0 ? "\n" : "\033M");
    memmove(scroll.up > 0 ? first : behind, scroll.up > 0 ? behind : first, size);
    erase_shown(frame, scroll.up > 0 ? scroll.bottom + 1 - count : scroll.top, count, blank);
}

// All rows but the last, where messages stand: taken out, and put in again where that has moved the last.
static void clear_page(Frame *frame)
{
    const int rows = frame->emulator.rows - 1;
    const Look blank = blank_of(frame, 0);
    const bool is_page = frame->pen.region.top == 0 && frame->pen.region.bottom == rows - 1;
    if (!is_page)
        set_region(frame, whole(frame));
    set_look(frame, blank);
    if (frame->pen.row || frame->pen.column)
        put_address(frame, 0, 0);
    put_motion(frame, "\033[", rows, 'M');
    if (!is_page)
        put_motion(frame, "\033[", rows, 'L');
    erase_shown(frame, 0, rows, blank);
}

typedef enum { WAY_CELLS, WAY_SCROLLED, WAY_CLEARED } Way;

static bool is_way(const Frame *frame, Way way)
{
    return way == WAY_CELLS || (way == WAY_SCROLLED && frame->emulator.scrolled) || (way == WAY_CLEARED && frame->emulator.rows > 1);
}

static void say(Frame *frame, Way way, Pen from)
{
    const Emulator *emulator = &frame->emulator;
    buffer_cut(&frame->said, 0);
    frame->pen = from;
    memcpy(frame->shown, frame->was, bytes_of_cells(frame));
    for (int i = 0; way == WAY_SCROLLED && i < emulator->scrolled; i++)
        put_scroll(frame, emulator->scrolls[i]);
    if (way == WAY_CLEARED)
        clear_page(frame);
    if (!frame->means.leaves_region)
        set_region(frame, whole(frame));
    for (int row = 0; row < emulator->rows; row++)
        put_row(frame, row);
    if (frame->pen.row != emulator->row || frame->pen.column != emulator->column)
        go_to(frame, emulator->row, emulator->column, emulator->look);
    set_look(frame, emulator->look);
}

// The shortest way stands in `best` then.
static Region find_best(Frame *frame, Pen from)
{
    Region region = from.region;
    buffer_cut(&frame->best, 0);
    for (Way way = WAY_CELLS; way <= WAY_CLEARED; way++) {
        if (!is_way(frame, way))
            continue;
        say(frame, way, from);
        if (way == WAY_CELLS || frame->said.length < frame->best.length) {
            const Buffer longer = frame->best;
            frame->best = frame->said;
            frame->said = longer;
            region = frame->pen.region;
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

static void resize(Frame *frame, int rows, int columns)
{
    emulator_resize(&frame->emulator, rows, columns);
    free(frame->was);
    free(frame->shown);
    frame->was = memory_new((size_t)rows * (size_t)columns, sizeof *frame->was);
    frame->shown = memory_new((size_t)rows * (size_t)columns, sizeof *frame->shown);
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
static void leave_region(Frame *frame, Buffer *out, Pen from)
{
    buffer_cut(&frame->said, 0);
    buffer_add_text(&frame->said, "\033[r");
    put_address(frame, from.row, from.column);
    buffer_add(out, buffer_text(&frame->said), frame->said.length);
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
    if (is_resized || !frame->was)
        resize(frame, means.rows, means.columns);
    if (!is_resized && frame->first.length)
        emulator_take(emulator, buffer_text(&frame->first), frame->first.length);
    buffer_free(&frame->first);
    frame->means = means;
    memcpy(frame->was, emulator->cells, bytes_of_cells(frame));
    emulator_begin(emulator);
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
    const Pen from = {emulator->row, emulator->column, emulator->look, frame->has_region ? frame->region : whole(frame)};
    emulator_take(emulator, bytes, length);
    if (was_at_rest && can_say(frame)) {
        const Region region = find_best(frame, from);
        if (frame->best.length < length) {
            buffer_add(out, buffer_text(&frame->best), frame->best.length);
            frame->region = region;
            frame->has_region = !is_whole(frame, region);
            return;
        }
    }
    if (frame->has_region)
        leave_region(frame, out, from);
    buffer_add(out, bytes, length);
}
