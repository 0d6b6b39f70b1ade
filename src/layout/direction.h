// Which way lines go, and in which order their text is seen. Of layout/ only. In a layout that is not ordered nothing is computed: every line is as
// it is stored.
#ifndef LAYOUT_DIRECTION_H
#define LAYOUT_DIRECTION_H
#include "layout/build.h"

// The runs of a part of a block's text, in bytes from `start` on; they live as long as the layout. None where it is seen as it is stored.
// Quick for parts of one block after the other.
Order order_of(Builder *builder, int block, size_t start, size_t end);

// Whether a line that shows this block goes from right to left: by its `dir`, else the first strong letter in it or in what it holds, else its
// language. All lines of a table go as the table does.
bool goes_from_right(Builder *builder, int block);

#endif
