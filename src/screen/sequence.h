// Control sequences and control strings, as ECMA-48 spells them (5.4, 5.6). What they do is emulator.c's.
#ifndef SCREEN_SEQUENCE_H
#define SCREEN_SEQUENCE_H
#include <stdbool.h>

enum { PARAMETERS_MOST = 16 };

typedef struct {
    int numbers[PARAMETERS_MOST];   // 0 where one was left out
    int count;                      // at least 1
    char prefix, final;             // prefix: '?' and the like, else 0
} Sequence;

// One from behind ESC [ on; returns what comes after. False in *is_known: it is not whole, or has more than Sequence tells.
const char *sequence_read(const char *at, const char *end, Sequence *sequence, bool *is_known);

// OSC, DCS and the like from behind ESC and their letter on, up to ST or BEL, or where another sequence begins; returns what comes after.
const char *sequence_pass_string(const char *at, const char *end);

#endif
