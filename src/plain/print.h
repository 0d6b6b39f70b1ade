// Reports and lists on standard output: dump, contents, hits, marks, problems; as text or JSON (doc/format.md).
#ifndef PLAIN_PRINT_H
#define PLAIN_PRINT_H
#include <stdbool.h>
#include <stdio.h>
#include "base/error.h"
#include "reader/marks.h"
#include "reader/search.h"
#include "report/report.h"

typedef enum { PRINT_TEXT, PRINT_JSON } PrintForm;

// Each returns the exit status: 0; 1 where there is nothing to list; 3 where writing failed. Text is in the locale's character set.
int print_dump(FILE *out, Report *report, int cells);                           // the whole report; cells 0 = lines are not broken
int print_dump_at(FILE *out, Report *report, Place place, int cells);           // the chapter or section that a place begins or stands in
int print_contents(FILE *out, Report *report, PrintForm form);
int print_hits(FILE *out, Report *report, Search *search, PrintForm form);
int print_marks(FILE *out, Report *report, Marks *marks, PrintForm form);

// Problems as `file:line:column: error: text`, the source line and a caret below.
int print_problems(FILE *out, const Problems *problems, PrintForm form);
void print_error(FILE *out, const Error *error);                                // "lectern: file:line:column: text"

#endif
