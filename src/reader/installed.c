// Where the keymaps and reports that come with lectern are.
#include "reader/installed.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/path.h"

// Of this program; "" where the system does not tell.
static char *program_folder(void)
{
    Buffer path = {0};
    char part[4096];
    ssize_t length = readlink("/proc/self/exe", part, sizeof part);
    if (length > 0 && (size_t)length < sizeof part)
        buffer_add(&path, part, (size_t)length);
    const char *slash = strrchr(buffer_text(&path), '/');
    buffer_cut(&path, slash ? (size_t)(slash - path.bytes) : 0);
    return buffer_take(&path);
}

static char *built_folder(const char *name)
{
    char *program = program_folder(), *above = path_join(program, "..");
    char *folder = path_join(above, name);
    free(program);
    free(above);
    return folder;
}

char *installed_folder(const char *name)
{
    const char *data = getenv("LECTERN_DATA");
    if (data && *data)
        return path_join(data, name);
    char *folder = path_join(DATA_FOLDER, name); // -D in Makefile.am
    if (access(folder, F_OK) == 0)
        return folder;
    char *built = built_folder(name);
    if (access(built, F_OK) == 0) {
        free(folder);
        return built;
    }
    free(built);
    return folder;
}

Shelf installed_shelf(void)
{
    char *content = installed_folder("content");
    Shelf shelf = shelf_new(content);
    free(content);
    return shelf;
}
