// How a terminal is set when it is taken: its modes, its colours, and what it can do.
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "base/memory.h"
#include "screen/curses_parts.h"
#include "screen/themes.h"
#include "text/locale.h"

enum {
    ESCAPE_MS = 50,             // how long Esc waits for what would make it a sequence
    ESCAPE_MS_MOST = 1000,      // of ESCDELAY in the environment
};

static bool is_without_colours(void)
{
    const char *none = getenv("NO_COLOR");
    return none && *none;
}

enum { BRIGHT = 8, SOME_ARE_BRIGHT = 16 };  // numbers 8 and above are bright, where there are so many

static short number_of(Paint paint)
{
    return (short)(paint.number + (paint.is_bright && COLORS >= SOME_ARE_BRIGHT ? BRIGHT : 0));
}

static void set_colours(Curses *curses, const ThemePaints *paints)
{
    if (start_color() == ERR || !has_colors())
        return;
    const short ground = number_of(paints->ground);
    curses->has_colours = init_pair(PAIR_TEXT, number_of(paints->text), ground) == OK && init_pair(PAIR_STRONG, number_of(paints->strong), ground) == OK
        && init_pair(PAIR_LINK, number_of(paints->link), ground) == OK;
    curses->bright = curses->has_colours && paints->text.is_bright && COLORS < SOME_ARE_BRIGHT ? A_BOLD : 0;
}

static int escape_delay(void)
{
    const char *text = getenv("ESCDELAY");
    int delay = text ? atoi(text) : ESCAPE_MS;
    return delay < 1 || delay > ESCAPE_MS_MOST ? ESCAPE_MS : delay;
}

// They want an address within a row, and a cursor that waits in the last column.
static StandIns *new_stand_ins(const Curses *curses)
{
    const bool has_addresses = terminal_knows_escapes() && terminal_has_string("hpa") && tigetflag("xenl") > 0;
    return curses->frame >= 0 && has_addresses && locale_is_utf8() ? stand_ins_new() : NULL;
}

// A terminal that translates what is written passes it on in pieces, at each CR.
static void send_untranslated(void)
{
    struct termios modes;
    if (tcgetattr(STDOUT_FILENO, &modes) != 0)
        return;
    modes.c_oflag &= ~(tcflag_t)OPOST;
    tcsetattr(STDOUT_FILENO, TCSADRAIN, &modes);
    def_prog_mode();
}

static bool is_text(const char *capability, const char *text)
{
    return capability && strcmp(capability, text) == 0;
}

// As they stand in ECMA-48, and the VT100 has them.
static bool has_usual_controls(void)
{
    return is_text(cursor_address, "\033[%i%p1%d;%p2%dH") && is_text(column_address, "\033[%i%p1%dG") && is_text(parm_right_cursor, "\033[%p1%dC")
        && is_text(clr_eol, "\033[K") && is_text(parm_insert_line, "\033[%p1%dL") && is_text(parm_delete_line, "\033[%p1%dM")
        && is_text(change_scroll_region, "\033[%i%p1%d;%p2%dr") && is_text(scroll_forward, "\n") && is_text(scroll_reverse, "\033M")
        && is_text(enter_bold_mode, "\033[1m") && is_text(enter_reverse_mode, "\033[7m");
}

static void set_modes(Curses *curses)
{
    raw(); // also Ctrl-S and Ctrl-Q are keys: IXON is off
    noecho();
    nonl();
    send_untranslated();
    typeahead(-1); // one flush a frame, not a look at the input after each few lines
    set_escdelay(escape_delay());
    curses->typed = newpad(1, 1);
    if (!curses->typed)
        memory_end();
    keypad(curses->typed, TRUE);
    nodelay(curses->typed, TRUE);
    terminal_define_keys();
    curses->stand_ins = new_stand_ins(curses);
    curses->said = curses->stand_ins && has_usual_controls() ? frame_new(back_color_erase) : NULL;
    curses->italic = terminal_has_string("sitm") ? A_ITALIC : A_UNDERLINE;
}

void terminal_set(Curses *curses, Theme theme)
{
    set_modes(curses);
    const ThemePaints *paints = is_without_colours() ? NULL : theme_paints(theme);
    if (paints)
        set_colours(curses, paints);
}
