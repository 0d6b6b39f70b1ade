// The full-screen face: keys in, screens out, idle work between.
#ifndef SCREEN_LOOP_H
#define SCREEN_LOOP_H
#include "reader/reader.h"
#include "screen/terminal.h"

// Until the reader quits, the line drops, or line mode or the terminal afresh (reader->wants_terminal) is asked for.
void screen_read(Reader *reader, Terminal *terminal);

#endif
