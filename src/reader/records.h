// The state file: records, one a line, append only; doc/format.md has the format. This file knows lines and locks, not what marks mean.
#ifndef READER_RECORDS_H
#define READER_RECORDS_H
#include <stdbool.h>
#include <stddef.h>
#include "base/apart.h"
#include "base/error.h"
#include "report/anchor.h"

typedef enum { OP_ADD, OP_CHANGE, OP_REMOVE, OP_RESTORE } Op;

// One record. Strings belong to it; NULL = absent. On disk, on one line:
//   {v: "1", op: "add", seq: "7", id: "…", of: "…", kind: "bookmark", time: "2026-11-23T20:00:00Z", place: {chapter: "…", block: "…", exact: "…",
//   prefix: "…", suffix: "…"}, text: "…", tags: "…", edition: "…", group: "…"}
// The first record of a file has the kind "report" and, as its text, the report's title.
typedef struct {
    Op op;
    unsigned long seq;  // Lamport number; order is seq, then id
    char *id;           // of the record: unique, random
    char *of;           // CHANGE, REMOVE, RESTORE: the id of the record that it is about
    char *kind;         // bookmark, note, highlight, place, begun, read, report; other kinds are kept as they are
    char *time;         // RFC 3339, UTC
    Anchor anchor;      // chapter NULL: no place; else no member is NULL
    char *text;         // the note; hostile until safe_add() has passed it, as all strings here
    char *tags;         // separated by spaces
    char *edition;
    char *group;        // of a highlight over several paragraphs: the id of its first part, which has it too
    char *raw;          // the line as it was read: what compaction writes back
    bool is_foreign;    // of a later version, or with an op that is not known: not to be understood, only kept
    bool is_saved;      // it is on the disk
} Record;

typedef struct Records Records;

// Whatever touches the disk is waited for 5 seconds at most (base/apart.h): a disk that hangs does not hold the reader. What it answers later
// is taken when it is asked again; until then nothing more is asked of it, and what is added stays in memory.

// Opens the state of a report in `folder` (NULL: it is kept in memory only). Nothing is written yet. Never NULL: where the file can't be read,
// or holds no record at all, or is not this person's own, *err says so, the file is never written over, and what is added stays in memory. A
// file of another report with this id (the titles differ) is left alone: this report gets ID-HASH.yaml by its folder. A damaged line is told
// in *err. err->text is "" where there is nothing to tell.
// Before the first write to a file with damaged lines, also a torn last one, the whole of it is kept under a new name beside it, ID.yaml.damaged-1 and
// so on, and the file goes on with its whole records. Where it can't be kept so, nothing is written. Where the disk has no locks it is only added to.
Records *records_open(const char *folder, const char *report_id, const char *title, const char *report_folder, Error *err);
Records *records_new(const char *folder, const char *report_id, const char *title);                         // the same in two steps, for who has
void records_read(Records *records, const char *report_id, const char *report_folder, Error *err);          // a wait told
// For who only looks: read here and now, so that it may hang with the disk; nothing is locked, held or mended. What can't be read counts as none.
Records *records_look(const char *folder, const char *report_id, const char *title, const char *report_folder);
char *records_path_of(const char *folder, const char *report_id, const char *report_folder);    // ID.yaml; ID-HASH.yaml by the folder of a report, NULL: none; the caller frees
Records *records_in_memory(void);                                   // private reading: nothing is read or written, what is added counts as saved
void records_free(Records *records);                                // NULL is fine
bool records_are_private(const Records *records);                   // made by records_in_memory()

size_t records_count(const Records *records);
const Record *records_at(const Records *records, size_t index);     // by seq, then id; the same record once; borrowed until the next change
const char *records_path(const Records *records);                   // "" = memory only
size_t records_unsaved(const Records *records);                     // how many are in memory only
bool records_lack_locks(const Records *records);                    // the disk has none: what two sessions write at once, on two machines, may be lost
char *records_take_aside(Records *records);                         // path of the copy of a damaged file that was made and not told of yet; NULL: none; the caller frees
bool records_are_known(const Records *records);                     // false: what is on the disk could not be read so far

// Gives it seq, id and time, and appends it: one write under the lock, fsynced, after what other sessions appended was read. True: it is on
// the disk, and with it what could not be saved before. False and *err: "not saved: why", it is kept in memory only; "not confirmed: why", the
// disk did not answer: it is kept in memory, and on the disk it may be, once. Takes the strings of *record either way. A lock that another
// session holds is waited for 4 seconds at most.
bool records_append(Records *records, Record *record, Error *err);

// Likewise, but in memory only: it is saved with what comes next. Not in private reading.
void records_keep(Records *records, Record *record);

// Takes in records from elsewhere, of which none has the id of one that is there, and saves them in one write. Those that have no id get one, and
// with it time and number; the others, where they have a `raw` line, keep all they have. Likewise; takes their strings either way.
bool records_take(Records *records, Record *items, size_t count, Error *err);

// The same for what is in memory only, without a new record. True where nothing is.
bool records_save(Records *records, Error *err);

// Writes what is in memory only to a file that the person names, 0600, in the form of a state file: put behind one, it is merged. It stays in
// memory. *is_there: there is such a file already, and it was left alone.
typedef enum { EXPORT_NEW, EXPORT_OVER } ExportOver;
bool records_export(Records *records, const char *path, ExportOver over, bool *is_there, Error *err);

// Reads what other sessions appended since. True if there was anything. *err as records_open() has it.
bool records_refresh(Records *records, Error *err);

// Where most records are superseded: a new file with those that still count, those of unknown kinds, and comments, renamed over the old. True if done. False and err->text "" where there was no need.
bool records_compact(Records *records, Error *err);

// The program ends: from now on all waits together are 5 seconds at most, and Ctrl-C or a signal ends them; 0.6 seconds where a signal or a dropped
// line ends it, or where the disk did not answer before. Or it goes on after all.
typedef enum { END_QUIT, END_CUT_OFF } RecordsEnd;
void records_end_soon(Records *records, RecordsEnd how);
void records_go_on(Records *records);

// Called where a wait has lasted for half a second; NULL: nobody is told. Ctrl-C, or a signal that ends the program, ends the wait.
void records_set_teller(Records *records, void (*tell)(void *context), void *context);
void records_set_meter(Records *records, Meter meter);              // who hears how far it is while what was written is read again; it is not stopped
ApartPatience records_patience(const Records *records);             // RECORDS_WAIT_MS, and who is told
void records_take_teller(Records *records, const Records *from);    // the same as those have

#endif
