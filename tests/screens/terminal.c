// A program in a pseudo-terminal under libvterm.
#include "terminal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

enum { SETTLE_MOST_MS = 10000 };

struct Emulator {
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns;
    int master;             // -1: no program
    pid_t shell;            // the program's parent; 0: it has been waited for
    int stopped;            // pipe: a byte each time the program has stopped
    int go;                 // pipe: a byte lets it continue
    int status;
    struct termios before;
    bool is_alternate, is_visible;
    bool has_mouse;         // the program is told of it
    bool is_leaving;        // the second screen: what comes next of the cursor is not the program's
};

// A terminal that leaves its second screen puts the cursor back where it was, and leaves it shown or hidden. libvterm 0.1.4 hides it now and then,
// after the same bytes.
static int set_property(VTermProp property, VTermValue *value, void *user)
{
    Emulator *emulator = user;
    if (property == VTERM_PROP_ALTSCREEN) {
        emulator->is_alternate = value->boolean;
        emulator->is_leaving = !value->boolean;
    }
    if (property == VTERM_PROP_MOUSE)
        emulator->has_mouse = value->number != VTERM_PROP_MOUSE_NONE;
    if (property == VTERM_PROP_CURSORVISIBLE) {
        emulator->is_visible = emulator->is_leaving ? emulator->is_visible : value->boolean;
        emulator->is_leaving = false;
    }
    return 1;
}

static void write_to_program(const char *bytes, size_t length, void *user)
{
    Emulator *emulator = user;
    while (length && emulator->master >= 0) {
        ssize_t written = write(emulator->master, bytes, length);
        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
}

Emulator *emulator_new(int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
    static const char shell[] = "$ lectern\r\n";
    Emulator *emulator = memory_new(1, sizeof *emulator);
    *emulator = (Emulator){.vterm = vterm_new(rows, columns), .rows = rows, .columns = columns, .master = -1, .is_visible = true};
    vterm_set_utf8(emulator->vterm, 1);
    vterm_output_set_callback(emulator->vterm, write_to_program, emulator);
    emulator->screen = vterm_obtain_screen(emulator->vterm);
    vterm_screen_enable_altscreen(emulator->screen, 1);
    vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
    vterm_screen_reset(emulator->screen, 1);
    vterm_input_write(emulator->vterm, shell, sizeof shell - 1);
    return emulator;
}

static void close_program(Emulator *emulator)
{
    if (emulator->master < 0)
        return;
    close(emulator->master); // hangs up: the program gets SIGHUP if it is still there
    close(emulator->stopped);
    close(emulator->go);
    emulator->master = -1;
    if (!emulator->shell)
        return;
    kill(emulator->shell, SIGKILL);
    waitpid(emulator->shell, NULL, 0);
    emulator->shell = 0;
}

void emulator_free(Emulator *emulator)
{
    close_program(emulator);
    vterm_free(emulator->vterm);
    free(emulator);
}

// The program's parent: as a shell it gives it a process group of its own, which can be stopped. Ends with its status.
static _Noreturn void be_shell(char *const *arguments, char *const *environment, const char *input, int stopped, int go)
{
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    pid_t process = fork();
    if (process == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        signal(SIGHUP, SIG_DFL);
        if (input && (close(STDIN_FILENO), open(input, O_RDONLY)) != STDIN_FILENO)
            _exit(126);
        execve(arguments[0], arguments, environment);
        perror(arguments[0]);
        _exit(127);
    }
    for (int how; waitpid(process, &how, WUNTRACED) == process;) {
        char byte = 0;
        if (WIFEXITED(how))
            _exit(WEXITSTATUS(how));
        if (WIFSIGNALED(how))
            _exit(128 + WTERMSIG(how));
        if (write(stopped, &byte, 1) != 1 || read(go, &byte, 1) != 1)
            break;
        kill(-process, SIGCONT);
    }
    kill(-process, SIGKILL);
    _exit(99);
}

// The program may soon set modes of its own; those of another fresh terminal are what it found.
static struct termios fresh_modes(const struct winsize *size)
{
    struct termios modes = {0};
    int master, slave;
    if (openpty(&master, &slave, NULL, NULL, size) == 0) {
        tcgetattr(slave, &modes);
        close(slave);
        close(master);
    }
    return modes;
}

static _Noreturn void give_up(const char *what)
{
    perror(what);
    exit(99); // what automake calls a hard error
}

void emulator_run(Emulator *emulator, char *const *arguments, char *const *environment, const char *input)
{
    close_program(emulator);
    struct winsize size = {.ws_row = (unsigned short)emulator->rows, .ws_col = (unsigned short)emulator->columns};
    emulator->before = fresh_modes(&size);
    int stopped[2], go[2];
    if (pipe2(stopped, O_CLOEXEC) != 0 || pipe2(go, O_CLOEXEC) != 0)
        give_up("pipe");
    emulator->shell = forkpty(&emulator->master, NULL, NULL, &size);
    if (emulator->shell < 0)
        give_up("forkpty");
    if (emulator->shell == 0)
        be_shell(arguments, environment, input, stopped[1], go[0]);
    close(stopped[1]);
    close(go[0]);
    emulator->stopped = stopped[0];
    emulator->go = go[1];
}

void emulator_resize(Emulator *emulator, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    emulator->rows = rows;
    emulator->columns = columns;
    vterm_set_size(emulator->vterm, rows, columns);
    ioctl(emulator->master, TIOCSWINSZ, &size);
}

// Keys

static const struct {
    const char *name;
    VTermKey key;
    VTermModifier modifier;
} keys[] = {
    {"Enter", VTERM_KEY_ENTER, 0}, {"Tab", VTERM_KEY_TAB, 0}, {"S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT}, {"Backspace", VTERM_KEY_BACKSPACE, 0},
    {"Esc", VTERM_KEY_ESCAPE, 0}, {"Up", VTERM_KEY_UP, 0}, {"Down", VTERM_KEY_DOWN, 0}, {"Left", VTERM_KEY_LEFT, 0},
    {"Right", VTERM_KEY_RIGHT, 0}, {"Insert", VTERM_KEY_INS, 0}, {"Delete", VTERM_KEY_DEL, 0}, {"Home", VTERM_KEY_HOME, 0},
    {"End", VTERM_KEY_END, 0}, {"PgUp", VTERM_KEY_PAGEUP, 0}, {"PgDn", VTERM_KEY_PAGEDOWN, 0}, {"F1", VTERM_KEY_FUNCTION(1), 0},
    {"C-Right", VTERM_KEY_RIGHT, VTERM_MOD_CTRL},
};

static bool is_named(const char *name, const char *key, size_t length)
{
    return strlen(name) == length && memcmp(name, key, length) == 0;
}

bool emulator_type(Emulator *emulator, const char *key, size_t length)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (is_named(keys[i].name, key, length)) {
            vterm_keyboard_key(emulator->vterm, keys[i].key, keys[i].modifier);
            return true;
        }
    VTermModifier modifier = 0;
    if (is_named("LF", key, length)) { // libvterm has a sequence of its own for Ctrl-J
        write_to_program("\n", 1, emulator);
        return true;
    }
    if (is_named("Space", key, length)) {
        vterm_keyboard_unichar(emulator->vterm, ' ', 0);
        return true;
    }
    if (length == 3 && key[1] == '-' && strchr("CM", key[0])) {
        modifier = key[0] == 'C' ? VTERM_MOD_CTRL : VTERM_MOD_ALT;
        key += 2;
        length = 1;
    }
    size_t at = 0;
    uint32_t codepoint = length ? utf8_next(key, length, &at) : 0;
    if (!length || at != length)
        return false;
    vterm_keyboard_unichar(emulator->vterm, codepoint, modifier);
    return true;
}

void emulator_type_text(Emulator *emulator, const char *text, size_t length)
{
    for (size_t at = 0; at < length;)
        vterm_keyboard_unichar(emulator->vterm, utf8_next(text, length, &at), 0);
}

void emulator_paste(Emulator *emulator, const char *text, size_t length)
{
    vterm_keyboard_start_paste(emulator->vterm);
    write_to_program(text, length, emulator);
    vterm_keyboard_end_paste(emulator->vterm);
}

void emulator_send(Emulator *emulator, const char *bytes, size_t length)
{
    write_to_program(bytes, length, emulator);
}

void emulator_mouse(Emulator *emulator, int row, int column)
{
    vterm_mouse_move(emulator->vterm, row, column, VTERM_MOD_NONE);
}

void emulator_button(Emulator *emulator, int button, bool is_down)
{
    if (emulator->has_mouse) // libvterm tells of a wheel unasked
        vterm_mouse_button(emulator->vterm, button, is_down, VTERM_MOD_NONE);
}

void emulator_signal(Emulator *emulator, int number)
{
    pid_t group = tcgetpgrp(emulator->master);
    if (group > 0)
        kill(-group, number);
}

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// What the program writes

// Waits for output and takes it. False: nothing came in time, or nobody writes any more.
static bool read_some(Emulator *emulator, int wait_ms)
{
    char bytes[65536];
    struct pollfd input = {.fd = emulator->master, .events = POLLIN};
    if (emulator->master < 0 || poll(&input, 1, wait_ms) <= 0)
        return false;
    ssize_t length = read(emulator->master, bytes, sizeof bytes);
    if (length <= 0)
        return false;
    vterm_input_write(emulator->vterm, bytes, (size_t)length);
    return true;
}

void emulator_settle(Emulator *emulator, int quiet_ms)
{
    for (long end = now_ms() + SETTLE_MOST_MS; now_ms() < end && read_some(emulator, quiet_ms);)
        ;
}

bool emulator_has_ended(Emulator *emulator, int *status)
{
    int how;
    if (emulator->shell && waitpid(emulator->shell, &how, WNOHANG) == emulator->shell) {
        emulator->shell = 0;
        emulator->status = WEXITSTATUS(how);
    }
    *status = emulator->status;
    return !emulator->shell;
}

bool emulator_has_stopped(Emulator *emulator)
{
    char byte;
    struct pollfd stopped = {.fd = emulator->stopped, .events = POLLIN};
    for (long end = now_ms() + SETTLE_MOST_MS; now_ms() < end; read_some(emulator, 20))
        if (poll(&stopped, 1, 0) > 0)
            return read(emulator->stopped, &byte, 1) == 1;
    return false;
}

void emulator_continue(Emulator *emulator)
{
    char byte = 0;
    if (write(emulator->go, &byte, 1) != 1)
        give_up("continue");
}

bool emulator_is_restored(const Emulator *emulator, const char **why)
{
    struct termios now;
    *why = NULL;
    if (tcgetattr(emulator->master, &now) != 0)
        *why = "the terminal's modes cannot be read";
    else if (now.c_iflag != emulator->before.c_iflag || now.c_oflag != emulator->before.c_oflag || now.c_lflag != emulator->before.c_lflag
             || now.c_cflag != emulator->before.c_cflag || memcmp(now.c_cc, emulator->before.c_cc, sizeof now.c_cc) != 0)
        *why = "the terminal's modes are not as they were before";
    else if (emulator->is_alternate)
        *why = "the alternate screen was not left";
    else if (!emulator->is_visible)
        *why = "the cursor is hidden";
    else if (emulator->has_mouse)
        *why = "the mouse is still told of";
    return !*why;
}

// Cells

void emulator_size(const Emulator *emulator, int *rows, int *columns)
{
    *rows = emulator->rows;
    *columns = emulator->columns;
}

static char *take_trimmed(Buffer *buffer)
{
    while (buffer->length && buffer->bytes[buffer->length - 1] == ' ')
        buffer_cut(buffer, buffer->length - 1);
    return buffer_take(buffer);
}

char *emulator_row(const Emulator *emulator, int row)
{
    Buffer text = {0};
    for (int column = 0; column < emulator->columns; column++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
        if (cell.chars[0] == (uint32_t)-1)
            continue; // the second cell of a wide one
        if (!cell.chars[0])
            buffer_add_char(&text, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
            char bytes[4];
            buffer_add(&text, bytes, (size_t)utf8_put(bytes, cell.chars[i]));
        }
    }
    return take_trimmed(&text);
}

unsigned emulator_first(const Emulator *emulator, int row, int column)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
    return cell.chars[0] == (uint32_t)-1 ? 0 : cell.chars[0] ? cell.chars[0] : ' ';
}

int emulator_cells(const Emulator *emulator, int row)
{
    int cells = 0;
    for (int column = 0; column < emulator->columns; column++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
        if (cell.chars[0] && cell.chars[0] != ' ')
            cells = column + 1;
    }
    return cells;
}

static char look_of(const VTermScreenCell *cell)
{
    const VTermScreenCellAttrs attributes = cell->attrs;
    // By bold 1, underlined 2, reverse 4, italic 8: the letters of README.
    static const char letters[] = " buUrRvViIlL????";
    int index = (attributes.bold ? 1 : 0) | (attributes.underline ? 2 : 0) | (attributes.reverse ? 4 : 0) | (attributes.italic ? 8 : 0);
    return attributes.blink || attributes.strike ? '?' : letters[index];
}

// The terminal's own colours are a blank; on black, and on white, by their number: the letters of README.
static char colour_of(const VTermScreenCell *cell)
{
    static const char on_black[] = "???yb?cw" "???yb?cW", on_white[] = "k???nm??" "????????";
    if (VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) && VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
        return ' ';
    if (!VTERM_COLOR_IS_INDEXED(&cell->bg) || !VTERM_COLOR_IS_INDEXED(&cell->fg) || cell->fg.indexed.idx >= 16)
        return '?';
    const int ground = cell->bg.indexed.idx;
    return ground == 0 ? on_black[cell->fg.indexed.idx] : ground == 7 || ground == 15 ? on_white[cell->fg.indexed.idx] : '?';
}

static char *row_of_letters(const Emulator *emulator, int row, char (*letter)(const VTermScreenCell *cell))
{
    Buffer letters = {0};
    for (int column = 0; column < emulator->columns;) {
        VTermScreenCell cell;
        vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
        const int width = cell.width > 1 ? cell.width : 1; // what lies beneath a wide one depends on the ways that led there
        buffer_add_repeated(&letters, letter(&cell), width);
        column += width;
    }
    return take_trimmed(&letters);
}

char *emulator_looks(const Emulator *emulator, int row)
{
    return row_of_letters(emulator, row, look_of);
}

char *emulator_colours(const Emulator *emulator, int row)
{
    return row_of_letters(emulator, row, colour_of);
}

bool emulator_cursor(const Emulator *emulator, int *row, int *column)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &position);
    *row = position.row + 1;
    *column = position.col + 1;
    return emulator->is_visible;
}
