// What a terminal shows after some bytes.
#include "screen/emulator.h"
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "base/memory.h"
#include "screen/sequence.h"
#include "text/utf8.h"

enum {
    LAST_ATTRIBUTE = 7,
    COLOURS = 8,
};

void emulator_free(Emulator *emulator)
{
    free(emulator->cells);
    emulator->cells = NULL;
}

void emulator_begin(Emulator *emulator)
{
    emulator->has_other = emulator->has_saved = false;
    emulator->scrolled = 0;
}

EmulatedCell *emulator_row(const Emulator *emulator, int row)
{
    return &emulator->cells[(size_t)row * (size_t)emulator->columns];
}

static int least(int one, int other)
{
    return one < other ? one : other;
}

// Nothing that stands there is known any more. Until an address comes nothing else gets known, for nobody knows where it stands.
static void lose(Emulator *emulator)
{
    emulator->has_other = true;
    emulator->column = least(emulator->column, emulator->columns - 1);
    if (!emulator->is_placed)
        return;
    emulator->is_placed = emulator->has_saved = false;
    for (int i = 0; i < emulator->rows * emulator->columns; i++)
        emulator->cells[i].width = EMULATED_UNKNOWN;
}

static void lose_look(Emulator *emulator)
{
    lose(emulator);
    emulator->has_look = false;
}

void emulator_resize(Emulator *emulator, int rows, int columns)
{
    const bool erases_in_colour = emulator->erases_in_colour;
    emulator_free(emulator);
    *emulator = (Emulator){.rows = rows, .columns = columns, .bottom = rows - 1, .has_wrap = true, .erases_in_colour = erases_in_colour,
        .cells = memory_new((size_t)rows * (size_t)columns, sizeof *emulator->cells), .has_look = true, .is_placed = true};
    lose(emulator);
}

// Terminals differ in what they do then.
static bool is_waiting(const Emulator *emulator)
{
    return emulator->column >= emulator->columns;
}

// Erasing

static void erase(const Emulator *emulator, int row, int first, int limit)
{
    EmulatedCell *cells = emulator_row(emulator, row);
    if (first < limit && first > 0 && cells[first].width == 0)
        cells[first - 1].width = EMULATED_UNKNOWN;
    if (first < limit && limit < emulator->columns && cells[limit].width == 0)
        cells[limit].width = EMULATED_UNKNOWN;
    for (int column = first; column < limit; column++) {
        memset(&cells[column], 0, sizeof *cells);
        cells[column].width = emulator->has_look ? 1 : EMULATED_UNKNOWN;
        if (emulator->erases_in_colour)
            cells[column].look = (Look){.fore = emulator->look.fore, .back = emulator->look.back};
    }
}

static void erase_rows(const Emulator *emulator, int first, int limit)
{
    for (int row = first; row < limit; row++)
        erase(emulator, row, 0, emulator->columns);
}

// All of it: that puts right what else may be there.
static void erase_screen(Emulator *emulator, int how)
{
    emulator->has_other = emulator->has_other || how == 2 || (how == 0 && emulator->row == 0 && emulator->column == 0);
    if (how == 1) {
        erase_rows(emulator, 0, emulator->row);
        erase(emulator, emulator->row, 0, emulator->column + 1);
    } else if (how == 0) {
        erase(emulator, emulator->row, emulator->column, emulator->columns);
        erase_rows(emulator, emulator->row + 1, emulator->rows);
    } else {
        erase_rows(emulator, 0, emulator->rows);
    }
}

static void erase_in_row(const Emulator *emulator, int how)
{
    const int first = how == 0 ? emulator->column : 0;
    erase(emulator, emulator->row, first, how == 1 ? emulator->column + 1 : emulator->columns);
}

// Moving

static void note_scroll(Emulator *emulator, EmulatedScroll scroll)
{
    if (emulator->scrolled < EMULATED_SCROLLS_MOST)
        emulator->scrolls[emulator->scrolled++] = scroll;
}

static void scroll(Emulator *emulator, int top, int up)
{
    if (!emulator->is_placed)
        return;
    const int bottom = emulator->bottom, height = bottom - top + 1, count = least(abs(up), height);
    const size_t size = (size_t)(height - count) * (size_t)emulator->columns * sizeof *emulator->cells;
    if (up > 0) {
        memmove(emulator_row(emulator, top), emulator_row(emulator, top + count), size);
        erase_rows(emulator, bottom + 1 - count, bottom + 1);
    } else {
        memmove(emulator_row(emulator, top + count), emulator_row(emulator, top), size);
        erase_rows(emulator, top, top + count);
    }
    if (count < height)
        note_scroll(emulator, (EmulatedScroll){top, bottom, up > 0 ? count : -count});
}

// IL and DL; some terminals go to the first column then.
static void scroll_from_cursor(Emulator *emulator, int up)
{
    if (emulator->column)
        lose(emulator);
    if (emulator->row >= emulator->top && emulator->row <= emulator->bottom)
        scroll(emulator, emulator->row, up);
}

// ICH where that is negative, else DCH.
static void shift(const Emulator *emulator, int left)
{
    EmulatedCell *cells = emulator_row(emulator, emulator->row);
    const int first = emulator->column, last = emulator->columns, count = least(abs(left), last - first);
    const size_t size = (size_t)(last - first - count) * sizeof *cells;
    if (left > 0) {
        erase(emulator, emulator->row, first, first + count);
        memmove(&cells[first], &cells[first + count], size);
        erase(emulator, emulator->row, last - count, last);
    } else {
        erase(emulator, emulator->row, last - count, last);
        if (cells[first].width == 0 && first > 0)
            cells[first].width = cells[first - 1].width = EMULATED_UNKNOWN;
        memmove(&cells[first + count], &cells[first], size);
        erase(emulator, emulator->row, first, first + count);
    }
}

static void go_to(Emulator *emulator, int row, int column)
{
    emulator->row = row < 0 ? 0 : least(row, emulator->rows - 1);
    emulator->column = column < 0 ? 0 : least(column, emulator->columns - 1);
}

static void save(Emulator *emulator)
{
    if (is_waiting(emulator))
        lose(emulator);
    emulator->has_saved = emulator->is_placed && emulator->has_look;
    emulator->saved_row = emulator->row;
    emulator->saved_column = emulator->column;
    emulator->saved_look = emulator->look;
}

static void restore(Emulator *emulator)
{
    if (!emulator->has_saved)
        lose(emulator);
    go_to(emulator, emulator->saved_row, emulator->saved_column);
    emulator->look = emulator->saved_look;
}

static void feed_line(Emulator *emulator)
{
    if (is_waiting(emulator))
        lose(emulator);
    if (emulator->row == emulator->bottom)
        scroll(emulator, emulator->top, 1);
    else
        go_to(emulator, emulator->row + 1, emulator->column);
}

static void feed_line_back(Emulator *emulator)
{
    if (is_waiting(emulator))
        lose(emulator);
    if (emulator->row == emulator->top)
        scroll(emulator, emulator->top, -1);
    else
        go_to(emulator, emulator->row - 1, emulator->column);
}

// Up and down end at the region's ends; what begins within it is all that is followed.
static void go_rows(Emulator *emulator, int down)
{
    const int row = emulator->row + down;
    const bool is_whole = emulator->top == 0 && emulator->bottom == emulator->rows - 1;
    if (!is_whole && (row < emulator->top || row > emulator->bottom || emulator->row < emulator->top || emulator->row > emulator->bottom))
        lose(emulator);
    go_to(emulator, row, emulator->column);
}

static void set_region(Emulator *emulator, const Sequence *sequence)
{
    const int top = sequence->numbers[0] ? sequence->numbers[0] - 1 : 0;
    const int bottom = (sequence->count > 1 && sequence->numbers[1] ? least(sequence->numbers[1], emulator->rows) : emulator->rows) - 1;
    if (top >= bottom) {
        lose(emulator);
        return;
    }
    emulator->top = top;
    emulator->bottom = bottom;
    go_to(emulator, 0, 0);
}

// Looks

// The 256 of xterm: "5;n" behind 38 or 48. Returns how many numbers that were; 0: none that is known.
static int take_colour(const Sequence *sequence, int at, uint16_t *colour)
{
    if (at + 2 >= sequence->count || sequence->numbers[at + 1] != 5 || sequence->numbers[at + 2] > 255)
        return 0;
    *colour = (uint16_t)(sequence->numbers[at + 2] + 1);
    return 3;
}

// Of 30 to 37, 40 to 47, and the bright ones from 90 and 100 on.
static bool take_usual_colour(Look *look, int number)
{
    const int tens = number / 10, colour = number % 10;
    if (colour >= COLOURS || (tens != 3 && tens != 4 && tens != 9 && tens != 10))
        return false;
    *(tens == 3 || tens == 9 ? &look->fore : &look->back) = (uint16_t)(colour + (tens > 8 ? COLOURS : 0) + 1);
    return true;
}

static void end_attribute(Look *look, int number)
{
    const int both = number == 2 ? 1 << 1 | 1 << 2 : 1 << number;
    look->attributes = (uint16_t)(look->attributes & ~both);
}

// 10: the first font, which the Linux console's description has with each.
static bool take_look(Look *look, int number)
{
    if (number == 0)
        *look = (Look){0};
    else if (number <= LAST_ATTRIBUTE)
        look->attributes = (uint16_t)(look->attributes | 1 << number);
    else if (number == 39)
        look->fore = 0;
    else if (number == 49)
        look->back = 0;
    else if (number >= 22 && number <= 20 + LAST_ATTRIBUTE)
        end_attribute(look, number - 20);
    else
        return number == 10 || take_usual_colour(look, number);
    return true;
}

static void take_looks(Emulator *emulator, const Sequence *sequence)
{
    for (int i = 0, taken; i < sequence->count; i += taken) {
        const int number = sequence->numbers[i];
        taken = 1;
        if (number == 38 || number == 48)
            taken = take_colour(sequence, i, number == 38 ? &emulator->look.fore : &emulator->look.back);
        else if (!take_look(&emulator->look, number))
            taken = 0;
        if (!taken) {
            lose_look(emulator);
            return;
        }
        emulator->has_look = emulator->has_look || number == 0;
    }
}

// Text

static void join(Emulator *emulator, const char *mark, size_t length)
{
    EmulatedCell *cells = emulator_row(emulator, emulator->row);
    int column = emulator->column - 1;
    while (column > 0 && cells[column].width == 0)
        column--;
    if (column < 0 || !*cells[column].text || strlen(cells[column].text) + length >= EMULATED_BYTES)
        lose(emulator);
    else
        strncat(cells[column].text, mark, length);
}

static void put(Emulator *emulator, const char *text, size_t length, int width)
{
    const int end = emulator->column + width;
    if (width < 1 || width > 2 || length >= EMULATED_BYTES || end > emulator->columns) {
        lose(emulator);
        return;
    }
    EmulatedCell *cells = &emulator_row(emulator, emulator->row)[emulator->column];
    erase(emulator, emulator->row, emulator->column, end);
    for (int i = 0; i < width; i++) {
        cells[i].look = emulator->look;
        cells[i].width = 0;
    }
    cells->width = (uint16_t)(emulator->has_look ? width : EMULATED_UNKNOWN);
    if (length != 1 || *text != ' ')
        memcpy(cells->text, text, length);
    emulator->column = end == emulator->columns && !emulator->has_wrap ? end - 1 : end;
}

static void take_text(Emulator *emulator, const char *text, size_t length, uint32_t codepoint)
{
    const bool is_odd = length == 1 && codepoint >= 0x7F; // a byte that is no UTF-8
    const int width = codepoint < 0x7F ? 1 : is_odd ? -1 : wcwidth((wchar_t)codepoint);
    if (!emulator->is_placed)
        emulator->has_other = true;
    else if (width == 0)
        join(emulator, text, length);
    else
        put(emulator, text, length, width);
}

// REP. That of a wide one, or with marks, is not followed.
static void repeat(Emulator *emulator, int times)
{
    const EmulatedCell *before = emulator->column ? &emulator_row(emulator, emulator->row)[emulator->column - 1] : NULL;
    if (!before || before->width != 1) {
        lose(emulator);
        return;
    }
    const EmulatedCell kept = *before;
    for (int i = least(times, emulator->columns); i > 0; i--)
        put(emulator, *kept.text ? kept.text : " ", *kept.text ? strlen(kept.text) : 1, 1);
}

// Sequences

static void obey_motion(Emulator *emulator, const Sequence *sequence, int number)
{
    const bool is_waiting_now = is_waiting(emulator);
    switch (sequence->final) {
    case 'H': go_to(emulator, number - 1, sequence->count > 1 ? sequence->numbers[1] - 1 : 0); emulator->is_placed = true; return;
    case 'G': go_to(emulator, emulator->row, number - 1); return;
    case 'r': set_region(emulator, sequence); return;
    case 'd': go_to(emulator, number - 1, emulator->column); break;
    case 'A': go_rows(emulator, -number); break;
    case 'B': go_rows(emulator, number); break;
    case 'C': go_to(emulator, emulator->row, emulator->column + number); break;
    case 'D': go_to(emulator, emulator->row, emulator->column - number); break;
    default: lose(emulator);
    }
    if (is_waiting_now)
        lose(emulator);
}

static void obey_change(Emulator *emulator, const Sequence *sequence, int number)
{
    if (is_waiting(emulator) && !strchr("bST", sequence->final))
        lose(emulator);
    if (!emulator->is_placed && (sequence->final != 'J' || sequence->numbers[0] != 2))
        return;
    switch (sequence->final) {
    case 'J': erase_screen(emulator, sequence->numbers[0]); break;
    case 'K': erase_in_row(emulator, sequence->numbers[0]); break;
    case 'X': erase(emulator, emulator->row, emulator->column, least(emulator->column + number, emulator->columns)); break;
    case 'L': scroll_from_cursor(emulator, -number); break;
    case 'M': scroll_from_cursor(emulator, number); break;
    case 'S': scroll(emulator, emulator->top, number); break;
    case 'T': scroll(emulator, emulator->top, -number); break;
    case 'P': shift(emulator, number); break;
    case '@': shift(emulator, -number); break;
    case 'b': repeat(emulator, number); break;
    default: lose(emulator);
    }
}

// As terminfo's civis and cnorm have them: DECTCEM, xterm's 12, and what screen and the Linux console have for it.
static bool is_of_cursor(const Sequence *sequence)
{
    const int number = sequence->numbers[0];
    if (sequence->count > 1)
        return false;
    if (sequence->final == 'c')
        return sequence->prefix == '?';
    return (sequence->final == 'h' || sequence->final == 'l') && (sequence->prefix == '?' ? number == 12 || number == 25 : number == 34);
}

static void obey(Emulator *emulator, const Sequence *sequence)
{
    const int number = sequence->numbers[0] ? sequence->numbers[0] : 1;
    if (sequence->prefix == '?' && sequence->numbers[0] == 7 && sequence->count == 1 && strchr("hl", sequence->final))
        emulator->has_wrap = sequence->final == 'h';
    else if (is_of_cursor(sequence))
        emulator->has_other = true;
    else if (sequence->prefix)
        lose(emulator);
    else if (sequence->final == 'm')
        take_looks(emulator, sequence);
    else if (strchr("JKXLMSTP@b", sequence->final))
        obey_change(emulator, sequence, number);
    else
        obey_motion(emulator, sequence, number);
}

// From behind ESC on. What shifts to the usual characters changes nothing, for nothing else is shown in others.
static const char *take_escape(Emulator *emulator, const char *at, const char *end)
{
    Sequence sequence;
    bool is_known;
    const char first = at < end ? *at : '\0';
    if (first == '[') {
        at = sequence_read(at + 1, end, &sequence, &is_known);
        if (is_known)
            obey(emulator, &sequence);
        else
            lose(emulator);
        return at;
    }
    if (first == '(' && end - at > 1 && at[1] == 'B')
        return at + 2;
    switch (first) {
    case '7': save(emulator); return at + 1;
    case '8': restore(emulator); return at + 1;
    case 'M': feed_line_back(emulator); return at + 1;
    default: break;
    }
    lose(emulator);
    if (first && strchr("]P_^X", first))
        return sequence_pass_string(at + 1, end);
    while (at < end && *at >= ' ' && *at < '0')
        at++;
    return at < end ? at + 1 : at;
}

static const char *take_control(Emulator *emulator, const char *at, const char *end)
{
    enum { SHIFT_IN = 0x0F };
    switch (*at) {
    case '\033': return take_escape(emulator, at + 1, end);
    case '\r': emulator->column = 0; break;
    case '\n': feed_line(emulator); break;
    case SHIFT_IN: break;
    case '\b':
        if (is_waiting(emulator))
            lose(emulator);
        go_to(emulator, emulator->row, emulator->column - 1);
        break;
    default: lose(emulator);
    }
    return at + 1;
}

void emulator_take(Emulator *emulator, const char *bytes, size_t length)
{
    for (const char *at = bytes, *end = bytes + length; at < end;) {
        size_t size = 0;
        if ((unsigned char)*at < ' ' || *at == 0x7F) {
            at = take_control(emulator, at, end);
            continue;
        }
        const uint32_t codepoint = utf8_next(at, (size_t)(end - at), &size);
        take_text(emulator, at, size, codepoint);
        at += size;
    }
}
