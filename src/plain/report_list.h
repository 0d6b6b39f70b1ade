// A list of places in a report on its way out: contents, hits, bookmarks. Of plain/ only.
#ifndef PLAIN_REPORT_LIST_H
#define PLAIN_REPORT_LIST_H
#include "plain/printer.h"

enum { REPORT_LIST_GAP = 2 };   // cells between citations and texts

typedef struct {
    Printer printer;
    Report *report;
    int width;      // cells of the widest citation
} ReportList;

ReportList report_list_start(FILE *out, Report *report, PrintForm form);
void report_list_widen(ReportList *list, Place place);      // of every item before the first is started

// TEXT: the citation stands in list->printer.line, and the text goes behind it. JSON: citation, chapter and place do.
void report_list_start_item(ReportList *list, Place place);
void report_list_end_item(ReportList *list);

#endif
