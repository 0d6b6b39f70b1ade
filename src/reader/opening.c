// From what a person named to a path and a place in it.
#include "reader/opening.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/memory.h"
#include "base/translate.h"
#include "text/safe.h"

// Whether the name leads somewhere, also where what is there may not be opened: that is told later, with the reason.
static bool is_path(const char *name)
{
    return strcmp(name, "-") == 0 || access(name, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG);
}

static bool find_named(const char *name, const Shelf *shelf, Opening *opening)
{
    const char *path = *name && is_path(name) ? name : shelf_find(shelf, name);
    opening->path = memory_copy_text(path);
    return path;
}

static bool find_split(const char *named, const Shelf *shelf, Opening *opening)
{
    const char *hash = strrchr(named, '#');
    if (!hash)
        return false;
    char *name = memory_copy(named, (size_t)(hash - named));
    bool is_found = find_named(name, shelf, opening);
    free(name);
    if (is_found)
        opening->place = memory_copy_text(hash + 1);
    return is_found;
}

static void list_shelf(const Shelf *shelf, Buffer *out)
{
    enum { LISTED = 8 };
    size_t listed = 0;
    for (size_t i = 0; i < shelf->count && listed <= LISTED; i++)
        if (!shelf->entries[i].is_hidden && listed++ < LISTED)
            buffer_addf(out, "%s%s", listed > 1 ? ", " : "", shelf->entries[i].id);
    if (listed > LISTED)
        buffer_add_text(out, ", ...");
}

static bool tell_missing(const char *named, const Shelf *shelf, Error *err)
{
    Buffer name = {0}, ids = {0};
    safe_add_line(&name, named, strlen(named));
    list_shelf(shelf, &ids);
    if (shelf->count)
        error_set(err, _("there is no file or folder \"%1$s\", and no installed report has that id (installed: %2$s)"), buffer_text(&name), buffer_text(&ids));
    else
        error_set(err, _("there is no file or folder \"%s\": name a folder with report.yaml, or a report's file"), buffer_text(&name));
    buffer_free(&name);
    buffer_free(&ids);
    return false;
}

// False and *err: there are none, or several.
static bool find_only(const Shelf *shelf, Opening *opening, Error *err)
{
    const ShelfEntry *only = shelf_only(shelf);
    if (only) {
        opening->path = memory_copy_text(only->path);
        return true;
    }
    Buffer ids = {0};
    list_shelf(shelf, &ids);
    if (shelf->count)
        error_set(err, _("several reports are installed: name one of %s"), buffer_text(&ids));
    else
        error_set(err, _("no report is installed: name a folder with report.yaml, or a report's file"));
    buffer_free(&ids);
    return false;
}

// Always false.
static bool refuse_path(const char *named, const Shelf *shelf, const char *secure_by, Error *err)
{
    Buffer name = {0}, ids = {0};
    safe_add_line(&name, named, strlen(named));
    list_shelf(shelf, &ids);
    if (shelf->count)
        error_set(err, _("in secure mode (set by %1$s) only installed reports are read, each by its id: \"%2$.200s\" is none of %3$s"), secure_by, buffer_text(&name), buffer_text(&ids));
    else
        error_set(err, _("in secure mode (set by %1$s) only installed reports are read, and none is installed; \"%2$.200s\" is not read"), secure_by, buffer_text(&name));
    buffer_free(&name);
    buffer_free(&ids);
    return false;
}

bool opening_find_installed(const char *named, const Shelf *shelf, const char *secure_by, Opening *opening, Error *err)
{
    *opening = (Opening){0};
    if (!named)
        return find_only(shelf, opening, err);
    const size_t length = strcspn(named, "#");
    char *id = memory_copy(named, length);
    const char *path = shelf_find(shelf, id);
    free(id);
    if (!path)
        return refuse_path(named, shelf, secure_by, err);
    opening->path = memory_copy_text(path);
    opening->place = named[length] ? memory_copy_text(named + length + 1) : NULL;
    return true;
}

bool opening_find(const char *named, const Shelf *shelf, Opening *opening, Error *err)
{
    *opening = (Opening){0};
    if (named)
        return find_named(named, shelf, opening) || find_split(named, shelf, opening) || tell_missing(named, shelf, err);
    return find_only(shelf, opening, err);
}

void opening_free(Opening *opening)
{
    free(opening->path);
    free(opening->place);
    *opening = (Opening){0};
}
