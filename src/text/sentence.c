// Sentences: as ICU has them, but for what reports have many of: initials, and references to footnotes.
#include <string.h>
#include "text/cluster.h"
#include "text/icu.h"
#include "text/segmenter.h"
#include <unicode/uchar.h>
#include "text/utf8.h"

enum { LABEL_BYTES = 64 };  // of a reference to a footnote, with its brackets

static TextRange without_outer_space(const char *text, TextRange range)
{
    while (range.end > range.start) {
        size_t begin = range.end;
        if (!utf8_is_space(utf8_previous(text, &begin)) || begin < range.start)
            break;
        range.end = begin;
    }
    while (range.start < range.end) {
        size_t behind = range.start;
        if (!utf8_is_space(utf8_next(text, range.end, &behind)))
            break;
        range.start = behind;
    }
    return range;
}

// Whether a place behind "U.S. " or "A. ": an initial ends no sentence (nor does "Vitamin C.", then; rather a passage too long than one cut).
static bool is_behind_initial(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    if (at < 2 || text[at - 1] != '.')
        return false;
    at--;
    size_t letter = at;
    const uint32_t initial = utf8_previous(text, &letter);
    return utf8_is_upper(initial) && (letter == 0 || !utf8_is_word(utf8_previous(text, &letter)));
}

// ICU ends a sentence within the "[1]" behind its full stop: it ends behind that and the spaces that follow.
static size_t behind_reference(const char *text, size_t length, size_t at)
{
    while (text[at - 1] == '[') {
        const char *close = memchr(text + at, ']', length - at < LABEL_BYTES ? length - at : LABEL_BYTES);
        if (!close)
            return at;
        for (at = (size_t)(close - text) + 1; at < length && text[at] == ' ';)
            at++;
        at += at < length && text[at] == '[';
    }
    return at;
}

// Where a sentence ends for us, if it does for ICU at `at` > 0; 0: it does not.
static size_t settle(const char *text, size_t length, int32_t at)
{
    return is_behind_initial(text, (size_t)at) ? 0 : behind_reference(text, length, (size_t)at);
}

static TextRange find_sentence(UBreakIterator *iterator, const char *text, size_t length, size_t at)
{
    TextRange range = {0, length};
    ubrk_following(iterator, (int32_t)at);
    for (int32_t end = ubrk_previous(iterator); end > 0; end = ubrk_previous(iterator)) {
        const size_t settled = settle(text, length, end);
        if (settled > at)
            range.end = settled;
        else if (settled) {
            range.start = settled;
            break;
        }
    }
    if (range.end < length)
        return range;
    for (int32_t end = ubrk_following(iterator, (int32_t)at); end > 0; end = ubrk_next(iterator)) {
        const size_t settled = settle(text, length, end);
        if (settled > at)
            return (TextRange){range.start, settled};
    }
    return range;
}

// What counts as the whole text: so much around the byte, so that a text without an end of a sentence costs no more.
static TextRange neighbourhood(const char *text, size_t length, size_t at)
{
    const size_t end = length - at > SENTENCE_BYTES ? cluster_start(text, length, at + SENTENCE_BYTES) : length;
    return (TextRange){at > SENTENCE_BYTES ? cluster_start(text, length, at - SENTENCE_BYTES) : 0, end > at ? end : length};
}

static UBreakIterator *open_sentences(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    icu_locale_name(locale, language, "ss", "standard");
    return icu_breaks_open(UBRK_SENTENCE, locale);
}

// As far as the sentence lies within a part of the text, which holds the byte.
static TextRange sentence_within(Segmenter *segmenter, const char *text, TextRange around, const char *language, size_t at)
{
    UBreakIterator *iterator = iterator_cached(&segmenter->iterators, open_sentences, language);
    if (!iterator)
        return around;
    const char *part = text + around.start;
    icu_breaks_set(iterator, part, around.end - around.start);
    TextRange range = find_sentence(iterator, part, around.end - around.start, at - around.start);
    range = without_outer_space(part, range);
    return (TextRange){around.start + range.start, around.start + range.end};
}

TextRange sentence_at(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at)
{
    if (!length)
        return (TextRange){0, 0};
    at = at < length ? at : length - 1;
    return sentence_within(segmenter, text, neighbourhood(text, length, at), language, at);
}

TextRange sentence_whole(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at)
{
    if (!length)
        return (TextRange){0, 0};
    return sentence_within(segmenter, text, (TextRange){0, length}, language, at < length ? at : length - 1);
}

bool sentence_is_ended(const char *text, size_t length)
{
    if (!length)
        return false;
    size_t at = length - 1;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return u_hasBinaryProperty((UChar32)utf8_next(text, length, &at), UCHAR_S_TERM);
}
