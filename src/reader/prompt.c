// Editing one line of text, by grapheme clusters.
#include "reader/prompt.h"
#include <string.h>
#include "base/translate.h"
#include "text/cluster.h"
#include "text/safe.h"
#include "text/utf8.h"

const char *prompt_label(PromptKind kind)
{
    switch (kind) {
    // TRANSLATORS: the labels of prompts: each ends with a space, and takes less than 40 cells
    case PROMPT_SEARCH: return _("Search: ");
    case PROMPT_SEARCH_BACK: return _("Search back: ");
    case PROMPT_COMMAND: return _("Command: ");
    case PROMPT_NOTE: return _("Note: ");
    case PROMPT_RENAME: return _("New note: ");
    case PROMPT_FILTER: return _("Filter: ");
    case PROMPT_SEARCH_SHELF: return _("Search the shelf: ");
    case PROMPT_EXPORT: case PROMPT_MARKS_EXPORT: case PROMPT_COPY: return _("File to write: ");
    case PROMPT_TAGS: return _("Tags: ");
    case PROMPT_MARKS_IMPORT: return _("File to read: ");
    case PROMPT_SETTING: return _("Value: ");
    }
    return "";
}

void prompt_start(Prompt *prompt, PromptKind kind, const char *text)
{
    prompt->kind = kind;
    prompt_delete_all(prompt);
    if (text)
        prompt_insert(prompt, text, strlen(text));
}

// After a change the cursor may stand inside a cluster: a mark joined what is before it.
static void settle_cursor(Prompt *prompt)
{
    const char *text = buffer_text(&prompt->text);
    size_t length = prompt->text.length;
    if (prompt->cursor >= length) {
        prompt->cursor = length;
        return;
    }
    size_t start = cluster_start(text, length, prompt->cursor);
    if (start != prompt->cursor)
        prompt->cursor = cluster_next(text, length, start);
}

static void replace(Prompt *prompt, size_t start, size_t end, const char *text, size_t length)
{
    Buffer after = {0};
    buffer_add(&after, buffer_text(&prompt->text) + end, prompt->text.length - end);
    buffer_cut(&prompt->text, start);
    buffer_add(&prompt->text, text, length);
    buffer_add(&prompt->text, buffer_text(&after), after.length);
    buffer_free(&after);
    prompt->cursor = start + length;
    settle_cursor(prompt);
}

bool prompt_insert(Prompt *prompt, const char *text, size_t length)
{
    Buffer safe = {0};
    if (length <= PROMPT_BYTES)
        safe_add_line(&safe, text, length);
    bool fits = length <= PROMPT_BYTES && prompt->text.length + safe.length <= PROMPT_BYTES;
    if (fits)
        replace(prompt, prompt->cursor, prompt->cursor, buffer_text(&safe), safe.length);
    buffer_free(&safe);
    return fits;
}

static size_t previous(const Prompt *prompt, size_t at)
{
    return at > 0 ? cluster_previous(buffer_text(&prompt->text), prompt->text.length, at) : 0;
}

static size_t next(const Prompt *prompt, size_t at)
{
    return at < prompt->text.length ? cluster_next(buffer_text(&prompt->text), prompt->text.length, at) : at;
}

void prompt_delete_back(Prompt *prompt)
{
    replace(prompt, previous(prompt, prompt->cursor), prompt->cursor, "", 0);
}

void prompt_delete(Prompt *prompt)
{
    replace(prompt, prompt->cursor, next(prompt, prompt->cursor), "", 0);
}

static bool is_word_at(const Prompt *prompt, size_t at)
{
    return utf8_is_word(utf8_next(buffer_text(&prompt->text), prompt->text.length, &at));
}

void prompt_delete_word(Prompt *prompt)
{
    size_t start = prompt->cursor;
    while (start > 0 && !is_word_at(prompt, previous(prompt, start)))
        start = previous(prompt, start);
    while (start > 0 && is_word_at(prompt, previous(prompt, start)))
        start = previous(prompt, start);
    replace(prompt, start, prompt->cursor, "", 0);
}

void prompt_delete_all(Prompt *prompt)
{
    buffer_cut(&prompt->text, 0);
    prompt->cursor = 0;
}

void prompt_move(Prompt *prompt, int clusters)
{
    for (; clusters > 0 && prompt->cursor < prompt->text.length; clusters--)
        prompt->cursor = next(prompt, prompt->cursor);
    for (; clusters < 0 && prompt->cursor > 0; clusters++)
        prompt->cursor = previous(prompt, prompt->cursor);
}

void prompt_move_end(Prompt *prompt, bool is_end)
{
    prompt->cursor = is_end ? prompt->text.length : 0;
}

void prompt_free(Prompt *prompt)
{
    buffer_free(&prompt->text);
    prompt->cursor = 0;
}
