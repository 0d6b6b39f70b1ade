// Layouts and pages of the chapters at the present size, made when they are needed and dropped when they are far away.
#ifndef READER_PAGER_H
#define READER_PAGER_H
#include <stdbool.h>
#include "layout/layout.h"
#include "layout/pages.h"
#include "report/report.h"

typedef struct Pager Pager;

Pager *pager_new(Report *report);   // 80 cells and 23 rows, until it is resized
void pager_free(Pager *pager);      // NULL is fine
void pager_resize(Pager *pager, LayoutOptions options, int rows, int columns);  // of a page, 1 or 2; drops what no longer fits: layouts stay where only these change

// From now on, until pager_complete(), of a long chapter that was not read yet only the start is lent (report_chapter_start()), for a first page;
// nothing may be counted meanwhile.
void pager_take_start(Pager *pager);
void pager_complete(Pager *pager);  // whole chapters from now on; what was borrowed of a start is no more

// Of a long chapter no more lines are made than are asked for, and no more pages; in idle time they are only counted.
const Layout *pager_layout(Pager *pager, int chapter);              // borrowed until the next call of pager_resize, or 4 other chapters
Pages *pager_pages(Pager *pager, int chapter);                // likewise
Layout *pager_block(Pager *pager, int chapter, int block);          // one block at the present size, as layout_block(); the caller frees

// Lines of a text at the present measure, as break_lines() has them; *lines likewise.
size_t pager_break(Pager *pager, const char *text, size_t length, const char *language, TextLine **lines);

// How many pages a chapter has. It is laid out if it must be, but no layout that is borrowed is dropped for it.
int pager_page_count(Pager *pager, int chapter);

// Pages of the chapters before one, and of all; those not laid out yet, or not whole, are guessed, and *exact tells. No work is done.
int pager_pages_before(const Pager *pager, int chapter, bool *exact);
int pager_pages_counted(const Pager *pager);                        // of the chapters from the first on that are all counted
int pager_pages_in_all(const Pager *pager, bool *exact);
long pager_words_after(const Pager *pager, int chapter);            // of the chapters behind it; guessed likewise
bool pager_holds(const Pager *pager, int chapter);                   // something that it lends or makes is of the chapter
int pager_seen(const Pager *pager);  // how many chapters were laid out at least once, at any size
// A step towards the pages of one more chapter, in order: it is loaded, or some hundred lines of it are laid out; false: all are known, or it was
// stopped.
bool pager_step(Pager *pager);
bool pager_step_chapter(Pager *pager);  // as many as one more chapter takes

// Behind what was stopped (report_is_stopped()): drops what may be of chapters that were not read, and where pages end; what is borrowed too.
void pager_forget_stopped(Pager *pager);

#endif
