// Each kind of block set into room. Of layout/ only.
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H
#include "layout/running.h"

// Where blocks stand.
typedef struct {
    Room room;
    int depth;          // lists of any kind around them
    int bullets;        // LISTs around them
    int number_cells;   // items are numbered, and the widest number takes so many; 0 = they have bullets
    bool is_tight;      // no blank lines between them
} Frame;

// A block that was begun, and the blocks in it: from `next` on they are to be set.
typedef struct {
    int block;          // -1 = what the walk began with is in none
    int next, end;
    int previous;       // -1 = none was set yet
    Frame frame;        // of those in it
} Opened;

// Blocks with all that they hold, on the way.
typedef struct {
    Opened *open;       // the innermost last
    size_t depth, capacity;
    long long words;    // of all blocks that were begun, as a compiled file has them, which may be damaged
    bool is_running;    // the text of the block that was begun last is not whole yet
    Running running;
} Walk;

Walk walk_from(int begin, int end, Room room);
void walk_free(Walk *walk);
int walk_next(const Walk *walk);        // the block that is begun next, or whose text is gone on with; none before it is left
bool walk_shows(const Walk *walk, int block, size_t byte);      // of the text that is gone on with: the line of that byte is made

// Until about so many lines more are made, or all are, or it is stopped. False: that was all.
bool set_some(Builder *builder, Walk *walk, int lines);

#endif
