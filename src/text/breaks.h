// Where lines may end in one paragraph: ICU's breaks, those before paths, and which are better not used. For lines.c and its test.
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H
#include "text/lines.h"

// POOR: ICU would break there, but it parts what people read as one word; or behind "&" and "=" in a web address. Used where the word is
// longer than a line.
// HYPHEN: within a word; it shows one there.
typedef enum { BREAK_NONE, BREAK_POOR, BREAK_HYPHEN, BREAK_GOOD } Break;

const Widths *line_breaker_widths(const LineBreaker *breaker);

// One Break for each byte of the text: whether a line may end before it. The text holds no LF. Borrowed until the next call.
const unsigned char *breaks_find(LineBreaker *breaker, const char *text, size_t length, const char *language);

// The same, but nearly all of it is found by breaks_reach() only, and only where lines are to end. Text and language must stay.
const unsigned char *breaks_begin(LineBreaker *breaker, const char *text, size_t length, const char *language);

// Of a text that was begun: lets those be found that a line needs which may end before byte `at` (< length) at the latest, from the last good
// one on. `at` never goes back. False: a dictionary is to be asked, and breaks_find() has to find all.
bool breaks_reach(LineBreaker *breaker, size_t at);

// Places where a text without LF can be parted, a good break whatever else it holds: the breaks of what is before one and of what is behind it can be
// found apart. The first at byte `at` or behind it; `length`: there is none, or none is known for the language.
size_t breaks_apart(const char *text, size_t length, const char *language, size_t at);

// The last at byte `at` (<= length) or before it, but none before `least`; that one where there is none.
size_t breaks_apart_before(const char *text, size_t length, const char *language, size_t at, size_t least);

#endif
