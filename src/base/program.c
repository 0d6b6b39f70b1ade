// Other programs.
#include "base/program.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/signals.h"

extern char **environ;

// What this program has set for itself: the other one begins with the system's own answers.
static void reset_signals(posix_spawnattr_t *attributes)
{
    static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ};
    sigset_t none, set;
    sigemptyset(&none);
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&set, numbers[i]);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &set);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static bool start(char *const *words, int input, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool is_good = posix_spawnattr_init(&attributes) == 0;
    if (is_good) {
        reset_signals(&attributes);
        is_good = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0
               && posix_spawnp(child, words[0], &actions, &attributes, words, environ) == 0;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return is_good;
}

// The keys' signals come to all of the job; that they came is forgotten too.
static void leave_keys_to_it(void)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
}

static bool wait_for(pid_t child)
{
    int status = 0;
    pid_t ended;
    do {
        leave_keys_to_it();
        ended = waitpid(child, &status, WUNTRACED);
        if (ended == child && WIFSTOPPED(status)) {
            signals_stop_job();
            kill(child, SIGCONT);
        }
    } while (ended == child ? WIFSTOPPED(status) : errno == EINTR);
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool program_run(char *const *words, int input)
{
    struct sigaction quit;
    pid_t child;
    sigaction(SIGQUIT, NULL, &quit);
    bool is_good = start(words, input, &child) && wait_for(child);
    sigaction(SIGQUIT, &quit, NULL);
    signals_take();
    return is_good;
}

long program_start(char *const *words)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t child = 0;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return 0;
    bool is_good = posix_spawnattr_init(&attributes) == 0;
    if (is_good) {
        reset_signals(&attributes);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
        for (int descriptor = 0; descriptor < 3; descriptor++)
            is_good = is_good && posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0) == 0;
        is_good = is_good && posix_spawnp(&child, words[0], &actions, &attributes, words, environ) == 0;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return is_good ? child : 0;
}

ProgramState program_state(long child)
{
    int status = 0;
    const pid_t ended = waitpid((pid_t)child, &status, WNOHANG);
    if (ended == 0)
        return PROGRAM_RUNS;
    return ended == (pid_t)child && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PROGRAM_DID : PROGRAM_FAILED;
}

void program_end(long child)
{
    kill(-(pid_t)child, SIGKILL);
    while (waitpid((pid_t)child, NULL, 0) < 0 && errno == EINTR)
        continue;
}

static bool start_filter(char *const *words, int input, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    const bool is_good = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0
                      && posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) == 0
                      && posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0
                      && posix_spawnp(child, words[0], &actions, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return is_good;
}

// Through files without names, so that neither waits for the other.
bool program_filter(char *const *words, const char *bytes, size_t length, Buffer *out)
{
    FILE *input = tmpfile(), *output = tmpfile();
    pid_t child;
    int status = 0;
    bool is_good = input && output && fwrite(bytes, 1, length, input) == length && fflush(input) == 0 && lseek(fileno(input), 0, SEEK_SET) == 0
                && start_filter(words, fileno(input), fileno(output), &child);
    if (is_good) {
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            continue;
        is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    char piece[4096];
    if (is_good)
        rewind(output);
    for (size_t got; is_good && (got = fread(piece, 1, sizeof piece, output)) > 0;)
        buffer_add(out, piece, got);
    if (input)
        fclose(input);
    if (output)
        fclose(output);
    return is_good;
}
