// What the event loop needs of a terminal; curses.c is the real one, tests bring their own.
#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H
#include <stdbool.h>
#include "reader/key.h"
#include "screen/answers.h"
#include "screen/grid.h"

// KEY and PASTE are input; RESIZE also comes where the screen has to be drawn again, as after a stop. HANGUP: the line has dropped, or the
// program is asked to end. INTERRUPT: Ctrl-C. ANSWERS: the terminal has answered all that it was asked; once at most.
typedef enum { EVENT_NONE, EVENT_KEY, EVENT_PASTE, EVENT_RESIZE, EVENT_HANGUP, EVENT_INTERRUPT, EVENT_ANSWERS } EventKind;

typedef struct {
    EventKind kind;
    Key key;
    const char *paste;      // borrowed until the next event; UTF-8, NUL at the end, not yet safe to show
    size_t paste_length;
    int rows, columns;      // RESIZE
    const TerminalAnswers *answers;     // ANSWERS; borrowed, as long as the terminal is open
} Event;

// What of a screen is sent: what differs from the one before, and besides
typedef struct {
    bool is_afresh;         // all of it, from top to bottom
    bool is_cursor_only;    // nothing but the cursor's motion: no cell differs
    const bool *is_whole;   // a row each: all of that row; NULL = none
    bool is_heard;          // a screen reader speaks it
    bool is_again;          // the screen, or only the row where the reading is, goes for a moment first
} Sending;

typedef struct Terminal Terminal;
struct Terminal {
    void (*show)(Terminal *terminal, const Grid *grid, Sending sending);
    Event (*next)(Terminal *terminal, int milliseconds);                // EVENT_NONE where nothing came in time; < 0: waits for ever
    void (*size)(Terminal *terminal, int *rows, int *columns);          // at least 1 each
    void (*stop)(Terminal *terminal);                                   // gives the terminal back, stops the process, takes it again
    // Gives the terminal back, calls `use` with the descriptor that keys come from, and takes it again. The signals stay taken.
    void (*lend)(Terminal *terminal, void (*use)(void *context, int keys), void *context);
    // Whether the terminal's own order of Arabic and Hebrew is off (CSI 8 l) as long as it is held; else it is as it was (CSI 8 h). Where it answers
    // that it was not on it stays as it is.
    void (*silence)(Terminal *terminal, bool is_silent);
    bool is_asked;      // ANSWERS may come
};

#endif
