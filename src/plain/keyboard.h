// Keys one by one from a terminal, without a terminal library: line mode must work where there is none to ask.
#ifndef PLAIN_KEYBOARD_H
#define PLAIN_KEYBOARD_H
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>
#include "reader/key.h"

typedef struct {
    int descriptor;
    struct termios before;      // as the terminal was
    unsigned char bytes[64];    // read and not yet taken
    size_t count;
} Keyboard;

// Takes the terminal: keys come at once, are not echoed and raise no signals. The signals must be taken before (signals_take()), so
// that none ends the program meanwhile. It is given back by keyboard_close() or, if the program ends early or crashes, then. False: it can't be taken.
bool keyboard_open(Keyboard *keyboard, int descriptor);
void keyboard_close(const Keyboard *keyboard);
void keyboard_take_again(const Keyboard *keyboard);     // after keyboard_close() and a stop

// Reads what waits on the terminal. False: the end of input.
bool keyboard_read(Keyboard *keyboard);

// Takes the first key of what was read; false: there is none, or only the beginning of one. IS_LAST: no more follows in time, so that Esc alone
// is Esc. What is no key is passed over.
typedef enum { MORE_MAY_FOLLOW, IS_LAST } KeyEnd;
bool keyboard_next(Keyboard *keyboard, KeyEnd end, Key *key);
bool keyboard_is_empty(const Keyboard *keyboard);

#endif
