// Where a folder lies.
#ifndef BASE_DISK_H
#define BASE_DISK_H
#include <stdbool.h>
#include "base/apart.h"

// Whether a folder, or the nearest one above it that is there, is on a disk of this machine. Of one on a network, or that another program plays, nobody
// knows whether it answers the next time: false, also where it cannot be told.
bool disk_is_near(const char *folder);
bool disk_is_near_apart(const char *folder, ApartPatience patience);    // the same, of one that may not answer now

#endif
