// The shelf of a session.
#include "reader/bookshelf.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/records.h"

enum {
    HEADS_AT_ONCE = 32, // manifests that one child reads
    WHOLE_AT_ONCE = 4,  // reports
    LATE_MS = 5000,     // after which a child that has not answered is left; one that reads one report alone,
    LATE_ALONE_MS = 1000,
};

typedef struct {
    ShelfEntry entry;
    ShelfInfo info;
    long long last;     // as ShelfInfo has it, by the names of the state files
    bool has_twin;
} Item;

struct Bookshelf {
    Item *items;        // read last first
    size_t count;
    char *state;
    size_t *wanted;     // indices of those that are shown
    size_t wanted_count;
    ShelfChild child;
    ShelfDepth depth;   // of what is asked
    size_t batch[HEADS_AT_ONCE], batch_count;
    bool is_careful;    // a child was late: each reads one report from now on, so that it is known which
};

static int compare_items(const void *a, const void *b)
{
    const Item *left = a, *right = b;
    if (left->last != right->last)
        return left->last > right->last ? -1 : 1;
    const int order = strcmp(left->entry.id, right->entry.id);
    return order ? order : left->entry.is_hidden - right->entry.is_hidden;
}

static long long changed_at(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, 0) == 0 ? (long long)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec : 0;
}

static int compare_id(const void *id, const void *item)
{
    return strcmp(id, ((const Item *)item)->entry.id);
}

// The first found of those with an id; NULL = none has.
static Item *find_item(const Bookshelf *bookshelf, const char *id)
{
    Item *item = bookshelf->count ? bsearch(id, bookshelf->items, bookshelf->count, sizeof *item, compare_id) : NULL;
    while (item && item > bookshelf->items && strcmp(item[-1].entry.id, id) == 0)
        item--;
    return item;
}

// ID-HASH: the one of an id whose folder has that hash.
static Item *find_by_folder(const Bookshelf *bookshelf, const char *name)
{
    const char *hash = strrchr(name, '-');
    char *id = hash ? memory_copy(name, (size_t)(hash - name)) : NULL;
    Item *item = id ? find_item(bookshelf, id) : NULL, *found = NULL;
    for (; item && item < bookshelf->items + bookshelf->count && strcmp(item->entry.id, id) == 0; item++) {
        char *path = records_path_of(".", id, item->entry.path);
        if (strncmp(strrchr(path, '/') + 1, name, strlen(name)) == 0)
            found = item;
        free(path);
    }
    free(id);
    return found;
}

// A state file is ID.yaml; one of two reports with one id, ID-HASH.yaml.
static void take_time(Bookshelf *bookshelf, int folder, const char *name)
{
    enum { EXTENSION = 5 };
    const size_t length = strlen(name);
    if (length <= EXTENSION || strcmp(name + length - EXTENSION, ".yaml") != 0)
        return;
    char *id = memory_copy(name, length - EXTENSION);
    Item *item = find_item(bookshelf, id);
    if (!item)
        item = find_by_folder(bookshelf, id);
    if (item)
        item->last = changed_at(folder, name);
    free(id);
}

// By the names of what is kept: no report is opened, and those never read cost nothing.
static void take_times(Bookshelf *bookshelf)
{
    DIR *folder = bookshelf->state ? opendir(bookshelf->state) : NULL;
    if (!folder)
        return;
    for (const struct dirent *entry; (entry = readdir(folder));)
        take_time(bookshelf, dirfd(folder), entry->d_name);
    closedir(folder);
}

// What the manifest says counts, else the name of the folder.
static const char *id_of(const Item *item)
{
    return item->info.is_known && *item->info.id ? item->info.id : item->entry.id;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(id_of(*(Item *const *)a), id_of(*(Item *const *)b));
}

static void find_twins(Bookshelf *bookshelf)
{
    Item **items = memory_new(bookshelf->count + 1, sizeof *items);
    for (size_t i = 0; i < bookshelf->count; i++) {
        items[i] = &bookshelf->items[i];
        items[i]->has_twin = false;
    }
    if (bookshelf->count)
        qsort(items, bookshelf->count, sizeof *items, compare_ids);
    for (size_t i = 1; i < bookshelf->count; i++)
        if (compare_ids(&items[i - 1], &items[i]) == 0)
            items[i - 1]->has_twin = items[i]->has_twin = true;
    free(items);
}

Bookshelf *bookshelf_new(Shelf shelf, const char *state)
{
    Bookshelf *bookshelf = memory_new(1, sizeof *bookshelf);
    bookshelf->state = memory_copy_text(state);
    bookshelf->count = shelf.count;
    bookshelf->items = memory_new(shelf.count + 1, sizeof *bookshelf->items);
    for (size_t i = 0; i < shelf.count; i++)
        bookshelf->items[i].entry = shelf.entries[i];
    free(shelf.entries);
    take_times(bookshelf);
    if (bookshelf->count)
        qsort(bookshelf->items, bookshelf->count, sizeof *bookshelf->items, compare_items);
    find_twins(bookshelf);
    return bookshelf;
}

void bookshelf_free(Bookshelf *bookshelf)
{
    if (!bookshelf)
        return;
    apart_leave(bookshelf->child.asked, APART_END);
    for (size_t i = 0; i < bookshelf->count; i++) {
        free(bookshelf->items[i].entry.id);
        free(bookshelf->items[i].entry.path);
        shelf_info_free(&bookshelf->items[i].info);
    }
    free(bookshelf->items);
    free(bookshelf->wanted);
    free(bookshelf->state);
    free(bookshelf);
}

size_t bookshelf_count(const Bookshelf *bookshelf)
{
    return bookshelf->count;
}

const ShelfEntry *bookshelf_entry(const Bookshelf *bookshelf, size_t index)
{
    return &bookshelf->items[index].entry;
}

const ShelfInfo *bookshelf_info(const Bookshelf *bookshelf, size_t index)
{
    return &bookshelf->items[index].info;
}

bool bookshelf_has_twin(const Bookshelf *bookshelf, size_t index)
{
    return bookshelf->items[index].has_twin;
}

void bookshelf_want(Bookshelf *bookshelf, const size_t *shown, size_t count)
{
    bookshelf->wanted = memory_resize(bookshelf->wanted, count + 1, sizeof *bookshelf->wanted);
    memcpy(bookshelf->wanted, shown, count * sizeof *shown);
    bookshelf->wanted_count = count;
}

// What is to be read next

static void choose_wanted(Bookshelf *bookshelf, ShelfDepth depth, size_t most)
{
    for (size_t i = 0; i < bookshelf->wanted_count && bookshelf->batch_count < most; i++) {
        const ShelfInfo *info = &bookshelf->items[bookshelf->wanted[i]].info;
        if (depth == SHELF_HEAD ? !info->is_known : !info->is_whole)
            bookshelf->batch[bookshelf->batch_count++] = bookshelf->wanted[i];
    }
    bookshelf->depth = depth;
}

static void choose_rest(Bookshelf *bookshelf, size_t most)
{
    for (size_t i = 0; i < bookshelf->count && bookshelf->batch_count < most; i++)
        if (!bookshelf->items[i].info.is_known)
            bookshelf->batch[bookshelf->batch_count++] = i;
    bookshelf->depth = SHELF_HEAD;
}

// False: nothing is left.
static bool choose(Bookshelf *bookshelf)
{
    bookshelf->batch_count = 0;
    choose_wanted(bookshelf, SHELF_HEAD, bookshelf->is_careful ? 1 : HEADS_AT_ONCE);
    if (!bookshelf->batch_count)
        choose_wanted(bookshelf, SHELF_WHOLE, bookshelf->is_careful ? 1 : WHOLE_AT_ONCE);
    if (!bookshelf->batch_count)
        choose_rest(bookshelf, bookshelf->is_careful ? 1 : HEADS_AT_ONCE);
    return bookshelf->batch_count;
}

static void read_batch(void *context, Buffer *out)
{
    const Bookshelf *bookshelf = context;
    for (size_t i = 0; i < bookshelf->batch_count; i++) {
        ShelfInfo info = {0};
        shelf_info_read(bookshelf->items[bookshelf->batch[i]].entry.path, bookshelf->state, bookshelf->depth, &info);
        shelf_info_put(out, &info);
        shelf_info_free(&info);
    }
}

static void fail(ShelfInfo *info, const char *why)
{
    shelf_info_free(info);
    shelf_info_break(info, why);
}

static void take_answer(Bookshelf *bookshelf, const Buffer *answer)
{
    ShelfPieces pieces = {answer->bytes, answer->length};
    for (size_t i = 0; i < bookshelf->batch_count; i++) {
        ShelfInfo info = {0};
        Item *item = &bookshelf->items[bookshelf->batch[i]];
        if (shelf_info_take(&pieces, &info)) {
            shelf_info_free(&item->info);
            item->info = info;
        } else if (bookshelf->batch_count == 1)
            fail(&item->info, _("it can't be read to its end"));
        else
            bookshelf->is_careful = true;
    }
    find_twins(bookshelf);
}

static void be_late(Bookshelf *bookshelf)
{
    if (bookshelf->batch_count == 1)
        fail(&bookshelf->items[bookshelf->batch[0]].info, _("the disk or network that holds it does not answer"));
    bookshelf->is_careful = true;
}

BookshelfStep bookshelf_step(Bookshelf *bookshelf, int wait_ms)
{
    Buffer answer = {0};
    if (!bookshelf->child.asked && !choose(bookshelf))
        return BOOKSHELF_DONE;
    switch (shelf_child_step(&bookshelf->child, read_batch, bookshelf, wait_ms, bookshelf->is_careful ? LATE_ALONE_MS : LATE_MS, &answer)) {
    case SHELF_CHILD_WAITS: return BOOKSHELF_WAITS;
    case SHELF_CHILD_LATE: be_late(bookshelf); break;
    case SHELF_CHILD_ENDED: take_answer(bookshelf, &answer); break;
    }
    buffer_free(&answer);
    return BOOKSHELF_CHANGED;
}

bool bookshelf_knows_shown(const Bookshelf *bookshelf, ShelfDepth depth)
{
    for (size_t i = 0; i < bookshelf->wanted_count; i++) {
        const ShelfInfo *info = &bookshelf->items[bookshelf->wanted[i]].info;
        if (depth == SHELF_WHOLE ? !info->is_whole : !info->is_known)
            return false;
    }
    return true;
}

bool bookshelf_knows_heads(const Bookshelf *bookshelf)
{
    for (size_t i = 0; i < bookshelf->count; i++)
        if (!bookshelf->items[i].info.is_known)
            return false;
    return true;
}
