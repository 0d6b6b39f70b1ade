// Search over all chapters, a part of a chapter at a step, so that hits come while it runs.
#ifndef READER_SEARCH_H
#define READER_SEARCH_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"
#include "report/report.h"
#include "text/segment.h"

typedef struct {
    bool is_exact;      // case and accents count
    bool is_regex;
    bool is_word;       // whole words only
} SearchOptions;

typedef struct {
    Place place;        // of its first byte
    size_t end;         // byte behind it in the same block
} Hit;

enum { SEARCH_HITS_MOST = 1000000 }; // more are not kept

typedef struct Search Search;

// Footnotes are searched too, where they stand in the chapter's blocks. Nothing is read yet. NULL and *err: the regular expression is wrong,
// or there is nothing to search for in the text.
Search *search_new(Report *report, const char *text, SearchOptions options, Error *err);
bool search_can(const char *text, SearchOptions options, Error *err);   // whether that can be searched for; *err as above
void search_free(Search *search);       // NULL is fine

// Searches a chapter, or a part of a long one, from chapter `near` on and round. False: all are searched.
bool search_step(Search *search, int near);
void search_finish(Search *search);     // all the rest
bool search_is_done(const Search *search);

const char *search_text(const Search *search);
SearchOptions search_options(const Search *search);
size_t search_count(const Search *search);                              // so far
size_t search_left_out(const Search *search);                           // blocks that a regular expression took too long for
bool search_is_full(const Search *search);                              // there were more hits than are kept
const Hit *search_hit(const Search *search, size_t index);              // in reading order; borrowed until the next step
// The index of the first hit at or behind a place, of those found so far; the count where there is none.
size_t search_index(const Search *search, Place place);
TextRange search_hits_in(const Search *search, int chapter, int block); // start..end: indices of the hits in a block

typedef enum { SEARCH_FORWARD, SEARCH_BACKWARD } SearchWay;

// Looking for one hit from a place on, a chapter or a part of one at a step. Set the first two and leave the rest 0.
typedef struct {
    Place from;
    SearchWay way;      // forward: the first hit at or behind the place; backward: the last one before it
    int tried;          // chapters looked at; the first one twice, before and behind the place
    bool is_wrapped;    // it went on from the other end of the report
    Place hit;          // what was found
} Seek;

// FOUND: seek->hit. ON: not found yet, step on. NONE: there is no hit at all. Searches a chapter only where that was not done yet.
typedef enum { SEEK_FOUND, SEEK_ON, SEEK_NONE } SeekResult;
SeekResult search_seek(Search *search, Seek *seek);

// For work between keys: whether the chapter that the next step looks at, or that of the seek if it is not NULL, is there (report_chapter_comes()).
bool search_comes(const Search *search, int near, const Seek *seek);

// The sentence a hit stands in, as a range of its block's text.
TextRange search_sentence(Report *report, const Hit *hit);

#endif
