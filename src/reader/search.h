// Search over all chapters, a chapter at a step, so that hits come while it runs.
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

typedef struct Search Search;

// Footnotes are searched too, where they stand in the chapter's blocks. NULL and *err: the regular expression is wrong, or the text is empty.
Search *search_new(Report *report, const char *text, SearchOptions options, Error *err);
void search_free(Search *search);       // NULL is fine

// Searches one more chapter, from `near` on and round. False: all are searched.
bool search_step(Search *search, int near);
void search_finish(Search *search);     // all the rest
bool search_is_done(const Search *search);

const char *search_text(const Search *search);
SearchOptions search_options(const Search *search);
size_t search_count(const Search *search);                              // so far
const Hit *search_hit(const Search *search, size_t index);              // in reading order
// The first hit at or behind a place (forward), or the last one before it; wraps; *wrapped tells. -1: none at all. Steps as it must.
typedef enum { SEARCH_FORWARD, SEARCH_BACKWARD } SearchWay;
long search_from(Search *search, Place place, SearchWay way, bool *wrapped);
TextRange search_hits_in(const Search *search, int chapter, int block); // start..end: indices of the hits in a block

// The sentence a hit stands in, as a range of its block's text.
TextRange search_sentence(Report *report, const Hit *hit);

#endif
