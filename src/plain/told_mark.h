// A bookmark or highlight as the lists of one report and of all tell it. Of plain/ only.
#ifndef PLAIN_TOLD_MARK_H
#define PLAIN_TOLD_MARK_H
#include "plain/printer.h"
#include "reader/marks.h"

// All texts are safe, and borrowed; "" = none.
typedef struct {
    const char *words;      // a line for each paragraph
    const char *note;       // LF between its lines
    const char *tags;
    const char *time;       // RFC 3339, UTC
    MarkKind kind;
    AnchorResult found;
    size_t paragraphs;
} ToldMark;

// Behind the citation number that stands in printer->line, the words; on a line of their own date, kind, tags and note, which stay in
// printer->line. Lines behind the first begin at column `indent`.
void told_mark_add_text(Printer *printer, int indent, const ToldMark *mark);
void told_mark_add_json(Buffer *line, const ToldMark *mark);

#endif
