// The dialogue on a terminal: single keys.
#include "base/signals.h"
#include "plain/dialogue_parts.h"
#include "plain/orders.h"

enum {
    ESCAPE_MS = 50,     // after which Esc is no beginning of another key
};

static void give_back(Dialogue *dialogue, Keyboard *keyboard)
{
    voice_line(&dialogue->voice, "", 0);
    voice_rest(&dialogue->voice);
    keyboard_close(keyboard);
}

static void take_again(Dialogue *dialogue, Keyboard *keyboard)
{
    keyboard_take_again(keyboard);
    dialogue_resize(dialogue);
    dialogue->reader->wants_redraw = true;
    dialogue_answer(dialogue, NULL);
}

static void stop(Dialogue *dialogue, Keyboard *keyboard)
{
    dialogue->reader->wants_stop = false;
    give_back(dialogue, keyboard);
    signals_stop_job();
    take_again(dialogue, keyboard);
}

// Where a command asks for a program that takes the terminal. False: none does.
static bool lend(Dialogue *dialogue, Keyboard *keyboard)
{
    if (!dialogue->reader->address && !dialogue->reader->draft)
        return false;
    give_back(dialogue, keyboard);
    if (dialogue->reader->address)
        reader_browse(dialogue->reader, dialogue->input);
    else
        reader_edit(dialogue->reader, dialogue->input);
    take_again(dialogue, keyboard);
    return true;
}

static void answer_key(Dialogue *dialogue, Keyboard *keyboard, Key key)
{
    enum { CONTROL_C = 3 };
    const Command *command = NULL;
    const Prompt *prompt = &dialogue->reader->prompt;
    const bool was_typing = dialogue->reader->focus == FOCUS_PROMPT;
    const size_t length = prompt->text.length, cursor = prompt->cursor;
    if (key == CONTROL_C)
        reader_interrupt(dialogue->reader);
    else
        command = order_press(dialogue->reader, key);
    if (dialogue->reader->wants_stop) {
        stop(dialogue, keyboard);
        return;
    }
    if (lend(dialogue, keyboard))
        return;
    if (dialogue->reader->wants_clipboard)
        dialogue_send_copied(dialogue);
    reader_settle_count(dialogue->reader);
    dialogue->is_refused = was_typing && dialogue->reader->focus == FOCUS_PROMPT && !dialogue->reader->is_over
        && prompt->text.length == length && prompt->cursor == cursor;
    if (!dialogue->is_refused)
        dialogue_answer(dialogue, command);
}

// Keys that change nothing in a prompt are answered when no other waits: each would tell all of it, and what is pasted into a full one is long.
static void answer_keys(Dialogue *dialogue, Keyboard *keyboard, KeyEnd end)
{
    Key key;
    dialogue->is_refused = false;
    while (!dialogue->is_over && keyboard_next(keyboard, end, &key))
        answer_key(dialogue, keyboard, key);
    if (dialogue->is_refused)
        dialogue_answer(dialogue, NULL);
}

static void await_key(Dialogue *dialogue, Keyboard *keyboard, bool has_work)
{
    int time = has_work ? 0 : keyboard_is_empty(keyboard) ? reader_wait_ms(dialogue->reader) : ESCAPE_MS;
    switch (signals_wait(dialogue->input, time)) {
    case WAIT_INPUT:
        dialogue->is_over = dialogue->reader->is_cut_off = !keyboard_read(keyboard);
        answer_keys(dialogue, keyboard, MORE_MAY_FOLLOW);
        break;
    case WAIT_TIME:
        if (!has_work)
            answer_keys(dialogue, keyboard, IS_LAST);
        break;
    case WAIT_HANGUP: dialogue->is_over = dialogue->reader->is_cut_off = true; break;
    case WAIT_STOP: stop(dialogue, keyboard); break;
    case WAIT_RESIZE: dialogue_resize(dialogue); break;
    case WAIT_CONTINUED: keyboard_take_again(keyboard); break;
    }
}

// What was told of the page counts as told in the new version too: only that it came, or could not be read, is new.
static void tell_new_version(Dialogue *dialogue)
{
    dialogue->telling.is_silent = false;
    telling_keep_page(&dialogue->telling, dialogue->reader);
    dialogue_answer(dialogue, NULL);
}

// One step of what can wait. What a person waits for is told when it is there. False: nothing is left.
static bool work(Dialogue *dialogue)
{
    const Reader *reader = dialogue->reader;
    bool was_awaited = reader_is_awaited(reader), was_reading_on = reader->reading_on.is_on;
    const unsigned long told = reader->card.told, reloads = reader->reloads;
    const Stamp refused = reader->watching.refused;
    bool is_left = reader_idle(dialogue->reader);
    if ((was_awaited && !reader_is_awaited(reader)) || told != reader->card.told || was_reading_on != reader->reading_on.is_on)
        dialogue_answer(dialogue, NULL);
    if (reloads != reader->reloads || refused != reader->watching.refused)
        tell_new_version(dialogue);
    return is_left;
}

void dialogue_read_keys(Dialogue *dialogue, Keyboard *keyboard)
{
    lend(dialogue, keyboard);   // --command may ask for it
    while (!dialogue->is_over)
        await_key(dialogue, keyboard, keyboard_is_empty(keyboard) && work(dialogue));
    if (dialogue->voice.is_terminal)
        fputs("\r\n", dialogue->voice.out);
}
