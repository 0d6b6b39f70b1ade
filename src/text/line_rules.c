// Walking the tables of line breaks over UTF-8.
#include "text/line_rules.h"
#include <stdint.h>
#include "text/character.h"
#include "text/utf8.h"

enum { STOP = 0, ACCEPTS_HERE = 1, COLUMN_END = 1 };

typedef struct {
    size_t end;                                 // behind the last place that was accepted; 0: there was none
    size_t ahead[LINE_RULES_AHEAD_MOST + 1];    // 0: not seen
} Walk;

// False: nothing that follows can change `end`.
static bool enter(Walk *walk, const LineRules *rules, unsigned state, size_t behind)
{
    const unsigned accepts = rules->accepts[state], ahead = rules->ahead[state];
    const size_t seen = accepts > ACCEPTS_HERE ? walk->ahead[accepts] : 0;
    if (accepts == ACCEPTS_HERE)
        walk->end = behind;
    else if (seen)
        walk->end = seen;
    walk->ahead[ahead] = ahead ? behind : 0;
    return state != STOP && !seen;
}

size_t line_rules_next(const LineRules *rules, const char *text, size_t length, size_t at, bool *has_dictionary)
{
    const size_t kind = (size_t)(rules - line_rules);
    Walk walk = {0};
    unsigned state = rules->start;
    size_t behind = at;
    bool goes_on = true;
    while (behind < length && goes_on) {
        const unsigned column = character(utf8_next(text, length, &behind))->rules[kind];
        *has_dictionary |= column >= rules->dictionary;
        state = rules->next[state * rules->columns + column];
        goes_on = enter(&walk, rules, state, behind);
    }
    if (goes_on)
        enter(&walk, rules, rules->next[state * rules->columns + COLUMN_END], length);
    return walk.end > at ? walk.end : behind;
}
