// Texts as HTML.
#include <string.h>
#include <strings.h>
#include "plain/html.h"
#include "plain/html_parts.h"
#include "plain/walk.h"

void html_add_escaped(Html *html, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        switch (text[i]) {
        case '&': buffer_add_text(html->out, "&amp;"); break;
        case '<': buffer_add_text(html->out, "&lt;"); break;
        case '>': buffer_add_text(html->out, "&gt;"); break;
        case '"': buffer_add_text(html->out, "&quot;"); break;
        default: buffer_add_char(html->out, text[i]); break;
        }
}

void html_add_word(Html *html, Word word)
{
    const char *language = html->exporting->about->language, *of_word = wording_language(language);
    const bool is_other = strcmp(language, of_word) != 0;
    if (is_other)
        buffer_addf(html->out, "<span lang=\"%s\" xml:lang=\"%s\" dir=\"ltr\">", of_word, of_word);
    buffer_add_text(html->out, wording(language, word));
    buffer_add_text(html->out, is_other ? "</span>" : "");
}

void html_add_file(Html *html, int chapter)
{
    buffer_addf(html->out, "chapter-%03d.xhtml", chapter + 1);
}

// What may be followed. Anything else (javascript:, data:, file:) stands behind the text as words.
static bool is_harmless(const char *address)
{
    static const char *const schemes[] = {"https:", "http:", "mailto:", "tel:", "ftp:", "doi:", "urn:", "geo:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strncasecmp(address, schemes[i], strlen(schemes[i])))
            return true;
    return false;
}

void html_add_place(Html *html, Place place)
{
    if (html->form == HTML_FILES)
        html_add_file(html, place.chapter);
    buffer_add_char(html->out, '#');
    exporting_add_place(html->exporting, html->out, place);
}

// What an address can't hold is written as its bytes' numbers.
static void add_address(Html *html, const char *address)
{
    for (; *address; address++)
        if (strchr(" \"<>\\^`{|}", *address))
            buffer_addf(html->out, "%%%02X", (unsigned char)*address);
        else
            html_add_escaped(html, address, 1);
}

typedef struct {
    Html *html;
    bool has_anchor;    // the link that is open leads somewhere
    bool is_bare;       // without links and notes
} Writing;

static void add_piece(void *context, const InlineText *text, size_t from, size_t to)
{
    html_add_escaped(((Writing *)context)->html, text->text + from, to - from);
}

static bool open_link(Writing *writing, const char *target)
{
    Html *html = writing->html;
    Place place;
    writing->has_anchor = false;
    if (writing->is_bare)
        return true;
    if (*target == '#' ? !exporting_find(html->exporting, html->chapter->index, target, &place) : !is_harmless(target))
        return true;
    writing->has_anchor = true;
    buffer_add_text(html->out, "<a href=\"");
    if (*target == '#')
        html_add_place(html, place);
    else
        add_address(html, target);
    buffer_add_text(html->out, "\">");
    return true;
}

static void close_link(Writing *writing, const char *target)
{
    Html *html = writing->html;
    if (writing->has_anchor) {
        buffer_add_text(html->out, "</a>");
    } else if (!writing->is_bare && *target != '#') {
        exporting_lose(html->exporting, LOSS_UNSAFE_LINK);
        buffer_add_text(html->out, " &lt;");
        html_add_escaped(html, target, strlen(target));
        buffer_add_text(html->out, "&gt;");
    }
}

static void add_note(Html *html, const InlineText *text, const Span *span)
{
    const int note = exporting_find_note(html->exporting, span->target);
    if (note < 0) {
        exporting_lose(html->exporting, LOSS_DEAD_NOTE);
        html_add_escaped(html, text->text + span->start, span->end - span->start);
        return;
    }
    const int reference = ++html->written[note - html->chapter->body_end];
    buffer_add_text(html->out, "<sup><a role=\"doc-noteref\"");
    buffer_add_text(html->out, html->form == HTML_FILES ? " epub:type=\"noteref\" id=\"" : " id=\"");
    html_add_note_name(html, note);
    buffer_addf(html->out, ".%d\" href=\"#", reference);
    html_add_note_name(html, note);
    buffer_add_text(html->out, "\">");
    html_add_escaped(html, text->text + span->start, span->end - span->start);
    buffer_add_text(html->out, "</a></sup>");
}

static bool open_span(void *context, const InlineText *text, const Span *span)
{
    Writing *writing = context;
    switch (span->kind) {
    case SPAN_EMPHASIS: buffer_add_text(writing->html->out, "<em>"); return true;
    case SPAN_STRONG: buffer_add_text(writing->html->out, "<strong>"); return true;
    case SPAN_CODE: buffer_add_text(writing->html->out, "<code>"); return true;
    case SPAN_LINK: return open_link(writing, span->target);
    case SPAN_NOTE:
        if (!writing->is_bare)
            add_note(writing->html, text, span);
        return false;
    }
    return true;
}

static void close_span(void *context, const InlineText *text, const Span *span)
{
    Writing *writing = context;
    (void)text;
    switch (span->kind) {
    case SPAN_EMPHASIS: buffer_add_text(writing->html->out, "</em>"); break;
    case SPAN_STRONG: buffer_add_text(writing->html->out, "</strong>"); break;
    case SPAN_CODE: buffer_add_text(writing->html->out, "</code>"); break;
    case SPAN_LINK: close_link(writing, span->target); break;
    case SPAN_NOTE: break;
    }
}

static const TextVisitor visitor = {add_piece, open_span, close_span};

void html_add_marked(Html *html, const InlineText *text)
{
    walk_text(text, &visitor, &(Writing){.html = html, .is_bare = true});
}

void html_add_text(Html *html, const InlineText *text)
{
    walk_text(text, &visitor, &(Writing){.html = html});
}
