// Line mode: the reader as a dialogue. No cursor addressing, only printable text and line ends.
#ifndef PLAIN_DIALOGUE_H
#define PLAIN_DIALOGUE_H
#include <stdio.h>
#include "reader/reader.h"

// Reads keys from a terminal one by one (line ends are CR LF), or whole lines from a pipe (LF), each a key, a command by name, or both with
// an argument; until quit, the end of input, or another mode was asked for. `why` tells what turned the mode on,
// as "Line mode, set by --line." Returns the exit status: 0, or 3 where writing failed. The signals are taken (signals_take()) and stay so.
int dialogue_read(Reader *reader, int input, FILE *out, const char *why);

#endif
