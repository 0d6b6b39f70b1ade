// Files and folders: made, and replaced at once.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/translate.h"

enum { FOLDER_MODE = 0700, FOLDER_FOR_ALL = 0755, FILE_MODE = 0600, RANDOM_DIGITS = 16 };

bool file_fail(Error *err, const char *path, const char *what)
{
    return error_set_at(err, path, 0, 0, "%s: %s", what, strerror(errno));
}

int file_open(const char *path, int flags)
{
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, FILE_MODE);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

bool file_sync(int descriptor)
{
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

// A folder that can't be synced at all (EINVAL on some network file systems) is as good as it gets.
bool file_sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = !slash ? memory_copy_text(".") : slash == path ? memory_copy_text("/") : memory_copy(path, (size_t)(slash - path));
    int descriptor;
    do
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (descriptor < 0 && errno == EINTR);
    free(folder);
    if (descriptor < 0)
        return false;
    bool is_synced = file_sync(descriptor) || errno == EINVAL;
    int reason = errno;
    close(descriptor);
    errno = reason;
    return is_synced;
}

static bool make_one_folder(const char *path, mode_t mode)
{
    const mode_t before = umask(0);
    const bool is_made = mkdir(path, mode) == 0;
    umask(before);
    if (is_made)
        return file_sync_folder_of(path);
    int reason = errno;
    struct stat status;
    bool is_there = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    errno = reason == EEXIST ? ENOTDIR : reason;
    return is_there;
}

static bool make_folder(const char *path, mode_t mode, Error *err)
{
    char *parts = memory_copy_text(path);
    bool is_made = *path != '\0';
    errno = ENOENT;
    for (char *slash = parts + 1; is_made && (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        is_made = make_one_folder(parts, mode);
        *slash = '/';
    }
    is_made = is_made && make_one_folder(path, mode);
    free(parts);
    if (!is_made)
        return file_fail(err, path, _("this folder can't be made"));
    return true;
}

bool file_make_folder(const char *path, Error *err)
{
    return make_folder(path, FOLDER_MODE, err);
}

bool file_make_folder_for_all(const char *path, Error *err)
{
    return make_folder(path, FOLDER_FOR_ALL, err);
}

bool file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length) {
        ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

bool file_write_new(const char *path, const char *bytes, size_t length)
{
    int descriptor = file_open(path, O_WRONLY | O_CREAT | O_EXCL);
    if (descriptor < 0)
        return false;
    bool is_written = file_write_all(descriptor, bytes, length) && file_sync(descriptor);
    int reason = errno;
    bool is_closed = close(descriptor) == 0;
    if (is_written && is_closed)
        return true;
    reason = is_written ? errno : reason;
    unlink(path);
    errno = reason;
    return false;
}

bool file_replace(const char *path, const char *bytes, size_t length, Error *err)
{
    char digits[RANDOM_DIGITS + 1];
    random_hex(digits, sizeof digits);
    Buffer name = {0};
    buffer_addf(&name, "%s" FILE_NEW "%s", path, digits);
    bool is_new = file_write_new(name.bytes, bytes, length), is_done = is_new && rename(name.bytes, path) == 0;
    int reason = errno;
    if (is_new && !is_done)
        unlink(name.bytes);
    buffer_free(&name);
    errno = reason;
    if (!is_done)
        return file_fail(err, path, _("it can't be written, and is as it was"));
    if (!file_sync_folder_of(path))
        return file_fail(err, path, _("it was written, but may not survive a power cut"));
    return true;
}

// link(2) never replaces; where a file system has none, there is a moment between the look and rename(2).
static bool give_name(const char *new_name, const char *path)
{
    struct stat status;
    if (link(new_name, path) == 0)
        return unlink(new_name) == 0;
    if (errno == EEXIST || (errno != EPERM && errno != ENOTSUP && errno != ENOSYS && errno != EMLINK))
        return false;
    if (lstat(path, &status) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(new_name, path) == 0;
}

bool file_create(const char *path, const char *bytes, size_t length, bool *is_there, Error *err)
{
    char digits[RANDOM_DIGITS + 1];
    random_hex(digits, sizeof digits);
    Buffer name = {0};
    buffer_addf(&name, "%s" FILE_NEW "%s", path, digits);
    bool is_new = file_write_new(name.bytes, bytes, length), is_done = is_new && give_name(name.bytes, path);
    int reason = errno;
    if (is_new && !is_done)
        unlink(name.bytes);
    buffer_free(&name);
    if (is_there)
        *is_there = !is_done && reason == EEXIST;
    errno = reason;
    if (!is_done)
        return file_fail(err, path, _("it can't be written"));
    if (!file_sync_folder_of(path))
        return file_fail(err, path, _("it was written, but may not survive a power cut"));
    return true;
}
