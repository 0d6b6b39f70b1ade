// Text as pandoc's Markdown that is read back as the very words. Of plain/ only.
#ifndef PLAIN_MARKDOWN_H
#define PLAIN_MARKDOWN_H
#include "plain/exporting.h"
#include "report/inline.h"

// What the text of one block needs.
typedef struct {
    Exporting *exporting;
    const Chapter *chapter;     // that links and notes are in; NULL = none: notes are plain text
    bool is_in_note;            // where pandoc knows no notes: references stand in Spans
} MarkdownPlace;

// Adds a text on one line with its marks; what could be another mark, or the begin of another block, has a backslash.
void markdown_add_text(Buffer *out, MarkdownPlace place, const InlineText *text);

// Plain words, likewise.
void markdown_add_plain(Buffer *out, const char *text);

void markdown_add_value(Buffer *out, const char *value);        // of an attribute, without the quotes around it

// "[^chapter.key]" without the brackets: unique in the document.
void markdown_add_label(Buffer *out, MarkdownPlace place, int footnote);

#endif
