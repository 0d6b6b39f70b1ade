// Tells what is new: messages, footnotes, and what is typed.
#include "plain/telling.h"
#include <stdio.h>
#include <string.h>
#include "base/translate.h"
#include "text/amount.h"

void telling_free(Telling *telling)
{
    buffer_free(&telling->typed);
}

// Messages

// What a search finds while it is being typed is told when it is accepted.
static bool is_typing_a_search(const Telling *telling, const Reader *reader)
{
    const Buffer *now = &reader->prompt.text, *then = &telling->typed;
    bool is_same = now->length == then->length && !memcmp(buffer_text(now), buffer_text(then), now->length);
    const PromptKind kind = reader->prompt.kind;
    const bool is_of_file = kind == PROMPT_EXPORT || kind == PROMPT_COPY || kind == PROMPT_MARKS_EXPORT;
    return reader->focus == FOCUS_PROMPT && !is_of_file && (reader->message_is_count || !is_same);
}

void tell_message(const Telling *telling, const Reader *reader)
{
    if (reader->message.length && !is_typing_a_search(telling, reader))
        voice_say(telling->voice, buffer_text(&reader->message));
}

// Footnotes

static void tell_note(Telling *telling, const Reader *reader)
{
    int count = layout_line_count(reader->note), top = reader->note_top;
    int end = top + reader_note_rows(reader) < count ? top + reader_note_rows(reader) : count;
    bool is_new = !telling->has_told || telling->focus != FOCUS_NOTE;
    char text[256];
    // TRANSLATORS: of a footnote
    snprintf(text, sizeof text, _("Lines %1$s to %2$s of %3$s."), AMOUNT(top + 1), AMOUNT(end), AMOUNT(count));
    if (is_new) {
        tell_lines(telling, reader, reader->note, top, end);
        if (end - top < count)
            voice_say(telling->voice, text);
    } else if (top > telling->note_top)
        tell_lines(telling, reader, reader->note, telling->note_end > top ? telling->note_end : top, end);
    else
        tell_lines(telling, reader, reader->note, top, telling->note_top < end ? telling->note_top : end);
    telling->note_top = top;
    telling->note_end = end;
}

// What is typed

// Typing at the end goes on where the cursor stands. Anything else begins the line anew: going back would need more than text and line ends.
static void tell_prompt(Telling *telling, const Reader *reader)
{
    const Buffer *now = &reader->prompt.text, *then = &telling->typed;
    bool is_new = !telling->has_told || telling->focus != FOCUS_PROMPT || !telling->voice->is_typing || !telling->voice->is_terminal;
    bool is_longer = now->length >= then->length && !memcmp(buffer_text(now), buffer_text(then), then->length);
    bool is_at_end = reader->prompt.cursor == now->length && telling->cursor == then->length;
    if (is_new || !is_longer || !is_at_end)
        voice_ask(telling->voice, prompt_label(reader->prompt.kind), buffer_text(now));
    else
        voice_echo(telling->voice, buffer_text(now) + then->length, now->length - then->length);
    buffer_cut(&telling->typed, 0);
    buffer_add(&telling->typed, buffer_text(now), now->length);
    telling->cursor = reader->prompt.cursor;
}

static void tell_focus(Telling *telling, Reader *reader)
{
    switch (reader->focus) {
    case FOCUS_PAGE: tell_page(telling, reader); break;
    case FOCUS_CONTENTS: case FOCUS_HITS: case FOCUS_BOOKMARKS: case FOCUS_ELEMENTS: case FOCUS_CHANGES: case FOCUS_SHELF:
    case FOCUS_FOUND: case FOCUS_HELP: case FOCUS_ABOUT: case FOCUS_SETTINGS:
        tell_list(telling, reader);
        break;
    case FOCUS_NOTE: tell_note(telling, reader); break;
    case FOCUS_PROMPT: tell_prompt(telling, reader); break;
    }
}

// Who went where they were already hears where that is.
static void tell_unchanged(const Telling *telling, const Reader *reader)
{
    if (reader->focus == FOCUS_PAGE)
        tell_where(telling, reader);
    else if (reader->focus == FOCUS_NOTE)
        tell_line(telling, reader, reader->note, reader->note_top);
    else if (focus_is_list(reader->focus))
        tell_selected(telling, reader);
}

void tell(Telling *telling, Reader *reader, const Command *command)
{
    size_t lines = telling->voice->lines;
    if (reader->wants_redraw)
        telling->has_told = reader->wants_redraw = false;
    if (reader->wants_repeat) {
        reader->wants_repeat = false;
        voice_repeat(telling->voice);
        return;
    }
    voice_begin(telling->voice);
    tell_message(telling, reader);
    tell_focus(telling, reader);
    if (command && lines == telling->voice->lines)
        tell_unchanged(telling, reader);
    if (reader->focus == FOCUS_PAGE || reader->focus == FOCUS_NOTE)
        telling->list = FOCUS_PAGE;
    telling->focus = reader->focus;
    telling->has_told = reader->has_told = true;
}
