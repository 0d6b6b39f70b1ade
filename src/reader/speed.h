// How fast a person reads: learned from pages that are turned one after the other, and kept with the report.
#ifndef READER_SPEED_H
#define READER_SPEED_H
#include <stdbool.h>
#include "base/error.h"
#include "reader/records.h"

// What was learned. Before that, and a little ever after, it is WORDS_A_MINUTE (report/contents.h).
typedef struct {
    long words, ms;     // read, and in what time
    long since;         // clock_ms() when the present page came; 0 = it did not come as a whole
    bool is_new;        // more was learned than is kept
} Speed;

// The page was left for the next one after its words were read, or not: what is slower or faster than people read does not count.
void speed_learn(Speed *speed, long now, long words);
bool speed_is_known(const Speed *speed);                // enough was learned
int speed_words_a_minute(const Speed *speed);
int speed_minutes(const Speed *speed, long words);      // rounded up

void speed_load(Speed *speed, const Records *records);
bool speed_save(Speed *speed, Records *records, Error *err);    // nothing is written if nothing was learned

#endif
