// Where lines may end in one paragraph.
#include "text/breaks.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include "base/memory.h"
#include "text/ascii.h"
#include "text/hyphenate.h"
#include "text/icu.h"
#include "text/utf8.h"

enum { LEFT_GUILLEMET = 0xAB, RIGHT_GUILLEMET = 0xBB };

// The ICU that the rules for plain ASCII were compared with. Any other is asked about ASCII too.
enum { ICU_COMPARED = 72 };

struct LineBreaker {
    IteratorCache iterators;
    unsigned char *breaks;  // for the text at hand
    size_t capacity;
    Widths widths;
    Hyphenator *hyphenator; // NULL: not needed yet
    bool hyphenates;
    const TextRange *whole; // in the next text: not to be hyphenated
    size_t whole_count;
};

LineBreaker *line_breaker_new(void)
{
    return memory_new(1, sizeof(LineBreaker));
}

void line_breaker_free(LineBreaker *breaker)
{
    if (!breaker)
        return;
    iterator_cache_close(&breaker->iterators);
    hyphenator_free(breaker->hyphenator);
    free(breaker->breaks);
    free(breaker);
}

void line_breaker_set_widths(LineBreaker *breaker, Widths widths)
{
    breaker->widths = widths;
}

const Widths *line_breaker_widths(const LineBreaker *breaker)
{
    return &breaker->widths;
}

void line_breaker_set_hyphenation(LineBreaker *breaker, bool is_on)
{
    breaker->hyphenates = is_on;
}

void line_breaker_keep_whole(LineBreaker *breaker, const TextRange *ranges, size_t count)
{
    breaker->whole = ranges;
    breaker->whole_count = count;
}

static bool is_language(const char *tag, const char *language)
{
    size_t length = strlen(language);
    return strncmp(tag, language, length) == 0 && (tag[length] == '\0' || tag[length] == '-');
}

// Japanese by default lets a line begin with small kana and the long-vowel mark; everybody else is strict anyhow.
static UBreakIterator *open_iterator(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    bool is_japanese = is_language(language, "ja");
    icu_locale_name(locale, language, is_japanese ? "lb" : NULL, "strict");
    return icu_breaks_open(UBRK_LINE, locale);
}

// What the filters know of the text before a break.
typedef struct {
    const char *text;
    size_t length;
    bool is_french;
    bool is_option;     // the word at hand begins with "-", behind opening brackets and quotes
} Context;

static bool opens(uint32_t codepoint)
{
    return codepoint == '"' || codepoint == '\'' || codepoint == '`' || (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_PS_MASK | U_GC_PI_MASK));
}

static void begin_word(Context *context, size_t at)
{
    while (at < context->length) {
        size_t behind = at;
        if (!opens(utf8_next(context->text, context->length, &behind)))
            break;
        at = behind;
    }
    context->is_option = at < context->length && context->text[at] == '-';
}

static ULineBreak line_class(uint32_t codepoint)
{
    return (ULineBreak)u_getIntPropertyValue((UChar32)codepoint, UCHAR_LINE_BREAK);
}

static bool is_hangul(ULineBreak class)
{
    return class == U_LB_H2 || class == U_LB_H3 || class == U_LB_JL || class == U_LB_JV || class == U_LB_JT;
}

// Korean breaks between words only; a particle stays with what it belongs to, be it letters, a number or a bracket.
static bool parts_korean(uint32_t before, uint32_t after)
{
    if (before < 0x80 && after < 0x80)
        return false;
    ULineBreak left = line_class(before), right = line_class(after);
    if (is_hangul(left))
        return utf8_is_word(after) || right == U_LB_ALPHABETIC || right == U_LB_AMBIGUOUS;
    if (!is_hangul(right))
        return false;
    return utf8_is_word(before) || left == U_LB_CLOSE_PUNCTUATION || left == U_LB_CLOSE_PARENTHESIS || left == U_LB_QUOTATION ||
        left == U_LB_POSTFIX_NUMERIC;
}

static bool begins_word(const char *text, size_t at)
{
    uint32_t before = at ? utf8_previous(text, &at) : ' ';
    return utf8_is_space(before) || opens(before);
}

// "C++", "--option" with all its hyphens, "/usr", "//".
static bool parts_technical(const Context *context, uint32_t before, uint32_t after, size_t at)
{
    if (before == after && (before == '+' || before == '-' || before == '/'))
        return true;
    if (before == '-')
        return context->is_option;
    return before == '/' && begins_word(context->text, at - 1);
}

// « and » with plain spaces inside, as French has them.
static bool parts_guillemets(const Context *context, uint32_t before, uint32_t after, size_t at)
{
    if (!context->is_french || !utf8_is_space(before))
        return false;
    if (after == RIGHT_GUILLEMET)
        return true;
    while (at > 0 && utf8_is_space(before))
        before = utf8_previous(context->text, &at);
    return before == LEFT_GUILLEMET;
}

// Thai and Lao have a space before the sign that says a word again; it begins no line all the same.
static bool parts_repetition(uint32_t after)
{
    enum { THAI_REPETITION = 0x0E46, LAO_REPETITION = 0x0EC6 };
    return after == THAI_REPETITION || after == LAO_REPETITION;
}

static Break judge(Context *context, size_t at)
{
    size_t begin = at, end = at;
    uint32_t before = utf8_previous(context->text, &begin);
    uint32_t after = utf8_next(context->text, context->length, &end);
    if (utf8_is_space(before))
        begin_word(context, at);
    if (parts_repetition(after) || parts_technical(context, before, after, at) || parts_korean(before, after) ||
        parts_guillemets(context, before, after, at))
        return BREAK_POOR;
    return BREAK_GOOD;
}

// To ICU a slash belongs to what stands before it, across white space too. A path begins a word.
static void add_path_breaks(unsigned char *breaks, const char *text, size_t length)
{
    for (const char *slash = text; (slash = memchr(slash, '/', length - (size_t)(slash - text))); slash++) {
        size_t at = (size_t)(slash - text);
        if (at > 0 && at + 1 < length && text[at - 1] == ' ' && text[at + 1] != ' ')
            breaks[at] = BREAK_GOOD;
    }
}

// A web address breaks behind its slashes and "?", at need behind "&" and "=" too. Not within "https://", nor behind a hyphen, of which nobody
// would know whether it belongs to the address.
static void set_address_breaks(unsigned char *breaks, const char *text, size_t path, size_t end)
{
    for (size_t at = path; at < end; at++) {
        char before = text[at - 1];
        if (breaks[at] == BREAK_GOOD && (at == path || before == '-'))
            breaks[at] = BREAK_POOR;
        else if (breaks[at] == BREAK_NONE && (before == '&' || before == '='))
            breaks[at] = BREAK_POOR;
    }
}

// By its rarest sign.
static const char *next_sign(const char *from, const char *end)
{
    for (; end - from > 2 && (from = memchr(from, ':', (size_t)(end - from) - 2)); from++)
        if (from[1] == '/' && from[2] == '/')
            return from;
    return NULL;
}

static void set_addresses(unsigned char *breaks, const char *text, size_t length)
{
    const char *end = text + length, *sign;
    for (const char *from = text; (sign = next_sign(from, end));) {
        for (from = sign + 3; from < end && *from > ' ' && *from < 0x7F; from++)
            ;
        set_address_breaks(breaks, text, (size_t)(sign + 3 - text), (size_t)(from - text));
    }
}

static unsigned char *cleared_breaks(LineBreaker *breaker, size_t length)
{
    if (length > breaker->capacity) {
        breaker->capacity = length * 2;
        breaker->breaks = memory_resize(breaker->breaks, breaker->capacity, 1);
    }
    if (length)
        memset(breaker->breaks, BREAK_NONE, length);
    return breaker->breaks;
}

// ICU's breaks, all of them good.
static void add_icu_breaks(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    UBreakIterator *iterator = iterator_cached(&breaker->iterators, open_iterator, language);
    if (!iterator)
        return;
    icu_breaks_set(iterator, text, length);
    for (int32_t at; (at = ubrk_next(iterator)) != UBRK_DONE;)
        if ((size_t)at < length)
            breaker->breaks[at] = BREAK_GOOD;
    icu_breaks_set(iterator, "", 0); // it must not keep a text that goes
}

static void judge_breaks(unsigned char *breaks, const char *text, size_t length, const char *language)
{
    Context context = {.text = text, .length = length, .is_french = is_language(language, "fr")};
    begin_word(&context, 0);
    for (size_t at = 1; at < length; at++)
        if (breaks[at] != BREAK_NONE)
            breaks[at] = (unsigned char)judge(&context, at);
    add_path_breaks(breaks, text, length);
    set_addresses(breaks, text, length);
}

static void add_hyphens(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    if (!breaker->hyphenates)
        return;
    if (!breaker->hyphenator)
        breaker->hyphenator = hyphenator_new();
    hyphenate(breaker->hyphenator, text, length, language, breaker->breaks, BREAK_HYPHEN);
    for (size_t i = 0; i < breaker->whole_count; i++)
        for (size_t at = breaker->whole[i].start; at < breaker->whole[i].end && at < length; at++)
            if (breaker->breaks[at] == BREAK_HYPHEN)
                breaker->breaks[at] = BREAK_NONE;
}

const unsigned char *breaks_find(LineBreaker *breaker, const char *text, size_t length, const char *language)
{
    if (!language || strlen(language) >= ITERATOR_LANGUAGE_BYTES)
        language = "";
    unsigned char *breaks = cleared_breaks(breaker, length);
    if (!length)
        return breaks;
    if (U_ICU_VERSION_MAJOR_NUM != ICU_COMPARED || !ascii_breaks(text, length, breaks, BREAK_GOOD))
        add_icu_breaks(breaker, text, length, language);
    judge_breaks(breaks, text, length, language);
    add_hyphens(breaker, text, length, language);
    return breaks;
}
