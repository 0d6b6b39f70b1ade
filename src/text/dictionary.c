// Where words end in scripts written without spaces, by ICU's dictionaries.
#include "text/dictionary.h"
#include <stdbool.h>
#include <stdlib.h>
#include <unicode/utf16.h>
#include "base/memory.h"
#include "text/character.h"
#include "text/utf8.h"

static void add_unit(Stretches *stretches, UChar unit, size_t byte)
{
    stretches->units[stretches->count] = unit;
    stretches->bytes[stretches->count++] = byte;
}

static void make_room(Stretches *stretches, size_t more)
{
    if (stretches->count + more <= stretches->capacity)
        return;
    stretches->capacity = 2 * (stretches->count + more);
    stretches->units = memory_resize(stretches->units, stretches->capacity, sizeof *stretches->units);
    stretches->bytes = memory_resize(stretches->bytes, stretches->capacity, sizeof *stretches->bytes);
}

// A line end keeps it apart from the next.
void stretches_add(Stretches *stretches, const char *text, size_t start, size_t end)
{
    make_room(stretches, end - start + 1);
    for (size_t at = start; at < end;) {
        const size_t byte = at;
        const UChar32 c = (UChar32)utf8_next(text, end, &at);
        if (U_IS_BMP(c))
            add_unit(stretches, (UChar)c, byte);
        else {
            add_unit(stretches, U16_LEAD(c), byte);
            add_unit(stretches, U16_TRAIL(c), byte);
        }
    }
    add_unit(stretches, '\n', end);
}

static bool is_of_dictionary(UChar unit)
{
    return !U16_IS_SURROGATE(unit) && character(unit)->line_class == U_LB_COMPLEX_CONTEXT;
}

// The rules have no break between two such characters: where there is one a dictionary found it.
static bool is_wanted(const UChar *units, size_t at, StretchesKind kind)
{
    return kind == STRETCHES_BY_RULES || (is_of_dictionary(units[at - 1]) && is_of_dictionary(units[at]));
}

void stretches_find(Stretches *stretches, UBreakIterator *iterator, StretchesKind kind, unsigned char *breaks, unsigned char mark)
{
    UErrorCode status = U_ZERO_ERROR;
    const UChar *units = stretches->units;
    ubrk_setText(iterator, units, (int32_t)stretches->count, &status);
    for (int32_t at; U_SUCCESS(status) && (at = ubrk_next(iterator)) != UBRK_DONE;)
        if ((size_t)at < stretches->count && is_wanted(units, (size_t)at, kind))
            breaks[stretches->bytes[at]] = mark;
    ubrk_setText(iterator, u"", 0, &status);
    stretches->count = 0;
}

void stretches_free(Stretches *stretches)
{
    free(stretches->units);
    free(stretches->bytes);
    *stretches = (Stretches){0};
}
