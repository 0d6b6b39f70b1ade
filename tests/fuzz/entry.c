// libFuzzer with one target: tests/fuzz/fuzz --target=NAME [libFuzzer's options] [FOLDER…]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fuzz.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const FuzzTarget *target;

// libFuzzer passes over options that begin with two hyphens.
int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    static const char option[] = "--target=";
    for (int i = 1; i < *count; i++)
        if (strncmp((*arguments)[i], option, strlen(option)) == 0)
            target = fuzz_find((*arguments)[i] + strlen(option));
    if (!target) {
        fprintf(stderr, "fuzz: no target; write --target= and one of these:");
        for (size_t i = 0; fuzz_at(i); i++)
            fprintf(stderr, " %s", fuzz_at(i)->name);
        fprintf(stderr, "\n");
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    target->run(bytes, length);
    return 0;
}
