// A text on its way to lines, some of which are made at a time. Of layout/ only.
#ifndef LAYOUT_RUNNING_H
#define LAYOUT_RUNNING_H
#include "layout/told.h"

typedef struct {
    int block;
    Room room;
    Flow flow;
    size_t made;            // bytes of the block's text whose lines are made
    size_t next;            // where its next piece begins: a line of the author's, or all that there is
    TextRange blanks;       // the author's blank lines that come before the piece
    TextRange piece;
    bool is_open;           // the piece has more lines
    int start;              // the column of its first line
    size_t count;           // its lines so far
    LineFlow lines;         // of what is not literal
    Passage passage;        // where it is told: what was put together so far
    size_t told;            // behind the text that is in the passage
    Progress progress;
} Running;

Running running_text(const Builder *builder, int block, Room room, Flow flow);      // an empty text only shows markers that wait
Running running_passage(Builder *builder, int block, Room room, Flow flow, Passage passage);    // of words that stand in no block; takes the passage

// The lines of about layout->piece bytes, the same as if all were made at once. False: that was all, and nothing is to be freed.
bool running_go_on(Builder *builder, Running *running);
void running_free(Running *running);                    // of one that is not whole

#endif
