// Each kind of block set into room. Of layout/ only.
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H
#include "layout/build.h"

enum { SECTIONS_OPEN_MOST = 8 };    // deeper ones are set whole

// Siblings from `next` to `end`, and the one that was set before.
typedef struct {
    int next, end;
    int previous;   // -1 = none
} Siblings;

// A block with all that it holds, or the whole body, on the way: the siblings in each section that was begun, the outermost first.
typedef struct {
    Siblings open[SECTIONS_OPEN_MOST];
    int depth;      // of the innermost
    bool is_running;    // the last one is a long paragraph, which is not whole yet
    Running running;
} Walk;

Walk walk_from(int begin, int end);
int walk_next(const Walk *walk);        // the block that is set next, whole or, a section, its heading, or gone on with; none before it is left
bool walk_shows(const Walk *walk, int block, size_t byte);      // of the paragraph that is gone on with: the line of that byte is made
double walk_lines_left(const Walk *walk);                       // of that paragraph, by those that are made; 0 = there is none

// Until about so many lines more are made, or all are, or it is stopped. False: that was all.
bool set_some(Builder *builder, Walk *walk, int lines);

#endif
