// A list that a person moves in: contents, hits, bookmarks, help. Rows, a selection, folding, a filter; no screen.
#ifndef READER_LIST_H
#define READER_LIST_H
#include <stdbool.h>
#include <stddef.h>
#include "report/place.h"

typedef struct {
    int level;          // of nesting, from 0
    char *mark;         // what stands before the text: "3.12", "read", keys; "" = none
    char *text;
    char *detail;       // what stands behind it: "4 min", a date; "" = none
    char *note;         // a second line; "" = none
    Place place;
    size_t source;      // index of what the row shows in its own list
    bool is_heading;    // cannot be selected
    bool is_folded;     // what is below it is hidden
    bool has_children;
} Row;

typedef struct {
    char *title;
    char *empty;        // what is shown where there are no rows
    Row *rows;
    size_t count;
    size_t capacity;
    size_t selected;    // index of a row that is shown; count if there is none
    char *filter;       // folded search in text, mark, detail and note; "" = all; ancestors of a match are shown with it
    bool *shown;        // one a row
} List;

void list_clear(List *list);                                        // frees rows; keeps the filter
void list_add(List *list, Row row);                                 // takes the row's strings
void list_settle(List *list);                                       // after adding or a changed filter or fold: has_children, shown, a valid selection
bool list_move(List *list, int steps);                              // by rows that are shown and no headings; false: it was at the end already
void list_select(List *list, size_t row);                           // the nearest one that is shown
void list_filter(List *list, const char *text);
bool list_fold(List *list, bool is_folded);                         // the selected row; unfolded leaf or folded already: goes to the parent; false: nothing to do
void list_fold_all(List *list, bool is_folded);
size_t list_shown_count(const List *list);
size_t list_shown_before(const List *list, size_t row);

#endif
