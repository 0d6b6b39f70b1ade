// libFuzzer with one target, the function that TARGET names. A program for each: its counters are only those of what it can reach.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    TARGET(bytes, length);
    return 0;
}
