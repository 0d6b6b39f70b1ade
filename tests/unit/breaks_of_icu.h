// What tests of line breaks share: ICU asked directly, less what lectern adds.
#ifndef TESTS_BREAKS_OF_ICU_H
#define TESTS_BREAKS_OF_ICU_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/buffer.h"
#include "text/breaks.h"
#include "text/icu.h"

static const char *const languages[] = {"en", "ar", "de", "fi", "fr", "he", "hi", "ja", "km", "ko", "lo", "my", "ru", "th", "tr", "zh", ""};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static inline int make_breaker(void **state)
{
    *state = line_breaker_new();
    return 0;
}

static inline int free_breaker(void **state)
{
    line_breaker_free(*state);
    return 0;
}

// Whether lectern itself adds a break there: a path begins a word, " /x".
static inline bool begins_path(const Buffer *text, size_t at)
{
    return text->bytes[at] == '/' && text->bytes[at - 1] == ' ' && at + 1 < text->length && text->bytes[at + 1] != ' ';
}

// As lectern has it: strict for Japanese.
static inline UBreakIterator *icu_for(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    icu_locale_name(locale, language, strcmp(language, "ja") == 0 ? "lb" : NULL, "strict");
    return icu_breaks_open(UBRK_LINE, locale);
}

static inline void assert_breaks_of_icu(LineBreaker *breaker, UBreakIterator *iterator, const Buffer *text, const char *language, const char *about)
{
    const unsigned char *breaks = breaks_find(breaker, text->bytes, text->length, language);
    icu_breaks_set(iterator, text->bytes, text->length);
    for (size_t at = 1; at < text->length; at++) {
        bool is_address = breaks[at] == BREAK_POOR && (text->bytes[at - 1] == '&' || text->bytes[at - 1] == '=');
        if ((breaks[at] != BREAK_NONE) != ubrk_isBoundary(iterator, (int32_t)at) && !begins_path(text, at) && !is_address)
            fail_msg("%s: \"%.*s\" in \"%s\": byte %zu", about, (int)text->length, text->bytes, language, at);
    }
}

#endif
