// How far something is that takes long: a percent on standard error, where that is a terminal.
#ifndef PLAIN_PROGRESS_H
#define PLAIN_PROGRESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/meter.h"

typedef struct {
    FILE *out;          // NULL: nobody is told
    MeterPace pace;
    bool is_shown;      // it stands in the present line
} Progress;

Progress progress_start(void);                                          // on standard error
void progress_tell(Progress *progress, size_t done, size_t all);
Meter progress_meter(Progress *progress);                                // the same for who tells it so; nothing is ever stopped
void progress_clear(Progress *progress);                                // before anything else is written to the terminal, and at the end

#endif
