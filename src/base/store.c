// Pieces of bytes under numbers, in one file.
#include "base/store.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/random.h"

enum { FORMAT = 1, ALIGNED = 64, DIGITS = 16, FILE_FOR_ALL = 0644 };

static const char magic[16] = "lectern-store\n";

typedef struct {
    char magic[16];
    uint32_t format;
    uint32_t order;         // ORDER, as the machine writes it
    uint64_t key;
    uint64_t pieces;
    uint64_t index;         // where it begins; it ends the file
    uint64_t index_hash;
    uint64_t hash;          // of all before
} Head;

#define ORDER 0x01020304u

typedef struct {
    uint64_t stamp;
    uint64_t offset;
    uint64_t length;        // 0 = not there
    uint64_t hash;
} Piece;

typedef enum { OWNER_USER, OWNER_USER_OR_ROOT } Owner;

typedef struct {
    int descriptor;         // -1 = none
    Owner owner;            // who may be
    Piece *pieces;          // NULL = none
    bool *are_sound;        // of each: it was seen to be as it was put
} Part;

struct Store {
    char *path;
    uint64_t key;
    size_t count;
    Part old, new, shared;
    char *new_path;         // NULL = none was made
    uint64_t end;           // of the new one
    bool is_stopped;        // nothing can be written any more
    bool is_for_all;        // the new one may be read by everybody
    int failure;            // errno; 0 = none
};

static uint64_t hash_of(const void *bytes, size_t length)
{
    return hash_words(HASH_BEGIN, bytes, length);
}

static uint64_t hash_of_head(const Head *head)
{
    return hash_of(head, offsetof(Head, hash));
}

static bool read_at(int descriptor, void *out, size_t length, uint64_t offset)
{
    return pread(descriptor, out, length, (off_t)offset) == (ssize_t)length;
}

static bool is_of(const struct stat *status, Owner owner)
{
    const bool is_owned = status->st_uid == geteuid() || (owner == OWNER_USER_OR_ROOT && status->st_uid == 0);
    return is_owned && !(status->st_mode & (S_IWGRP | S_IWOTH));
}

// A regular file of the owner, that nobody else may write.
static bool is_own(const Part *part, uint64_t *size)
{
    struct stat status;
    if (fstat(part->descriptor, &status) != 0 || !S_ISREG(status.st_mode) || !is_of(&status, part->owner))
        return false;
    *size = (uint64_t)status.st_size;
    return true;
}

static bool is_head(const Store *store, const Head *head, uint64_t size)
{
    return memcmp(head->magic, magic, sizeof magic) == 0 && head->format == FORMAT && head->order == ORDER && head->hash == hash_of_head(head)
        && head->key == store->key && head->pieces == store->count && head->index <= size && size - head->index == store->count * sizeof(Piece);
}

// What a piece says of itself must lie in the file, before the index.
static bool are_pieces(const Store *store, const Piece *pieces, const Head *head)
{
    if (hash_of(pieces, store->count * sizeof *pieces) != head->index_hash)
        return false;
    for (size_t i = 0; i < store->count; i++)
        if (pieces[i].offset % ALIGNED || pieces[i].offset > head->index || pieces[i].length > head->index - pieces[i].offset)
            return false;
    return true;
}

static bool read_part(const Store *store, Part *part)
{
    Head head;
    uint64_t size = 0;
    if (!is_own(part, &size) || !read_at(part->descriptor, &head, sizeof head, 0) || !is_head(store, &head, size))
        return false;
    part->pieces = memory_new(store->count, sizeof *part->pieces);
    part->are_sound = memory_new(store->count, sizeof *part->are_sound);
    return read_at(part->descriptor, part->pieces, store->count * sizeof *part->pieces, head.index) && are_pieces(store, part->pieces, &head);
}

static void close_part(Part *part)
{
    if (part->descriptor >= 0)
        close(part->descriptor);
    free(part->pieces);
    free(part->are_sound);
    *part = (Part){.descriptor = -1};
}

Store *store_open(const char *path, uint64_t key, size_t pieces)
{
    Store *store = memory_new(1, sizeof *store);
    store->path = path ? memory_copy_text(path) : NULL;
    store->key = key;
    store->count = pieces < STORE_PIECES_MOST ? pieces : STORE_PIECES_MOST;
    store->new.descriptor = store->shared.descriptor = -1;
    store->is_stopped = !path;
    store->old.descriptor = path ? file_open(path, O_RDONLY) : -1;
    if (store->old.descriptor < 0 || !read_part(store, &store->old))
        close_part(&store->old);
    else
        futimens(store->old.descriptor, NULL);  // when it was used last: store_sweep()
    return store;
}

static bool is_folder_of(const char *path, Owner owner)
{
    struct stat status;
    char *folder = memory_copy(path, (size_t)(strrchr(path, '/') - path));
    const bool is_good = stat(folder, &status) == 0 && S_ISDIR(status.st_mode) && is_of(&status, owner);
    free(folder);
    return is_good;
}

void store_add_shared(Store *store, const char *path)
{
    store->shared.owner = OWNER_USER_OR_ROOT;
    store->shared.descriptor = is_folder_of(path, OWNER_USER_OR_ROOT) ? file_open(path, O_RDONLY) : -1;
    if (store->shared.descriptor >= 0 && !read_part(store, &store->shared))
        close_part(&store->shared);
}

void store_share(Store *store)
{
    store->is_for_all = true;
}

void store_free(Store *store)
{
    if (!store)
        return;
    if (store->new_path)
        unlink(store->new_path);
    close_part(&store->old);
    close_part(&store->new);
    close_part(&store->shared);
    free(store->new_path);
    free(store->path);
    free(store);
}

// NULL: none has it.
static const Part *part_with(const Store *store, size_t piece, uint64_t stamp)
{
    const Part *const parts[] = {&store->new, &store->old, &store->shared};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && piece < store->count; i++)
        if (parts[i]->pieces && parts[i]->pieces[piece].length && parts[i]->pieces[piece].stamp == stamp)
            return parts[i];
    return NULL;
}

bool store_has(const Store *store, size_t piece, uint64_t stamp)
{
    return part_with(store, piece, stamp);
}

bool store_was_there(const Store *store)
{
    return store->old.pieces || store->shared.pieces;
}

int store_failure(const Store *store)
{
    return store->failure;
}

uint64_t store_size_before(const Store *store)
{
    uint64_t size = 0;
    for (size_t i = 0; store->old.pieces && i < store->count; i++)
        size += store->old.pieces[i].length;
    return size;
}

bool store_is(const Store *store, size_t piece, uint64_t stamp, const char *bytes, size_t length)
{
    const Part *part = part_with(store, piece, stamp);
    return part && part->pieces[piece].length == length && part->pieces[piece].hash == hash_of(bytes, length);
}

static bool map(const Part *part, size_t piece, StorePiece *out)
{
    uint64_t size;
    *out = (StorePiece){0};
    if (!part || !is_own(part, &size))
        return false;
    const Piece *it = &part->pieces[piece];
    const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), start = it->offset / page * page, before = it->offset - start;
    if (size < it->offset + it->length)
        return false;
    void *map = mmap(NULL, (size_t)(before + it->length), PROT_READ, MAP_SHARED, part->descriptor, (off_t)start);
    if (map == MAP_FAILED)
        return false;
    *out = (StorePiece){.bytes = (const char *)map + before, .length = (size_t)it->length, .map = map, .mapped = (size_t)(before + it->length)};
    return true;
}

typedef enum { CHECK_ALWAYS, CHECK_ONCE } Check;

static bool map_checked(const Store *store, size_t piece, uint64_t stamp, Check check, StorePiece *out)
{
    const Part *part = part_with(store, piece, stamp);
    if (!map(part, piece, out))
        return false;
    if (check == CHECK_ALWAYS || !part->are_sound[piece])
        part->are_sound[piece] = hash_of(out->bytes, out->length) == part->pieces[piece].hash;
    if (!part->are_sound[piece])
        store_unmap(out);
    return out->map;
}

bool store_map(Store *store, size_t piece, uint64_t stamp, StorePiece *out)
{
    return map_checked(store, piece, stamp, CHECK_ALWAYS, out);
}

bool store_map_again(Store *store, size_t piece, uint64_t stamp, StorePiece *out)
{
    return map_checked(store, piece, stamp, CHECK_ONCE, out);
}

void store_rest(const StorePiece *piece)
{
    if (piece->map)
        madvise(piece->map, piece->mapped, MADV_DONTNEED);
}

void store_unmap(StorePiece *piece)
{
    if (piece->map)
        munmap(piece->map, piece->mapped);
    *piece = (StorePiece){0};
}

static bool make_folder_of(const Store *store)
{
    char *folder = memory_copy(store->path, (size_t)(strrchr(store->path, '/') - store->path));
    const bool is_made = store->is_for_all ? file_make_folder_for_all(folder, NULL) : file_make_folder(folder, NULL);
    free(folder);
    return is_made;
}

static bool begin_new(Store *store)
{
    char digits[DIGITS + 1];
    Buffer name = {0};
    if (store->new_path || !make_folder_of(store))
        return false;
    random_hex(digits, sizeof digits);
    buffer_addf(&name, "%s%s%s", store->path, FILE_NEW, digits);
    store->new.descriptor = file_open(name.bytes, O_RDWR | O_CREAT | O_EXCL);
    if (store->new.descriptor < 0) {
        buffer_free(&name);
        return false;
    }
    flock(store->new.descriptor, LOCK_EX | LOCK_NB);    // while it is held there is somebody who fills it: store_sweep()
    store->new_path = buffer_take(&name);
    store->new.pieces = memory_new(store->count, sizeof *store->new.pieces);
    store->new.are_sound = memory_new(store->count, sizeof *store->new.are_sound);
    store->end = ALIGNED * ((sizeof(Head) + ALIGNED - 1) / ALIGNED);
    return true;
}

static bool write_at(int descriptor, const char *bytes, size_t length, uint64_t offset)
{
    return lseek(descriptor, (off_t)offset, SEEK_SET) == (off_t)offset && file_write_all(descriptor, bytes, length);
}

static bool stop(Store *store)
{
    store->failure = errno ? errno : EIO;
    store->is_stopped = true;
    return false;
}

bool store_put(Store *store, size_t piece, uint64_t stamp, const char *bytes, size_t length)
{
    if (store->is_stopped || piece >= store->count || !length)
        return false;
    errno = 0;
    if ((store->new.descriptor < 0 && !begin_new(store)) || !write_at(store->new.descriptor, bytes, length, store->end))
        return stop(store);
    store->new.pieces[piece] = (Piece){.stamp = stamp, .offset = store->end, .length = length, .hash = hash_of(bytes, length)};
    store->new.are_sound[piece] = false;
    store->end += (length + ALIGNED - 1) / ALIGNED * ALIGNED;
    return true;
}

// Those that only the old file has.
static bool take_over(Store *store)
{
    bool is_good = true;
    for (size_t i = 0; i < store->count && store->old.pieces && is_good; i++) {
        const Piece *old = &store->old.pieces[i];
        StorePiece piece;
        if (!old->length || store->new.pieces[i].length || !store_map(store, i, old->stamp, &piece))
            continue;
        is_good = store_put(store, i, old->stamp, piece.bytes, piece.length);
        store_unmap(&piece);
    }
    return is_good;
}

static bool write_ends(Store *store)
{
    const size_t length = store->count * sizeof *store->new.pieces;
    Head head = {.format = FORMAT, .order = ORDER, .key = store->key, .pieces = store->count, .index = store->end,
        .index_hash = hash_of(store->new.pieces, length)};
    memcpy(head.magic, magic, sizeof magic);
    head.hash = hash_of_head(&head);
    return write_at(store->new.descriptor, (const char *)store->new.pieces, length, store->end)
        && write_at(store->new.descriptor, (const char *)&head, sizeof head, 0);
}

bool store_publish(Store *store)
{
    if (store->is_stopped || store->new.descriptor < 0 || !take_over(store))
        return false;
    if (!write_ends(store) || (store->is_for_all && fchmod(store->new.descriptor, FILE_FOR_ALL) != 0) || rename(store->new_path, store->path) != 0)
        return stop(store);
    close_part(&store->old);
    store->old = store->new;
    store->new = (Part){.descriptor = -1};
    free(store->new_path);
    store->new_path = NULL;
    return true;
}
