// What of a screen is sent where a screen reader speaks what comes, in the order in which it comes.
#include "screen/sending.h"
#include <string.h>

enum {
    SCROLL_MOST = 4,    // rows
    SCROLL_LEAST = 3,   // rows that stay: ncurses moves no fewer, but sends them again
};

static bool is_blank_row(const Grid *grid, int row)
{
    for (int column = 0; column < grid->columns; column++)
        if (*grid_cell(grid, row, column)->text)
            return false;
    return true;
}

static int least(int one, int other)
{
    return one < other ? one : other;
}

// Rows of the page that nothing stands over, before and now. The last one is never the page's.
static int page_rows(const Grid *before, const Grid *now)
{
    return least(least(before->foot, now->foot), now->rows - 1);
}

// `step` 1 is up by a row, the new row stands last; -1 is down. A page that ended before the screen did shows more rows afterwards.
static bool has_scrolled(const Grid *before, const Grid *now, int step)
{
    const int rows = page_rows(before, now), first = step < 0 ? -step : 0, end = step > 0 ? rows - step : rows;
    int kept = 0;
    for (int row = first; row < end; row++)
        kept += grid_same_row(now, row, before, row + step);
    return kept > rows / 2 && kept >= SCROLL_LEAST;
}

// By a line; with the blank ones before it that are some rows.
bool sending_scrolls(const Grid *before, const Grid *now)
{
    for (int step = 1; step <= SCROLL_MOST; step++)
        if (has_scrolled(before, now, step) || has_scrolled(before, now, -step))
            return true;
    return false;
}

static bool has_same_text(const Grid *one, const Grid *other, int row)
{
    for (int column = 0; column < one->columns; column++)
        if (strcmp(grid_cluster(one, row, column), grid_cluster(other, row, column)) != 0)
            return false;
    return true;
}

bool sending_replaces(const Grid *before, const Grid *now)
{
    const int rows = page_rows(before, now);
    bool has_text = false;
    for (int row = 0; row < rows; row++) {
        const bool is_text = !is_blank_row(now, row);
        if (is_text && has_same_text(before, now, row))
            return false;
        has_text = has_text || is_text;
    }
    return has_text;
}

// Returns how many of the page's own rows have changed. A row that is blank now is cleared, which is not spoken.
static int mark_changed(const Grid *before, const Grid *now, bool *is_whole)
{
    const int rows = page_rows(before, now);
    int count = 0;
    for (int row = 0; row < now->rows; row++) {
        const bool is_changed = !grid_same_row(before, row, now, row);
        is_whole[row] = is_changed && !is_blank_row(now, row);
        count += row < rows && is_changed;
    }
    return count;
}

static bool has_moved(const Grid *before, const Grid *now)
{
    return before->reading_row != now->reading_row || before->reading_column != now->reading_column;
}

static Sending send_rows(const bool *is_whole, int rows, bool is_again)
{
    bool is_any = false;
    for (int row = 0; row < rows; row++)
        is_any = is_any || is_whole[row];
    return (Sending){.is_whole = is_any ? is_whole : NULL, .is_again = is_again};
}

Sending sending_heard(const Grid *before, const Grid *now, Change change, bool *is_whole)
{
    const int last = now->rows - 1, changed = mark_changed(before, now, is_whole);
    const bool is_scrolled = changed && change == CHANGE_OTHER && sending_scrolls(before, now);
    bool is_again = false;
    if (is_scrolled) {
        memset(is_whole, false, (size_t)page_rows(before, now));
    } else if (changed > page_rows(before, now) / 2) {
        return (Sending){.is_afresh = true, .is_again = true};
    } else if (change == CHANGE_PLACE || (change == CHANGE_OTHER && has_moved(before, now))) {
        is_whole[now->reading_row] = true;
        is_again = has_same_text(before, now, now->reading_row);
    }
    if (change == CHANGE_TYPING)
        is_whole[last] = false;
    return send_rows(is_whole, now->rows, is_again);
}
