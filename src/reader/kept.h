// What lectern keeps of a report, as files: to be listed, and removed.
#ifndef READER_KEPT_H
#define READER_KEPT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

typedef struct {
    char *path;
    char *state;            // the state file that it is or stands beside, as sessions lock it; NULL = none
    char *title;            // of the report, as the state file has it; hostile until safe_add() has passed it; NULL = the file does not say
    char *target;           // of a symbolic link: what it leads to stays; NULL = it is none
    bool has_other_names;   // hard links: what it holds stays under those
    bool is_lock;           // removed last
} KeptFile;

typedef struct {
    KeptFile *items;        // by path, locks last
    size_t count;
    size_t capacity;
} Kept;

// Adds all files in a folder that are named by a report's id: its state, also where two reports have that id and one's is named by its folder;
// locks, new files of a killed compaction, damaged copies that were kept aside, and what editors and synchronising programs put beside a file.
// An id has only [a-z0-9-], so that another report's file is not among them. A folder that is not there has none. False and *err: it can't be
// looked into.
bool kept_find(Kept *kept, const char *folder, const char *id, Error *err);
void kept_free(Kept *kept);

typedef enum {
    KEPT_REMOVED,
    KEPT_IN_USE,            // a session has one of the files open: nothing was removed
    KEPT_LEFT,              // some could not be removed: they are what is left in *kept
} KeptResult;

// Removes the files under the locks of all of them, and fsyncs the folders. *err: the first that could not be removed, and why; or which is in use.
KeptResult kept_remove(Kept *kept, Error *err);

#endif
