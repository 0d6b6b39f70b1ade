// Layouts and pages of the chapters at the present size, made when they are needed and dropped when they are far away.
#ifndef READER_PAGER_H
#define READER_PAGER_H
#include <stdbool.h>
#include "layout/layout.h"
#include "layout/pages.h"
#include "report/report.h"

typedef struct Pager Pager;

Pager *pager_new(Report *report);
void pager_free(Pager *pager);      // NULL is fine
void pager_resize(Pager *pager, LayoutOptions options, int rows);   // drops what no longer fits

const Layout *pager_layout(Pager *pager, int chapter);              // borrowed until the next call of pager_resize, or 4 other chapters
const Pages *pager_pages(Pager *pager, int chapter);                // likewise
// Pages of the chapters before one, and of all; those not laid out yet are guessed, and *exact tells. No work is done.
int pager_pages_before(const Pager *pager, int chapter, bool *exact);
int pager_pages_in_all(const Pager *pager, bool *exact);
bool pager_step(Pager *pager);      // counts the pages of one more chapter; false: all are known

#endif
