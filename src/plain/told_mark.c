// A bookmark or highlight in words, and as JSON.
#include "plain/told_mark.h"
#include <string.h>
#include "base/translate.h"
#include "plain/output.h"
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

static void begin_line(Printer *printer, int indent)
{
    output_line(printer->out, &printer->line);
    buffer_add_repeated(&printer->line, ' ', indent);
}

// The lines behind the first stand below it.
static void add_lines(Printer *printer, int indent, const char *text)
{
    Buffer part = {0};
    for (const char *at = text; *at; at += *at == '\n') {
        const size_t length = strcspn(at, "\n");
        buffer_cut(&part, 0);
        buffer_add(&part, at, length);
        if (at > text)
            begin_line(printer, indent);
        output_add(&printer->line, buffer_text(&part));
        at += length;
    }
    buffer_free(&part);
}

void told_mark_add_text(Printer *printer, int indent, const ToldMark *mark)
{
    char date[DATE_BYTES];
    Buffer *line = &printer->line;
    add_lines(printer, indent, mark->words);
    buffer_add_text(line, found_remark(mark->found));
    begin_line(printer, indent);
    buffer_add_text(line, locale_date(mark->time, date, sizeof date));
    if (mark->kind == MARK_HIGHLIGHT)
        buffer_addf(line, "%s%s", *date ? ", " : "", C_("mark", "highlight"));
    if (*mark->tags)
        buffer_addf(line, " [%s]", mark->tags);
    if (*mark->note) {
        buffer_add_text(line, *date ? ": " : "");
        add_lines(printer, indent, mark->note);
    }
}

void told_mark_add_json(Buffer *line, const ToldMark *mark)
{
    json_add_text(line, "text", mark->words);
    json_add_text(line, "note", mark->note);
    json_add_text(line, "kind", mark->kind == MARK_HIGHLIGHT ? "highlight" : "bookmark");
    json_add_text(line, "tags", mark->tags);
    json_add_text(line, "time", mark->time);
    json_add_number(line, "paragraphs", (long)mark->paragraphs);
    json_add_text(line, "found", found_name(mark->found));
}
