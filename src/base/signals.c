// The signals that a program which has taken the terminal must answer.
#include "base/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

// The one flag: a bit a signal. Set only by the handler, which runs only in pselect() while everything else is held back; taken only outside.
static volatile sig_atomic_t seen;

static const struct {
    int signal;
    WaitResult result;
} answers[] = {
    // By rank: the first that was seen is told first.
    {SIGHUP, WAIT_HANGUP}, {SIGTERM, WAIT_HANGUP}, {SIGINT, WAIT_HANGUP},
    {SIGTSTP, WAIT_STOP}, {SIGCONT, WAIT_CONTINUED}, {SIGWINCH, WAIT_RESIZE},
};
enum { ANSWERS = sizeof answers / sizeof *answers };

static void note(int signal)
{
    for (int i = 0; i < ANSWERS; i++)
        if (answers[i].signal == signal)
            seen |= 1 << i;
}

// Whoever started the program, or signals_refuse_stop(), had it ignored.
static bool is_refused(int signal)
{
    struct sigaction now;
    return signal == SIGTSTP && sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void set_all(void (*handler)(int), int how)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < ANSWERS; i++)
        sigaddset(&set, answers[i].signal);
    struct sigaction action = {.sa_handler = handler, .sa_mask = set};
    if (how == SIG_BLOCK)
        sigprocmask(SIG_BLOCK, &set, NULL);
    for (int i = 0; i < ANSWERS; i++)
        if (!is_refused(answers[i].signal))
            sigaction(answers[i].signal, &action, NULL);
    if (how == SIG_UNBLOCK)
        sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void signals_start(void)
{
    signal(SIGXFSZ, SIG_IGN);
}

void signals_refuse_stop(void)
{
    signal(SIGTSTP, SIG_IGN);
}

void signals_take(void)
{
    set_all(note, SIG_BLOCK);
}

void signals_give_back(void)
{
    set_all(SIG_DFL, SIG_UNBLOCK);
}

// What the system answers by nothing, or by stopping the process.
static bool is_survived(int number)
{
    static const int survived[] = {SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU};
    for (size_t i = 0; i < sizeof survived / sizeof *survived; i++)
        if (survived[i] == number)
            return true;
    return false;
}

// Where one handler is, the other comes.
static void replace_crashes(void (*from)(int), void (*to)(int))
{
    for (int number = 1; number <= SIGRTMAX; number++) {
        struct sigaction now, then = {.sa_handler = to};
        if (!is_survived(number) && sigaction(number, NULL, &now) == 0 && now.sa_handler == from)
            sigaction(number, &then, NULL); // fails for SIGKILL and SIGSTOP
    }
}

void signals_catch_crashes(void (*handler)(int))
{
    replace_crashes(SIG_DFL, handler);
}

void signals_let_crash(void (*handler)(int))
{
    replace_crashes(handler, SIG_DFL);
}

void signals_die(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

void signals_stop_job(void)
{
    signals_give_back();
    kill(0, SIGTSTP);
    signals_take();
}

static bool take_seen(WaitResult *result)
{
    for (int i = 0; i < ANSWERS; i++)
        if (seen & 1 << i) {
            seen &= ~(1 << i);
            *result = answers[i].result;
            return true;
        }
    return false;
}

WaitResult signals_wait(int descriptor, int milliseconds)
{
    WaitResult result = WAIT_TIME;
    if (take_seen(&result))
        return result;
    sigset_t open;
    sigprocmask(SIG_BLOCK, NULL, &open);
    for (int i = 0; i < ANSWERS; i++)
        sigdelset(&open, answers[i].signal);
    struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
    fd_set input;
    FD_ZERO(&input);
    if (descriptor >= 0)
        FD_SET(descriptor, &input);
    // pselect() rather than ppoll(), which POSIX got only in 2024.
    int ready = pselect(descriptor + 1, &input, NULL, NULL, milliseconds < 0 ? NULL : &time, &open);
    if (take_seen(&result))
        return result;
    return ready > 0 || (ready < 0 && errno != EINTR) ? WAIT_INPUT : WAIT_TIME;
}

bool signals_want_end(void)
{
    sigset_t held;
    sigpending(&held);
    for (int i = 0; i < ANSWERS; i++)
        if (answers[i].result == WAIT_HANGUP && (sigismember(&held, answers[i].signal) == 1 || seen & 1 << i))
            return true;
    return false;
}

bool signals_have_input(int descriptor)
{
    return poll(&(struct pollfd){.fd = descriptor, .events = POLLIN}, 1, 0) > 0;
}

static bool is_held(int number)
{
    sigset_t held;
    return sigprocmask(SIG_BLOCK, NULL, &held) == 0 && sigismember(&held, number) == 1;
}

Listening signals_listen(void)
{
    Listening listening = {.terminal = is_held(SIGINT) ? open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC) : -1};
    if (listening.terminal < 0)
        return listening;
    if (tcgetattr(listening.terminal, &listening.before) != 0 || listening.before.c_lflag & ISIG) {
        close(listening.terminal);
        return (Listening){.terminal = -1};
    }
    struct termios now = listening.before;
    now.c_lflag |= ISIG | NOFLSH;
    now.c_cc[VINTR] = 'C' & 31;
    now.c_cc[VQUIT] = now.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(listening.terminal, TCSANOW, &now);
    return listening;
}

void signals_unlisten(Listening *listening)
{
    if (listening->terminal < 0)
        return;
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    tcsetattr(listening->terminal, TCSANOW, &listening->before);
    sigtimedwait(&interrupt, NULL, &(struct timespec){0});
    close(listening->terminal);
    listening->terminal = -1;
}
