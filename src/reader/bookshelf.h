// The shelf of a session: what is installed, those read last first, and what is known of each report. A child process reads that (base/apart.h)
// while the session goes on: first what is shown, then the rest; of those shown all chapters too.
#ifndef READER_BOOKSHELF_H
#define READER_BOOKSHELF_H
#include <stdbool.h>
#include <stddef.h>
#include "reader/shelf_info.h"
#include "report/shelf.h"

typedef struct Bookshelf Bookshelf;

// Takes what is installed; opens no report. state: folder of what is kept; NULL: nothing is.
Bookshelf *bookshelf_new(Shelf shelf, const char *state);
void bookshelf_free(Bookshelf *bookshelf);                                          // NULL is fine

size_t bookshelf_count(const Bookshelf *bookshelf);
const ShelfEntry *bookshelf_entry(const Bookshelf *bookshelf, size_t index);        // read last first, then by id
const ShelfInfo *bookshelf_info(const Bookshelf *bookshelf, size_t index);          // borrowed until the next step
bool bookshelf_has_twin(const Bookshelf *bookshelf, size_t index);                  // another has its id, by its folder's name or by what the manifests that are known say

// Which are shown, each by its index: they are read before others.
void bookshelf_want(Bookshelf *bookshelf, const size_t *shown, size_t count);

// One step, which waits so long at most. CHANGED: more is known than before.
typedef enum { BOOKSHELF_DONE, BOOKSHELF_WAITS, BOOKSHELF_CHANGED } BookshelfStep;
BookshelfStep bookshelf_step(Bookshelf *bookshelf, int wait_ms);
bool bookshelf_knows_heads(const Bookshelf *bookshelf);                             // of all reports
bool bookshelf_knows_shown(const Bookshelf *bookshelf, ShelfDepth depth);           // so much of what is shown

#endif
