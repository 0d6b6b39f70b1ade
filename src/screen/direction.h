// Who puts text into the order in which it is seen: the reader, or the terminal.
#ifndef SCREEN_DIRECTION_H
#define SCREEN_DIRECTION_H
#include <stdbool.h>
#include "reader/settings.h"
#include "screen/answers.h"
#include "screen/terminal.h"

// Variables of the environment; NULL = not set.
typedef struct {
    const char *term;       // TERM
    const char *konsole;    // KONSOLE_VERSION
    const char *program;    // TERM_PROGRAM
    const char *vte;        // VTE_VERSION
    const char *xterm;      // XTERM_VERSION
} TerminalNames;

typedef struct {
    bool is_ordered;        // the reader orders and shapes
    OrderSwitch off;        // how the terminal is told to leave it alone
} Ordering;

// `mode`: the terminal's own ordering, mode 8 (BDSM of ECMA-48), as it was answered; MODE_UNKNOWN: it knows none. As long as the answer is awaited
// the terminal is told not to order, lest the first screen be turned twice: who knows no such mode passes that over. One that was not asked is told
// so where it says by its name that it is VTE of 0.58 or later, which orders unless told.
//
// `auto`: a terminal that can be told not to reorder is told so. One that is known to do it and can't be told (mlterm, Apple's Terminal, a Konsole
// that is older than 22.12 or has tmux within) is left to it, since what both order would be reversed twice. Any other does nothing, and the reader
// orders.
Ordering ordering_of(BidiSetting setting, TerminalMode mode, TerminalNames names);

#endif
