// Walking the tables of line breaks over UTF-8.
#include "text/line_rules.h"
#include <stdint.h>
#include "text/character.h"
#include "text/utf8.h"

enum { STOP = 0, ACCEPTS_HERE = 1, COLUMN_END = 1 };

typedef struct {
    unsigned state;
    size_t end;                                 // behind the last place that was accepted; 0: there was none
    bool is_ended;                              // nothing that follows can change `end`
    size_t ahead[LINE_RULES_AHEAD_MOST + 1];    // 0: not seen
} Walk;

static inline void enter(Walk *walk, const LineRules *rules, unsigned state, size_t behind)
{
    const unsigned accepts = rules->accepts[state], ahead = rules->ahead[state];
    walk->state = state;
    walk->is_ended = state == STOP;
    if (accepts == ACCEPTS_HERE)
        walk->end = behind;
    else if (accepts && walk->ahead[accepts]) {
        walk->end = walk->ahead[accepts];
        walk->is_ended = true;
    }
    if (ahead)
        walk->ahead[ahead] = behind;
}

size_t line_rules_next(const LineRules *rules, const char *text, size_t length, size_t at, bool *has_dictionary)
{
    const size_t kind = (size_t)(rules - line_rules);
    Walk walk = {.state = rules->start};
    size_t behind = at;
    while (behind < length && !walk.is_ended) {
        const unsigned column = character(utf8_next(text, length, &behind))->rules[kind];
        *has_dictionary |= column >= rules->dictionary;
        enter(&walk, rules, rules->next[walk.state * rules->columns + column], behind);
    }
    if (!walk.is_ended)
        enter(&walk, rules, rules->next[walk.state * rules->columns + COLUMN_END], length);
    return walk.end > at ? walk.end : behind;
}
