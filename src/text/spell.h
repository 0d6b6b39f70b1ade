// A text spelled out, for who wants to know how a word is written.
#ifndef TEXT_SPELL_H
#define TEXT_SPELL_H
#include <stddef.h>
#include "base/buffer.h"

// LETTERS: letters and digits as they are. WORDS: the letters of the Latin alphabet by the words of ICAO's (Alfa, Bravo), digits in words.
typedef enum { SPELL_LETTERS, SPELL_WORDS } SpellKind;

// Adds the characters of a safe text one by one, with spaces between: "cap" before a capital, the marks on a letter behind it ("e with acute
// accent"), what is no letter and no digit by its Unicode name in lower case. What takes several words is set off by commas.
// Behind SPELLED_MOST characters "…" stands for the rest: no word of any language is so long, and a hostile one would be told for hours.
enum { SPELLED_MOST = 1000 };
void spell_add(Buffer *out, const char *text, size_t length, SpellKind kind);

#endif
