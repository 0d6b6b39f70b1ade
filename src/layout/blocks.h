// Each kind of block set into room. Of layout/ only.
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H
#include "layout/build.h"

// A block with all that it holds, or the whole body: siblings from `next` to `end`, and the one that was set before.
typedef struct {
    int next, end;
    int previous;   // -1 = none
} Siblings;

void set_some(Builder *builder, Siblings *siblings, int lines);     // until so many lines more are made, or all are set; at least one sibling

#endif
