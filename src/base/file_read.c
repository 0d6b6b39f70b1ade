// Files: read whole, within a limit.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"

enum { CHUNK_BYTES = 16 * 1024 };     // on the stack, whose pages stay

// O_NONBLOCK: opening a FIFO returns at once, and fstat() refuses it then. It changes nothing for a regular file.
enum { OPEN_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

static bool fail(Error *err, const char *shown, const char *what)
{
    return error_set_at(err, shown, 0, 0, "%s: %s", what, strerror(errno));
}

static bool fail_size(Error *err, const char *shown, size_t most)
{
    return error_set_at(err, shown, 0, 0, _("it holds more than %zu bytes, which is the limit; split it"), most);
}

static int open_again(int folder, const char *path, int flags)
{
    int descriptor;
    do
        descriptor = openat(folder, path, flags);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// -1: failed; 0: the end
static ssize_t read_some(int descriptor, char *bytes, size_t size)
{
    for (;;) {
        ssize_t count = read(descriptor, bytes, size);
        if (count >= 0 || (errno != EINTR && errno != EAGAIN))
            return count;
        if (errno == EAGAIN)
            poll(&(struct pollfd){.fd = descriptor, .events = POLLIN}, 1, -1);
    }
}

bool file_read_descriptor(int descriptor, const char *shown, size_t most, Buffer *out, Error *err)
{
    char chunk[CHUNK_BYTES];
    size_t begin = out->length;
    ssize_t count;
    while ((count = read_some(descriptor, chunk, sizeof chunk)) > 0) {
        if ((size_t)count > most - (out->length - begin)) {
            buffer_cut(out, begin);
            return fail_size(err, shown, most);
        }
        buffer_add(out, chunk, (size_t)count);
    }
    if (count == 0)
        return true;
    buffer_cut(out, begin);
    return fail(err, shown, _("it can't be read"));
}

static bool check_regular(int descriptor, const char *shown, size_t *size, Error *err)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return fail(err, shown, _("it can't be read"));
    if (S_ISDIR(status.st_mode))
        return error_set_at(err, shown, 0, 0, _("this is a folder; a file is needed"));
    if (!S_ISREG(status.st_mode))
        return error_set_at(err, shown, 0, 0, _("this is not a regular file"));
    *size = status.st_size > 0 ? (size_t)status.st_size : 0;
    return true;
}

static bool read_whole(int descriptor, const char *shown, size_t most, Buffer *out, Error *err)
{
    size_t size = 0;
    if (!check_regular(descriptor, shown, &size, err))
        return false;
    if (size > most)
        return fail_size(err, shown, most);
    buffer_reserve(out, size);
    return file_read_descriptor(descriptor, shown, most, out, err);
}

static bool read_start(int descriptor, const char *shown, size_t most, Buffer *out, Error *err)
{
    size_t size = 0;
    ssize_t count = 1;
    if (!check_regular(descriptor, shown, &size, err))
        return false;
    for (size_t left = most; left > 0 && count > 0; left -= (size_t)count) {
        count = read_some(descriptor, buffer_room(out, left), left);
        if (count < 0)
            return fail(err, shown, _("it can't be read"));
        buffer_fill(out, (size_t)count);
    }
    return true;
}

typedef bool Read(int descriptor, const char *shown, size_t most, Buffer *out, Error *err);

static bool read_open(int descriptor, const char *shown, Read *read_as, size_t most, Buffer *out, Error *err)
{
    if (descriptor < 0)
        return fail(err, shown, _("it can't be opened"));
    bool is_read = read_as(descriptor, shown, most, out, err);
    close(descriptor);
    return is_read;
}

bool file_read(const char *path, size_t most, Buffer *out, Error *err)
{
    return read_open(open_again(AT_FDCWD, path, OPEN_FLAGS), path, read_whole, most, out, err);
}

static bool is_plain_part(const char *part, size_t length)
{
    if (length == 0 || (length == 1 && part[0] == '.'))
        return false;
    return !(length == 2 && part[0] == '.' && part[1] == '.');
}

static bool is_below(const char *path)
{
    for (;;) {
        size_t length = strcspn(path, "/");
        if (!is_plain_part(path, length))
            return false;
        if (!path[length])
            return true;
        path += length + 1;
    }
}

// Opens the last part of a path of plain parts; *path is cut up. -1 and errno.
static int open_below(int folder, char *path)
{
    int at = folder;
    for (char *slash; (slash = strchr(path, '/')); path = slash + 1) {
        *slash = '\0';
        int next = open_again(at, path, OPEN_FLAGS | O_DIRECTORY | O_NOFOLLOW);
        int reason = errno;
        if (at != folder)
            close(at);
        errno = reason;
        if (next < 0)
            return -1;
        at = next;
    }
    int descriptor = open_again(at, path, OPEN_FLAGS | O_NOFOLLOW);
    int reason = errno;
    if (at != folder)
        close(at);
    errno = reason;
    return descriptor;
}

static bool read_below(int folder, const char *path, const char *shown, Read *read_as, size_t most, Buffer *out, Error *err)
{
    if (!is_below(path))
        return error_set_at(err, shown, 0, 0, _("this path leads out of the folder; name a file in it or below, without \"..\", \".\" and a \"/\" in front"));
    char *parts = memory_copy_text(path);
    int descriptor = open_below(folder, parts);
    int reason = errno;
    free(parts);
    if (descriptor < 0 && (reason == ELOOP || reason == ENOTDIR))
        return error_set_at(err, shown, 0, 0, _("a part of this path is a symbolic link or no folder; put the file itself there"));
    errno = reason;
    return read_open(descriptor, shown, read_as, most, out, err);
}

bool file_read_below(int folder, const char *path, const char *shown, size_t most, Buffer *out, Error *err)
{
    return read_below(folder, path, shown, read_whole, most, out, err);
}

bool file_read_start_below(int folder, const char *path, const char *shown, size_t most, Buffer *out, Error *err)
{
    return read_below(folder, path, shown, read_start, most, out, err);
}

size_t file_read_soon_below(int folder, const char *path)
{
    size_t size = 0;
    char *parts = memory_copy_text(path);
    const int descriptor = is_below(path) ? open_below(folder, parts) : -1;
    if (descriptor >= 0) {
        if (!check_regular(descriptor, path, &size, NULL) || posix_fadvise(descriptor, 0, 0, POSIX_FADV_WILLNEED) != 0)
            size = 0;
        close(descriptor);
    }
    free(parts);
    return size;
}
