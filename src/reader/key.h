// A key that was pressed, and its name in keymaps, help and messages.
#ifndef READER_KEY_H
#define READER_KEY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PRESS_…, since <curses.h> has taken KEY_….
// A Unicode code point (Tab 9, Enter 13, Esc 27, Space 32, Backspace 127; C-a is 1 and so on), or one of the named keys, or'ed with PRESS_META.
typedef uint32_t Key;

enum {
    PRESS_NONE = 0,
    PRESS_META = 0x10000000,
    PRESS_UP = 0x110000, PRESS_DOWN, PRESS_LEFT, PRESS_RIGHT, PRESS_HOME, PRESS_END, PRESS_PAGE_UP, PRESS_PAGE_DOWN, PRESS_INSERT, PRESS_DELETE, PRESS_BACK_TAB,
    PRESS_F0, // PRESS_F0 + n is the function key Fn, n 1..24
    PRESS_LAST = PRESS_F0 + 24,
};

enum { PRESS_TAB = 9, PRESS_ENTER = 13, PRESS_ESC = 27, PRESS_SPACE = 32, PRESS_BACKSPACE = 127 };

// "Space", "C-f", "M-x", "PgDn", "q"; a code point that can't be shown is "U+200B". out holds KEY_NAME_BYTES and is returned.
enum { KEY_NAME_BYTES = 24 };
const char *key_write(Key key, char *out);

// The way back. Also the long names of terminfo ("npage", "key_npage"), other usual names ("PageDown", "Return", "Escape", "Del"), any case of
// named keys, and C-M- or M-C- together. False: no key has this name.
bool key_read(const char *name, size_t length, Key *key);

// Every keyboard has it and no screen reader or terminal takes it: a letter, digit or punctuation key, Space, Enter, Tab, Backspace.
bool key_is_plain(Key key);

bool key_is_text(Key key);  // it types a character into a prompt

#endif
