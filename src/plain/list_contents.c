// The table of contents as a list.
#include "base/translate.h"
#include "plain/output.h"
#include "plain/report_list.h"
#include "report/contents.h"
#include "text/amount.h"
#include "text/json.h"

enum { LEVEL_INDENT = 2 };

static void print_entry(ReportList *list, const ContentsEntry *entry)
{
    Buffer *line = &list->printer.line;
    int minutes = minutes_of(entry->words);
    report_list_start_item(list, entry->place);
    if (list->printer.form == PRINT_JSON) {
        json_add_text(line, "text", entry->title);
        json_add_number(line, "level", entry->level);
        json_add_number(line, "minutes", minutes);
    } else {
        buffer_add_repeated(line, ' ', LEVEL_INDENT * entry->level);
        output_add(line, entry->title);
        buffer_add_text(line, " (");
        buffer_addf(line, translate_count("%s min", "%s min", (size_t)minutes), AMOUNT(minutes));
        buffer_add_char(line, ')');
    }
    report_list_end_item(list);
}

int print_contents(FILE *out, Report *report, PrintForm form)
{
    for (int i = 0; i < report_chapter_count(report); i++)
        report_chapter(report, i);
    Contents contents = contents_new(report);
    ReportList list = report_list_start(out, report, form);
    for (int i = 0; i < contents.count; i++)
        report_list_widen(&list, contents.entries[i].place);
    for (int i = 0; i < contents.count && !ferror(out); i++)
        print_entry(&list, &contents.entries[i]);
    contents_free(&contents);
    return printer_end(&list.printer, _("This report has no chapters."));
}
