// Looking through all reports of the shelf, one after the other, those read last first: for a text, or for what was marked. A child process reads
// each (base/apart.h), so that what was found is there while the rest goes on; it can be left for a while, and gone on with.
#ifndef READER_SHELF_SEARCH_H
#define READER_SHELF_SEARCH_H
#include "reader/bookshelf.h"
#include "reader/marks.h"
#include "reader/search.h"

typedef enum { SHELF_HITS, SHELF_MARKS } ShelfWanted;

// Text is safe.
typedef struct {
    size_t report;      // index in the bookshelf
    Place place;
    char *citation;
    char *last;         // of a mark with several parts: citation of the last; "" = it has one
    char *chapter;      // its title
    char *text;         // the sentence; of a mark all its words, a line for each part
    char *match;        // of a hit: what was found in it
    char *note, *tags, *time;   // of a mark; "" = none
    bool is_mark;
    MarkKind kind;      // of a mark, as those below, which Mark has too
    AnchorResult found;
    size_t paragraphs;
} ShelfFound;

enum { SHELF_FOUND_A_REPORT = 500 };    // more are not listed

// What one report has; the caller frees.
typedef struct {
    bool is_read;
    char *id, *title, *edition;
    ShelfFound *items;
    size_t count;
    size_t all;         // with those that are not listed
} ShelfFinding;

// Folders of what is kept.
typedef struct {
    const char *state;      // NULL: nothing is
    const char *cache;      // likewise: report_use_cache()
    const char *shared;     // likewise: report_share_cache()
} ShelfKept;

// Here and now: on a disk that may never answer only in a child process. The search must be a good one; of marks those that the text is a filter of
// (mark_filter.h) are taken.
void shelf_finding_read(const char *path, ShelfKept kept, ShelfWanted wanted, const char *text, SearchOptions options, ShelfFinding *finding);
void shelf_finding_free(ShelfFinding *finding);     // empty again

typedef struct ShelfSearch ShelfSearch;

// Takes the bookshelf. text: "" for all marks.
ShelfSearch *shelf_search_new(Bookshelf *bookshelf, ShelfKept kept, ShelfWanted wanted, const char *text, SearchOptions options);
void shelf_search_free(ShelfSearch *search);        // NULL is fine

// Waits so long at most for the next report. CHANGED: it was read.
BookshelfStep shelf_search_step(ShelfSearch *search, int wait_ms);
bool shelf_search_is_done(const ShelfSearch *search);

ShelfWanted shelf_search_wanted(const ShelfSearch *search);
const char *shelf_search_text(const ShelfSearch *search);
SearchOptions shelf_search_options(const ShelfSearch *search);
const Bookshelf *shelf_search_bookshelf(const ShelfSearch *search);
size_t shelf_search_read(const ShelfSearch *search);                            // reports so far: findings
const ShelfFinding *shelf_search_finding(const ShelfSearch *search, size_t index);
size_t shelf_search_count(const ShelfSearch *search);                           // of all that was found so far
size_t shelf_search_unread(const ShelfSearch *search);                          // reports that can't be read

#endif
