// Files that a person names, to be written or read.
#ifndef READER_WRITE_OUT_H
#define READER_WRITE_OUT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/apart.h"
#include "base/error.h"

typedef enum { WRITE_NEW, WRITE_OVER } WriteOver;

typedef enum {
    WRITE_DONE,
    WRITE_IS_THERE,     // and WRITE_OVER was not said
    WRITE_IS_ODD,       // a link, a device, a folder: it is not replaced by a file
    WRITE_FAILED,
} WriteResult;

// Writes it whole or not at all, 0600. All but DONE: *err, the file named. A child process does it, which is waited for as `patience` says: of a disk
// that has not answered by then it is not known whether it will be written after all, whole.
WriteResult write_out(const char *path, const char *bytes, size_t length, WriteOver over, ApartPatience patience, Error *err);

// Anything else that is done with such a file or folder, likewise, but for as long as it takes: a slow disk is none that hangs. It is told, and
// Ctrl-C is the end, as of a program that takes no signals.
typedef bool FileWork(void *context, Error *err);       // in the child: what it changes in memory is lost
bool do_apart(FileWork *work, void *context, const char *path, void (*tell)(void *context), Error *err);

// Reads a regular file of `most` bytes at most into `out`, likewise.
bool read_in(const char *path, size_t most, ApartPatience patience, Buffer *out, Error *err);

#endif
