// Parts of a report as HTML that is well-formed XML too: of one page, or of the files of an EPUB. Of plain/ only.
//
// No scripts, nothing that is fetched. A chapter is a section with its footnotes behind it, which lead back; an id is what exporting_add_place()
// says; a numbered block has an anchor "n3.12"; a footnote "chapter..1", its second reference "chapter..1.2". Headings below the sixth level are
// such by role.
#ifndef PLAIN_HTML_H
#define PLAIN_HTML_H
#include "plain/exporting.h"
#include "plain/wording.h"
#include "report/contents.h"

typedef enum { HTML_ONE_PAGE, HTML_FILES } HtmlForm;    // FILES: each chapter in one of its own, named by html_add_file()

typedef struct {
    Exporting *exporting;
    Buffer *out;
    HtmlForm form;
    int title_level;            // heading level of a chapter's title: 1 or 2
    const Chapter *chapter;     // at hand
    int *references;            // to each footnote, by block - body_end: all, and then those that are written
    int *written;
    bool is_in_body;            // of a table
    bool has_figcaption;        // that is open
} Html;

void html_add_escaped(Html *html, const char *text, size_t length);
void html_add_word(Html *html, Word word);                      // wording(), marked where it is in another language than the report
void html_add_marked(Html *html, const InlineText *text);       // marks of the manifest: links and notes are text
void html_add_file(Html *html, int chapter);                    // "chapter-003.xhtml"

// <html lang= dir=> and <head> up to `more`, which is added as it is.
void html_add_head(Html *html, const char *title, const char *more);

void html_add_facts(Html *html);                                // what the manifest says beside the title; nothing where it is silent
void html_add_terms(Html *html);                                // glossary and corrections, a section each
bool html_has_terms(const Html *html);
void html_add_contents(Html *html, const Contents *contents);   // a nested list of links
void html_add_chapter(Html *html, const Chapter *chapter);

extern const char html_style[];                                 // CSS

#endif
