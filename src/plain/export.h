// A whole report as a document of another kind, for other programs: nothing is locked in.
//
//   MARKDOWN      pandoc's Markdown: pandoc and lectern.lua (tools/writer) make the same report of it
//   HTML          one page without scripts; nothing in it reaches the network until a link is followed
//   EPUB_SOURCE   a folder that `zip -X0` and `zip -r` make an EPUB 3 of
//   TEXT          what --dump prints, with what the manifest says and citation numbers
//   BRF           that text as a braille file (plain/braille.h)
//   REPORT        the report itself as one file (report/pack.h)
#ifndef PLAIN_EXPORT_H
#define PLAIN_EXPORT_H
#include <stdbool.h>
#include "plain/exporting.h"
#include "plain/print.h"

typedef enum { EXPORT_MARKDOWN, EXPORT_HTML, EXPORT_EPUB_SOURCE, EXPORT_TEXT, EXPORT_REPORT, EXPORT_BRF } ExportKind;

bool export_find_kind(const char *name, ExportKind *kind);      // as it is named on the command line
#define EXPORT_KINDS "markdown, html, epub-source, text, report, brf"

// Adds the document, UTF-8 whatever the locale is.
void export_add_markdown(Buffer *out, Exporting *exporting);
void export_add_html(Buffer *out, Exporting *exporting);


// The files of a folder, by their paths in it, parents first.
typedef struct {
    char *name;
    Buffer bytes;
} ExportFile;

typedef struct {
    ExportFile *items;
    size_t count, capacity;
} ExportFiles;

void export_add_epub(ExportFiles *files, Exporting *exporting);
void export_free_files(ExportFiles *files);

typedef struct {
    ExportKind kind;
    const char *path;       // NULL = standard output; of EPUB_SOURCE a folder
    bool replaces;          // a file that is there; a folder that is not empty stays in any case
    PrintMeasure measure;   // of TEXT
} ExportTarget;

// Makes the document and writes it: 0600, and all or nothing. What is lost, and what is wrong, is told on standard error. Returns the exit
// status: a report with a chapter that can't be read is not exported, nor is one over a file that is not to be replaced (2).
int export_report(Report *report, const ExportTarget *target);

#endif
