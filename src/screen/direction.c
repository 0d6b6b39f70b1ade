// Who puts text into the order in which it is seen.
#include "screen/direction.h"
#include <stdlib.h>
#include <string.h>

enum {
    VTE_THAT_ORDERS = 5800,     // 0.58.0, as VTE_VERSION has it
    KONSOLE_TOLD = 221200,      // 22.12.0, as KONSOLE_VERSION has it: from there on it was seen to go by OSC 50
};

static bool begins(const char *name, const char *with)
{
    return name && !strncmp(name, with, strlen(with));
}

static bool is_version(const char *version, long least)
{
    return version && strtol(version, NULL, 10) >= least;
}

// KONSOLE_VERSION is handed on to what is begun within: to an xterm OSC 50 is a font, and to tmux nothing.
static bool is_konsole_told(TerminalNames names)
{
    return is_version(names.konsole, KONSOLE_TOLD) && !names.xterm && (begins(names.term, "xterm") || begins(names.term, "konsole"));
}

static bool reorders_by_itself(TerminalNames names)
{
    if (begins(names.term, "mlterm") || (names.program && !strcmp(names.program, "Apple_Terminal")))
        return true;
    return names.konsole && *names.konsole && !is_konsole_told(names);
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

// How to put off what orders now, or may.
static OrderSwitch switch_of(TerminalMode mode, TerminalNames names)
{
    switch (mode) {
    case MODE_SET: return ORDER_OFF_BY_MODE;
    case MODE_RESET: case MODE_ALWAYS_SET: case MODE_ALWAYS_RESET: return ORDER_LEFT;
    case MODE_UNKNOWN: case MODE_AWAITED: case MODE_UNASKED: break;
    }
    if (is_konsole_told(names))
        return ORDER_OFF_IN_KONSOLE;
    return mode == MODE_AWAITED || (mode == MODE_UNASKED && is_version(names.vte, VTE_THAT_ORDERS)) ? ORDER_OFF_BY_MODE : ORDER_LEFT;
}

Ordering ordering_of(BidiSetting setting, TerminalMode mode, TerminalNames names)
{
    const OrderSwitch off = switch_of(mode, names);
    switch (setting) {
    case BIDI_AUTO: break;
    case BIDI_READER: return (Ordering){.is_ordered = true, .off = off};
    case BIDI_TERMINAL: return (Ordering){0};
    case BIDI_OFF: return (Ordering){.off = off};
    }
    const bool is_ordered = is_ordered_here(mode, names);
    return (Ordering){.is_ordered = is_ordered, .off = is_ordered ? off : ORDER_LEFT};
}
