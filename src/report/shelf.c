// The reports that are installed.
#include "report/shelf.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/path.h"
#include "report/shapes.h"

typedef struct {
    Shelf shelf;
    size_t capacity;
} Draft;

static bool holds_report(const char *folder)
{
    char *manifest = path_join(folder, "report.yaml");
    bool is_there = access(manifest, R_OK) == 0;
    free(manifest);
    return is_there;
}

static void add_report(Draft *draft, const char *folder, const char *name)
{
    char *path = path_join(folder, name);
    if (!is_report_id(name) || !holds_report(path)) {
        free(path);
        return;
    }
    draft->shelf.entries = memory_grow(draft->shelf.entries, draft->shelf.count, &draft->capacity, sizeof *draft->shelf.entries);
    draft->shelf.entries[draft->shelf.count] = (ShelfEntry){.id = memory_copy_text(name), .path = path, .found = draft->shelf.count};
    draft->shelf.count++;
}

static int compare_entries(const void *a, const void *b)
{
    const ShelfEntry *left = a, *right = b;
    const int order = strcmp(left->id, right->id);
    return order ? order : left->found < right->found ? -1 : left->found > right->found;
}

static void drop_entry(ShelfEntry *entry)
{
    free(entry->id);
    free(entry->path);
}

// Links, or a folder that two variables name: one report is not two.
static bool is_same_folder(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static bool is_there_already(const Shelf *shelf, size_t first, const ShelfEntry *entry)
{
    for (size_t i = first; i < shelf->count; i++)
        if (is_same_folder(shelf->entries[i].path, entry->path))
            return true;
    return false;
}

// Sorts what was found, and tells those of one id apart.
static void settle(Shelf *shelf)
{
    const size_t count = shelf->count;
    size_t first = 0;
    if (count)
        qsort(shelf->entries, count, sizeof *shelf->entries, compare_entries);
    shelf->count = 0;
    for (size_t i = 0; i < count; i++) {
        ShelfEntry entry = shelf->entries[i];
        if (!shelf->count || strcmp(shelf->entries[first].id, entry.id) != 0)
            first = shelf->count;
        else if (is_there_already(shelf, first, &entry)) {
            drop_entry(&entry);
            continue;
        }
        entry.is_hidden = shelf->count > first;
        shelf->entries[shelf->count++] = entry;
    }
}

static void add_folder(Draft *draft, const char *folder)
{
    DIR *reports = opendir(folder);
    if (!reports)
        return;
    for (const struct dirent *entry; (entry = readdir(reports));)
        add_report(draft, folder, entry->d_name);
    closedir(reports);
}

// Each folder of a list with colons, with `below` behind it. The XDG specification ignores relative paths.
static void add_folders(Draft *draft, const char *list, const char *below, bool takes_relative)
{
    while (*list) {
        size_t length = strcspn(list, ":");
        char *folder = memory_copy(list, length);
        char *path = *below ? path_join(folder, below) : memory_copy_text(folder);
        if (*folder == '/' || (*folder && takes_relative))
            add_folder(draft, path);
        free(path);
        free(folder);
        list += length + (list[length] == ':');
    }
}

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static void add_own_data(Draft *draft)
{
    const char *data = variable("XDG_DATA_HOME"), *home = variable("HOME");
    if (*data == '/') {
        char *path = path_join(data, "lectern");
        add_folder(draft, path);
        free(path);
    } else if (*home) {
        char *path = path_join(home, ".local/share/lectern");
        add_folder(draft, path);
        free(path);
    }
}

Shelf shelf_new(const char *installed)
{
    Draft draft = {0};
    const char *shared = variable("XDG_DATA_DIRS");
    add_folders(&draft, variable("LECTERN_PATH"), "", true);
    add_own_data(&draft);
    add_folders(&draft, *shared ? shared : "/usr/local/share:/usr/share", "lectern", false);
    add_folder(&draft, installed);
    settle(&draft.shelf);
    return draft.shelf;
}

void shelf_free(Shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++)
        drop_entry(&shelf->entries[i]);
    free(shelf->entries);
    *shelf = (Shelf){0};
}

static bool came_with_lectern(const ShelfEntry *entry)
{
    return strcmp(entry->id, SHELF_TUTORIAL) == 0 || strcmp(entry->id, SHELF_SAMPLER) == 0;
}

const ShelfEntry *shelf_only(const Shelf *shelf)
{
    const ShelfEntry *only = NULL;
    for (size_t i = 0; i < shelf->count; i++) {
        if (shelf->entries[i].is_hidden || (shelf->count > 1 && came_with_lectern(&shelf->entries[i])))
            continue;
        if (only)
            return NULL;
        only = &shelf->entries[i];
    }
    return only;
}

bool shelf_has_twin(const Shelf *shelf, size_t index)
{
    const ShelfEntry *entry = &shelf->entries[index];
    return (index > 0 && strcmp(entry[-1].id, entry->id) == 0) || (index + 1 < shelf->count && strcmp(entry[1].id, entry->id) == 0);
}

const char *shelf_find(const Shelf *shelf, const char *id)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->entries[i].id, id) == 0)
            return shelf->entries[i].path;
    return NULL;
}
