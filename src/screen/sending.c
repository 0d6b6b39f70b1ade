// What of a screen is sent where a screen reader speaks what comes, in the order in which it comes.
#include "screen/sending.h"
#include <string.h>

enum { SCROLL_MOST = 4 };

static bool is_same_row(const Grid *one, int row, const Grid *other, int other_row)
{
    return memcmp(grid_cell(one, row, 0), grid_cell(other, other_row, 0), (size_t)one->columns * sizeof(Cell)) == 0;
}

// `step` 1 is up by a row, the new row stands last; -1 is down. A page that ended before the screen did shows more rows afterwards.
static bool has_scrolled(const Grid *before, const Grid *now, int step)
{
    const int text_rows = now->rows - 1, first = step < 0 ? -step : 0, end = step > 0 ? text_rows - step : text_rows;
    int kept = 0;
    for (int row = first; row < end; row++)
        kept += is_same_row(now, row, before, row + step);
    return kept > text_rows / 2;
}

// By a line; with the blank ones before it that are some rows.
static bool has_scrolled_some(const Grid *before, const Grid *now)
{
    for (int step = 1; step <= SCROLL_MOST; step++)
        if (has_scrolled(before, now, step) || has_scrolled(before, now, -step))
            return true;
    return false;
}

static int mark_changed(const Grid *before, const Grid *now, bool *is_whole)
{
    int count = 0;
    for (int row = 0; row < now->rows; row++) {
        is_whole[row] = !is_same_row(before, row, now, row);
        count += row < now->rows - 1 && is_whole[row];
    }
    return count;
}

static bool has_moved(const Grid *before, const Grid *now)
{
    return before->reading_row != now->reading_row || before->reading_column != now->reading_column;
}

static bool has_same_text(const Grid *one, const Grid *other, int row)
{
    for (int column = 0; column < one->columns; column++)
        if (strcmp(grid_cell(one, row, column)->text, grid_cell(other, row, column)->text) != 0)
            return false;
    return true;
}

Sending sending_heard(const Grid *before, const Grid *now, Change change, bool *is_whole)
{
    const int last = now->rows - 1, changed = mark_changed(before, now, is_whole);
    const bool is_scrolled = changed && change == CHANGE_OTHER && has_scrolled_some(before, now);
    bool is_again = false;
    if (is_scrolled) {
        memset(is_whole, false, (size_t)last);
    } else if (changed > last / 2) {
        return (Sending){.is_afresh = true, .is_again = true};
    } else if (change == CHANGE_PLACE || (change == CHANGE_OTHER && has_moved(before, now))) {
        is_whole[now->reading_row] = true;
        is_again = has_same_text(before, now, now->reading_row);
    }
    if (change == CHANGE_TYPING)
        is_whole[last] = false;
    return (Sending){.is_whole = is_whole, .is_again = is_again};
}
