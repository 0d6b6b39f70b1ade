// What can be read without waiting for a disk: the names that lead to it and its bytes are in the memory of the system, and its file system is one of
// this machine. To find out does not wait either, though Linux begins to read what is missing of the bytes: so a child (base/apart.h), which costs more
// than reading does, is only needed for the rest.
// Linux 5.12 and later tell it; elsewhere, and where /proc is out of reach, nothing is known.
#ifndef BASE_NEAR_H
#define BASE_NEAR_H
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    NEAR_UNKNOWN,   // it may have to be waited for
    NEAR_SOON,      // likewise, and the system has begun to read it
    NEAR_NOT_THERE,
    NEAR_START,     // so many bytes of it are in memory, and there are more
    NEAR_WHOLE,
} Near;

// Whether the file system of an open file or folder, with O_PATH too, is one of this machine, and no other program plays it.
bool near_is_disk(int descriptor);
bool near_is_disk_of(const char *folder);   // of one that is not open, or the nearest one above it that is there

// Of a regular file below such a folder, by a relative path in which no symbolic link and no other file system is; `most`: bytes that are of interest.
Near near_look_below(int folder, const char *path, size_t most);
Near near_look(const char *path, size_t most);      // by any path; only the file itself may be no link

#endif
