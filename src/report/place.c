// The order of places.
#include "report/place.h"

int place_compare(Place a, Place b)
{
    if (a.chapter != b.chapter)
        return a.chapter < b.chapter ? -1 : 1;
    if (a.block != b.block)
        return a.block < b.block ? -1 : 1;
    return (a.byte > b.byte) - (a.byte < b.byte);
}
