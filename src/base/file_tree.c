// A folder of new files, there whole or not at all.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/random.h"
#include "base/translate.h"

enum { TREE_MODE = 0700 };

// The folder of a file in the tree, where it is in one below: made unless it is there. An empty name is the tree itself.
static char *folder_of(const char *tree, const char *name)
{
    const char *slash = strrchr(name, '/');
    char *below = memory_copy(name, slash ? (size_t)(slash - name) : 0);
    char *folder = *below ? path_join(tree, below) : memory_copy_text(tree);
    free(below);
    return folder;
}

static bool make_folder_of(const char *tree, const char *name)
{
    char *folder = folder_of(tree, name);
    const bool is_there = mkdir(folder, TREE_MODE) == 0 || errno == EEXIST;
    free(folder);
    return is_there;
}

static bool fill(const char *tree, const FileOfTree *files, size_t count)
{
    bool is_good = true;
    for (size_t i = 0; i < count && is_good; i++) {
        char *path = path_join(tree, files[i].name);
        is_good = make_folder_of(tree, files[i].name) && file_write_new(path, files[i].bytes, files[i].length) && file_sync_folder_of(path);
        free(path);
    }
    return is_good;
}

// Only what fill() may have made: nothing else is ever removed.
static void empty(const char *tree, const FileOfTree *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(tree, files[i].name);
        unlink(path);
        free(path);
    }
    for (size_t i = count; i > 0; i--) {
        char *folder = folder_of(tree, files[i - 1].name);
        rmdir(folder);
        free(folder);
    }
    rmdir(tree);
}

bool file_make_tree(const char *path, const FileOfTree *files, size_t count, Error *err)
{
    enum { RANDOM_DIGITS = 16 };
    char digits[RANDOM_DIGITS + 1];
    Buffer tree = {0};
    random_hex(digits, sizeof digits);
    buffer_addf(&tree, "%s" FILE_NEW "%s", path, digits);
    const bool is_made = mkdir(tree.bytes, TREE_MODE) == 0;
    const bool is_done = is_made && fill(tree.bytes, files, count) && rename(tree.bytes, path) == 0;
    const int reason = errno;
    if (is_made && !is_done)
        empty(tree.bytes, files, count);
    buffer_free(&tree);
    if (!is_done)
        return error_set_at(err, path, 0, 0, _("this folder can't be written: %s"), strerror(reason));
    return file_sync_folder_of(path) || error_set_at(err, path, 0, 0, _("it was written, but may not survive a power cut: %s"), strerror(errno));
}
