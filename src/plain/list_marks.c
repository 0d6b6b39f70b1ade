// Bookmarks as a list.
#include "base/translate.h"
#include "plain/report_list.h"
#include "plain/told_mark.h"
#include "reader/mark_filter.h"

static void print_mark(ReportList *list, Marks *marks, size_t index)
{
    const Mark *mark = marks_at(marks, index);
    Buffer words = {0};
    marks_add_words(&words, marks, index);
    const ToldMark told = {buffer_text(&words), mark->note, mark->tags, mark->time, mark->kind, mark->found, mark->paragraphs};
    report_list_start_item(list, mark->place);
    if (list->printer.form == PRINT_JSON)
        told_mark_add_json(&list->printer.line, &told);
    else
        told_mark_add_text(&list->printer, list->width + REPORT_LIST_GAP, &told);
    report_list_end_item(list);
    buffer_free(&words);
}

int print_marks(FILE *out, Report *report, Marks *marks, PrintForm form, const char *filter)
{
    ReportList list = report_list_start(out, report, form);
    for (size_t i = 0; i < marks_count(marks); i++)
        if (mark_is_told(marks, i, report, filter))
            report_list_widen(&list, marks_at(marks, i)->place);
    for (size_t i = 0; i < marks_count(marks) && !ferror(out); i++)
        if (mark_is_told(marks, i, report, filter))
            print_mark(&list, marks, i);
    return printer_end(&list.printer, _("No bookmarks."));
}
