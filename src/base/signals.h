// Signals: those that a program which has taken the terminal must answer, noted in one flag and looked at between two events.
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H
#include <stdbool.h>
#include <termios.h>

// For all of the program: what is written beyond the file-size limit fails (EFBIG) and is told, instead of ending the program (setrlimit(2)).
void signals_start(void);

// Ctrl-Z and SIGTSTP are ignored from here on, also by a terminal's library: for who must not come to the shell.
void signals_refuse_stop(void);

// From here on SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT and SIGWINCH are held back, but in signals_wait(); they only set the flag.
void signals_take(void);
void signals_give_back(void);       // the system's own answers again: before the process stops or ends

// A crash (SIGSEGV, SIGABRT, …) or a signal that nobody foresees (SIGUSR1, SIGPIPE, a real-time signal, …) calls the handler, which gives back the
// terminal by what may be called there (signal-safety(7)) and ends with signals_die(). A sanitizer's own handler stays.
void signals_catch_crashes(void (*handler)(int signal));
void signals_let_crash(void (*handler)(int signal));    // that handler is not called any more
void signals_die(int signal);       // by that signal, as if nothing had caught it

// Stops the whole job, as a terminal's Ctrl-Z does, so that a script that started the program stops with it; comes back when it goes on. The
// signals must be taken; the terminal must have been given back.
void signals_stop_job(void);

typedef enum {
    WAIT_TIME,      // nothing came in time
    WAIT_INPUT,     // there are bytes to read, or the line has dropped
    WAIT_HANGUP,    // SIGHUP, SIGTERM, SIGINT: the reader is to end
    WAIT_STOP,      // SIGTSTP: the terminal is to be given back and the process stopped
    WAIT_RESIZE,    // SIGWINCH
    WAIT_CONTINUED, // SIGCONT: it was stopped by something that could not be held back; the screen is to be drawn afresh
} WaitResult;

// Waits for input on a descriptor, or a signal; `milliseconds` < 0: for ever. A signal that came before is answered first; hanging up wins.
WaitResult signals_wait(int descriptor, int milliseconds);     // descriptor: < 0 = none

// Whether one that ends the program has come and was not answered yet; it stays for signals_wait(). For work that takes long.
bool signals_want_end(void);

// Whether something was typed that was not read yet, or the line has dropped. For such work too.
bool signals_have_input(int descriptor);

// While no keys are read, Ctrl-C is SIGINT again, so that signals_want_end() tells of it, though the terminal was taken; and what else is typed
// stays for later. Nothing is done where the signals were not taken, or there is no terminal.
typedef struct {
    int terminal;                   // -1 = nothing was done
    struct termios before;
} Listening;
Listening signals_listen(void);
void signals_unlisten(Listening *listening);    // the terminal is as before, and the Ctrl-C that was typed is answered

#endif
