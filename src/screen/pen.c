// What writes cells on a terminal in few bytes: attributes, repeated characters, motions.
#include "screen/pen.h"
#include <limits.h>
#include <string.h>
#include "text/utf8.h"

enum {
    REPEAT_ENDS = 2,    // columns before the edge: where REP goes up to the last but one, libvterm 0.1 takes the last for written to
    ROWS_BY_LF = 3,     // more are never shorter than an address
    UNKNOWN = -1,
    COLOURS = 8, COLOURS_BRIGHT = 16,
};

static const Look plain;

static const EmulatedCell *now_at(const Pen *pen, int row)
{
    return emulator_row(pen->now, row);
}

static EmulatedCell *shown_at(const Pen *pen, int row)
{
    return &pen->shown[row * pen->now->columns];
}

bool look_is(Look one, Look other)
{
    return one.attributes == other.attributes && one.fore == other.fore && one.back == other.back;
}

bool cell_is_same(const EmulatedCell *one, const EmulatedCell *other)
{
    return memcmp(one, other, sizeof *one) == 0;
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
void pen_set_look(Pen *pen, Look look)
{
    enum { FORE = 30, FORE_BRIGHT = 90, BACK = 40, BACK_BRIGHT = 100 };
    const Look old = pen->at.look;
    if (look_is(look, old))
        return;
    const bool is_reset = (old.attributes & ~look.attributes) || (old.fore && !look.fore) || (old.back && !look.back);
    const Look kept = is_reset ? plain : old;
    const char *before = "\033[";
    if (is_reset && !look_is(look, plain))
        put_number(&pen->said, &before, 0);
    for (int number = 1; number < CHAR_BIT; number++)
        if (look.attributes & ~kept.attributes & 1 << number)
            put_number(&pen->said, &before, number);
    put_colour(&pen->said, &before, look.fore == kept.fore ? 0 : look.fore, FORE, FORE_BRIGHT);
    put_colour(&pen->said, &before, look.back == kept.back ? 0 : look.back, BACK, BACK_BRIGHT);
    buffer_add_text(&pen->said, look_is(look, plain) ? "\033[m" : "m");
    pen->at.look = look;
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

static void move_pen(Pen *pen, int row, int column)
{
    pen->at.row = row;
    pen->at.column = column < pen->now->columns ? column : UNKNOWN;
}

static void put_cell(Pen *pen, int column)
{
    const int row = pen->at.row;
    const EmulatedCell *cell = &now_at(pen, row)[column];
    pen_set_look(pen, cell->look);
    buffer_add_text(&pen->said, text_of(cell));
    memcpy(&shown_at(pen, row)[column], cell, cell->width * sizeof *cell);
    move_pen(pen, row, column + cell->width);
}

// How many cells from a changed one on, up to the last such, are alike and can be said by the first and REP.
static int count_alike(const Pen *pen, int row, int column)
{
    const EmulatedCell *now = &now_at(pen, row)[column], *shown = &shown_at(pen, row)[column];
    const char *text = text_of(now);
    size_t size = 0;
    int count = 1;
    utf8_next(text, strlen(text), &size);
    if (!pen->has_repeat || now->width != 1 || text[size])
        return 1;
    for (int i = 1; column + i < pen->now->columns - REPEAT_ENDS && cell_is_same(&now[i], now); i++)
        if (!cell_is_same(&now[i], &shown[i]))
            count = i + 1;
    return 3 + digits(count - 1) < (int)size * (count - 1) ? count : 1;
}

// The cell at the pen, and those like it; returns the column behind them.
int pen_put(Pen *pen, int column)
{
    const int row = pen->at.row, count = count_alike(pen, row, column), behind = column + (count > 1 ? count : now_at(pen, row)[column].width);
    put_cell(pen, column);
    if (count > 1) {
        buffer_addf(&pen->said, "\033[%db", count - 1);
        memcpy(&shown_at(pen, row)[column], &now_at(pen, row)[column], (size_t)count * sizeof(EmulatedCell));
        move_pen(pen, row, behind);
    }
    return behind;
}

// The bytes of cells that have one look, which is on or will be put on anyway; INT_MAX: they have not, or begin or end within a wide one.
static int bytes_between(const Pen *pen, int row, int from, int to, Look next)
{
    const EmulatedCell *cells = now_at(pen, row);
    size_t bytes = 0;
    if (from == to)
        return 0;
    const Look look = cells[from].look;
    if (cells[from].width == 0 || cells[to].width == 0 || !(look_is(look, next) || look_is(look, pen->at.look)))
        return INT_MAX;
    for (int column = from; column < to; column++) {
        if (!look_is(cells[column].look, look))
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

void pen_put_motion(Pen *pen, const char *before, int number, char end)
{
    if (number == 1)
        buffer_addf(&pen->said, "%s%c", before, end);
    else
        buffer_addf(&pen->said, "%s%d%c", before, number, end);
}

static int bytes_of_address(int row, int column)
{
    return 3 + (row ? digits(row + 1) : 0) + (column ? 1 + digits(column + 1) : 0);
}

void pen_address(Pen *pen, int row, int column)
{
    if (column == 0) {
        pen_put_motion(pen, "\033[", row + 1, 'H');
    } else {
        if (row)
            buffer_addf(&pen->said, "\033[%d", row + 1);
        else
            buffer_add_text(&pen->said, "\033[");
        pen_put_motion(pen, ";", column + 1, 'H');
    }
    move_pen(pen, row, column);
}

// To the right within a row: by what stands there anyway, or over it.
static int bytes_right(const Pen *pen, int row, int from, int to, Look next)
{
    const int again = bytes_between(pen, row, from, to, next), forward = bytes_of_count(to - from);
    return again <= forward ? again : forward;
}

static void go_right(Pen *pen, int column, Look next)
{
    const int row = pen->at.row, from = pen->at.column;
    if (bytes_between(pen, row, from, column, next) > bytes_of_count(column - from)) {
        pen_put_motion(pen, "\033[", column - from, 'C');
        move_pen(pen, row, column);
        return;
    }
    for (int at = from; at < column; at += now_at(pen, row)[at].width)
        put_cell(pen, at);
}

// A line feed at the end of the region would scroll it.
static bool can_feed_lines(const Pen *pen, int row)
{
    const int from = pen->at.row, bottom = pen->at.region.bottom;
    return row >= from && row - from <= ROWS_BY_LF && (row <= bottom || from > bottom);
}

// The bytes of each way to a cell; INT_MAX: it does not lead there.
typedef struct {
    int right;      // within the row
    int from_left;  // CR, line feeds, and to the right
    int across;     // line feeds, and CHA
    int address;
} Ways;

static Ways ways_to(const Pen *pen, int row, int column, Look next)
{
    const int down = row - pen->at.row;
    const bool is_known = pen->at.column != UNKNOWN, feeds = can_feed_lines(pen, row);
    return (Ways){
        .right = down == 0 && is_known && pen->at.column <= column ? bytes_right(pen, row, pen->at.column, column, next) : INT_MAX,
        .from_left = feeds ? 1 + down + bytes_right(pen, row, 0, column, next) : INT_MAX,
        .across = feeds && is_known ? down + bytes_of_count(column + 1) : INT_MAX,
        .address = bytes_of_address(row, column),
    };
}

static int least(int one, int other)
{
    return one < other ? one : other;
}

static void feed_lines(Pen *pen, int row, int column)
{
    buffer_add_repeated(&pen->said, '\n', row - pen->at.row);
    move_pen(pen, row, column);
}

// What is to be written there will have the look `next`.
void pen_go_to(Pen *pen, int row, int column, Look next)
{
    const Ways ways = ways_to(pen, row, column, next);
    const int best = least(least(ways.right, ways.from_left), least(ways.across, ways.address));
    if (ways.right == best) {
        go_right(pen, column, next);
    } else if (ways.from_left == best) {
        buffer_add_char(&pen->said, '\r');
        feed_lines(pen, row, 0);
        go_right(pen, column, next);
    } else if (ways.across == best) {
        feed_lines(pen, row, column);
        pen_put_motion(pen, "\033[", column + 1, 'G');
    } else {
        pen_address(pen, row, column);
    }
}

// The region

bool region_is_whole(Region region, const Emulator *emulator)
{
    return region.top == 0 && region.bottom == emulator->rows - 1;
}

void pen_set_region(Pen *pen, Region region)
{
    if (pen->at.region.top == region.top && pen->at.region.bottom == region.bottom)
        return;
    if (region_is_whole(region, pen->now))
        buffer_add_text(&pen->said, "\033[r");
    else if (region.top == 0)
        buffer_addf(&pen->said, "\033[;%dr", region.bottom + 1);
    else
        buffer_addf(&pen->said, "\033[%d;%dr", region.top + 1, region.bottom + 1);
    pen->at.region = region;
    move_pen(pen, 0, 0);
}
