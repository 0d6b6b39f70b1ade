// The event loop and the views, with a terminal that is only a list of events.
#ifndef TESTS_LOOP_GIVEN_H
#define TESTS_LOOP_GIVEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "folder.h"
#include "resident.h"
#include "screen/loop.h"
#include "screen/views.h"
#include "text/locale.h"

enum { SENT_BYTES = 400, IDLE_STEPS_MOST = 1000000 };   // that each slice takes; more is a loop without end

static long now_ms;

// Time is the test's own: it passes only while a key is waited for.
long clock_ms(void)
{
    return now_ms;
}

// What is to happen, in order. NONE: nothing waits; the loop may do idle work until it waits for the next. With a time of its own it waits so
// often, as `rows` says, before something comes.
typedef struct {
    Terminal terminal;
    const Event *events;    // the last is HANGUP
    int rows, columns;
    int shown, shown_afresh, stopped;
    int shown_while_idle;   // screens sent after the first NONE
    bool is_idle;
    int waits;              // so far, of a NONE
    int idle_steps;
    int told_after;         // so many of them it was first told that nothing was found; 0 = not
    const Report *report;
    bool is_read;           // its first chapter was, when the first screen was shown
    const char *cache;      // a folder; NULL = no chapter is kept compiled
    long most_at_rest;      // bytes in memory of what is mapped of it, whenever nothing is to be done until a key comes
    int asked;              // screens, or slices of them, whose showing was asked about
    char first_row[256], page_end[256], last_row[256];  // of the screen sent last; page_end: the row before the last
    char controls[1024];    // control strings, all of them
    Buffer heard;           // all that was sent, a row a line; rows are sent whole or as part of the screen; "[all]" before a screen afresh
} Script;

static inline void hear(Buffer *heard, const Grid *grid, int row)
{
    const size_t before = heard->length;
    for (int column = 0; column < grid->columns; column++) {
        const char *cluster = grid_cluster(grid, row, column);
        buffer_add_text(heard, *cluster ? cluster : " ");
    }
    while (heard->length > before && heard->bytes[heard->length - 1] == ' ')
        buffer_cut(heard, heard->length - 1);
    if (heard->length > before)
        buffer_add_char(heard, '\n');
}

static inline void read_row(const Grid *grid, int row, char out[256])
{
    *out = '\0';
    for (int column = 0; column < grid->columns && strlen(out) + CELL_BYTES < 256; column++)
        strcat(out, grid_cluster(grid, row, column));
}

static inline void show(Terminal *terminal, const Grid *grid, Sending sending)
{
    Script *script = (Script *)terminal;
    if (script->shown++ == 0)
        script->is_read = report_chapter_if_loaded(script->report, 0);
    script->shown_afresh += sending.is_afresh;
    script->asked += sending.wants_answer;
    terminal->sent += SENT_BYTES;
    script->shown_while_idle += script->is_idle;
    read_row(grid, 0, script->first_row);
    read_row(grid, grid->rows > 1 ? grid->rows - 2 : 0, script->page_end);
    read_row(grid, grid->rows - 1, script->last_row);
    if (!script->told_after && strstr(script->last_row, "found:"))
        script->told_after = script->idle_steps;
    buffer_add_text(&script->heard, sending.is_afresh ? "[all]\n" : "[some]\n");
    for (int row = 0; row < grid->rows; row++)
        if (sending.is_afresh || (sending.is_whole && sending.is_whole[row]))
            hear(&script->heard, grid, row);
}

static inline Event next(Terminal *terminal, int milliseconds)
{
    Script *script = (Script *)terminal;
    if (script->events->kind == EVENT_NONE) {
        script->is_idle = true;
        assert_true(++script->idle_steps < IDLE_STEPS_MOST);
        if (milliseconds == 0 || (milliseconds > 0 && script->waits++ < script->events->rows)) {
            now_ms += milliseconds;
            return (Event){.kind = EVENT_NONE};
        }
        const long resident = script->cache && milliseconds < 0 ? resident_of(script->cache) : 0;
        script->most_at_rest = resident > script->most_at_rest ? resident : script->most_at_rest;
        script->waits = 0;
        script->events++;
    }
    script->is_idle = false;
    return script->events->kind == EVENT_HANGUP ? *script->events : *script->events++;
}

static inline void size(Terminal *terminal, int *rows, int *columns)
{
    Script *script = (Script *)terminal;
    *rows = script->rows;
    *columns = script->columns;
}

static inline void stop(Terminal *terminal)
{
    ((Script *)terminal)->stopped++;
}

static inline void lend(Terminal *terminal, void (*use)(void *context, int keys), void *context)
{
    (void)terminal;
    (void)use;
    (void)context;
}

static inline void silence(Terminal *terminal, OrderSwitch order)
{
    buffer_add_text(&((Script *)terminal)->heard, order == ORDER_LEFT ? "[order on]\n" : "[order off]\n");
}

static inline void mouse(Terminal *terminal, MouseMode mode)
{
    strcat(((Script *)terminal)->controls, mode == MOUSE_ON ? "[mouse on]" : "[mouse off]");
}

static inline const char *source(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("srcdir") ? getenv("srcdir") : ".", name);
    return path;
}

static inline void send_control(Terminal *terminal, const char *bytes, size_t length)
{
    Script *script = (Script *)terminal;
    assert_true(strlen(script->controls) + length < sizeof script->controls);
    strncat(script->controls, bytes, length);
}

// What is read, and how.
typedef struct {
    const char *report;     // NULL: one with every kind of block
    ScreenReader mode;
    SlowLine slow;
    bool is_asked;          // the terminal is
    const char *cache;      // as Script has it
    bool is_early;          // only the start of a long chapter is read at first
} Play;

static inline Script play_at(Play play, const Event *events, int rows, int columns)
{
    Script script = {.terminal = {.show = show, .next = next, .size = size, .stop = stop, .lend = lend, .silence = silence, .mouse = mouse, .is_asked = play.is_asked, .tells_shown = true, .send = send_control}, .events = events, .rows = rows, .columns = columns};
    Problems problems = {0};
    Error error;
    Settings settings = settings_default();
    settings.screen_reader = play.mode;
    settings.slow = play.slow;
    const char *const folders[] = {source("keymaps"), NULL};
    Keymap *keymap = keymap_read("default", (KeymapPath){.folders = folders}, &problems);
    Report *report = report_open(play.report && *play.report == '/' ? play.report : source(play.report ? play.report : "tests/reports/every-block"), &problems);
    assert_non_null(keymap);
    assert_non_null(report);
    if (play.cache)
        report_use_cache(report, play.cache);
    Marks *marks = marks_new(report, records_open(NULL, "every-block", "Every Block", "", &error));
    Reader *reader = (play.is_early ? reader_new_early : reader_new)(report, &settings, keymap, marks);
    script.report = report;
    script.cache = play.cache;
    screen_read(reader, &script.terminal);
    reader_free(reader);
    marks_free(marks);
    report_free(report);
    keymap_free(keymap);
    problems_clear(&problems);
    return script;
}

static inline Script play_as(ScreenReader mode, const Event *events, int rows, int columns)
{
    return play_at((Play){.mode = mode}, events, rows, columns);
}

static inline Script play(const Event *events, int rows, int columns)
{
    Script script = play_as(SCREEN_READER_OFF, events, rows, columns);
    buffer_free(&script.heard);
    return script;
}

#define KEY(c) {.kind = EVENT_KEY, .key = (c)}
#define REST {.kind = EVENT_NONE}
#define WAITS(n) {.kind = EVENT_NONE, .rows = (n)}
#define END {.kind = EVENT_HANGUP}

static inline int use_utf8(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    return 0;
}

#endif
