// Views draw the reader into a grid. They change nothing.
#ifndef SCREEN_VIEWS_H
#define SCREEN_VIEWS_H
#include "reader/reader.h"
#include "screen/grid.h"

void view_screen(const Reader *reader, Grid *grid);     // the whole screen: what has the focus, status line, prompt or message

#endif
