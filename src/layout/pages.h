// A layout cut into pages of a number of rows.
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H
#include "layout/layout.h"

// A page shows the lines from its start to the start of the next, `rows` at most; blank lines between two pages belong to the first and need
// not be shown.
typedef struct {
    int *starts;    // line on which each page begins
    int count;      // at least 1
    int rows;
} Pages;

// A page never begins with a blank line and, where it has four rows or more, never ends with a line that is to be kept with the next, unless
// that would leave half of it empty.
Pages pages_new(const Layout *layout, int rows);
void pages_free(Pages *pages);
int pages_at(const Pages *pages, int line);     // the page that holds a line, from 0

#endif
