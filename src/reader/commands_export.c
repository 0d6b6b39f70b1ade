// What could not be saved is offered to be written to a file that the person names, before the end.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/session.h"

enum { KEYS_BYTES = 160 };

// In the folder where the person is.
static void ask_for_file(Reader *reader)
{
    Buffer name = {0};
    buffer_addf(&name, "%s-unsaved.yaml", report_about(reader->report)->id);
    prompt_open(reader, PROMPT_EXPORT, buffer_text(&name));
    buffer_free(&name);
}

static void say_unsaved(Reader *reader, const Error *why)
{
    char accept[KEYS_BYTES], cancel[KEYS_BYTES];
    const size_t count = marks_unsaved(reader->marks);
    key_for(reader, "accept", accept, sizeof accept);
    key_for(reader, "cancel", cancel, sizeof cancel);
    reader_say(reader, translate_count("%1$zu bookmark or change is not on the disk (%2$s). %3$s writes it to this file; %4$s goes back.",
        "%1$zu bookmarks or changes are not on the disk (%2$s). %3$s writes them to this file; %4$s goes back.", count), count, why->text, accept, cancel);
}

bool export_offer(Reader *reader)
{
    Records *records = marks_records(reader->marks);
    Error why = {0};
    if (reader->secure_by || !marks_unsaved(reader->marks) || marks_unsaved(reader->marks) == reader->declined)
        return false;
    records_end_soon(records, END_QUIT);
    if (reader_save_place(reader, &why))
        records_save(records, &why);
    if (!marks_unsaved(reader->marks))
        return false;
    ask_for_file(reader);
    say_unsaved(reader, &why);
    return true;
}

char *path_of_typed(const char *typed)
{
    const char *home = getenv("HOME");
    return strncmp(typed, "~/", 2) == 0 && home ? path_join(home, typed + 2) : memory_copy_text(typed);
}

static void ask_again(Reader *reader, const char *typed, bool is_there, const Error *why)
{
    char accept[KEYS_BYTES];
    prompt_open(reader, PROMPT_EXPORT, typed);
    if (is_there)
        reader_say(reader, _("There is a file of that name. %s once more writes over it; or type another name."), key_for(reader, "accept", accept, sizeof accept));
    else
        reader_say(reader, _("%1$s: %2$s. Name another file."), why->file, why->text);
}

static void write_file(Reader *reader, const char *typed)
{
    Error why = {0};
    bool is_there = false;
    char *path = path_of_typed(typed);
    const ExportOver over = reader->wants_over && strcmp(buffer_text(&reader->exported), path) == 0 ? EXPORT_OVER : EXPORT_NEW;
    reader->is_over = records_export(marks_records(reader->marks), path, over, &is_there, &why);
    buffer_cut(&reader->exported, 0);
    buffer_add_text(&reader->exported, reader->is_over || is_there ? path : "");
    free(path);
    reader->wants_over = is_there;
    if (!reader->is_over)
        ask_again(reader, typed, is_there, &why);
}

void export_accept(Reader *reader, const char *typed)
{
    if (*typed)
        write_file(reader, typed);
    else
        export_cancel(reader);
}

void export_cancel(Reader *reader)
{
    char quit[KEYS_BYTES];
    Records *records = marks_records(reader->marks);
    records_go_on(records);
    buffer_cut(&reader->exported, 0);
    reader->wants_over = false;
    reader->declined = marks_unsaved(reader->marks);
    reader_say(reader, _("Nothing was written. %s ends without that."), key_for(reader, "quit", quit, sizeof quit));
}
