// What of a break is known by the characters around it.
#include "text/breaks_judge.h"
#include <string.h>
#include "text/breaks.h"
#include "text/character.h"
#include "text/utf8.h"

enum { LEFT_GUILLEMET = 0xAB, RIGHT_GUILLEMET = 0xBB };

// What is known of the text before a break.
typedef struct {
    const char *text;
    size_t length;
    bool is_french;
    bool is_option;     // the word at hand begins with "-", behind opening brackets and quotes
} Context;

static bool opens(uint32_t codepoint)
{
    return codepoint == '"' || codepoint == '\'' || codepoint == '`' || (U_MASK(character(codepoint)->category) & (U_GC_PS_MASK | U_GC_PI_MASK));
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
    return (ULineBreak)character(codepoint)->line_class;
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

// What most are: a space, and a word behind it that begins with a letter.
static bool begins_with_letter(const Context *context, uint32_t before, uint32_t after)
{
    return before == ' ' && !context->is_french && line_class(after) == U_LB_ALPHABETIC;
}

bool are_ideographs(uint32_t before, uint32_t after)
{
    return line_class(before) == U_LB_IDEOGRAPHIC && line_class(after) == U_LB_IDEOGRAPHIC;
}

// What else most are; no option has both in its name.
static bool begins_plainly(const Context *context, uint32_t before, uint32_t after)
{
    return begins_with_letter(context, before, after) || are_ideographs(before, after);
}

static Break judge(Context *context, size_t at)
{
    size_t begin = at, end = at;
    uint32_t before = utf8_previous(context->text, &begin);
    uint32_t after = utf8_next(context->text, context->length, &end);
    if (begins_plainly(context, before, after)) {
        context->is_option = false;
        return BREAK_GOOD;
    }
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

// At byte `at` or behind it; `length`: there is none. There are few.
static size_t next_break(const unsigned char *breaks, size_t length, size_t at)
{
    static const unsigned char none[8] = {BREAK_NONE};
    while (at + sizeof none <= length && memcmp(breaks + at, none, sizeof none) == 0)
        at += sizeof none;
    while (at < length && breaks[at] == BREAK_NONE)
        at++;
    return at;
}

void breaks_judge(unsigned char *breaks, const char *text, size_t length, bool is_french)
{
    Context context = {.text = text, .length = length, .is_french = is_french};
    begin_word(&context, 0);
    for (size_t at = 1; (at = next_break(breaks, length, at)) < length; at++)
        breaks[at] = (unsigned char)judge(&context, at);
    add_path_breaks(breaks, text, length);
    set_addresses(breaks, text, length);
}
