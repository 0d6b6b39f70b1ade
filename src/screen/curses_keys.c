// What is typed on the real terminal.
#include "screen/curses_parts.h"
#include <string.h>
#include <sys/ioctl.h>
#include "base/clock.h"
#include "text/utf8.h"

enum {
    ESCAPE = 27,
    PASTE_MS = 1000,            // a paste whose end does not come in this time has ended
    PASTE_BYTES = 64 * 1024,    // more is dropped
    ANSWER_PAUSE_MS = 250,      // a pause within an answer, on a slow line
    ANSWER_MS_MOST = 5000,      // what comes later is no answer
    SEQUENCE_MOST = 4096,       // characters of an unknown sequence that are passed over
    CODE_PASTE_BEGIN = 0x2000,  // above KEY_MAX and what ncurses hands out behind it
    CODE_PASTE_END,
    CODE_MOUSE,                 // begins what mouse_report_read() takes
    CODE_OLD_MOUSE,             // begins three bytes that tell the same, of a terminal that has no better form
    MOUSE_PAUSE_MS = 250,       // a pause within a report, on a slow line
    MOUSE_BYTES = 32,           // of a report; what is longer is none
    ANSWER_BYTES = 64,          // of a sequence that may be one
};

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

// Not as ncurses 6.4 reads them: where a report is torn it waits for the rest with the screen frozen, for tmux it has no form that goes beyond 223
// columns, and it asks for no motion. Reports are taken where the mouse is off too: what a terminal sends unasked is not to be typed.
static void define_mouse(void)
{
    const int old = key_defined("\033[M"); // another key on some terminals
    if (old == 0 || old == KEY_MOUSE)
        define_key("\033[M", CODE_OLD_MOUSE);
    define_key("\033[<", CODE_MOUSE);
}

void terminal_define_keys(void)
{
    for (size_t i = 0; i < sizeof common_keys / sizeof *common_keys; i++)
        if (key_defined(common_keys[i].sequence) == 0)
            define_key(common_keys[i].sequence, common_keys[i].code);
    define_mouse();
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

bool terminal_has_dropped(int descriptor)
{
    return count_waiting(descriptor) == 0;
}

// One character or code, if there is one. ERR, OK or KEY_CODE_YES, as get_wch() has it.
static int read_code(Curses *curses, wint_t *code)
{
    return wget_wch(curses->typed, code);
}

static bool is_recent(long asked)
{
    return clock_ms() - asked < ANSWER_MS_MOST;
}

bool terminal_owes_answer(const Curses *curses)
{
    return (curses->asked && !curses->answers.is_complete && is_recent(curses->asked)) || (curses->owed && is_recent(curses->requested));
}

// More of a paste, or of an answer. What ends the reader ends both. What else comes is answered when they are whole: their second half must not
// be taken for keys.
static bool has_more(Curses *curses, int milliseconds)
{
    const WaitResult result = signals_wait(curses->keys, milliseconds);
    if (result == WAIT_INPUT)
        return !terminal_has_dropped(curses->keys);
    if (result != WAIT_TIME && (result != WAIT_RESIZE || curses->put_off == WAIT_TIME))
        curses->put_off = result;
    return result != WAIT_TIME && result != WAIT_HANGUP;
}

// The same within a sequence, where the line may pause while answers are due.
static int read_on(Curses *curses, wint_t *code)
{
    int result = read_code(curses, code);
    while (result == ERR && terminal_owes_answer(curses) && has_more(curses, ANSWER_PAUSE_MS))
        result = read_code(curses, code);
    return result;
}

static void take_answer(Curses *curses, const char *bytes, size_t length)
{
    if (curses->owed && answers_is_status(bytes, length)) {
        curses->owed--;
        curses->has_told = true;
    } else {
        answers_take(&curses->answers, bytes, length);
    }
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
        if (is_end && introducer == '[' && i < sizeof bytes && terminal_owes_answer(curses))
            take_answer(curses, bytes, i + 1);
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
    if (strchr("[O]P_^X", (int)(code & 0x7F)) && code > ' ' && code < 0x7F && (count_waiting(curses->keys) || terminal_owes_answer(curses))) {
        take_sequence(curses, code);
        return PRESS_NONE;
    }
    return key_of_character(code) | PRESS_META;
}

// The next of a report, which may be late.
static bool read_reported(Curses *curses, wint_t *code)
{
    int result = read_code(curses, code);
    while (result == ERR && has_more(curses, MOUSE_PAUSE_MS))
        result = read_code(curses, code);
    return result == OK;
}

// To its final character, whatever stands there; a control character ends it too, and counts.
static Event read_mouse(Curses *curses)
{
    Event event = {.kind = EVENT_NONE};
    char bytes[MOUSE_BYTES];
    wint_t code;
    for (size_t i = 0; i < SEQUENCE_MOST && read_reported(curses, &code); i++) {
        if (code < ' ')
            unget_wch((wchar_t)code);
        if (i < sizeof bytes)
            bytes[i] = (char)code;
        if (code >= ' ' && code < 0x40)
            continue;
        if (i < sizeof bytes && code < 0x7F && mouse_report_read(bytes, i + 1, &event.mouse))
            event.kind = EVENT_MOUSE;
        break;
    }
    return event;
}

static void pass_old_mouse(Curses *curses)
{
    wint_t code;
    for (int i = 0; i < 3 && read_reported(curses, &code); i++)
        continue;
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
        if (result == KEY_CODE_YES && code == CODE_MOUSE)
            read_mouse(curses);
        if (result == OK)
            add_pasted(&curses->paste, code);
        if (result == ERR && !has_more(curses, PASTE_MS))
            break;
    }
    return (Event){.kind = EVENT_PASTE, .paste = buffer_text(&curses->paste), .paste_length = curses->paste.length};
}

Event terminal_read(Curses *curses, bool *is_empty)
{
    wint_t code;
    int result = read_code(curses, &code);
    *is_empty = result == ERR;
    if (result == ERR)
        return (Event){.kind = EVENT_NONE};
    if (result == KEY_CODE_YES && code == CODE_PASTE_BEGIN)
        return read_paste(curses);
    if (result == KEY_CODE_YES && code == CODE_MOUSE)
        return read_mouse(curses);
    if (result == KEY_CODE_YES && code == CODE_OLD_MOUSE)
        pass_old_mouse(curses);
    if (result == OK && code == 3)
        return (Event){.kind = EVENT_INTERRUPT};
    const bool was_complete = curses->answers.is_complete;
    const int owed = curses->owed;
    Key key = result == KEY_CODE_YES ? key_of_code((int)code) : code == ESCAPE ? read_escaped(curses) : key_of_character(code);
    if (!was_complete && curses->answers.is_complete)
        return (Event){.kind = EVENT_ANSWERS, .answers = &curses->answers, .round_trip = clock_ms() - curses->asked};
    if (curses->owed < owed)
        return (Event){.kind = EVENT_SHOWN};
    return (Event){.kind = key ? EVENT_KEY : EVENT_NONE, .key = key};
}
