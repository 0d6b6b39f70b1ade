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
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>
#include "base/translate.h"
#include "text/amount.h"
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
        UChar32 c = (UChar32)utf8_next(cluster, length, &at);
        if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
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

// Opening it takes a tenth of a millisecond, 20 the first time: only where it is needed, once for a text.
static UTransliterator *latin_to_ascii(UTransliterator **opened)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!*opened)
        *opened = utrans_openU(u"Latin-ASCII", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    return *opened;
}

static Piece in_ascii(const Piece *piece, UTransliterator **opened)
{
    UErrorCode status = U_ZERO_ERROR;
    Piece made = *piece;
    int32_t limit = made.count;
    UTransliterator *rules = latin_to_ascii(opened);
    if (rules)
        utrans_transUChars(rules, made.units, &made.count, UNITS, 0, &limit, &status);
    return rules && U_SUCCESS(status) ? made : *piece;
}

// The base as it is or as "?", and the marks that can be encoded.
static Piece with_question_mark(const Piece *piece)
{
    Piece made = {.count = 0};
    for (int32_t at = 0; at < piece->count;) {
        UChar32 c;
        U16_NEXT(piece->units, at, piece->count, c);
        if (locale_shows((unsigned)c))
            U16_APPEND_UNSAFE(made.units, made.count, c);
        else if (made.count == 0)
            made.units[made.count++] = '?';
    }
    return made;
}

// The most frequent that Latin-ASCII would change to one character, and without it.
static UChar plain_sign(UChar32 c)
{
    switch (c) {
    case 0x00A0: return ' ';
    case 0x2018: case 0x2019: return '\'';
    case 0x201C: case 0x201D: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: return '-';
    }
    return 0;
}

static Piece plain(const Piece *piece)
{
    Piece made = *piece;
    for (int32_t i = 0; i < made.count; i++)
        if (plain_sign(made.units[i]))
            made.units[i] = plain_sign(made.units[i]);
    return made;
}

// A letter without the marks that can't be encoded.
static Piece without_marks(const Piece *piece)
{
    UErrorCode status = U_ZERO_ERROR;
    Piece made;
    made.count = unorm2_normalize(unorm2_getNFDInstance(&status), piece->units, piece->count, made.units, UNITS, &status);
    return U_SUCCESS(status) ? with_question_mark(&made) : *piece;
}

// Latin-ASCII knows Latin letters and the signs of all scripts, but no emoji.
static bool may_be_latin(const Piece *piece)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar32 c;
    U16_GET(piece->units, 0, 0, piece->count, c);
    const UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_LATIN || (script == USCRIPT_COMMON && !u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION));
}

static Piece degraded(const char *cluster, size_t length, UTransliterator **opened)
{
    Piece piece = visible_piece(cluster, length);
    if (piece_shows(&piece))
        return piece;
    piece = composed(&piece);
    if (piece_shows(&piece))
        return piece;
    const Piece signs = plain(&piece), letters = without_marks(&piece);
    if (piece_shows(&signs))
        return signs;
    if (letters.units[0] != '?' || !may_be_latin(&piece))
        return letters;
    const Piece ascii = in_ascii(&piece, opened);
    return piece_shows(&ascii) ? ascii : with_question_mark(&piece);
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
    UTransliterator *opened = NULL;
    mbstate_t state = {0};
    for (size_t at = 0, end; at < length; at = end) {
        end = cluster_next(text, length, at);
        Piece piece = degraded(text + at, end - at, &opened);
        add_piece(out, &piece, &state);
    }
    end_shift(out, &state);
    utrans_close(opened);
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
    UTransliterator *opened = NULL;
    const Piece piece = degraded(cluster, length, &opened);
    int cells = 0;
    utrans_close(opened);
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
    UTransliterator *opened = NULL;
    const Piece piece = degraded(cluster, length, &opened);
    utrans_close(opened);
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
