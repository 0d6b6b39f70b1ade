// Marks that go to files, and come from them.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/marks_export.h"
#include "reader/marks_import.h"
#include "reader/record_file.h"
#include "reader/session.h"
#include "text/amount.h"

enum {
    KEYS_BYTES = 160,
    COME_IN = 60,       // percent of the whole, where the list of marks is made anew behind that
};

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

// True: the marks did not go out, or come in.
static bool end_work(Reader *reader, LongWork *work)
{
    const bool is_stopped = marks_are_stopped(reader->marks);
    marks_set_meter(reader->marks, (Meter){0});
    long_work_end(work);
    return is_stopped;
}

static bool write_marks(Reader *reader, const char *typed, const char *path, MarksForm form, Error *err)
{
    Buffer out = {0};
    const WriteOver over = strcmp(buffer_text(&reader->marks_file), path) == 0 ? WRITE_OVER : WRITE_NEW;
    LongWork work;
    marks_set_meter(reader->marks, long_work_begin(&work, reader));
    const size_t count = marks_export(&out, reader->report, reader->marks, form, buffer_text(&reader->marks_filter));
    const bool is_stopped = end_work(reader, &work);
    const WriteResult result = is_stopped ? WRITE_FAILED : reader_write_file(reader, path, &out, over, err);
    buffer_free(&out);
    if (result == WRITE_IS_THERE) {
        ask_again(reader, typed, path);
        return true;
    }
    buffer_cut(&reader->marks_file, 0);
    if (is_stopped)
        return error_set(err, _("Stopped; nothing was written."));
    if (result == WRITE_DONE)
        reader_say(reader, translate_count("%1$s mark is in %2$s.", "%1$s marks are in %2$s.", count), AMOUNT(count), typed);
    return result == WRITE_DONE;
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

static bool hear_only(void *context, int percent)
{
    const Meter *meter = context;
    meter_move(*meter, (size_t)percent, 100);
    return true;
}

// They have come in, which nothing undoes: their list is made to its end.
static void place_all(Marks *marks, Meter meter)
{
    marks_set_meter(marks, (Meter){.tell = hear_only, .context = &meter});
    marks_count(marks);
}

static bool import(Reader *reader, const char *path, Imported *imported, Error *err)
{
    Buffer bytes = {0};
    const bool is_other_state = is_state(path);
    bool is_done = reader_read_file(reader, path, is_other_state ? STATE_FILE_BYTES : IMPORT_BYTES, &bytes, err);
    LongWork work;
    const Meter meter = long_work_begin(&work, reader);
    const bool is_listed = reader->focus == FOCUS_BOOKMARKS;
    marks_set_meter(reader->marks, meter_part(meter, 0, is_listed ? COME_IN : 100));
    is_done = is_done && (is_other_state ? marks_merge(reader->marks, path, &bytes, imported, err) : marks_import(reader->marks, path, &bytes, imported, err));
    if (is_done && is_listed)
        place_all(reader->marks, meter_part(meter, COME_IN, 100));
    end_work(reader, &work);
    buffer_free(&bytes);
    return is_done;
}

bool run_import_marks(Reader *reader, const char *argument, Error *err)
{
    Imported imported = {0};
    if (!*argument) {
        prompt_open(reader, PROMPT_MARKS_IMPORT, "");
        return true;
    }
    char *path = path_of_typed(argument);
    const bool is_done = import(reader, path, &imported, err);
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
