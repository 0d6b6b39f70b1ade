// Regular expressions, with a limit of time.
#include "text/regex.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include "base/memory.h"
#include "base/translate.h"
#include "text/cluster.h"
#include "text/utf8.h"

// In ICU's steps, about a millisecond each.
enum { STEPS_MOST = 50, BYTES_PER_STEP = 4096, PATTERN_BYTES_MOST = 4000 };

struct Regex {
    URegularExpression *expression;
    const char *text;       // borrowed
    size_t length;
    int steps;              // taken on this text
    int steps_most;
};

// What is wrong, as a person can mend it.
static const char *reason_of(UErrorCode status)
{
    switch ((int)status) {
    case U_REGEX_MISMATCHED_PAREN:
        return _("a bracket ( or ) has no partner: close it, or write \\( for the sign itself");
    case U_REGEX_MISSING_CLOSE_BRACKET:
        return _("a [ is not closed: add ], or write \\[ for the sign itself");
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
        return _("no such escape: write \\\\ for a backslash itself");
    case U_REGEX_PROPERTY_SYNTAX:
        return _("no such property: as in \\p{L}");
    case U_REGEX_BAD_INTERVAL:
    case U_REGEX_MAX_LT_MIN:
    case U_REGEX_NUMBER_TOO_BIG:
        return _("the numbers in { } do not work: as in {2,4}, or write \\{ for the sign itself");
    case U_REGEX_INVALID_BACK_REF:
        return _("no such group before this: \\1 is the first ( )");
    case U_REGEX_INVALID_RANGE:
        return _("a range in [ ] runs backwards: as in [a-z]");
    case U_REGEX_LOOK_BEHIND_LIMIT:
        return _("what stands behind (?<= must have a limited length");
    }
    return _("this is not a regular expression: write \\ before * + ? . ( ) [ ] { } | ^ $ meant as signs");
}

static UChar *pattern_units(const char *pattern, int32_t *count)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t capacity = strlen(pattern) + 1;
    UChar *units = memory_new(capacity, sizeof *units);
    u_strFromUTF8WithSub(units, (int32_t)capacity, count, pattern, (int32_t)capacity - 1, 0xFFFD, NULL, &status);
    return units;
}

// ICU counts UTF-16 units from 0, and stands behind the one that it stumbled over.
static int column_of(const char *pattern, int32_t offset)
{
    int column = 1;
    size_t length = strlen(pattern), at = 0;
    for (int32_t units = 1; at < length && units < offset; column++)
        units += utf8_next(pattern, length, &at) > 0xFFFF ? 2 : 1;
    return column;
}

// ICU calls it after each step, whichever match it is at. False stops it.
static UBool count_step(const void *context, int32_t steps)
{
    (void)steps;
    Regex *regex = (Regex *)context;
    return ++regex->steps <= regex->steps_most;
}

Regex *regex_new(const char *pattern, FoldKind kind, Error *err)
{
    if (strlen(pattern) > PATTERN_BYTES_MOST) {
        error_set(err, _("the regular expression is longer than %d bytes: write a shorter one"), PATTERN_BYTES_MOST);
        return NULL;
    }
    int32_t count = 0;
    UChar *units = pattern_units(pattern, &count);
    UParseError place = {0};
    UErrorCode status = U_ZERO_ERROR;
    uint32_t flags = UREGEX_MULTILINE | (kind == FOLD_ALL ? UREGEX_CASE_INSENSITIVE : 0);
    URegularExpression *expression = uregex_open(units, count, flags, &place, &status);
    free(units);
    if (U_FAILURE(status)) {
        error_set(err, "%s", reason_of(status));
        if (err)
            err->column = column_of(pattern, place.offset);
        return NULL;
    }
    Regex *regex = memory_new(1, sizeof *regex);
    regex->expression = expression;
    uregex_setMatchCallback(expression, count_step, regex, &status);
    return regex;
}

void regex_free(Regex *regex)
{
    if (!regex)
        return;
    uregex_close(regex->expression);
    free(regex);
}

void regex_set_text(Regex *regex, const char *text, size_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text, (int64_t)length, &status);
    uregex_setUText(regex->expression, &view, &status);
    utext_close(&view); // the expression keeps a shallow copy
    regex->text = text;
    regex->length = length;
    regex->steps = 0;
    regex->steps_most = STEPS_MOST + (int)(length / BYTES_PER_STEP);
}

int regex_work(const Regex *regex)
{
    return regex->steps;
}

// The start of the cluster that holds `at`. What stands before `from`, a boundary, is not looked at again for each match.
static size_t start_after(const char *text, size_t length, size_t from, size_t at)
{
    return from + cluster_start(text + from, length - from, at - from);
}

RegexResult regex_find(Regex *regex, size_t from, TextRange *range)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *text = regex->text;
    const size_t length = regex->length;
    if (from >= length)
        return REGEX_NONE;
    bool is_found = uregex_find64(regex->expression, (int64_t)from, &status);
    while (is_found && U_SUCCESS(status)) {
        size_t start = (size_t)uregex_start64(regex->expression, 0, &status);
        size_t end = (size_t)uregex_end64(regex->expression, 0, &status);
        if (U_SUCCESS(status) && end > start) {
            range->start = start_after(text, length, from, start);
            range->end = cluster_next(text, length, start_after(text, length, from, end - 1));
            return REGEX_FOUND;
        }
        is_found = uregex_findNext(regex->expression, &status);
    }
    return U_FAILURE(status) ? REGEX_STOPPED : REGEX_NONE;
}
