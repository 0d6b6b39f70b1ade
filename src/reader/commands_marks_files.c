// Marks that go to files, and come from them.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "reader/session.h"
#include "text/amount.h"

enum { KEYS_BYTES = 160 };

// In the folder where the person is.
static void ask_for_file(Reader *reader)
{
    Buffer name = {0};
    buffer_addf(&name, "%s-marks.md", report_about(reader->report)->id);
    prompt_open(reader, PROMPT_MARKS_EXPORT, buffer_text(&name));
    buffer_free(&name);
}

// What a file of that name holds is not lost by a slip.
static void ask_again(Reader *reader, const char *typed, const char *path)
{
    char accept[KEYS_BYTES];
    prompt_open(reader, PROMPT_MARKS_EXPORT, typed);
    buffer_cut(&reader->marks_file, 0);
    buffer_add_text(&reader->marks_file, path);
    reader_say(reader, _("There is a file of that name. %s once more writes over it; or type another name."), key_for(reader, "accept", accept, sizeof accept));
}

static bool check_regular(const char *path, Error *err)
{
    struct stat status;
    return lstat(path, &status) != 0 || S_ISREG(status.st_mode) || error_set_at(err, path, 0, 0, _("this is not a regular file"));
}

static bool write_marks(Reader *reader, const char *typed, const char *path, MarksForm form, Error *err)
{
    Buffer out = {0};
    bool is_there = false;
    const bool is_agreed = strcmp(buffer_text(&reader->marks_file), path) == 0;
    const size_t count = marks_export(&out, reader->report, reader->marks, form, buffer_text(&reader->marks_filter));
    const bool is_written = check_regular(path, err) && (is_agreed ? file_replace(path, out.bytes, out.length, err)
                                                                   : file_create(path, out.bytes, out.length, &is_there, err));
    buffer_free(&out);
    if (is_there) {
        ask_again(reader, typed, path);
        return true;
    }
    buffer_cut(&reader->marks_file, 0);
    if (is_written)
        reader_say(reader, translate_count("%1$s mark is in %2$s.", "%1$s marks are in %2$s.", count), AMOUNT(count), typed);
    return is_written;
}

bool run_export_marks(Reader *reader, const char *argument, Error *err)
{
    MarksForm form;
    if (!*argument) {
        ask_for_file(reader);
        return true;
    }
    if (!marks_form_of_file(argument, &form))
        return error_set(err, _("The name of the file says the form: it ends with .md, .txt, .json or .csv."));
    char *path = path_of_typed(argument);
    const bool is_done = write_marks(reader, argument, path, form, err);
    free(path);
    return is_done;
}

static bool is_state(const char *path)
{
    const size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".yaml") == 0;
}

bool run_import_marks(Reader *reader, const char *argument, Error *err)
{
    Imported imported;
    if (!*argument) {
        prompt_open(reader, PROMPT_MARKS_IMPORT, "");
        return true;
    }
    char *path = path_of_typed(argument);
    const bool is_done = is_state(path) ? marks_merge(reader->marks, path, &imported, err) : marks_import(reader->marks, path, &imported, err);
    free(path);
    if (reader->focus == FOCUS_BOOKMARKS)
        marks_listed_anew(reader);
    else
        marks_shown_anew(reader);
    char *text = imported_text(&imported);
    if (is_done)
        reader_say(reader, "%s", text);
    free(text);
    return is_done;
}
