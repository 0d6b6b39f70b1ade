// Words counted, for reading time: as ICU has them, which is asked only where ASCII does not settle it.
#include "text/icu.h"
#include "text/segment.h"
#include "text/utf8.h"

typedef struct {
    size_t words;
    size_t characters;  // of scripts that are counted by them
    UBreakIterator *iterator;
} Count;

// What ASCII does not settle is asked of ICU: "@" alone is a word for it, "_" joins whatever stands beside it. JOINS: between letters or digits
// these may join them: Don't, 3.14, e.g.
typedef enum { OTHER, LETTER_OR_DIGIT, JOINS, ASK } Sign;

static Sign sign_of(char c)
{
    static const unsigned char signs[128] = {
        ['0' ... '9'] = LETTER_OR_DIGIT, ['A' ... 'Z'] = LETTER_OR_DIGIT, ['a' ... 'z'] = LETTER_OR_DIGIT,
        ['.'] = JOINS, [','] = JOINS, [';'] = JOINS, [':'] = JOINS, ['\''] = JOINS, ['_'] = ASK, ['@'] = ASK,
    };
    return (unsigned char)c < sizeof signs ? (Sign)signs[(unsigned char)c] : ASK;
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

static size_t gap_behind(const char *text, size_t length, size_t at)
{
    while (at < length && !is_gap(text[at]))
        at++;
    return at;
}

// What stands between two gaps. False: only ICU knows.
static bool count_plain(const char *text, size_t length, size_t *words)
{
    size_t count = 0;
    Sign before = OTHER;
    for (size_t i = 0; i < length; i++) {
        const Sign sign = sign_of(text[i]);
        if (sign == ASK || (sign == JOINS && before == LETTER_OR_DIGIT && i + 1 < length))
            return false;
        count += sign == LETTER_OR_DIGIT && before != LETTER_OR_DIGIT;
        before = sign;
    }
    *words += count;
    return true;
}

static void count_by_icu(Count *count, const char *text, size_t length)
{
    if (length && !count->iterator)
        count->iterator = icu_breaks_open(UBRK_WORD, "");
    if (!length || !count->iterator)
        return;
    icu_breaks_set(count->iterator, text, length);
    for (int32_t start = 0, end; (end = ubrk_next(count->iterator)) != UBRK_DONE; start = end) {
        const int status = ubrk_getRuleStatus(count->iterator);
        if (status >= UBRK_WORD_KANA)
            count->characters += utf8_count(text + start, (size_t)(end - start));
        else if (status >= UBRK_WORD_NUMBER)
            count->words++;
    }
}

// No word goes over a gap. What ICU must see is given to it as far as nothing plain comes between.
size_t words_count(const char *text, size_t length)
{
    Count count = {0};
    size_t asked = 0;
    for (size_t at = 0, end; at < length; at = end + 1) {
        end = gap_behind(text, length, at);
        if (!count_plain(text + at, end - at, &count.words))
            continue;
        count_by_icu(&count, text + asked, at - asked);
        asked = end < length ? end + 1 : length;
    }
    count_by_icu(&count, text + asked, length - asked);
    if (count.iterator)
        ubrk_close(count.iterator);
    return count.words + (count.characters + 1) / 2;
}
