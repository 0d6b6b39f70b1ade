// The reports that are installed, a line each.
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
#include "plain/print.h"

static void add_report(Buffer *line, Report *report)
{
    const About *about = report_about(report);
    buffer_add_text(line, about->title);
    if (*about->series && about->part)
        buffer_addf(line, _(" (%1$s, part %2$d of %3$d)"), about->series, about->part, about->parts); // TRANSLATORS: of a series
}

static void add_title(Buffer *line, const char *path)
{
    Problems problems = {0};
    Report *report = report_open(path, &problems);
    const Error *first = problems_first_error(&problems);
    if (report)
        add_report(line, report);
    else {
        Buffer why = {0};
        buffer_addf(&why, _("can't be read: %s"), first ? first->text : "");
        output_add(line, buffer_text(&why));
        buffer_free(&why);
    }
    report_free(report);
    problems_clear(&problems);
}

int print_shelf(FILE *out, const Shelf *shelf)
{
    Buffer line = {0};
    size_t width = 0;
    for (size_t i = 0; i < shelf->count; i++)
        width = strlen(shelf->entries[i].id) > width ? strlen(shelf->entries[i].id) : width;
    for (size_t i = 0; i < shelf->count && !ferror(out); i++) {
        buffer_addf(&line, "%-*s  ", (int)width, shelf->entries[i].id);
        add_title(&line, shelf->entries[i].path);
        output_line(out, &line);
    }
    buffer_add_char(&line, '\n');
    buffer_addf(&line, _("Open one by its name: lectern %s"), shelf->entries[0].id);
    output_line(out, &line);
    buffer_free(&line);
    return output_end(out, EXIT_DONE);
}
