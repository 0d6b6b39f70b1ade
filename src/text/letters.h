// What search takes for the same though Unicode does not. Only for fold.c.
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H
#include <stdint.h>

// The plain form of a sign of writing (quotes, dashes), in ASCII; the code point itself where it has none.
uint32_t sign_folded(uint32_t codepoint);

// The same, and letters (lower case and decomposed), digits of all scripts, katakana as hiragana. Fills `to`; returns how many: 1 or 2.
int letter_folded(uint32_t codepoint, uint32_t to[2]);

#endif
