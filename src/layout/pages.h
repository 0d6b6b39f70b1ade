// A layout cut into pages of a number of rows, in one column or two.
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H
#include "layout/layout.h"

// A page shows the lines from its start to the start of the next, `rows` at most; blank lines between two pages belong to the first and need
// not be shown. Where there are two columns each is cut as a page of its own would be. They are cut as they are asked for, and no more lines are made
// than that takes.
typedef struct Pages Pages;

// A page never begins with a blank line and, where it has four rows or more, never ends with a line that is to be kept with the next, unless
// that would leave half of it empty. The layout must outlive them; columns: 1 or 2.
Pages *pages_new(const Layout *layout, int rows, int columns);
void pages_free(Pages *pages);                      // NULL is fine

int pages_count(Pages *pages);                      // at least 1; all are cut for it
int pages_guessed(const Pages *pages);              // how many there may be; nothing is cut
bool pages_are_known(const Pages *pages);           // all are cut
bool pages_has(Pages *pages, int page);             // from 0
int pages_start(const Pages *pages, int page);      // the line on which a page begins that there is
int pages_second(Pages *pages, int page);           // and its second column, where there are two; behind the last line where there is none
int pages_at(Pages *pages, int line);               // the page that holds a line; the last one for lines that there are not

#endif
