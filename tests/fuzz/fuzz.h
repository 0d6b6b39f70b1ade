// Functions that take any bytes: libFuzzer calls them (entry.c), and `make check` with the seeds and with what once crashed (replay.c).
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buffer.h"

typedef void FuzzRun(const uint8_t *bytes, size_t length);

typedef struct {
    const char *name;       // of the folders in seeds/ and crashes/
    FuzzRun *run;           // the same bytes do the same, whatever ran before
} FuzzTarget;

const FuzzTarget *fuzz_at(size_t index);            // NULL behind the last
const FuzzTarget *fuzz_find(const char *name);      // NULL = none

// A promise that must hold, or the process aborts: libFuzzer keeps the bytes then.
#define HOLD(condition) ((condition) ? (void)0 : fuzz_breach(__FILE__, __LINE__, #condition))
_Noreturn void fuzz_breach(const char *file, int line, const char *condition);

// Bytes taken from the front, to choose by. Behind the end all are 0.
typedef struct {
    const uint8_t *bytes;
    size_t length;
} Choices;

int choose(Choices *choices, int least, int most);

void hold_is_safe(const char *text, size_t length);    // nothing in it steers a terminal, and safe_add() would leave it as it is
bool same_text(const char *one, const char *other);    // NULL is like NULL only

// The targets
FuzzRun fuzz_chapter, fuzz_frame, fuzz_inline, fuzz_input, fuzz_keymap, fuzz_layout, fuzz_lines, fuzz_manifest, fuzz_marks, fuzz_records, fuzz_safe, fuzz_session,
    fuzz_state;

#endif
