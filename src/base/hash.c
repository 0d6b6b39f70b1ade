#include "base/hash.h"
#include <string.h>

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

enum { LANES = 4, WORD = sizeof(uint64_t) };    // lanes: a multiplication need not wait for the one before

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;     // 2^64 by the golden ratio: odd, its bits well spread
    return hash ^ hash >> 29;
}

uint64_t hash_words(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t lanes[LANES] = {hash, hash + 1, hash + 2, hash + 3}, words[LANES];
    size_t left = length;
    for (; left >= sizeof words; left -= sizeof words, at += sizeof words) {
        memcpy(words, at, sizeof words);
        for (int lane = 0; lane < LANES; lane++)
            lanes[lane] = mix(lanes[lane], words[lane]);
    }
    for (int lane = 0; lane < LANES; lane++)
        hash = mix(hash, lanes[lane]);
    return mix(hash_bytes(hash, at, left), length);
}
