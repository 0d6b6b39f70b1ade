// From the bytes of a terminal to keys: UTF-8, and the escape sequences that VT100, xterm, linux, screen and tmux agree on.
#include "plain/keyboard.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/signals.h"
#include "text/utf8.h"

enum { REPLACEMENT = 0xfffd };

static const struct {
    const char *sequence;   // behind Esc
    Key key;
} sequences[] = {
    {"[A", PRESS_UP}, {"[B", PRESS_DOWN}, {"[C", PRESS_RIGHT}, {"[D", PRESS_LEFT}, {"[H", PRESS_HOME}, {"[F", PRESS_END},
    {"OA", PRESS_UP}, {"OB", PRESS_DOWN}, {"OC", PRESS_RIGHT}, {"OD", PRESS_LEFT}, {"OH", PRESS_HOME}, {"OF", PRESS_END},
    {"[1~", PRESS_HOME}, {"[7~", PRESS_HOME}, {"[4~", PRESS_END}, {"[8~", PRESS_END}, {"[2~", PRESS_INSERT}, {"[3~", PRESS_DELETE},
    {"[5~", PRESS_PAGE_UP}, {"[6~", PRESS_PAGE_DOWN}, {"[Z", PRESS_BACK_TAB},
    {"OP", PRESS_F0 + 1}, {"OQ", PRESS_F0 + 2}, {"OR", PRESS_F0 + 3}, {"OS", PRESS_F0 + 4},
    {"[11~", PRESS_F0 + 1}, {"[12~", PRESS_F0 + 2}, {"[13~", PRESS_F0 + 3}, {"[14~", PRESS_F0 + 4}, {"[15~", PRESS_F0 + 5},
    {"[[A", PRESS_F0 + 1}, {"[[B", PRESS_F0 + 2}, {"[[C", PRESS_F0 + 3}, {"[[D", PRESS_F0 + 4}, {"[[E", PRESS_F0 + 5},
    {"[17~", PRESS_F0 + 6}, {"[18~", PRESS_F0 + 7}, {"[19~", PRESS_F0 + 8}, {"[20~", PRESS_F0 + 9}, {"[21~", PRESS_F0 + 10},
    {"[23~", PRESS_F0 + 11}, {"[24~", PRESS_F0 + 12},
};

enum { TAKEN_LOCAL = ICANON | ECHO | ISIG | IEXTEN, TAKEN_INPUT = ICRNL | INLCR | IGNCR | IXON | ISTRIP };

// Whether all that keyboard_take_again() switches off is off.
static bool is_taken(const struct termios *now)
{
    return !(now->c_lflag & TAKEN_LOCAL) && !(now->c_iflag & TAKEN_INPUT) && !(now->c_oflag & OPOST);
}

// A program that crashes, or ends for want of memory, leaves a terminal that can be typed in. What it was before is not known here, so only
// what makes keys invisible is undone; where the terminal was given back already, nothing is.
static void make_usable(void)
{
    struct termios now;
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal >= 0 && tcgetattr(terminal, &now) == 0 && is_taken(&now)) {
        now.c_lflag |= TAKEN_LOCAL;
        now.c_iflag |= ICRNL | IXON;
        now.c_oflag |= OPOST;
        tcsetattr(terminal, TCSANOW, &now);
    }
    if (terminal >= 0)
        close(terminal);
}

static void end_badly(int number)
{
    const bool is_memory = memory_ran_out();
    make_usable();
    if (is_memory)
        memory_end_in_handler();
    signals_die(number);
}

// One that was taken before, by the program that started this one, is left so.
static void plan_bad_ends(const struct termios *before)
{
    if (!is_taken(before))
        signals_catch_crashes(end_badly);
}

void keyboard_take_again(const Keyboard *keyboard)
{
    struct termios raw = keyboard->before;
    raw.c_lflag &= ~(tcflag_t)TAKEN_LOCAL;
    raw.c_iflag &= ~(tcflag_t)TAKEN_INPUT;
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    plan_bad_ends(&keyboard->before);
    tcsetattr(keyboard->descriptor, TCSADRAIN, &raw);
}

bool keyboard_open(Keyboard *keyboard, int descriptor)
{
    *keyboard = (Keyboard){.descriptor = descriptor};
    if (tcgetattr(descriptor, &keyboard->before) != 0)
        return false;
    if (!is_taken(&keyboard->before))
        atexit(make_usable);
    keyboard_take_again(keyboard);
    return true;
}

void keyboard_close(const Keyboard *keyboard)
{
    tcsetattr(keyboard->descriptor, TCSADRAIN, &keyboard->before);
    signals_let_crash(end_badly);
}

bool keyboard_read(Keyboard *keyboard)
{
    size_t room = sizeof keyboard->bytes - keyboard->count;
    ssize_t got = room ? read(keyboard->descriptor, keyboard->bytes + keyboard->count, room) : 0;
    if (got > 0)
        keyboard->count += (size_t)got;
    return got > 0 || room == 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

bool keyboard_is_empty(const Keyboard *keyboard)
{
    return keyboard->count == 0;
}

static bool drop(Keyboard *keyboard, size_t count)
{
    keyboard->count -= count;
    memmove(keyboard->bytes, keyboard->bytes + count, keyboard->count);
    return true;
}

// Bytes of an escape sequence behind Esc as ECMA-48 has them: "[", parameters, one byte from @ to ~; or "O" and one. 0: it is not complete.
static size_t sequence_length(const unsigned char *bytes, size_t count)
{
    if (count < 2)
        return 0;
    if (bytes[0] == 'O' || bytes[1] == '[')
        return bytes[0] == 'O' ? 2 : count < 3 ? 0 : 3;
    for (size_t i = 1; i < count; i++)
        if (bytes[i] >= '@' && bytes[i] <= '~')
            return i + 1;
    return 0;
}

static Key key_of_sequence(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (strlen(sequences[i].sequence) == length && !memcmp(sequences[i].sequence, bytes, length))
            return sequences[i].key;
    return PRESS_NONE;
}

// Bytes that the character which begins so must have.
static size_t character_length(unsigned char first)
{
    return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

// The code point at a byte; false: it is not complete. An Enter key that sends LF is Enter; a byte that does not belong is no key.
static bool take_character(Keyboard *keyboard, size_t at, KeyEnd end, Key *key)
{
    const char *bytes = (const char *)keyboard->bytes;
    size_t length = keyboard->count - at, next = 0;
    if (length < character_length(keyboard->bytes[at]) && end == MORE_MAY_FOLLOW)
        return false;
    *key = utf8_next(bytes + at, length, &next);
    if (*key == REPLACEMENT)
        *key = PRESS_NONE;
    if (*key == '\n')
        *key = PRESS_ENTER;
    return drop(keyboard, at + next);
}

static bool take_escape(Keyboard *keyboard, KeyEnd end, Key *key)
{
    unsigned char second = keyboard->count > 1 ? keyboard->bytes[1] : 0;
    *key = PRESS_ESC;
    if (keyboard->count == 1 || second == PRESS_ESC)
        return keyboard->count == 1 && end == MORE_MAY_FOLLOW ? false : drop(keyboard, 1);
    if (second == '[' || second == 'O') {
        size_t length = sequence_length(keyboard->bytes + 1, keyboard->count - 1);
        if (length) {
            *key = key_of_sequence((const char *)keyboard->bytes + 1, length);
            return drop(keyboard, 1 + length);
        }
        if (end == MORE_MAY_FOLLOW && keyboard->count < sizeof keyboard->bytes)
            return false;
    }
    if (!take_character(keyboard, 1, end, key))
        return false;
    *key |= *key == PRESS_NONE ? 0 : PRESS_META;
    return true;
}

bool keyboard_next(Keyboard *keyboard, KeyEnd end, Key *key)
{
    *key = PRESS_NONE;
    while (keyboard->count > 0 && *key == PRESS_NONE)
        if (!(keyboard->bytes[0] == PRESS_ESC ? take_escape(keyboard, end, key) : take_character(keyboard, 0, end, key)))
            return false;
    return *key != PRESS_NONE;
}
