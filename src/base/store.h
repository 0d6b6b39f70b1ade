// Pieces of bytes under numbers, in one file, for what can be made again: read by mapping, so that all who read the file share its memory. It is
// never trusted: what is truncated, of another key, of another user or damaged counts as not there. A store that is being filled is a new file
// beside it, which takes its name when store_publish() is called; until then pieces are read from both.
#ifndef BASE_STORE_H
#define BASE_STORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Store Store;

typedef struct {
    const char *bytes;      // aligned for any number; borrowed until store_unmap(); {0}: none
    size_t length;
    void *map;
    size_t mapped;
} StorePiece;

enum { STORE_PIECES_MOST = 400000 };

// key: stands for all that the pieces depend on, but for what the stamp of each says. pieces: how many there may be, STORE_PIECES_MOST at most.
// Nothing is written yet; the folder is made when something is. path NULL: nothing can be put. Never NULL.
Store *store_open(const char *path, uint64_t key, size_t pieces);
void store_free(Store *store);                              // NULL is fine; what was not published is removed

// One more file of the same key, which somebody may have filled for everybody on this machine: of it only what stands in no other is read, and nothing
// is put there. Believed where file and folder are root's or this user's and nobody else may write them.
void store_add_shared(Store *store, const char *path);
// Before the first is put: what is published may be read by everybody, 0644, in a folder that is made 0755 if there is none.
void store_share(Store *store);

bool store_was_there(const Store *store);                   // it has pieces of an earlier session
uint64_t store_size_before(const Store *store);             // bytes of those pieces, which store_publish() copies; 0 = there are none
bool store_has(const Store *store, size_t piece, uint64_t stamp);
bool store_map(Store *store, size_t piece, uint64_t stamp, StorePiece *out);   // false: it is not there, or not as it was put
// The same, but whether it is as it was put is looked at only the first time.
bool store_map_again(Store *store, size_t piece, uint64_t stamp, StorePiece *out);
void store_rest(const StorePiece *piece);                    // not needed for some time: its memory may be had for other things until it is
void store_unmap(StorePiece *piece);                        // {0} afterwards

// Over one of the same number. False: it can't be kept, as on a full disk; then and from then on nothing more is.
bool store_put(Store *store, size_t piece, uint64_t stamp, const char *bytes, size_t length);

int store_failure(const Store *store);                      // errno of why nothing more is kept; 0: nothing failed

// Whether those bytes were put so, however they are now.
bool store_is(const Store *store, size_t piece, uint64_t stamp, const char *bytes, size_t length);

// All pieces in one file under the store's name, in one step. False: not done, and what was there is as it was. Nothing put: nothing done.
bool store_publish(Store *store);

// Removes those of a folder's files whose name ends so, the one used longest ago first, until they have so many bytes at most, with those that are
// being filled; and new files that were left behind by who was killed, a minute later, or a day where files can't be locked (flock()).
void store_sweep(const char *folder, const char *end, uint64_t most);

#endif
