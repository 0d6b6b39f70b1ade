// Emphasis: which runs of `*` and `_` open and close which (CommonMark 0.31, 6.2 and its appendix "A parsing strategy").
#ifndef REPORT_EMPHASIS_H
#define REPORT_EMPHASIS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A run of one mark. It is used up as a closer from its front, as an opener from its back.
typedef struct {
    uint32_t at;            // byte of the first mark that is left
    uint32_t left;          // marks not used yet
    uint32_t length;        // marks as written
    int32_t previous, next; // neighbours that are still open to be used; -1 = none
    char mark;
    bool can_open, can_close;
} Run;

// A pair that was found: the bytes inside are start..end, `width` marks stand before and behind them.
typedef struct {
    uint32_t start, end;
    int width;              // 1 emphasis, 2 strong
} EmphasisPair;

typedef struct {
    Run *runs;
    size_t count, capacity;
    int32_t last;           // of those still open; -1 = none
} Runs;

// Takes note of the run of `length` marks at byte `at` of the text, if it can open or close anything.
void runs_add(Runs *runs, const char *text, size_t text_length, uint32_t at, uint32_t length);

// Pairs the runs behind run `bottom` (-1: all) and forgets them. `found` is called for each pair, inner ones first; false stops the pairing.
void runs_pair(Runs *runs, int32_t bottom, bool (*found)(void *context, EmphasisPair pair), void *context);

#endif
