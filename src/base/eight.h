// Eight bytes of a text in one number, for what goes over much of it. A mask has the top bit of each byte that something is true of; the first byte
// is the lowest. Bytes that are no ASCII are in no range.
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t Eight;

enum { EIGHT_BYTES = sizeof(Eight), EIGHT_LAST_TOP = 63 };
#define EIGHT_OF(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))
#define EIGHT_TOPS EIGHT_OF(0x80)

static inline Eight eight_in_order(Eight eight)
{
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(eight) : eight;
}

static inline Eight eight_at(const char *bytes)
{
    Eight eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight_in_order(eight);
}

static inline void eight_put(char *bytes, Eight eight)
{
    eight = eight_in_order(eight);
    memcpy(bytes, &eight, sizeof eight);
}

// Those from `first` to `last`, both ASCII. A byte of 7 bits and 80 less `first` has the top bit from there on, and none goes over to the next byte.
static inline Eight eight_range(Eight eight, unsigned char first, unsigned char last)
{
    const Eight low = eight & ~EIGHT_TOPS;
    return (low + EIGHT_OF(0x80 - first)) & ~(low + EIGHT_OF(0x7F - last)) & ~eight & EIGHT_TOPS;
}

static inline Eight eight_equal(Eight eight, char ascii)
{
    return eight_range(eight, (unsigned char)ascii, (unsigned char)ascii);
}

static inline Eight eight_differs(Eight a, Eight b)
{
    const Eight bits = a ^ b;
    return (((bits & ~EIGHT_TOPS) + EIGHT_OF(0x7F)) | bits) & EIGHT_TOPS;
}

// Of each byte what a mask says of the one before it, or of the one behind it; of the outermost `is_beyond` says it.
static inline Eight eight_before(Eight mask, bool is_beyond)
{
    return mask << 8 | (Eight)is_beyond << 7;
}

static inline Eight eight_behind(Eight mask, bool is_beyond)
{
    return mask >> 8 | (Eight)is_beyond << EIGHT_LAST_TOP;
}

static inline bool eight_last(Eight mask)
{
    return mask >> EIGHT_LAST_TOP;
}

// Bytes before the first one of a mask; all, where there is none.
static inline size_t eight_first(Eight mask)
{
    return mask ? (size_t)__builtin_ctzll(mask) / 8 : EIGHT_BYTES;
}

// Which byte is the last one of a mask that has some.
static inline int eight_last_at(Eight mask)
{
    return (EIGHT_LAST_TOP - __builtin_clzll(mask)) / 8;
}

static inline size_t eight_count(Eight mask)
{
    return (size_t)((mask >> 7) * EIGHT_OF(1) >> (8 * (EIGHT_BYTES - 1)));
}

#endif
