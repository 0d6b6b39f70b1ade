// Texts whose lines are the author's: verse and literal text. Of layout/ only.
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H
#include "layout/running.h"

bool piece_find(const Block *leaf, Running *running);       // the next one, and the blank lines before it; false: there is none
void set_blank(Builder *builder, Running *running);         // the first of those

// A line of literal text.
void begin_literal(Builder *builder, Running *running);
bool go_on_literal(Builder *builder, Running *running);     // as much of it as one line holds; false: that was all

#endif
