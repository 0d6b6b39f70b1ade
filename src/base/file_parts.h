// What the files that write share.
#ifndef BASE_FILE_PARTS_H
#define BASE_FILE_PARTS_H
#include <stdbool.h>
#include <stddef.h>

// False: errno. A new file, 0600, with fsync; where it could not be written whole it is there in part.
bool file_write_new(const char *path, const char *bytes, size_t length);
bool file_sync_folder_of(const char *path);     // of the folder that it stands in

#endif
