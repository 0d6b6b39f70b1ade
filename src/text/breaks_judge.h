// Which of the breaks that ICU's rules give are better not used, and which are missing. For breaks.c.
#ifndef TEXT_BREAKS_JUDGE_H
#define TEXT_BREAKS_JUDGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Makes some of a text's breaks, a Break for each byte, POOR: those within Korean words, technical ones, web addresses, before a sign that says a word
// again, and between guillemets and what they hold where it is French. Adds those before paths. Begins with a word.
void breaks_judge(unsigned char *breaks, const char *text, size_t length, bool is_french);

bool are_ideographs(uint32_t before, uint32_t after);   // between them there is a break whatever else stands there

#endif
