// A list that a person moves in: contents, hits, bookmarks, help. Rows, a selection, folding, a filter; no screen.
#ifndef READER_LIST_H
#define READER_LIST_H
#include <stdbool.h>
#include <stddef.h>
#include "report/chapter.h"
#include "report/place.h"

typedef struct {
    int level;          // of nesting, from 0
    char *mark;         // what stands before the text: "3.12", "read", keys; "" = none
    char *text;
    char *detail;       // what stands behind it: "4 min", a date; "" = none
    char *note;         // a second line; "" = none
    Direction direction; // of the text, where the report says it; AUTO = by its letters
    char *unseen;       // what a filter finds too, and no row has room for: "" = none
    char *date;         // that the row can be sorted by, RFC 3339; "" = none
    size_t state;       // which of the list's states it has, from 1; 0 = none
    Place place;
    size_t source;      // index of what the row shows in its own list
    bool is_heading;    // cannot be selected
    bool is_folded;     // what is below it is hidden
    bool is_closed;     // what is below it is not in the list; it is folded
    bool has_children;
    size_t given;       // where it stands in the list's own order, from 0; list_add() sets it
} Row;

enum { LIST_STATES = 3 };

// Words that ask for the rows in a state, borrowed.
typedef struct {
    const char *told;   // in the language of the person: "lu"
    const char *name;   // the same in every language, as options have it: "read"; NULL = none
} RowState;

// What a list can be sorted by.
typedef enum { ORDER_GIVEN, ORDER_TEXT, ORDER_DATE } ListOrder;

typedef struct {
    char *title;
    char *empty;        // what is shown where there are no rows
    Row *rows;
    size_t count;
    size_t capacity;
    size_t selected;    // index of a row that is shown and no heading; count if there is none
    size_t wanted;      // the row that a person chose last: selected again as soon as it is shown
    ListOrder order;    // that the rows stand in as soon as the list is settled; rows that are added later too
    bool is_sorted;     // they do
    char *filter;       // looked for in mark, text, detail, note and unseen, case and accents aside; NULL or "" = all
    RowState states[LIST_STATES];   // a filter that is one of these words asks for the rows in that state instead; told NULL = there are none
    bool *shown;        // one a row
    char *none;         // the "" of all rows; NULL = there was none yet
} List;

// Every function but list_clear() and list_add() leaves the list settled.
void list_free(List *list);                                         // all of it, title and filter too; empty again
void list_clear(List *list);                                        // frees the rows; keeps the filter, the order and the number of the wanted row
void list_show_all(List *list);                                     // no filter, and the list's own order: it is opened anew
void list_add(List *list, Row row);                                 // takes the row's strings; NULL is ""
void list_settle(List *list);                                       // after adding or a change in rows: has_children, shown, a valid selection
bool list_move(List *list, int steps);                              // by rows that are shown and no headings; false: it was at the end already
void list_select(List *list, size_t row);                           // the nearest one that is shown: one that it is below, else before, else behind it
// Rows below one go with it, and each heading keeps its own. The selected row stays so, wherever it goes. TEXT: collated (text/collate.h);
// DATE: the newest first, those without one last. What is alike stays in the list's own order.
void list_sort(List *list, ListOrder order);
size_t list_given(const List *list, size_t given);                  // the row that is `given` in the list's own order; count if there is none
void list_filter(List *list, const char *text);                     // what matches, folded or not, and what it is below; selects one that matches; "" = all
// The selected row. Folding one that can't be goes to the row that it is below, unfolding one that is open to the first below it. A filter
// shows what is folded too, so that nothing is folded or unfolded then. False: nothing was done.
bool list_fold(List *list, bool is_folded);
void list_fold_all(List *list, bool is_folded);
size_t list_shown_count(const List *list);                          // rows that can be selected now
size_t list_shown_before(const List *list, size_t row);             // of those, how many stand before it

#endif
