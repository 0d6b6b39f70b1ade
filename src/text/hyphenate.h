// Hyphenation by patterns (Liang's, as TeX has them), with libhyphen and its dictionaries where they are installed: the library is opened when
// the first word is to be parted, and nothing is missed where it is not there. The one door to it. Only for breaks.c and its test.
#ifndef TEXT_HYPHENATE_H
#define TEXT_HYPHENATE_H
#include <stdbool.h>
#include <stddef.h>

typedef struct Hyphenator Hyphenator;

Hyphenator *hyphenator_new(void);
void hyphenator_free(Hyphenator *hyphenator);       // NULL is fine

// Sets breaks[i] to `mark` where it is 0 and a word may be parted, with a hyphen, before byte i. Language is BCP 47; without a dictionary for
// it nothing is set. A word is letters only, in lower case but for the first, five of them at least, and with nothing on either side but
// punctuation and white space: no address, option, number, acronym or name of a program is parted. At least two letters stay before the
// hyphen and three behind it, more where the dictionary has more. Where the spelling would change (Schiff-fahrt in old German) a word is left whole.
void hyphenate(Hyphenator *hyphenator, const char *text, size_t length, const char *language, unsigned char *breaks, unsigned char mark);

bool hyphenator_knows(Hyphenator *hyphenator, const char *language);    // a dictionary for it is here

#endif
