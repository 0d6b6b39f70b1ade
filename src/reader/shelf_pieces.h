// What a child process that reads a report of the shelf is asked, and tells the program: bytes and texts, one behind the other.
#ifndef READER_SHELF_PIECES_H
#define READER_SHELF_PIECES_H
#include <stdbool.h>
#include <stddef.h>
#include "base/apart.h"
#include "base/buffer.h"

// What is not taken yet of an answer that stays.
typedef struct {
    const char *bytes;
    size_t length;
} ShelfPieces;

void shelf_put_text(Buffer *out, const char *text);
bool shelf_take_bytes(ShelfPieces *pieces, void *out, size_t length);   // false: there are not so many, and nothing was taken
char *shelf_take_text(ShelfPieces *pieces);                             // the caller frees; NULL: there is none

// A child process that reads for the shelf, one question after the other.
typedef struct {
    Apart *asked;       // NULL = nothing is
    long asked_at;      // clock_ms()
} ShelfChild;

typedef enum { SHELF_CHILD_WAITS, SHELF_CHILD_LATE, SHELF_CHILD_ENDED } ShelfChildStep;

// Asks, if nothing is asked yet, and waits so long at most. ENDED: *answer is what it answered, empty where it failed. LATE: it had late_ms and was
// left. Both are the end of the question. Where no process can be made the work is done here.
ShelfChildStep shelf_child_step(ShelfChild *child, ApartWork *work, void *context, int wait_ms, long late_ms, Buffer *answer);

#endif
