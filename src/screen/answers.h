// What a terminal is asked at the start, and what it answers. Pure: bytes out, bytes in.
#ifndef SCREEN_ANSWERS_H
#define SCREEN_ANSWERS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "text/widths.h"

// DECRPM's own numbers; and two that are never answered: the answer is still to come, or the terminal was not asked.
typedef enum { MODE_UNKNOWN, MODE_SET, MODE_RESET, MODE_ALWAYS_SET, MODE_ALWAYS_RESET, MODE_AWAITED, MODE_UNASKED } TerminalMode;

typedef struct {
    bool is_complete;           // the last answer has come; before, nothing else is to be relied on
    TerminalMode bidi;          // mode 8 (BDSM): set, the terminal reorders and shapes
    TerminalMode clusters;      // mode ?2027: set, the terminal measures grapheme clusters
    Widths widths;              // what was measured and is not the standard
    bool has_widths;            // it has told all of them
    bool has_repeat;            // REP repeats characters that are not ASCII too
    int reports;                // how many cursor reports have come
} TerminalAnswers;

// The question, in one write: both modes (DECRQM), each sample (text/widths.h) at the left of the second row with a request for the cursor
// (CPR), likewise a character with REP, that row erased, and last the terminal's kind (DA1), which all answer. The cursor is left at its first cell.
void answers_ask(Buffer *out);

// One control sequence without ESC [, as it came. False: it is no answer to what was asked. Garbage is no answer; an answer that can't be is
// as if it had not come, and where reports are missing or too many no width counts.
bool answers_take(TerminalAnswers *answers, const char *sequence, size_t length);

// Whether all that was sent before is shown: a report of the terminal's status (DSR 5, ECMA-48 8.3.35), and what answers it, whatever it says of that.
extern const char answers_status_request[];
bool answers_is_status(const char *sequence, size_t length);    // a control sequence likewise

#endif
