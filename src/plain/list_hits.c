// Hits of a search as a list.
#include <stdlib.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/report_list.h"
#include "text/json.h"
#include "text/safe.h"

static char *text_in(Report *report, Place place, size_t start, size_t end)
{
    const Block *block = &report_chapter(report, place.chapter)->blocks[place.block];
    Buffer text = {0};
    safe_add_line(&text, block->text + start, end - start);
    return buffer_take(&text);
}

static void print_hit(ReportList *list, const Hit *hit)
{
    TextRange range = search_sentence(list->report, hit);
    char *sentence = text_in(list->report, hit->place, range.start, range.end);
    char *match = text_in(list->report, hit->place, hit->place.byte, hit->end);
    report_list_start_item(list, hit->place);
    if (list->printer.form == PRINT_JSON) {
        json_add_text(&list->printer.line, "text", sentence);
        json_add_text(&list->printer.line, "match", match);
    } else {
        buffer_add_text(&list->printer.line, sentence);
    }
    report_list_end_item(list);
    free(sentence);
    free(match);
}

int print_hits(FILE *out, Report *report, Search *search, PrintForm form)
{
    search_finish(search);
    ReportList list = report_list_start(out, report, form);
    for (size_t i = 0; i < search_count(search); i++)
        report_list_widen(&list, search_hit(search, i)->place);
    for (size_t i = 0; i < search_count(search) && !ferror(out); i++)
        print_hit(&list, search_hit(search, i));
    Buffer empty = {0};
    Buffer text = {0};
    buffer_addf(&text, _("Not found: \"%s\"."), search_text(search));
    output_add(&empty, buffer_text(&text));
    buffer_free(&text);
    int status = printer_end(&list.printer, buffer_text(&empty));
    buffer_free(&empty);
    return status;
}
