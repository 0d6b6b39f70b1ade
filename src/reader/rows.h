// What lists are made of. Only for the files that fill them.
#ifndef READER_ROWS_H
#define READER_ROWS_H
#include "reader/session.h"

char *row_text(const char *format, ...) __attribute__((format(printf, 1, 2)));  // the caller frees, or gives it to list_add()

// Empties a list and names it. Takes both texts, which may hold what comes from outside: the name of a keymap's file, what was searched for.
void rows_begin(List *list, char *title, char *empty);

void rows_add_heading(List *list, const char *text);

#endif
