// How far work is that takes long.
#include "base/meter.h"
#include "base/clock.h"

enum {
    STEP_MS = 1000,     // and between two
    STEP_PERCENT = 5,
};

static int range_of(Meter meter)
{
    return meter.to ? meter.to - meter.from : 100;
}

bool meter_move(Meter meter, size_t done, size_t all)
{
    if (!meter.tell)
        return true;
    const size_t part = done < all ? done * (size_t)range_of(meter) / all : (size_t)range_of(meter);
    return meter.tell(meter.context, meter.from + (int)part);
}

bool meter_is_stopped(Meter meter)
{
    return meter.is_stopped && meter.is_stopped(meter.context);
}

Meter meter_part(Meter meter, int from, int to)
{
    const int range = range_of(meter), start = meter.from;
    meter.from = start + range * from / 100;
    meter.to = start + range * to / 100;
    return meter;
}

MeterPace meter_pace(void)
{
    return (MeterPace){.begun = clock_ms(), .told = -1};
}

bool meter_is_due(MeterPace *pace, int percent)
{
    const long now = clock_ms();
    if (pace->told < 0 ? now - pace->begun < METER_QUIET_MS : percent - pace->told < STEP_PERCENT || now - pace->told_at < STEP_MS)
        return false;
    pace->told = percent;
    pace->told_at = now;
    return true;
}
