// ICU's rules for line breaks (UAX #14 and what ICU adds), as tables that are walked over UTF-8 without ICU. tools/characters makes them of the
// rules of the ICU that lectern is built with. Only for breaks.c and its tests.
#ifndef TEXT_LINE_RULES_H
#define TEXT_LINE_RULES_H
#include <stdbool.h>
#include <stddef.h>

// ICU has but two tables for all languages, as long as a tag asks for nothing special.
typedef enum { LINE_RULES_COMMON, LINE_RULES_CHINESE_JAPANESE } LineRulesKind; // Japanese: strict
enum { LINE_RULES_KINDS = LINE_RULES_CHINESE_JAPANESE + 1, LINE_RULES_AHEAD_MOST = 8 };

// A deterministic automaton: it begins in `start` at each break, goes on to next[state][column of the character], and stops in state 0.
typedef struct {
    const unsigned char *next;      // [states][columns]
    const unsigned char *accepts;   // by state: 1 = there may be a break behind what was read; n > 1 = there is one where `ahead` was last n
    const unsigned char *ahead;     // by state: n = remember this place; 0 = do not
    unsigned char columns;
    unsigned char start;
    unsigned char dictionary;       // from this column on: characters between which a dictionary finds breaks
} LineRules;

// All zero where the ICU that lectern was built with keeps its rules in a form that is not known here: it is asked then.
extern const LineRules line_rules[LINE_RULES_KINDS];

// Behind the next break after byte `at` (< length), which must be 0 or such a break; `length` where there is none. *has_dictionary is set where
// characters are between which a dictionary has to be asked too, else left alone.
size_t line_rules_next(const LineRules *rules, const char *text, size_t length, size_t at, bool *has_dictionary);

#endif
