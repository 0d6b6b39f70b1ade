// Notes of several lines: in the person's editor, and in the prompt. Who has the terminal lets the editor run, as that is given away meanwhile.
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/editor.h"
#include "reader/marks_parts.h"
#include "reader/session.h"

#define LINE_SIGN "\u00B6"

enum { KEYS_BYTES = 160 };

static bool can_edit(const Reader *reader, Error *err)
{
    char key[KEYS_BYTES];
    key_for(reader, reader->focus == FOCUS_BOOKMARKS ? "rename" : "bookmark-note", key, sizeof key);
    if (marks_are_private(reader->marks))
        return error_set(err, _("An editor writes files, and private reading writes none; %s takes a note here."), key);
    return reader->editor || error_set(err, _("The variable EDITOR names no program to edit a note with; %s takes one here."), key);
}

bool run_edit_note(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    const bool is_listed = reader->focus != FOCUS_PAGE;
    const Mark *mark = is_listed ? selected_mark(reader, err) : NULL;
    if ((is_listed && !mark) || !can_edit(reader, err))
        return false;
    free(reader->draft);
    reader->draft = memory_copy_text(mark ? mark->note : "");
    return true;
}

void reader_leave_draft(Reader *reader)
{
    free(reader->draft);
    reader->draft = NULL;
}

static bool keep(Reader *reader, const char *note, Error *err)
{
    if (*reader->draft && strcmp(note, reader->draft) == 0)
        reader_say(reader, _("The note is as it was."));
    else if (reader->focus == FOCUS_BOOKMARKS)
        return bookmark_rename(reader, note, err);
    else if (*note)
        return bookmark_add(reader, note, err);
    else
        reader_say(reader, _("The note is empty: no bookmark was set."));
    return true;
}

void reader_edit(Reader *reader, int input)
{
    Error error;
    char *edited = editor_edit(reader->editor, reader->draft, input, &error), *note = edited ? note_safe(edited) : NULL;
    if (!note || !keep(reader, note, &error))
        reader_say_error(reader, &error);
    free(edited);
    free(note);
    reader_leave_draft(reader);
}

// In one line

static bool prompt_is_note(const Prompt *prompt)
{
    return prompt->kind == PROMPT_NOTE || prompt->kind == PROMPT_RENAME;
}

bool run_new_line(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    if (!prompt_is_note(&reader->prompt))
        return error_set(err, _("Only a note has several lines."));
    if (!prompt_insert(&reader->prompt, LINE_SIGN, strlen(LINE_SIGN)))
        reader_say(reader, _("No more than %d bytes can be typed here."), PROMPT_BYTES);
    return true;
}

char *note_in_line(const char *note)
{
    Buffer line = {0};
    for (const char *at = note; *at; at += *at == '\n') {
        const size_t length = strcspn(at, "\n");
        buffer_add(&line, at, length);
        at += length;
        buffer_add_text(&line, *at ? LINE_SIGN : "");
    }
    return buffer_take(&line);
}

char *note_of_line(const char *line)
{
    Buffer note = {0};
    for (const char *sign; (sign = strstr(line, LINE_SIGN)); line = sign + strlen(LINE_SIGN)) {
        buffer_add(&note, line, (size_t)(sign - line));
        buffer_add_char(&note, '\n');
    }
    buffer_add_text(&note, line);
    return buffer_take(&note);
}

bool note_take(Reader *reader, const char *line, bool (*take)(Reader *reader, const char *note, Error *err), Error *err)
{
    char *note = note_of_line(line);
    const bool is_kept = take(reader, note, err);
    free(note);
    return is_kept;
}
