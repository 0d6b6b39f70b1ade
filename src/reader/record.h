// One record of the state file and the line that it is written as.
#ifndef READER_RECORD_H
#define READER_RECORD_H
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "reader/records.h"

enum { RECORD_LINE_BYTES = 1024 * 1024 };   // as yaml_small_limits has it: a longer line is damaged
#define RECORD_SEQ_MOST ((unsigned long)LONG_MAX / 2)   // a larger number is damage: the next record must still have one

// Fills *record from one line without its line end. False where it is none: not well-formed, a field missing or of the wrong shape.
bool record_read(const char *line, size_t length, Record *record);
void record_write(Buffer *out, const Record *record);               // the line, without line end
void record_free(Record *record);                                   // what it holds
int record_compare(const Record *a, const Record *b);               // by seq, then id

// For each record whether a later one makes it needless; the caller frees. Those that are removed leave their REMOVE behind, so that they stay
// removed where an older copy of the file is merged.
bool *records_superseded(const Record *items, size_t count);

#endif
