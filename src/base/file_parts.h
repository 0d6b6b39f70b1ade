// What the files that write share.
#ifndef BASE_FILE_PARTS_H
#define BASE_FILE_PARTS_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "base/error.h"

bool file_fail(Error *err, const char *path, const char *what);  // with the system's reason, errno; always false
int file_open(const char *path, int flags);                     // no link is followed, none is waited for; what is made is 0600. -1: errno
bool file_sync(int descriptor);                                 // False: errno
bool file_is_regular(int descriptor, off_t *size);
bool file_write_all(int descriptor, const char *bytes, size_t length);     // False: errno
// A new file, 0600, with fsync. False: errno, and there is none that it made.
bool file_write_new(const char *path, const char *bytes, size_t length);
bool file_sync_folder_of(const char *path);     // of the folder that it stands in

#endif
