// The state file: records, one a line, append only; doc/format.md has the format. This file knows lines and locks, not what marks mean.
#ifndef READER_RECORDS_H
#define READER_RECORDS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "report/anchor.h"

typedef enum { OP_ADD, OP_CHANGE, OP_REMOVE, OP_RESTORE } Op;

// One record. Strings belong to it; NULL = absent.
typedef struct {
    Op op;
    unsigned long seq;  // Lamport number; order is seq, then id
    char *id;           // of the record: unique, random
    char *of;           // CHANGE, REMOVE, RESTORE: the id of the record that it is about
    char *kind;         // bookmark, note, highlight, place, read; other kinds are kept as they are
    char *time;         // RFC 3339, UTC
    Anchor anchor;
    char *text;         // the note
    char *tags;         // separated by spaces
    char *edition;
    char *raw;          // the line as it was read: what compaction writes back
} Record;

typedef struct Records Records;

// Opens the state of a report in `folder` (NULL: it is kept in memory only). Nothing is written yet. Never NULL: where the file can't be read,
// *err says so, the file is never written over, and what is added stays in memory. A file of another report with this id (the titles differ)
// is left alone: this report gets ID-HASH.yaml by its folder. A damaged line is told in *err and kept as it is.
Records *records_open(const char *folder, const char *report_id, const char *title, const char *report_folder, Error *err);
void records_free(Records *records);

size_t records_count(const Records *records);
const Record *records_at(const Records *records, size_t index);     // by seq, then id; the same record once
const char *records_path(const Records *records);                   // "" = memory only

// Gives it seq, id and time, and appends it: one write under the lock, fsynced, after what other sessions appended was read. True: it is on
// the disk. False and *err: it is kept in memory only, and why. Takes the strings of *record either way.
bool records_append(Records *records, Record *record, Error *err);

// Reads what other sessions appended since. True if there was anything.
bool records_refresh(Records *records, Error *err);

// Where most records are superseded: a new file with those that still count, and those of unknown kinds, renamed over the old. True if done.
bool records_compact(Records *records, Error *err);

#endif
