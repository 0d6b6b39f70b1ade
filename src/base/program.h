// Other programs: in the foreground of the same terminal, or beside this one.
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H
#include <stdbool.h>
#include "base/buffer.h"

// Runs a program, without a shell, and waits for its end. words[0] is looked for in PATH; NULL stands behind the last. `input` becomes its standard
// input. The signals must be taken (signals.h) and the terminal given back: the keys' own signals are the program's meanwhile, and where Ctrl-Z
// stops it the whole job stops. False: it could not be started, or its exit status was not 0.
bool program_run(char *const *words, int input);

// Runs one that reads bytes and writes others, which are added; what it says on standard error is lost. False likewise, and nothing is added.
bool program_filter(char *const *words, const char *bytes, size_t length, Buffer *out);

// Starts one beside this program, likewise found: it reads and says nothing, and the keys' signals do not reach it. 0: it could not be started.
long program_start(char *const *words);
typedef enum { PROGRAM_RUNS, PROGRAM_DID, PROGRAM_FAILED } ProgramState;
ProgramState program_state(long child);     // but for RUNS it must not be asked again
void program_end(long child);               // at once, with all that it started

#endif
