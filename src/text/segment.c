// Words.
#include "text/segment.h"
#include "text/cluster.h"
#include "text/icu.h"
#include "text/utf8.h"

enum { WORD_CONTEXT_BYTES = 512 };

size_t words_count(const char *text, size_t length)
{
    UBreakIterator *iterator = length ? icu_breaks_open(UBRK_WORD, "") : NULL;
    if (!iterator)
        return 0;
    icu_breaks_set(iterator, text, length);
    size_t words = 0, characters = 0;
    for (int32_t start = 0, end; (end = ubrk_next(iterator)) != UBRK_DONE; start = end) {
        int status = ubrk_getRuleStatus(iterator);
        if (status >= UBRK_WORD_KANA)
            characters += utf8_count(text + start, (size_t)(end - start));
        else if (status >= UBRK_WORD_NUMBER)
            words++;
    }
    ubrk_close(iterator);
    return words + (characters + 1) / 2;
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

bool word_bounded(const char *text, size_t length, TextRange range)
{
    if (quick_boundary(text, length, range.start) == BOUNDARY_NO || quick_boundary(text, length, range.end) == BOUNDARY_NO)
        return false;
    UBreakIterator *iterator = icu_breaks_open(UBRK_WORD, "");
    bool is_bounded = is_boundary(iterator, text, length, range.start) && is_boundary(iterator, text, length, range.end);
    ubrk_close(iterator);
    return is_bounded;
}
