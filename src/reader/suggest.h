// The name that was probably meant by a misspelt one.
#ifndef READER_SUGGEST_H
#define READER_SUGGEST_H

// Keep one of these while going through the names: {.wanted = "page-dwon"}.
typedef struct {
    const char *wanted;
    const char *best;   // borrowed from the names; NULL = none is near
    int distance;       // of best: letters inserted, dropped, changed or swapped with the next
} Suggestion;

void suggestion_try(Suggestion *suggestion, const char *name);

#endif
