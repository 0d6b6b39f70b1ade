// What the files of the state file share: records.c, records_ask.c and records_write.c are of the program, records_disk.c and records_aside.c of a
// child process that it asks.
#ifndef READER_RECORDS_PARTS_H
#define READER_RECORDS_PARTS_H
#include "base/apart.h"
#include "reader/record_file.h"
#include "reader/records.h"

#define KIND_REPORT "report"

enum { RECORDS_WAIT_MS = 5000 };

struct Records {
    RecordFile file;
    char *folder;
    char *path;         // NULL: memory only
    char *title;
    bool is_private;    // nothing is to be kept
    bool is_by_folder;  // the file is ID-HASH.yaml
    bool is_swept;      // what a killed session left beside the file was removed
    bool lacks_locks;   // its disk has none
    bool is_known;      // what is on the disk was read
    Apart *late;        // what was asked of the disk and is not answered yet; NULL = nothing is
    bool is_late_write; // it is something to be written
    Apart *holder;      // of the lock that says that the file is in use; NULL = none
    int aside;          // number of the copy that the damaged file was kept as last; 0 = none
    bool is_aside_told;
    long deadline;      // clock_ms() when nothing is waited for any more; 0 = none
    bool is_cut_off;    // then: no signal ends the wait before
    void (*tell)(void *context);    // that a wait is long
    void *context;
    Meter meter;        // of what comes back from the disk; nothing stops it
};

// What a child answers, and behind it the bytes of the file.
typedef struct {
    bool is_done;       // all was written
    bool is_compacted;  // what was saved, and is not in the bytes, is needless
    bool has_bytes;     // the file was read, if there is one
    bool is_locked;     // under the lock
    bool lacks_locks;   // there are none
    bool is_there;      // where a new file is to be written there is one
    int aside;          // number of the copy that the damaged file was kept as; 0 = none
    Error why;          // "" where there is nothing to tell
} Answer;

typedef struct {
    Records *records;
    Record *record;     // has all but its number; NULL = only what is in memory already
} Append;

typedef struct {
    Records *records;
    const char *path;
    ExportOver over;
} Export;

// ApartWork. Each but the last answers an Answer and the bytes.
void disk_read(void *records, Buffer *out);
bool disk_read_near(const Records *records, Buffer *out);   // not a child's: false where a disk or a lock would have to be waited for
void disk_append(void *append, Buffer *out);
void disk_compact(void *records, Buffer *out);
void disk_export(void *export, Buffer *out);
void disk_hold(void *records, Buffer *out);     // until nobody waits for the answer any more

// records_aside.c
char *records_aside_path(const char *path, int number);     // of a copy that is kept beside the state file; the caller frees
// Keeps the bytes of a damaged file under a name that nothing has, 0600, fsynced with the folder; a copy that has just these bytes is taken for
// it. Its number; 0 and *err where it can't be kept.
int records_keep_aside(const char *path, const Buffer *whole, Error *err);
bool records_is_litter(const char *name, const char *entry);    // a file in the folder is what a killed process was writing for the file `name`

// records_ask.c
typedef struct {
    bool is_answered;
    LoadResult result;
    Answer answer;
    Error told;         // of what was read
} Asked;
Asked records_ask(Records *records, ApartWork *work, void *context);
LoadResult records_take_answer(Records *records, Buffer *out, Answer *answer, Error *told);     // *told: damage

void records_hold(Records *records);
const char *records_other_title(const Records *records);    // of another report that the file belongs to; NULL: it is this one's, or does not say
unsigned long records_next_seq(const Records *records);
bool records_are_mostly(const Records *records, const bool *which); // more than half of them

#endif
