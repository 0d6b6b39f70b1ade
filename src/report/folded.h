// The texts of a chapter as a search without case and accents sees them (text/fold.h), all in a row: kept in the cache, they are folded only once, and a
// word that is nowhere in them is told at the speed of memory.
#ifndef REPORT_FOLDED_H
#define REPORT_FOLDED_H
#include "base/store.h"
#include "report/report.h"

typedef struct {
    StorePiece piece;
    Buffer own;             // where there is no piece
    const void *index;      // which text is whose
    size_t count;           // texts
    const char *text;       // a NUL behind each
    size_t length;
} FoldedChapter;

// Reads the chapter where it was not folded yet. False: it is not kept folded, as without a cache, or where it has many MB; it is to be folded text by
// text. The caller frees with folded_free_chapter().
bool folded_of_chapter(Report *report, int index, FoldedChapter *folded);
// Whether it is known already that a needle, folded likewise, is in none of the chapter's texts; nothing is read but a few KB of the cache.
bool folded_lacks(const Report *report, int index, const char *needle, size_t length);
void folded_free_chapter(FoldedChapter *folded);

// The next block from *at on (0 at first) in whose text there is a needle, folded likewise; -1 = none. *at is moved behind that text.
int folded_next(const FoldedChapter *folded, const char *needle, size_t length, size_t *at);

#endif
