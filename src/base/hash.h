// FNV-1a, 64 bits (Fowler, Noll, Vo): tells texts apart, and guards nothing against who wants two to be alike.
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stddef.h>
#include <stdint.h>

#define HASH_BEGIN 14695981039346656037u

// The hash of what `hash` stands for (HASH_BEGIN: nothing) with these bytes behind it.
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length);

// The same for many bytes, several times as fast: another number, and not the same on all machines. Of two pieces in a row it is another one than of both
// at once.
uint64_t hash_words(uint64_t hash, const void *bytes, size_t length);

#endif
