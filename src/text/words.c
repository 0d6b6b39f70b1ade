// Words counted, for reading time: as ICU has them, which is asked only where ASCII does not settle it.
#include "text/icu.h"
#include "text/segment.h"
#include "text/utf8.h"

typedef struct {
    size_t words;
    size_t characters;  // of scripts that are counted by them
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

static void count_by_icu(WordCounter *counter, Count *count, const char *text, size_t length)
{
    if (length && !counter->iterator)
        counter->iterator = icu_breaks_open(UBRK_WORD, "");
    UBreakIterator *iterator = counter->iterator;
    if (!length || !iterator)
        return;
    icu_breaks_set(iterator, text, length);
    for (int32_t start = 0, end; (end = ubrk_next(iterator)) != UBRK_DONE; start = end) {
        const int status = ubrk_getRuleStatus(iterator);
        if (status >= UBRK_WORD_KANA)
            count->characters += utf8_count(text + start, (size_t)(end - start));
        else if (status >= UBRK_WORD_NUMBER)
            count->words++;
    }
    icu_breaks_set(iterator, "", 0); // it must not keep a text that goes
}

// No word goes over a gap. What ICU must see is given to it as far as nothing plain comes between.
size_t words_count(WordCounter *counter, const char *text, size_t length)
{
    Count count = {0};
    size_t asked = 0;
    for (size_t at = 0, end; at < length; at = end + 1) {
        end = gap_behind(text, length, at);
        if (!count_plain(text + at, end - at, &count.words))
            continue;
        count_by_icu(counter, &count, text + asked, at - asked);
        asked = end < length ? end + 1 : length;
    }
    count_by_icu(counter, &count, text + asked, length - asked);
    return count.words + (count.characters + 1) / 2;
}

void word_counter_close(WordCounter *counter)
{
    if (counter->iterator)
        ubrk_close(counter->iterator);
    *counter = (WordCounter){0};
}
