// What the terminal's character set can show.
#include "text/locale.h"
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include "base/translate.h"
#include "text/amount.h"
#include "text/character.h"
#include "text/cluster.h"
#include "text/icu.h"
#include "text/safe.h"
#include "text/utf8.h"

// Of a cluster no more is looked at; what marks go beyond could not be encoded anyhow.
enum { UNITS = 64, DATE_CHARACTERS = 64 };

bool locale_start(void)
{
    icu_start();
    bool is_there = setlocale(LC_ALL, "") != NULL;
    if (!is_there && !setlocale(LC_ALL, "C.UTF-8"))
        setlocale(LC_ALL, "C");
    setlocale(LC_NUMERIC, "C");
    return is_there;
}

const char *locale_language(char out[LOCALE_LANGUAGE_BYTES])
{
    const char *name = setlocale(LC_MESSAGES, NULL);
    size_t length = name ? strcspn(name, ".@") : 0;
    if (length < 2 || length >= LOCALE_LANGUAGE_BYTES || !strncmp(name, "POSIX", 5))
        return strcpy(out, "en");
    memcpy(out, name, length);
    out[length] = '\0';
    for (char *underscore; (underscore = strchr(out, '_'));)
        *underscore = '-';
    return out;
}

bool locale_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool locale_shows(unsigned codepoint)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    return wcrtomb(bytes, (wchar_t)codepoint, &state) != (size_t)-1;
}

// A cluster on its way to a smaller character set.
typedef struct {
    UChar units[UNITS];
    int32_t count;
} Piece;

// Without what is never seen: in an old character set a soft hyphen is a hyphen, and the others don't exist.
static Piece visible_piece(const char *cluster, size_t length)
{
    Piece piece = {.count = 0};
    for (size_t at = 0; at < length && piece.count + 2 <= UNITS;) {
        const uint32_t c = utf8_next(cluster, length, &at);
        if (!character(c)->is_ignorable)
            U16_APPEND_UNSAFE(piece.units, piece.count, c);
    }
    return piece;
}

static bool piece_shows(const Piece *piece)
{
    for (int32_t at = 0; at < piece->count;) {
        UChar32 c;
        U16_NEXT(piece->units, at, piece->count, c);
        if (!locale_shows((unsigned)c))
            return false;
    }
    return true;
}

static Piece composed(const Piece *piece)
{
    UErrorCode status = U_ZERO_ERROR;
    Piece made;
    made.count = unorm2_normalize(unorm2_getNFCInstance(&status), piece->units, piece->count, made.units, UNITS, &status);
    return U_SUCCESS(status) ? made : *piece;
}

// What has no compatibility decomposition (UAX #15), in order.
static const struct {
    UChar32 sign;
    const char *text;
} spelt[] = {
    {0xA0, " "}, {0xA9, "(C)"}, {0xAB, "<<"}, {0xAE, "(R)"}, {0xB1, "+-"}, {0xB7, "."}, {0xBB, ">>"}, {0xC6, "AE"}, {0xD0, "D"}, {0xD7, "x"}, {0xD8, "O"},
    {0xDE, "TH"}, {0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"}, {0xF7, ":"}, {0xF8, "o"}, {0xFE, "th"}, {0x110, "D"}, {0x111, "d"}, {0x126, "H"}, {0x127, "h"},
    {0x131, "i"}, {0x141, "L"}, {0x142, "l"}, {0x14A, "N"}, {0x14B, "n"}, {0x152, "OE"}, {0x153, "oe"}, {0x166, "T"}, {0x167, "t"}, {0x66A, "%"}, {0x66B, "."}, {0x66C, ","}, {0x1E9E, "SS"},
    {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0x2015, "-"}, {0x2018, "'"}, {0x2019, "'"}, {0x201A, ","}, {0x201C, "\""},
    {0x201D, "\""}, {0x201E, "\""}, {0x2022, "*"}, {0x2032, "'"}, {0x2033, "\""}, {0x2039, "<"}, {0x203A, ">"}, {0x2044, "/"}, {0x20AC, "EUR"},
    {0x2190, "<-"}, {0x2192, "->"}, {0x2212, "-"}, {0x2264, "<="}, {0x2265, ">="}, {0x3001, ","}, {0x3002, "."},
};

static const char *spelling_of(UChar32 c)
{
    size_t first = 0, behind = sizeof spelt / sizeof *spelt;
    while (behind - first > 1) {
        const size_t middle = first + (behind - first) / 2;
        if (spelt[middle].sign <= c)
            first = middle;
        else
            behind = middle;
    }
    return spelt[first].sign == c ? spelt[first].text : NULL;
}

// A mark that can't be encoded is left out, a digit is ASCII's, and what else can't be is "?", once for a cluster.
static void spell(Piece *made, UChar32 c)
{
    enum { SPELLING_MOST = 3 };
    const char *text = spelling_of(c);
    if (made->count + SPELLING_MOST > UNITS)
        return;
    if (locale_shows((unsigned)c))
        U16_APPEND_UNSAFE(made->units, made->count, c);
    else if (text)
        while (*text)
            made->units[made->count++] = (UChar)*text++;
    else if (u_charDigitValue(c) >= 0)
        made->units[made->count++] = (UChar)('0' + u_charDigitValue(c));
    else if (made->count == 0)
        made->units[made->count++] = '?';
}

static Piece decomposed(const Piece *piece)
{
    UErrorCode status = U_ZERO_ERROR;
    Piece made;
    made.count = unorm2_normalize(unorm2_getNFKDInstance(&status), piece->units, piece->count, made.units, UNITS, &status);
    return U_SUCCESS(status) ? made : *piece;
}

static Piece degraded(const char *cluster, size_t length)
{
    Piece piece = visible_piece(cluster, length), made = {.count = 0};
    if (piece_shows(&piece))
        return piece;
    piece = composed(&piece);
    if (piece_shows(&piece))
        return piece;
    const Piece parts = decomposed(&piece);
    for (int32_t at = 0; at < parts.count;) {
        UChar32 c;
        U16_NEXT(parts.units, at, parts.count, c);
        spell(&made, c);
    }
    return made;
}

static void add_piece(Buffer *out, const Piece *piece, mbstate_t *state)
{
    for (int32_t at = 0; at < piece->count;) {
        UChar32 c;
        char bytes[MB_LEN_MAX];
        U16_NEXT(piece->units, at, piece->count, c);
        size_t count = wcrtomb(bytes, (wchar_t)c, state);
        if (count != (size_t)-1)
            buffer_add(out, bytes, count);
    }
}

// Some character sets of old have shifts: what is added ends unshifted.
static void end_shift(Buffer *out, mbstate_t *state)
{
    char bytes[MB_LEN_MAX];
    size_t count = wcrtomb(bytes, L'\0', state);
    if (count != (size_t)-1 && count > 1)
        buffer_add(out, bytes, count - 1);
}

void locale_add(Buffer *out, const char *text, size_t length)
{
    if (locale_is_utf8()) {
        buffer_add(out, text, length);
        return;
    }
    mbstate_t state = {0};
    for (size_t at = 0, end; at < length; at = end) {
        end = cluster_next(text, length, at);
        Piece piece = degraded(text + at, end - at);
        add_piece(out, &piece, &state);
    }
    end_shift(out, &state);
}

static size_t decode(const char *cluster, size_t length, wchar_t *wide, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < length && count + 1 < most;)
        wide[count++] = (wchar_t)utf8_next(cluster, length, &at);
    wide[count] = L'\0';
    return count;
}

// A terminal of such a character set shows what wcwidth(3) says of it.
int locale_cells(const char *cluster, size_t length)
{
    const Piece piece = degraded(cluster, length);
    int cells = 0;
    for (int32_t at = 0; at < piece.count;) {
        UChar32 c;
        U16_NEXT(piece.units, at, piece.count, c);
        const int more = wcwidth((wchar_t)c);
        cells += more < 0 ? 0 : more;
    }
    return cells;
}

size_t locale_wide(const char *cluster, size_t length, wchar_t *wide, size_t most)
{
    if (locale_is_utf8())
        return decode(cluster, length, wide, most);
    const Piece piece = degraded(cluster, length);
    size_t count = 0;
    for (int32_t at = 0; at < piece.count && count + 1 < most;) {
        UChar32 c;
        U16_NEXT(piece.units, at, piece.count, c);
        wide[count++] = (wchar_t)c;
    }
    wide[count] = L'\0';
    return count;
}

// The month first or the day first: the C locale's own form tells nobody.
static const wchar_t *date_form(void)
{
    const char *name = setlocale(LC_TIME, NULL);
    bool is_plain = !name || strcmp(name, "POSIX") == 0 || (name[0] == 'C' && (name[1] == '\0' || name[1] == '.'));
    return is_plain ? L"%Y-%m-%d" : L"%x";
}

static bool has_form(const char *text, const char *form)
{
    for (; *form; form++, text++)
        if (*form == '0' ? *text < '0' || *text > '9' : *text != *form)
            return false;
    return *text == '\0';
}

// No 30th of February either: what timegm() moves is refused.
static bool read_time(const char *text, time_t *time)
{
    struct tm asked = {0}, moved;
    if (!has_form(text, "0000-00-00T00:00:00Z"))
        return false;
    sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ", &asked.tm_year, &asked.tm_mon, &asked.tm_mday, &asked.tm_hour, &asked.tm_min, &asked.tm_sec);
    asked.tm_year -= 1900;
    asked.tm_mon -= 1;
    moved = asked;
    *time = timegm(&moved);
    return moved.tm_mon == asked.tm_mon && moved.tm_mday == asked.tm_mday && moved.tm_hour == asked.tm_hour && moved.tm_min == asked.tm_min;
}

// In the short form of the language of messages, where they have one.
static const char *date_of_messages(const struct tm *local, char *out, size_t size)
{
    char date[16], text[DATE_TEXT_BYTES];
    strftime(date, sizeof date, "%Y-%m-%d", local);
    snprintf(out, size, "%s", short_date_text(date, text));
    return out;
}

const char *locale_date(const char *time, char *out, size_t size)
{
    char language[LANGUAGE_BYTES];
    time_t moment;
    struct tm local;
    wchar_t wide[DATE_CHARACTERS];
    out[0] = '\0';
    tzset();
    if (!read_time(time, &moment) || !localtime_r(&moment, &local))
        return out;
    if (*translate_language(language))
        return date_of_messages(&local, out, size);
    size_t count = wcsftime(wide, DATE_CHARACTERS, date_form(), &local);
    Buffer utf8 = {0}, safe = {0};
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        buffer_add(&utf8, bytes, (size_t)utf8_put(bytes, (uint32_t)wide[i]));
    }
    safe_add_line(&safe, buffer_text(&utf8), utf8.length);
    if (safe.length < size)
        memcpy(out, buffer_text(&safe), safe.length + 1);
    buffer_free(&utf8);
    buffer_free(&safe);
    return out;
}
