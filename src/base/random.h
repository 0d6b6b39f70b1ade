// Bytes that nobody can foretell: ids of records, names of files that are being written.
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H
#include <stddef.h>

// Writes `length` - 1 hexadecimal digits and a NUL.
void random_hex(char *out, size_t length);

#endif
