// Time that only goes forward, whatever the wall clock is set to.
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

long clock_ms(void);    // milliseconds since some moment

#endif
