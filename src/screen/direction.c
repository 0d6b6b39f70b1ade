// Who puts text into the order in which it is seen.
#include "screen/direction.h"
#include <stdlib.h>
#include <string.h>

enum { VTE_THAT_ORDERS = 5800 };   // 0.58.0, as VTE_VERSION has it

static bool reorders_by_itself(TerminalNames names)
{
    if (names.term && !strncmp(names.term, "mlterm", 6))
        return true;
    if (names.program && !strcmp(names.program, "Apple_Terminal"))
        return true;
    return names.konsole && *names.konsole;
}

static bool is_ordered_here(TerminalMode mode, TerminalNames names)
{
    switch (mode) {
    case MODE_SET: case MODE_RESET: case MODE_ALWAYS_RESET: return true;
    case MODE_ALWAYS_SET: return false;
    case MODE_UNKNOWN: case MODE_AWAITED: case MODE_UNASKED: break;
    }
    return !reorders_by_itself(names);
}

// Whether it orders now, or may.
static bool is_on(TerminalMode mode, TerminalNames names)
{
    const bool is_vte = names.vte && strtol(names.vte, NULL, 10) >= VTE_THAT_ORDERS;
    return mode == MODE_SET || mode == MODE_AWAITED || (mode == MODE_UNASKED && is_vte);
}

Ordering ordering_of(BidiSetting setting, TerminalMode mode, TerminalNames names)
{
    const bool is_told = is_on(mode, names);
    switch (setting) {
    case BIDI_AUTO: break;
    case BIDI_READER: return (Ordering){.is_ordered = true, .is_silenced = is_told};
    case BIDI_TERMINAL: return (Ordering){0};
    case BIDI_OFF: return (Ordering){.is_silenced = is_told};
    }
    const bool is_ordered = is_ordered_here(mode, names);
    return (Ordering){.is_ordered = is_ordered, .is_silenced = is_ordered && is_told};
}
