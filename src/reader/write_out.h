// Files that a person names while reading.
#ifndef READER_WRITE_OUT_H
#define READER_WRITE_OUT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

typedef enum { WRITE_NEW, WRITE_OVER } WriteOver;

// Writes it whole or not at all, 0600. False and *err, the file named: it was not written, or is there already (*is_there) and WRITE_OVER was not
// said. A disk that does not answer is waited for READER_WAIT_MS at most.
bool write_out(const char *path, const char *bytes, size_t length, WriteOver over, bool *is_there, Error *err);

#endif
