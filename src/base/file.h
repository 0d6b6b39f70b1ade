// Files: read whole within a limit, replaced at once, appended to under a lock.
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include "base/buffer.h"
#include "base/error.h"

// Adds all bytes of a regular file to `out`. False and *err (file named, the system's reason) where it cannot be opened or read, is no
// regular file (told at once, a FIFO never blocks) or holds more than `most` bytes (told before they are read).
bool file_read(const char *path, size_t most, Buffer *out, Error *err);

// The same for a path below an open folder. Only a relative path without "..", empty or "." parts is taken, and no part of it may be a
// symbolic link; `shown` is the name for messages. openat(2) and O_NOFOLLOW part by part: nothing can be swapped between check and use.
bool file_read_below(int folder, const char *path, const char *shown, size_t most, Buffer *out, Error *err);

// The same of its first bytes only: `most`, or all where there are fewer.
bool file_read_start_below(int folder, const char *path, const char *shown, size_t most, Buffer *out, Error *err);

// Has the system read such a file into its memory, and does not wait for that. Returns its bytes; 0: it can't be.
size_t file_read_soon_below(int folder, const char *path);

// Reads a descriptor to its end within the limit, be it a file, a pipe or a terminal; `shown` is the name for messages.
bool file_read_descriptor(int descriptor, const char *shown, size_t most, Buffer *out, Error *err);

// Makes a folder and its parents, 0700. True where it is there afterwards.
bool file_make_folder(const char *path, Error *err);
bool file_make_folder_for_all(const char *path, Error *err);    // 0755, whatever the umask

// Writes a new file beside `path` (its name, FILE_NEW and random digits; 0600, O_EXCL), fsyncs it, renames it over `path`, fsyncs the folder:
// afterwards either the old file or the whole new one is there, also after a power cut. False: the old one (but where only the folder could
// not be synced, which the error says). A kill may leave the new file behind.
#define FILE_NEW ".new-"
bool file_replace(const char *path, const char *bytes, size_t length, Error *err);

// The same, but that nothing is replaced: where anything has that name, even since a moment ago, it stays, and *is_there (may be NULL) tells so.
bool file_create(const char *path, const char *bytes, size_t length, bool *is_there, Error *err);

// Makes a folder with files in it, 0700 and 0600, in one step: written beside `path` first. Into a folder that is there they are written one by
// one, and none replaces another. Names are relative; a folder below is made for the first file in it, after that of its parent. False: there
// is nothing of it, and what was there is as it was.
typedef struct {
    const char *name;
    const char *bytes;
    size_t length;
} FileOfTree;
bool file_make_tree(const char *path, const FileOfTree *files, size_t count, Error *err);

// A lock on `path`.lock by fcntl(F_OFD_SETLK), waited for `wait_ms` at most. Gone with the process, so never stale. Returns a descriptor to give
// to file_unlock(), or -1 and *err.
// FILE_NO_LOCKS, and *err, where the file system has none, as a network one without its lock daemon.
enum { FILE_NO_LOCKS = -2 };
int file_lock(const char *path, int wait_ms, Error *err);

// Says of a session that it has the file open, by a shared lock beside that one; nothing is made. -1: there is no lock file, or who removes the
// file does that just now.
int file_hold(const char *path, int wait_ms);
bool file_is_never_locked(const char *path);    // there is no lock file; false where a disk would have to be waited for to know it

// A lock that neither file_lock() nor file_hold() goes with: for who removes the file, and the lock file last. -1 and *err; *is_held: somebody has
// one of those.
int file_lock_alone(const char *path, int wait_ms, bool *is_held, Error *err);
void file_unlock(int lock);                                                  // < 0 is fine

// Appends bytes with one write(2) and fsyncs (the folder too where the file was made, 0600). If the file does not end with a line end, one
// is written first in the same write. Where less than all was written, what was is cut off again and the error told. A limit on the size of
// files must not kill: SIGXFSZ is to be ignored by the program.
bool file_append(const char *path, const char *bytes, size_t length, Error *err);

// Whether a file may be trusted as this person's own: there is none, or it is a regular file (no link) of this user that no other may write.
bool file_check_private(const char *path, Error *err);

#endif
