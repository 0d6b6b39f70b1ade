// The reports that are installed: folders in $LECTERN_PATH, $XDG_DATA_HOME/lectern, each of $XDG_DATA_DIRS/lectern, and the installed content.
#ifndef REPORT_SHELF_H
#define REPORT_SHELF_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *id;       // name of its folder
    char *path;     // the folder
} ShelfEntry;

typedef struct {
    ShelfEntry *entries;    // sorted by id; of two with one id the first found
    size_t count;
} Shelf;

Shelf shelf_new(const char *installed);    // `installed`: the folder that `make install` filled
void shelf_free(Shelf *shelf);
const char *shelf_find(const Shelf *shelf, const char *id);     // path; NULL = none

// The only report there is. The tutorial and the sampler, which came with lectern and are no reason to ask, count where one stands alone.
// NULL: none, or several.
const ShelfEntry *shelf_only(const Shelf *shelf);
#define SHELF_TUTORIAL "lectern-tutorial"
#define SHELF_SAMPLER "lectern-sampler"

#endif
