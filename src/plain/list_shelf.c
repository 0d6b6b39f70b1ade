// The reports that are installed, a line each.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/print.h"
#include "plain/printer.h"
#include "plain/progress.h"
#include "reader/shelf_info.h"
#include "text/amount.h"
#include "text/json.h"

static void add_text(Buffer *line, const ShelfInfo *info)
{
    char percent[AMOUNT_BYTES];
    buffer_add_text(line, info->title);
    if (*info->series && info->part)
        buffer_addf(line, _(" (%1$s, part %2$d of %3$d)"), info->series, info->part, info->parts); // TRANSLATORS: of a series
    if (*info->language_name)
        buffer_addf(line, "%s%s", C_("row", ", "), info->language_name);
    buffer_add_text(line, C_("row", ", "));
    buffer_addf(line, translate_count("%s min", "%s min", (size_t)info->minutes), AMOUNT(info->minutes));
    if (info->percent >= 0)
        buffer_addf(line, "%s%s", C_("row", ", "), percent_text(info->percent, percent));
    if (!info->bookmarks)
        return;
    buffer_add_text(line, C_("row", ", "));
    buffer_addf(line, translate_count("%s bookmark", "%s bookmarks", info->bookmarks), AMOUNT(info->bookmarks));
}

static void add_json(Buffer *line, const ShelfEntry *entry, const ShelfInfo *info)
{
    json_add_text(line, "id", info->is_broken ? entry->id : info->id);
    json_add_text(line, "title", info->title);
    json_add_text(line, "series", info->series);
    json_add_number(line, "part", info->part);
    json_add_number(line, "of", info->parts);
    json_add_text(line, "language", info->language);
    json_add_number(line, "minutes", info->minutes);
    if (info->percent < 0)
        json_add_null(line, "percent");
    else
        json_add_number(line, "percent", info->percent);
    json_add_number(line, "bookmarks", (long)info->bookmarks);
    json_add_text(line, "path", entry->path);
    json_add_text(line, "error", info->why);
}

// Of two with one id where each is.
static void print_entry(Printer *printer, const Shelf *shelf, size_t index, const ShelfInfo *info, int width)
{
    const ShelfEntry *entry = &shelf->entries[index];
    Buffer text = {0};
    if (printer->form == PRINT_JSON) {
        printer_start_item(printer);
        add_json(&printer->line, entry, info);
        printer_end_item(printer);
        return;
    }
    printer->count++;
    buffer_addf(&printer->line, "%-*s  ", width, entry->id);
    if (info->is_broken)
        buffer_addf(&text, _("can't be read: %s"), info->why);
    else
        add_text(&text, info);
    if (shelf_has_twin(shelf, index))
        buffer_addf(&text, "%s%s", C_("row", ", "), entry->path);
    output_add(&printer->line, buffer_text(&text));
    output_line(printer->out, &printer->line);
    buffer_free(&text);
}

static int width_of_ids(const Shelf *shelf)
{
    size_t width = 0;
    for (size_t i = 0; i < shelf->count; i++)
        width = strlen(shelf->entries[i].id) > width ? strlen(shelf->entries[i].id) : width;
    return (int)width;
}

int print_shelf(FILE *out, const Shelf *shelf, const ShelfPrint *print)
{
    Printer printer = printer_start(out, print->form);
    Progress progress = progress_start();
    const int width = width_of_ids(shelf);
    for (size_t i = 0; i < shelf->count && !ferror(out); i++) {
        ShelfInfo info = {0};
        progress_tell(&progress, i, shelf->count);
        shelf_info_read(shelf->entries[i].path, print->kept.state, SHELF_WHOLE, &info);
        progress_clear(&progress);
        print_entry(&printer, shelf, i, &info, width);
        shelf_info_free(&info);
    }
    if (print->form == PRINT_TEXT && shelf->count) {
        buffer_add_char(&printer.line, '\n');
        buffer_addf(&printer.line, _("Open one by its name: lectern %s"), shelf->entries[0].id);
        output_line(out, &printer.line);
    }
    return printer_end(&printer, _("No report is installed."));
}
