// The only address in a report: contents, bookmarks, hits, history, links and resizing all speak it.
#ifndef REPORT_PLACE_H
#define REPORT_PLACE_H
#include <stddef.h>

typedef struct {
    int chapter;    // index in the manifest, from 0
    int block;      // index in the chapter, from 0; 0 is its title
    size_t byte;    // offset in the block's text; on a grapheme boundary
} Place;

int place_compare(Place a, Place b);    // in reading order: <0, 0, >0

#endif
