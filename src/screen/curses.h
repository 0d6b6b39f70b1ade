// The real terminal. The only door to ncurses.
#ifndef SCREEN_CURSES_H
#define SCREEN_CURSES_H
#include <stdbool.h>
#include "base/error.h"
#include "reader/settings.h"
#include "screen/terminal.h"

// Whether TERM names a terminal that can be drawn on: known, and able to address the cursor. False and *err says why not; nothing is sent.
bool terminal_can_draw(Error *err);

// Takes the terminal: alternate screen, raw keys, bracketed paste. Where it may be asked something it is asked what answers.h has, in one write;
// nobody waits for the answers: they come as an event between keys. Shows on standard output; keys are read from descriptor `keys`. Only
// where terminal_can_draw() is true. Colours are used only where the theme has some, the terminal too, and the variable NO_COLOR is
// not set or empty (no-color.org); what they tell, attributes tell as well. It is given back by terminal_close() or, whatever ends the program, at exit.
Terminal *terminal_open(int keys, const Settings *settings);
void terminal_close(Terminal *terminal);        // NULL is fine. The signals stay taken (signals_take())

#endif
