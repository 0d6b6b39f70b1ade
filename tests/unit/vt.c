// A terminal for tests.
#include "vt.h"
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "base/memory.h"
#include "text/utf8.h"

enum { NUMBERS_MOST = 20, FORE = 8, BACK = 20, COLOUR = 0xFFF };

static const uint32_t ATTRIBUTES = 0xFF, BACKGROUND = (uint32_t)COLOUR << BACK & 0x7FFFFFFFU;

static VtCell *cell_of(const Vt *vt, int row, int column)
{
    return &vt->cells[row * vt->columns + column];
}

static void odd(Vt *vt, const char *what)
{
    vt->odd = what;
    if (vt->column >= vt->columns)
        vt->column = vt->columns - 1;
}

Vt vt_new(int rows, int columns, bool has_bce)
{
    return (Vt){.rows = rows, .columns = columns, .has_bce = has_bce, .has_wrap = true, .bottom = rows - 1,
        .cells = memory_new((size_t)rows * (size_t)columns, sizeof(VtCell))};
}

void vt_free(Vt *vt)
{
    free(vt->cells);
    vt->cells = NULL;
}

bool vt_same(const Vt *one, const Vt *other)
{
    const size_t size = (size_t)one->rows * (size_t)one->columns * sizeof *one->cells;
    return one->rows == other->rows && one->columns == other->columns && memcmp(one->cells, other->cells, size) == 0 && one->row == other->row
        && one->column == other->column && one->is_waiting == other->is_waiting && one->look == other->look && one->is_hidden == other->is_hidden;
}

// Cells

static bool is_right_half(const VtCell *cell)
{
    return strcmp(cell->text, RIGHT_HALF) == 0 && cell->look >> 31;
}

static void clear(const Vt *vt, int row, int first, int limit)
{
    if (first < limit && first > 0 && is_right_half(cell_of(vt, row, first)))
        strcpy(cell_of(vt, row, first - 1)->text, LEFT_OVER);
    if (first < limit && limit < vt->columns && is_right_half(cell_of(vt, row, limit)))
        strcpy(cell_of(vt, row, limit)->text, LEFT_OVER);
    for (int column = first; column < limit; column++) {
        VtCell *cell = cell_of(vt, row, column);
        memset(cell, 0, sizeof *cell);
        cell->look = vt->has_bce ? vt->look & BACKGROUND : 0;
    }
}

static void clear_rows(const Vt *vt, int first, int limit)
{
    for (int row = first; row < limit; row++)
        clear(vt, row, 0, vt->columns);
}

static void copy(const Vt *vt, int row, int from)
{
    memcpy(cell_of(vt, row, 0), cell_of(vt, from, 0), (size_t)vt->columns * sizeof(VtCell));
}

static void scroll_one(const Vt *vt, int top, int bottom, bool is_up)
{
    if (is_up)
        for (int row = top; row < bottom; row++)
            copy(vt, row, row + 1);
    else
        for (int row = bottom; row > top; row--)
            copy(vt, row, row - 1);
    const int row = is_up ? bottom : top;
    clear(vt, row, 0, vt->columns);
}

static void scroll(const Vt *vt, int top, int count, bool is_up)
{
    for (int i = 0; i < count && i < vt->rows; i++)
        scroll_one(vt, top, vt->bottom, is_up);
}

static void scroll_here(Vt *vt, int count, bool is_up)
{
    if (vt->column)
        odd(vt, "lines are taken out or put in from within a row");
    if (vt->row >= vt->top && vt->row <= vt->bottom)
        scroll(vt, vt->row, count, is_up);
}

static void shift(const Vt *vt, int count, bool is_left)
{
    for (int i = 0; i < count && i < vt->columns; i++) {
        VtCell *cells = cell_of(vt, vt->row, 0);
        const int last = vt->columns - 1;
        if (is_left) {
            clear(vt, vt->row, vt->column, vt->column + 1);
            memmove(&cells[vt->column], &cells[vt->column + 1], (size_t)(last - vt->column) * sizeof *cells);
            memset(&cells[last], 0, sizeof *cells);
            clear(vt, vt->row, last, last + 1);
        } else {
            clear(vt, vt->row, last, last + 1);
            if (vt->column && is_right_half(&cells[vt->column])) {
                strcpy(cells[vt->column - 1].text, LEFT_OVER);
                strcpy(cells[vt->column].text, LEFT_OVER);
            }
            memmove(&cells[vt->column + 1], &cells[vt->column], (size_t)(last - vt->column) * sizeof *cells);
            memset(&cells[vt->column], 0, sizeof *cells);
            clear(vt, vt->row, vt->column, vt->column + 1);
        }
    }
}

// Of a blank only the background is seen, but for its attributes.
static uint32_t look_of(const Vt *vt, bool is_blank)
{
    return is_blank && !(vt->look & ATTRIBUTES) ? vt->look & BACKGROUND : vt->look;
}

static void put(Vt *vt, const char *text, size_t length, int width)
{
    const int end = vt->column + width;
    if (vt->is_waiting || end > vt->columns) {
        odd(vt, "text goes over the edge");
        return;
    }
    clear(vt, vt->row, vt->column, end);
    for (int i = 0; i < width; i++) {
        VtCell *cell = cell_of(vt, vt->row, vt->column + i);
        cell->look = look_of(vt, *text == ' ');
        if (i) {
            strcpy(cell->text, RIGHT_HALF);
            cell->look |= 1U << 31;
        } else if (*text != ' ') {
            memcpy(cell->text, text, length);
        }
    }
    vt->is_waiting = end == vt->columns && vt->has_wrap;
    vt->column = end == vt->columns ? end - 1 : end;
}

static void join(Vt *vt, const char *mark, size_t length)
{
    int column = vt->is_waiting ? vt->column : vt->column - 1;
    while (column > 0 && is_right_half(cell_of(vt, vt->row, column)))
        column--;
    VtCell *cell = column < 0 ? NULL : cell_of(vt, vt->row, column);
    if (!cell || !*cell->text || strlen(cell->text) + length >= VT_TEXT)
        odd(vt, "a mark stands alone");
    else
        strncat(cell->text, mark, length);
}

static void repeat(Vt *vt, int count)
{
    VtCell cell = {.text = ""};
    if (vt->column)
        cell = *cell_of(vt, vt->row, vt->column - 1);
    if (!vt->column || vt->is_waiting || is_right_half(&cell) || strcmp(cell.text, LEFT_OVER) == 0 || cell.look != look_of(vt, !*cell.text))
        odd(vt, "it is not clear what is repeated");
    for (int i = 0; i < count && i < vt->columns; i++)
        put(vt, *cell.text ? cell.text : " ", *cell.text ? strlen(cell.text) : 1, 1);
}

// Motions

static int within(int number, int count)
{
    return number < 0 ? 0 : number >= count ? count - 1 : number;
}

static void go(Vt *vt, int row, int column)
{
    vt->row = within(row, vt->rows);
    vt->column = within(column, vt->columns);
    vt->is_waiting = false;
}

static void go_from_here(Vt *vt, int rows, int columns)
{
    const bool is_within = vt->row + rows >= vt->top && vt->row + rows <= vt->bottom && vt->row >= vt->top && vt->row <= vt->bottom;
    if (vt->is_waiting || (rows && !is_within))
        odd(vt, "a motion over the edge");
    go(vt, vt->row + rows, vt->column + columns);
}

static void feed(Vt *vt, bool is_down)
{
    if (vt->is_waiting)
        odd(vt, "a line feed from behind the last column");
    if (vt->row == (is_down ? vt->bottom : vt->top))
        scroll(vt, vt->top, 1, is_down);
    else
        go(vt, vt->row + (is_down ? 1 : -1), vt->column);
}

static void set_region(Vt *vt, int top, int bottom)
{
    if (top >= bottom || bottom > vt->rows) {
        odd(vt, "no region");
        return;
    }
    vt->top = top - 1;
    vt->bottom = bottom - 1;
    go(vt, 0, 0);
}

// Looks

static void set_colour(Vt *vt, int shift_by, int colour)
{
    vt->look = (vt->look & ~((uint32_t)COLOUR << shift_by)) | (uint32_t)colour << shift_by;
}

static void set_look(Vt *vt, const int *numbers, int count)
{
    for (int i = 0; i < count; i++) {
        const int number = numbers[i], colour = number % 10;
        const bool is_colour = colour < 8;
        if (number == 0)
            vt->look = 0;
        else if (number < 8)
            vt->look |= 1U << number;
        else if (number >= 22 && number <= 27)
            vt->look &= ~(number == 22 ? 6U : 1U << (number - 20));
        else if ((number == 38 || number == 48) && i + 2 < count && numbers[i + 1] == 5) {
            set_colour(vt, number == 38 ? FORE : BACK, numbers[i + 2] + 1);
            i += 2;
        } else if (number == 39 || number == 49)
            set_colour(vt, number == 39 ? FORE : BACK, 0);
        else if (number / 10 == 3 && is_colour)
            set_colour(vt, FORE, colour + 1);
        else if (number / 10 == 4 && is_colour)
            set_colour(vt, BACK, colour + 1);
        else if (number / 10 == 9 && is_colour)
            set_colour(vt, FORE, colour + 9);
        else if (number / 10 == 10 && number != 10 && is_colour)
            set_colour(vt, BACK, colour + 9);
        else if (number != 10)
            odd(vt, "an attribute");
    }
}

// Sequences

static void erase(Vt *vt, char final, int how)
{
    if (vt->is_waiting)
        odd(vt, "erased behind the last column");
    const int first = how ? 0 : vt->column, limit = how == 1 ? vt->column + 1 : vt->columns;
    if (final == 'K' || how < 2)
        clear(vt, vt->row, first, limit);
    if (final == 'J')
        clear_rows(vt, how ? 0 : vt->row + 1, how == 1 ? vt->row : vt->rows);
}

static void obey(Vt *vt, char final, const int *numbers, int count)
{
    const int one = numbers[0] ? numbers[0] : 1, two = count > 1 && numbers[1] ? numbers[1] : 1;
    if (vt->is_waiting && strchr("XLMP@b", final))
        odd(vt, "a change behind the last column");
    switch (final) {
    case 'm': set_look(vt, numbers, count); break;
    case 'H': go(vt, one - 1, two - 1); break;
    case 'G': go(vt, vt->row, one - 1); break;
    case 'd': go_from_here(vt, 0, 0); go(vt, one - 1, vt->column); break;
    case 'A': go_from_here(vt, -one, 0); break;
    case 'B': go_from_here(vt, one, 0); break;
    case 'C': go_from_here(vt, 0, one); break;
    case 'D': go_from_here(vt, 0, -one); break;
    case 'J': case 'K': erase(vt, final, numbers[0]); break;
    case 'X': clear(vt, vt->row, vt->column, vt->column + one < vt->columns ? vt->column + one : vt->columns); break;
    case 'L': scroll_here(vt, one, false); break;
    case 'M': scroll_here(vt, one, true); break;
    case 'S': scroll(vt, vt->top, one, true); break;
    case 'T': scroll(vt, vt->top, one, false); break;
    case 'P': shift(vt, one, true); break;
    case '@': shift(vt, one, false); break;
    case 'b': repeat(vt, one); break;
    case 'r': set_region(vt, one, count > 1 && numbers[1] ? numbers[1] : vt->rows); break;
    case 'h': case 'l':
        if (numbers[0] == 4 && final == 'h')
            odd(vt, "the mode that inserts");
        break;
    case 'c': case 't': break;  // what ncurses begins and ends with, and how a cursor looks
    default: odd(vt, "a control sequence");
    }
}

static void obey_private(Vt *vt, char final, int number)
{
    if (number == 7)
        vt->has_wrap = final == 'h';
    else if (number == 25)
        vt->is_hidden = final == 'l';
}

static const char *take_sequence(Vt *vt, const char *at, const char *end)
{
    int numbers[NUMBERS_MOST] = {0}, count = 1;
    const bool is_private = at < end && *at == '?';
    for (at += is_private; at < end && (*at == ';' || (*at >= '0' && *at <= '9')); at++)
        if (*at == ';')
            count += count < NUMBERS_MOST;
        else
            numbers[count - 1] = within(10 * numbers[count - 1] + (*at - '0'), 10000);
    if (at == end || (unsigned char)*at < '@' || (unsigned char)*at > '~') {
        odd(vt, "an odd control sequence");
        return at;
    }
    if (is_private)
        obey_private(vt, *at, numbers[0]);
    else
        obey(vt, *at, numbers, count);
    return at + 1;
}

static const char *take_escape(Vt *vt, const char *at, const char *end)
{
    const char first = at < end ? *at : '\0';
    switch (first) {
    case '[': return take_sequence(vt, at + 1, end);
    case 'M': feed(vt, false); return at + 1;
    case '=': case '>': return at + 1;
    case '7':
        vt->kept_row = vt->row;
        vt->kept_column = vt->column;
        vt->kept_look = vt->look;
        vt->has_kept = true;
        if (vt->is_waiting)
            odd(vt, "the cursor is kept behind the last column");
        return at + 1;
    case '8':
        go(vt, vt->kept_row, vt->kept_column);
        vt->look = vt->kept_look;
        if (!vt->has_kept)
            odd(vt, "a cursor that another screen kept");
        return at + 1;
    default: break;
    }
    if ((first == '(' || first == ')') && end - at > 1 && (at[1] == 'B' || at[1] == '0'))
        return at + 2;
    odd(vt, "an escape sequence");
    return first ? at + 1 : at;
}

static void take_text(Vt *vt, const char *text, size_t size, uint32_t codepoint)
{
    const int width = wcwidth((wchar_t)codepoint);
    if (width == 0)
        join(vt, text, size);
    else if (width > 0)
        put(vt, text, size, width);
    else
        odd(vt, "a character");
}

void vt_show(Vt *vt, const char *bytes, size_t length)
{
    vt->has_kept = false;
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        size_t size = 0;
        const char c = *at;
        if (c == '\033') {
            at = take_escape(vt, at + 1, end);
        } else if ((unsigned char)c < ' ') {
            if (c == '\r')
                go(vt, vt->row, 0);
            else if (c == '\n')
                feed(vt, true);
            else if (c == '\b')
                go_from_here(vt, 0, -1);
            else if (c != 0x0F)
                odd(vt, "a control character");
            at++;
        } else {
            const uint32_t codepoint = utf8_next(at, (size_t)(end - at), &size);
            take_text(vt, at, size, codepoint);
            at += size;
        }
    }
}
