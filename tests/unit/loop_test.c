// screen/: the event loop and the views, with a terminal that is only a list of events.
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
#include "screen/loop.h"
#include "screen/sending.h"
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
    int asked;              // screens, or slices of them, whose showing was asked about
    char first_row[256], page_end[256], last_row[256];  // of the screen sent last; page_end: the row before the last
    char controls[1024];    // control strings, all of them
    Buffer heard;           // all that was sent, a row a line; rows are sent whole or as part of the screen; "[all]" before a screen afresh
} Script;

static void hear(Buffer *heard, const Grid *grid, int row)
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

static void read_row(const Grid *grid, int row, char out[256])
{
    *out = '\0';
    for (int column = 0; column < grid->columns && strlen(out) + CELL_BYTES < 256; column++)
        strcat(out, grid_cluster(grid, row, column));
}

static void show(Terminal *terminal, const Grid *grid, Sending sending)
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

static Event next(Terminal *terminal, int milliseconds)
{
    Script *script = (Script *)terminal;
    if (script->events->kind == EVENT_NONE) {
        script->is_idle = true;
        assert_true(++script->idle_steps < IDLE_STEPS_MOST);
        if (milliseconds == 0 || (milliseconds > 0 && script->waits++ < script->events->rows)) {
            now_ms += milliseconds;
            return (Event){.kind = EVENT_NONE};
        }
        script->waits = 0;
        script->events++;
    }
    script->is_idle = false;
    return script->events->kind == EVENT_HANGUP ? *script->events : *script->events++;
}

static void size(Terminal *terminal, int *rows, int *columns)
{
    Script *script = (Script *)terminal;
    *rows = script->rows;
    *columns = script->columns;
}

static void stop(Terminal *terminal)
{
    ((Script *)terminal)->stopped++;
}

static void lend(Terminal *terminal, void (*use)(void *context, int keys), void *context)
{
    (void)terminal;
    (void)use;
    (void)context;
}

static void silence(Terminal *terminal, OrderSwitch order)
{
    buffer_add_text(&((Script *)terminal)->heard, order == ORDER_LEFT ? "[order on]\n" : "[order off]\n");
}

static void mouse(Terminal *terminal, MouseMode mode)
{
    strcat(((Script *)terminal)->controls, mode == MOUSE_ON ? "[mouse on]" : "[mouse off]");
}

static const char *source(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("srcdir") ? getenv("srcdir") : ".", name);
    return path;
}

static void send_control(Terminal *terminal, const char *bytes, size_t length)
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
    bool is_early;          // only the start of a long chapter is read at first
} Play;

static Script play_at(Play play, const Event *events, int rows, int columns)
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
    Marks *marks = marks_new(report, records_open(NULL, "every-block", "Every Block", "", &error));
    Reader *reader = (play.is_early ? reader_new_early : reader_new)(report, &settings, keymap, marks);
    script.report = report;
    screen_read(reader, &script.terminal);
    reader_free(reader);
    marks_free(marks);
    report_free(report);
    keymap_free(keymap);
    problems_clear(&problems);
    return script;
}

static Script play_as(ScreenReader mode, const Event *events, int rows, int columns)
{
    return play_at((Play){.mode = mode}, events, rows, columns);
}

static Script play(const Event *events, int rows, int columns)
{
    Script script = play_as(SCREEN_READER_OFF, events, rows, columns);
    buffer_free(&script.heard);
    return script;
}

#define KEY(c) {.kind = EVENT_KEY, .key = (c)}
#define REST {.kind = EVENT_NONE}
#define WAITS(n) {.kind = EVENT_NONE, .rows = (n)}
#define END {.kind = EVENT_HANGUP}

static void the_line_that_drops_ends_it(void **state)
{
    (void)state;
    const Event events[] = {END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.shown, 1);
    assert_non_null(strstr(script.first_row, "Running"));
}

static void keys_typed_ahead_are_answered_before_anything_is_drawn(void **state)
{
    (void)state;
    const Event slowly[] = {REST, KEY(' '), REST, KEY(' '), REST, KEY('b'), REST, END}, ahead[] = {REST, KEY(' '), KEY(' '), KEY('b'), REST, END};
    Script one = play(slowly, 24, 80), other = play(ahead, 24, 80);
    assert_true(one.shown >= 4);
    assert_int_equal(other.shown - (one.shown - 2), 0);
    assert_string_equal(one.first_row, other.first_row);
    assert_non_null(strstr(other.first_row, "Inline"));
}

static void a_key_goes_on_from_what_a_message_covers_though_it_comes_with_a_size_or_an_answer(void **state)
{
    (void)state;
    const TerminalAnswers wide = {.is_complete = true, .has_widths = true, .widths = {.cells = {[WIDTH_FLAG] = 4}}};
    const Event others[] = {{.kind = EVENT_RESIZE, .rows = 7, .columns = 30}, {.kind = EVENT_ANSWERS, .answers = &wide}};
    for (size_t i = 0; i < 2; i++) {
        const Event slowly[] = {REST, KEY(' '), KEY(' '), KEY('~'), REST, others[i], REST, KEY(' '), REST, END};
        const Event at_once[] = {REST, KEY(' '), KEY(' '), KEY('~'), REST, others[i], KEY(' '), REST, END};
        const Play asked = {.is_asked = true};
        Script one = play_at(asked, slowly, 7, 30), other = play_at(asked, at_once, 7, 30);
        assert_string_equal(one.first_row, other.first_row);
        buffer_free(&one.heard);
        buffer_free(&other.heard);
    }
}

static void a_screen_that_did_not_change_is_not_sent(void **state)
{
    (void)state;
    const Event still[] = {REST, KEY(' '), REST, END}, twice[] = {REST, KEY(' '), REST, KEY('z'), REST, KEY('n'), REST, KEY('n'), REST, END};
    int least = play(still, 24, 80).shown;
    Script script = play(twice, 24, 80);
    assert_in_range(script.shown, least + 1, least + 2); // what n says once, and perhaps what is said of z
}

static Grid *page_of(const char *rows)
{
    const int count = (int)strlen(rows);
    Grid *grid = grid_new(count, 20);
    for (int row = 0; row < count; row++)
        if (rows[row] != ' ')
            grid_text(grid, row, 0, 20, rows + row, 1, (Style){0});
    return grid;
}

// Each letter is a row of text, the last is the foot; `marks` has x where the whole row is sent, a where it goes first and comes again, "all" is a
// screen afresh.
static void check_sending(const char *before, const char *now, Change change, int read_before, int read_now, const char *marks)
{
    bool is_whole[16] = {0};
    char sent[17] = "";
    Grid *one = page_of(before), *other = page_of(now);
    one->reading_row = read_before;
    other->reading_row = read_now;
    const Sending sending = sending_heard(one, other, change, is_whole);
    for (size_t i = 0; i < strlen(now); i++)
        strcat(sent, !sending.is_whole || !sending.is_whole[i] ? "." : sending.is_again && (int)i == read_now ? "a" : "x");
    assert_string_equal(sending.is_afresh ? "all" : sent, marks);
    grid_free(one);
    grid_free(other);
}

// Requirements R4 to R7 of a screen that a screen reader speaks.
static void what_is_heard_is_sent_whole_and_nothing_else(void **state)
{
    (void)state;
    check_sending("abcdef ", "ghijkl ", CHANGE_OTHER, 0, 0, "all");        // R4: a page
    check_sending("abcdef ", "abcdef ", CHANGE_PLACE, 0, 3, "...a...");    // R5: a hit that was there
    check_sending("abcdef ", "abcdef ", CHANGE_PLACE, 3, 3, "...a...");    // and once more
    check_sending("abcdef ", "abcdef ", CHANGE_OTHER, 0, 3, "...a...");    // a line on
    check_sending("abcdef ", "abcdef ", CHANGE_OTHER, 3, 3, ".......");
    check_sending("abcdef ", "abcdefM", CHANGE_OTHER, 0, 0, "......x");    // R3: a message
    check_sending("abcdefM", "abcdefN", CHANGE_PLACE, 0, 4, "....a.x");
    check_sending("abcdef ", "bcdefg ", CHANGE_OTHER, 3, 2, ".......");    // R6: a line on, a line back
    check_sending("abcdef ", "gabcde ", CHANGE_OTHER, 0, 0, ".......");
    check_sending("abcde  ", "gabcde ", CHANGE_OTHER, 0, 0, ".......");    // and where the page had ended early
    check_sending("abcdef ", "cdef g ", CHANGE_OTHER, 0, 5, ".......");    // a line on behind a blank one
    check_sending("abcdefM", "bcdefg ", CHANGE_OTHER, 0, 0, ".......");
    check_sending("abcdef ", "bcdefg ", CHANGE_PLACE, 0, 0, "all");        // R7: a heading that goes to the top row
    check_sending("abcdef ", "abcdeg ", CHANGE_OTHER, 0, 5, ".....x.");    // a footnote over the page
    check_sending("abcdef ", "abcdef ", CHANGE_CURSOR, 0, 3, ".......");   // R9: an arrow
    check_sending("abcdefS", "abcdefT", CHANGE_TYPING, 0, 0, ".......");
}

// Time stands still while it works: what changes only now and then would be shown when all is done.
static void what_was_waited_for_is_shown_before_other_work_goes_on(void **state)
{
    (void)state;
    const Event events[] = {KEY('/'), KEY('q'), KEY('z'), KEY('x'), KEY(PRESS_ENTER), REST, END};
    Script script = play_at((Play){.report = "content/lectern-sampler"}, events, 24, 80);
    assert_true(script.told_after > 0);
    assert_true(script.told_after + 2 < script.idle_steps);
    buffer_free(&script.heard);
}

static void a_redraw_and_a_resize_are_drawn_afresh(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('L' - 64), REST, {.kind = EVENT_RESIZE, .rows = 10, .columns = 40}, REST, END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.shown_afresh, 3); // the first screen too
}

// What the terminal answers has it drawn again only where that differs from what was taken for so.
static void the_terminals_own_order_is_off_before_the_first_screen(void **state)
{
    (void)state;
    const TerminalAnswers on = {.is_complete = true, .bidi = MODE_SET}, unknown = {.is_complete = true};
    const Event still[] = {REST, REST, END}, is_on[] = {REST, {.kind = EVENT_ANSWERS, .answers = &on}, REST, END},
        is_unknown[] = {REST, {.kind = EVENT_ANSWERS, .answers = &unknown}, REST, END};
    const Event *const played[] = {still, is_on, is_unknown};
    for (size_t i = 0; i < sizeof played / sizeof *played; i++) {
        Script script = play_at((Play){.is_asked = true}, played[i], 24, 80);
        assert_ptr_equal(strstr(buffer_text(&script.heard), "[order off]\n[all]\n"), buffer_text(&script.heard));
        assert_null(strstr(buffer_text(&script.heard) + 1, "[order o"));
        assert_int_equal(script.shown_afresh, 1);
        buffer_free(&script.heard);
    }
}

static void who_turns_from_hearing_to_seeing_has_vte_put_off(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('P'), REST, KEY('P'), REST, END};
    setenv("VTE_VERSION", "7006", 1);
    Script script = play_as(SCREEN_READER_PAGE, events, 24, 80);
    unsetenv("VTE_VERSION");
    const char *off = strstr(buffer_text(&script.heard), "[order off]\n[all]\n");
    assert_non_null(off);
    assert_ptr_not_equal(off, buffer_text(&script.heard));
    buffer_free(&script.heard);
}

static void stopping_goes_through_the_terminal(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('Z' - 64), REST, END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.stopped, 1);
    assert_int_equal(script.shown_afresh, 2);
}

static void quitting_ends_it_and_leaves_the_rest_untyped(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('q'), KEY(' '), KEY(' '), END};
    Script script = play(events, 24, 80);
    assert_int_equal(script.events - events, 2);
}

static void any_size_can_be_drawn(void **state)
{
    (void)state;
    static const int rows[] = {1, 2, 3, 5, 24, 100}, columns[] = {1, 2, 9, 10, 11, 20, 40, 80, 300};
    const Event events[] = {REST, KEY('t'), REST, KEY('j'), REST, KEY('q'), REST, KEY('/'), KEY('a'), REST, KEY(13), KEY('l'), REST, KEY('q'),
                            KEY('h'), REST, KEY('q'), KEY('g'), KEY(9), KEY(13), REST, KEY(' '), KEY(9), KEY(9), KEY(9), KEY(9), KEY(9), KEY(13), REST,
                            KEY('s'), REST, KEY('a'), KEY('w'), REST, KEY('e'), REST, KEY('y'), REST, KEY('L'), REST, KEY('R'), WAITS(3), KEY('x'), REST, END};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t j = 0; j < sizeof columns / sizeof *columns; j++) {
            for (int mode = SCREEN_READER_OFF; mode <= SCREEN_READER_PAGE; mode++) {
                Script script = play_as((ScreenReader)mode, events, rows[i], columns[j]);
                assert_true(script.shown > 0);
                buffer_free(&script.heard);
            }
        }
}

// What was heard has these parts in this order.
static void assert_heard(const Script *script, const char *const *parts)
{
    const char *at = buffer_text(&script->heard);
    for (; *parts; parts++) {
        const char *found = strstr(at, *parts);
        if (!found)
            fail_msg("\"%s\" was not heard, or out of order, in:\n%s", *parts, at);
        at = found + strlen(*parts);
    }
}

// Requirement R15: one unit a key, and nothing of the page besides.
static void a_unit_is_heard_alone_and_the_page_again_behind_it(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('s'), REST, KEY('s'), REST, KEY('w'), REST, KEY('e'), REST, KEY(' '), REST, END};
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    assert_heard(&script, (const char *const[]){
        "[all]\nPage mode, set by . h shows the keys.\nHeading 1: Running Text and Its Marks\nSummary", "[all]\nHeading 1: Running Text and Its Marks\n[all]\nSummary: Paragraphs, sections, and marks within a text.\n"
        "[all]\nParagraphs\n[all]\ncap P a r a g r a p h s\n[all]\n", "A plain paragraph on one line.\n", NULL});
    buffer_free(&script.heard);
}

static void what_was_heard_last_is_heard_again(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY(' '), REST, KEY('r'), REST, KEY('='), REST, KEY('r'), REST, KEY('s'), REST, KEY('r'), REST,
                            KEY('t'), REST, KEY('j'), REST, KEY('R'), REST, KEY('q'), REST, END};
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    const char *heard = buffer_text(&script.heard), *page = strstr(heard + 1, "[all]"), *again = strstr(page + 1, "[all]"), *where = strstr(again, "[some]");
    assert_true(again - page == where - again && !memcmp(page, again, (size_t)(again - page)));
    assert_heard(&script, (const char *const[]){
        "[some]\nChapter 1 of 6,", "chapter.\n[some]\nChapter 1 of 6,", "chapter.\n[all]\n", "[all]\n", "Contents", "[some]\n", "[some]\n", NULL});
    const char *row = strstr(strstr(heard, "Contents"), "[some]\n"), *row_again = strstr(row + 1, "[some]\n"), *end = strchr(row_again + 8, '[');
    assert_true(row_again - row == end - row_again && !memcmp(row, row_again, (size_t)(row_again - row)));
    buffer_free(&script.heard);
}

static void reading_on_goes_over_the_ends_of_pages_and_chapters(void **state)
{
    (void)state;
    const Event events[] = {REST, KEY('R'), WAITS(70), KEY('q'), REST, KEY('='), REST, END};
    static const char *const parts[] = {
        "Heading 1: Running Text and Its Marks\n", "A folded paragraph stands", "Heading 2: Inline Marks\n[all]\nThere is emphasis", "3.14 is text",
        "Text of the chapter behind its sections.\n[all]\nHeading 1: Lists, Steps and Terms\n", "[all]\nList, 3 items.\n- one\n", "Stopped.", "Chapter 2", NULL,
    };
    now_ms = 0;
    Script script = play_as(SCREEN_READER_PAGE, events, 12, 60);
    assert_heard(&script, parts);
    assert_true(now_ms > 60000);
    buffer_free(&script.heard);
    script = play_as(SCREEN_READER_OFF, events, 12, 60);
    assert_true(script.shown > 60);
    assert_int_equal(script.events - events, 7);
    buffer_free(&script.heard);
}

#define ANSWERS(ms) {.kind = EVENT_ANSWERS, .answers = &unasked, .round_trip = (ms)}
#define SHOWN {.kind = EVENT_SHOWN}
static const TerminalAnswers unasked = {.is_complete = true};

static void a_slow_line_gets_no_more_than_it_carries_and_the_newest_at_last(void **state)
{
    (void)state;
    const Event plain[] = {REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, END};
    const Event held[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, END};
    const Event answered[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, SHOWN, REST, SHOWN, REST, SHOWN, REST,
                              SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, SHOWN, REST, END};
    const Event silent[] = {REST, ANSWERS(300), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), REST, KEY(' '), WAITS(3), END};
    Script wanted = play(plain, 24, 80), script = play(held, 24, 80);
    assert_int_equal(wanted.asked, 0);
    assert_in_range(script.asked, 3, 6); // 2048 bytes
    assert_string_not_equal(script.first_row, wanted.first_row);
    script = play(answered, 24, 80);
    assert_string_equal(script.last_row, wanted.last_row);
    script = play(silent, 24, 80);
    assert_string_equal(script.last_row, wanted.last_row);
}

static void on_a_slow_line_the_page_before_goes_at_once(void **state)
{
    (void)state;
    const Event replaced[] = {REST, ANSWERS(300), REST, KEY(' '), REST, END};
    Script script = play_at((Play){.report = "content/human-trafficking-1"}, replaced, 36, 80);
    assert_string_equal(script.page_end, "");
    buffer_free(&script.heard);
}

static void a_page_that_comes_to_be_marked_is_the_same_page(void **state)
{
    (void)state;
    Grid *before = grid_new(4, 20), *now = grid_new(4, 20);
    grid_text(before, 1, 0, 20, "a word", 6, (Style){0});
    assert_false(sending_replaces(before, now));
    grid_text(now, 1, 0, 20, "a word", 6, (Style){.is_reverse = true});
    assert_false(sending_replaces(before, now));
    grid_text(now, 1, 0, 20, "another", 7, (Style){0});
    assert_true(sending_replaces(before, now));
    grid_free(before);
    grid_free(now);
}

// Each slice draws the whole screen: as many as its bytes ask for would be work with the square of its size.
static void a_huge_screen_is_sent_in_few_slices(void **state)
{
    (void)state;
    Event events[400] = {REST, KEY('}'), REST, KEY('}'), REST, KEY('}'), [399] = END};
    for (size_t i = 6; i < 399; i++)
        events[i] = i % 2 ? (Event)SHOWN : (Event)REST;
    Script script = play_at((Play){.report = "content/human-trafficking-1", .slow = SLOW_ON}, events, 400, 200);
    assert_in_range(script.asked, 4, 40);
    buffer_free(&script.heard);
}

static void a_quick_line_and_one_that_is_heard_are_not_asked(void **state)
{
    (void)state;
    const Event quick[] = {REST, ANSWERS(20), REST, KEY(' '), REST, END}, slow[] = {REST, ANSWERS(2000), REST, KEY(' '), REST, KEY(' '), REST, END};
    assert_int_equal(play(quick, 24, 80).asked, 0);
    assert_true(play(slow, 24, 80).asked > 0);
    Script script = play_as(SCREEN_READER_PAGE, slow, 24, 80);
    assert_int_equal(script.asked, 0);
    buffer_free(&script.heard);
}

static int use_utf8(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    return 0;
}

#define TITLE_ON KEY(':'), KEY('s'), KEY('e'), KEY('t'), KEY('t'), KEY('i'), KEY('n'), KEY('g'), KEY('s'), KEY(' '), KEY('t'), KEY('i'), KEY('t'), KEY('l'), KEY('e'), \
    KEY(' '), KEY('o'), KEY('n'), KEY(PRESS_ENTER)

static void the_terminal_has_a_title_only_where_it_is_asked_for_and_its_own_again(void **state)
{
    (void)state;
    const Event without[] = {REST, KEY('}'), REST, END}, with[] = {REST, TITLE_ON, REST, KEY(' '), REST, KEY('}'), REST, END};
    setenv("TERM", "xterm", 1);
    assert_string_equal(play(without, 24, 80).controls, "");
    assert_string_equal(play(with, 24, 80).controls,
        "\033[22;2t\033]2;Every Block, Every Mark: Running Text and Its Marks\033\\\033]2;Every Block, Every Mark: Lists, Steps and Terms\033\\\033[23;2t");
    Script heard = play_as(SCREEN_READER_PAGE, with, 24, 80);
    assert_string_equal(heard.controls, "");
    buffer_free(&heard.heard);
    setenv("TERM", "linux", 1);     // it would show it
    assert_string_equal(play(with, 24, 80).controls, "");
    unsetenv("TERM");
}

#define SET_MOUSE KEY(':'), KEY('s'), KEY('e'), KEY('t'), KEY('t'), KEY('i'), KEY('n'), KEY('g'), KEY('s'), KEY(' '), KEY('m'), KEY('o'), KEY('u'), KEY('s'), KEY('e'), KEY(' ')
#define MOUSE(what, at_row, at_column) {.kind = EVENT_MOUSE, .mouse = {what, at_row, at_column}}

static void the_mouse_is_asked_for_only_where_it_is_wanted_and_never_where_it_is_heard(void **state)
{
    (void)state;
    const Event without[] = {REST, MOUSE(MOUSE_WHEEL_DOWN, 1, 1), REST, END}, without_any[] = {REST, REST, END};
    const Event with[] = {REST, SET_MOUSE, KEY('o'), KEY('n'), KEY(PRESS_ENTER), REST, KEY('P'), REST, KEY('P'), REST, SET_MOUSE, KEY('o'), KEY('f'), KEY('f'), KEY(PRESS_ENTER), REST, END};
    const Script script = play(without, 24, 80);
    assert_string_equal(script.controls, "");
    assert_string_equal(script.first_row, play(without_any, 24, 80).first_row);
    assert_string_equal(play(with, 24, 80).controls, "[mouse on][mouse off][mouse on][mouse off]");
}

// Of 200 KB; `behind` comes at its end.
static char *long_report(const char *behind)
{
    Buffer text = {0};
    char *folder = folder_new(), *manifest = path_in(folder, "report.yaml"), *one = path_in(folder, "one.yaml");
    buffer_add_text(&text, "id: one\ntitle: The first\nbody:\n");
    while (text.length < 200000)
        buffer_add_text(&text, "  - A paragraph of some words, which takes more than one line on a screen that is as wide as most of them are.\n");
    buffer_add_text(&text, behind);
    write_text(manifest, "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters: [one.yaml]\n");
    write_text(one, text.bytes);
    buffer_free(&text);
    free(manifest);
    free(one);
    return folder;
}

static Script play_long(const char *behind, bool is_early, const Event *events)
{
    char *folder = long_report(behind);
    Script script = play_at((Play){.report = folder, .is_early = is_early}, events, 24, 80);
    folder_free(folder);
    buffer_free(&script.heard);
    return script;
}

static void the_first_page_of_a_long_chapter_is_sent_before_the_rest_is_read_and_once(void **state)
{
    (void)state;
    const Event events[] = {REST, END}, on[] = {KEY(' '), REST, END};
    const Script early = play_long("", true, events), whole = play_long("", false, events);
    assert_false(early.is_read);
    assert_true(whole.is_read);
    assert_int_equal(early.shown, 1);
    assert_string_equal(early.page_end, whole.page_end);
    assert_string_equal(early.last_row, whole.last_row);
    const Script early_on = play_long("", true, on), whole_on = play_long("", false, on);
    assert_int_equal(early_on.shown, whole_on.shown);
    assert_string_equal(early_on.page_end, whole_on.page_end);
    assert_string_equal(early_on.last_row, whole_on.last_row);
}

static void where_the_rest_is_wrong_it_says_so_in_the_place_of_the_page(void **state)
{
    (void)state;
    const Event events[] = {REST, REST, END};
    const Script early = play_long("  - of: no kind\n", true, events);
    assert_false(early.is_read);
    assert_int_equal(early.shown, 2);
    assert_string_equal(early.page_end, "");
}

int main(void)
{
    unsetenv("VTE_VERSION"); // of the terminal that this runs in
    unsetenv("KONSOLE_VERSION");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_that_drops_ends_it),
        cmocka_unit_test(keys_typed_ahead_are_answered_before_anything_is_drawn),
        cmocka_unit_test(a_key_goes_on_from_what_a_message_covers_though_it_comes_with_a_size_or_an_answer),
        cmocka_unit_test(a_screen_that_did_not_change_is_not_sent),
        cmocka_unit_test(what_was_waited_for_is_shown_before_other_work_goes_on),
        cmocka_unit_test(the_terminals_own_order_is_off_before_the_first_screen),
        cmocka_unit_test(who_turns_from_hearing_to_seeing_has_vte_put_off),
        cmocka_unit_test(what_is_heard_is_sent_whole_and_nothing_else),
        cmocka_unit_test(a_redraw_and_a_resize_are_drawn_afresh),
        cmocka_unit_test(stopping_goes_through_the_terminal),
        cmocka_unit_test(quitting_ends_it_and_leaves_the_rest_untyped),
        cmocka_unit_test(any_size_can_be_drawn),
        cmocka_unit_test(the_first_page_of_a_long_chapter_is_sent_before_the_rest_is_read_and_once),
        cmocka_unit_test(where_the_rest_is_wrong_it_says_so_in_the_place_of_the_page),
        cmocka_unit_test(a_unit_is_heard_alone_and_the_page_again_behind_it),
        cmocka_unit_test(what_was_heard_last_is_heard_again),
        cmocka_unit_test(reading_on_goes_over_the_ends_of_pages_and_chapters),
        cmocka_unit_test(a_slow_line_gets_no_more_than_it_carries_and_the_newest_at_last),
        cmocka_unit_test(on_a_slow_line_the_page_before_goes_at_once),
        cmocka_unit_test(a_page_that_comes_to_be_marked_is_the_same_page),
        cmocka_unit_test(a_huge_screen_is_sent_in_few_slices),
        cmocka_unit_test(a_quick_line_and_one_that_is_heard_are_not_asked),
        cmocka_unit_test(the_mouse_is_asked_for_only_where_it_is_wanted_and_never_where_it_is_heard),
        cmocka_unit_test(the_terminal_has_a_title_only_where_it_is_asked_for_and_its_own_again),
    };
    return cmocka_run_group_tests(tests, use_utf8, NULL);
}
