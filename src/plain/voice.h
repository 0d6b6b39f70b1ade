// How line mode writes: printable text and line ends, and nothing else but what voice_send() is given. On a terminal each line begins with CR LF,
// and a bare CR behind the last one leaves the cursor on its first cell, where a braille display shows it; into a pipe or a file each line ends with LF.
#ifndef PLAIN_VOICE_H
#define PLAIN_VOICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/buffer.h"
#include "text/lines.h"

typedef struct {
    FILE *out;
    bool is_terminal;
    size_t lines;           // written so far
    bool is_typing;         // the cursor stands behind the line that is being typed
    int cells;              // what is said is broken into lines of this width
    LineBreaker *breaker;
    bool is_beginning;      // nothing was said yet of an answer
    Buffer pending;         // of the answer, not sent yet
    Buffer said;            // the lines of the last answer, each with LF behind it, as they can be said again
} Voice;

Voice voice_new(FILE *out, bool is_terminal, int cells);
void voice_free(Voice *voice);

// Text is safe UTF-8; what it has for eyes only (soft hyphens, isolates) is left out, and it is written in the locale's character set.
void voice_line(Voice *voice, const char *text, size_t length);     // one line as it is
void voice_say(Voice *voice, const char *text);                     // a text, broken into lines; "" says nothing

void voice_begin(Voice *voice);                                     // an answer: what is said from here on is what is said again
void voice_repeat(Voice *voice);                                    // says the last answer again

// The line that is being typed: begun, and what is added at its end. Into a pipe voice_ask() is a line of its own, and nothing is echoed.
void voice_ask(Voice *voice, const char *label, const char *text);
void voice_echo(Voice *voice, const char *text, size_t length);

void voice_send(Voice *voice, const char *bytes, size_t length);    // a control string that the person asked for; it shows nothing

// The answer is complete: everything is handed to `out` at once. False where writing failed.
bool voice_rest(Voice *voice);

#endif
