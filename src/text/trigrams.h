// Which three bytes in a row stand in a text: where one of a word's is not there, the word is not either, and that is told without the text.
#ifndef TEXT_TRIGRAMS_H
#define TEXT_TRIGRAMS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

// A bit for each three of five bits a byte: those in which small letters differ.
enum { TRIGRAMS = 1 << 15, TRIGRAM_BYTES = TRIGRAMS / 8 };

void trigrams_add(Buffer *out, const char *text, size_t length);    // TRIGRAM_BYTES

// False: the needle is nowhere in that text. One of less than three bytes may always be.
bool trigrams_may_hold(const char *trigrams, const char *needle, size_t length);

#endif
