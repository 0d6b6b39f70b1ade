// Marks that go to files, or to standard output, and come from files.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/translate.h"
#include "plain/desk.h"
#include "plain/output.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "text/locale.h"

static bool is_free(const Options *options, Error *err)
{
    struct stat status;
    if (lstat(options->output, &status) != 0)
        return true;
    if (!S_ISREG(status.st_mode))
        return error_set_at(err, options->output, 0, 0, _("this is no regular file; name another one"));
    return options->replaces || error_set_at(err, options->output, 0, 0, _("this file exists; name another one, or replace it with --force"));
}

static int write_file(const Options *options, const Buffer *document)
{
    Error error;
    if (!is_free(options, &error))
        return desk_refuse(&error);
    const bool is_written = options->replaces ? file_replace(options->output, buffer_text(document), document->length, &error)
                                              : file_create(options->output, buffer_text(document), document->length, NULL, &error);
    if (!is_written)
        print_fault(stderr, &error);
    return is_written ? EXIT_DONE : EXIT_WRITING;
}

// A terminal of another character set could take bytes of UTF-8 for controls; a file is UTF-8 wherever it was made.
static int print(const Buffer *document)
{
    Buffer shown = {0};
    if (isatty(STDOUT_FILENO))
        locale_add(&shown, buffer_text(document), document->length);
    else
        buffer_add(&shown, buffer_text(document), document->length);
    fwrite(buffer_text(&shown), 1, shown.length, stdout);
    buffer_free(&shown);
    return output_end(stdout, EXIT_DONE);
}

static int refuse_state(const Desk *desk)
{
    return desk_refuse(&desk->state_error);
}

int desk_export_marks(Desk *desk)
{
    const Options *options = &desk->options;
    MarksForm form = MARKS_MARKDOWN;
    Buffer document = {0};
    desk_open_marks(desk);
    marks_form_named(options->marks_form, &form);
    const size_t count = marks_export(&document, desk->report, desk->marks, form, options->only ? options->only : "");
    int status = options->output && strcmp(options->output, "-") != 0 ? write_file(options, &document) : print(&document);
    buffer_free(&document);
    if (*desk->state_error.text)
        print_fault(stderr, &desk->state_error);
    if (status != EXIT_DONE || count)
        return status;
    return *desk->state_error.text ? EXIT_USE : EXIT_NOTHING;
}

int desk_import_marks(Desk *desk)
{
    const Options *options = &desk->options;
    Imported imported;
    Error error = {0};
    desk_open_marks(desk);
    if (!records_are_known(marks_records(desk->marks)))
        return refuse_state(desk);
    const bool is_done = options->face == FACE_MERGE ? marks_merge(desk->marks, options->marks_file, &imported, &error)
                                                     : marks_import(desk->marks, options->marks_file, &imported, &error);
    if (!is_done) {
        print_fault(stderr, &error);
        return records_unsaved(marks_records(desk->marks)) ? EXIT_WRITING : EXIT_USE;
    }
    Buffer line = {0};
    char *text = imported_text(&imported);
    buffer_add_text(&line, text);
    output_line(stdout, &line);
    buffer_free(&line);
    free(text);
    return output_end(stdout, imported.taken + imported.changes + imported.there ? EXIT_DONE : EXIT_NOTHING);
}
