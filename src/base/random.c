// Bytes that nobody can foretell.
#include "base/random.h"
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

// Where the system has none (a sandbox may forbid the call): time, process and address differ at least between two sessions.
static void mix(unsigned char *bytes, size_t length)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t state = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec + ((uint64_t)getpid() << 40) + (uint64_t)(uintptr_t)bytes;
    for (size_t i = 0; i < length; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u; // Knuth's MMIX generator
        bytes[i] = (unsigned char)(state >> 56);
    }
}

void random_hex(char *out, size_t length)
{
    unsigned char bytes[64] = {0};
    if (getentropy(bytes, sizeof bytes) != 0)
        mix(bytes, sizeof bytes);
    for (size_t i = 0; i + 1 < length; i++)
        out[i] = "0123456789abcdef"[bytes[i % sizeof bytes] & 15];
    if (length)
        out[length - 1] = '\0';
}
