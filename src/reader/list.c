// Rows, a selection, folding and a filter.
#include "reader/list.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "reader/list_parts.h"
#include "text/fold.h"

static void free_text(const List *list, char *text)
{
    if (text != list->none)
        free(text);
}

void list_clear(List *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const Row *row = &list->rows[i];
        char *const texts[] = {row->mark, row->text, row->detail, row->note, row->unseen, row->date};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            free_text(list, texts[k]);
    }
    list->count = 0;
    list->selected = 0;
}

void list_free(List *list)
{
    list_clear(list);
    free(list->rows);
    free(list->shown);
    free(list->title);
    free(list->empty);
    free(list->filter);
    free(list->none);
    *list = (List){0};
}

// A long list has many thousands of rows, and most of them little more than a text.
static char *or_none(const List *list, char *text)
{
    if (text && *text)
        return text;
    free(text);
    return list->none;
}

void list_add(List *list, Row row)
{
    if (!list->none)
        list->none = memory_copy_text("");
    row.mark = or_none(list, row.mark);
    row.text = or_none(list, row.text);
    row.detail = or_none(list, row.detail);
    row.note = or_none(list, row.note);
    row.unseen = or_none(list, row.unseen);
    row.date = or_none(list, row.date);
    row.given = list->count;
    list->is_sorted = false;
    list->rows = memory_grow(list->rows, list->count, &list->capacity, sizeof *list->rows);
    list->rows[list->count++] = row;
}

static bool has_filter(const List *list)
{
    return list->filter && *list->filter;
}

// What a filter asks for.
typedef struct {
    Folded text;
    size_t state;       // that it is the word of; 0 = it is a text
} Wanted;

static bool is_word(const Folded *text, const char *word)
{
    if (!word)
        return false;
    Folded folded = fold_text(word, strlen(word), FOLD_ALL);
    const bool is_same = folded.length == text->length && memcmp(folded.text, text->text, text->length) == 0;
    folded_free(&folded);
    return is_same;
}

static Wanted wanted_new(const List *list)
{
    Wanted wanted = {.text = fold_text(list->filter, strlen(list->filter), FOLD_ALL)};
    for (size_t i = 0; i < LIST_STATES && wanted.text.length; i++)
        if (is_word(&wanted.text, list->states[i].told) || is_word(&wanted.text, list->states[i].name))
            wanted.state = i + 1;
    return wanted;
}

static void wanted_free(Wanted *wanted)
{
    folded_free(&wanted->text);
}

static bool row_has_text(const Row *row, const Folded *needle)
{
    Buffer text = {0};
    buffer_addf(&text, "%s %s %s %s %s", row->mark, row->text, row->detail, row->note, row->unseen);
    Folded hay = fold_text(buffer_text(&text), text.length, FOLD_ALL);
    TextRange range;
    size_t next;
    bool is_found = folded_find(&hay, needle, buffer_text(&text), text.length, 0, &range, &next);
    folded_free(&hay);
    buffer_free(&text);
    return is_found;
}

static bool row_matches(const Row *row, const Wanted *wanted)
{
    return wanted->state ? row->state == wanted->state : wanted->text.length == 0 || row_has_text(row, &wanted->text);
}

// Backwards, so that a row knows whether something below it was found.
static void show_matches(List *list)
{
    Wanted wanted = wanted_new(list);
    int below = 0;                  // rows of a lower level hold one that is shown
    bool wants_heading = false;
    for (size_t i = list->count; i-- > 0;) {
        const Row *row = &list->rows[i];
        bool matches = !row->is_heading && row_matches(row, &wanted);
        list->shown[i] = matches || row->level < below || (row->is_heading && wants_heading);
        wants_heading = !row->is_heading && (wants_heading || matches);
        if (list->shown[i])
            below = row->level;
    }
    wanted_free(&wanted);
}

static void show_unfolded(List *list)
{
    int hidden = INT_MAX;   // rows below this level are hidden, until one that is not below it
    for (size_t i = 0; i < list->count; i++) {
        const Row *row = &list->rows[i];
        if (row->level <= hidden)
            hidden = INT_MAX;
        list->shown[i] = hidden == INT_MAX;
        if (row->is_folded && row->has_children && hidden == INT_MAX)
            hidden = row->level;
    }
}

static bool can_select(const List *list, size_t row)
{
    return row < list->count && list->shown[row] && !list->rows[row].is_heading;
}

static size_t parent_of(const List *list, size_t row)
{
    for (size_t i = row; i-- > 0;)
        if (list->rows[i].level < list->rows[row].level)
            return i;
    return list->count;
}

// A hidden row gives way to the row that it is below, which stands before it; a heading to what it heads.
static size_t nearest(const List *list, size_t row)
{
    if (list->count == 0)
        return 0;
    if (row >= list->count)
        row = list->count - 1;
    if (list->rows[row].is_heading && list->shown[row])
        for (size_t i = row; i < list->count; i++)
            if (can_select(list, i))
                return i;
    for (size_t i = row + 1; i-- > 0;)
        if (can_select(list, i))
            return i;
    for (size_t i = row; i < list->count; i++)
        if (can_select(list, i))
            return i;
    return list->count;
}

void list_settle(List *list)
{
    list->shown = memory_resize(list->shown, list->count + 1, sizeof *list->shown);
    if (!list->is_sorted)
        list_put_in_order(list);
    for (size_t i = 0; i < list->count; i++) {
        Row *row = &list->rows[i];
        row->has_children = row->is_closed || (i + 1 < list->count && list->rows[i + 1].level > row->level);
    }
    if (has_filter(list))
        show_matches(list);
    else
        show_unfolded(list);
    list->selected = nearest(list, list->wanted);
}

bool list_move(List *list, int steps)
{
    size_t row = list->selected;
    int left = abs(steps);
    for (size_t i = row; left > 0 && i < list->count;) {
        i = steps > 0 ? i + 1 : i - 1;  // wraps to a number past count
        if (can_select(list, i)) {
            row = i;
            left--;
        }
    }
    bool has_moved = row != list->selected;
    if (has_moved)
        list->wanted = list->selected = row;
    return has_moved;
}

void list_select(List *list, size_t row)
{
    list->wanted = list->selected = nearest(list, row);
}

// A row that matches is selected, not one that is shown only for what is below it. The wanted row comes back with the next filter.
static void select_match(List *list)
{
    Wanted wanted = wanted_new(list);
    size_t row = list->selected;
    while (row < list->count && !(can_select(list, row) && row_matches(&list->rows[row], &wanted)))
        row++;
    if (row < list->count)
        list->selected = row;
    wanted_free(&wanted);
}

void list_filter(List *list, const char *text)
{
    char *filter = memory_copy_text(text);
    free(list->filter);
    list->filter = filter;
    list_settle(list);
    if (has_filter(list))
        select_match(list);
}

static bool set_folded(List *list, Row *row, bool is_folded)
{
    row->is_folded = is_folded;
    list_settle(list);
    return true;
}

static bool select_if_shown(List *list, size_t row)
{
    if (!can_select(list, row))
        return false;
    list_select(list, row);
    return true;
}

bool list_fold(List *list, bool is_folded)
{
    if (list->selected >= list->count)
        return false;
    Row *row = &list->rows[list->selected];
    list->wanted = list->selected;
    if (row->has_children && row->is_folded != is_folded && !has_filter(list))
        return set_folded(list, row, is_folded);
    if (is_folded)
        return select_if_shown(list, parent_of(list, list->selected));
    return row->has_children && select_if_shown(list, list->selected + 1);
}

// A heading stays open: it can't be selected, and so could not be opened again.
void list_fold_all(List *list, bool is_folded)
{
    for (size_t i = 0; i < list->count; i++)
        list->rows[i].is_folded = is_folded && list->rows[i].has_children && !list->rows[i].is_heading;
    list->wanted = list->selected;
    list_settle(list);
    list->wanted = list->selected;
}

size_t list_shown_count(const List *list)
{
    return list_shown_before(list, list->count);
}

size_t list_shown_before(const List *list, size_t row)
{
    size_t shown = 0;
    for (size_t i = 0; i < row && i < list->count; i++)
        shown += list->shown[i] && !list->rows[i].is_heading;
    return shown;
}

size_t list_given(const List *list, size_t given)
{
    size_t row = 0;
    while (row < list->count && list->rows[row].given != given)
        row++;
    return row;
}

void list_sort(List *list, ListOrder order)
{
    const size_t selected = list->selected < list->count ? list->rows[list->selected].given : list->count;
    list->order = order;
    list->is_sorted = false;
    list_settle(list);
    list_select(list, list_given(list, selected));
}

void list_show_all(List *list)
{
    list_filter(list, "");
    list_sort(list, ORDER_GIVEN);
}
