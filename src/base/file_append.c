// Files that are appended to, and whose they are.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"
#include "base/file_parts.h"
#include "base/translate.h"

bool file_is_regular(int descriptor, off_t *size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *size = status.st_size;
    return true;
}

// -1: errno. Two sessions may make it at the same time.
static int open_append(const char *path, bool *is_new)
{
    *is_new = false;
    int descriptor = file_open(path, O_RDWR | O_APPEND);
    if (descriptor >= 0 || errno != ENOENT)
        return descriptor;
    descriptor = file_open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL);
    *is_new = descriptor >= 0;
    return descriptor >= 0 || errno != EEXIST ? descriptor : file_open(path, O_RDWR | O_APPEND);
}

static bool ends_inside_line(int descriptor, off_t size)
{
    char last = '\n';
    return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 && last != '\n';
}

// One write: a reader, or a power cut, meets all of it or the begin of it, never two records mixed. How much was written; -1: errno.
static ssize_t write_once(int descriptor, const Buffer *line)
{
    ssize_t count;
    do
        count = write(descriptor, line->bytes, line->length);
    while (count < 0 && errno == EINTR);
    if (count >= 0 && (size_t)count < line->length)
        errno = ENOSPC; // what a short write to a file means, and the next one would tell
    return count;
}

// Not where another session has added something since, which may be where there are no locks.
static bool cut_off(int descriptor, off_t size, ssize_t written)
{
    off_t now;
    return written <= 0 || (file_is_regular(descriptor, &now) && now == size + written && ftruncate(descriptor, size) == 0);
}

static bool append_line(int descriptor, const char *path, off_t size, const Buffer *line, Error *err)
{
    const ssize_t written = write_once(descriptor, line);
    if (written >= 0 && (size_t)written == line->length && file_sync(descriptor))
        return true;
    int reason = errno;
    const bool is_cut = cut_off(descriptor, size, written);
    errno = reason;
    return file_fail(err, path, is_cut ? _("nothing could be added") : _("only part of it could be added"));
}

bool file_append(const char *path, const char *bytes, size_t length, Error *err)
{
    bool is_new;
    off_t size;
    int descriptor = open_append(path, &is_new);
    if (descriptor < 0)
        return file_fail(err, path, _("it can't be opened to add to it"));
    if (!file_is_regular(descriptor, &size)) {
        close(descriptor);
        return error_set_at(err, path, 0, 0, _("this is not a regular file; move it away"));
    }
    Buffer line = {0};
    buffer_add_text(&line, ends_inside_line(descriptor, size) ? "\n" : "");
    buffer_add(&line, bytes, length);
    bool is_added = append_line(descriptor, path, size, &line, err);
    buffer_free(&line);
    if (close(descriptor) != 0 && is_added)
        is_added = file_fail(err, path, _("it can't be closed"));
    if (is_added && is_new && !file_sync_folder_of(path))
        return file_fail(err, path, _("it was added, but may not survive a power cut"));
    return is_added;
}

bool file_check_private(const char *path, Error *err)
{
    struct stat status;
    const int reason = lstat(path, &status) == 0 ? 0 : errno;
    if (reason == ENOENT)
        return true;
    if (reason)
        return file_fail(err, path, _("it can't be looked at"));
    if (!S_ISREG(status.st_mode))
        return error_set_at(err, path, 0, 0, _("this is not a regular file; move it away"));
    if (status.st_uid != geteuid())
        return error_set_at(err, path, 0, 0, _("this file belongs to another user; move it away"));
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        return error_set_at(err, path, 0, 0, _("others may write this file; if you trust what it holds: chmod 600"));
    return true;
}
