// A grid of cells on the real terminal.
#include "screen/curses_parts.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/memory.h"
#include "text/locale.h"

enum {
    ZERO_WIDTH_JOINER = 0x200D,
    AGAIN_MS = 60,              // how long what is sent again is gone; screen readers look at the screen every 50 ms or oftener
};

static attr_t attributes_of(const Curses *curses, Style style)
{
    return (style.is_bold ? A_BOLD : 0) | (style.is_underlined ? A_UNDERLINE : 0) | (style.is_reverse ? A_REVERSE : 0)
         | (style.is_italic ? curses->italic : 0) | curses->bright;
}

static short pair_of(const Curses *curses, Style style)
{
    if (!curses->has_colours)
        return 0;
    return style.is_reverse || style.is_bold ? PAIR_STRONG : style.is_underlined ? PAIR_LINK : PAIR_TEXT;
}

// What setcchar() takes at once: a character that has cells and the marks behind it, up to CCHARW_MAX. Returns how many wide characters that is.
static size_t piece_length(const wchar_t *wide)
{
    size_t length = 1;
    while (wide[length] && wcwidth(wide[length]) == 0)
        length++;
    return length;
}

// One cluster by setcchar(), since addwstr() would lose marks behind a wide base. A cluster with several characters that have cells (a flag, a
// vowel sign of its own) takes a cell for each; of a joined emoji only the first fits, and is shown for all.
static void draw_pieces(const Curses *curses, const Cell *cell, const wchar_t *wide, int row, int column)
{
    int end = column + cell->width;
    for (const wchar_t *piece = wide; *piece && column < end;) {
        wchar_t shown[CCHARW_MAX + 1];
        cchar_t packed;
        size_t all = piece_length(piece), length = all < CCHARW_MAX ? all : CCHARW_MAX;
        int cells = wcwidth(*piece);
        if (cells < 1 || column + cells > end)
            return;
        wmemcpy(shown, piece, length);
        while (length > 1 && shown[length - 1] == ZERO_WIDTH_JOINER) // what it joined to does not follow
            length--;
        shown[length] = L'\0';
        if (setcchar(&packed, shown, attributes_of(curses, cell->style), pair_of(curses, cell->style), NULL) == OK)
            mvwadd_wch(newscr, row, column, &packed);
        column += cells;
        piece += all;
    }
}

// Whether curses would give it the cells that it has, and send all of it.
static bool is_sent_well(const Cell *cell, const wchar_t *wide)
{
    int cells = 0;
    for (const wchar_t *piece = wide; *piece; piece += piece_length(piece)) {
        if (wcwidth(*piece) < 1 || piece_length(piece) > CCHARW_MAX || is_stand_in((unsigned)*piece))
            return false;
        cells += wcwidth(*piece);
    }
    return cells == cell->width;
}

// False: there is none.
static bool draw_stand_in(const Curses *curses, const Cell *cell, const char *cluster, int row, int column)
{
    static const Widths unasked = {.is_wcwidth = true};
    char text[CELL_BYTES] = "";
    if (!curses->stand_ins)
        return false;
    memcpy(text, cluster, stand_in_length(curses->answers.has_widths ? &curses->answers.widths : &unasked, cluster, cell->width));
    const unsigned first = stand_in_for(curses->stand_ins, (StandIn){text, cell->width, column});
    for (int i = 0; first && i < cell->width; i++) {
        const wchar_t shown[] = {(wchar_t)first + i, L'\0'};
        cchar_t packed;
        if (setcchar(&packed, shown, attributes_of(curses, cell->style), pair_of(curses, cell->style), NULL) == OK)
            mvwadd_wch(newscr, row, column + i, &packed);
    }
    return first;
}

// Terminals whose tables are old take younger marks and emoji for other than they are.
static bool is_known_everywhere(const wchar_t *wide)
{
    enum { EMOJI_FIRST = 0x1F000, IDEOGRAPHS_FIRST = 0x20000, LATIN_MARK_FIRST = 0x300, LATIN_MARK_LAST = 0x36F };
    for (const wchar_t *mark = wide + 1; *wide && *mark; mark++)
        if (*mark < LATIN_MARK_FIRST || *mark > LATIN_MARK_LAST)
            return false;
    return *wide < EMOJI_FIRST || *wide >= IDEOGRAPHS_FIRST;
}

// True: by a stand-in.
static bool draw_cell(const Curses *curses, const Grid *grid, int row, int column)
{
    enum { WIDE_MOST = CELL_BYTES + 1 };
    wchar_t wide[WIDE_MOST] = L" ";
    const Cell *cell = grid_cell(grid, row, column);
    const char *cluster = grid_cluster(grid, row, column);
    if (*cluster)
        locale_wide(cluster, strlen(cluster), wide, WIDE_MOST);
    const bool is_usual = curses->is_heard || is_known_everywhere(wide);
    if (!(is_usual && is_sent_well(cell, wide)) && draw_stand_in(curses, cell, cluster, row, column))
        return true;
    draw_pieces(curses, cell, wide, row, column);
    return false;
}

static bool is_plain(const Cell *cell)
{
    const Style style = cell->style;
    return !*cell->text && !style.is_bold && !style.is_underlined && !style.is_reverse && !style.is_italic;
}

static void show_cursor(Curses *curses, bool is_shown)
{
    if (is_shown == !curses->is_cursor_hidden)
        return;
    curses->is_cursor_hidden = !is_shown;
    curs_set(is_shown ? 1 : 0);
}

// ncurses sends each motion of the cursor for itself. A screen reader that gets a motion and then the text of the row that it led to may speak
// that row twice, so that all of a screen goes out at once.
static void begin_frame(const Curses *curses)
{
    if (curses->frame < 0 || ftruncate(curses->frame, 0) != 0)
        return;
    lseek(curses->frame, 0, SEEK_SET);
    dup2(curses->frame, OUTPUT);
}

// Terminals switch to their plain characters with each attribute that ends. Nothing here is drawn with others, and the "B" was spoken (R11).
static size_t drop_charsets(char *bytes, size_t length)
{
    static const char plain[] = "\033(B";
    const size_t size = sizeof plain - 1;
    size_t kept = 0;
    for (size_t i = 0; i < length;)
        if (length - i >= size && memcmp(bytes + i, plain, size) == 0)
            i += size;
        else
            bytes[kept++] = bytes[i++];
    return kept;
}

// What is heard stays as ncurses sends it: screen readers were tried with that.
static void say_frame(Curses *curses, const char *bytes, size_t length, Sending sending)
{
    const FrameMeans means = {.rows = LINES, .columns = COLS, .is_kept = sending.is_heard,
        .has_repeat = curses->answers.is_complete && curses->answers.has_repeat, .leaves_region = exit_ca_mode};
    buffer_cut(&curses->made, 0);
    frame_put(curses->said, &curses->made, bytes, length, means);
    stand_ins_put(curses->stand_ins, &curses->sent, buffer_text(&curses->made), curses->made.length, COLS);
}

static void send_frame(Curses *curses, char *bytes, size_t length, Sending sending)
{
    const size_t kept = sending.is_heard ? drop_charsets(bytes, length) : length;
    Buffer *sent = &curses->sent;
    buffer_cut(sent, 0);
    if (curses->said)
        say_frame(curses, bytes, kept, sending);
    else if (curses->stand_ins)
        stand_ins_put(curses->stand_ins, sent, bytes, kept, COLS);
    else
        buffer_add(sent, bytes, kept);
    if (sending.wants_answer) {
        buffer_add_text(sent, answers_status_request);
        curses->owed++;
        curses->requested = clock_ms();
    }
    curses->terminal.sent += sent->length;
    terminal_send(STDOUT_FILENO, buffer_text(sent), sent->length);
}

static void end_frame(Curses *curses, Sending sending)
{
    if (curses->frame < 0)
        return;
    dup2(STDOUT_FILENO, OUTPUT);
    const off_t end = lseek(curses->frame, 0, SEEK_END);
    char *bytes = end > 0 ? mmap(NULL, (size_t)end, PROT_READ | PROT_WRITE, MAP_PRIVATE, curses->frame, 0) : MAP_FAILED;
    if (bytes == MAP_FAILED)
        return;
    send_frame(curses, bytes, (size_t)end, sending);
    munmap(bytes, (size_t)end);
}

static void point(Curses *curses, int row, int column)
{
    if (column == 0 && !curses->is_away && row == getcury(curscr))
        return;
    terminal_point(row, column);
    curses->is_away = true;
}

// To where ncurses believes the cursor to be.
static void come_back(Curses *curses)
{
    if (curses->is_away)
        terminal_point(getcury(curscr), getcurx(curscr));
    curses->is_away = false;
}

static bool is_ascii(const Cell *cell)
{
    return cell->width == 1 && cell->text[0] >= ' ' && cell->text[0] < 0x7F && !cell->text[1];
}

static bool same_style(const Cell *one, const Cell *other)
{
    return memcmp(&one->style, &other->style, sizeof one->style) == 0;
}

// What stands alike from a cell of ASCII on, at once, which costs a fifth of each by itself. Returns how many cells that is.
static int draw_ascii(const Curses *curses, const Grid *grid, int row, int column)
{
    enum { RUN_CELLS = 128 };
    cchar_t packed[RUN_CELLS];
    int count = 0;
    const Cell *first = grid_cell(grid, row, column);
    const attr_t attributes = attributes_of(curses, first->style);
    const short pair = pair_of(curses, first->style);
    for (; count < RUN_CELLS && column + count < grid->columns && column + count < COLS; count++) {
        const Cell *cell = grid_cell(grid, row, column + count);
        const wchar_t shown[] = {(wchar_t)cell->text[0], L'\0'};
        if (!is_ascii(cell) || !same_style(cell, first) || setcchar(&packed[count], shown, attributes, pair, NULL) != OK)
            break;
    }
    mvwadd_wchnstr(newscr, row, column, packed, count);
    return count;
}

// True: it has stand-ins.
static bool draw_row(const Curses *curses, const Grid *grid, int row)
{
    bool has_stand_ins = false;
    for (int column = 0; column < grid->columns && column < COLS; column++) {
        const Cell *cell = grid_cell(grid, row, column);
        if (is_ascii(cell))
            column += draw_ascii(curses, grid, row, column) - 1;
        else if (cell->width && !is_plain(cell))
            has_stand_ins = draw_cell(curses, grid, row, column) || has_stand_ins;
    }
    return has_stand_ins;
}

static uint64_t hash_row(const Grid *grid, int row)
{
    uint64_t hash = HASH_BEGIN;
    for (int column = 0; column < grid->columns; column++) {
        const char *cluster = grid_cluster(grid, row, column);
        hash = hash_bytes(hash, &grid_cell(grid, row, column)->style, sizeof(Style));
        hash = hash_bytes(hash, cluster, strlen(cluster) + 1);
    }
    return hash;
}

// A terminal may give a cluster more cells than it should, over what stands behind it: a row that has stand-ins, or had, is sent whole if anything in
// it has changed, so that its text and its blanks go over that.
static void draw_grid(Curses *curses, const Grid *grid)
{
    for (int row = 0; row < grid->rows && row < LINES; row++) {
        const uint64_t hash = draw_row(curses, grid, row) ? hash_row(grid, row) : 0;
        if (hash != curses->hashes[row])
            wredrawln(newscr, row, 1);
        curses->hashes[row] = hash;
    }
}

// No row is known any more.
static void forget_rows(Curses *curses, int rows)
{
    free(curses->hashes);
    curses->hashes = memory_new((size_t)rows, sizeof *curses->hashes);
    curses->hashed = rows;
}

// Cleared first, then drawn: where both are one step, ncurses 6.4 does not know afterwards which rows it has sent, and when the screen then goes
// on by a line it sends all of it, not the row that came in.
static void clear_all(Curses *curses)
{
    clearok(newscr, TRUE);
    doupdate();
    curses->is_afresh = false;
}

// What differs from the screen before, and what is to be sent once more. The cursor is left at the first cell of its row, a motion that sends no
// text.
static void send_grid(Curses *curses, const Grid *grid, Sending sending)
{
    werase(newscr); // of curses' own picture; what goes out is what differs from the screen before
    if (curses->stand_ins && stand_ins_are_full(curses->stand_ins)) {
        stand_ins_forget(curses->stand_ins);
        curses->is_afresh = true;
    }
    if (sending.is_afresh || curses->is_afresh || grid->rows != curses->hashed)
        forget_rows(curses, grid->rows);
    if (sending.is_afresh || (curses->is_afresh && curses->stand_ins))
        clear_all(curses);
    draw_grid(curses, grid);
    wmove(newscr, grid->cursor_row, 0);
    for (int row = 0; sending.is_whole && row < grid->rows && row < LINES; row++)
        if (sending.is_whole[row])
            wredrawln(newscr, row, 1);
    if (curses->is_afresh)
        clearok(newscr, TRUE);
    curses->is_afresh = false;
    doupdate();
}

// The cursor waits in its row, so that nobody speaks a blank one.
static void clear_row(int row)
{
    const int cursor_row = getcury(newscr);
    wmove(newscr, row < LINES ? row : LINES - 1, 0);
    wclrtoeol(newscr);
    wmove(newscr, cursor_row, 0);
    doupdate();
}

// What comes again is gone for a moment.
static void take_away(Curses *curses, const Grid *grid, Sending *sending)
{
    begin_frame(curses);
    come_back(curses);
    curses->hashed = 0;
    if (sending->is_afresh) {
        werase(newscr);
        clear_all(curses);
        sending->is_afresh = false;
    } else {
        clear_row(grid->reading_row);
    }
    end_frame(curses, *sending);
    napms(AGAIN_MS);
}

void terminal_show(Terminal *terminal, const Grid *grid, Sending sending)
{
    Curses *curses = (Curses *)terminal;
    curses->is_heard = sending.is_heard;
    if (sending.is_again)
        take_away(curses, grid, &sending);
    begin_frame(curses);
    if (!sending.is_cursor_only) {
        come_back(curses);
        send_grid(curses, grid, sending);
    }
    show_cursor(curses, grid->has_cursor);
    if (grid->has_cursor)
        point(curses, grid->cursor_row, grid->cursor_column);
    end_frame(curses, sending);
}
