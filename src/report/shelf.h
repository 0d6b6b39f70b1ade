// The reports that are installed: folders in $LECTERN_PATH, $XDG_DATA_HOME/lectern, each of $XDG_DATA_DIRS/lectern, and the installed content.
#ifndef REPORT_SHELF_H
#define REPORT_SHELF_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *id;       // name of its folder
    char *path;     // the folder
    size_t found;   // how many were found before it
    bool is_hidden; // one found before it has its id: only the path leads here
} ShelfEntry;

typedef struct {
    ShelfEntry *entries;    // sorted by id; of those with one id the first found stands first; each folder once
    size_t count;
} Shelf;

Shelf shelf_new(const char *installed);    // `installed`: the folder that `make install` filled
void shelf_free(Shelf *shelf);
bool shelf_has_twin(const Shelf *shelf, size_t index);      // another folder has that name too
const char *shelf_find(const Shelf *shelf, const char *id);     // path; NULL = none

// The only report there is, but for those that are hidden. The tutorial and the sampler, which came with lectern and are no reason to ask, count
// where one stands alone. NULL: none, or several.
const ShelfEntry *shelf_only(const Shelf *shelf);
#define SHELF_TUTORIAL "lectern-tutorial"
#define SHELF_SAMPLER "lectern-sampler"

#endif
