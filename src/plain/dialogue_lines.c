// The dialogue through a pipe: whole lines.
#include <errno.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/signals.h"
#include "base/translate.h"
#include "plain/dialogue_parts.h"
#include "plain/orders.h"
#include "text/safe.h"

enum {
    SETTLE_MS = 1000,       // at most, for idle work before an order and behind it
    LINE_BYTES = 16 * 1024, // of one order; what is longer is no order
};

// So that the same orders get the same answers, whenever they come: "page 4 of 43", not "about"; "hit 3 of 41", not "41+". What was asked for
// is waited for however long it takes, unless the person wants to end.
static void settle(Reader *reader)
{
    long end = clock_ms() + SETTLE_MS;
    while (reader_idle(reader) && (clock_ms() < end || reader_is_awaited(reader)) && !signals_want_end())
        continue;
}

// What a pipe can't do, or leaves half done, is said.
static void say_state(Reader *reader)
{
    char keys[SEQUENCE_KEYS * KEY_NAME_BYTES];
    if (reader->wants_stop)
        reader_say(reader, _("Only on a terminal lectern can be stopped; quit ends it."));
    else if (reader->address)
        reader_say(reader, _("Only on a terminal a browser can be opened; the address is %s"), reader->address);
    else if (reader->draft)
        reader_say(reader, _("Only on a terminal an editor can be opened; bookmark-note takes a note here."));
    else if (reader->keys.count)
        reader_say(reader, _("%s waits for another key."), sequence_name(&reader->keys, keys, sizeof keys));
    reader->wants_stop = false;
    reader_leave_address(reader);
    reader_leave_draft(reader);
}

// No key can stop it here, nor is anybody kept waiting: continuous reading ends with the chapter.
static void read_chapter(Dialogue *dialogue)
{
    while (dialogue->reader->reading_on.is_on && !dialogue->is_over && !signals_want_end()) {
        reader_read_on(dialogue->reader);
        dialogue_answer(dialogue, NULL);
    }
}

static void answer_line(Dialogue *dialogue, const char *bytes, size_t length)
{
    Buffer line = {0};
    if (length && bytes[length - 1] == '\r')
        length--;
    if (length == 1 && *bytes == PRESS_ESC)
        buffer_add_char(&line, PRESS_ESC);
    else
        safe_add_line(&line, bytes, length);
    settle(dialogue->reader);
    const Command *command = order_line(dialogue->reader, buffer_text(&line));
    settle(dialogue->reader);
    say_state(dialogue->reader);
    if (dialogue->reader->wants_clipboard)
        dialogue_send_copied(dialogue);
    dialogue_answer(dialogue, command);
    buffer_free(&line);
    read_chapter(dialogue);
}

static void refuse_line(Dialogue *dialogue)
{
    reader_say(dialogue->reader, _("That line is longer than %d bytes, and was passed over."), LINE_BYTES);
    dialogue_answer(dialogue, NULL);
}

typedef struct {
    Buffer line;        // read so far
    bool is_too_long;
} LineReader;

static void end_line(Dialogue *dialogue, LineReader *lines)
{
    if (lines->is_too_long)
        refuse_line(dialogue);
    else
        answer_line(dialogue, buffer_text(&lines->line), lines->line.length);
    buffer_cut(&lines->line, 0);
    lines->is_too_long = false;
}

static void take_bytes(Dialogue *dialogue, LineReader *lines, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && !dialogue->is_over; i++) {
        if (bytes[i] == '\n')
            end_line(dialogue, lines);
        else if (lines->line.length < LINE_BYTES)
            buffer_add_char(&lines->line, bytes[i]);
        else
            lines->is_too_long = true;
    }
}

// False: the end of input.
static bool read_bytes(Dialogue *dialogue, LineReader *lines)
{
    char bytes[4096];
    ssize_t count = read(dialogue->input, bytes, sizeof bytes);
    if (count > 0)
        take_bytes(dialogue, lines, bytes, (size_t)count);
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

void dialogue_read_lines(Dialogue *dialogue)
{
    LineReader lines = {0};
    while (!dialogue->is_over) {
        WaitResult result = signals_wait(dialogue->input, -1);
        if (result == WAIT_HANGUP)
            dialogue->is_over = dialogue->reader->is_cut_off = true;
        else if (result == WAIT_STOP)
            signals_stop_job();
        else if (result == WAIT_INPUT && !read_bytes(dialogue, &lines))
            break;
    }
    if (!dialogue->is_over && (lines.line.length || lines.is_too_long))
        end_line(dialogue, &lines);
    buffer_free(&lines.line);
}
