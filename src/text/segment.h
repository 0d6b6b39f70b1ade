// Words and sentences (UAX #29, as ICU has them).
#ifndef TEXT_SEGMENT_H
#define TEXT_SEGMENT_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t start;
    size_t end;     // exclusive
} TextRange;

// Break iterators cost milliseconds to open; this keeps them by language.
typedef struct Segmenter Segmenter;
Segmenter *segmenter_new(void);
void segmenter_free(Segmenter *segmenter);  // NULL is fine

enum { SENTENCE_BYTES = 1024 };

// The sentence that holds byte `at`, without the white space around it, as far as it lies within SENTENCE_BYTES of it. Abbreviations end no
// sentence where ICU's filter for the language knows them (the English one knows Mr. and Prof., but not Dr.), nor do initials (U.S.); a
// reference to a footnote belongs to the sentence before it. NULL or "" = unknown language.
TextRange sentence_at(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at);

// The same, however far from the byte it begins and ends: for going from one to the next, each byte of a text being in one of them.
TextRange sentence_whole(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at);

// Words: what ICU takes for one, with a letter or a digit in it, and several that hyphens join; those of scripts without spaces (Thai, Japanese) by its dictionaries.
TextRange word_at(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at);     // the first that ends behind byte `at`; start == end: none
TextRange word_before(Segmenter *segmenter, const char *text, size_t length, const char *language, size_t at); // the last that begins before it; likewise

// For reading time; Han and kana count by characters / 2. The counter keeps what is costly to open from one text to the next: {0} at first.
typedef struct { void *iterator; } WordCounter;
size_t words_count(WordCounter *counter, const char *text, size_t length);

// The same, but no more than WORDS_COUNTED_BYTES are looked at: of a longer text pieces all through it, from which the rest is estimated.
enum { WORDS_COUNTED_BYTES = 1 << 17 };
size_t words_about(WordCounter *counter, const char *text, size_t length);
void word_counter_close(WordCounter *counter);
bool word_bounded(Segmenter *segmenter, const char *text, size_t length, TextRange range);    // both ends are word boundaries
bool sentence_is_ended(const char *text, size_t length);                // the last sign is a full stop or the like, of any script: no comma behind it

#endif
