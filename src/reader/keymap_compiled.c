// Whether the files of a keymap are still those that the program was built with.
#include "reader/keymap_compiled.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "reader/keymap_file.h"
#include "reader/keymap_path.h"

static bool is_as_compiled(const char *path, const CompiledFile *file)
{
    Error error;
    Buffer bytes = {0};
    const bool is_same = file_read(path, KEYMAP_BYTES, &bytes, &error) && bytes.length == file->length
        && !memcmp(buffer_text(&bytes), file->bytes, file->length);
    buffer_free(&bytes);
    return is_same;
}

// Each file is looked for as when it is read: past those that name it.
static bool are_as_compiled(const CompiledFile *const *files, KeymapPath path)
{
    Error error;
    char *taken[KEYMAP_FILES + 1] = {0};
    bool is_same = true;
    for (size_t i = 0; is_same && files[i]; i++) {
        taken[i] = keymap_path_find(files[i]->name, path, (const char *const *)taken, &error);
        is_same = taken[i] && is_as_compiled(taken[i], files[i]);
    }
    for (size_t i = 0; i < KEYMAP_FILES; i++)
        free(taken[i]);
    return is_same;
}

const CompiledKeymap *keymap_compiled_find(const char *name, KeymapPath path)
{
    for (size_t i = 0; path.compiled && path.compiled[i]; i++)
        if (!strcmp(path.compiled[i]->name, name))
            return are_as_compiled(path.compiled[i]->files, path) ? path.compiled[i] : NULL;
    return NULL;
}
