// The bytes of a screen, as ncurses has them, in fewer bytes.
#include "screen/shorten.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNKNOWN = -1, WAY_BYTES = 64, ESCAPE = 27 };

// One control sequence, escape or control character, or text.
typedef struct {
    const char *bytes;
    size_t length;
    char final;         // of a control sequence; 0 = it is none
    bool is_private;
    int numbers[2];     // 0 = left out
} Token;

typedef struct {
    char bytes[WAY_BYTES];
    int length;
} Way;

static bool is_same_spot(Spot one, Spot other)
{
    return one.row == other.row && one.column == other.column;
}

static bool is_known(Spot spot)
{
    return spot.row != UNKNOWN && spot.column != UNKNOWN;
}

static bool is_away(const Shortener *s)
{
    return !is_same_spot(s->wanted, s->real);
}

static bool is_same_region(Region one, Region other)
{
    return one.first == other.first && one.last == other.last;
}

// Ways

static Way absolute(Spot to)
{
    Way way;
    if (to.column == 0)
        way.length = to.row ? snprintf(way.bytes, sizeof way.bytes, "\033[%dH", to.row + 1) : snprintf(way.bytes, sizeof way.bytes, "\033[H");
    else
        way.length = snprintf(way.bytes, sizeof way.bytes, "\033[%d;%dH", to.row + 1, to.column + 1);
    return way;
}

static void add(Way *way, char c, int times)
{
    while (times-- > 0 && way->length < WAY_BYTES)
        way->bytes[way->length++] = c;
}

static void add_sequence(Way *way, int number, char final)
{
    way->length += snprintf(way->bytes + way->length, (size_t)(WAY_BYTES - way->length), "\033[%d%c", number, final);
}

// From the left edge by tabs, and back to the column.
static void add_tabs(Way *way, int column, int tab)
{
    const int tabs = (column + tab - 1) / tab;
    add(way, '\r', 1);
    add(way, '\t', tabs);
    add(way, '\b', tabs * tab - column);
}

static int tabs_length(const Shortener *s, int column)
{
    const int tabs = s->stops ? (column + s->stops - 1) / s->stops : 0;
    return s->stops && tabs * s->stops < s->columns ? 1 + tabs + tabs * s->stops - column : WAY_BYTES;
}

// In its row; `from` may be unknown.
static void add_across(const Shortener *s, Way *way, int from, int to)
{
    const int address = to < 9 ? 4 : to < 99 ? 5 : 6;
    if (from == to)
        return;
    if (to == 0)
        add(way, '\r', 1);
    else if (from > to && from - to <= 3)
        add(way, '\b', from - to);
    else if (tabs_length(s, to) < address)
        add_tabs(way, to, s->stops);
    else
        add_sequence(way, to + 1, 'G');
}

// A line feed at the last row of the region would scroll.
static bool goes_down(const Shortener *s)
{
    const int from = s->real.row, to = s->wanted.row, last = s->real_region.last;
    return from != UNKNOWN && from <= to && (from > last || to <= last) && to - from < WAY_BYTES / 2;
}

// And a reverse one at the first row. Each takes two bytes, an address five or more.
static bool goes_up(const Shortener *s)
{
    const int from = s->real.row, to = s->wanted.row, first = s->real_region.first;
    return to < from && from - to <= 2 && (first <= to || first > from);
}

// Up and down in the same column, then across.
static Way relative(const Shortener *s)
{
    Way way = {.length = 0};
    add(&way, '\n', s->wanted.row - s->real.row);
    for (int row = s->real.row; row > s->wanted.row; row--) {
        add(&way, ESCAPE, 1);
        add(&way, 'M', 1);
    }
    add_across(s, &way, s->real.column, s->wanted.column);
    return way;
}

static void go(Shortener *s, Buffer *out)
{
    if (!is_away(s))
        return;
    Way best = absolute(s->wanted);
    if (goes_down(s) || goes_up(s)) {
        const Way other = relative(s);
        best = other.length < best.length ? other : best;
    }
    buffer_add(out, best.bytes, (size_t)best.length);
    s->real = s->wanted;
}

// Attributes

// Only what sets all of them is kept for later alone; what adds to them goes behind it.
static void want_style(Shortener *s, const Token *token, Buffer *out)
{
    static const char reset[] = "\033[0;";
    const bool is_whole = token->length == 3 || memcmp(token->bytes, reset, sizeof reset - 1) == 0;
    if (is_whole)
        s->style_length = 0;
    if (s->style_length + token->length > sizeof s->style) {
        buffer_add(out, s->style, s->style_length);
        s->style_length = 0;
        s->is_plain = false;
    }
    if (token->length > sizeof s->style) {
        buffer_add(out, token->bytes, token->length);
        return;
    }
    memcpy(s->style + s->style_length, token->bytes, token->length);
    s->style_length += token->length;
}

static void dress(Shortener *s, Buffer *out)
{
    static const char plain[] = "\033[m", reset[] = "\033[0;";
    const size_t length = s->style_length;
    const bool becomes_plain = length == sizeof plain - 1 && memcmp(s->style, plain, length) == 0;
    if (!length)
        return;
    s->style_length = 0;
    if (becomes_plain && s->is_plain)
        return;
    if (s->is_plain && length > sizeof reset - 1 && memcmp(s->style, reset, sizeof reset - 1) == 0) {
        buffer_add_text(out, "\033[");
        buffer_add(out, s->style + sizeof reset - 1, length - (sizeof reset - 1));
    } else {
        buffer_add(out, s->style, length);
    }
    s->is_plain = becomes_plain;
}

// The region

// The cursor goes home with it; where it stood is kept where nobody could say how to come back.
static void set_region(Shortener *s, Buffer *out)
{
    const Region region = s->wanted_region;
    const bool is_lost = !is_known(s->wanted);
    if (is_same_region(region, s->real_region))
        return;
    if (is_lost)
        buffer_add_text(out, "\0337");
    if (region.first == 0 && region.last == s->rows - 1)
        buffer_add_text(out, "\033[r");
    else
        buffer_addf(out, "\033[%d;%dr", region.first + 1, region.last + 1);
    s->real_region = region;
    if (is_lost)
        buffer_add_text(out, "\0338");
    else
        s->real = (Spot){0, 0};
}

// What is done with tokens

static void send(const Token *token, Buffer *out)
{
    buffer_add(out, token->bytes, token->length);
}

// Where it leads depends on what was there before: both are known no more, and are the same.
static void lose_column(Shortener *s)
{
    s->wanted.column = s->real.column = UNKNOWN;
}

static void send_text(Shortener *s, const Token *token, Buffer *out)
{
    go(s, out);
    dress(s, out);
    send(token, out);
    bool is_ascii = true;
    for (size_t i = 0; i < token->length; i++)
        is_ascii = is_ascii && (unsigned char)token->bytes[i] < 0x80;
    const int column = s->wanted.column;
    if (!is_ascii || column == UNKNOWN || token->length >= (size_t)(s->columns - column))
        lose_column(s);
    else
        s->wanted.column = s->real.column = column + (int)token->length;
}

// What depends on the region and the row.
static void send_scroll(Shortener *s, const Token *token, Buffer *out)
{
    set_region(s, out);
    if (s->real.row != s->wanted.row)
        go(s, out);
    dress(s, out);
    send(token, out);
}

static void take_line_feed(Shortener *s, const Token *token, Buffer *out)
{
    if (!is_known(s->wanted) || s->wanted.row == s->wanted_region.last)
        send_scroll(s, token, out);
    else if (s->wanted.row < s->rows - 1)
        s->wanted.row++;
}

static void take_row(Shortener *s, const Token *token, int row, Buffer *out)
{
    if (s->wanted.column == UNKNOWN) {
        send(token, out);
        s->real.row = row;
    }
    s->wanted.row = row;
}

static void take_column(Shortener *s, const Token *token, int column, Buffer *out)
{
    if (s->wanted.row == UNKNOWN) {
        send(token, out);
        s->real.column = column;
    }
    s->wanted.column = column;
}

static int within(int value, int count)
{
    return value < 0 ? 0 : value < count ? value : count - 1;
}

// By a number of rows or columns; false: from where, is not known.
static bool step(Shortener *s, const Token *token)
{
    const int count = token->numbers[0] ? token->numbers[0] : 1;
    if (!is_known(s->wanted))
        return false;
    switch (token->final) {
    case 'A': s->wanted.row = within(s->wanted.row - count, s->rows); break;
    case 'B': s->wanted.row = within(s->wanted.row + count, s->rows); break;
    case 'C': s->wanted.column = within(s->wanted.column + count, s->columns); break;
    case 'D': s->wanted.column = within(s->wanted.column - count, s->columns); break;
    default: return false;
    }
    return true;
}

// What leads from where nobody knows, or is not known itself.
static void send_motion(Shortener *s, const Token *token, Buffer *out)
{
    go(s, out);
    set_region(s, out);
    go(s, out);
    send(token, out);
    s->wanted = s->real = (Spot){UNKNOWN, UNKNOWN};
    s->has_charset = false;
}

static void send_clearing(Shortener *s, const Token *token, Buffer *out)
{
    go(s, out);
    dress(s, out);
    send(token, out);
}

static void take_region(Shortener *s, const Token *token)
{
    const int first = token->numbers[0], last = token->numbers[1];
    s->wanted_region = (Region){first ? first - 1 : 0, last ? last - 1 : s->rows - 1};
    s->wanted = (Spot){0, 0};
}

static void take_mode(Shortener *s, const Token *token, Buffer *out)
{
    if (token->is_private && token->numbers[0] == 7)
        return; // the last cell can be written without: the terminal waits before it wraps
    if (token->is_private && token->numbers[0] == 25)
        s->is_cursor_hidden = token->final == 'l';
    send(token, out);
}

static void take_sequence(Shortener *s, const Token *token, Buffer *out)
{
    const int first = token->numbers[0] ? token->numbers[0] - 1 : 0, second = token->numbers[1] ? token->numbers[1] - 1 : 0;
    switch (token->final) {
    case 'H': s->wanted = (Spot){first, second}; break;
    case 'G': take_column(s, token, first, out); break;
    case 'd': take_row(s, token, first, out); break;
    case 'm': want_style(s, token, out); break;
    case 'r': take_region(s, token); break;
    case 'h': case 'l': take_mode(s, token, out); break;
    case 'J': case 'K': case 'X': case 'P': case '@': send_clearing(s, token, out); break;
    case 'L': case 'M': case 'S': case 'T': send_scroll(s, token, out); break;
    case 'b': send(token, out); lose_column(s); break;
    default:
        if (!step(s, token))
            send_motion(s, token, out);
        break;
    }
}

// Terminals switch to their plain characters with each attribute that ends; nothing here is drawn with others.
static void choose_plain(Shortener *s, const Token *token, Buffer *out)
{
    if (!s->has_charset)
        send(token, out);
    s->has_charset = true;
}

// ESC 7 and ESC 8 stand only around a region that is set.
static void take_escape(Shortener *s, const Token *token, Spot *kept, Buffer *out)
{
    static const char plain[] = "\033(B";
    if (token->length == sizeof plain - 1 && memcmp(token->bytes, plain, token->length) == 0) {
        choose_plain(s, token, out);
    } else if (token->bytes[1] == '7') {
        if (!is_known(s->wanted))
            send(token, out);
        *kept = s->wanted;
    } else if (token->bytes[1] == '8') {
        if (!is_known(*kept)) {
            set_region(s, out);
            send(token, out);
            s->real = *kept;
        }
        s->wanted = *kept;
    } else if (token->bytes[1] == 'M' && is_known(s->wanted) && s->wanted.row != s->wanted_region.first) {
        s->wanted.row -= s->wanted.row > 0;
    } else if (token->bytes[1] == 'M') {
        send_scroll(s, token, out);
    } else {
        send_motion(s, token, out);
    }
}

static void take_control(Shortener *s, const Token *token, Buffer *out)
{
    switch (*token->bytes) {
    case '\r':
        if (s->wanted.row == UNKNOWN)
            take_column(s, token, 0, out);
        s->wanted.column = 0;
        break;
    case '\n': take_line_feed(s, token, out); break;
    case '\b':
        if (s->wanted.column > 0)
            s->wanted.column--;
        else
            send_motion(s, token, out);
        break;
    case '\017': choose_plain(s, token, out); break;
    default: send_motion(s, token, out); break;
    }
}

// Reading

static size_t text_length(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && (unsigned char)bytes[i] >= ' ' && bytes[i] != 0x7F)
        i++;
    return i;
}

static Token read_sequence(const char *bytes, size_t length)
{
    Token token = {.bytes = bytes};
    size_t i = 2, number = 0;
    if (i < length && bytes[i] == '?') {
        token.is_private = true;
        i++;
    }
    for (; i < length && (bytes[i] < 0x40 || bytes[i] > 0x7E); i++)
        if (bytes[i] == ';')
            number++;
        else if (bytes[i] >= '0' && bytes[i] <= '9' && number < 2 && token.numbers[number] < 10000)
            token.numbers[number] = token.numbers[number] * 10 + bytes[i] - '0';
    token.length = i < length ? i + 1 : length;
    token.final = i < length ? bytes[i] : 0;
    return token;
}

static Token read_token(const char *bytes, size_t length)
{
    if (*bytes != ESCAPE)
        return (Token){.bytes = bytes, .length = text_length(bytes, length) ? text_length(bytes, length) : 1};
    if (length > 1 && bytes[1] == '[')
        return read_sequence(bytes, length);
    const size_t whole = length > 1 && bytes[1] >= ' ' && bytes[1] <= '/' ? 3 : 2;
    return (Token){.bytes = bytes, .length = whole < length ? whole : length};
}

void shorten_forget(Shortener *s)
{
    s->wanted = s->real = (Spot){UNKNOWN, UNKNOWN};
    s->wanted_region = (Region){0, s->rows - 1};
    s->real_region = (Region){UNKNOWN, UNKNOWN};
    s->style_length = 0;
    s->is_plain = s->has_charset = false;
}

// A region of which nothing is known is taken back; what comes then is addressed from the top.
static void begin(Shortener *s, Buffer *out)
{
    if (s->real_region.last != UNKNOWN)
        return;
    s->wanted = (Spot){0, 0};
    set_region(s, out);
}

void shorten(Shortener *s, const char *bytes, size_t length, Buffer *out)
{
    Spot kept = {UNKNOWN, UNKNOWN};
    begin(s, out);
    for (size_t i = 0; i < length;) {
        const Token token = read_token(bytes + i, length - i);
        i += token.length;
        if (token.final)
            take_sequence(s, &token, out);
        else if (*token.bytes == ESCAPE && token.length > 1)
            take_escape(s, &token, &kept, out);
        else if ((unsigned char)*token.bytes < ' ' || *token.bytes == 0x7F)
            take_control(s, &token, out);
        else
            send_text(s, &token, out);
    }
    if (!s->is_cursor_hidden)
        go(s, out);
    dress(s, out);
}

void shorten_settle(Shortener *s, Buffer *out)
{
    s->wanted_region = (Region){0, s->rows - 1};
    const Spot wanted = s->wanted;
    set_region(s, out);
    s->wanted = wanted;
    go(s, out);
    dress(s, out);
    s->wanted = s->real = (Spot){UNKNOWN, UNKNOWN};
    s->is_plain = false;
}
