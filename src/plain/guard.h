// Secure mode: the process locks itself in before it reads a report.
#ifndef PLAIN_GUARD_H
#define PLAIN_GUARD_H
#include "base/sandbox.h"
#include "report/shelf.h"

typedef enum { STATE_NONE, STATE_READ, STATE_WRITTEN } StateUse;

// The shelf, the keymaps and message catalogues that came with lectern and those of the system stay readable, and the state as it is to be used;
// where it is to be written its folder is made first.
Sandbox guard_enter(const Shelf *shelf, StateUse use);

#endif
