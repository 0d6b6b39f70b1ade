// Preloaded before lectern: writes down each call that changes something below LOG_UNDER, into LOG_FILE, in the order in which they happened.
// tests/faults/README. For glibc. One a line; inode, offset and length as numbers, bytes as hexadecimal digits, paths last:
//   mkdir INODE PATH   create INODE PATH   write INODE OFFSET BYTES   truncate INODE LENGTH   fsync INODE PATH   unlink PATH   rename PATH<TAB>PATH
//   link PATH<TAB>PATH
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_under(const char *path)
{
    const char *under = getenv("LOG_UNDER");
    return under && strncmp(path, under, strlen(under)) == 0;
}

static void path_of(int descriptor, char path[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = '\0';
}

static unsigned long inode_of(int descriptor, const char *path)
{
    struct stat status = {0};
    if (path)
        lstat(path, &status);
    else
        fstat(descriptor, &status);
    return (unsigned long)status.st_ino;
}

// One write: lines of two processes are not mixed.
static void put(const char *line, size_t length)
{
    int file = (int)syscall(SYS_openat, AT_FDCWD, getenv("LOG_FILE"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || syscall(SYS_write, file, line, length) != (long)length)
        abort();
    syscall(SYS_close, file);
}

static void putf(const char *format, ...)
{
    char line[3 * PATH_MAX];
    va_list more;
    va_start(more, format);
    int length = vsnprintf(line, sizeof line, format, more);
    va_end(more);
    put(line, (size_t)length);
}

#define REAL(result, name, parameters) ((result(*) parameters)dlsym(RTLD_NEXT, #name))

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    bool was_there = syscall(SYS_faccessat, AT_FDCWD, path, F_OK, 0) == 0;
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (descriptor >= 0 && is_under(path) && !was_there)
        putf("create %lu %s\n", inode_of(descriptor, NULL), path);
    if (descriptor >= 0 && is_under(path) && was_there && flags & O_TRUNC)
        putf("truncate %lu 0\n", inode_of(descriptor, NULL));
    return descriptor;
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    char path[PATH_MAX];
    ssize_t written = syscall(SYS_write, descriptor, bytes, count);
    path_of(descriptor, path);
    if (written <= 0 || !is_under(path))
        return written;
    size_t room = 128 + 2 * (size_t)written;
    char *line = malloc(room);
    int length = snprintf(line, room, "write %lu %ld ", inode_of(descriptor, NULL), (long)(lseek(descriptor, 0, SEEK_CUR) - written));
    for (ssize_t i = 0; i < written; i++)
        length += snprintf(line + length, room - (size_t)length, "%02x", ((const unsigned char *)bytes)[i]);
    line[length++] = '\n';
    put(line, (size_t)length);
    free(line);
    return written;
}

int ftruncate(int descriptor, off_t size)
{
    char path[PATH_MAX];
    int result = REAL(int, ftruncate, (int, off_t))(descriptor, size);
    path_of(descriptor, path);
    if (result == 0 && is_under(path))
        putf("truncate %lu %ld\n", inode_of(descriptor, NULL), (long)size);
    return result;
}

int fsync(int descriptor)
{
    char path[PATH_MAX];
    int result = REAL(int, fsync, (int))(descriptor);
    path_of(descriptor, path);
    if (result == 0 && is_under(path))
        putf("fsync %lu %s\n", inode_of(descriptor, NULL), path);
    return result;
}

int rename(const char *from, const char *to)
{
    int result = REAL(int, rename, (const char *, const char *))(from, to);
    if (result == 0 && is_under(to))
        putf("rename %s\t%s\n", from, to);
    return result;
}

int link(const char *from, const char *to)
{
    int result = REAL(int, link, (const char *, const char *))(from, to);
    if (result == 0 && is_under(to))
        putf("link %s\t%s\n", from, to);
    return result;
}

int unlink(const char *path)
{
    int result = REAL(int, unlink, (const char *))(path);
    if (result == 0 && is_under(path))
        putf("unlink %s\n", path);
    return result;
}

int unlinkat(int folder, const char *name, int flags)
{
    char path[PATH_MAX];
    path_of(folder, path);
    int result = REAL(int, unlinkat, (int, const char *, int))(folder, name, flags);
    if (result == 0 && is_under(path))
        putf("unlink %s/%s\n", path, name);
    return result;
}

int mkdir(const char *path, mode_t mode)
{
    int result = REAL(int, mkdir, (const char *, mode_t))(path, mode);
    if (result == 0 && is_under(path))
        putf("mkdir %lu %s\n", inode_of(-1, path), path);
    return result;
}
