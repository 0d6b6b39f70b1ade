// Line mode: a dialogue, by single keys or by whole lines.
#include "plain/dialogue.h"
#include <unistd.h>
#include "base/signals.h"
#include "base/status.h"
#include "base/translate.h"
#include "base/window.h"
#include "plain/dialogue_parts.h"
#include "text/safe.h"

enum {
    PAGE_ROWS = 20,         // of text at once
    MARGINS_FROM = 38,      // cells from which the reader keeps a margin of two columns
};

void dialogue_resize(Dialogue *dialogue)
{
    Reader *reader = dialogue->reader;
    int window_rows = 0, window_columns = 0;
    int width = reader->settings.width, rows = PAGE_ROWS;
    dialogue->width = width;
    if (dialogue->voice.is_terminal)
        window_size(dialogue->input, &window_rows, &window_columns);
    if (window_columns > 0 && window_columns < width)
        width = window_columns;
    if (window_rows > 1 && window_rows - 1 < rows)
        rows = window_rows - 1;
    reader_resize(reader, rows, width < MARGINS_FROM ? width : width + 2);
    dialogue->voice.cells = reader_measure(reader);
    if (dialogue->telling.has_told)
        telling_keep_page(&dialogue->telling, reader);
}

// Without a terminal only that is said.
void dialogue_send_copied(Dialogue *dialogue)
{
    Buffer out = {0};
    reader_take_copied(dialogue->reader, dialogue->voice.is_terminal, &out);
    voice_send(&dialogue->voice, buffer_text(&out), out.length);
    buffer_free(&out);
}

void dialogue_answer(Dialogue *dialogue, const Command *command)
{
    if (dialogue->width != dialogue->reader->settings.width)
        dialogue_resize(dialogue);
    if (!dialogue->reader->is_over && dialogue->reader->settings.screen_reader == SCREEN_READER_LINE)
        tell(&dialogue->telling, dialogue->reader, command);
    if (!voice_rest(&dialogue->voice))
        dialogue->has_failed = dialogue->is_over = true;
    if (dialogue->reader->is_over || dialogue->reader->settings.screen_reader != SCREEN_READER_LINE)
        dialogue->is_over = true;
}

// R1 of tests/screen-readers/README: the first line says which mode is on and what turned it on.
static void greet(Dialogue *dialogue, const char *why)
{
    Buffer text = {0};
    Buffer safe = {0};
    // TRANSLATORS: "Line mode, set by --line." and the title of the report
    const Reader *reader = dialogue->reader;
    buffer_addf(&text, _("%1$s %2$s."), why, reader->is_unopened ? _("Shelf") : report_about(reader->report)->title);
    safe_add_line(&safe, buffer_text(&text), text.length);
    voice_say(&dialogue->voice, buffer_text(&safe));
    buffer_free(&text);
    buffer_free(&safe);
    dialogue_answer(dialogue, NULL);
}

static void tell_waiting(void *context)
{
    Dialogue *dialogue = context;
    reader_say_waiting(dialogue->reader);
    tell_message(&dialogue->telling, dialogue->reader);
    voice_rest(&dialogue->voice);
}

static void show_words(void *context, const char *words)
{
    Dialogue *dialogue = context;
    voice_say(&dialogue->voice, words);
    voice_rest(&dialogue->voice);
}

static bool is_awaited(void *context)
{
    const Dialogue *dialogue = context;
    return signals_have_input(dialogue->input);
}

static void tell_report(void *context)
{
    show_words(context, reader_waiting_words());
}

int dialogue_read(Reader *reader, int input, FILE *out, const char *why)
{
    Keyboard keyboard;
    signals_take();
    bool has_keys = keyboard_open(&keyboard, input);
    Dialogue dialogue = {.reader = reader, .input = input};
    dialogue.voice = voice_new(out, has_keys && isatty(fileno(out)), reader->settings.width);
    dialogue.telling.voice = &dialogue.voice;
    if (dialogue.voice.is_terminal)
        setvbuf(out, NULL, _IONBF, 0);  // an answer is one write, not one of each line
    report_set_patience(reader->report, (ApartPatience){.most_ms = READER_WAIT_MS, .tell = tell_report, .context = &dialogue});
    reader->margin = 0;
    reader_enter(reader, SCREEN_READER_LINE);   // without a status line; the command asks for it: then each page is told with its number
    dialogue_resize(&dialogue);
    while (!has_keys && reader_is_awaited(reader) && reader_idle(reader) && !signals_want_end())
        continue;   // nobody waits: what --command searches for is there when it is told
    reader_settle_count(reader);
    if (reader->wants_clipboard)    // --command asks for it
        dialogue_send_copied(&dialogue);
    greet(&dialogue, why);
    records_set_teller(marks_records(reader->marks), tell_waiting, &dialogue);
    if (dialogue.voice.is_terminal)     // who reads a pipe does not wait, and a script is to be told the same each time
        reader->notice = (Notice){.show = show_words, .is_awaited = is_awaited, .context = &dialogue};
    if (has_keys)
        dialogue_read_keys(&dialogue, &keyboard);
    else
        dialogue_read_lines(&dialogue);
    records_set_teller(marks_records(reader->marks), NULL, NULL);
    reader->notice = (Notice){0};
    report_set_patience(reader->report, (ApartPatience){.most_ms = READER_WAIT_MS});
    if (has_keys)
        keyboard_close(&keyboard);
    dialogue.has_failed = !voice_rest(&dialogue.voice) || dialogue.has_failed;
    telling_free(&dialogue.telling);
    voice_free(&dialogue.voice);
    return dialogue.has_failed ? EXIT_WRITING : EXIT_DONE;
}
