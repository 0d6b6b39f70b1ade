// How far work is that takes long. Whoever does it tells at many small steps; whoever has it done hears so, and may have it stopped.
#ifndef BASE_METER_H
#define BASE_METER_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    bool (*tell)(void *context, int percent);   // false: the work is to stop, if it can; NULL: nobody listens
    void *context;
    int from, to;                               // percent of the whole that this part of it takes; both 0 = it is the whole
} Meter;

// `done` of `all` units of this part, of whatever kind; all: 0 = it is done. False: it is to stop.
bool meter_move(Meter meter, size_t done, size_t all);

Meter meter_part(Meter meter, int from, int to);        // of what that meter is of: 0 to 100

#endif
