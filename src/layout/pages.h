// A layout cut into pages of a number of rows.
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H
#include "layout/layout.h"

typedef struct {
    int *starts;    // line on which each page begins
    int count;      // at least 1
    int rows;
} Pages;

// A page never begins with a blank line and, where it has four rows or more, never ends with a line that is to be kept with the next.
Pages pages_new(const Layout *layout, int rows);
void pages_free(Pages *pages);
int pages_at(const Pages *pages, int line);     // the page that holds a line, from 0

#endif
