// Runs specifications of screens (README beside it): one TAP case a step. With --print it prints what it got instead, and judges nothing.
#include <ctype.h>
#include <ftw.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "check.h"
#include "spec.h"
#include "terminal.h"

enum {
    QUIET_MS = 50,          // a screen has settled when nothing came for so long
    PATIENCE_MS = 20000,    // before a screen that does not match is called wrong: a busy machine is no fault
    WORDS_MOST = 64,
};

typedef struct {
    Spec spec;
    Emulator *emulator;
    char *program;
    char *source;           // top of the source
    char *home;             // a temporary folder for state and configuration
    char *why;              // the step's own fault; NULL = none
} Run;

static long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static char *format(const char *one, const char *between, const char *other)
{
    Buffer text = {0};
    buffer_addf(&text, "%s%s%s", one, between, other);
    return buffer_take(&text);
}

static void fail(Run *run, const char *what, const char *detail)
{
    free(run->why);
    run->why = format(what, " ", detail);
}

// The program

static void add_environment(const Run *run, char **environment)
{
    static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
    size_t count = 0;
    for (size_t i = 0; i < run->spec.environment_count; i++) // first: of two with one name the first counts
        environment[count++] = memory_copy_text(run->spec.environment[i]);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (getenv(kept[i]))
            environment[count++] = format(kept[i], "=", getenv(kept[i]));
    environment[count++] = format("HOME", "=", run->home);
    environment[count++] = format("XDG_STATE_HOME", "=", run->home);
    environment[count++] = format("XDG_CONFIG_HOME=", run->home, "/config");
    environment[count++] = format("XDG_DATA_HOME=", run->home, "/data");
    environment[count++] = format("XDG_DATA_DIRS=", run->home, "/none");
    environment[count++] = format("LECTERN_DATA", "=", run->source);
    environment[count++] = format("TERM", "=", run->spec.term);
    environment[count++] = memory_copy_text("LC_ALL=C.UTF-8");
    environment[count++] = memory_copy_text("TZ=UTC");
    environment[count++] = memory_copy_text("LECTERN_SLOW=off"); // a busy machine answers late, and a screen would be looked at while half of it is on its way
    environment[count] = NULL;
}

static void free_all(char **texts)
{
    for (; *texts; texts++)
        free(*texts);
}

static void start(Run *run, const char *options)
{
    char *arguments[WORDS_MOST + 3] = {memory_copy_text(run->program)}, *environment[WORDS_MOST];
    size_t count = 1;
    for (const char *word = options; *word && count <= WORDS_MOST;) {
        size_t length = strcspn(word, " ");
        arguments[count++] = memory_copy(word, length);
        word += length + strspn(word + length, " ");
    }
    if (*run->spec.report)
        arguments[count++] = memory_copy_text(run->spec.report);
    add_environment(run, environment);
    emulator_run(run->emulator, arguments, environment, run->spec.input);
    free_all(arguments);
    free_all(environment);
}

// Steps

static void type_keys(Run *run, const char *keys)
{
    while (*keys && !run->why) {
        size_t length = strcspn(keys, " ");
        if (*keys == '"' && keys[1] && keys[1] != ' ') {
            length = strcspn(keys + 1, "\"") + 2;
            emulator_type_text(run->emulator, keys + 1, length - 2);
        } else if (!emulator_type(run->emulator, keys, length)) {
            fail(run, "there is no such key:", keys);
        }
        keys += length;
        keys += strspn(keys, " ");
    }
}

static void type_paste(Run *run, const char *quoted)
{
    size_t length = strlen(quoted);
    if (length >= 2 && quoted[0] == '"' && quoted[length - 1] == '"')
        emulator_paste(run->emulator, quoted + 1, length - 2);
    else
        fail(run, "a paste is a text in quotes, not", quoted);
}

// ^ with what stands behind it is a control character.
static void send_bytes(Run *run, const char *text)
{
    for (; *text; text++) {
        const bool is_control = *text == '^' && text[1];
        text += is_control;
        const char byte = is_control ? (char)(*text & 0x1F) : *text;
        emulator_send(run->emulator, &byte, 1);
    }
}

// Rows and columns from 1.
static void use_mouse(Run *run, const char *what)
{
    int row, column, to_row, to_column, count;
    char way[5];
    if (sscanf(what, "click %d %d", &row, &column) == 2) {
        emulator_mouse(run->emulator, row - 1, column - 1);
        emulator_button(run->emulator, 1, true);
        emulator_button(run->emulator, 1, false);
    } else if (sscanf(what, "drag %d %d %d %d", &row, &column, &to_row, &to_column) == 4) {
        emulator_mouse(run->emulator, row - 1, column - 1);
        emulator_button(run->emulator, 1, true);
        emulator_mouse(run->emulator, to_row - 1, to_column - 1);
        emulator_button(run->emulator, 1, false);
    } else if (sscanf(what, "wheel %4s %d", way, &count) == 2) {
        while (count-- > 0)
            emulator_button(run->emulator, strcmp(way, "up") == 0 ? 4 : 5, true);
    } else {
        fail(run, "not a thing to do with a mouse:", what);
    }
}

static void resize(Run *run, const char *size)
{
    int rows, columns;
    if (sscanf(size, "%dx%d", &columns, &rows) == 2)
        emulator_resize(run->emulator, rows, columns);
    else
        fail(run, "not a size:", size);
}

static void send_signal(Run *run, const char *name)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"TERM", SIGTERM}, {"HUP", SIGHUP}, {"INT", SIGINT}, {"TSTP", SIGTSTP}, {"SEGV", SIGSEGV}, {"ABRT", SIGABRT}};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (strcmp(signals[i].name, name) == 0) {
            emulator_signal(run->emulator, signals[i].number);
            return;
        }
    fail(run, "there is no such signal:", name);
}

static void expect_stop(Run *run)
{
    const char *why;
    if (!emulator_has_stopped(run->emulator)) {
        fail(run, "it has not stopped", "");
        return;
    }
    emulator_settle(run->emulator, QUIET_MS);
    if (!emulator_is_restored(run->emulator, &why))
        fail(run, "it has stopped, but", why);
    emulator_continue(run->emulator);
}

static void expect_end(Run *run, const char *expected)
{
    int status;
    const char *why;
    for (long end = now_ms() + PATIENCE_MS; !emulator_has_ended(run->emulator, &status);) {
        emulator_settle(run->emulator, QUIET_MS);
        if (now_ms() > end) {
            fail(run, "it has not ended", "");
            return;
        }
    }
    emulator_settle(run->emulator, QUIET_MS);
    if (status != atoi(expected)) {
        char number[16];
        snprintf(number, sizeof number, "%d", status);
        fail(run, "its exit status is", number);
    } else if (!emulator_is_restored(run->emulator, &why)) {
        fail(run, "it has ended, but", why);
    }
}

// Under the line that the shell has left.
static bool has_written(const Emulator *emulator)
{
    int rows, columns;
    emulator_size(emulator, &rows, &columns);
    bool is_blank = rows > 1;
    for (int i = 1; i < rows && is_blank; i++) {
        char *row = emulator_row(emulator, i);
        is_blank = !*row;
        free(row);
    }
    return !is_blank;
}

// It was started by whoever made the run. What is done next finds it there, though no screen is looked at before.
static void await_opening(Run *run)
{
    int status;
    for (long end = now_ms() + PATIENCE_MS; !has_written(run->emulator) && now_ms() < end && !emulator_has_ended(run->emulator, &status);)
        emulator_settle(run->emulator, QUIET_MS);
}

static void take_step(Run *run, const Step *step)
{
    switch (step->kind) {
    case STEP_OPENS: await_opening(run); break;
    case STEP_KEYS: type_keys(run, step->argument); break;
    case STEP_RESIZE: resize(run, step->argument); break;
    case STEP_PASTE: type_paste(run, step->argument); break;
    case STEP_MOUSE: use_mouse(run, step->argument); break;
    case STEP_SENDS: send_bytes(run, step->argument); break;
    case STEP_SIGNAL: send_signal(run, step->argument); break;
    case STEP_STOPS: expect_stop(run); break;
    case STEP_ENDS: expect_end(run, step->argument); break;
    case STEP_AGAIN: start(run, step->argument); break;
    }
    emulator_settle(run->emulator, QUIET_MS);
}

// Quiet is not ready on a busy machine: a screen that does not match gets more time.
static bool comes_to_match(const Run *run, const Step *step)
{
    for (long end = now_ms() + PATIENCE_MS; !screen_matches(&run->spec, step, run->emulator); emulator_settle(run->emulator, QUIET_MS)) {
        int status;
        if (now_ms() > end || emulator_has_ended(run->emulator, &status))
            return screen_matches(&run->spec, step, run->emulator);
    }
    return true;
}

// The two things that can be done with a specification

static int judge(Run *run)
{
    int failed = 0;
    printf("1..%zu\n", run->spec.step_count);
    for (size_t i = 0; i < run->spec.step_count; i++) {
        const Step *step = &run->spec.steps[i];
        take_step(run, step);
        bool is_right = comes_to_match(run, step) && !run->why;
        printf("%s %zu - line %d: %s\n", is_right ? "ok" : "not ok", i + 1, step->line, step->title);
        if (run->why)
            printf("# %s\n", run->why);
        if (!is_right)
            screen_explain(&run->spec, step, run->emulator);
        fflush(stdout);
        free(run->why);
        run->why = NULL;
        failed += !is_right;
    }
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static void print_lines(const Spec *spec, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        puts(spec->lines[i]);
}

// From one step's line to where its expectation begins there may be comments: they are printed before the screen.
static size_t expectation_begin(const Step *step)
{
    size_t begin = step->end;
    if (step->has_screen)
        begin = step->first - 1;
    else if (step->looks.is_given)
        begin = step->looks.first - 1;
    else if (step->colours.is_given)
        begin = step->colours.first - 1;
    else if (step->has_cursor)
        begin = step->end - 1;
    return begin;
}

static int print(Run *run)
{
    const Spec *spec = &run->spec;
    size_t at = 0;
    for (size_t i = 0; i < spec->step_count; i++) {
        const Step *step = &spec->steps[i];
        print_lines(spec, at, expectation_begin(step));
        take_step(run, step);
        for (int quiet = 0; quiet < 4; quiet++)
            emulator_settle(run->emulator, QUIET_MS);
        if (run->why)
            printf("# %s\n", run->why);
        free(run->why);
        run->why = NULL;
        screen_print(step, run->emulator);
        at = step->end;
        int status;
        bool is_awaited = step->kind != STEP_KEYS || (i + 1 < spec->step_count && step[1].kind == STEP_ENDS);
        if (!is_awaited && emulator_has_ended(run->emulator, &status)) {
            printf("# the program has ended with the exit status %d\n", status);
            return EXIT_FAILURE;
        }
    }
    print_lines(spec, at, spec->line_count);
    return EXIT_SUCCESS;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static char *make_home(void)
{
    char *home = format(getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", "/", "lectern-screens-XXXXXX");
    if (!mkdtemp(home)) {
        perror(home);
        exit(99); // what automake calls a hard error
    }
    return home;
}

static char *find(const char *variable, const char *otherwise)
{
    char *path = realpath(getenv(variable) ? getenv(variable) : otherwise, NULL);
    if (!path) {
        fprintf(stderr, "%s: not there; set the variable %s\n", otherwise, variable);
        exit(99);
    }
    return path;
}

int main(int count, char **arguments)
{
    bool is_print = count == 3 && strcmp(arguments[1], "--print") == 0;
    if (count != 2 + is_print) {
        fprintf(stderr, "usage: %s [--print] NAME.screen\n", arguments[0]);
        return 2;
    }
    setlocale(LC_CTYPE, "C.UTF-8");
    Run run = {.spec = spec_read(arguments[count - 1]), .program = find("LECTERN", "./lectern"), .source = find("srcdir", ".."), .home = make_home()};
    if (chdir(run.source) != 0) { // names in messages are then the same everywhere
        perror(run.source);
        return 99;
    }
    run.emulator = emulator_new(run.spec.rows, run.spec.columns);
    start(&run, run.spec.options);
    int status = is_print ? print(&run) : judge(&run);
    emulator_free(run.emulator);
    nftw(run.home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(run.home);
    free(run.program);
    free(run.source);
    spec_free(&run.spec);
    return status;
}
