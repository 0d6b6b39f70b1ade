// What the event loop needs of a terminal; curses.c is the real one, tests bring their own.
#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H
#include <stdbool.h>
#include "reader/key.h"
#include "screen/grid.h"

typedef enum { EVENT_NONE, EVENT_KEY, EVENT_PASTE, EVENT_RESIZE, EVENT_HANGUP, EVENT_INTERRUPT } EventKind;

typedef struct {
    EventKind kind;
    Key key;
    const char *paste;      // borrowed until the next event
    size_t paste_length;
    int rows, columns;
} Event;

typedef struct Terminal Terminal;
struct Terminal {
    void (*show)(Terminal *terminal, const Grid *grid, bool afresh);    // afresh: everything is sent again
    Event (*next)(Terminal *terminal, bool wait);                       // without waiting: EVENT_NONE where there is nothing
    void (*size)(Terminal *terminal, int *rows, int *columns);
    void (*stop)(Terminal *terminal);                                   // gives the terminal back, stops the process, takes it again
};

#endif
