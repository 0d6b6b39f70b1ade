// The real terminal: taking it, giving it back, waiting for what it sends.
#include "screen/curses.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/memory.h"
#include "base/translate.h"
#include "screen/curses_parts.h"
#include "screen/views.h"
#include "text/locale.h"

enum {
    PUT_OFF = 65,               // descriptor, and those behind it, open while the terminal's own order is off: for a crash, and the end, to find
    MOUSE = 68,                 // likewise while the terminal tells of its mouse
    ANSWER_MS = 500,            // how long answers are waited for before the terminal is given back; who then reads would get them as keys
    STATUS_MS = 1500,           // likewise those that all of a screen goes before, on a slow line that has answered once
};

static const char no_region[] = "\033[r";   // DECSTBM: all rows scroll

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

// Buttons; motion while one is down; in numbers, so that no window is too wide (xterm's control sequences, "Mouse Tracking").
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

// How the terminal's own order of what goes from the right is put off, and back.
static const struct {
    const char *off, *on;
} orders[] = {
    [ORDER_LEFT] = {"", ""},
    [ORDER_OFF_BY_MODE] = {"\033[8l", "\033[8h"}, // BDSM, ECMA-48 7.2.1
    [ORDER_OFF_IN_KONSOLE] = {"\033]50;BidiRenderingEnabled=false\007", "\033]50;BidiRenderingEnabled=true\007"},
};

void terminal_send(int output, const char *text, size_t length)
{
    while (length) {
        ssize_t written = write(output, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text += written;
        length -= (size_t)written;
    }
}

static void send_text(const char *text)
{
    terminal_send(STDOUT_FILENO, text, strlen(text));
}

bool terminal_knows_escapes(void)
{
    const char *address = tigetstr("cup");
    return address && address != (char *)-1 && strncmp(address, "\033[", 2) == 0;
}

bool terminal_has_string(const char *capability)
{
    const char *text = tigetstr(capability);
    return text && text != (char *)-1;
}

static bool is_put_off(OrderSwitch order)
{
    return fcntl(PUT_OFF + (int)order, F_GETFD) >= 0;
}

static void forget_order(OrderSwitch order)
{
    close(PUT_OFF + (int)order);
}

// Also in a handler.
static void put_order_off(void)
{
    for (int order = ORDER_OFF_BY_MODE; order <= ORDER_OFF_IN_KONSOLE; order++)
        if (is_put_off((OrderSwitch)order))
            send_text(orders[order].off);
}

static void put_order_back(void)
{
    for (int order = ORDER_OFF_BY_MODE; order <= ORDER_OFF_IN_KONSOLE; order++)
        if (is_put_off((OrderSwitch)order))
            send_text(orders[order].on);
}

static void forget_orders(void)
{
    forget_order(ORDER_OFF_BY_MODE);
    forget_order(ORDER_OFF_IN_KONSOLE);
}

// Also in a handler.
static bool tells_mouse(void)
{
    return fcntl(MOUSE, F_GETFD) >= 0;
}

static void send_mouse_off(void)
{
    if (tells_mouse())
        send_text(mouse_off);
}

// What old terminals need time for is marked in their descriptions ("$<5>"); the others take a mark for text.
static size_t drop_padding(char *text)
{
    size_t length = 0;
    for (const char *at = text; *at; at++)
        if (at[0] == '$' && at[1] == '<' && strchr(at, '>'))
            at = strchr(at, '>');
        else
            text[length++] = *at;
    return length;
}

// By its address alone: where ncurses moves the cursor to the right it may send what stands there once more, and that would be spoken.
void terminal_point(int row, int column)
{
    char *text = tiparm(tigetstr("cup"), row, column);
    if (text)
        terminal_send(OUTPUT, text, drop_padding(text));
}

// Of what is cleared from now on.
static void set_ground(chtype ground)
{
    wbkgdset(stdscr, ground);
    wbkgdset(newscr, ground);
}

// Giving back

// A second screen is left empty: tmux 3.3 moves what stands on it to the first where the window was resized meanwhile. A terminal without one
// keeps the text; its last row, where the shell goes on, is cleared.
static void clear_what_is_left(void)
{
    set_ground(' '); // in the terminal's own colours
    if (terminal_has_string("rmcup")) {
        werase(newscr);
    } else {
        wmove(newscr, LINES - 1, 0);
        wclrtoeol(newscr);
    }
    doupdate();
}

static void send_capability(const char *name)
{
    const char *text = tigetstr(name);
    if (text && text != (char *)-1)
        send_text(text);
}

// A screen may have left one, which also takes the cursor to the first row.
static void leave_region(void)
{
    if (!terminal_knows_escapes() || !exit_ca_mode)
        return;
    send_text(no_region);
    terminal_point(getcury(curscr), getcurx(curscr));
}

// Where memory ran out before a screen was sent, ncurses believes that the cursor is shown again, since it said so in that screen; and what it
// writes to may be that screen still, which is no terminal.
static void give_back(void)
{
    if (!stdscr || isendwin())
        return;
    dup2(STDOUT_FILENO, OUTPUT);
    leave_region();
    clear_what_is_left();
    send_mouse_off();
    if (terminal_knows_escapes())
        send_text(paste_off);
    put_order_back();
    send_capability("cnorm");
    endwin();
}

// Only what may be called in a handler: no drawing, no memory.
static void end_badly(int number)
{
    const bool is_memory = memory_ran_out();
    if (stdscr && !isendwin()) {
        dup2(STDOUT_FILENO, OUTPUT);
        send_mouse_off();
        if (terminal_knows_escapes())
            send_text("\033[?2004l\033[m");
        if (terminal_knows_escapes() && exit_ca_mode)
            send_text(no_region);
        put_order_back();
        send_capability("cnorm");
        send_capability("rmcup");
        reset_shell_mode();
    }
    if (is_memory)
        memory_end_in_handler();
    signals_die(number);
}

// Where its memory is out for a moment setupterm() says that it knows no such terminal.
static bool is_known(const char *name)
{
    int status = 0;
    if (strlen(name) > 64)
        return false;
    if (setupterm(name, STDOUT_FILENO, &status) == OK)
        return true;
    free(memory_new(1, BUFSIZ));
    return setupterm(name, STDOUT_FILENO, &status) == OK;
}

static bool can_move_cursor(void)
{
    bool can_draw = terminal_has_string("cup") && (terminal_has_string("clear") || terminal_has_string("ed"));
    del_curterm(cur_term);
    return can_draw;
}

bool terminal_can_draw(Error *err)
{
    const char *name = getenv("TERM");
    if (!name || !*name)
        return error_set(err, _("the variable TERM is not set"));
    memory_watch_exit();
    signals_catch_crashes(end_badly);
    const bool is_there = is_known(name), can_draw = is_there && can_move_cursor();
    signals_let_crash(end_badly);
    if (!is_there)
        return error_set(err, _("the terminal \"%.64s\" (from the variable TERM) is not known here"), name);
    return can_draw || error_set(err, _("the terminal \"%.64s\" (from the variable TERM) cannot move its cursor"), name);
}

// The terminal

static void find_size(Terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    struct winsize size;
    getmaxyx(newscr, *rows, *columns);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    }
    *rows = *rows < 1 ? 1 : *rows;
    *columns = *columns < 1 ? 1 : *columns;
}

static Event resized(Curses *curses)
{
    Event event = {.kind = EVENT_RESIZE};
    find_size(&curses->terminal, &event.rows, &event.columns);
    resize_term(event.rows, event.columns);
    curses->is_afresh = true;
    return event;
}

static void take_again(Curses *curses)
{
    reset_prog_mode();
    set_ground(curses->has_colours ? COLOR_PAIR(PAIR_TEXT) : ' ');
    delay_output(0); // sends what ncurses holds back, which may end within a sequence
    if (terminal_knows_escapes())
        send_text(paste_on);
    if (tells_mouse())
        send_text(mouse_on);
    put_order_off();
    curses->is_afresh = true;
}

static void silence(Terminal *terminal, OrderSwitch order)
{
    put_order_back();
    forget_orders();
    if (order != ORDER_LEFT && dup2(STDOUT_FILENO, PUT_OFF + (int)order) >= 0)
        fcntl(PUT_OFF + (int)order, F_SETFD, FD_CLOEXEC);
    put_order_off();
    ((Curses *)terminal)->is_afresh = true;
}

// The Linux console's description has a mouse, which it tells in an older form alone.
static bool may_tell_mouse(void)
{
    const char *name = getenv("TERM");
    return terminal_knows_escapes() && terminal_has_string("kmous") && name && strncmp(name, "linux", 5) != 0;
}

static void set_mouse(Terminal *terminal, MouseMode mode)
{
    (void)terminal;
    send_mouse_off();
    close(MOUSE);
    if (mode == MOUSE_OFF || !may_tell_mouse() || dup2(STDOUT_FILENO, MOUSE) < 0)
        return;
    fcntl(MOUSE, F_SETFD, FD_CLOEXEC);
    send_text(mouse_on);
}

static void send_string(Terminal *terminal, const char *bytes, size_t length)
{
    (void)terminal;
    terminal_send(STDOUT_FILENO, bytes, length);
}

// A screen reader would speak the samples, and the Linux console shows none of what is asked about.
static bool may_ask(const Settings *settings)
{
    const char *name = getenv("TERM");
    return settings->has_probe && settings->screen_reader == SCREEN_READER_OFF && locale_is_utf8() && terminal_knows_escapes() && name
        && strncmp(name, "linux", 5) != 0 && LINES >= VIEW_ROWS_LEAST;
}

static void ask(Curses *curses)
{
    Buffer question = {0};
    answers_ask(&question);
    curses->asked = clock_ms();
    send_text(buffer_text(&question));
    buffer_free(&question);
    curses->terminal.is_asked = true;
}

// What was not on is not to be put on at the end.
static Event read_event(Curses *curses, bool *is_empty)
{
    const Event event = terminal_read(curses, is_empty);
    if (event.kind == EVENT_ANSWERS && event.answers->bidi != MODE_SET)
        forget_order(ORDER_OFF_BY_MODE);
    return event;
}

static long answers_due(const Curses *curses)
{
    return curses->owed ? curses->requested + (curses->has_told ? STATUS_MS : ANSWER_MS) : curses->asked + ANSWER_MS;
}

// What is on its way must not be typed into the shell. Keys that come before it are lost with it.
static void wait_for_answers(Curses *curses)
{
    bool is_empty;
    for (long left; terminal_owes_answer(curses) && (left = answers_due(curses) - clock_ms()) > 0;) {
        const WaitResult result = signals_wait(curses->keys, (int)left);
        if (result == WAIT_HANGUP || (result == WAIT_INPUT && terminal_has_dropped(curses->keys)))
            return;
        if (result == WAIT_INPUT)
            curses->owes_answers = read_event(curses, &is_empty).kind == EVENT_ANSWERS;
    }
}

static void stop(Terminal *terminal)
{
    wait_for_answers((Curses *)terminal);
    give_back();
    signals_stop_job();
    take_again((Curses *)terminal);
}

static void lend(Terminal *terminal, void (*use)(void *context, int keys), void *context)
{
    Curses *curses = (Curses *)terminal;
    wait_for_answers(curses);
    give_back();
    use(context, curses->keys);
    take_again(curses);
}

static WaitResult await(Curses *curses, int milliseconds)
{
    const WaitResult before = curses->put_off;
    curses->put_off = WAIT_TIME;
    return before == WAIT_TIME ? signals_wait(curses->keys, milliseconds) : before;
}

static Event next(Terminal *terminal, int milliseconds)
{
    Curses *curses = (Curses *)terminal;
    if (curses->owes_answers) {
        curses->owes_answers = false;
        return (Event){.kind = EVENT_ANSWERS, .answers = &curses->answers};
    }
    for (;;) {
        bool is_empty;
        Event event = read_event(curses, &is_empty);
        if (event.kind != EVENT_NONE)
            return event;
        if (!is_empty)
            continue;
        switch (await(curses, milliseconds)) {
        case WAIT_TIME:
            return event;
        case WAIT_INPUT:
            if (terminal_has_dropped(curses->keys))
                return (Event){.kind = EVENT_HANGUP};
            break;
        case WAIT_HANGUP:
            return (Event){.kind = EVENT_HANGUP};
        case WAIT_STOP:
            stop(terminal);
            return resized(curses);
        case WAIT_CONTINUED:
            take_again(curses);
            return resized(curses);
        case WAIT_RESIZE:
            return resized(curses);
        }
    }
}

static int new_frame(void)
{
#ifdef HAVE_MEMFD_CREATE
    return memfd_create("frame", MFD_CLOEXEC);
#else
    return -1;
#endif
}

static bool has_input(Terminal *terminal)
{
    return signals_have_input(((Curses *)terminal)->keys);
}

Terminal *terminal_open(int keys, const Settings *settings)
{
    Curses *curses = memory_new(1, sizeof *curses);
    *curses = (Curses){.terminal = {.show = terminal_show, .next = next, .has_input = has_input, .size = find_size, .stop = stop, .lend = lend, .silence = silence, .mouse = set_mouse, .send = send_string}, .keys = keys, .frame = -1, .is_afresh = true, .put_off = WAIT_TIME};
    curses->input = fdopen(dup(keys), "r");
    forget_orders();
    close(MOUSE);
    use_tioctl(TRUE); // the terminal's own size wins over LINES and COLUMNS
    signals_take();
    curses->output = dup2(STDOUT_FILENO, OUTPUT) == OUTPUT ? fdopen(OUTPUT, "w") : NULL;
    curses->frame = new_frame();
    signals_catch_crashes(end_badly);
    curses->screen = curses->input && curses->output ? newterm(NULL, curses->output, curses->input) : NULL;
    if (!curses->screen) { // the terminal is known, so that there is no other reason
        terminal_close(&curses->terminal);
        memory_end();
    }
    wresize(stdscr, 1, 1); // see curses_parts.h
    atexit(give_back);
    terminal_set(curses, settings->theme);
    take_again(curses);
    curses->terminal.tells_shown = terminal_knows_escapes();
    if (may_ask(settings))
        ask(curses);
    return &curses->terminal;
}

void terminal_close(Terminal *terminal)
{
    Curses *curses = (Curses *)terminal;
    if (!curses)
        return;
    if (curses->screen) {
        wait_for_answers(curses);
        give_back();
        forget_orders();
        close(MOUSE);
        delwin(curses->typed);
        delscreen(curses->screen);
    }
    signals_let_crash(end_badly);
    if (curses->input)
        fclose(curses->input);
    if (curses->output)
        fclose(curses->output);
    if (curses->frame >= 0)
        close(curses->frame);
    buffer_free(&curses->paste);
    buffer_free(&curses->sent);
    buffer_free(&curses->made);
    frame_free(curses->said);
    stand_ins_free(curses->stand_ins);
    free(curses->hashes);
    free(curses);
}
