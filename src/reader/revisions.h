// What is new, changed or gone in a report since it was last read: by sections, as a digest of them was kept.
#ifndef READER_REVISIONS_H
#define READER_REVISIONS_H
#include "base/buffer.h"
#include "report/report.h"

typedef enum { REVISION_NEW, REVISION_CHANGED, REVISION_GONE } RevisionKind;

typedef struct {
    RevisionKind kind;
    Place place;        // of its heading; GONE: of the heading before it that is still there
    char *title;        // of the section or chapter; safe to show
} Revision;

typedef struct {
    Revision *items;    // in reading order
    size_t count, capacity;
} Revisions;

enum { DIGEST_BYTES = 512 * 1024 };     // that a digest may have: chapters behind it are not compared

// Adds a digest of the report: all its chapters by name, and each section of those that are loaded with a hash of its own words. Of the others what
// `before` says of them, if anything: it is what was read then. True: it says something that `before` does not.
bool digest_add(Buffer *out, Report *report, const char *before);

// The digest of all of it as it is now; reads all chapters.
void digest_add_whole(Buffer *out, Report *report);

// Reads all chapters. Those that the digest knows by name only were not read then, and have no changes.
Revisions revisions_find(Report *report, const char *digest);
void revisions_free(Revisions *revisions);

#endif
