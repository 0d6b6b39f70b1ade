// Marks that go to files, or to standard output, and come from files.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/signals.h"
#include "base/translate.h"
#include "plain/desk.h"
#include "plain/output.h"
#include "plain/progress.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "reader/record_file.h"
#include "reader/write_out.h"
#include "text/locale.h"

static const ApartPatience patience = {.most_ms = READER_WAIT_MS, .tell = output_tell_waiting};

static int write_file(const Options *options, const Buffer *document)
{
    Error error;
    const WriteOver over = options->replaces ? WRITE_OVER : WRITE_NEW;
    switch (write_out(options->output, buffer_text(document), document->length, over, patience, &error)) {
    case WRITE_DONE: return EXIT_DONE;
    case WRITE_IS_ODD: return desk_refuse(&error);
    case WRITE_IS_THERE:
        error_set_at(&error, options->output, 0, 0, _("this file exists; name another one, or replace it with --force"));
        return desk_refuse(&error);
    case WRITE_FAILED: break;
    }
    print_fault(stderr, &error);
    return EXIT_WRITING;
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

static void begin_progress(Desk *desk, Progress *progress)
{
    *progress = progress_start();
    marks_set_meter(desk->marks, progress_meter(progress));
}

static void end_progress(Desk *desk, Progress *progress)
{
    marks_set_meter(desk->marks, (Meter){0});
    progress_clear(progress);
}

int desk_export_marks(Desk *desk)
{
    const Options *options = &desk->options;
    MarksForm form = MARKS_MARKDOWN;
    Buffer document = {0};
    desk_open_marks(desk);
    marks_form_named(options->marks_form, &form);
    Progress progress;
    begin_progress(desk, &progress);
    const size_t count = marks_export(&document, desk->report, desk->marks, form, options->only ? options->only : "");
    end_progress(desk, &progress);
    int status = options->output && strcmp(options->output, "-") != 0 ? write_file(options, &document) : print(&document);
    buffer_free(&document);
    if (*desk->state_error.text)
        print_fault(stderr, &desk->state_error);
    if (status != EXIT_DONE || count)
        return status;
    return *desk->state_error.text ? EXIT_USE : EXIT_NOTHING;
}

// A signal that ends it is answered when what became of the marks is told.
static bool hear_stoppable(void *context, int percent)
{
    progress_tell(context, (size_t)percent, 100);
    return !signals_want_end();
}

static bool take_in(Desk *desk, Imported *imported, Error *err)
{
    const char *path = desk->options.marks_file;
    const bool is_merge = desk->options.face == FACE_MERGE;
    Buffer bytes = {0};
    bool is_done = read_in(path, is_merge ? STATE_FILE_BYTES : IMPORT_BYTES, patience, &bytes, err);
    Progress progress = progress_start();
    signals_take();
    marks_set_meter(desk->marks, (Meter){.tell = hear_stoppable, .context = &progress});
    is_done = is_done && (is_merge ? marks_merge(desk->marks, path, &bytes, imported, err) : marks_import(desk->marks, path, &bytes, imported, err));
    end_progress(desk, &progress);
    buffer_free(&bytes);
    return is_done;
}

static int tell_taken(const Desk *desk, bool is_done, const Imported *imported, const Error *error)
{
    if (!is_done) {
        print_fault(stderr, error);
        return records_unsaved(marks_records(desk->marks)) ? EXIT_WRITING : EXIT_USE;
    }
    Buffer line = {0};
    char *text = imported_text(imported);
    buffer_add_text(&line, text);
    output_line(stdout, &line);
    buffer_free(&line);
    free(text);
    return output_end(stdout, imported->taken + imported->changes + imported->there ? EXIT_DONE : EXIT_NOTHING);
}

int desk_import_marks(Desk *desk)
{
    Imported imported = {0};
    Error error = {0};
    desk_open_marks(desk);
    if (!records_are_known(marks_records(desk->marks)))
        return refuse_state(desk);
    const bool is_done = take_in(desk, &imported, &error);
    const int status = tell_taken(desk, is_done, &imported, &error);
    signals_give_back();
    return status;
}
