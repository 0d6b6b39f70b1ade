// A layout cut into pages of a number of rows, in one column or two.
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H
#include "layout/layout.h"

// A page shows the lines from its start to the start of the next, `rows` at most; blank lines between two pages belong to the first and need
// not be shown. Where there are two columns each is cut as a page of its own would be.
typedef struct {
    int *starts;    // line on which each page begins
    int *seconds;   // and its second column; behind the last line where there is none. NULL: there is one column
    int count;      // at least 1
    int rows;       // of a column
} Pages;

// A page never begins with a blank line and, where it has four rows or more, never ends with a line that is to be kept with the next, unless
// that would leave half of it empty.
Pages pages_new(const Layout *layout, int rows);
Pages pages_new_in(const Layout *layout, int rows, int columns);    // columns: 1 or 2
void pages_free(Pages *pages);
int pages_at(const Pages *pages, int line);     // the page that holds a line, from 0

#endif
