// What stores have left in their folder.
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/store.h"

enum {
    LOCKED_SECONDS = 60,            // who has made a new file has locked it by then
    LEFT_SECONDS = 24 * 60 * 60,    // no session fills a store so long, where files can't be locked
};

typedef struct {
    char *name;
    time_t used;
    uint64_t size;
} Found;

typedef struct {
    Found *items;
    size_t count, capacity;
    uint64_t size;
} Folder;

static bool ends_with(const char *name, const char *end)
{
    const size_t length = strlen(name), wanted = strlen(end);
    return length > wanted && strcmp(name + length - wanted, end) == 0;
}

static bool is_new_file(const char *name, const char *end)
{
    const char *mark = strstr(name, FILE_NEW);
    if (!mark)
        return false;
    char *store = memory_copy(name, (size_t)(mark - name));
    const bool is_new = ends_with(store, end);
    free(store);
    return is_new;
}

// Whether nobody fills a new file any more.
static bool is_left_behind(int at, const char *name, time_t changed)
{
    const time_t age = time(NULL) - changed;
    if (age < LOCKED_SECONDS || age > LEFT_SECONDS)
        return age > LEFT_SECONDS;
    const int descriptor = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    const bool is_free = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return is_free;
}

static void look_at_new(Folder *folder, int at, const char *name, const struct stat *status)
{
    if (!is_left_behind(at, name, status->st_mtime) || unlinkat(at, name, 0) != 0)
        folder->size += (uint64_t)status->st_size;
}

static void look_at(Folder *folder, int at, const char *name, const char *end)
{
    struct stat status;
    if (fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode))
        return;
    if (is_new_file(name, end))
        look_at_new(folder, at, name, &status);
    if (!ends_with(name, end))
        return;
    folder->items = memory_grow(folder->items, folder->count, &folder->capacity, sizeof *folder->items);
    folder->items[folder->count++] = (Found){.name = memory_copy_text(name), .used = status.st_mtime, .size = (uint64_t)status.st_size};
    folder->size += (uint64_t)status.st_size;
}

static int compare(const void *a, const void *b)
{
    const Found *left = a, *right = b;
    return left->used != right->used ? left->used < right->used ? -1 : 1 : strcmp(left->name, right->name);
}

void store_sweep(const char *path, const char *end, uint64_t most)
{
    Folder folder = {0};
    DIR *files = opendir(path);
    for (struct dirent *entry; files && (entry = readdir(files));)
        look_at(&folder, dirfd(files), entry->d_name, end);
    if (folder.count)
        qsort(folder.items, folder.count, sizeof *folder.items, compare);
    for (size_t i = 0; i < folder.count; i++) {
        if (folder.size > most && unlinkat(dirfd(files), folder.items[i].name, 0) == 0)
            folder.size -= folder.items[i].size;
        free(folder.items[i].name);
    }
    free(folder.items);
    if (files)
        closedir(files);
}
