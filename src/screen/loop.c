// The full-screen face: keys in, screens out, idle work between.
#include "screen/loop.h"
#include <stdlib.h>
#include <string.h>
#include "base/clipboard.h"
#include "base/clock.h"
#include "base/memory.h"
#include "screen/direction.h"
#include "screen/mouse.h"
#include "screen/sending.h"
#include "screen/views.h"
#include "text/locale.h"
#include "screen/window.h"

enum {
    IDLE_SHOW_MS = 200,     // while idle work goes on, what it found is shown no more often
    SLICES_MOST = 32,       // of a screen: it is drawn anew for each, which takes a while where it is huge
};

// What is on the screen, and what is to be there next.
typedef struct {
    Terminal *terminal;
    Reader *reader;
    Grid *shown;        // NULL: nothing was shown yet, or the size has changed
    Grid *drawn;        // NULL: nobody needed it since all was at rest; canvas()
    int rows, columns;
    bool *is_whole;     // as in Sending
    unsigned long told; // card.told of what is shown
    bool has_card;      // it is what is shown
    bool told_all;      // what was sent last, not counting the foot, was all of it
    bool told_row;      // or the row where the reading is
    long time;          // when it was shown last, in ms
    OrderSwitch off;    // how the terminal's own order was put off
    Ordering ordering;
    MouseMode mouse_mode;
    Mouse mouse;
    bool has_work;      // there is something left to do while no key waits
    Window window;      // what may be on its way to the terminal
    bool is_behind;     // a key was answered, and the terminal was not sent all of the screen that came of it
    Buffer title;       // that the terminal was given; "" = none, it has its own
    bool is_laid_anew;  // the page is not as it was when it was drawn last
    unsigned long left_out;     // screens that were never sent whole, since the next took their place
} Screen;

static void resize(Screen *screen, Reader *reader, int rows, int columns)
{
    grid_free(screen->drawn);
    grid_free(screen->shown);
    screen->drawn = screen->shown = NULL;
    screen->rows = rows;
    screen->columns = columns;
    free(screen->is_whole);
    screen->is_whole = memory_new((size_t)rows, sizeof *screen->is_whole);
    window_forget(&screen->window);
    reader_resize(reader, rows, columns);
    screen->is_laid_anew = true;
}

// What is drawn into.
static Grid *canvas(Screen *screen)
{
    if (!screen->drawn)
        screen->drawn = grid_new(screen->rows, screen->columns);
    return screen->drawn;
}

// One who reads a page has no use for a second one, nor for the chapter that it was drawn of.
static void rest(Screen *screen)
{
    if (!screen->drawn)
        return;
    grid_free(screen->drawn);
    screen->drawn = NULL;
    report_rest(screen->reader->report);
    memory_give_back();
}

// A card never scrolls.
static Change change_of(const Reader *reader)
{
    if (reader->focus == FOCUS_PROMPT)
        return CHANGE_TYPING;
    if (reader->has_pointed)
        return CHANGE_CURSOR;
    return reader->has_landed || reader_shows_card(reader) ? CHANGE_PLACE : CHANGE_OTHER;
}

// A card comes, goes and changes as a whole.
static bool has_new_card(const Screen *screen, const Reader *reader)
{
    const bool has_card = reader_shows_card(reader);
    return reader_is_heard(reader) && (has_card != screen->has_card || (has_card && screen->told != reader->card.told));
}

static void keep_told(Screen *screen, const Reader *reader)
{
    screen->has_card = reader_shows_card(reader);
    screen->told = reader->card.told;
}

// What was sent last, for who wants to hear it again; what is only said at the foot, and what is typed, leave the rest as it was.
static void keep_sent(Screen *screen, const Reader *reader, Sending sending, int text_rows)
{
    const int row = screen->drawn->reading_row;
    bool is_row = sending.is_whole && sending.is_whole[row];
    for (int i = 0; sending.is_whole && !is_row && i < text_rows; i++)
        is_row = !grid_same_row(screen->drawn, i, screen->shown, i);
    if (!sending.is_afresh && !is_row && !reader->message.length)
        return;
    screen->told_all = sending.is_afresh;
    screen->told_row = is_row;
}

// The screen once more, or the row of the reading, and the message.
static Sending repeated(const Screen *screen, const Reader *reader, int text_rows)
{
    const Grid *grid = screen->drawn;
    if (screen->told_all)
        return (Sending){.is_afresh = true, .is_again = true};
    for (int row = 0; row < grid->rows; row++)
        screen->is_whole[row] = reader->message.length && row >= text_rows;
    screen->is_whole[grid->reading_row] = screen->told_row || !reader->message.length;
    return (Sending){.is_whole = screen->is_whole, .is_again = screen->is_whole[grid->reading_row]};
}

static Sending sending_of(Screen *screen, Reader *reader, int text_rows)
{
    if (reader->wants_repeat)
        return repeated(screen, reader, text_rows);
    Sending sending = sending_heard(screen->shown, screen->drawn, change_of(reader), screen->is_whole);
    if (has_new_card(screen, reader))
        sending = (Sending){.is_afresh = true, .is_again = true};
    keep_sent(screen, reader, sending, text_rows);
    return sending;
}

static bool is_over(const Reader *reader)
{
    return reader->is_over || reader->wants_terminal || reader->settings.screen_reader == SCREEN_READER_LINE;
}

// Who reads by ear has a terminal as it is: what is sent is in the order in which it is stored.
static void set_silence(Screen *screen)
{
    const OrderSwitch off = reader_is_heard(screen->reader) ? ORDER_LEFT : screen->ordering.off;
    if (off == screen->off)
        return;
    screen->off = off;
    screen->terminal->silence(screen->terminal, off);
    screen->reader->wants_redraw = true;
}

// Who listens has no use for it, and a click would take the reading elsewhere.
static void set_mouse(Screen *screen)
{
    const MouseMode mode = screen->reader->settings.has_mouse && !reader_is_heard(screen->reader) ? MOUSE_ON : MOUSE_OFF;
    if (mode != screen->mouse_mode)
        screen->terminal->mouse(screen->terminal, mode);
    screen->mouse_mode = mode;
}

// Who listens hears pages as they are.
static bool is_windowed(const Screen *screen)
{
    return screen->window.is_on && !reader_is_heard(screen->reader);
}

static void send(Screen *screen, const Grid *grid, Sending sending)
{
    const size_t before = screen->terminal->sent;
    sending.wants_answer = is_windowed(screen);
    screen->terminal->show(screen->terminal, grid, sending);
    window_send(&screen->window, screen->terminal->sent - before, clock_ms());
    screen->reader->traffic = (Traffic){.bytes = screen->window.sent, .round_trip = screen->window.round_trip, .left_out = screen->left_out};
}

// A slow line gets a screen slice by slice, from the top: what a newer one takes the place of is never sent. The page before goes at once.
static bool cut(Screen *screen)
{
    Grid *grid = screen->drawn;
    const size_t part = (size_t)grid->rows * (size_t)grid->columns / SLICES_MOST;
    if (!is_windowed(screen) || sending_scrolls(screen->shown, grid))
        return false;
    return grid_cut(grid, screen->shown, part > WINDOW_SLICE ? part : WINDOW_SLICE, sending_replaces(screen->shown, grid) ? REST_GOES : REST_STAYS);
}

static void swap(Screen *screen)
{
    Grid *next = screen->shown;
    screen->shown = screen->drawn;
    screen->drawn = next;
}

static Shown draw(Screen *screen, Reader *reader)
{
    const Shown seen = view_screen(reader, canvas(screen));
    reader_set_shown(reader, seen);
    screen->is_laid_anew = false;
    return seen;
}

// Nothing is sent where nothing has changed. True: only a slice was sent.
static bool show_slice(Screen *screen, Reader *reader)
{
    const Shown seen = draw(screen, reader);
    bool afresh = reader->wants_redraw || !screen->shown;
    reader->wants_redraw = false;
    if (!afresh && !reader->wants_repeat && !has_new_card(screen, reader) && grid_same(screen->drawn, screen->shown)) {
        screen->is_behind = false;
        return false;
    }
    if (!afresh && is_windowed(screen) && !window_has_room(&screen->window))
        return false;
    Sending sending = {.is_afresh = afresh};
    screen->told_all = screen->told_all || afresh;
    if (reader_is_heard(reader) && !afresh)
        sending = sending_of(screen, reader, seen.text_rows);
    reader->wants_repeat = false;
    keep_told(screen, reader);
    sending.is_heard = reader_is_heard(reader);
    screen->is_behind = !afresh && cut(screen);
    sending.is_cursor_only = !sending.is_afresh && !sending.is_whole && grid_same_cells(screen->shown, screen->drawn);
    send(screen, screen->drawn, sending);
    swap(screen);
    return screen->is_behind;
}

static void send_title(Screen *screen, const char *before, const char *title, const char *behind)
{
    Buffer out = {0};
    buffer_add_text(&out, before);
    locale_add(&out, title, strlen(title));
    buffer_add_text(&out, behind);
    screen->terminal->send(screen->terminal, buffer_text(&out), out.length);
    buffer_free(&out);
}

// The terminal keeps its own on a stack (xterm's control sequences, 22 and 23 t), and has it again.
static void leave_title(Screen *screen)
{
    if (screen->title.length)
        send_title(screen, "\033[23;2t", "", "");
    buffer_cut(&screen->title, 0);
}

// Only where it is asked for: a title is seen by others, and spoken where windows change.
static void set_title(Screen *screen, const Reader *reader)
{
    Buffer title = {0};
    buffer_addf(&title, "%s: %s", report_about(reader->report)->title, layout_chapter(reader->shown)->title);
    if (!reader->settings.has_title || reader_is_heard(reader) || !clipboard_is_reached(getenv("TERM")))
        leave_title(screen);
    else if (strcmp(buffer_text(&title), buffer_text(&screen->title)) != 0) {
        send_title(screen, screen->title.length ? "\033]2;" : "\033[22;2t\033]2;", buffer_text(&title), "\033\\");
        buffer_cut(&screen->title, 0);
        buffer_add_text(&screen->title, buffer_text(&title));
    }
    buffer_free(&title);
}

static void show(Screen *screen, Reader *reader)
{
    screen->time = clock_ms();
    set_silence(screen);
    set_mouse(screen);
    while (show_slice(screen, reader))
        continue;
    set_title(screen, reader);
}

static void set_order(Screen *screen, TerminalMode mode)
{
    const TerminalNames names = {.term = getenv("TERM"), .konsole = getenv("KONSOLE_VERSION"), .program = getenv("TERM_PROGRAM"),
        .vte = getenv("VTE_VERSION"), .xterm = getenv("XTERM_VERSION")};
    screen->ordering = ordering_of(screen->reader->settings.bidi, mode, names);
    reader_set_ordered(screen->reader, screen->ordering.is_ordered);
}

// Where there was nothing to put off the terminal knows that, and nothing is to be drawn again.
static void take_answers(Screen *screen, const Event *event)
{
    if (screen->off == ORDER_OFF_BY_MODE && event->answers->bidi != MODE_SET)
        screen->off = ORDER_LEFT;
    set_order(screen, event->answers->bidi);
    reader_set_measured(screen->reader, event->answers->widths);
    if (screen->reader->settings.slow == SLOW_AUTO)
        window_open(&screen->window, event->round_trip);
    screen->is_laid_anew = true;
}

// What a message covers of a page is known when it is drawn. A key that comes in one go with a new size, or with what the terminal answers,
// goes on from there as if it had come later.
static void draw_for_key(Screen *screen, Reader *reader, EventKind kind)
{
    if (screen->is_laid_anew && (kind == EVENT_KEY || kind == EVENT_PASTE))
        draw(screen, reader);
}

// It points at what is there now, though that may not have been shown yet.
static void answer_mouse(Screen *screen, Reader *reader, MouseReport report)
{
    if (screen->mouse_mode == MOUSE_OFF)
        return;
    reader_complete(reader);
    view_screen(reader, canvas(screen));
    mouse_answer(&screen->mouse, reader, screen->drawn, report);
}

static void answer(Screen *screen, Reader *reader, const Event *event)
{
    if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE || event->kind == EVENT_RESIZE)
        screen->mouse = (Mouse){0};
    switch (event->kind) {
    case EVENT_NONE: break;
    case EVENT_KEY: reader_press(reader, event->key); break;
    case EVENT_PASTE: reader_complete(reader), reader_paste(reader, event->paste, event->paste_length); break;
    case EVENT_RESIZE: resize(screen, reader, event->rows, event->columns); break;
    case EVENT_HANGUP: reader->is_over = reader->is_cut_off = true; break;
    case EVENT_INTERRUPT: reader_interrupt(reader); break;
    case EVENT_ANSWERS: take_answers(screen, event); break;
    case EVENT_SHOWN: window_answer(&screen->window, clock_ms()); break;
    case EVENT_MOUSE: answer_mouse(screen, reader, event->mouse); break;
    }
}

// The terminal comes back with another screen, and maybe another size.
static void come_back(Screen *screen, Reader *reader)
{
    int rows, columns;
    screen->terminal->size(screen->terminal, &rows, &columns);
    resize(screen, reader, rows, columns);
}

static void stop(Screen *screen, Reader *reader)
{
    reader->wants_stop = false;
    screen->terminal->stop(screen->terminal);
    come_back(screen, reader);
}

static void use_browser(void *context, int keys)
{
    reader_browse(context, keys);
}

static void use_editor(void *context, int keys)
{
    reader_edit(context, keys);
}

// Where a command asks for a program that takes the terminal.
static void lend(Screen *screen, Reader *reader)
{
    if (!reader->address && !reader->draft)
        return;
    screen->terminal->lend(screen->terminal, reader->address ? use_browser : use_editor, reader);
    come_back(screen, reader);
}

static int wait_ms(const Screen *screen)
{
    const int reader = reader_wait_ms(screen->reader);
    const long patience = window_patience_ms(&screen->window, clock_ms());
    return patience < 0 || (reader >= 0 && reader < patience) ? reader : (int)patience;
}

static void count_left_out(Screen *screen, EventKind kind)
{
    if (kind != EVENT_KEY && kind != EVENT_PASTE && kind != EVENT_MOUSE)
        return;
    screen->left_out += screen->is_behind;
    screen->is_behind = true;
}

static void send_copied(Screen *screen, Reader *reader)
{
    Buffer out = {0};
    reader_take_copied(reader, true, &out);
    screen->terminal->send(screen->terminal, buffer_text(&out), out.length);
    buffer_free(&out);
}

// All keys that wait are answered before anything is drawn: who types ahead on a slow line sees the newest state, not each on the way.
static bool answer_all(Screen *screen, Reader *reader)
{
    Event event = screen->terminal->next(screen->terminal, screen->has_work ? 0 : wait_ms(screen));
    bool came = event.kind != EVENT_NONE;
    while (event.kind != EVENT_NONE) {
        count_left_out(screen, event.kind);
        draw_for_key(screen, reader, event.kind);
        answer(screen, reader, &event);
        if (reader->wants_stop)
            stop(screen, reader);
        lend(screen, reader);
        if (reader->wants_clipboard)
            send_copied(screen, reader);
        if (is_over(reader))
            break;
        event = screen->terminal->next(screen->terminal, 0);
    }
    return came;
}

static void tell_waiting(void *context)
{
    Screen *screen = context;
    reader_say_waiting(screen->reader);
    show(screen, screen->reader);
}

// On the last row of what is shown: to draw a page the report may be asked for more, and it is what is waited for.
static void show_words(void *context, const char *words)
{
    Screen *screen = context;
    if (!screen->shown)
        return;
    view_notice(screen->shown, words);
    send(screen, screen->shown, (Sending){0});
}

static bool is_awaited(void *context)
{
    const Screen *screen = context;
    return screen->terminal->has_input && screen->terminal->has_input(screen->terminal);
}

static void tell_report(void *context)
{
    show_words(context, reader_waiting_words());
}

void screen_read(Reader *reader, Terminal *terminal)
{
    Screen screen = {.terminal = terminal, .reader = reader, .has_work = true};
    int rows, columns;
    set_order(&screen, terminal->is_asked ? MODE_AWAITED : MODE_UNASKED);
    reader->margin = VIEW_NUMBER_CELLS;
    reader->wants_terminal = false;
    terminal->size(terminal, &rows, &columns);
    report_set_patience(reader->report, (ApartPatience){.most_ms = READER_WAIT_MS, .tell = tell_report, .context = &screen});
    if (reader->settings.slow == SLOW_ON && terminal->tells_shown)
        window_force(&screen.window);
    resize(&screen, reader, rows, columns);
    if (reader->wants_clipboard)    // --command asks for it
        send_copied(&screen, reader);
    show(&screen, reader);
    lend(&screen, reader);  // --command may ask for it
    records_set_teller(marks_records(reader->marks), tell_waiting, &screen);
    reader->notice = (Notice){.show = show_words, .is_awaited = is_awaited, .context = &screen};
    while (!is_over(reader)) {
        bool came = answer_all(&screen, reader);
        window_look(&screen.window, clock_ms());
        if (is_over(reader))
            break;
        if (came && reader_is_heard(reader))
            reader_settle_count(reader);
        if (came)
            show(&screen, reader);
        const bool was_awaited = reader_is_awaited(reader);
        screen.has_work = reader_idle(reader);
        if (!screen.has_work || (was_awaited && !reader_is_awaited(reader)) || clock_ms() - screen.time > IDLE_SHOW_MS)
            show(&screen, reader);
        if (!screen.has_work)
            rest(&screen);
    }
    records_set_teller(marks_records(reader->marks), NULL, NULL);
    reader->notice = (Notice){0};
    report_set_patience(reader->report, (ApartPatience){.most_ms = READER_WAIT_MS});
    leave_title(&screen);
    buffer_free(&screen.title);
    free(screen.is_whole);
    grid_free(screen.drawn);
    grid_free(screen.shown);
}
