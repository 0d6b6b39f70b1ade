// What tests of line breaks share: ICU asked directly, less what lectern adds.
#ifndef TESTS_BREAKS_OF_ICU_H
#define TESTS_BREAKS_OF_ICU_H
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf16.h>
#include "base/buffer.h"
#include "text/breaks.h"
#include "text/icu.h"
#include "text/utf8.h"

// Past LANGUAGES_WITH_TABLE: ICU is asked for more than a language, or one is named as nobody does any more.
static const char *const languages[] = {"en", "ar", "de", "fi", "fr", "he", "hi", "ja", "km", "ko", "lo", "my", "ru", "th", "tr", "zh", "", "ja-JP",
    "zh-Hant-TW", "sr-Latn", "haw", "en-u-lb-loose", "zh-u-lw-phrase", "zh-min-nan", "ZH", "en-US-posix", "not-a-language-at-all"};
enum { LANGUAGES = sizeof languages / sizeof *languages, LANGUAGES_WITH_TABLE = 21 };

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
    bool is_japanese = strcmp(language, "ja") == 0 || strncmp(language, "ja-", 3) == 0;
    icu_locale_name(locale, language, is_japanese ? "lb" : NULL, "strict");
    return icu_breaks_open(UBRK_LINE, locale);
}

// may[at], of `length`: whether ICU, asked in UTF-16, lets a line end before that byte. Of UTF-8 it counts bytes where it means characters, and
// parts two Thai letters that stand alone.
static inline void ask_icu(UBreakIterator *iterator, const Buffer *text, bool *may)
{
    UChar *units = malloc((text->length + 1) * sizeof *units);
    size_t *bytes = malloc((text->length + 1) * sizeof *bytes), count = 0;
    UErrorCode status = U_ZERO_ERROR;
    for (size_t at = 0; at < text->length;) {
        const size_t begin = at;
        UBool is_error = false;
        const UChar32 c = (UChar32)utf8_next(text->bytes, text->length, &at);
        for (int32_t end = (int32_t)count + (c > 0xFFFF ? 2 : 1); (int32_t)count < end; count++)
            bytes[count] = begin;
        int32_t unit = (int32_t)count - (c > 0xFFFF ? 2 : 1);
        U16_APPEND(units, unit, (int32_t)text->length + 1, c, is_error);
        assert_false(is_error);
    }
    memset(may, 0, text->length * sizeof *may);
    ubrk_setText(iterator, units, (int32_t)count, &status);
    for (int32_t at; (at = ubrk_next(iterator)) != UBRK_DONE;)
        if ((size_t)at < count)
            may[bytes[at]] = true;
    ubrk_setText(iterator, u"", 0, &status);
    free(units);
    free(bytes);
}

static inline void assert_breaks_of_icu(LineBreaker *breaker, UBreakIterator *iterator, const Buffer *text, const char *language, const char *about)
{
    const unsigned char *breaks = breaks_find(breaker, text->bytes, text->length, language);
    bool *may = malloc(text->length * sizeof *may + 1);
    ask_icu(iterator, text, may);
    for (size_t at = 1; at < text->length; at++) {
        bool is_address = breaks[at] == BREAK_POOR && (text->bytes[at - 1] == '&' || text->bytes[at - 1] == '=');
        if ((breaks[at] != BREAK_NONE) != may[at] && !begins_path(text, at) && !is_address)
            fail_msg("%s: \"%.*s\" in \"%s\": byte %zu", about, (int)text->length, text->bytes, language, at);
    }
    free(may);
}

#endif
