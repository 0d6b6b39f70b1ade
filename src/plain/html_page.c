// A report as one page of HTML.
#include <string.h>
#include "plain/export.h"
#include "plain/html.h"
#include "plain/html_parts.h"
#include "plain/walk.h"

// Margins at the start of a line are those of the script: rtl needs no rules of its own.
const char html_style[] =
    ":root { color-scheme: light dark; }\n"
    "body { max-width: 38em; margin: 2em auto; padding: 0 1em 0 4em; line-height: 1.5; font-family: serif; overflow-wrap: anywhere; }\n"
    "[dir=rtl] body, body[dir=rtl] { padding: 0 4em 0 1em; }\n"
    "h1, h2, h3, h4, h5, h6, [role=heading] { line-height: 1.2; margin: 1.6em 0 0.6em; font-weight: bold; }\n"
    ".number { float: inline-start; margin-inline-start: -4em; width: 3.5em; font-size: 0.75em; opacity: 0.7; user-select: none; }\n"
    "li .number, dt .number, caption .number, .picture .number { float: none; margin: 0; width: auto; }\n"
    "blockquote, figure { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 3px solid; }\n"
    "figure.quote blockquote { margin: 0; padding: 0; border: 0; }\n"
    "aside { margin: 1em 0; padding: 0.2em 1em; border: 1px solid; }\n"
    "aside .heading { font-weight: bold; }\n"
    "table { border-collapse: collapse; margin: 1em 0; }\n"
    "th, td { border: 1px solid; padding: 0.2em 0.5em; text-align: start; vertical-align: top; }\n"
    ".end { text-align: right; }\n"
    ".center { text-align: center; }\n"
    "caption { text-align: start; font-style: italic; }\n"
    "pre, .verse { white-space: pre-wrap; }\n"
    ".notes ol { list-style: none; padding: 0; }\n"
    ".notes .key { float: inline-start; margin-inline-end: 0.5em; }\n"
    ".facts dt { font-weight: bold; }\n";

void html_add_head(Html *html, const char *title, const char *more)
{
    const About *about = html->exporting->about;
    buffer_add_text(html->out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    if (html->form == HTML_FILES)
        buffer_add_text(html->out, " xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    if (*about->language)
        buffer_addf(html->out, " lang=\"%s\" xml:lang=\"%s\"", about->language, about->language);
    if (about->direction != DIRECTION_AUTO)
        buffer_addf(html->out, " dir=\"%s\"", direction_name(about->direction));
    buffer_add_text(html->out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
    html_add_escaped(html, title, strlen(title));
    buffer_addf(html->out, "</title>\n%s</head>\n", more);
}

static void open_fact(Html *html, Word word)
{
    buffer_add_text(html->out, "<dt>");
    html_add_word(html, word);
    buffer_add_text(html->out, "</dt><dd>");
}

static void add_fact(Html *html, Word word, const InlineText *text)
{
    if (!text->length)
        return;
    open_fact(html, word);
    html_add_marked(html, text);
    buffer_add_text(html->out, "</dd>\n");
}

static void add_plain_fact(Html *html, Word word, const char *text)
{
    const InlineText plain = {.text = text, .length = strlen(text)};
    add_fact(html, word, &plain);
}

static void add_series(Html *html, const About *about)
{
    if (!*about->series)
        return;
    open_fact(html, WORD_SERIES);
    html_add_marked(html, &about->marked_series);
    if (about->part)
        buffer_addf(html->out, ", %d", about->part);
    if (about->part && about->parts)
        buffer_addf(html->out, "/%d", about->parts);
    buffer_add_text(html->out, "</dd>\n");
}

void html_add_facts(Html *html)
{
    const About *about = html->exporting->about;
    Buffer *out = html->out;
    const size_t before = out->length;
    buffer_add_text(out, "<dl class=\"facts\">\n");
    const size_t start = out->length;
    add_series(html, about);
    for (size_t i = 0; i < about->author_count; i++)
        add_plain_fact(html, WORD_AUTHOR, about->authors[i]);
    add_plain_fact(html, WORD_PUBLISHER, about->publisher);
    add_plain_fact(html, WORD_PUBLISHED, about->published);
    add_plain_fact(html, WORD_UPDATED, about->updated);
    add_plain_fact(html, WORD_SOURCE, about->source);
    add_plain_fact(html, WORD_RIGHTS, about->rights);
    add_fact(html, WORD_SUMMARY, &about->marked_summary);
    if (out->length > start)
        buffer_add_text(out, "</dl>\n");
    else
        buffer_cut(out, before);
}

bool html_has_terms(const Html *html)
{
    return html->exporting->about->glossary_count || html->exporting->about->correction_count;
}

static void open_list(Html *html, const char *id, Word word, const char *list)
{
    buffer_addf(html->out, "<section id=\"%s\">\n<h%d>", id, html->title_level);
    html_add_word(html, word);
    buffer_addf(html->out, "</h%d>\n<%s>\n", html->title_level, list);
}

static void add_escaped(Html *html, const char *before, const char *text, const char *behind)
{
    buffer_add_text(html->out, before);
    html_add_escaped(html, text, strlen(text));
    buffer_add_text(html->out, behind);
}

void html_add_terms(Html *html)
{
    const About *about = html->exporting->about;
    if (about->glossary_count)
        open_list(html, "..terms", WORD_TERMS, "dl");
    for (size_t i = 0; i < about->glossary_count; i++) {
        add_escaped(html, "<dt>", about->glossary[i].term, "</dt>");
        add_escaped(html, "<dd>", about->glossary[i].meaning, "</dd>\n");
    }
    buffer_add_text(html->out, about->glossary_count ? "</dl>\n</section>\n" : "");
    if (about->correction_count)
        open_list(html, "..corrections", WORD_CORRECTIONS, "ul");
    for (size_t i = 0; i < about->correction_count; i++) {
        add_escaped(html, "<li><del>", about->corrections[i].was, "</del> ");
        add_escaped(html, "<ins>", about->corrections[i].now, "</ins></li>\n");
    }
    buffer_add_text(html->out, about->correction_count ? "</ul>\n</section>\n" : "");
}

// A section without an id is reached by that of the first text in it.
static void add_entry_address(Html *html, Place place)
{
    const Chapter *chapter = report_chapter(html->exporting->report, place.chapter);
    Buffer id = {0};
    if (html->form == HTML_FILES)
        html_add_file(html, place.chapter);
    exporting_add_place(html->exporting, &id, place);
    int block = place.block;
    const int end = chapter->blocks[block].end;
    while (!id.length && block < end && !chapter->blocks[block].number)
        block++;
    if (!id.length && block < end)
        buffer_addf(&id, "n%d.%d", place.chapter + 1, chapter->blocks[block].number);
    else if (!id.length)
        exporting_add_chapter(html->exporting, &id, place.chapter);
    buffer_addf(html->out, "#%s", id.bytes);
    buffer_free(&id);
}

static void add_entries(Html *html, const Contents *contents, int from, int end)
{
    buffer_add_text(html->out, "<ol>\n");
    for (int i = from; i < end; i = contents->entries[i].end) {
        const ContentsEntry *entry = &contents->entries[i];
        const InlineText title = text_of_block(&report_chapter(html->exporting->report, entry->place.chapter)->blocks[entry->place.block]);
        buffer_add_text(html->out, "<li><a href=\"");
        add_entry_address(html, entry->place);
        buffer_add_text(html->out, "\">");
        html_add_marked(html, &title);
        buffer_add_text(html->out, "</a>");
        if (entry->end > i + 1)
            add_entries(html, contents, i + 1, entry->end);
        buffer_add_text(html->out, "</li>\n");
    }
    buffer_add_text(html->out, "</ol>\n");
}

void html_add_contents(Html *html, const Contents *contents)
{
    add_entries(html, contents, 0, contents->count);
}

static void add_header(Html *html)
{
    Contents contents = contents_new(html->exporting->report);
    buffer_add_text(html->out, "<header>\n<h1>");
    html_add_marked(html, &html->exporting->about->marked_title);
    buffer_add_text(html->out, "</h1>\n");
    html_add_facts(html);
    buffer_add_text(html->out, "</header>\n<nav aria-labelledby=\"..contents\">\n<h2 id=\"..contents\">");
    html_add_word(html, WORD_CONTENTS);
    buffer_add_text(html->out, "</h2>\n");
    html_add_contents(html, &contents);
    buffer_add_text(html->out, "</nav>\n");
    contents_free(&contents);
}

// A browser that reads the policy fetches nothing and runs nothing, whatever slipped through.
static void add_page_head(Html *html)
{
    Buffer more = {0};
    buffer_addf(&more, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" content=\"lectern\"/>\n"
                       "<style>\n%s</style>\n", html_style);
    html_add_head(html, html->exporting->about->title, more.bytes);
    buffer_free(&more);
}

void export_add_html(Buffer *out, Exporting *exporting)
{
    Html html = {.exporting = exporting, .out = out, .form = HTML_ONE_PAGE, .title_level = 2};
    add_page_head(&html);
    buffer_add_text(out, "<body>\n");
    add_header(&html);
    buffer_add_text(out, "<main>\n");
    for (int i = 0; i < report_chapter_count(exporting->report); i++)
        html_add_chapter(&html, report_chapter(exporting->report, i));
    html_add_terms(&html);
    buffer_add_text(out, "</main>\n</body>\n</html>\n");
}
