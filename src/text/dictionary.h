// Where words end in scripts written without spaces (Thai, Lao, Khmer, Burmese), by ICU's dictionaries. Only for breaks.c.
#ifndef TEXT_DICTIONARY_H
#define TEXT_DICTIONARY_H
#include <stddef.h>
#include <unicode/ubrk.h>

// Stretches of a text that are to be asked about, all at once: UTF-16, which ICU goes through in half the time that it takes for UTF-8.
typedef struct {
    UChar *units;
    size_t *bytes;      // where each unit's character begins in the text
    size_t count, capacity;
} Stretches;

void stretches_add(Stretches *stretches, const char *text, size_t start, size_t end);

// Which breaks of a stretch are wanted: those between words of such a script, or all of them.
typedef enum { STRETCHES_BY_DICTIONARY, STRETCHES_BY_RULES } StretchesKind;

// Sets breaks[at] to `mark` where the iterator, one for lines, has such a break, and forgets the stretches. The iterator keeps no text.
void stretches_find(Stretches *stretches, UBreakIterator *iterator, StretchesKind kind, unsigned char *breaks, unsigned char mark);
void stretches_free(Stretches *stretches);

#endif
