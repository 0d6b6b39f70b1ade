// Words counted, for reading time: as ICU has them, which is asked only where Latin letters and what stands beside them do not settle it.
#include "base/eight.h"
#include "text/icu.h"
#include "text/segment.h"
#include "text/utf8.h"

enum {
    PIECES = 32,
    PIECE_BYTES = WORDS_COUNTED_BYTES / PIECES,
    PIECE_GAP_MOST = 256,   // how far its ends move to stand between words; in a script without spaces they stay within one
};

typedef struct {
    size_t words;
    size_t characters;  // of scripts that are counted by them
} Count;

// What it is to a word (UAX #29). The three that join stand within one: between letters or between digits (e.g, don't), between digits (3,14), between
// letters (a·b). ASK: only ICU knows.
typedef enum { OTHER, LETTER, DIGIT, JOINS_EITHER, JOINS_DIGITS, JOINS_LETTERS, ASK } Sign;

// U+00A0 to U+024F: letters, but for a few.
static Sign sign_of_latin(uint32_t codepoint)
{
    switch (codepoint) {
    case 0xAA: case 0xB5: case 0xBA: return LETTER;
    case 0xAD: return ASK;
    case 0xB7: return JOINS_LETTERS;
    case 0xD7: case 0xF7: return OTHER;
    }
    return codepoint < 0xC0 ? OTHER : LETTER;
}

// U+2010 to U+2027: dashes and quotes.
static Sign sign_of_punctuation(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x2018: case 0x2019: case 0x2024: return JOINS_EITHER;
    case 0x2027: return JOINS_LETTERS;
    }
    return OTHER;
}

// "@" alone is a word for ICU, and "_" joins whatever stands beside it.
static Sign sign_of(uint32_t codepoint)
{
    static const unsigned char signs[128] = {
        ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = LETTER, ['a' ... 'z'] = LETTER,
        ['.'] = JOINS_EITHER, ['\''] = JOINS_EITHER, [','] = JOINS_DIGITS, [';'] = JOINS_DIGITS, ['_'] = ASK, ['@'] = ASK,
    };
    if (codepoint < sizeof signs)
        return (Sign)signs[codepoint];
    if (codepoint >= 0xA0 && codepoint <= 0x24F)
        return sign_of_latin(codepoint);
    return codepoint >= 0x2010 && codepoint <= 0x2027 ? sign_of_punctuation(codepoint) : ASK;
}

static bool is_in_word(Sign sign)
{
    return sign == LETTER || sign == DIGIT;
}

// Whether a word goes on from one sign over another to a third.
static bool is_joined(Sign before, Sign between, Sign after)
{
    switch (between) {
    case JOINS_EITHER: return before == after;
    case JOINS_DIGITS: return before == DIGIT && after == DIGIT;
    case JOINS_LETTERS: return before == LETTER && after == LETTER;
    case OTHER: case LETTER: case DIGIT: case ASK: break;
    }
    return false;
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
    Sign before_that = OTHER, before = OTHER;
    for (size_t at = 0; at < length;) {
        const Sign sign = sign_of(utf8_next(text, length, &at));
        if (sign == LETTER && before == LETTER)
            continue; // what most are: before_that counts only behind what may join
        if (sign == ASK)
            return false;
        count += is_in_word(sign) && !is_in_word(before) && !is_joined(before_that, before, sign);
        before_that = before;
        before = sign;
    }
    *words += count;
    return true;
}

// Of eight bytes: letters and digits, and what has a say only where one of them stands behind it.
static Eight in_words(Eight eight)
{
    return eight_range(eight, '0', '9') | eight_range(eight | EIGHT_OF('a' - 'A'), 'a', 'z');
}

static Eight joins(Eight eight)
{
    if (!eight_range(eight, '\'', ';'))
        return 0;
    return eight_equal(eight, '.') | eight_equal(eight, '\'') | eight_equal(eight, ',') | eight_equal(eight, ';');
}

static Eight asks(Eight eight)
{
    return (eight & EIGHT_TOPS) | eight_equal(eight, '_') | eight_equal(eight, '@');
}

// Back to behind the last gap, and without the words in between.
static size_t back_to_gap(const char *text, size_t at, size_t *words)
{
    for (; at > 0 && !is_gap(text[at - 1]); at--)
        *words -= is_in_word(sign_of((unsigned char)text[at - 1])) && (at == 1 || !is_in_word(sign_of((unsigned char)text[at - 2])));
    return at;
}

// As far as ASCII goes in which nothing joins, eight bytes at once: behind a gap, or 0.
static size_t count_eights(const char *text, size_t length, size_t *words)
{
    size_t at = 0;
    bool is_word = false, is_joint = false;
    for (; length - at >= EIGHT_BYTES; at += EIGHT_BYTES) {
        const Eight eight = eight_at(text + at), word = in_words(eight), joint = joins(eight);
        if (asks(eight) || (eight_before(joint, is_joint) & word))
            break;
        *words += eight_count(word & ~eight_before(word, is_word));
        is_word = eight_last(word);
        is_joint = eight_last(joint);
    }
    return back_to_gap(text, at, words);
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
        const size_t plain = count_eights(text + at, length - at, &count.words);
        end = plain ? at + plain - 1 : gap_behind(text, length, at);
        if (!plain && !count_plain(text + at, end - at, &count.words))
            continue;
        count_by_icu(counter, &count, text + asked, at - asked);
        asked = end < length ? end + 1 : length;
    }
    count_by_icu(counter, &count, text + asked, length - asked);
    return count.words + (count.characters + 1) / 2;
}

// Behind the next gap, so that no word is counted twice for standing in two pieces.
static size_t piece_end(const char *text, size_t length, size_t at)
{
    const size_t most = length - at > PIECE_GAP_MOST ? at + PIECE_GAP_MOST : length, gap = gap_behind(text, most, at);
    if (gap < most)
        return gap + 1;
    while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

size_t words_about(WordCounter *counter, const char *text, size_t length)
{
    size_t words = 0, bytes = 0;
    if (length <= WORDS_COUNTED_BYTES)
        return words_count(counter, text, length);
    for (size_t i = 0; i < PIECES; i++) {
        const size_t at = (length - PIECE_BYTES) / (PIECES - 1) * i;
        const size_t start = i ? piece_end(text, length, at) : 0, end = piece_end(text, length, at + PIECE_BYTES - PIECE_GAP_MOST);
        words += words_count(counter, text + start, end - start);
        bytes += end - start;
    }
    return (size_t)((double)words / (double)bytes * (double)length + 0.5);
}

void word_counter_close(WordCounter *counter)
{
    if (counter->iterator)
        ubrk_close(counter->iterator);
    *counter = (WordCounter){0};
}
