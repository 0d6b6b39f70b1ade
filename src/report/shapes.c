// The shapes that short values must have.
#include "report/shapes.h"
#include <stddef.h>
#include <string.h>
#include "base/number.h"
#include "report/limits.h"

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define LETTERS SMALL "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool is_all(const char *text, const char *allowed)
{
    return *text && !text[strspn(text, allowed)];
}

bool is_id(const char *text)
{
    return strchr(LETTERS, *text) && is_all(text, LETTERS DIGITS "_-") && strlen(text) <= ID_BYTES_MOST;
}

bool is_report_id(const char *text)
{
    return is_all(text, SMALL DIGITS "-") && strlen(text) <= ID_BYTES_MOST;
}

bool is_footnote_key(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length <= KEY_BYTES_MOST && !text[strcspn(text, " \t\n[]\\")];
}

bool is_language(const char *text)
{
    size_t part = strspn(text, LETTERS);
    if (part < 2 || part > 8)
        return false;
    while (text[part] == '-') {
        text += part + 1;
        part = strspn(text, LETTERS DIGITS);
        if (part < 1 || part > 8)
            return false;
    }
    return !text[part];
}

static bool is_number_of(const char *text, size_t digits, long least, long most)
{
    char part[8];
    long number;
    if (strlen(text) < digits)
        return false;
    memcpy(part, text, digits);
    part[digits] = '\0';
    return number_read(part, least, most, &number);
}

bool is_date(const char *text)
{
    size_t length = strlen(text);
    if ((length != 4 && length != 7 && length != 10) || !is_number_of(text, 4, 0, 9999))
        return false;
    if (length >= 7 && (text[4] != '-' || !is_number_of(text + 5, 2, 1, 12)))
        return false;
    return length < 10 || (text[7] == '-' && is_number_of(text + 8, 2, 1, 31));
}

bool is_address(const char *text)
{
    size_t scheme = strspn(text, LETTERS DIGITS "+.-");
    return scheme >= 2 && strchr(LETTERS, *text) && text[scheme] == ':' && text[scheme + 1];
}

bool is_path_below(const char *text)
{
    for (;;) {
        size_t part = strcspn(text, "/");
        if (part == 0 || (part == 1 && text[0] == '.') || (part == 2 && text[0] == '.' && text[1] == '.'))
            return false;
        if (!text[part])
            return true;
        text += part + 1;
    }
}
