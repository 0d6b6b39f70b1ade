// What lists are made of. Only for the files that fill them.
#ifndef READER_ROWS_H
#define READER_ROWS_H
#include "reader/session.h"

char *row_citation(Report *report, Place place);        // "3.12"; the caller frees
Direction row_direction(Report *report, Place place);    // as `dir` of its block says it; AUTO where it does not, and where the chapter is not loaded
char *row_text(const char *format, ...) __attribute__((format(printf, 1, 2)));  // the caller frees, or gives it to list_add()

char *row_range(const char *first, const char *last);   // "3.1-3.4": of a highlight over several paragraphs; last "" = it has one. Likewise
char *row_mark_detail(const char *time, MarkKind kind, AnchorResult found, size_t paragraphs);  // of a mark, as Mark has them; likewise
char *row_mark_note(const char *note, const char *tags);

// Empties a list and names it. Takes both texts, which may hold what comes from outside: the name of a keymap's file, what was searched for.
void rows_begin(List *list, char *title, char *empty);
void rows_name(List *list, char *title, char *empty);   // likewise, where the rows are there already

// Where rows come from chapters that are read in idle time: whether to fill them again, after `listed` chapters were seen then. Only when there is
// much more to show, or all, so that a report of many chapters is not listed once for each.
bool rows_are_worth_refilling(const Reader *reader, int listed);
void rows_select(List *list, Place place);              // of rows made in reading order, the last that is not behind the place

void rows_add_heading(List *list, const char *text);

#endif
