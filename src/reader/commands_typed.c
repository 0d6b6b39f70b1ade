// Commands that spare typing: completion behind `:`, and what was typed before.
#include <string.h>
#include "base/translate.h"
#include "reader/commands.h"
#include "reader/completion.h"
#include "reader/session.h"

enum { SHOWN_BYTES = 400 };    // of candidates; more are no help

// Commands and searches are remembered, each with their like.
static Typed *typed_of(Reader *reader)
{
    switch (reader->prompt.kind) {
    case PROMPT_COMMAND: return &reader->typed_commands;
    case PROMPT_SEARCH: case PROMPT_SEARCH_BACK: case PROMPT_SEARCH_SHELF: return &reader->typed_searches;
    case PROMPT_NOTE: case PROMPT_RENAME: case PROMPT_FILTER: case PROMPT_EXPORT: case PROMPT_COPY: case PROMPT_SETTING:
    case PROMPT_TAGS: case PROMPT_MARKS_EXPORT: case PROMPT_MARKS_IMPORT: break;
    }
    return NULL;
}

void typing_begin(Reader *reader)
{
    Typed *typed = typed_of(reader);
    if (typed)
        typed_begin(typed);
}

void typing_keep(Reader *reader, const char *line)
{
    Typed *typed = typed_of(reader);
    if (typed)
        typed_keep(typed, line);
}

static bool put(Reader *reader, const char *line, const char *none)
{
    if (!line) {
        reader_say(reader, "%s", none);
        return true;
    }
    prompt_delete_all(&reader->prompt);
    prompt_insert(&reader->prompt, line, strlen(line));
    prompt_changed(reader);
    return true;
}

bool run_history_back(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    Typed *typed = typed_of(reader);
    return put(reader, typed ? typed_back(typed, buffer_text(&reader->prompt.text)) : NULL, _("Nothing was typed here before that."));
}

bool run_history_forward(Reader *reader, const char *argument, Error *err)
{
    (void)argument, (void)err;
    Typed *typed = typed_of(reader);
    return put(reader, typed ? typed_forward(typed) : NULL, _("Nothing was typed here behind that."));
}

static void say_words(Reader *reader, const Completion *found)
{
    if (!found->count)
        reader_say(reader, _("Nothing goes on so."));
    else if (found->words.length <= SHOWN_BYTES)
        reader_say(reader, "%s", buffer_text(&found->words));
    else
        reader_say(reader, _("There are %zu words that go on so; type more of it."), found->count);
}

bool run_complete(Reader *reader, const char *argument, Error *err)
{
    (void)argument;
    Prompt *prompt = &reader->prompt;
    if (prompt->kind != PROMPT_COMMAND)
        return error_set(err, _("Only commands are completed."));
    Completion found = completion_of(reader->report, buffer_text(&prompt->text), prompt->cursor);
    const size_t typed = prompt->cursor - found.start;
    if (found.count)
        prompt_insert(prompt, buffer_text(&found.words) + typed, found.common - typed);
    if (found.count == 1)
        prompt_insert(prompt, " ", 1);
    else
        say_words(reader, &found);
    completion_free(&found);
    return true;
}
