// A list of places in a report on its way out.
#include "plain/report_list.h"
#include <string.h>
#include "plain/output.h"
#include "report/anchor.h"
#include "text/json.h"

ReportList report_list_start(FILE *out, Report *report, PrintForm form)
{
    ReportList list = {.printer = printer_start(out, form), .report = report};
    if (form == PRINT_TEXT)
        return list;
    const About *about = report_about(report);
    Buffer *line = &list.printer.line;
    json_open(line, "report");
    json_add_text(line, "id", about->id);
    json_add_text(line, "title", about->title);
    json_add_text(line, "edition", report_edition(report));
    json_close(line);
    return list;
}

void report_list_widen(ReportList *list, Place place)
{
    char citation[CITATION_BYTES];
    int width = (int)strlen(report_citation(list->report, place, citation));
    if (width > list->width)
        list->width = width;
}

// "3.12", then blanks up to the column of the texts.
static void add_citation(ReportList *list, Place place)
{
    char citation[CITATION_BYTES];
    buffer_add_text(&list->printer.line, report_citation(list->report, place, citation));
    buffer_add_repeated(&list->printer.line, ' ', list->width - (int)strlen(citation) + REPORT_LIST_GAP);
}

static void add_place(Buffer *line, Report *report, Place place)
{
    Anchor anchor = anchor_new(report, place);
    json_add_text(line, "chapter", anchor.chapter);
    json_open(line, "place");
    json_add_text(line, "chapter", anchor.chapter);
    json_add_text(line, "block", anchor.block);
    json_add_text(line, "exact", anchor.exact);
    json_add_text(line, "prefix", anchor.prefix);
    json_add_text(line, "suffix", anchor.suffix);
    json_close(line);
    anchor_free(&anchor);
}

void report_list_start_item(ReportList *list, Place place)
{
    char citation[CITATION_BYTES];
    if (list->printer.form == PRINT_JSON) {
        printer_start_item(&list->printer);
        json_add_text(&list->printer.line, "citation", report_citation(list->report, place, citation));
        add_place(&list->printer.line, list->report, place);
    } else {
        list->printer.count++;
        add_citation(list, place);
    }
}

void report_list_end_item(ReportList *list)
{
    if (list->printer.form == PRINT_JSON)
        printer_end_item(&list->printer);
    else
        output_line(list->printer.out, &list->printer.line);
}
