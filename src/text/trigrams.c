// Which three bytes in a row stand in a text.
#include "text/trigrams.h"
#include <stdlib.h>
#include "base/memory.h"

enum { BITS = 5, ONE_MORE = 2 }; // bytes before the first that ends three

static unsigned with(unsigned trigram, char next)
{
    return (trigram << BITS | ((unsigned)next & ((1u << BITS) - 1))) & (TRIGRAMS - 1);
}

void trigrams_add(Buffer *out, const char *text, size_t length)
{
    char *seen = memory_new(TRIGRAMS, 1), packed[TRIGRAM_BYTES] = {0}; // packed later: to set a bit would wait for the one before
    unsigned trigram = 0;
    for (size_t i = 0; i < length; i++) {
        trigram = with(trigram, text[i]);
        if (i >= ONE_MORE)
            seen[trigram] = 1;
    }
    for (unsigned i = 0; i < TRIGRAMS; i++)
        packed[i / 8] = (char)(packed[i / 8] | seen[i] << i % 8);
    buffer_add(out, packed, sizeof packed);
    free(seen);
}

bool trigrams_may_hold(const char *trigrams, const char *needle, size_t length)
{
    unsigned trigram = 0;
    for (size_t i = 0; i < length; i++) {
        trigram = with(trigram, needle[i]);
        if (i >= ONE_MORE && !(trigrams[trigram / 8] >> trigram % 8 & 1))
            return false;
    }
    return true;
}
