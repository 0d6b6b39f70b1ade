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

// Returns how many files were written; errno where not all.
static size_t fill(const char *tree, const FileOfTree *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(tree, files[i].name);
        const bool is_written = make_folder_of(tree, files[i].name) && file_write_new(path, files[i].bytes, files[i].length);
        const int reason = errno;
        if (!is_written && reason != EEXIST)
            unlink(path);       // a part of it
        free(path);
        errno = reason;
        if (!is_written)
            return i;
    }
    return count;
}

// Only what fill() has made: the files, and folders that are empty then.
static void empty(const char *tree, const FileOfTree *files, size_t count, size_t written)
{
    for (size_t i = 0; i < written; i++) {
        char *path = path_join(tree, files[i].name);
        unlink(path);
        free(path);
    }
    for (size_t i = count; i > 0; i--) {
        char *folder = folder_of(tree, files[i - 1].name);
        if (strcmp(folder, tree) != 0)
            rmdir(folder);
        free(folder);
    }
}

static bool fill_or_empty(const char *tree, const FileOfTree *files, size_t count)
{
    const size_t written = fill(tree, files, count);
    const int reason = errno;
    if (written < count)
        empty(tree, files, count, written);
    errno = reason;
    return written == count;
}

// What is seen of a folder that is not there yet is all of it.
static bool make_and_fill(const char *path, const FileOfTree *files, size_t count)
{
    enum { RANDOM_DIGITS = 16 };
    char digits[RANDOM_DIGITS + 1];
    Buffer tree = {0};
    random_hex(digits, sizeof digits);
    buffer_addf(&tree, "%s" FILE_NEW "%s", path, digits);
    const bool is_made = mkdir(tree.bytes, TREE_MODE) == 0;
    const bool is_filled = is_made && fill_or_empty(tree.bytes, files, count);
    const bool is_done = is_filled && rename(tree.bytes, path) == 0;
    const int reason = errno;
    if (is_filled && !is_done)
        empty(tree.bytes, files, count, count);
    if (is_made && !is_done)
        rmdir(tree.bytes);
    buffer_free(&tree);
    errno = reason;
    return is_done;
}

bool file_make_tree(const char *path, const FileOfTree *files, size_t count, Error *err)
{
    struct stat status;
    const bool is_there = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (!(is_there ? fill_or_empty(path, files, count) : make_and_fill(path, files, count)))
        return error_set_at(err, path, 0, 0, _("this folder can't be written: %s"), strerror(errno));
    return file_sync_folder_of(path) || error_set_at(err, path, 0, 0, _("it was written, but may not survive a power cut: %s"), strerror(errno));
}
