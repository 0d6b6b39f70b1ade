// The real terminal. The only file that includes <curses.h>.
#include "screen/curses.h"
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <term.h>
#undef columns // of <term.h>: a macro
#undef lines
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include "base/buffer.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/signals.h"
#include "base/translate.h"
#include "screen/shorten.h"
#include "screen/stand_ins.h"
#include "screen/views.h"
#include "text/locale.h"
#include "text/utf8.h"

enum {
    SILENCE = 65,               // descriptor that is open while the terminal's own order is off: for a crash, and the end, to find
    OUTPUT = 64,                // descriptor that ncurses writes to: a number of its own, so that a crash finds it
    ESCAPE = 27,
    ZERO_WIDTH_JOINER = 0x200D,
    ESCAPE_MS = 50,             // how long Esc waits for what would make it a sequence
    ESCAPE_MS_MOST = 1000,      // of ESCDELAY in the environment
    PASTE_MS = 1000,            // a paste whose end does not come in this time has ended
    AGAIN_MS = 60,              // how long what is sent again is gone; screen readers look at the screen every 50 ms or oftener
    PASTE_BYTES = 64 * 1024,    // more is dropped
    ANSWER_MS = 500,            // how long answers are waited for before the terminal is given back; who then reads would get them as keys
    ANSWER_PAUSE_MS = 250,      // a pause within an answer, on a slow line
    ANSWER_MS_MOST = 5000,      // what comes later is no answer
    SEQUENCE_MOST = 4096,       // characters of an unknown sequence that are passed over
    CODE_PASTE_BEGIN = 0x2000,  // above KEY_MAX and what ncurses hands out behind it
    CODE_PASTE_END,
    ANSWER_BYTES = 64,          // of a sequence that may be one
};

enum { PAIR_TEXT = 1, PAIR_STRONG, PAIR_LINK };     // PAIR_STRONG: headings, and, in reverse, what is chosen

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char order_on[] = "\033[8h", order_off[] = "\033[8l";    // BDSM, ECMA-48 7.2.1: the terminal orders what goes from the right

typedef struct {
    Terminal terminal;
    SCREEN *screen;
    FILE *input, *output;
    int keys;           // descriptor that `input` reads
    int frame;          // memory that takes what is sent for one screen; -1 = none, it is sent in pieces
    StandIns *stand_ins;    // NULL: none can be used here
    bool is_shortened;  // what is sent goes through the shortener, but where a screen reader listens
    Shortener shortener;
    Buffer short_frame, sent;   // kept from one screen to the next
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
    long asked;         // clock_ms() when the terminal was asked; 0: it was not
    WaitResult put_off; // a signal that came within a paste; WAIT_TIME = none
} Curses;

static void send_bytes(int output, const char *text, size_t length)
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
    send_bytes(STDOUT_FILENO, text, strlen(text));
}

static bool knows_escapes(void)
{
    const char *address = tigetstr("cup");
    return address && address != (char *)-1 && strncmp(address, "\033[", 2) == 0;
}

static bool has_string(const char *capability)
{
    const char *text = tigetstr(capability);
    return text && text != (char *)-1;
}

static bool is_silent(void)
{
    return fcntl(SILENCE, F_GETFD) >= 0;
}

static bool is_string(const char *capability, const char *wanted)
{
    return has_string(capability) && strcmp(tigetstr(capability), wanted) == 0;
}

// What the shortener relies on.
static bool is_like_xterm(void)
{
    return is_string("cup", "\033[%i%p1%d;%p2%dH") && is_string("csr", "\033[%i%p1%d;%p2%dr") && is_string("hpa", "\033[%i%p1%dG")
        && is_string("vpa", "\033[%i%p1%dd") && is_string("ind", "\n") && is_string("ri", "\033M") && tigetflag("xenl") > 0;
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
static void address(int row, int column)
{
    char *text = tiparm(tigetstr("cup"), row, column);
    if (text)
        send_bytes(OUTPUT, text, drop_padding(text));
}

// Giving back

// The shortener may have left one, and the cursor elsewhere than where ncurses has it.
static void take_back_region(void)
{
    send_text("\033[r");
    address(getcury(curscr), getcurx(curscr));
}

// A second screen is left empty: tmux 3.3 moves what stands on it to the first where the window was resized meanwhile. A terminal without one
// keeps the text; its last row, where the shell goes on, is cleared.
static void clear_what_is_left(void)
{
    bkgdset(' '); // in the terminal's own colours
    if (has_string("rmcup")) {
        erase();
    } else {
        move(LINES - 1, 0);
        clrtoeol();
    }
    refresh();
}

static void give_back(void)
{
    if (!stdscr || isendwin())
        return;
    if (is_like_xterm())
        take_back_region();
    clear_what_is_left();
    if (knows_escapes())
        send_text(paste_off);
    if (is_silent())
        send_text(order_on);
    endwin();
}

// Only what may be called in a handler: no drawing, no memory. What takes back the scroll region leads home, where no second screen is left.
static void end_badly(int number)
{
    const bool is_memory = memory_ran_out();
    if (stdscr && !isendwin()) {
        dup2(STDOUT_FILENO, OUTPUT);
        const char *leave = tigetstr("rmcup"), *cursor = tigetstr("cnorm");
        if (knows_escapes())
            send_text(has_string("rmcup") ? "\033[?2004l\033[m\033[r" : "\033[?2004l\033[m\0337\033[r\0338");
        if (is_silent())
            send_text(order_on);
        if (cursor && cursor != (char *)-1)
            send_text(cursor);
        if (leave && leave != (char *)-1)
            send_text(leave);
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
    bool can_draw = has_string("cup") && (has_string("clear") || has_string("ed"));
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

// Keys

static const struct {
    int code;
    Key key;
} named_keys[] = {
    {KEY_UP, PRESS_UP}, {KEY_DOWN, PRESS_DOWN}, {KEY_LEFT, PRESS_LEFT}, {KEY_RIGHT, PRESS_RIGHT},
    {KEY_HOME, PRESS_HOME}, {KEY_FIND, PRESS_HOME}, {KEY_A1, PRESS_HOME}, {KEY_END, PRESS_END}, {KEY_SELECT, PRESS_END}, {KEY_C1, PRESS_END},
    {KEY_PPAGE, PRESS_PAGE_UP}, {KEY_A3, PRESS_PAGE_UP}, {KEY_NPAGE, PRESS_PAGE_DOWN}, {KEY_C3, PRESS_PAGE_DOWN},
    {KEY_IC, PRESS_INSERT}, {KEY_DC, PRESS_DELETE}, {KEY_BTAB, PRESS_BACK_TAB}, {KEY_BACKSPACE, 127}, {KEY_ENTER, 13},
    {KEY_SUSPEND, 26}, // C-z, which the description of the Linux console names
};

// What terminals send in fact, for a TERM whose description has no such key, as vt100 has no PgDn.
static const struct {
    const char *sequence;
    int code;
} common_keys[] = {
    {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME}, {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME},
    {"\033[F", KEY_END}, {"\033OF", KEY_END}, {"\033[4~", KEY_END}, {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC}, {"\033[3~", KEY_DC}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[Z", KEY_BTAB},
    {"\033OP", KEY_F(1)}, {"\033[11~", KEY_F(1)}, {"\033[[A", KEY_F(1)},
    {"\033[200~", CODE_PASTE_BEGIN}, {"\033[201~", CODE_PASTE_END},
};

static void define_common_keys(void)
{
    for (size_t i = 0; i < sizeof common_keys / sizeof *common_keys; i++)
        if (key_defined(common_keys[i].sequence) == 0)
            define_key(common_keys[i].sequence, common_keys[i].code);
}

static Key key_of_code(int code)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++)
        if (named_keys[i].code == code)
            return named_keys[i].key;
    if (code >= KEY_F(1) && code <= KEY_F(24))
        return PRESS_F0 + (Key)(code - KEY_F0);
    return PRESS_NONE;
}

// LF is Enter: some keyboards send it, and what was typed before the terminal was taken has come through its translation of CR.
static Key key_of_character(wint_t code)
{
    return code == '\n' ? PRESS_ENTER : (Key)code;
}

static int count_waiting(int descriptor)
{
    int waiting = 0;
    return ioctl(descriptor, FIONREAD, &waiting) == 0 ? waiting : 0;
}

// Readable, and yet nothing to read: nobody is at the other end.
static bool has_dropped(int descriptor)
{
    return count_waiting(descriptor) == 0;
}

// One character or code, if there is one. ERR, OK or KEY_CODE_YES, as get_wch() has it.
static int read_code(Curses *curses, wint_t *code)
{
    return wget_wch(curses->typed, code);
}

static bool is_answer_due(const Curses *curses)
{
    return curses->asked && !curses->answers.is_complete && clock_ms() - curses->asked < ANSWER_MS_MOST;
}

// More of a paste, or of an answer. What ends the reader ends both. What else comes is answered when they are whole: their second half must not
// be taken for keys.
static bool has_more(Curses *curses, int milliseconds)
{
    const WaitResult result = signals_wait(curses->keys, milliseconds);
    if (result == WAIT_INPUT)
        return !has_dropped(curses->keys);
    if (result != WAIT_TIME && (result != WAIT_RESIZE || curses->put_off == WAIT_TIME))
        curses->put_off = result;
    return result != WAIT_TIME && result != WAIT_HANGUP;
}

// The same within a sequence, where the line may pause while answers are due.
static int read_on(Curses *curses, wint_t *code)
{
    int result = read_code(curses, code);
    while (result == ERR && is_answer_due(curses) && has_more(curses, ANSWER_PAUSE_MS))
        result = read_code(curses, code);
    return result;
}

// Passes over a sequence that nobody knows: CSI and SS3 to their final character, a string to BEL or ESC \. An answer is taken.
static void take_sequence(Curses *curses, wint_t introducer)
{
    bool is_string = introducer != '[' && introducer != 'O';
    char bytes[ANSWER_BYTES];
    wint_t before = 0, code;
    for (size_t i = 0; i < SEQUENCE_MOST && read_on(curses, &code) == OK; i++) {
        if (i < sizeof bytes)
            bytes[i] = (char)code;
        const bool is_end = is_string ? code == 7 || (code == '\\' && before == ESCAPE) : code >= 0x40 && code <= 0x7E;
        if (is_end && introducer == '[' && i < sizeof bytes && is_answer_due(curses))
            answers_take(&curses->answers, bytes, i + 1);
        if (is_end)
            return;
        before = code;
    }
}

// What follows an Esc at once makes it Alt, or a sequence.
static Key read_escaped(Curses *curses)
{
    wint_t code;
    int result = read_on(curses, &code);
    if (result == ERR)
        return ESCAPE;
    if (result == KEY_CODE_YES) {
        Key key = key_of_code((int)code);
        return key ? key | PRESS_META : PRESS_NONE;
    }
    if (strchr("[O]P_^X", (int)(code & 0x7F)) && code > ' ' && code < 0x7F && (count_waiting(curses->keys) || is_answer_due(curses))) {
        take_sequence(curses, code);
        return PRESS_NONE;
    }
    return key_of_character(code) | PRESS_META;
}

static void add_pasted(Buffer *paste, wint_t code)
{
    char bytes[4];
    if (paste->length + sizeof bytes <= PASTE_BYTES)
        buffer_add(paste, bytes, (size_t)utf8_put(bytes, (uint32_t)code));
}

static Event read_paste(Curses *curses)
{
    buffer_cut(&curses->paste, 0);
    for (;;) {
        wint_t code;
        int result = read_code(curses, &code);
        if (result == KEY_CODE_YES && code == CODE_PASTE_END)
            break;
        if (result == OK)
            add_pasted(&curses->paste, code);
        if (result == ERR && !has_more(curses, PASTE_MS))
            break;
    }
    return (Event){.kind = EVENT_PASTE, .paste = buffer_text(&curses->paste), .paste_length = curses->paste.length};
}

// EVENT_NONE: nothing is typed, or nothing that means anything; *is_empty tells which.
static Event read_event(Curses *curses, bool *is_empty)
{
    wint_t code;
    int result = read_code(curses, &code);
    *is_empty = result == ERR;
    if (result == ERR)
        return (Event){.kind = EVENT_NONE};
    if (result == KEY_CODE_YES && code == CODE_PASTE_BEGIN)
        return read_paste(curses);
    if (result == OK && code == 3)
        return (Event){.kind = EVENT_INTERRUPT};
    const bool was_complete = curses->answers.is_complete;
    Key key = result == KEY_CODE_YES ? key_of_code((int)code) : code == ESCAPE ? read_escaped(curses) : key_of_character(code);
    if (!was_complete && curses->answers.is_complete)
        return (Event){.kind = EVENT_ANSWERS, .answers = &curses->answers};
    return (Event){.kind = key ? EVENT_KEY : EVENT_NONE, .key = key};
}

// The terminal

static void find_size(Terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    struct winsize size;
    getmaxyx(stdscr, *rows, *columns);
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
    delay_output(0); // sends what ncurses holds back, which may end within a sequence
    if (knows_escapes())
        send_text(paste_on);
    if (is_silent())
        send_text(order_off);
    curses->is_afresh = true;
}

static void silence(Terminal *terminal, bool is_wanted)
{
    Curses *curses = (Curses *)terminal;
    if (!is_wanted)
        close(SILENCE);
    else if (dup2(STDOUT_FILENO, SILENCE) == SILENCE)
        fcntl(SILENCE, F_SETFD, FD_CLOEXEC);
    send_text(is_wanted ? order_off : order_on);
    curses->is_afresh = true;
}

// A screen reader would speak the samples, and the Linux console shows none of what is asked about.
static bool may_ask(const Settings *settings)
{
    const char *name = getenv("TERM");
    return settings->has_probe && settings->screen_reader == SCREEN_READER_OFF && locale_is_utf8() && knows_escapes() && strncmp(name, "linux", 5) != 0
        && LINES >= VIEW_ROWS_LEAST;
}

static void ask(Curses *curses)
{
    Buffer question = {0};
    answers_ask(&question);
    curses->asked = clock_ms();
    send_text(buffer_text(&question));
    buffer_free(&question);
}

// What is on its way must not be typed into the shell. Keys that come before it are lost with it.
static void wait_for_answers(Curses *curses)
{
    bool is_empty;
    for (long left; is_answer_due(curses) && (left = curses->asked + ANSWER_MS - clock_ms()) > 0;) {
        const WaitResult result = signals_wait(curses->keys, (int)left);
        if (result == WAIT_HANGUP || (result == WAIT_INPUT && has_dropped(curses->keys)))
            return;
        if (result == WAIT_INPUT)
            read_event(curses, &is_empty);
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
            if (has_dropped(curses->keys))
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

static attr_t attributes_of(const Curses *curses, Style style)
{
    return (style.is_bold ? A_BOLD : 0) | (style.is_underlined ? A_UNDERLINE : 0) | (style.is_reverse ? A_REVERSE : 0)
         | (style.is_italic ? curses->italic : 0) | curses->bright;
}

static short pair_of(const Curses *curses, Style style)
{
    if (!curses->has_colours)
        return 0;
    return style.is_reverse || style.is_bold ? PAIR_STRONG : style.is_underlined ? PAIR_LINK : PAIR_TEXT;
}

// What setcchar() takes at once: a character that has cells and the marks behind it, up to CCHARW_MAX. Returns how many wide characters that is.
static size_t piece_length(const wchar_t *wide)
{
    size_t length = 1;
    while (wide[length] && wcwidth(wide[length]) == 0)
        length++;
    return length;
}

// One cluster by setcchar(), since addwstr() would lose marks behind a wide base. A cluster with several characters that have cells (a flag, a
// vowel sign of its own) takes a cell for each; of a joined emoji only the first fits, and is shown for all.
static void draw_pieces(const Curses *curses, const Cell *cell, const wchar_t *wide, int row, int column)
{
    int end = column + cell->width;
    for (const wchar_t *piece = wide; *piece && column < end;) {
        wchar_t shown[CCHARW_MAX + 1];
        cchar_t packed;
        size_t all = piece_length(piece), length = all < CCHARW_MAX ? all : CCHARW_MAX;
        int cells = wcwidth(*piece);
        if (cells < 1 || column + cells > end)
            return;
        wmemcpy(shown, piece, length);
        while (length > 1 && shown[length - 1] == ZERO_WIDTH_JOINER) // what it joined to does not follow
            length--;
        shown[length] = L'\0';
        if (setcchar(&packed, shown, attributes_of(curses, cell->style), pair_of(curses, cell->style), NULL) == OK)
            mvadd_wch(row, column, &packed);
        column += cells;
        piece += all;
    }
}

// Whether curses would give it the cells that it has, and send all of it.
static bool is_sent_well(const Cell *cell, const wchar_t *wide)
{
    int cells = 0;
    for (const wchar_t *piece = wide; *piece; piece += piece_length(piece)) {
        if (wcwidth(*piece) < 1 || piece_length(piece) > CCHARW_MAX || is_stand_in((unsigned)*piece))
            return false;
        cells += wcwidth(*piece);
    }
    return cells == cell->width;
}

// False: there is none.
static bool draw_stand_in(const Curses *curses, const Cell *cell, int row, int column)
{
    static const Widths unasked = {.is_wcwidth = true};
    char text[CELL_BYTES] = "";
    if (!curses->stand_ins)
        return false;
    memcpy(text, cell->text, stand_in_length(curses->answers.has_widths ? &curses->answers.widths : &unasked, cell->text, cell->width));
    const unsigned first = stand_in_for(curses->stand_ins, (StandIn){text, cell->width, column});
    for (int i = 0; first && i < cell->width; i++) {
        const wchar_t shown[] = {(wchar_t)first + i, L'\0'};
        cchar_t packed;
        if (setcchar(&packed, shown, attributes_of(curses, cell->style), pair_of(curses, cell->style), NULL) == OK)
            mvadd_wch(row, column + i, &packed);
    }
    return first;
}

// Terminals whose tables are old take younger marks and emoji for other than they are.
static bool is_known_everywhere(const wchar_t *wide)
{
    enum { EMOJI_FIRST = 0x1F000, IDEOGRAPHS_FIRST = 0x20000, LATIN_MARK_FIRST = 0x300, LATIN_MARK_LAST = 0x36F };
    for (const wchar_t *mark = wide + 1; *wide && *mark; mark++)
        if (*mark < LATIN_MARK_FIRST || *mark > LATIN_MARK_LAST)
            return false;
    return *wide < EMOJI_FIRST || *wide >= IDEOGRAPHS_FIRST;
}

// True: by a stand-in.
static bool draw_cell(const Curses *curses, const Cell *cell, int row, int column)
{
    enum { WIDE_MOST = CELL_BYTES + 1 };
    wchar_t wide[WIDE_MOST] = L" ";
    if (*cell->text)
        locale_wide(cell->text, strlen(cell->text), wide, WIDE_MOST);
    const bool is_usual = curses->is_heard || is_known_everywhere(wide);
    if (!(is_usual && is_sent_well(cell, wide)) && draw_stand_in(curses, cell, row, column))
        return true;
    draw_pieces(curses, cell, wide, row, column);
    return false;
}

static bool is_plain(const Cell *cell)
{
    const Style style = cell->style;
    return !*cell->text && !style.is_bold && !style.is_underlined && !style.is_reverse && !style.is_italic;
}

static void show_cursor(Curses *curses, bool is_shown)
{
    if (is_shown == !curses->is_cursor_hidden)
        return;
    curses->is_cursor_hidden = !is_shown;
    curs_set(is_shown ? 1 : 0);
}

static int new_frame(void)
{
#ifdef HAVE_MEMFD_CREATE
    return memfd_create("frame", MFD_CLOEXEC);
#else
    return -1;
#endif
}

// ncurses sends each motion of the cursor for itself. A screen reader that gets a motion and then the text of the row that it led to may speak
// that row twice, so that all of a screen goes out at once.
static void begin_frame(const Curses *curses)
{
    if (curses->frame < 0 || ftruncate(curses->frame, 0) != 0)
        return;
    lseek(curses->frame, 0, SEEK_SET);
    dup2(curses->frame, OUTPUT);
}

// Terminals switch to their plain characters with each attribute that ends. Nothing here is drawn with others, and the "B" was spoken (R11).
static size_t drop_charsets(char *bytes, size_t length)
{
    static const char plain[] = "\033(B";
    const size_t size = sizeof plain - 1;
    size_t kept = 0;
    for (size_t i = 0; i < length;)
        if (length - i >= size && memcmp(bytes + i, plain, size) == 0)
            i += size;
        else
            bytes[kept++] = bytes[i++];
    return kept;
}

// What a screen reader speaks is sent as ncurses has it: it was seen to be spoken well so.
static void add_frame(Curses *curses, char *bytes, size_t length, bool is_heard)
{
    Buffer *out = &curses->short_frame;
    buffer_cut(out, 0);
    if (curses->is_shortened && !is_heard) {
        shorten(&curses->shortener, bytes, length, out);
        return;
    }
    if (curses->is_shortened)
        shorten_settle(&curses->shortener, out);
    buffer_add(out, bytes, is_heard ? drop_charsets(bytes, length) : length);
}

static void send_frame(Curses *curses, char *bytes, size_t length, bool is_heard)
{
    const Buffer *frame = &curses->short_frame;
    Buffer *sent = &curses->sent;
    add_frame(curses, bytes, length, is_heard);
    buffer_cut(sent, 0);
    if (curses->stand_ins)
        stand_ins_put(curses->stand_ins, sent, buffer_text(frame), frame->length, COLS);
    else
        buffer_add(sent, buffer_text(frame), frame->length);
    send_bytes(STDOUT_FILENO, buffer_text(sent), sent->length);
}

static void end_frame(Curses *curses, bool is_heard)
{
    if (curses->frame < 0)
        return;
    dup2(STDOUT_FILENO, OUTPUT);
    const off_t end = lseek(curses->frame, 0, SEEK_END);
    char *bytes = end > 0 ? mmap(NULL, (size_t)end, PROT_READ | PROT_WRITE, MAP_PRIVATE, curses->frame, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED)
        return;
    send_frame(curses, bytes, (size_t)end, is_heard);
    munmap(bytes, (size_t)end);
}

static void point(Curses *curses, int row, int column)
{
    if (column == 0 && !curses->is_away && row == getcury(curscr))
        return;
    address(row, column);
    curses->is_away = true;
}

// To where ncurses believes the cursor to be.
static void come_back(Curses *curses)
{
    if (curses->is_away)
        address(getcury(curscr), getcurx(curscr));
    curses->is_away = false;
}

// True: it has stand-ins.
static bool draw_row(const Curses *curses, const Grid *grid, int row)
{
    bool has_stand_ins = false;
    for (int column = 0; column < grid->columns && column < COLS; column++) {
        const Cell *cell = grid_cell(grid, row, column);
        if (cell->width && !is_plain(cell))
            has_stand_ins = draw_cell(curses, cell, row, column) || has_stand_ins;
    }
    return has_stand_ins;
}

// A terminal may give a cluster more cells than it should, over what stands behind it: a row that has stand-ins, or had, is sent whole if anything in
// it has changed, so that its text and its blanks go over that.
static void draw_grid(Curses *curses, const Grid *grid)
{
    for (int row = 0; row < grid->rows && row < LINES; row++) {
        const size_t size = (size_t)grid->columns * sizeof(Cell);
        const uint64_t hash = draw_row(curses, grid, row) ? hash_bytes(HASH_BEGIN, grid_cell(grid, row, 0), size) : 0;
        if (hash != curses->hashes[row])
            wredrawln(stdscr, row, 1);
        curses->hashes[row] = hash;
    }
}

// No row is known any more.
static void forget_rows(Curses *curses, int rows)
{
    free(curses->hashes);
    curses->hashes = memory_new((size_t)rows, sizeof *curses->hashes);
    curses->hashed = rows;
}

// Cleared first, then drawn: where both are one step, ncurses 6.4 does not know afterwards which rows it has sent, and when the screen then goes
// on by a line it sends all of it, not the row that came in.
static void clear_all(Curses *curses)
{
    clearok(stdscr, TRUE);
    refresh();
    curses->is_afresh = false;
}

// What differs from the screen before, and what is to be sent once more. The cursor is left at the first cell of its row, a motion that sends no
// text.
static void send_grid(Curses *curses, const Grid *grid, Sending sending)
{
    erase(); // of curses' own picture; what goes out is what differs from the screen before
    if (curses->stand_ins && stand_ins_are_full(curses->stand_ins)) {
        stand_ins_forget(curses->stand_ins);
        curses->is_afresh = true;
    }
    if (sending.is_afresh || curses->is_afresh || grid->rows != curses->hashed)
        forget_rows(curses, grid->rows);
    if (sending.is_afresh || (curses->is_afresh && curses->stand_ins))
        clear_all(curses);
    draw_grid(curses, grid);
    move(grid->cursor_row, 0);
    for (int row = 0; sending.is_whole && row < grid->rows && row < LINES; row++)
        if (sending.is_whole[row])
            wredrawln(stdscr, row, 1);
    if (curses->is_afresh)
        clearok(stdscr, TRUE);
    curses->is_afresh = false;
    refresh();
}

// The cursor waits in its row, so that nobody speaks a blank one.
static void clear_row(int row)
{
    const int cursor_row = getcury(stdscr);
    move(row < LINES ? row : LINES - 1, 0);
    clrtoeol();
    move(cursor_row, 0);
    refresh();
}

// What comes again is gone for a moment.
static void take_away(Curses *curses, const Grid *grid, Sending *sending)
{
    begin_frame(curses);
    come_back(curses);
    curses->hashed = 0;
    if (sending->is_afresh) {
        erase();
        clear_all(curses);
        sending->is_afresh = false;
    } else {
        clear_row(grid->reading_row);
    }
    end_frame(curses, sending->is_heard);
    napms(AGAIN_MS);
}

static void forget(Curses *curses)
{
    curses->shortener.rows = LINES;
    curses->shortener.columns = COLS;
    shorten_forget(&curses->shortener);
}

static void show(Terminal *terminal, const Grid *grid, Sending sending)
{
    Curses *curses = (Curses *)terminal;
    curses->is_heard = sending.is_heard;
    if (sending.is_again)
        take_away(curses, grid, &sending);
    begin_frame(curses);
    if (sending.is_afresh || curses->is_afresh)
        forget(curses);
    if (!sending.is_cursor_only) {
        come_back(curses);
        send_grid(curses, grid, sending);
    }
    show_cursor(curses, grid->has_cursor);
    if (grid->has_cursor)
        point(curses, grid->cursor_row, grid->cursor_column);
    end_frame(curses, sending.is_heard);
}

static bool wants_colours(Theme theme)
{
    const char *none = getenv("NO_COLOR");
    return theme != THEME_TERMINAL && !(none && *none);
}

// Bright white, yellow and cyan on black: numbers 8 and above are bright, where there are so many.
static void set_colours(Curses *curses)
{
    enum { BRIGHT = 8, SOME_ARE_BRIGHT = 16 };
    if (start_color() == ERR || !has_colors())
        return;
    const short bright = COLORS >= SOME_ARE_BRIGHT ? BRIGHT : 0;
    curses->has_colours = init_pair(PAIR_TEXT, COLOR_WHITE + bright, COLOR_BLACK) == OK && init_pair(PAIR_STRONG, COLOR_YELLOW + bright, COLOR_BLACK) == OK
        && init_pair(PAIR_LINK, COLOR_CYAN + bright, COLOR_BLACK) == OK;
    curses->bright = curses->has_colours && !bright ? A_BOLD : 0;
    if (curses->has_colours)
        bkgd(COLOR_PAIR(PAIR_TEXT));
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
    const bool has_addresses = knows_escapes() && has_string("hpa") && tigetflag("xenl") > 0;
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
    define_common_keys();
    curses->stand_ins = new_stand_ins(curses);
    curses->italic = has_string("sitm") ? A_ITALIC : A_UNDERLINE;
    curses->is_shortened = curses->frame >= 0 && is_like_xterm();
    curses->shortener.stops = is_string("ht", "\t") && tigetnum("it") > 0 ? tigetnum("it") : 0;
}

Terminal *terminal_open(int keys, const Settings *settings, Error *err)
{
    if (!terminal_can_draw(err))
        return NULL;
    Curses *curses = memory_new(1, sizeof *curses);
    *curses = (Curses){.terminal = {show, next, find_size, stop, lend, silence}, .keys = keys, .frame = -1, .is_afresh = true, .put_off = WAIT_TIME};
    curses->input = fdopen(dup(keys), "r");
    close(SILENCE);
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
    atexit(give_back);
    set_modes(curses);
    if (wants_colours(settings->theme))
        set_colours(curses);
    take_again(curses);
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
        close(SILENCE);
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
    buffer_free(&curses->short_frame);
    buffer_free(&curses->sent);
    stand_ins_free(curses->stand_ins);
    free(curses->hashes);
    free(curses);
}
