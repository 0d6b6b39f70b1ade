// Bookmarks as a list.
#include "base/translate.h"
#include "plain/output.h"
#include "plain/report_list.h"
#include "text/json.h"
#include "text/locale.h"

enum { DATE_BYTES = 64 };

static const char *found_name(AnchorResult found)
{
    switch (found) {
    case ANCHOR_FOUND: return "found";
    case ANCHOR_NEAR: return "near";
    case ANCHOR_LOST: return "lost";
    }
    return "";
}

static const char *found_remark(AnchorResult found)
{
    switch (found) {
    case ANCHOR_FOUND: return "";
    case ANCHOR_NEAR: return _(" (these words are gone; they stood here)");
    case ANCHOR_LOST: return _(" (these words are gone, and where they stood)");
    }
    return "";
}

// The sentence, then on a line of their own the date and the note.
static void add_mark(ReportList *list, const Mark *mark)
{
    char date[DATE_BYTES];
    Buffer *line = &list->printer.line;
    output_add(line, mark->sentence);
    buffer_add_text(line, found_remark(mark->found));
    output_line(list->printer.out, line);
    buffer_add_repeated(line, ' ', list->width + REPORT_LIST_GAP);
    buffer_add_text(line, locale_date(mark->time, date, sizeof date));
    if (*mark->note) {
        buffer_add_text(line, *date ? ": " : "");
        output_add(line, mark->note);
    }
}

static void print_mark(ReportList *list, const Mark *mark)
{
    Buffer *line = &list->printer.line;
    report_list_start_item(list, mark->place);
    if (list->printer.form == PRINT_JSON) {
        json_add_text(line, "text", mark->sentence);
        json_add_text(line, "note", mark->note);
        json_add_text(line, "time", mark->time);
        json_add_text(line, "found", found_name(mark->found));
    } else {
        add_mark(list, mark);
    }
    report_list_end_item(list);
}

int print_marks(FILE *out, Report *report, Marks *marks, PrintForm form)
{
    ReportList list = report_list_start(out, report, form);
    for (size_t i = 0; i < marks_count(marks); i++)
        report_list_widen(&list, marks_at(marks, i)->place);
    for (size_t i = 0; i < marks_count(marks) && !ferror(out); i++)
        print_mark(&list, marks_at(marks, i));
    return printer_end(&list.printer, _("No bookmarks."));
}
