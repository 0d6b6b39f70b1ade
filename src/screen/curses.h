// The real terminal. The only door to ncurses.
#ifndef SCREEN_CURSES_H
#define SCREEN_CURSES_H
#include "base/error.h"
#include "screen/terminal.h"

// Takes the terminal: alternate screen, raw keys, bracketed paste. NULL and *err where TERM is unset, unknown or can't address the cursor.
// It is given back by terminal_close() or, whatever ends the program, at exit.
Terminal *terminal_open(Error *err);
void terminal_close(Terminal *terminal);        // NULL is fine

#endif
