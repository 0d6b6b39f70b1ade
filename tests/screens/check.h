// Holds what a terminal shows against what a step expects, and prints either.
#ifndef SCREENS_CHECK_H
#define SCREENS_CHECK_H
#include <stdbool.h>
#include "spec.h"
#include "terminal.h"

bool screen_matches(const Spec *spec, const Step *step, const Emulator *emulator);
void screen_explain(const Spec *spec, const Step *step, const Emulator *emulator);     // what differs, as TAP comments
void screen_print(const Step *step, const Emulator *emulator);                         // as it stands in a specification

#endif
