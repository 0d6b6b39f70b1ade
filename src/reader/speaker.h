// The program that reads aloud: LECTERN_SPEAK, or spd-say of Speech Dispatcher. Run without a shell, never in secure mode.
#ifndef READER_SPEAKER_H
#define READER_SPEAKER_H
#include <stdbool.h>
#include "base/program.h"
#include "reader/reader.h"

// Speaks what is told of the present unit. The words of LECTERN_SPEAK end at blanks, and nothing quotes them; the text is the last word. False
// and *err: no program could be started.
bool speaker_start(Reader *reader, Error *err);
ProgramState speaker_state(Reader *reader);     // DID: it has said all
void speaker_stop(Reader *reader);              // at once; nothing where it does not speak
bool speaker_fail(const Reader *reader, Error *err);    // always false

#endif
