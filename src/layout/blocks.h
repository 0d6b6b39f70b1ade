// Each kind of block set into room. Of layout/ only.
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H
#include "layout/build.h"

void set_blocks(Builder *builder, int begin, int end);  // a block with all that it holds, or the whole body: siblings from begin to end

#endif
