// From what a person named to a path and a place in it.
#ifndef READER_OPENING_H
#define READER_OPENING_H
#include <stdbool.h>
#include "base/error.h"
#include "report/shelf.h"

typedef struct {
    char *path;     // for report_open(): "-" is standard input
    char *place;    // what stood behind the "#"; NULL = nothing did
} Opening;

// `named` is a path that is there, else the id of an installed report, either with #PLACE behind it: split at the last "#" only if the whole
// is not a path. NULL: the only report that is installed, as shelf_only() has it. False and *err says what there is instead.
bool opening_find(const char *named, const Shelf *shelf, Opening *opening, Error *err);
// Secure mode: the same of an id alone, with #PLACE behind it. No path is looked at.
bool opening_find_installed(const char *named, const Shelf *shelf, const char *secure_by, Opening *opening, Error *err);

void opening_free(Opening *opening);

#endif
