// screen/frame: what is sent instead of ncurses' bytes shows the same, and takes fewer.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <curses.h>
#include <term.h>
#undef columns
#undef lines
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "random.h"
#include "screen/emulator.h"
#include "screen/frame.h"
#include "vt.h"

enum { CELLS = 300000, WORD_MOST = 22, BYTES_MOST = 1 << 17 };

static const FrameMeans small = {.rows = 6, .columns = 40, .has_repeat = true, .leaves_region = true};

// What is said, screen by screen

typedef struct {
    Frame *frame;
    Vt theirs, ours;        // after ncurses' bytes, and after those sent instead
    Buffer said;
    size_t least, sent;     // bytes of all
} Line;

static Line line_new(int rows, int columns, bool has_bce)
{
    return (Line){.frame = frame_new(has_bce), .theirs = vt_new(rows, columns, has_bce), .ours = vt_new(rows, columns, has_bce)};
}

static void line_free(Line *line)
{
    frame_free(line->frame);
    vt_free(&line->theirs);
    vt_free(&line->ours);
    buffer_free(&line->said);
}

static const char *say(Line *line, const char *bytes, size_t length, FrameMeans means)
{
    buffer_cut(&line->said, 0);
    frame_put(line->frame, &line->said, bytes, length, means);
    vt_show(&line->theirs, bytes, length);
    vt_show(&line->ours, buffer_text(&line->said), line->said.length);
    line->sent += line->said.length;
    line->least += length;
    return buffer_text(&line->said);
}

static const char *say_text(Line *line, const char *bytes)
{
    const char *said = say(line, bytes, strlen(bytes), small);
    assert_true(vt_same(&line->theirs, &line->ours));
    return said;
}

// A page of five lines, and a message.
static Line shown_page(void)
{
    Line line = line_new(small.rows, small.columns, true);
    const char page[] = "\033[H\033[2J\033[1;8Hone of the first\033[2;8Htwo\033[3;8Hthree of them\033[4;8Hfour and more\033[5;8Hfive fingers\r\033[6dA page\033[H";
    assert_string_equal(say_text(&line, page), page);
    return line;
}

static void the_whole_screen_is_sent_as_it_is(void **state)
{
    (void)state;
    Line line = shown_page();
    const char again[] = "\033[H\033[2J\033[2;8HAgain\033[H";
    assert_string_equal(say_text(&line, again), again);
    line_free(&line);
}

static void rows_begin_at_their_margin(void **state)
{
    (void)state;
    Line line = shown_page();
    assert_string_equal(say_text(&line, "\033[1;8HOne\033[2;8H\033(B\033[0;7mTwo\033[3;8H\033(B\033[mThree\033[H"), "\033[7CO\n\033[8G\033[7mTwo\n\033[8G\033[mT\033[H");
    line_free(&line);
}

static void a_new_page_is_cleared_first(void **state)
{
    (void)state;
    Line line = shown_page();
    const char page[] = "\033[1;8Hsix\033[K\033[2;8Hseven hills\033[3;8Height\033[K\r\033[4d\033[K\033[5d\033[K\033[6;3HPAGE\033[H";
    assert_string_equal(say_text(&line, page), "\033[;5r\033[5M\033[7Csix\n\033[8Gseven hills\n\033[8Geight\033[6;3HPAGE\033[H");
    line_free(&line);
}

static void a_line_scrolls_and_the_region_stays(void **state)
{
    (void)state;
    Line line = shown_page();
    assert_string_equal(say_text(&line, "\033[1;5r\033[5;1H\n\033[1;6r\033[5;8Hsix and sixty\r"), "\033[;5r\033[5H\n\033[7Csix and sixty\r");
    assert_string_equal(say_text(&line, "\0337\033[1;5r\0338\n\033[1;6r\033[5;8Hseven\r"), "\n\033[7Cseven\r");
    const char other[] = "\033[?25h\033[6;1Hword";
    assert_string_equal(say_text(&line, other), "\033[r\033[5H\033[?25h\033[6;1Hword");
    line_free(&line);
}

static void what_is_alike_is_repeated(void **state)
{
    (void)state;
    Line line = shown_page();
    assert_string_equal(say_text(&line, "\033[2;8H\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\033[H"), "\n\033[8G\u2500\033[9b\033[H");
    line_free(&line);
}

static void near_the_edge_nothing_is_repeated(void **state)
{
    (void)state;
    Line line = shown_page();
    assert_string_equal(say_text(&line, "\033[2;31H==========\033[H"), "\n\033[31G=\033[7b==\033[H");
    line_free(&line);
}

static void attributes_end_one_by_one_or_all(void **state)
{
    (void)state;
    static const struct {
        const char *sent, *said;
    } each[] = {
        {"\033[2;1H\033[31m\033[44mred\033[39;49mtext\033[H", "\r\n\033[31;44mred\033[mtext\033[H"},
        {"\033[2;1H\033[97m\033[48;5;130mbrown\033[39;49m\033[H", "\r\n\033[97;48;5;130mbrown\033[H\033[m"},
        {"\033[2;1H\033[1m\033[4mboth\033[24mbold\033[22mnone\033[H", "\r\n\033[1;4mboth\033[0;1mbold\033[mnone\033[H"},
        {"\033[2;1H\033[31m\033[1mred\033[22mred\033[m\033[H", "\r\n\033[1;31mred\033[0;31mred\033[H\033[m"},
        {"\033[2;1H\033[31m\033[44mred\033[49mred\033[m\033[H", "\r\n\033[31;44mred\033[0;31mred\033[H\033[m"},
        {"\033[2;1H\033[31m\033[44mred\033[39mred\033[m\033[H", "\r\n\033[31;44mred\033[0;44mred\033[H\033[m"},
        {"\033[2;1H\033[44mlong\033[49mer\033[H", "\r\n\033[44mlong\033[mer\033[H"},
    };
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        Line line = shown_page();
        assert_string_equal(say_text(&line, each[i].sent), each[i].said);
        line_free(&line);
    }
}

static void what_was_unknown_is_said_again_once_it_is_known(void **state)
{
    (void)state;
    Line line = shown_page();
    const char unknown[] = "\033[38;2;1;2;3m\033[1;1Hred", rows[] = "\033[2;8HTwo\033[3;8HThree\033[H", page[] = "\033[m\033[H\033[2J\033[2;8Htwo\033[H";
    assert_string_equal(say(&line, unknown, strlen(unknown), small), unknown);
    assert_string_equal(say(&line, rows, strlen(rows), small), rows);
    assert_string_equal(say(&line, page, strlen(page), small), page);
    assert_string_equal(say(&line, rows, strlen(rows), small), "\n\033[8GT\n\033[8GThree\033[H");
    line_free(&line);
}

static void what_is_not_known_passes_whole_and_in_order(void **state)
{
    (void)state;
    static const char *const unknown[] = {
        "\033]8;;http://example.org\033\\link\033]8;;\033\\\033[1;1H", "\033P1$r0m\033\\\033[1;1Htext", "\033[?2026h\033[1;1Htext\033[?2026l",
        "\033[1;1Htext\033[5\"q", "\033[1;1H\ttext", "\033[1;1H\033[38;2;1;2;3mtext", "\033(0\033[1;1Hq\033(B", "\033[1;1H\U000F0000",
        "\033[2;3H\u6F22\033[2;4Hx\033[1;1H", "\033[2;3H\u6F22\033[2;3Hx\033[1;1H",
    };
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        Line line = shown_page();
        buffer_cut(&line.said, 0);
        frame_put(line.frame, &line.said, unknown[i], strlen(unknown[i]), small);
        assert_string_equal(buffer_text(&line.said), unknown[i]);
        line_free(&line);
    }
}

static void what_is_to_be_kept_is(void **state)
{
    (void)state;
    Line line = shown_page();
    FrameMeans kept = small;
    kept.is_kept = true;
    const char text[] = "\033[2;8HTwo\033[3;8HThree\033[H";
    assert_string_equal(say(&line, text, strlen(text), kept), text);
    line_free(&line);
}

// ncurses itself, with screens at random

typedef struct {
    Random random;
    FILE *out, *in;
    SCREEN *screen;
    char *bytes;
    bool has_colours;
} Painter;

static const attr_t attributes[] = {A_NORMAL, A_NORMAL, A_BOLD, A_UNDERLINE, A_REVERSE, A_BOLD | A_REVERSE, A_ITALIC};

static Painter painter_new(const char *term, int rows, int columns, uint64_t seed)
{
    char number[16];
    Painter painter = {.random = {seed}, .out = tmpfile(), .in = fopen("/dev/null", "r"), .bytes = memory_new(BYTES_MOST, 1)};
    snprintf(number, sizeof number, "%d", rows);
    setenv("LINES", number, 1);
    snprintf(number, sizeof number, "%d", columns);
    setenv("COLUMNS", number, 1);
    painter.screen = newterm(term, painter.out, painter.in);
    if (!painter.screen)
        return painter;
    raw();
    nonl();
    painter.has_colours = seed % 2 && start_color() != ERR && init_pair(1, COLOR_WHITE, COLOR_BLUE) == OK && init_pair(2, COLOR_YELLOW, COLOR_BLUE) == OK;
    if (painter.has_colours)
        bkgd(COLOR_PAIR(1));
    curs_set(0);
    return painter;
}

static void painter_free(Painter *painter)
{
    if (painter->screen) {
        endwin();
        delscreen(painter->screen);
    }
    fclose(painter->out);
    fclose(painter->in);
    free(painter->bytes);
}

// What was sent since the last time.
static size_t take(Painter *painter)
{
    fflush(painter->out);
    const off_t end = lseek(fileno(painter->out), 0, SEEK_CUR);
    assert_in_range(end, 0, BYTES_MOST);
    const ssize_t length = pread(fileno(painter->out), painter->bytes, (size_t)end, 0);
    assert_int_equal(length, end);
    rewind(painter->out);
    assert_int_equal(ftruncate(fileno(painter->out), 0), 0);
    return (size_t)length;
}

static void draw_row(Painter *painter, int row)
{
    static const wchar_t *const words[] = {L"a", L"word", L"of", L" ", L"     ", L"e\u0301te\u0301", L"\u6F22", L"\u6F22\u5B57", L"\u00E9", L"\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500",
        L"that", L"\u05D0\u05D1\u05D2", L"=====================", L"unprecedented"};
    Random *random = &painter->random;
    move(row, random_below(random, 3) && COLS > 7 ? 7 : (int)random_below(random, (uint32_t)COLS));
    for (int count = (int)random_below(random, 14); count > 0 && getcurx(stdscr) + WORD_MOST < COLS; count--) {
        const attr_t attribute = attributes[random_below(random, sizeof attributes / sizeof *attributes)];
        attr_set(random_below(random, 3) ? A_NORMAL : attribute, painter->has_colours ? (short)(1 + random_below(random, 2)) : 0, NULL);
        addwstr(words[random_below(random, sizeof words / sizeof *words)]);
    }
    if (random_below(random, 4) == 0)
        hline('=' | attributes[random_below(random, sizeof attributes / sizeof *attributes)], COLS);
    attr_set(A_NORMAL, 0, NULL);
}

// Rows go up or down, what comes in is blank.
static void scroll_page(Painter *painter)
{
    const int most = LINES > 4 ? 4 : 1, count = 1 + (int)random_below(&painter->random, (uint32_t)most), down = (int)random_below(&painter->random, 3) == 0;
    wsetscrreg(stdscr, 0, LINES - 2);
    scrollok(stdscr, TRUE);
    wscrl(stdscr, down ? -count : count);
    scrollok(stdscr, FALSE);
    for (int i = 0; i < count; i++)
        draw_row(painter, down ? i : LINES - 2 - i);
}

static void draw(Painter *painter)
{
    Random *random = &painter->random;
    switch (random_below(random, 5)) {
    case 0:
        erase();
        for (int row = 0; row < LINES; row++)
            if (random_below(random, 5))
                draw_row(painter, row);
        break;
    case 1: scroll_page(painter); break;
    default:
        for (int count = (int)random_below(random, 4); count > 0; count--)
            draw_row(painter, (int)random_below(random, (uint32_t)LINES));
    }
    if (random_below(random, 4) == 0)
        mvchgat((int)random_below(random, (uint32_t)LINES), (int)random_below(random, (uint32_t)COLS), 9, A_REVERSE, 0, NULL);
    if (random_below(random, 60) == 0)
        clearok(stdscr, TRUE);
    if (random_below(random, 30) == 0)
        curs_set((int)random_below(random, 2));
    move((int)random_below(random, (uint32_t)LINES), 0);
    refresh();
}

static void hold_same(const Line *line, const char *term, int number)
{
    if (line->ours.odd)
        fail_msg("%s, screen %d: %s", term, number, line->ours.odd);
    if (!vt_same(&line->theirs, &line->ours))
        fail_msg("%s, screen %d is another", term, number);
}

static void hold_screens(const char *term, int rows, int columns, uint64_t seed)
{
    Painter painter = painter_new(term, rows, columns, seed);
    if (painter.screen) {
        const FrameMeans means = {.rows = rows, .columns = columns, .has_repeat = seed % 3, .leaves_region = seed % 5};
        Line line = line_new(rows, columns, back_color_erase);
        int odd = 0;
        const int frames = CELLS / (rows * columns);
        for (int i = 0; i < frames; i++) {
            draw(&painter);
            say(&line, painter.bytes, take(&painter), means);
            if (line.theirs.odd)
                odd++;
            else
                hold_same(&line, term, i);
            line.theirs.odd = line.ours.odd = NULL;
        }
        assert_true(line.sent < line.least && odd < frames / 10);
        line_free(&line);
    }
    painter_free(&painter);
}

// 0 where the C library does not tell.
static size_t memory_in_use(void)
{
#if defined __GLIBC__ && __GLIBC_PREREQ(2, 33)
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

static void between_two_screens_one_is_held_and_no_copy_of_it(void **state)
{
    (void)state;
    enum { ROWS = 50, COLUMNS = 160, SCREENS = 9, SCREEN_BYTES = ROWS * COLUMNS * (int)sizeof(EmulatedCell) };
    static const char *const pages[] = {"\033[H\033[2JOne\033[H", "\033[H\033[2JAnother\r\nof two\033[H"};
    const size_t before = memory_in_use();
    Frame *frame = frame_new(true);
    Buffer out = {0};
    for (int i = 0; i < SCREENS; i++) {
        buffer_cut(&out, 0);
        frame_put(frame, &out, pages[i % 2], strlen(pages[i % 2]), (FrameMeans){.rows = ROWS, .columns = COLUMNS});
    }
    const size_t held = memory_in_use() - before;
    frame_free(frame);
    buffer_free(&out);
    assert_true(held < 2 * SCREEN_BYTES);
}

static void any_screen_shows_what_ncurses_sent(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux", "tmux-256color", "xterm", "screen"};
    static const int sizes[][2] = {{24, 80}, {10, 40}, {60, 200}, {3, 24}};
    uint64_t seed = 1;
    for (size_t term = 0; term < sizeof terms / sizeof *terms; term++)
        for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
            hold_screens(terms[term], sizes[size][0], sizes[size][1], seed++);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_screen_is_sent_as_it_is),
        cmocka_unit_test(rows_begin_at_their_margin),
        cmocka_unit_test(a_new_page_is_cleared_first),
        cmocka_unit_test(a_line_scrolls_and_the_region_stays),
        cmocka_unit_test(what_is_alike_is_repeated),
        cmocka_unit_test(near_the_edge_nothing_is_repeated),
        cmocka_unit_test(attributes_end_one_by_one_or_all),
        cmocka_unit_test(what_was_unknown_is_said_again_once_it_is_known),
        cmocka_unit_test(what_is_not_known_passes_whole_and_in_order),
        cmocka_unit_test(what_is_to_be_kept_is),
        cmocka_unit_test(between_two_screens_one_is_held_and_no_copy_of_it),
        cmocka_unit_test(any_screen_shows_what_ncurses_sent),
    };
    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
