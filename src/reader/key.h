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

enum { KEY_NAME_BYTES = 24 };
const char *key_write(Key key, char *out);                          // "Space", "C-f", "M-x", "PgDn", "q"; out holds KEY_NAME_BYTES
bool key_read(const char *name, size_t length, Key *key);           // the way back; also names from terminfo ("npage"), any case of named keys

#endif
