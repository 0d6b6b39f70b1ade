// A whole session: what a terminal sends, to a reader with a report, to screens. No screen has a cell that steers a terminal.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "fuzz.h"
#include "plain/keyboard.h"
#include "reader/reader.h"
#include "screen/loop.h"
#include "text/cluster.h"

// Bytes that no terminal sends as they are stand for what else may come.
enum { SEND_TOGETHER = 0xFA, SEND_RESIZE, SEND_INTERRUPT, SEND_PASTE, SEND_IDLE };  // TOGETHER: the next key waits already
enum { ROWS_MOST = 30, COLUMNS_MOST = 90 };

typedef struct {
    Terminal terminal;
    Choices left;
    Keyboard keyboard;
    int rows, columns;
    bool has_sent;          // something, and no screen was drawn since
} Script;

static long now_ms;

// Time passes only here: the same bytes take the same time.
long clock_ms(void)
{
    return now_ms++;
}

static void hold_cell(const Grid *grid, int row, int column)
{
    const char *cluster = grid_cluster(grid, row, column);
    if (*cluster >= ' ' && *cluster < 0x7F && !cluster[1])
        return;
    hold_is_safe(cluster, strlen(cluster));
    HOLD(!strpbrk(cluster, "\n\t") && column + grid_cell(grid, row, column)->width <= grid->columns);
}

static void show(Terminal *terminal, const Grid *grid, Sending sending)
{
    const Script *script = (Script *)terminal;
    (void)sending;
    HOLD(grid->rows == script->rows && grid->columns == script->columns);
    HOLD(!grid->has_cursor || (grid->cursor_row >= 0 && grid->cursor_row < grid->rows && grid->cursor_column >= 0 && grid->cursor_column < grid->columns));
    HOLD(grid->reading_row >= 0 && grid->reading_row < grid->rows && grid->foot >= 0 && grid->foot <= grid->rows);
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++)
            hold_cell(grid, row, column);
}

static Event resized(Script *script)
{
    script->rows = choose(&script->left, 1, ROWS_MOST);
    script->columns = choose(&script->left, 1, COLUMNS_MOST);
    return (Event){.kind = EVENT_RESIZE, .rows = script->rows, .columns = script->columns};
}

// A paste ends with a NUL, as curses_keys.c gives it: the byte behind it is made one.
static Event pasted(Script *script)
{
    static char text[256];
    size_t length = (size_t)choose(&script->left, 0, 255);
    length = length < script->left.length ? length : script->left.length;
    memcpy(text, script->left.bytes, length);
    text[length] = '\0';
    script->left.bytes += length;
    script->left.length -= length;
    return (Event){.kind = EVENT_PASTE, .paste = text, .paste_length = strlen(text)};
}

// Screens are drawn when no key waits.
static bool is_drawn_first(Script *script)
{
    if (!script->has_sent)
        return false;
    script->has_sent = false;
    if (script->left.length == 0 || *script->left.bytes != SEND_TOGETHER)
        return true;
    choose(&script->left, 0, 255);
    return false;
}

static Event next_sent(Script *script)
{
    Key key;
    while (!keyboard_next(&script->keyboard, script->left.length ? MORE_MAY_FOLLOW : IS_LAST, &key)) {
        if (script->left.length == 0)
            return (Event){.kind = EVENT_HANGUP};
        int byte = choose(&script->left, 0, 255);
        switch (byte) {
        case SEND_RESIZE: return resized(script);
        case SEND_INTERRUPT: return (Event){.kind = EVENT_INTERRUPT};
        case SEND_PASTE: return pasted(script);
        case SEND_IDLE: return (Event){.kind = EVENT_NONE};
        }
        script->keyboard.bytes[script->keyboard.count++] = (unsigned char)byte;
    }
    return (Event){.kind = EVENT_KEY, .key = key};
}

static Event next(Terminal *terminal, int milliseconds)
{
    Script *script = (Script *)terminal;
    now_ms += milliseconds > 0 ? milliseconds : 0;
    if (is_drawn_first(script))
        return (Event){.kind = EVENT_NONE};
    Event event = next_sent(script);
    script->has_sent = event.kind != EVENT_NONE;
    return event;
}

static void size(Terminal *terminal, int *rows, int *columns)
{
    *rows = ((Script *)terminal)->rows;
    *columns = ((Script *)terminal)->columns;
}

static void stop(Terminal *terminal)
{
    (void)terminal;
}

// Nothing is named in BROWSER here: an address is only shown.
static void lend(Terminal *terminal, void (*use)(void *context, int keys), void *context)
{
    (void)terminal, (void)use, (void)context;
    abort();
}

static _Noreturn void give_up(const Problems *problems)
{
    fprintf(stderr, "session: %s\n", problems_first_error(problems)->text);
    exit(2);
}

static Report *open_report(const char *source)
{
    Buffer path = {0};
    Problems problems = {0};
    buffer_addf(&path, "%s/tests/reports/every-block", source);
    Report *report = report_open(path.bytes, &problems);
    if (!report)
        give_up(&problems);
    for (int i = 0; i < report_chapter_count(report); i++)
        report_chapter(report, i);
    problems_clear(&problems);
    buffer_free(&path);
    return report;
}

static Keymap *open_keymap(const char *source)
{
    Buffer folder = {0};
    Problems problems = {0};
    buffer_addf(&folder, "%s/keymaps", source);
    Keymap *keymap = keymap_read("default", (KeymapPath){.folders = (const char *const[]){folder.bytes, NULL}}, &problems);
    if (!keymap)
        give_up(&problems);
    problems_clear(&problems);
    buffer_free(&folder);
    return keymap;
}

void fuzz_session(const uint8_t *bytes, size_t length)
{
    static Report *report;
    static Keymap *keymap;
    const char *source = getenv("srcdir");
    if (!report) {
        report = open_report(source ? source : ".");
        keymap = open_keymap(source ? source : ".");
    }
    now_ms = 0;
    Script script = {.terminal = {.show = show, .next = next, .size = size, .stop = stop, .lend = lend}, .left = {bytes, length}, .keyboard.descriptor = -1};
    Settings settings = settings_default();
    settings.screen_reader = choose(&script.left, 0, 1) ? SCREEN_READER_PAGE : SCREEN_READER_OFF;
    resized(&script);
    Marks *marks = marks_new(report, records_open(NULL, "every-block", "Every block", "", NULL));
    Reader *reader = reader_new(report, &settings, keymap, marks);
    reader->secure_by = "the target"; // nothing is written or run
    screen_read(reader, &script.terminal);
    reader_save_place(reader, NULL);
    reader_free(reader);
    marks_free(marks);
}
