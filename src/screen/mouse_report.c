// What a terminal tells of its mouse.
#include "screen/mouse_report.h"

enum {
    NUMBERS = 3,            // button and what was done, column, row; both from 1
    NUMBER_MOST = 10000,    // rows and columns of a screen
    SHIFT_META_CONTROL = 4 + 8 + 16,
    MOTION = 32,
    WHEEL = 64,
};

// Numbers with a ; between, and nothing else.
static bool read_numbers(const char *bytes, size_t length, int numbers[NUMBERS])
{
    size_t at = 0;
    for (int i = 0; i < NUMBERS; i++) {
        const size_t first = at;
        for (numbers[i] = 0; at < length && bytes[at] >= '0' && bytes[at] <= '9' && numbers[i] <= NUMBER_MOST; at++)
            numbers[i] = numbers[i] * 10 + bytes[at] - '0';
        if (at == first || numbers[i] > NUMBER_MOST || (i + 1 < NUMBERS && (at == length || bytes[at++] != ';')))
            return false;
    }
    return at == length;
}

// Keys that are held down change nothing.
static bool read_kind(int what, bool is_release, MouseKind *kind)
{
    switch (what & ~SHIFT_META_CONTROL) {
    case 0: *kind = is_release ? MOUSE_RELEASE : MOUSE_PRESS; return true;
    case MOTION: *kind = MOUSE_DRAG; return !is_release;
    case WHEEL: *kind = MOUSE_WHEEL_UP; return !is_release;
    case WHEEL + 1: *kind = MOUSE_WHEEL_DOWN; return !is_release;
    default: return false;
    }
}

bool mouse_report_read(const char *bytes, size_t length, MouseReport *report)
{
    int numbers[NUMBERS];
    const char last = length ? bytes[length - 1] : '\0';
    if ((last != 'M' && last != 'm') || !read_numbers(bytes, length - 1, numbers) || numbers[1] < 1 || numbers[2] < 1)
        return false;
    report->column = numbers[1] - 1;
    report->row = numbers[2] - 1;
    return read_kind(numbers[0], last == 'm', &report->kind);
}
