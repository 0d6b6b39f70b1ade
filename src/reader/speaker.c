// The program that reads aloud.
#include "reader/speaker.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"

enum { WORDS_MOST = 16 };

// The words of a command line, and a text behind them.
typedef struct {
    char *line;                     // that the words stand in
    char *words[WORDS_MOST + 2];    // NULL behind the last
} Words;

static Words words_of(const char *command, char *text)
{
    static const char blanks[] = " \t\n";
    Words words = {.line = memory_copy_text(command)};
    size_t count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(words.line, blanks, &rest); word && count < WORDS_MOST; word = strtok_r(NULL, blanks, &rest))
        words.words[count++] = word;
    words.words[count] = text;
    return words;
}

static bool is_named(const Reader *reader)
{
    return reader->speaker && reader->speaker[strspn(reader->speaker, " \t\n")];
}

// One line, which is no option.
static char *text_of(const Reader *reader)
{
    Buffer text = {0};
    const char *told = buffer_text(&reader->card.text);
    buffer_add_text(&text, *told == '-' ? " " : "");
    for (; *told; told++)
        buffer_add_char(&text, *told == '\n' ? ' ' : *told);
    return buffer_take(&text);
}

bool speaker_fail(const Reader *reader, Error *err)
{
    if (is_named(reader))
        return error_set(err, _("LECTERN_SPEAK is \"%s\", and that did not speak"), reader->speaker);
    return error_set(err, _("spd-say did not speak; install Speech Dispatcher, or let LECTERN_SPEAK name a program that speaks its last word"));
}

bool speaker_start(Reader *reader, Error *err)
{
    char *text = text_of(reader);
    const char *language = report_chapter(reader->report, reader->unit.from.chapter)->blocks[reader->unit.from.block].language;
    Buffer command = {0};
    if (is_named(reader))
        buffer_add_text(&command, reader->speaker);
    else
        buffer_addf(&command, "spd-say --wait --language %s --", language);
    Words words = words_of(buffer_text(&command), text);
    reader->speaking = program_start(words.words);
    free(words.line);
    free(text);
    buffer_free(&command);
    return reader->speaking || speaker_fail(reader, err);
}

ProgramState speaker_state(Reader *reader)
{
    const ProgramState state = reader->speaking ? program_state(reader->speaking) : PROGRAM_FAILED;
    if (state != PROGRAM_RUNS)
        reader->speaking = 0;
    return state;
}

// spd-say only waits for another process that speaks.
static void silence_dispatcher(Reader *reader)
{
    char name[] = "spd-say", option[] = "--cancel";
    char *words[] = {name, option, NULL};
    if (reader->silencing)
        program_state(reader->silencing);
    reader->silencing = program_start(words);
}

void speaker_stop(Reader *reader)
{
    if (!reader->speaking)
        return;
    program_end(reader->speaking);
    reader->speaking = 0;
    if (!is_named(reader))
        silence_dispatcher(reader);
}
