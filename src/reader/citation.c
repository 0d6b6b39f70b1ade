// Citations.
#include "reader/citation.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/translate.h"
#include "yaml/write.h"

const char *const citation_form_names[] = {[CITATION_PLAIN] = "plain", [CITATION_MARKDOWN] = "markdown", [CITATION_BIBTEX] = "bibtex", [CITATION_CSL_JSON] = "csl-json", NULL};

typedef struct {
    const About *about;
    const Chapter *chapter;
    char number[CITATION_BYTES];
    const char *words;
    size_t length;
} Cited;

static void add_authors(Buffer *out, const About *about, const char *between)
{
    for (size_t i = 0; i < about->author_count; i++)
        buffer_addf(out, "%s%s", i ? between : "", about->authors[i]);
}

static const char *first_date(const About *about)
{
    return *about->published ? about->published : about->updated;
}

static void add_date(Buffer *out, const About *about)
{
    if (*about->updated && strcmp(about->updated, first_date(about)) != 0)
        // TRANSLATORS: in a citation: two dates
        buffer_addf(out, _("%1$s, updated %2$s"), first_date(about), about->updated);
    else
        buffer_add_text(out, first_date(about));
}

static void add_where(Buffer *out, const Cited *cited)
{
    // TRANSLATORS: in a citation: number and title of the chapter, then a citation number as 3.12
    buffer_addf(out, _("Chapter %1$d, \"%2$s\", %3$s."), cited->chapter->index + 1, cited->chapter->title, cited->number);
}

static void end_sentence(Buffer *out)
{
    if (out->length && !strchr(".!?", out->bytes[out->length - 1]))
        buffer_add_char(out, '.');
}

static void add_before_title(Buffer *out, const Cited *cited)
{
    add_authors(out, cited->about, ", ");
    end_sentence(out);
    buffer_add_text(out, out->length ? " " : "");
}

// From the full stop behind the title on.
static void add_behind_title(Buffer *out, const Cited *cited)
{
    const About *about = cited->about;
    Buffer publisher = {0};
    buffer_add_text(&publisher, about->publisher);
    buffer_add_text(&publisher, *about->publisher && *first_date(about) ? ", " : "");
    add_date(&publisher, about);
    end_sentence(&publisher);
    buffer_addf(out, "%s %s%s", strchr(".!?", about->title[strlen(about->title) - 1]) ? "" : ".", buffer_text(&publisher), publisher.length ? " " : "");
    add_where(out, cited);
    buffer_free(&publisher);
}

static void add_plain(Buffer *out, const Cited *cited)
{
    Buffer before = {0};
    add_before_title(&before, cited);
    buffer_add_text(out, "\u201C");
    buffer_add(out, cited->words, cited->length);
    buffer_addf(out, "\u201D\n%s%s", buffer_text(&before), cited->about->title);
    add_behind_title(out, cited);
    buffer_free(&before);
}

// Markdown

static void add_escaped(Buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] && strchr("\\`*_[]<>&#~|", text[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text[i]);
    }
}

static void add_quote(Buffer *out, const Cited *cited)
{
    const char *end = cited->words + cited->length, *next;
    buffer_add_text(out, "> \u201C");
    for (const char *line = cited->words; line <= end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        buffer_add_text(out, line == cited->words ? "" : "\\\n> ");
        add_escaped(out, line, (size_t)(next - line));
    }
    buffer_add_text(out, "\u201D");
}

static void add_markdown(Buffer *out, const Cited *cited)
{
    Buffer before = {0}, behind = {0};
    add_before_title(&before, cited);
    add_behind_title(&behind, cited);
    add_quote(out, cited);
    buffer_add_text(out, "\n>\n> \u2014 ");
    add_escaped(out, buffer_text(&before), before.length);
    buffer_add_char(out, '*');
    add_escaped(out, cited->about->title, strlen(cited->about->title));
    buffer_add_char(out, '*');
    add_escaped(out, buffer_text(&behind), behind.length);
    buffer_free(&before);
    buffer_free(&behind);
}

// BibTeX

// TeX's special characters are written as what shows them; other letters stay UTF-8, as biber and today's BibTeX styles read it.
static void add_tex(Buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        if (c == '\\')
            buffer_add_text(out, "\\textbackslash{}");
        else if (c == '~' || c == '^')
            buffer_addf(out, "\\%s{}", c == '~' ? "textasciitilde" : "textasciicircum");
        else if (c == '\n')
            buffer_add_text(out, " / ");
        else {
            buffer_add_text(out, c && strchr("{}%&#_$", c) ? "\\" : "");
            buffer_add_char(out, c);
        }
    }
}

static void add_field(Buffer *out, const char *name, const char *text)
{
    if (!*text)
        return;
    buffer_addf(out, ",\n  %s = {", name);
    add_tex(out, text, strlen(text));
    buffer_add_char(out, '}');
}

// Double braces: a style is to leave capitals as they are.
static void add_whole_field(Buffer *out, const char *name, const char *text)
{
    if (!*text)
        return;
    buffer_addf(out, ",\n  %s = {{", name);
    add_tex(out, text, strlen(text));
    buffer_add_text(out, "}}");
}

static bool is_year(const char *date)
{
    return strspn(date, "0123456789") == 4;
}

static void add_year(Buffer *out, const char *date)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const int month = is_year(date) && date[4] == '-' ? atoi(date + 5) : 0;
    if (!is_year(date))
        return;
    buffer_addf(out, ",\n  year = {%.4s}", date);
    if (month >= 1 && month <= 12)
        buffer_addf(out, ",\n  month = %s", months[month - 1]);
}

static bool is_address(const char *text)
{
    return (!strncmp(text, "https://", 8) || !strncmp(text, "http://", 7)) && !strpbrk(text, " {}\\");
}

static void add_bibtex_authors(Buffer *out, const About *about)
{
    for (size_t i = 0; i < about->author_count; i++) {
        buffer_add_text(out, i ? " and" : ",\n  author = {");
        buffer_add_text(out, i ? " {" : "{");
        add_tex(out, about->authors[i], strlen(about->authors[i]));
        buffer_add_char(out, '}');
    }
    buffer_add_text(out, about->author_count ? "}" : "");
}

static void add_bibtex(Buffer *out, const Cited *cited)
{
    const About *about = cited->about;
    Buffer note = {0};
    buffer_addf(out, "@%s{%s", *about->publisher ? "techreport" : "misc", about->id);
    add_bibtex_authors(out, about);
    add_whole_field(out, "title", about->title);
    add_whole_field(out, "institution", about->publisher);
    add_year(out, first_date(about));
    if (is_address(about->source))
        buffer_addf(out, ",\n  url = {%s}", about->source);
    add_field(out, "edition", about->updated);
    add_field(out, "language", about->language);
    add_where(&note, cited);
    buffer_add_text(&note, " \u201C");
    buffer_add(&note, cited->words, cited->length);
    buffer_add_text(&note, "\u201D");
    add_field(out, "note", buffer_text(&note));
    buffer_add_text(out, "\n}");
    buffer_free(&note);
}

// CSL-JSON

// What is safe to show has no control characters but LF, and then a scalar that YAML takes in double quotes is a string of JSON too.
static void add_string(Buffer *out, const char *key, const char *text)
{
    if (!*text)
        return;
    buffer_addf(out, ",\n  \"%s\": ", key);
    yaml_write_quoted(out, text);
}

static void add_csl_date(Buffer *out, const char *date)
{
    int part[3] = {0, 0, 0};
    const int count = is_year(date) ? sscanf(date, "%4d-%2d-%2d", &part[0], &part[1], &part[2]) : 0;
    if (count < 1) {
        if (*date) {
            buffer_add_text(out, ",\n  \"issued\": {\"literal\": ");
            yaml_write_quoted(out, date);
            buffer_add_char(out, '}');
        }
        return;
    }
    buffer_addf(out, ",\n  \"issued\": {\"date-parts\": [[%d", part[0]);
    for (int i = 1; i < count; i++)
        buffer_addf(out, ", %d", part[i]);
    buffer_add_text(out, "]]}");
}

static void add_csl_authors(Buffer *out, const About *about)
{
    for (size_t i = 0; i < about->author_count; i++) {
        buffer_add_text(out, i ? ", {\"literal\": " : ",\n  \"author\": [{\"literal\": ");
        yaml_write_quoted(out, about->authors[i]);
        buffer_add_char(out, '}');
    }
    buffer_add_text(out, about->author_count ? "]" : "");
}

static void add_csl(Buffer *out, const Cited *cited)
{
    const About *about = cited->about;
    Buffer words = {0};
    buffer_add(&words, cited->words, cited->length);
    buffer_add_text(out, "[{\n  \"id\": ");
    yaml_write_quoted(out, about->id);
    buffer_add_text(out, ",\n  \"type\": \"report\"");
    add_csl_authors(out, about);
    add_string(out, "title", about->title);
    add_string(out, "collection-title", about->series);
    if (*about->series && about->part)
        buffer_addf(out, ",\n  \"collection-number\": \"%d\"", about->part);
    add_string(out, "publisher", about->publisher);
    add_csl_date(out, first_date(about));
    add_string(out, "edition", about->updated);
    if (is_address(about->source))
        add_string(out, "URL", about->source);
    add_string(out, "language", about->language);
    buffer_addf(out, ",\n  \"chapter-number\": \"%d\"", cited->chapter->index + 1);
    add_string(out, "section", cited->chapter->title);
    add_string(out, "locator", cited->number);
    add_string(out, "annote", buffer_text(&words));
    buffer_add_text(out, "\n}]");
    buffer_free(&words);
}

void citation_add(Buffer *out, Report *report, Place place, const char *words, size_t length, CitationForm form)
{
    Cited cited = {.about = report_about(report), .chapter = report_chapter(report, place.chapter), .words = words, .length = length};
    report_citation(report, place, cited.number);
    switch (form) {
    case CITATION_PLAIN: add_plain(out, &cited); break;
    case CITATION_MARKDOWN: add_markdown(out, &cited); break;
    case CITATION_BIBTEX: add_bibtex(out, &cited); break;
    case CITATION_CSL_JSON: add_csl(out, &cited); break;
    }
}
