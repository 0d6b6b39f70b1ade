// What stands in the list of reports.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/rows.h"
#include "text/amount.h"
#include "text/safe.h"

static void add_part(Buffer *text, char *part)
{
    if (*part)
        buffer_addf(text, "%s%s", text->length ? C_("row", ", ") : "", part);
    free(part);
}

static char *part_of(const ShelfInfo *info)
{
    if (!info->part)
        return memory_copy_text("");
    // TRANSLATORS: of a series, beside a title
    return info->parts ? row_text(_("part %1$s of %2$s"), AMOUNT(info->part), AMOUNT(info->parts)) : row_text(_("part %s"), AMOUNT(info->part));
}

// "part 1 of 7, English, 34 min, 2 bookmarks"
static char *detail_of(const ShelfInfo *info, ShelfOrder order)
{
    Buffer text = {0};
    if (!info->is_known || info->is_broken)
        return memory_copy_text("");
    if (order != SHELF_BY_SERIES)
        add_part(&text, part_of(info));
    add_part(&text, memory_copy_text(info->language_name));
    if (info->is_whole)
        add_part(&text, row_text(translate_count("%s min", "%s min", (size_t)info->minutes), AMOUNT(info->minutes)));
    if (info->bookmarks)
        add_part(&text, row_text(translate_count("%s bookmark", "%s bookmarks", info->bookmarks), AMOUNT(info->bookmarks)));
    return buffer_take(&text);
}

static char *percent_of(const ShelfInfo *info)
{
    char out[AMOUNT_BYTES];
    return memory_copy_text(info->is_whole && info->percent >= 0 ? percent_text(info->percent, out) : "");
}

// Why it can't be read, and of two with one id where each is.
static char *note_of(const Bookshelf *bookshelf, size_t index)
{
    Buffer note = {0};
    const ShelfInfo *info = bookshelf_info(bookshelf, index);
    if (info->is_broken)
        buffer_addf(&note, _("can't be read: %s"), info->why);
    if (bookshelf_has_twin(bookshelf, index)) {
        const char *path = bookshelf_entry(bookshelf, index)->path;
        buffer_add_text(&note, note.length ? C_("row", ", ") : "");
        safe_add_line(&note, path, strlen(path));
    }
    return buffer_take(&note);
}

// The name of its folder where the title is not known yet, or never will be.
static char *text_of(const Bookshelf *bookshelf, size_t index, ShelfOrder order)
{
    const ShelfInfo *info = bookshelf_info(bookshelf, index);
    const char *title = info->is_known && !info->is_broken ? info->title : bookshelf_entry(bookshelf, index)->id;
    if (order == SHELF_BY_SERIES && info->is_known && info->part)
        return row_text(_("Part %1$s: %2$s"), AMOUNT(info->part), title); // TRANSLATORS: of a series, and its title
    return memory_copy_text(title);
}

static void add_report(Reader *reader, size_t index)
{
    const ShelfInfo *info = bookshelf_info(reader->bookshelf, index);
    list_add(&reader->shelf, (Row){
        .mark = percent_of(info),
        .text = text_of(reader->bookshelf, index, reader->shelf_order),
        .detail = detail_of(info, reader->shelf_order),
        .note = note_of(reader->bookshelf, index),
        .source = index,
    });
}

// By series

typedef struct {
    const ShelfInfo *info;
    size_t index;
} Part;

static int compare_parts(const void *a, const void *b)
{
    const Part *left = a, *right = b;
    const int order = strcmp(left->info->series, right->info->series);
    if (order || left->info->part != right->info->part)
        return order ? order : left->info->part - right->info->part;
    return left->index < right->index ? -1 : left->index > right->index;
}

static void add_missing(Reader *reader, int first, int last)
{
    if (first > last)
        return;
    char *text = first == last ? row_text(_("Part %s is not here"), AMOUNT(first)) : row_text(_("Parts %1$s to %2$s are not here"), AMOUNT(first), AMOUNT(last));
    list_add(&reader->shelf, (Row){.text = text, .source = SHELF_NO_REPORT});
}

static int most_parts(const Part *parts, size_t count)
{
    int most = 0;
    for (size_t i = 0; i < count; i++)
        most = parts[i].info->parts > most ? parts[i].info->parts : most;
    return most;
}

// The parts that are here, and between them those that are not.
static void add_series(Reader *reader, const Part *parts, size_t count)
{
    int next = 1;
    rows_add_heading(&reader->shelf, parts[0].info->series);
    for (size_t i = 0; i < count; i++) {
        add_missing(reader, next, parts[i].info->part - 1);
        add_report(reader, parts[i].index);
        next = parts[i].info->part + 1;
    }
    add_missing(reader, next, most_parts(parts, count));
}

static size_t end_of_series(const Part *parts, size_t first, size_t count)
{
    size_t end = first + 1;
    while (end < count && strcmp(parts[end].info->series, parts[first].info->series) == 0)
        end++;
    return end;
}

static void add_by_series(Reader *reader)
{
    const size_t count = bookshelf_count(reader->bookshelf);
    Part *parts = memory_new(count + 1, sizeof *parts);
    size_t part_count = 0;
    for (size_t i = 0; i < count; i++) {
        const ShelfInfo *info = bookshelf_info(reader->bookshelf, i);
        if (info->is_known && *info->series)
            parts[part_count++] = (Part){.info = info, .index = i};
    }
    if (part_count)
        qsort(parts, part_count, sizeof *parts, compare_parts);
    for (size_t i = 0; i < part_count; i = end_of_series(parts, i, part_count))
        add_series(reader, parts + i, end_of_series(parts, i, part_count) - i);
    if (part_count && part_count < count)
        rows_add_heading(&reader->shelf, _("Not of a series"));
    for (size_t i = 0; i < count; i++) {
        const ShelfInfo *info = bookshelf_info(reader->bookshelf, i);
        if (!info->is_known || !*info->series)
            add_report(reader, i);
    }
    free(parts);
}

static void fill(Reader *reader)
{
    const size_t count = bookshelf_count(reader->bookshelf);
    rows_begin(&reader->shelf, row_text(translate_count("Shelf, %s report", "Shelf, %s reports", count), AMOUNT(count)),
        memory_copy_text(_("No report is installed.")));
    reader->shelf.order = reader->shelf_order == SHELF_BY_TITLE ? ORDER_TEXT : ORDER_GIVEN;
    if (reader->shelf_order == SHELF_BY_SERIES)
        add_by_series(reader);
    else
        for (size_t i = 0; i < count; i++)
            add_report(reader, i);
    list_settle(&reader->shelf);
}

static void select_report(List *list, size_t index)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].source == index && !list->rows[i].is_heading) {
            list_select(list, i);
            return;
        }
}

// What is on the screen is read first: so many rows before and behind the selected one are more than a screen has.
void rows_want_shelf(Reader *reader)
{
    const List *list = &reader->shelf;
    size_t *wanted = memory_new(list->count + 1, sizeof *wanted), count = 0, rows = 0;
    const size_t most = (size_t)reader_text_rows(reader);
    const size_t before = list_shown_before(list, list->selected);
    for (size_t i = 0; i < list->count; i++) {
        if (!list->shown[i] || list->rows[i].is_heading)
            continue;
        const bool is_near = rows + most >= before && rows <= before + most;
        if (is_near && list->rows[i].source != SHELF_NO_REPORT)
            wanted[count++] = list->rows[i].source;
        rows++;
    }
    bookshelf_want(reader->bookshelf, wanted, count);
    free(wanted);
}

void rows_fill_shelf(Reader *reader)
{
    const List *list = &reader->shelf;
    const size_t selected = list->selected < list->count ? list->rows[list->selected].source : SHELF_NO_REPORT;
    fill(reader);
    select_report(&reader->shelf, selected);
    rows_want_shelf(reader);
}

void rows_open_shelf(Reader *reader)
{
    fill(reader);
    select_report(&reader->shelf, 0);
    rows_want_shelf(reader);
}
