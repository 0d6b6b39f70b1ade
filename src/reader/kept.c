// What lectern keeps of a report, as files.
#include "reader/kept.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/record_file.h"

enum { LOCK_WAIT_MS = 200, HASH_DIGITS = 16 };

static bool is_of_id(char character)
{
    return character && strchr("abcdefghijklmnopqrstuvwxyz0123456789-", character);
}

// "-" and the hash of a report's folder, as records_open() names the second file of an id.
static size_t hash_length(const char *name)
{
    if (*name != '-')
        return 0;
    const size_t digits = strspn(name + 1, "0123456789abcdef");
    return digits == HASH_DIGITS ? 1 + digits : 0;
}

// Bytes of the name up to behind the id and the hash; 0: it is another report's. Some editors put a "." or "#" in front.
static size_t named_length(const char *name, const char *id)
{
    const size_t mark = *name == '.' || *name == '#', length = strlen(id);
    if (strncmp(name + mark, id, length) != 0)
        return 0;
    const size_t hash = hash_length(name + mark + length);
    return is_of_id(name[mark + length + hash]) ? 0 : mark + length + hash;
}

static bool ends_with(const char *name, const char *end)
{
    const size_t length = strlen(name), wanted = strlen(end);
    return length >= wanted && strcmp(name + length - wanted, end) == 0;
}

static char *read_target(int folder, const char *name)
{
    char target[4096];
    const ssize_t length = readlinkat(folder, name, target, sizeof target);
    return memory_copy(target, length < 0 ? 0 : (size_t)length);
}

static char *read_title(const char *path)
{
    RecordFile file = {0};
    char *title = NULL;
    if (record_file_load(&file, path, FILE_SHARED, NULL) != LOAD_FAILED)
        for (size_t i = 0; i < file.count && !title; i++)
            if (!strcmp(file.items[i].kind, "report") && file.items[i].text)
                title = memory_copy_text(file.items[i].text);
    record_file_free(&file);
    return title;
}

// `named`: bytes of the name up to behind the id and the hash.
static char *state_of(const char *folder, const char *name, size_t named)
{
    static const char end[] = ".yaml";
    if (!is_of_id(*name) || strncmp(name + named, end, sizeof end - 1) != 0)
        return NULL;
    char *state = memory_copy(name, named + sizeof end - 1), *path = path_join(folder, state);
    free(state);
    return path;
}

static void add_file(Kept *kept, const char *folder, int at, const char *name, size_t named)
{
    struct stat status = {0};
    KeptFile file = {.path = path_join(folder, name), .state = state_of(folder, name, named), .is_lock = ends_with(name, ".yaml.lock")};
    if (fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        file.target = S_ISLNK(status.st_mode) ? read_target(at, name) : NULL;
        file.has_other_names = S_ISREG(status.st_mode) && status.st_nlink > 1;
        file.title = S_ISREG(status.st_mode) && ends_with(name, ".yaml") ? read_title(file.path) : NULL;
    }
    kept->items = memory_grow(kept->items, kept->count, &kept->capacity, sizeof *kept->items);
    kept->items[kept->count++] = file;
}

static int compare(const void *a, const void *b)
{
    const KeptFile *left = a, *right = b;
    return left->is_lock != right->is_lock ? left->is_lock - right->is_lock : strcmp(left->path, right->path);
}

bool kept_find(Kept *kept, const char *folder, const char *id, Error *err)
{
    DIR *files = opendir(folder);
    if (!files)
        return errno == ENOENT || error_set_at(err, folder, 0, 0, _("it can't be looked into: %s"), strerror(errno));
    errno = 0;
    for (struct dirent *entry; (entry = readdir(files)); errno = 0) {
        const size_t named = named_length(entry->d_name, id);
        if (named)
            add_file(kept, folder, dirfd(files), entry->d_name, named);
    }
    const bool is_read = errno == 0 || error_set_at(err, folder, 0, 0, _("it can't be looked into: %s"), strerror(errno));
    closedir(files);
    if (kept->count)
        qsort(kept->items, kept->count, sizeof *kept->items, compare);
    return is_read;
}

static void free_file(KeptFile *file)
{
    free(file->path);
    free(file->state);
    free(file->title);
    free(file->target);
}

void kept_free(Kept *kept)
{
    for (size_t i = 0; i < kept->count; i++)
        free_file(&kept->items[i]);
    free(kept->items);
    *kept = (Kept){0};
}

typedef struct {
    const char *state;      // borrowed from the file
    int lock;
} Lock;

typedef struct {
    Lock *items;
    size_t count;
    size_t capacity;
} Locks;

static bool is_locked(const Locks *locks, const char *state)
{
    for (size_t i = 0; i < locks->count; i++)
        if (!strcmp(locks->items[i].state, state))
            return true;
    return false;
}

// False: a session has it open. A lock that can't be taken for another reason keeps out no session either.
static bool take_lock(Locks *locks, const char *state, Error *err)
{
    bool is_held = false;
    Error why;
    const int lock = file_lock_alone(state, LOCK_WAIT_MS, &is_held, &why);
    if (is_held && err)
        *err = why;
    locks->items = memory_grow(locks->items, locks->count, &locks->capacity, sizeof *locks->items);
    locks->items[locks->count++] = (Lock){.state = state, .lock = lock};
    return !is_held;
}

static bool lock_all(const Kept *kept, Locks *locks, Error *err)
{
    for (size_t i = 0; i < kept->count; i++) {
        const char *state = kept->items[i].state;
        if (state && !is_locked(locks, state) && !take_lock(locks, state, err))
            return false;
    }
    return true;
}

static bool is_among(const Kept *kept, const char *path)
{
    for (size_t i = 0; i < kept->count; i++)
        if (!strcmp(kept->items[i].path, path))
            return true;
    return false;
}

// Lock files that were made only to be locked are gone again.
static void unlock_all(const Kept *kept, Locks *locks)
{
    for (size_t i = 0; i < locks->count; i++) {
        Buffer name = {0};
        buffer_addf(&name, "%s.lock", locks->items[i].state);
        if (locks->items[i].lock >= 0 && !is_among(kept, name.bytes))
            unlink(name.bytes);
        file_unlock(locks->items[i].lock);
        buffer_free(&name);
    }
    free(locks->items);
}

static bool remove_file(const KeptFile *file, Error *err)
{
    if (unlink(file->path) == 0 || errno == ENOENT)
        return true;
    return error_set_at(err, file->path, 0, 0, _("it can't be removed: %s"), strerror(errno));
}

// A power cut is not to bring back what was told to be removed.
static bool sync_folder_of(const char *path, Error *err)
{
    char *folder = memory_copy(path, (size_t)(strrchr(path, '/') - path));
    const int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_synced = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL);
    if (!is_synced)
        error_set_at(err, folder, 0, 0, _("what was removed may come back after a power cut: %s"), strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    free(folder);
    return is_synced;
}

static bool is_beside(const char *path, const char *other)
{
    const size_t length = (size_t)(strrchr(path, '/') - path) + 1;
    return strncmp(path, other, length) == 0 && !strchr(other + length, '/');
}

static bool remove_all(const Kept *kept, bool *is_left, Error *err)
{
    Error why = {0};
    for (size_t i = 0; i < kept->count; i++)
        is_left[i] = !remove_file(&kept->items[i], *why.text ? NULL : &why);
    for (size_t i = 0; i < kept->count; i++)
        if (i == 0 || !is_beside(kept->items[i].path, kept->items[i - 1].path))
            sync_folder_of(kept->items[i].path, *why.text ? NULL : &why);
    if (*why.text && err)
        *err = why;
    return !*why.text;
}

static void keep_left(Kept *kept, const bool *is_left)
{
    size_t left = 0;
    for (size_t i = 0; i < kept->count; i++)
        if (is_left[i])
            kept->items[left++] = kept->items[i];
        else
            free_file(&kept->items[i]);
    kept->count = left;
}

KeptResult kept_remove(Kept *kept, Error *err)
{
    Locks locks = {0};
    if (!lock_all(kept, &locks, err)) {
        unlock_all(kept, &locks);
        return KEPT_IN_USE;
    }
    bool *is_left = memory_new(kept->count, sizeof *is_left);
    const bool is_done = remove_all(kept, is_left, err);
    unlock_all(kept, &locks);
    keep_left(kept, is_left);
    free(is_left);
    return is_done ? KEPT_REMOVED : KEPT_LEFT;
}
