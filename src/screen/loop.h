// The full-screen face: keys in, screens out, idle work between.
#ifndef SCREEN_LOOP_H
#define SCREEN_LOOP_H
#include "reader/reader.h"
#include "screen/terminal.h"

// Until the reader quits or the line drops.
void screen_read(Reader *reader, Terminal *terminal);

#endif
