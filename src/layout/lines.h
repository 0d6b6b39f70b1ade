// Texts whose lines are the author's: verse and literal text. Of layout/ only.
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H
#include "layout/build.h"

void set_verse(Builder *builder, int block, Room room);     // what a line has too much goes on below, indented
void set_literal(Builder *builder, int block, Room room);   // all spaces kept; what a line has too much goes on below, behind a mark

#endif
