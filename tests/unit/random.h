// Random text that is the same in every run.
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H
#include <stddef.h>
#include <stdint.h>
#include "base/buffer.h"
#include "text/utf8.h"

typedef struct {
    uint64_t state;     // not 0
} Random;

static inline uint32_t random_below(Random *random, uint32_t limit)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (uint32_t)(random->state >> 32) % limit;
}

static inline void add_codepoint(Buffer *text, uint32_t codepoint)
{
    char bytes[4];
    buffer_add(text, bytes, (size_t)utf8_put(bytes, codepoint));
}

// One of a list of code points, or now and then any other.
static inline uint32_t random_codepoint(Random *random, const uint32_t *codepoints, size_t count)
{
    if (random_below(random, 16) == 0)
        return random_below(random, 0x110000);
    return codepoints[random_below(random, (uint32_t)count)];
}

#endif
