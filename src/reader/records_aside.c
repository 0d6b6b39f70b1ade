// A damaged state file, kept as it was.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "base/translate.h"
#include "reader/records_parts.h"

#define ASIDE ".damaged-"

char *records_aside_path(const char *path, int number)
{
    Buffer name = {0};
    buffer_addf(&name, "%s" ASIDE "%d", path, number);
    return buffer_take(&name);
}

bool records_is_litter(const char *name, const char *entry)
{
    const size_t length = strlen(name);
    if (strncmp(entry, name, length) != 0)
        return false;
    entry += length;
    if (strncmp(entry, ASIDE, sizeof ASIDE - 1) == 0) {
        entry += sizeof ASIDE - 1;
        entry += strspn(entry, "0123456789");
    }
    return strncmp(entry, FILE_NEW, sizeof FILE_NEW - 1) == 0;
}

typedef enum { ASIDE_FREE, ASIDE_SAME, ASIDE_OTHER } Aside;

static Aside look(const char *path, const Buffer *whole)
{
    struct stat status;
    Buffer bytes = {0};
    if (lstat(path, &status) != 0 && errno == ENOENT)
        return ASIDE_FREE;
    const bool is_same = file_read(path, STATE_FILE_BYTES, &bytes, NULL) && bytes.length == whole->length && memcmp(bytes.bytes, whole->bytes, whole->length) == 0;
    buffer_free(&bytes);
    return is_same ? ASIDE_SAME : ASIDE_OTHER;
}

// Where a copy was made but what came then failed, as the disk was full, it is not made again: then all the more there would be no room.
static bool keep_as(const char *path, const Buffer *whole, bool *is_taken, Error *err)
{
    const Aside aside = look(path, whole);
    *is_taken = aside == ASIDE_OTHER;
    if (aside == ASIDE_FREE)
        return file_create(path, whole->bytes, whole->length, is_taken, err);
    if (aside == ASIDE_SAME && !file_sync_folder_of(path))
        return file_fail(err, path, _("it was written, but may not survive a power cut"));
    return aside == ASIDE_SAME;
}

int records_keep_aside(const char *path, const Buffer *whole, Error *err)
{
    Error why = {0};
    for (int number = 1;; number++) {
        char *name = records_aside_path(path, number);
        bool is_taken, is_kept = keep_as(name, whole, &is_taken, &why);
        free(name);
        if (is_kept)
            return number;
        if (is_taken)
            continue;
        *err = why;
        return 0;
    }
}
