// How far work is that takes long.
#include "base/meter.h"

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

Meter meter_part(Meter meter, int from, int to)
{
    const int range = range_of(meter), start = meter.from;
    meter.from = start + range * from / 100;
    meter.to = start + range * to / 100;
    return meter;
}
