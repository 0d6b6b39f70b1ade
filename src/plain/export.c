// A whole report as a document of another kind.
#include "plain/export.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"
#include "plain/braille.h"
#include "plain/output.h"
#include "plain/print.h"
#include "plain/progress.h"
#include "reader/write_out.h"
#include "report/pack.h"
#include "text/locale.h"

static const char *const kinds[] = {
    [EXPORT_MARKDOWN] = "markdown", [EXPORT_HTML] = "html", [EXPORT_EPUB_SOURCE] = "epub-source", [EXPORT_TEXT] = "text", [EXPORT_REPORT] = "report", [EXPORT_BRF] = "brf",
};

bool export_find_kind(const char *name, ExportKind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(name, kinds[i])) {
            *kind = (ExportKind)i;
            return true;
        }
    return false;
}

static int refuse(const Error *error, int status)
{
    print_fault(stderr, error);
    return status;
}

typedef struct {
    Progress progress;
    int chapter, count;
} Going;

static bool hear(void *context, int percent)
{
    Going *going = context;
    const int of_chapter = percent < CHAPTER_LOADED ? percent : CHAPTER_LOADED;
    progress_tell(&going->progress, (size_t)(going->chapter * CHAPTER_LOADED + of_chapter), (size_t)(going->count * CHAPTER_LOADED));
    return true;
}

// Reading the chapters is what takes long, or one of them.
static void read_chapters(Report *report)
{
    Going going = {.progress = progress_start(), .count = report_chapter_count(report)};
    report_set_meter(report, (Meter){.tell = hear, .context = &going});
    for (; going.chapter < going.count; going.chapter++)
        report_chapter(report, going.chapter);
    report_set_meter(report, (Meter){0});
    progress_clear(&going.progress);
}

// A document with a gap would be taken for the report.
static bool is_whole(Report *report, Error *err)
{
    read_chapters(report);
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        if (chapter->is_broken)
            return error_set(err, _("nothing was exported, since chapter %1$d can't be read: %2$s"), i + 1,
                             chapter->count > 1 ? chapter->blocks[1].text : "");
    }
    return true;
}

static bool is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    int names = 0;
    if (!folder)
        return false;
    while (readdir(folder))
        names++;
    closedir(folder);
    return names <= 2;      // "." and ".."
}

// The disk may never answer: a child process asks it.
static bool is_free(void *context, Error *err)
{
    const ExportTarget *target = context;
    const char *path = target->path;
    struct stat status;
    if (lstat(path, &status) != 0)
        return true;
    if (target->kind == EXPORT_EPUB_SOURCE)
        return is_empty_folder(path) || error_set_at(err, path, 0, 0, _("this is there already; name a folder that is not, or an empty one"));
    if (!S_ISREG(status.st_mode))
        return error_set_at(err, path, 0, 0, _("this is no regular file; name another one"));
    return target->replaces || error_set_at(err, path, 0, 0, _("this file exists; name another one, or replace it with --force"));
}

static bool add_brf(Buffer *out, Exporting *exporting, Error *err)
{
    char *text = NULL;
    size_t length = 0;
    const char *language = exporting->about->language, *table = braille_table(language);
    if (!table)
        return error_set(err, _("there is no braille here of the language \"%s\"; there is of ar, de, en, es, fr, pt and ru"), language);
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        memory_end();
    print_document(stream, exporting->report, (PrintMeasure){.widths = widths_standard});
    fclose(stream);
    const bool is_done = braille_add(out, text, length, table, err);
    free(text);
    return is_done;
}

// Text in the locale's character set, everything else as the kind has it.
static bool add_document(Buffer *out, ExportKind kind, Exporting *exporting, PrintMeasure measure, Error *err)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = NULL;
    switch (kind) {
    case EXPORT_MARKDOWN: export_add_markdown(out, exporting); return true;
    case EXPORT_HTML: export_add_html(out, exporting); return true;
    case EXPORT_REPORT: return report_pack(exporting->report, out, err);
    case EXPORT_EPUB_SOURCE: return false;
    case EXPORT_BRF: return add_brf(out, exporting, err);
    case EXPORT_TEXT: stream = open_memstream(&text, &length); break;
    }
    if (!stream)
        memory_end();
    print_document(stream, exporting->report, measure);
    fclose(stream);
    buffer_add(out, text, length);
    free(text);
    return true;
}

// A terminal of another character set could take bytes of UTF-8 for controls.
static int print(const Buffer *document, ExportKind kind)
{
    Buffer shown = {0};
    const bool converts = kind != EXPORT_TEXT && isatty(STDOUT_FILENO);
    if (converts)
        locale_add(&shown, buffer_text(document), document->length);
    const Buffer *out = converts ? &shown : document;
    fwrite(buffer_text(out), 1, out->length, stdout);
    buffer_free(&shown);
    return output_end(stdout, EXIT_DONE);
}

typedef struct {
    const char *path;
    bool replaces;
    const Buffer *document;     // NULL: a folder of
    FileOfTree *tree;
    size_t count;
} Writing;

static bool write_it(void *context, Error *err)
{
    const Writing *writing = context;
    if (!writing->document)
        return file_make_tree(writing->path, writing->tree, writing->count, err);
    const char *bytes = buffer_text(writing->document);
    const size_t length = writing->document->length;
    return writing->replaces ? file_replace(writing->path, bytes, length, err) : file_create(writing->path, bytes, length, NULL, err);
}

static int write_out_apart(Writing writing)
{
    Error error;
    return do_apart(write_it, &writing, writing.path, output_tell_waiting, &error) ? EXIT_DONE : refuse(&error, EXIT_WRITING);
}

static int export_document(Exporting *exporting, const ExportTarget *target)
{
    Buffer document = {0};
    Error error = {0};
    if (!add_document(&document, target->kind, exporting, target->measure, &error)) {
        buffer_free(&document);
        return refuse(&error, EXIT_USE);
    }
    const int status = target->path ? write_out_apart((Writing){.path = target->path, .replaces = target->replaces, .document = &document})
                                    : print(&document, target->kind);
    buffer_free(&document);
    return status;
}

static int export_folder(Exporting *exporting, const char *name)
{
    ExportFiles files = {0};
    size_t length = strlen(name);
    while (length > 1 && name[length - 1] == '/')
        length--;
    char *path = memory_copy(name, length);
    export_add_epub(&files, exporting);
    FileOfTree *tree = memory_new(files.count, sizeof *tree);
    for (size_t i = 0; i < files.count; i++)
        tree[i] = (FileOfTree){.name = files.items[i].name, .bytes = buffer_text(&files.items[i].bytes), .length = files.items[i].bytes.length};
    const int status = write_out_apart((Writing){.path = path, .tree = tree, .count = files.count});
    free(tree);
    free(path);
    export_free_files(&files);
    return status;
}

int export_report(Report *report, const ExportTarget *target)
{
    Exporting exporting;
    Error error;
    ExportTarget asked = *target;
    if ((target->path && !do_apart(is_free, &asked, target->path, output_tell_waiting, &error)) || !is_whole(report, &error))
        return refuse(&error, EXIT_USE);
    exporting_start(&exporting, report);
    const bool is_folder = target->path && target->kind == EXPORT_EPUB_SOURCE;     // without a name the options refuse it
    const int status = is_folder ? export_folder(&exporting, target->path) : export_document(&exporting, target);
    if (status == EXIT_DONE)
        exporting_tell_losses(&exporting, stderr);
    exporting_end(&exporting);
    return status;
}
