// Numbers and dates in the language of the messages.
#include "text/amount.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include "base/translate.h"
#include "text/icu.h"
#include "text/safe.h"

enum { UNITS = 96 };

static const char *language(char *out)
{
    translate_language(out);
    if (!*out)
        snprintf(out, LANGUAGE_BYTES, "en");
    return out;
}

// False, and out is as it was: it is too long, or ICU failed.
static bool keep(const UChar *units, int32_t count, UErrorCode status, char *out, size_t size)
{
    char bytes[4 * UNITS + 1];
    Buffer safe = {0};
    int32_t length = 0;
    u_strToUTF8(bytes, sizeof bytes, &length, units, count, &status);
    if (U_SUCCESS(status))
        safe_add_line(&safe, bytes, (size_t)length);
    const bool fits = U_SUCCESS(status) && safe.length < size;
    if (fits)
        memcpy(out, buffer_text(&safe), safe.length + 1);
    buffer_free(&safe);
    return fits;
}

static void format(UNumberFormatStyle style, double number, char *out)
{
    char locale[LANGUAGE_BYTES];
    UChar units[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *form = unum_open(style, NULL, 0, language(locale), NULL, &status);
    const int32_t count = U_SUCCESS(status) ? unum_formatDouble(form, number, units, UNITS, NULL, &status) : 0;
    keep(units, count, status, out, AMOUNT_BYTES);
    unum_close(form);
}

// "1234567" becomes "1,234,567".
static void group_thousands(char *digits)
{
    for (size_t left = strlen(digits), behind = 3; left > 3; left -= 3, behind += 4) {
        memmove(digits + left - 2, digits + left - 3, behind + 1);
        digits[left - 3] = ',';
    }
}

// English needs no ICU: all of a report's numbers are of it where its reader's messages are, and rows by the thousand have some.
const char *amount_text(long long amount, char *out)
{
    char locale[LANGUAGE_BYTES];
    snprintf(out, AMOUNT_BYTES, "%lld", amount);
    if (*translate_language(locale))
        format(UNUM_DECIMAL, (double)amount, out);
    else
        group_thousands(out + (amount < 0));
    return out;
}

const char *percent_text(int percent, char *out)
{
    char locale[LANGUAGE_BYTES];
    snprintf(out, AMOUNT_BYTES, "%d%%", percent);
    if (*translate_language(locale))
        format(UNUM_PERCENT, percent / 100.0, out);
    return out;
}

typedef struct {
    int year, month, day;   // 0 = not told
} Day;

static bool read_day(const char *text, Day *day)
{
    int end = 0;
    *day = (Day){0};
    const int count = sscanf(text, "%4d%n-%2d%n-%2d%n", &day->year, &end, &day->month, &end, &day->day, &end);
    const bool has_month = count < 2 || (day->month >= 1 && day->month <= 12), has_day = count < 3 || (day->day >= 1 && day->day <= 31);
    return count > 0 && !text[end] && day->year > 0 && has_month && has_day;
}

// What the language makes of year, month by name, and day: "yMMMM" is "MMMM y" in English, "MMMM 'de' y" in Spanish.
static int32_t find_pattern(const char *locale, const UChar *parts, UChar *pattern, UErrorCode *status)
{
    UDateTimePatternGenerator *generator = udatpg_open(locale, status);
    const int32_t length = U_SUCCESS(*status) ? udatpg_getBestPattern(generator, parts, -1, pattern, UNITS, status) : 0;
    udatpg_close(generator);
    return length;
}

static UDate date_of(UDateFormat *form, const Day *day, UErrorCode *status)
{
    UCalendar *calendar = ucal_clone(udat_getCalendar(form), status);
    if (U_FAILURE(*status))
        return 0;
    ucal_clear(calendar);
    ucal_setDate(calendar, day->year, day->month ? day->month - 1 : 0, day->day ? day->day : 1, status);
    const UDate date = ucal_getMillis(calendar, status);
    ucal_close(calendar);
    return date;
}

static const char *write_day(const Day *day, const UChar *parts, char *out)
{
    char locale[LANGUAGE_BYTES], name[ULOC_FULLNAME_CAPACITY];
    UChar pattern[UNITS], units[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    snprintf(name, sizeof name, "%s@calendar=gregorian", language(locale)); // a report's dates are, whatever the language's own calendar
    const int32_t length = find_pattern(name, parts, pattern, &status);
    UDateFormat *form = udat_open(UDAT_PATTERN, UDAT_PATTERN, name, u"UTC", -1, pattern, length, &status);
    const UDate moment = U_SUCCESS(status) ? date_of(form, day, &status) : 0;
    const int32_t count = U_SUCCESS(status) ? udat_format(form, moment, units, UNITS, NULL, &status) : 0;
    keep(units, count, status, out, DATE_TEXT_BYTES);
    udat_close(form);
    return out;
}

static const char *write_date(const char *date, bool is_short, char *out)
{
    Day day;
    snprintf(out, DATE_TEXT_BYTES, "%s", date);
    if (!read_day(date, &day))
        return out;
    if (is_short)
        return write_day(&day, day.day ? u"yMMMd" : day.month ? u"yMMM" : u"y", out);
    return write_day(&day, day.day ? u"yMMMMd" : day.month ? u"yMMMM" : u"y", out);
}

const char *date_text(const char *date, char *out)
{
    return write_date(date, false, out);
}

const char *short_date_text(const char *date, char *out)
{
    return write_date(date, true, out);
}
