// What the shelf tells of a report: of its manifest, and of what is kept of it.
#ifndef READER_SHELF_INFO_H
#define READER_SHELF_INFO_H
#include "base/buffer.h"
#include "reader/shelf_pieces.h"

// Text is safe, and never NULL once it was read.
typedef struct {
    bool is_known;          // all but minutes and percent
    bool is_whole;          // those too
    bool is_broken;
    char *id, *title, *series, *language;
    char *language_name;    // in that of the messages; "" = the manifest does not say
    char *why;              // why it can't be read; "" = it can
    int part, parts;        // of the series; 0 = the manifest does not say
    int minutes;            // of reading, as fast as was learned from this report
    int percent;            // how far it is read; -1 = never opened
    size_t bookmarks;
    long long last;         // ns since 1970, when what is kept of it changed last; 0 = nothing is
} ShelfInfo;

typedef enum { SHELF_HEAD, SHELF_WHOLE } ShelfDepth;    // only the manifest is read, or all chapters

// Reads a report's folder and its state (folder `state`; NULL: nothing is kept) here and now: on a disk that may never answer only in a child
// process (base/apart.h). Nothing is written or locked. info is empty before.
void shelf_info_read(const char *path, const char *state, ShelfDepth depth, ShelfInfo *info);
void shelf_info_break(ShelfInfo *info, const char *why);    // it can't be read; info is empty before
void shelf_info_free(ShelfInfo *info);                  // empty again

// As bytes, from a child to the program. False: these are none.
void shelf_info_put(Buffer *out, const ShelfInfo *info);
bool shelf_info_take(ShelfPieces *pieces, ShelfInfo *info);     // info is empty before

#endif
