// What a state file holds, as far as it was read: its records in order, and the lines that are none.
#ifndef READER_RECORD_FILE_H
#define READER_RECORD_FILE_H
#include <stdint.h>
#include "base/meter.h"
#include "reader/record.h"

enum { STATE_FILE_BYTES = 64 * 1024 * 1024 };

typedef struct {
    char *bytes;
    size_t length;
} OddLine;

typedef struct {
    Record *items;          // by seq, then id; each once; also those that are not saved
    size_t count;
    size_t capacity;
    OddLine *odd;           // damaged lines and comments, kept as they are
    size_t odd_count;
    size_t odd_capacity;
    uint64_t hash_read;     // of the bytes that were read last time,
    size_t bytes_read;      // and how many they are
    int lines_read;
    Meter meter;            // of lines that are read; where it is stopped the rest is read another time: LOAD_TORN
} RecordFile;

// Whether other sessions are kept out: only then a last line without an end is known to be torn, and not being written.
typedef enum { FILE_SHARED, FILE_LOCKED } FileHold;

typedef enum {
    LOAD_FAILED,            // *err says why; nothing was taken
    LOAD_SAME,              // there is nothing new, or no file
    LOAD_MORE,
    LOAD_TORN,              // FILE_SHARED only: all but the last line was read; lock and load again
} LoadResult;

// Reads what was not read yet, all of it where the file is another one now. Damaged lines are told in *err (else err->text is ""). Where the
// file is another one or gone, only what was read from it now counts as saved. A record in memory whose id is met on the disk is that one. A
// file with bytes in it of which none look like a record is not ours: LOAD_FAILED.
LoadResult record_file_load(RecordFile *file, const char *path, FileHold hold, Error *err);

// The two halves of that: all bytes of the file as it is now, none where there is no file; and what they hold.
bool record_file_read(const char *path, Buffer *bytes, Error *err);
LoadResult record_file_load_bytes(RecordFile *file, const char *path, const Buffer *bytes, FileHold hold, Error *err);

bool record_file_is_foreign(const Buffer *bytes);           // lectern never wrote them: there is something, and no line is a record
bool record_file_is_damaged(const RecordFile *file);        // there are lines that are no records, nor comments
void record_file_take(RecordFile *file, Record *record);    // puts it in its place; freed where it is there, or on the disk, already
void record_file_merge(RecordFile *file, Record *items, size_t count);  // many likewise, none of them there by its id
void record_file_forget_saved(RecordFile *file);            // what is saved is as if it had not been read
void record_file_free(RecordFile *file);                    // what it holds

#endif
