// Commands for the line that is being typed, and what it is for.
#include <stdlib.h>
#include "base/memory.h"
#include "reader/commands.h"
#include "reader/session.h"

void prompt_open(Reader *reader, PromptKind kind, const char *text)
{
    prompt_start(&reader->prompt, kind, text);
    reader->focus_before = reader->focus;
    reader->focus = FOCUS_PROMPT;
    reader->keys.count = 0;
    typing_begin(reader);
}

void prompt_leave(Reader *reader)
{
    reader->focus = reader->focus_before;
    reader->keys.count = 0;
}

static void filter(Reader *reader)
{
    if (reader->prompt.text.length)
        rows_open_contents(reader);
    list_filter(list_in_focus(reader), buffer_text(&reader->prompt.text));
}

void prompt_changed(Reader *reader)
{
    switch (reader->prompt.kind) {
    case PROMPT_SEARCH: case PROMPT_SEARCH_BACK: search_typed(reader); break;
    case PROMPT_FILTER: filter(reader); break;
    case PROMPT_COMMAND: case PROMPT_NOTE: case PROMPT_RENAME: case PROMPT_EXPORT: case PROMPT_TAGS: case PROMPT_MARKS_EXPORT: case PROMPT_MARKS_IMPORT: case PROMPT_COPY:
    case PROMPT_SETTING: case PROMPT_SEARCH_SHELF: break;
    }
}

// The prompt is left first, so that what is run finds the focus that it was typed in.
static bool accept_text(Reader *reader, const char *text, Error *err)
{
    switch (reader->prompt.kind) {
    case PROMPT_SEARCH: case PROMPT_SEARCH_BACK:
        return search_accept(reader, err);
    case PROMPT_COMMAND:
        prompt_leave(reader);
        reader_run(reader, text);
        break;
    case PROMPT_NOTE:
        prompt_leave(reader);
        return note_take(reader, text, bookmark_add, err);
    case PROMPT_RENAME:
        prompt_leave(reader);
        return note_take(reader, text, bookmark_rename, err);
    case PROMPT_FILTER:
        prompt_leave(reader);
        break;
    case PROMPT_SEARCH_SHELF:
        prompt_leave(reader);
        return found_search(reader, text, err);
    case PROMPT_EXPORT:
        prompt_leave(reader);
        export_accept(reader, text);
        break;
    case PROMPT_TAGS:
        prompt_leave(reader);
        return mark_set_tags(reader, text, err);
    case PROMPT_MARKS_EXPORT:
        prompt_leave(reader);
        return !*text || run_export_marks(reader, text, err);
    case PROMPT_MARKS_IMPORT:
        prompt_leave(reader);
        return !*text || run_import_marks(reader, text, err);
    case PROMPT_SETTING:
        prompt_leave(reader);
        return setting_accept(reader, text, err);
    case PROMPT_COPY:
        prompt_leave(reader);
        copy_accept(reader, text);
        break;
    }
    return true;
}

bool run_accept(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    char *text = memory_copy_text(buffer_text(&reader->prompt.text));
    typing_keep(reader, text);
    const bool is_done = accept_text(reader, text, err);
    free(text);
    return is_done;
}

bool run_cancel(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    const PromptKind kind = reader->prompt.kind;
    if (kind == PROMPT_FILTER)
        list_filter(list_in_focus(reader), "");
    prompt_leave(reader);
    if (kind == PROMPT_SEARCH || kind == PROMPT_SEARCH_BACK) {
        reader->options = reader->former_options;
        search_cancel(reader);
    }
    if (kind == PROMPT_EXPORT)
        export_cancel(reader);
    if (kind == PROMPT_MARKS_EXPORT)
        buffer_cut(&reader->marks_file, 0);
    if (kind == PROMPT_COPY)
        copy_cancel(reader);
    return true;
}

static bool edit(Reader *reader, void (*change)(Prompt *prompt))
{
    const size_t before = reader->prompt.text.length;
    change(&reader->prompt);
    if (reader->prompt.text.length != before)
        prompt_changed(reader);
    return true;
}

bool run_delete_back(Reader *reader, const char *argument, Error *err)
{
    if (!reader->prompt.text.length)
        return run_cancel(reader, argument, err);
    return edit(reader, prompt_delete_back);
}

bool run_delete_forward(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return edit(reader, prompt_delete);
}

bool run_delete_word(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return edit(reader, prompt_delete_word);
}

bool run_delete_all(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    return edit(reader, prompt_delete_all);
}

// The text is as it was, and so is what was found.
static bool moved(Reader *reader)
{
    if (reader->prompt.kind == PROMPT_SEARCH || reader->prompt.kind == PROMPT_SEARCH_BACK)
        search_tell(reader);
    return true;
}

bool run_cursor_left(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_move(&reader->prompt, -1);
    return moved(reader);
}

bool run_cursor_right(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_move(&reader->prompt, 1);
    return moved(reader);
}

bool run_cursor_start(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_move_end(&reader->prompt, false);
    return moved(reader);
}

bool run_cursor_end(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_move_end(&reader->prompt, true);
    return moved(reader);
}

bool run_command(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    prompt_open(reader, PROMPT_COMMAND, "");
    return true;
}
