// What the files that speak to ncurses share. Nobody else includes it, and nothing else includes <curses.h>.
//
// Screens are drawn into newscr, which doupdate() makes the terminal's. stdscr, which is for what is drawn piece by piece and would be as large again,
// has one cell; its background is what ncurses takes for that of the terminal where it clears.
#ifndef SCREEN_CURSES_PARTS_H
#define SCREEN_CURSES_PARTS_H
#include <curses.h>
#include <term.h>
#undef columns // of <term.h>: a macro
#undef lines
#include <stdint.h>
#include <stdio.h>
#include "base/buffer.h"
#include "base/signals.h"
#include "reader/settings.h"
#include "screen/answers.h"
#include "screen/frame.h"
#include "screen/stand_ins.h"
#include "screen/terminal.h"

enum {
    OUTPUT = 64,                // descriptor that ncurses writes to: a number of its own, so that a crash finds it
};

enum { PAIR_TEXT = 1, PAIR_STRONG, PAIR_LINK };     // PAIR_STRONG: headings, and, in reverse, what is chosen

typedef struct {
    Terminal terminal;
    SCREEN *screen;
    FILE *input, *output;
    int keys;           // descriptor that `input` reads
    int frame;          // memory that takes what is sent for one screen; -1 = none, it is sent in pieces
    StandIns *stand_ins;    // NULL: none can be used here
    Frame *said;        // what is sent in fewer bytes; NULL: nothing can be here
    Buffer sent, made;  // kept from one screen to the next
    WINDOW *typed;      // never shown: reading keys from it does not draw
    Buffer paste;
    attr_t italic;      // underlined where the terminal has none
    bool has_colours;
    attr_t bright;      // what makes a colour bright where the terminal has only eight
    bool is_afresh;     // the next screen is sent whole
    bool is_cursor_hidden;
    uint64_t *hashes;   // of the rows that were sent with stand-ins, else 0
    int hashed;         // how many rows that are
    bool is_heard;      // the fewer motions of the cursor the better
    bool is_away;       // the cursor is not where ncurses believes it to be
    TerminalAnswers answers;
    bool owes_answers;  // they came while nobody could be told
    long asked;         // clock_ms() when the terminal was asked; 0: it was not
    int owed;           // requests for its status that it has not answered
    bool has_told;      // it has answered one
    long requested;     // clock_ms() of the last of them
    WaitResult put_off; // a signal that came within a paste; WAIT_TIME = none
} Curses;

// Sends all of it, without ncurses.
void terminal_send(int output, const char *text, size_t length);
void terminal_point(int row, int column);   // through OUTPUT, by its address alone

// What terminfo has (curses.c)

bool terminal_knows_escapes(void);                      // as ECMA-48 has them, by its address of the cursor
bool terminal_has_string(const char *capability);

// Modes and colours (curses_set.c)

void terminal_set(Curses *curses, Theme theme);         // raw keys; colours only where there are some and NO_COLOR is not set

// Keys (curses_keys.c)

void terminal_define_keys(void);

// What was typed, sent or pasted, without waiting. EVENT_NONE: nothing, or nothing that means anything; *is_empty tells which.
Event terminal_read(Curses *curses, bool *is_empty);
bool terminal_has_dropped(int descriptor);              // readable, and yet nothing to read: nobody is at the other end
bool terminal_owes_answer(const Curses *curses);        // it was asked, and what comes late is still an answer

// The screen (curses_draw.c)

void terminal_show(Terminal *terminal, const Grid *grid, Sending sending);

#endif
