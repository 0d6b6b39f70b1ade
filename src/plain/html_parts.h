// What the files of HTML share.
#ifndef PLAIN_HTML_PARTS_H
#define PLAIN_HTML_PARTS_H
#include "plain/html.h"

void html_add_text(Html *html, const InlineText *text);         // of the chapter at hand
void html_add_place(Html *html, Place place);                   // where a link leads: "#id", "chapter-003.xhtml#id"
void html_add_note_name(Html *html, int footnote);              // its id

#endif
