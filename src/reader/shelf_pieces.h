// What a child process that reads a report of the shelf tells the program: bytes and texts, one behind the other.
#ifndef READER_SHELF_PIECES_H
#define READER_SHELF_PIECES_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"

// What is not taken yet of an answer that stays.
typedef struct {
    const char *bytes;
    size_t length;
} ShelfPieces;

void shelf_put_text(Buffer *out, const char *text);
bool shelf_take_bytes(ShelfPieces *pieces, void *out, size_t length);   // false: there are not so many, and nothing was taken
char *shelf_take_text(ShelfPieces *pieces);                             // the caller frees; NULL: there is none

#endif
