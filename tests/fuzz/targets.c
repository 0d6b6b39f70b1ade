// All targets by name.
#include <string.h>
#include "fuzz.h"

static const FuzzTarget targets[] = {
    {"chapter", fuzz_chapter},
    {"frame", fuzz_frame},
    {"inline", fuzz_inline},
    {"input", fuzz_input},
    {"keymap", fuzz_keymap},
    {"layout", fuzz_layout},
    {"lines", fuzz_lines},
    {"manifest", fuzz_manifest},
    {"marks", fuzz_marks},
    {"records", fuzz_records},
    {"safe", fuzz_safe},
    {"session", fuzz_session},
    {"state", fuzz_state},
};

const FuzzTarget *fuzz_at(size_t index)
{
    return index < sizeof targets / sizeof *targets ? &targets[index] : NULL;
}

const FuzzTarget *fuzz_find(const char *name)
{
    for (size_t i = 0; fuzz_at(i); i++)
        if (strcmp(fuzz_at(i)->name, name) == 0)
            return fuzz_at(i);
    return NULL;
}
