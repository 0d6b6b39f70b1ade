// Words.
#include "text/segmenter.h"
#include <stdlib.h>
#include "base/memory.h"
#include "text/cluster.h"
#include "text/icu.h"
#include "text/utf8.h"

enum { WORD_CONTEXT_BYTES = 512 };

Segmenter *segmenter_new(void)
{
    return memory_new(1, sizeof(Segmenter));
}

void segmenter_free(Segmenter *segmenter)
{
    if (!segmenter)
        return;
    iterator_cache_close(&segmenter->iterators);
    free(segmenter);
}

static UBreakIterator *open_words(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    icu_locale_name(locale, language, NULL, NULL);
    return icu_breaks_open(UBRK_WORD, locale);
}

static UBreakIterator *words_of(Segmenter *segmenter, const char *text, size_t length, const char *language)
{
    UBreakIterator *iterator = iterator_cached(&segmenter->iterators, open_words, language);
    if (iterator)
        icu_breaks_set(iterator, text, length);
    return iterator;
}

// Whether what ends where the iterator stands is a word.
static bool is_behind_word(UBreakIterator *iterator)
{
    return ubrk_getRuleStatus(iterator) >= UBRK_WORD_NUMBER;
}

// The word that ends at or behind where the iterator stands, or comes next; false: there is none.
static bool find_word(UBreakIterator *iterator, TextRange *word)
{
    int32_t end = ubrk_current(iterator);
    while (end != UBRK_DONE && !is_behind_word(iterator))
        end = ubrk_next(iterator);
    if (end == UBRK_DONE)
        return false;
    *word = (TextRange){(size_t)ubrk_previous(iterator), (size_t)end};
    return true;
}

// Whether the byte ends a word of the iterator's text, or begins one.
static bool ends_word(UBreakIterator *iterator, size_t at)
{
    return ubrk_isBoundary(iterator, (int32_t)at) && is_behind_word(iterator);
}

static bool begins_word(UBreakIterator *iterator, size_t at)
{
    return ubrk_isBoundary(iterator, (int32_t)at) && ubrk_next(iterator) != UBRK_DONE && is_behind_word(iterator);
}

// What hyphens join is one word to who reads it: COVID-19.
static TextRange with_joined(UBreakIterator *iterator, const char *text, size_t length, TextRange word)
{
    while (word.start >= 2 && text[word.start - 1] == '-' && ends_word(iterator, word.start - 1))
        word.start = (size_t)ubrk_preceding(iterator, (int32_t)word.start - 1);
    while (word.end + 1 < length && text[word.end] == '-' && begins_word(iterator, word.end + 1))
        word.end = (size_t)ubrk_following(iterator, (int32_t)word.end + 1);
    return word;
}

TextRange word_at(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at)
{
    TextRange word = {length, length};
    UBreakIterator *iterator = at < length ? words_of(segmenter, text, length, language) : NULL;
    if (!iterator)
        return word;
    const bool is_on_hyphen = text[at] == '-' && at > 0 && ends_word(iterator, at) && begins_word(iterator, at + 1);
    ubrk_following(iterator, (int32_t)at - is_on_hyphen);
    if (find_word(iterator, &word))
        word = with_joined(iterator, text, length, word);
    return word;
}

TextRange word_before(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at)
{
    TextRange word = {0, 0};
    UBreakIterator *iterator = at > 0 ? words_of(segmenter, text, length, language) : NULL;
    if (!iterator)
        return word;
    int32_t end = ubrk_following(iterator, (int32_t)(at < length ? at : length) - 1);
    while (end > 0 && !is_behind_word(iterator))
        end = ubrk_previous(iterator);
    if (end > 0)
        word = with_joined(iterator, text, length, (TextRange){(size_t)ubrk_previous(iterator), (size_t)end});
    return word;
}

typedef enum { BOUNDARY_NO, BOUNDARY_YES, BOUNDARY_UNKNOWN } Boundary;

static bool is_ascii_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

// Settles most places without ICU.
static Boundary quick_boundary(const char *text, size_t length, size_t at)
{
    if (at == 0 || at >= length)
        return BOUNDARY_YES;
    char before = text[at - 1], after = text[at];
    if (is_ascii_word(before) && is_ascii_word(after))
        return BOUNDARY_NO;
    if ((before == ' ' && is_ascii_word(after)) || (is_ascii_word(before) && after == ' '))
        return BOUNDARY_YES;
    return BOUNDARY_UNKNOWN;
}

// Looks only at the neighbourhood: a long run of Thai would be looked up in the dictionary anew for each hit in it.
static bool is_boundary(UBreakIterator *iterator, const char *text, size_t length, size_t at)
{
    Boundary quick = quick_boundary(text, length, at);
    if (quick != BOUNDARY_UNKNOWN || !iterator)
        return quick == BOUNDARY_YES;
    size_t begin = at > WORD_CONTEXT_BYTES ? cluster_start(text, length, at - WORD_CONTEXT_BYTES) : 0;
    size_t end = length - at > WORD_CONTEXT_BYTES ? cluster_start(text, length, at + WORD_CONTEXT_BYTES) : length;
    if (end <= at)
        end = length;
    icu_breaks_set(iterator, text + begin, end - begin);
    return ubrk_isBoundary(iterator, (int32_t)(at - begin));
}

bool word_bounded(Segmenter *segmenter, const char *text, size_t length, TextRange range)
{
    if (quick_boundary(text, length, range.start) == BOUNDARY_NO || quick_boundary(text, length, range.end) == BOUNDARY_NO)
        return false;
    UBreakIterator *iterator = iterator_cached(&segmenter->iterators, open_words, "");
    return is_boundary(iterator, text, length, range.start) && is_boundary(iterator, text, length, range.end);
}
