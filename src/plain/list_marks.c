// Bookmarks as a list.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/report_list.h"
#include "reader/mark_filter.h"
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

// The lines behind the first stand below it.
static void add_lines(ReportList *list, const char *text)
{
    Buffer *line = &list->printer.line, part = {0};
    for (const char *at = text; *at; at += *at == '\n') {
        const size_t length = strcspn(at, "\n");
        buffer_cut(&part, 0);
        buffer_add(&part, at, length);
        if (at > text) {
            output_line(list->printer.out, line);
            buffer_add_repeated(line, ' ', list->width + REPORT_LIST_GAP);
        }
        output_add(line, buffer_text(&part));
        at += length;
    }
    buffer_free(&part);
}

// The sentence, or a line for each paragraph, then on a line of their own the date, what it is, the tags, and the note.
static void add_mark(ReportList *list, const Mark *mark, const char *words)
{
    char date[DATE_BYTES];
    Buffer *line = &list->printer.line;
    add_lines(list, words);
    buffer_add_text(line, found_remark(mark->found));
    output_line(list->printer.out, line);
    buffer_add_repeated(line, ' ', list->width + REPORT_LIST_GAP);
    buffer_add_text(line, locale_date(mark->time, date, sizeof date));
    if (mark->kind == MARK_HIGHLIGHT)
        buffer_addf(line, "%s%s", *date ? ", " : "", C_("mark", "highlight"));
    if (*mark->tags)
        buffer_addf(line, " [%s]", mark->tags);
    if (*mark->note) {
        buffer_add_text(line, *date ? ": " : "");
        add_lines(list, mark->note);
    }
}

static void print_mark(ReportList *list, Marks *marks, size_t index)
{
    const Mark *mark = marks_at(marks, index);
    Buffer *line = &list->printer.line, words = {0};
    marks_add_words(&words, marks, index);
    report_list_start_item(list, mark->place);
    if (list->printer.form == PRINT_JSON) {
        json_add_text(line, "text", buffer_text(&words));
        json_add_text(line, "note", mark->note);
        json_add_text(line, "kind", mark->kind == MARK_HIGHLIGHT ? "highlight" : "bookmark");
        json_add_text(line, "tags", mark->tags);
        json_add_text(line, "time", mark->time);
        json_add_number(line, "paragraphs", (long)mark->paragraphs);
        json_add_text(line, "found", found_name(mark->found));
    } else {
        add_mark(list, mark, buffer_text(&words));
    }
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
