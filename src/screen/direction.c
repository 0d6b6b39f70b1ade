// Who puts text into the order in which it is seen.
#include "screen/direction.h"
#include <string.h>

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
    case MODE_UNKNOWN: break;
    }
    return !reorders_by_itself(names);
}

Ordering ordering_of(BidiSetting setting, TerminalMode mode, TerminalNames names)
{
    const bool is_on = mode == MODE_SET;
    switch (setting) {
    case BIDI_AUTO: break;
    case BIDI_READER: return (Ordering){.is_ordered = true, .is_silenced = is_on};
    case BIDI_TERMINAL: return (Ordering){0};
    case BIDI_OFF: return (Ordering){.is_silenced = is_on};
    }
    const bool is_ordered = is_ordered_here(mode, names);
    return (Ordering){.is_ordered = is_ordered, .is_silenced = is_ordered && is_on};
}
