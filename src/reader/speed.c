// How fast a person reads.
#include "reader/speed.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "report/contents.h"

enum {
    MINUTE_MS = 60000,
    PRIOR_WORDS = 500,      // that count as read at WORDS_A_MINUTE
    WORDS_LEAST = 40,       // of a page that tells something
    SLOWEST = 60,           // words a minute; who is slower was away
    FASTEST = 800,          // who is faster leafs
    WORDS_KNOWN = 1000,     // some pages; before that it stays as most people read
    WORDS_MOST = 20000,     // then the older half counts half
};

void speed_learn(Speed *speed, long now, long words)
{
    const long ms = now - speed->since;
    const bool is_known = speed->since > 0;
    speed->since = now;
    if (!is_known || words < WORDS_LEAST || ms <= 0 || words * MINUTE_MS / ms < SLOWEST || words * MINUTE_MS / ms > FASTEST)
        return;
    speed->words += words;
    speed->ms += ms;
    speed->is_new = true;
    if (speed->words > WORDS_MOST) {
        speed->words /= 2;
        speed->ms /= 2;
    }
}

bool speed_is_known(const Speed *speed)
{
    return speed->words >= WORDS_KNOWN;
}

int speed_words_a_minute(const Speed *speed)
{
    if (!speed_is_known(speed))
        return WORDS_A_MINUTE;
    const long prior_ms = (long)PRIOR_WORDS * MINUTE_MS / WORDS_A_MINUTE;
    return (int)((speed->words + PRIOR_WORDS) * MINUTE_MS / (speed->ms + prior_ms));
}

int speed_minutes(const Speed *speed, long words)
{
    const int a_minute = speed_words_a_minute(speed);
    const long minutes = (words + a_minute - 1) / a_minute;
    return minutes < INT_MAX ? (int)minutes : INT_MAX;
}

static const Record *last_of(const Records *records)
{
    for (size_t i = records_count(records); i-- > 0;) {
        const Record *record = records_at(records, i);
        if (!record->is_foreign && !strcmp(record->kind, "speed") && record->text)
            return record;
    }
    return NULL;
}

void speed_load(Speed *speed, const Records *records)
{
    long words, ms;
    const Record *last = last_of(records);
    if (!last || sscanf(last->text, "%ld %ld", &words, &ms) != 2 || words <= 0 || ms <= 0 || words > WORDS_MOST || ms > (long)WORDS_MOST * MINUTE_MS / SLOWEST)
        return;
    speed->words = words;
    speed->ms = ms;
}

bool speed_save(Speed *speed, Records *records, Error *err)
{
    char text[64];
    const Record *last = last_of(records);
    if (!speed->is_new)
        return true;
    snprintf(text, sizeof text, "%ld %ld", speed->words, speed->ms);
    Record record = {.op = last ? OP_CHANGE : OP_ADD, .kind = memory_copy_text("speed"), .text = memory_copy_text(text)};
    if (last)
        record.of = memory_copy_text(last->op == OP_ADD ? last->id : last->of);
    speed->is_new = false;
    return records_append(records, &record, err);
}
