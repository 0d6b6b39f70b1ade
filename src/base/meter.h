// How far work is that takes long. Whoever does it tells at many small steps; whoever has it done hears so, and may have it stopped.
#ifndef BASE_METER_H
#define BASE_METER_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    bool (*tell)(void *context, int percent);   // false: the work is to stop, if it can; NULL: nobody listens
    void *context;
    int from, to;                               // percent of the whole that this part of it takes; both 0 = it is the whole
    bool (*is_stopped)(void *context);          // whether it has said so, for work in many loops; NULL: that goes on in any case
} Meter;

// `done` of `all` units of this part, of whatever kind; all: 0 = it is done. False: it is to stop.
bool meter_move(Meter meter, size_t done, size_t all);

bool meter_is_stopped(Meter meter);
Meter meter_part(Meter meter, int from, int to);        // of what that meter is of: 0 to 100

enum { METER_QUIET_MS = 500 };

// When a person is told: nothing of what takes less than half a second, and then only at long steps, since some hear it.
typedef struct {
    long begun, told_at;    // clock_ms()
    int told;               // percent; -1 = none yet
} MeterPace;

MeterPace meter_pace(void);                             // from now on
bool meter_is_due(MeterPace *pace, int percent);        // true: it is to be told, and counts as told

#endif
