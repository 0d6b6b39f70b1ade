// Reports and lists on standard output: dump, contents, hits, marks, problems; as text or JSON (doc/format.md).
//
// Text is in the locale's character set. JSON is UTF-8 in every locale (RFC 8259), one object {version, report: {id, title, edition},
// items}, an item a line, each with citation, chapter, place {chapter, block, exact, prefix, suffix} and text; control and format
// characters are escaped.
#ifndef PLAIN_PRINT_H
#define PLAIN_PRINT_H
#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"
#include "base/status.h"
#include "reader/marks.h"
#include "reader/search.h"
#include "reader/shelf_search.h"
#include "report/report.h"
#include "report/shelf.h"
#include "text/widths.h"

typedef enum { PRINT_TEXT, PRINT_JSON, PRINT_FAULTS } PrintForm;     // FAULTS: problems as text, each with "lectern: " before it

typedef struct {
    int cells;          // of a line; 0 = lines are not broken
    Widths widths;      // of the terminal that may show it
} PrintMeasure;

// Each flushes `out` and returns the exit status: 0; 1 where there is nothing to list (an empty list is printed as such); 3 where writing
// failed, which is then said on standard error. `out` stays open.

// The whole report: its title, then the chapters, each with its footnotes under "Notes" at the end. The address of a link stands behind it in
// angle brackets.
int print_dump(FILE *out, Report *report, PrintMeasure measure);

// The same with what the manifest says before and behind it, a table of contents, and citation numbers in the margin.
int print_document(FILE *out, Report *report, PrintMeasure measure);

// The chapter or section that a place stands in, with the notes that it refers to.
int print_dump_at(FILE *out, Report *report, Place place, PrintMeasure measure);

// Reads all chapters. A section's citation is that of the first text in it. Marks, which may be NULL, tell how far each chapter was read; only those
// are printed that are as far as the name says, of "read", "begun" and "unread"; NULL = all, with their sections.
int print_contents(FILE *out, Report *report, Marks *marks, PrintForm form, const char *only);
bool contents_can_be_only(const char *name);            // it is one of those
int print_hits(FILE *out, Report *report, Search *search, PrintForm form);      // searches to the end
int print_marks(FILE *out, Report *report, Marks *marks, PrintForm form, const char *filter);  // those that mark_fits()

// Of all reports of the shelf, each read here and now.
typedef struct {
    ShelfKept kept;
    PrintForm form;
    const char *text;       // to be searched for; one that search_can(). Of marks: those that mark_fits()
    SearchOptions how;
} ShelfPrint;

// What is installed: id, title, series and part, language, minutes, how far read, bookmarks, or why it can't be read; and how to open one.
int print_shelf(FILE *out, const Shelf *shelf, const ShelfPrint *print);
// Hits, or bookmarks, by report, each report's as soon as it was read. Those that can't be read are told on standard error: then it is 2.
int print_shelf_found(FILE *out, const Shelf *shelf, ShelfWanted wanted, const ShelfPrint *print);

// Problems as `file:line:column: error: text`, the source line and a caret below. 1 where there is an error among them, 0 where there is none.
// As JSON: {version, items: [{gravity, file, line, column, text, source}]}; line and column 0 = unknown.
int print_problems(FILE *out, const Problems *problems, PrintForm form);
void print_fault(FILE *out, const Error *error);         // "lectern: file:line:column: text"; (cmocka has a print_error)

#endif
