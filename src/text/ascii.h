// Where a line of plain ASCII may end, told without ICU: most paragraphs are nothing else, and ICU takes most of the time that a layout
// takes. Only for breaks.c and its tests.
#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H
#include <stdbool.h>
#include <stddef.h>

// Sets breaks[i] to `mark` where ICU lets a line end before byte i > 0: UAX #14 of Unicode 15.0, numbers as in its section 8.2, example 7,
// and what ICU 72 adds ("-x" behind a space, " .5"), which is the same in all of its locales. The rest stays as it is. False, and nothing
// is set: a byte is no printable ASCII or Tab.
bool ascii_breaks(const char *text, size_t length, unsigned char *breaks, unsigned char mark);

#endif
