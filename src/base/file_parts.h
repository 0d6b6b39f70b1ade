// What the files that write share.
#ifndef BASE_FILE_PARTS_H
#define BASE_FILE_PARTS_H
#include <stdbool.h>
#include <stddef.h>

bool file_write_all(int descriptor, const char *bytes, size_t length);     // False: errno
// A new file, 0600, with fsync. False: errno, and there is none that it made.
bool file_write_new(const char *path, const char *bytes, size_t length);
bool file_sync_folder_of(const char *path);     // of the folder that it stands in

#endif
