// Hits and bookmarks of all reports of the shelf, report by report.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/printer.h"
#include "plain/progress.h"
#include "plain/told_mark.h"
#include "text/json.h"

enum { GAP = 2 };

static void add_json(Buffer *line, const ShelfEntry *entry, const ShelfFinding *finding, const ShelfFound *found)
{
    json_open(line, "report");
    json_add_text(line, "id", finding->id);
    json_add_text(line, "title", finding->title);
    json_add_text(line, "edition", finding->edition);
    json_add_text(line, "path", entry->path);
    json_close(line);
    json_add_text(line, "citation", found->citation);
    json_add_text(line, "chapter", found->chapter);
}

static ToldMark told_mark(const ShelfFound *found)
{
    return (ToldMark){found->text, found->note, found->tags, found->time, found->kind, found->found, found->paragraphs};
}

static void print_json(Printer *printer, const ShelfEntry *entry, const ShelfFinding *finding, const ShelfFound *found)
{
    const ToldMark mark = told_mark(found);
    printer_start_item(printer);
    add_json(&printer->line, entry, finding, found);
    if (found->is_mark) {
        told_mark_add_json(&printer->line, &mark);
    } else {
        json_add_text(&printer->line, "text", found->text);
        json_add_text(&printer->line, "match", found->match);
    }
    printer_end_item(printer);
}

static void print_text(Printer *printer, const ShelfFound *found, int width)
{
    const ToldMark mark = told_mark(found);
    printer->count++;
    buffer_addf(&printer->line, "%-*s", width + GAP, found->citation);
    if (found->is_mark)
        told_mark_add_text(printer, width + GAP, &mark);
    else
        output_add(&printer->line, found->text);
    output_line(printer->out, &printer->line);
}

// A blank line parts the reports; each begins with its id and title, of two with one id also where it is.
static void print_finding(Printer *printer, const Shelf *shelf, size_t index, const ShelfFinding *finding)
{
    const ShelfEntry *entry = &shelf->entries[index];
    size_t width = 0;
    for (size_t i = 0; i < finding->count; i++)
        width = strlen(finding->items[i].citation) > width ? strlen(finding->items[i].citation) : width;
    if (printer->form == PRINT_TEXT && finding->count) {
        if (printer->count)
            buffer_add_char(&printer->line, '\n');
        buffer_addf(&printer->line, "%s: ", entry->id);
        output_add(&printer->line, finding->title);
        if (shelf_has_twin(shelf, index)) {
            buffer_add_text(&printer->line, C_("row", ", "));
            output_add(&printer->line, entry->path);
        }
        output_line(printer->out, &printer->line);
    }
    for (size_t i = 0; i < finding->count && !ferror(printer->out); i++)
        if (printer->form == PRINT_JSON)
            print_json(printer, entry, finding, &finding->items[i]);
        else
            print_text(printer, &finding->items[i], (int)width);
    fflush(printer->out);
}

static void tell_unread(const ShelfEntry *entry)
{
    Error told;
    error_set_at(&told, entry->path, 0, 0, _("this report can't be read; lectern --check tells why"));
    print_fault(stderr, &told);
}

int print_shelf_found(FILE *out, const Shelf *shelf, ShelfWanted wanted, const ShelfPrint *print)
{
    Printer printer = printer_start(out, print->form);
    Progress progress = progress_start();
    bool is_whole = true;
    for (size_t i = 0; i < shelf->count && !ferror(out); i++) {
        ShelfFinding finding;
        progress_tell(&progress, i, shelf->count);
        shelf_finding_read(shelf->entries[i].path, print->kept, wanted, print->text, print->how, &finding);
        if (finding.count || !finding.is_read)
            progress_clear(&progress);
        if (!finding.is_read)
            tell_unread(&shelf->entries[i]);
        is_whole = is_whole && finding.is_read;
        print_finding(&printer, shelf, i, &finding);
        shelf_finding_free(&finding);
    }
    progress_clear(&progress);
    const int status = printer_end(&printer, wanted == SHELF_MARKS ? _("No bookmarks.") : "");
    return is_whole || status == EXIT_WRITING ? status : EXIT_USE;
}
