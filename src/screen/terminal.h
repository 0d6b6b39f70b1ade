// What the event loop needs of a terminal; curses.c is the real one, tests bring their own.
#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H
#include <stdbool.h>
#include "reader/key.h"
#include "screen/answers.h"
#include "screen/grid.h"
#include "screen/mouse_report.h"

// KEY and PASTE are input; RESIZE also comes where the screen has to be drawn again, as after a stop. HANGUP: the line has dropped, or the
// program is asked to end. INTERRUPT: Ctrl-C. ANSWERS: the terminal has answered all that it was asked; once at most. SHOWN: it has shown all that
// was sent with the oldest request that was not answered yet. MOUSE: only while it is on.
typedef enum { EVENT_NONE, EVENT_KEY, EVENT_PASTE, EVENT_RESIZE, EVENT_HANGUP, EVENT_INTERRUPT, EVENT_ANSWERS, EVENT_SHOWN, EVENT_MOUSE } EventKind;

typedef struct {
    EventKind kind;
    Key key;
    const char *paste;      // borrowed until the next event; UTF-8, NUL at the end, not yet safe to show
    size_t paste_length;
    int rows, columns;      // RESIZE
    const TerminalAnswers *answers;     // ANSWERS; borrowed, as long as the terminal is open
    long round_trip;        // ANSWERS: ms that they took
    MouseReport mouse;      // MOUSE
} Event;

// What of a screen is sent: what differs from the one before, and besides
typedef struct {
    bool is_afresh;         // all of it, from top to bottom
    bool is_cursor_only;    // nothing but the cursor's motion: no cell differs
    const bool *is_whole;   // a row each: all of that row; NULL = none
    bool is_heard;          // a screen reader speaks it
    bool wants_answer;      // the terminal is asked to say when it has shown this: EVENT_SHOWN
    bool is_again;          // the screen, or only the row where the reading is, goes for a moment first
} Sending;

// How a terminal is told to leave the order of Arabic and Hebrew alone: by mode 8 (BDSM of ECMA-48: CSI 8 l, and CSI 8 h to put it back), or as
// Konsole is, by a property of its session's profile (OSC 50).
typedef enum { ORDER_LEFT, ORDER_OFF_BY_MODE, ORDER_OFF_IN_KONSOLE } OrderSwitch;

typedef enum { MOUSE_OFF, MOUSE_ON } MouseMode;

typedef struct Terminal Terminal;
struct Terminal {
    void (*show)(Terminal *terminal, const Grid *grid, Sending sending);
    Event (*next)(Terminal *terminal, int milliseconds);                // EVENT_NONE where nothing came in time; < 0: waits for ever
    bool (*has_input)(Terminal *terminal);                              // next() has something to read; may be NULL: that is not known
    void (*size)(Terminal *terminal, int *rows, int *columns);          // at least 1 each
    void (*stop)(Terminal *terminal);                                   // gives the terminal back, stops the process, takes it again
    // Gives the terminal back, calls `use` with the descriptor that keys come from, and takes it again. The signals stay taken.
    void (*lend)(Terminal *terminal, void (*use)(void *context, int keys), void *context);
    // The terminal's own order is off as long as it is held; ORDER_LEFT: it is as it was. Where it answers that mode 8 was not on, that stays as it
    // is.
    void (*silence)(Terminal *terminal, OrderSwitch order);
    // From here on the terminal tells of its mouse, if it can, or does so no more. It is off at first; nothing is sent then.
    void (*mouse)(Terminal *terminal, MouseMode mode);
    bool is_asked;      // ANSWERS may come
    bool tells_shown;   // it can be asked for SHOWN
    size_t sent;            // bytes of all screens so far
    void (*send)(Terminal *terminal, const char *bytes, size_t length);     // a control string, which shows nothing
};

#endif
