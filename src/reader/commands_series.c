// The parts of a series: from one to the next that is installed, and what is said where a report ends.
#include <string.h>
#include "base/clock.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    LOOK_MS = 2000,     // that the shelf is read for at most, before a key is answered
    KEYS_BYTES = 160,
};

typedef enum { PART_BEFORE = -1, PART_BEHIND = 1 } PartWay;

// The manifests of all reports, as far as they come in time.
static void read_heads(Reader *reader)
{
    const long end = clock_ms() + LOOK_MS;
    for (long now = clock_ms(); now < end && !bookshelf_knows_heads(reader->bookshelf); now = clock_ms())
        if (bookshelf_step(reader->bookshelf, (int)(end - now)) == BOOKSHELF_DONE)
            break;
}

static bool is_in_series(const Reader *reader)
{
    const About *about = report_about(reader->report);
    return *about->series && about->part;
}

// The one nearer to the present part; of two of the same number, the one in its language.
static bool is_better(const Reader *reader, const ShelfInfo *info, const ShelfInfo *than, PartWay way)
{
    const char *language = report_about(reader->report)->language;
    if (!than || info->part != than->part)
        return !than || (info->part < than->part) == (way == PART_BEHIND);
    return strcmp(info->language, language) == 0 && strcmp(than->language, language) != 0;
}

// SHELF_NO_REPORT: there is none.
static size_t find_part(const Reader *reader, PartWay way)
{
    const About *about = report_about(reader->report);
    size_t found = SHELF_NO_REPORT;
    for (size_t i = 0; i < bookshelf_count(reader->bookshelf); i++) {
        const ShelfInfo *info = bookshelf_info(reader->bookshelf, i);
        const bool is_part = info->is_known && info->part && strcmp(info->series, about->series) == 0;
        const bool is_that_way = way == PART_BEHIND ? info->part > about->part : info->part < about->part;
        if (is_part && is_that_way && is_better(reader, info, found == SHELF_NO_REPORT ? NULL : bookshelf_info(reader->bookshelf, found), way))
            found = i;
    }
    return found;
}

static bool fail_part(const Reader *reader, PartWay way, Error *err)
{
    const About *about = report_about(reader->report);
    if (way == PART_BEHIND && about->part < about->parts)
        return error_set(err, _("No later part of this series is installed."));
    if (way == PART_BEFORE && about->part > 1)
        return error_set(err, _("No earlier part of this series is installed."));
    return error_set(err, way == PART_BEHIND ? _("This is the last part of the series.") : _("This is the first part of the series."));
}

static bool open_part(Reader *reader, PartWay way, Error *err)
{
    if (!is_in_series(reader))
        return error_set(err, _("This report is not part of a series."));
    shelf_look(reader);
    read_heads(reader);
    const size_t index = find_part(reader, way);
    if (index == SHELF_NO_REPORT)
        return fail_part(reader, way, err);
    return reader_open(reader, bookshelf_entry(reader->bookshelf, index)->path, err);
}

bool run_next_part(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    return open_part(reader, PART_BEHIND, err);
}

bool run_previous_part(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    return open_part(reader, PART_BEFORE, err);
}

// The shelf is looked at once: who stays at the end is told the same again.
static size_t part_to_offer(Reader *reader, PartWay way)
{
    if (!is_in_series(reader))
        return SHELF_NO_REPORT;
    if (!reader->bookshelf)
        shelf_look(reader);
    read_heads(reader);
    return find_part(reader, way);
}

void series_say_end(Reader *reader)
{
    char key[KEYS_BYTES];
    const size_t index = part_to_offer(reader, PART_BEHIND);
    if (index == SHELF_NO_REPORT) {
        reader_say(reader, _("End of the report."));
        return;
    }
    const ShelfInfo *info = bookshelf_info(reader->bookshelf, index);
    reader_say(reader, _("End of the report. %1$s opens part %2$s: %3$s."), key_for(reader, "next-part", key, sizeof key), AMOUNT(info->part), info->title);
}

void series_say_start(Reader *reader)
{
    char key[KEYS_BYTES];
    const size_t index = part_to_offer(reader, PART_BEFORE);
    if (index == SHELF_NO_REPORT) {
        reader_say(reader, _("Start of the report."));
        return;
    }
    const ShelfInfo *info = bookshelf_info(reader->bookshelf, index);
    reader_say(reader, _("Start of the report. %1$s opens part %2$s: %3$s."), key_for(reader, "previous-part", key, sizeof key), AMOUNT(info->part), info->title);
}
