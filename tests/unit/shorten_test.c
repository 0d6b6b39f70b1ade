// Fewer bytes, the same screen: known pieces byte for byte, and any frames on a small terminal of this test's own.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "screen/shorten.h"
#include "random.h"

enum { ROWS = 24, COLUMNS = 80, TAB = 8, FRAMES = 3000, STEPS = 40 };

static Shortener at_home(void)
{
    static const char first[] = "\033[H\033[2J\033(B\033[m";
    Buffer out = {0};
    Shortener shortener = {.rows = ROWS, .columns = COLUMNS, .stops = TAB};
    shorten_forget(&shortener);
    shorten(&shortener, first, strlen(first), &out);
    buffer_free(&out);
    return shortener;
}

static void expect(Shortener *shortener, const char *frame, const char *sent)
{
    Buffer out = {0};
    shorten(shortener, frame, strlen(frame), &out);
    assert_string_equal(buffer_text(&out), sent);
    buffer_free(&out);
}

static void a_row_below_is_gone_to_by_a_line_feed(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "one\033[2;1Htwo\033[3;7Hx", "one\n\rtwo\n\033[7Gx");
}

static void a_column_behind_a_tab_stop_is_gone_to_by_tabs(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[1;8Hseveral\033[2;8Htwo", "\r\t\bseveral\n\r\t\btwo");
    shortener.stops = 0;
    expect(&shortener, "\033[3;1Hand\033[4;8Hthree", "\n\rand\n\033[8Gthree");
}

static void what_is_far_is_addressed(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[20;40Hx\033[1;1Hy", "\033[20;40Hx\033[Hy");
}

static void a_row_or_two_above_is_gone_to_by_reverse_line_feeds(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[9;3Hab\033[8;5Hc\033[6;6Hd", "\033[9;3Hab\033Mc\033M\033Md");
}

static void a_region_is_set_once_and_scrolled_again_and_again(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[?25l\033[1;23r\033[23;1H\n\033[1;24r\033[23;1Hone\r", "\033[?25l\033[1;23r\033[23H\none");
    expect(&shortener, "\0337\033[1;23r\0338\n\033[1;24r\033[23;1Htwo\r", "\n\rtwo");
    expect(&shortener, "\033[24;1Hfoot", "\033[24Hfoot");
    expect(&shortener, "\033[23;1Hup", "\033M\rup");
    expect(&shortener, "\033[1;1H\033[1;20r\033[1;1H\033M\033[1;24r", "\033[1;20r\033M");
}

static void attributes_that_are_there_are_not_said_again(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033(B\033[0;1mone\033(B\033[m two", "\033[1mone\033[m two");
    expect(&shortener, "\033[m\033(B\033[0;7m\033(B\033[m three", " three");
    expect(&shortener, "\033[0;7mfour\033[0;1;7mfive", "\033[7mfour\033[0;1;7mfive");
}

static void a_cursor_is_brought_where_it_is_seen(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[5;5Hx\033[?25l\033[1;1H", "\033[5;5Hx\033[?25l");
    expect(&shortener, "\033[?25h", "\033[?25h\033[H");
}

static void behind_letters_of_other_widths_the_column_is_addressed(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[2;1H\u706f\u53f0\b\bx\033[2;20Hy", "\n\u706f\u53f0\b\bx\033[2;20Hy");
    expect(&shortener, "\033[3;1H\u706f\033[3;20Hy", "\n\r\u706f\033[20Gy");
}

static void the_last_cell_is_written_without_ado(void **state)
{
    (void)state;
    Shortener shortener = at_home();
    expect(&shortener, "\033[24;80H\033[?7lx\033[?7h\033[1;1Hy", "\033[24;80Hx\033[Hy");
}

static void before_other_bytes_all_is_as_ncurses_has_it(void **state)
{
    (void)state;
    Buffer out = {0};
    Shortener shortener = at_home();
    expect(&shortener, "\033[?25l\033[1;23r\033[23;1H\n\033[1;24r\033[3;4H", "\033[?25l\033[1;23r\033[23H\n");
    shorten_settle(&shortener, &out);
    assert_string_equal(buffer_text(&out), "\033[r\033[3;4H");
    buffer_free(&out);
}

// A terminal, as far as these bytes need one

typedef struct {
    char character;
    unsigned style;
} Shown;

typedef struct {
    Shown cells[ROWS][COLUMNS];
    int row, column, kept_row, kept_column, first, last;
    unsigned style;
    bool is_hidden, waits;  // waits: behind the last column, before it wraps
} Small;

static void clear(Small *small, int row, int from, int end)
{
    for (int column = from; column < end; column++)
        small->cells[row][column] = (Shown){' ', 0};
}

static void scroll(Small *small, int first, int step)
{
    const int rows = small->last - first;
    if (step > 0)
        memmove(small->cells[first], small->cells[first + 1], (size_t)rows * sizeof *small->cells);
    else
        memmove(small->cells[first + 1], small->cells[first], (size_t)rows * sizeof *small->cells);
    clear(small, step > 0 ? small->last : first, 0, COLUMNS);
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void put(Small *small, char character)
{
    if (small->waits)
        fail_msg("nothing here wraps");
    small->cells[small->row][small->column] = (Shown){character, small->style};
    small->waits = small->column == COLUMNS - 1;
    small->column += !small->waits;
}

static void set_style(Small *small, const char *numbers)
{
    if (*numbers == 'm')
        small->style = 0;
    for (char *end; *numbers != 'm'; numbers = *end == ';' ? end + 1 : end) {
        const long number = strtol(numbers, &end, 10);
        small->style = number ? small->style | 1u << number : 0;
    }
}

static const char *take_sequence(Small *small, const char *at)
{
    const bool is_private = *at == '?';
    char *end;
    const char *numbers = at;
    const int first = (int)strtol(at + is_private, &end, 10), second = *end == ';' ? (int)strtol(end + 1, &end, 10) : 0, count = first ? first : 1;
    while (*end < 0x40)
        end++;
    switch (*end) {
    case 'H': small->row = count - 1; small->column = (second ? second : 1) - 1; break;
    case 'G': small->column = count - 1; break;
    case 'd': small->row = count - 1; break;
    case 'A': small->row = clamp(small->row - count, small->row >= small->first ? small->first : 0, ROWS - 1); break;
    case 'B': small->row = clamp(small->row + count, 0, small->row <= small->last ? small->last : ROWS - 1); break;
    case 'C': small->column = clamp(small->column + count, 0, COLUMNS - 1); break;
    case 'D': small->column = clamp(small->column - count, 0, COLUMNS - 1); break;
    case 'K': clear(small, small->row, first ? 0 : small->column, first ? small->column + 1 : COLUMNS); break;
    case 'X': clear(small, small->row, small->column, clamp(small->column + count, 0, COLUMNS)); break;
    case 'J':
        clear(small, small->row, small->column, COLUMNS);
        for (int row = first ? 0 : small->row + 1; row < ROWS; row++)
            clear(small, row, 0, COLUMNS);
        break;
    case 'L': case 'M':
        for (int i = 0; i < count && small->row >= small->first && small->row <= small->last; i++)
            scroll(small, small->row, *end == 'M' ? 1 : -1);
        break;
    case 'm': set_style(small, numbers); return end + 1;
    case 'r':
        small->first = count - 1;
        small->last = (second ? second : ROWS) - 1;
        small->row = small->column = 0;
        break;
    case 'h': case 'l': small->is_hidden = first == 25 ? *end == 'l' : small->is_hidden; return end + 1;
    default: fail_msg("the small terminal does not know CSI %c", *end);
    }
    small->waits = false;
    return end + 1;
}

static const char *take_escape(Small *small, const char *at)
{
    switch (*at) {
    case '[': return take_sequence(small, at + 1);
    case '(': return at + 2;
    case '7': small->kept_row = small->row; small->kept_column = small->column; break;
    case '8': small->row = small->kept_row; small->column = small->kept_column; small->waits = false; break;
    case 'M':
        if (small->row == small->first)
            scroll(small, small->first, -1);
        else
            small->row -= small->row > 0;
        small->waits = false;
        break;
    default: fail_msg("the small terminal does not know ESC %c", *at);
    }
    return at + 1;
}

static void take_control(Small *small, char control)
{
    if (control == '\n' && small->row == small->last)
        scroll(small, small->first, 1);
    else if (control == '\n')
        small->row += small->row < ROWS - 1;
    else if (control == '\r')
        small->column = 0;
    else if (control == '\b')
        small->column -= small->column > 0;
    else if (control == '\t')
        small->column = clamp((small->column / TAB + 1) * TAB, 0, COLUMNS - 1);
    small->waits = false;
}

static void show(Small *small, const char *bytes)
{
    while (*bytes)
        if (*bytes == 27)
            bytes = take_escape(small, bytes + 1);
        else if ((unsigned char)*bytes < ' ')
            take_control(small, *bytes++);
        else
            put(small, *bytes++);
}

static Small small_terminal(void)
{
    Small small = {.last = ROWS - 1};
    for (int row = 0; row < ROWS; row++)
        clear(&small, row, 0, COLUMNS);
    return small;
}

// Frames as ncurses makes them

static void add_text(Buffer *frame, Random *seed, int room)
{
    for (int length = (int)random_below(seed, 12) + 1; length > 0 && room > 0; length--, room--)
        buffer_add_char(frame, "abc -xyz"[random_below(seed, 8)]);
}

static void add_place(Buffer *frame, Random *seed, bool is_near, Spot *spot)
{
    spot->row = is_near ? (spot->row + 1) % ROWS : (int)random_below(seed, ROWS);
    spot->column = random_below(seed, 2) ? 7 : (int)random_below(seed, COLUMNS - 1);
    buffer_addf(frame, "\033[%d;%dH", spot->row + 1, spot->column + 1);
}

static void add_scroll(Buffer *frame, Random *seed)
{
    static const char *const scrolls[] = {
        "\033[1;23r\033[23;1H\n\033[1;24r", "\0337\033[1;23r\033[1;1H\033M\033[1;24r\0338", "\033[3;20r\033[20;1H\n\n\033[1;24r", "\033[5;1H\033[2M", "\033[6;1H\033[L",
    };
    buffer_add_text(frame, scrolls[random_below(seed, 5)]);
}

static void add_step(Buffer *frame, Random *seed, Spot *spot)
{
    static const char *const others[] = {"\033[K", "\033[1K", "\033[5X", "\033[J", "\033(B\033[m", "\033(B\033[0;1m", "\033(B\033[0;1;7m", "\033[4m", "\033[?25l", "\033[?25h", "\r", "\033[2A", "\033[3B"};
    const int choice = (int)random_below(seed, 10);
    if (choice < 7) {
        add_place(frame, seed, choice < 4, spot);
        add_text(frame, seed, COLUMNS - spot->column);
    } else if (choice == 7) {
        add_scroll(frame, seed);
        add_place(frame, seed, false, spot);
    } else {
        buffer_add_text(frame, others[random_below(seed, sizeof others / sizeof *others)]);
        add_place(frame, seed, true, spot);
    }
}

static void compare(const Small *one, const Small *other, const Buffer *frame, const Buffer *sent)
{
    const bool is_same = memcmp(one->cells, other->cells, sizeof one->cells) == 0;
    const bool has_cursor = one->is_hidden == other->is_hidden && (one->is_hidden || (one->row == other->row && one->column == other->column));
    if (!is_same || !has_cursor)
        fail_msg("%s: %s\nbecame %s", is_same ? "the cursor" : "the screen", buffer_text(frame), buffer_text(sent));
}

static void any_frames_leave_the_same_screen(void **state)
{
    (void)state;
    Random seed = {5};
    Small wanted = small_terminal(), shown = small_terminal();
    Shortener shortener = {.rows = ROWS, .columns = COLUMNS, .stops = TAB};
    Spot spot = {0, 0};
    size_t before = 0, after = 0;
    shorten_forget(&shortener);
    for (int i = 0; i < FRAMES; i++) {
        Buffer frame = {0}, sent = {0};
        if (i % 100 == 0) {
            shorten_forget(&shortener);
            buffer_add_text(&frame, "\033[H\033[2J");
        }
        for (int steps = (int)random_below(&seed, STEPS); steps > 0; steps--)
            add_step(&frame, &seed, &spot);
        buffer_add_text(&frame, "\033[m");
        shorten(&shortener, buffer_text(&frame), frame.length, &sent);
        show(&wanted, buffer_text(&frame));
        show(&shown, buffer_text(&sent));
        compare(&wanted, &shown, &frame, &sent);
        before += frame.length;
        after += sent.length;
        buffer_free(&frame);
        buffer_free(&sent);
    }
    assert_true(after < before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_below_is_gone_to_by_a_line_feed),
        cmocka_unit_test(a_column_behind_a_tab_stop_is_gone_to_by_tabs),
        cmocka_unit_test(what_is_far_is_addressed),
        cmocka_unit_test(a_row_or_two_above_is_gone_to_by_reverse_line_feeds),
        cmocka_unit_test(a_region_is_set_once_and_scrolled_again_and_again),
        cmocka_unit_test(attributes_that_are_there_are_not_said_again),
        cmocka_unit_test(a_cursor_is_brought_where_it_is_seen),
        cmocka_unit_test(behind_letters_of_other_widths_the_column_is_addressed),
        cmocka_unit_test(the_last_cell_is_written_without_ado),
        cmocka_unit_test(before_other_bytes_all_is_as_ncurses_has_it),
        cmocka_unit_test(any_frames_leave_the_same_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
