// The table of contents as a list.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/report_list.h"
#include "report/contents.h"
#include "report/recount.h"
#include "text/amount.h"
#include "text/json.h"

enum { LEVEL_INDENT = 2 };

// What is listed, and how.
typedef struct {
    ReportList list;
    Contents contents;
    Marks *marks;           // NULL: how far it was read is not told
    const char *only;       // NULL = all
} Listing;

bool contents_can_be_only(const char *name)
{
    bool is_one = false;
    for (ChapterProgress i = CHAPTER_UNREAD; i <= CHAPTER_READ; i++)
        is_one = is_one || strcmp(progress_name(i), name) == 0;
    return is_one;
}

static bool is_wanted(const Listing *listing, const ContentsEntry *entry)
{
    return !listing->only || (entry->level == 0 && strcmp(progress_name(marks_progress(listing->marks, entry->place.chapter)), listing->only) == 0);
}

static void add_json(const Listing *listing, const ContentsEntry *entry, Buffer *line)
{
    json_add_text(line, "text", entry->title);
    json_add_number(line, "level", entry->level);
    json_add_number(line, "minutes", minutes_of(entry->words));
    if (listing->marks && entry->level == 0)
        json_add_text(line, "progress", progress_name(marks_progress(listing->marks, entry->place.chapter)));
}

// As the list on the screen has it: of what is unread nothing is told.
static void add_text(const Listing *listing, const ContentsEntry *entry, Buffer *line)
{
    const int minutes = minutes_of(entry->words);
    const ChapterProgress progress = listing->marks && entry->level == 0 ? marks_progress(listing->marks, entry->place.chapter) : CHAPTER_UNREAD;
    buffer_add_repeated(line, ' ', LEVEL_INDENT * entry->level);
    output_add(line, entry->title);
    buffer_add_text(line, " (");
    buffer_addf(line, translate_count("%s min", "%s min", (size_t)minutes), AMOUNT(minutes));
    if (progress != CHAPTER_UNREAD)
        buffer_addf(line, "%s%s", C_("row", ", "), progress_told(progress));
    buffer_add_char(line, ')');
}

static void print_entry(Listing *listing, const ContentsEntry *entry)
{
    report_list_start_item(&listing->list, entry->place);
    if (listing->list.printer.form == PRINT_JSON)
        add_json(listing, entry, &listing->list.printer.line);
    else
        add_text(listing, entry, &listing->list.printer.line);
    report_list_end_item(&listing->list);
}

// What is printed is no estimate.
static Contents exact_contents(Report *report)
{
    Recount recount = {0};
    for (int i = 0; i < report_chapter_count(report); i++)
        recount_add(&recount, report_chapter(report, i));
    Contents contents = contents_new(report);
    recount_set(&recount, &contents);
    recount_free(&recount);
    return contents;
}

int print_contents(FILE *out, Report *report, Marks *marks, PrintForm form, const char *only)
{
    const Contents exact = exact_contents(report);
    Listing listing = {.list = report_list_start(out, report, form), .contents = exact, .marks = marks, .only = only};
    const Contents *contents = &listing.contents;
    for (int i = 0; i < contents->count; i++)
        if (is_wanted(&listing, &contents->entries[i]))
            report_list_widen(&listing.list, contents->entries[i].place);
    for (int i = 0; i < contents->count && !ferror(out); i++)
        if (is_wanted(&listing, &contents->entries[i]))
            print_entry(&listing, &contents->entries[i]);
    contents_free(&listing.contents);
    return printer_end(&listing.list.printer, only ? _("No such chapter.") : _("This report has no chapters."));
}
