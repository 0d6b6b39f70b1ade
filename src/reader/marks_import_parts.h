// What the files share by which marks come in, and nobody else needs.
#ifndef READER_MARKS_IMPORT_PARTS_H
#define READER_MARKS_IMPORT_PARTS_H
#include "reader/marks_import.h"
#include "reader/marks_parts.h"

// What became of a mark; the numbers of Imported.
typedef enum { MET_TAKEN, MET_THERE, MET_NEAR, MET_LEFT, MET_KINDS } Met;

typedef struct {
    char **items;
    size_t count, capacity;
} MetGroups;

// What is to come in, record by record.
typedef struct {
    Marks *marks;
    Imported *imported;
    Record *items;
    size_t count, capacity;
    MetGroups groups[MET_KINDS];        // of the records that have one, counted by import_keep()
} Import;

enum { IMPORT_CHOSEN = 80 };            // percent of the whole: then they are kept, which nothing stops

int import_compare_ids(const void *a, const void *b);
const char **import_ids(const Records *records);        // of the records that are there, sorted; borrowed from them; the caller frees
bool import_has_id(const char *const *ids, size_t count, const char *id);      // NULL is none
Meter import_meter(Marks *marks);                       // up to IMPORT_CHOSEN, for who reads the bytes; that it was stopped it keeps
bool import_stopped(Error *err);                        // always false
void import_count(Import *import, Met met, const Record *record);       // those with one group count once
bool import_keep(Import *import, Error *err);           // saves the items, and frees them

#endif
