// A report as the files of an EPUB 3.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/memory.h"
#include "base/number.h"
#include "plain/export.h"
#include "plain/html.h"

// A file in the folder, empty; good until the next one is added.
static Buffer *add_file(ExportFiles *files, const char *name)
{
    files->items = memory_grow(files->items, files->count, &files->capacity, sizeof *files->items);
    files->items[files->count] = (ExportFile){.name = memory_copy_text(name)};
    return &files->items[files->count++].bytes;
}

void export_free_files(ExportFiles *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->items[i].name);
        buffer_free(&files->items[i].bytes);
    }
    free(files->items);
    *files = (ExportFiles){0};
}

static const char container[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
    "</container>\n";

#define STYLE_LINK "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n"

static Html open_page(ExportFiles *files, Exporting *exporting, const char *name, const char *title)
{
    Html html = {.exporting = exporting, .out = add_file(files, name), .form = HTML_FILES, .title_level = 1};
    buffer_add_text(html.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    html_add_head(&html, title, STYLE_LINK);
    buffer_add_text(html.out, "<body>\n");
    return html;
}

static void close_page(Html *html)
{
    buffer_add_text(html->out, "</body>\n</html>\n");
}

static void add_title_page(ExportFiles *files, Exporting *exporting)
{
    Html html = open_page(files, exporting, "EPUB/title.xhtml", exporting->about->title);
    buffer_add_text(html.out, "<section epub:type=\"titlepage\">\n<h1>");
    html_add_marked(&html, &exporting->about->marked_title);
    buffer_add_text(html.out, "</h1>\n");
    html_add_facts(&html);
    buffer_add_text(html.out, "</section>\n");
    close_page(&html);
}

static void add_chapters(ExportFiles *files, Exporting *exporting)
{
    for (int i = 0; i < report_chapter_count(exporting->report); i++) {
        const Chapter *chapter = report_chapter(exporting->report, i);
        char name[40];
        snprintf(name, sizeof name, "EPUB/chapter-%03d.xhtml", i + 1);
        Html html = open_page(files, exporting, name, chapter->title);
        html_add_chapter(&html, chapter);
        close_page(&html);
    }
}

static void add_navigation(ExportFiles *files, Exporting *exporting)
{
    Contents contents = contents_new(exporting->report);
    Html html = open_page(files, exporting, "EPUB/nav.xhtml", exporting->about->title);
    buffer_add_text(html.out, "<nav epub:type=\"toc\" role=\"doc-toc\">\n<h1>");
    html_add_word(&html, WORD_CONTENTS);
    buffer_add_text(html.out, "</h1>\n");
    html_add_contents(&html, &contents);
    buffer_add_text(html.out, "</nav>\n");
    close_page(&html);
    contents_free(&contents);
}

static bool add_terms(ExportFiles *files, Exporting *exporting)
{
    const Html asked = {.exporting = exporting};
    if (!html_has_terms(&asked))
        return false;
    Html html = open_page(files, exporting, "EPUB/terms.xhtml", wording(exporting->about->language, WORD_TERMS));
    html_add_terms(&html);
    close_page(&html);
    return true;
}

// The package

static void add_element(Html *html, const char *tag, const char *text)
{
    if (!*text)
        return;
    buffer_addf(html->out, "<dc:%s>", tag);
    html_add_escaped(html, text, strlen(text));
    buffer_addf(html->out, "</dc:%.*s>\n", (int)strcspn(tag, " "), tag);
}

// The same report makes the same bytes: the day of its edition, else SOURCE_DATE_EPOCH, else now.
static void add_modified(Buffer *out, const About *about)
{
    static const char rest[] = "0000-01-01";
    const char *edition = *about->updated ? about->updated : about->published, *epoch = getenv("SOURCE_DATE_EPOCH");
    char day[sizeof "2021-07-01T00:00:00Z"] = "";
    long seconds = 0;
    if (*edition) {
        snprintf(day, sizeof day, "%s%sT00:00:00Z", edition, rest + (strlen(edition) < strlen(rest) ? strlen(edition) : strlen(rest)));
    } else {
        time_t moment = epoch && number_read(epoch, 0, INT32_MAX, &seconds) ? (time_t)seconds : time(NULL);
        struct tm parts;
        if (gmtime_r(&moment, &parts))
            strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
    buffer_addf(out, "<meta property=\"dcterms:modified\">%s</meta>\n", day);
}

static const char access_metadata[] =
    "<meta property=\"schema:accessMode\">textual</meta>\n"
    "<meta property=\"schema:accessModeSufficient\">textual</meta>\n"
    "<meta property=\"schema:accessibilityFeature\">structuralNavigation</meta>\n"
    "<meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n"
    "<meta property=\"schema:accessibilityFeature\">readingOrder</meta>\n"
    "<meta property=\"schema:accessibilityHazard\">none</meta>\n";

static void add_metadata(Html *html)
{
    const About *about = html->exporting->about;
    Buffer *out = html->out;
    buffer_add_text(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    buffer_addf(out, "<dc:identifier id=\"identifier\">lectern:%s</dc:identifier>\n", about->id);
    add_element(html, "title", about->title);
    add_element(html, "language", *about->language ? about->language : "und");
    for (size_t i = 0; i < about->author_count; i++)
        add_element(html, "creator", about->authors[i]);
    add_element(html, "publisher", about->publisher);
    add_element(html, "date", about->published);
    add_element(html, "source", about->source);
    add_element(html, "rights", about->rights);
    add_element(html, "description", about->summary);
    add_modified(out, about);
    buffer_add_text(out, access_metadata);
    if (*about->series) {
        buffer_add_text(out, "<meta property=\"belongs-to-collection\" id=\"series\">");
        html_add_escaped(html, about->series, strlen(about->series));
        buffer_add_text(out, "</meta>\n<meta refines=\"#series\" property=\"collection-type\">series</meta>\n");
    }
    if (*about->series && about->part)
        buffer_addf(out, "<meta refines=\"#series\" property=\"group-position\">%d</meta>\n", about->part);
    buffer_add_text(out, "</metadata>\n");
}

static void add_items(Buffer *out, int chapters, bool has_terms)
{
    buffer_add_text(out, "<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
                         "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n"
                         "<item id=\"title\" href=\"title.xhtml\" media-type=\"application/xhtml+xml\"/>\n");
    for (int i = 1; i <= chapters; i++)
        buffer_addf(out, "<item id=\"chapter-%03d\" href=\"chapter-%03d.xhtml\" media-type=\"application/xhtml+xml\"/>\n", i, i);
    buffer_add_text(out, has_terms ? "<item id=\"terms\" href=\"terms.xhtml\" media-type=\"application/xhtml+xml\"/>\n" : "");
    buffer_add_text(out, "</manifest>\n");
}

static void add_spine(Buffer *out, const About *about, int chapters, bool has_terms)
{
    buffer_add_text(out, about->direction == DIRECTION_RTL ? "<spine page-progression-direction=\"rtl\">\n" : "<spine>\n");
    buffer_add_text(out, "<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n");
    for (int i = 1; i <= chapters; i++)
        buffer_addf(out, "<itemref idref=\"chapter-%03d\"/>\n", i);
    buffer_add_text(out, has_terms ? "<itemref idref=\"terms\"/>\n" : "");
    buffer_add_text(out, "</spine>\n");
}

static void add_package(ExportFiles *files, Exporting *exporting, bool has_terms)
{
    const int chapters = report_chapter_count(exporting->report);
    Html html = {.exporting = exporting, .out = add_file(files, "EPUB/package.opf")};
    buffer_add_text(html.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"identifier\">\n");
    add_metadata(&html);
    add_items(html.out, chapters, has_terms);
    add_spine(html.out, exporting->about, chapters, has_terms);
    buffer_add_text(html.out, "</package>\n");
}

void export_add_epub(ExportFiles *files, Exporting *exporting)
{
    buffer_add_text(add_file(files, "mimetype"), "application/epub+zip");
    buffer_add_text(add_file(files, "META-INF/container.xml"), container);
    buffer_add_text(add_file(files, "EPUB/style.css"), html_style);
    add_title_page(files, exporting);
    add_navigation(files, exporting);
    add_chapters(files, exporting);
    add_package(files, exporting, add_terms(files, exporting));
}
