// What can be read without waiting for a disk.
#include "base/near.h"

#if defined __linux__ && defined HAVE_LINUX_OPENAT2_H
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/path.h"
#endif

#if defined __linux__ && defined HAVE_LINUX_OPENAT2_H && defined SYS_openat2 && defined RESOLVE_CACHED && defined STATX_MNT_ID
// As /proc/self/mountinfo calls them; base/disk.c has their numbers.
static bool is_type_of_disk(const char *type)
{
    static const char *const types[] = {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "tmpfs", "ramfs", "reiserfs", "zfs", "overlay"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strncmp(type, types[i], strlen(types[i])) == 0 && type[strlen(types[i])] == ' ')
            return true;
    return false;
}

// fstatfs(2) would ask the network, or the program that plays the disk.
static bool is_mount_of_disk(unsigned long long mount)
{
    FILE *mounts = fopen("/proc/self/mountinfo", "re");
    char *line = NULL;
    size_t size = 0;
    bool is_disk = false, is_found = false;
    while (mounts && !is_found && getline(&line, &size, mounts) > 0) {
        const char *type = strstr(line, " - ");
        is_found = strtoull(line, NULL, 10) == mount;
        is_disk = is_found && type && is_type_of_disk(type + strlen(" - "));
    }
    if (mounts)
        fclose(mounts);
    free(line);
    return is_disk;
}

bool near_is_disk(int descriptor)
{
    struct statx status;
    if (statx(descriptor, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_MNT_ID, &status) != 0 || !(status.stx_mask & STATX_MNT_ID))
        return false;
    return is_mount_of_disk(status.stx_mnt_id);
}

// -1: errno; EAGAIN where a disk would have to be asked.
static int open_cached(int folder, const char *path, int flags, unsigned long long resolve)
{
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC), .resolve = RESOLVE_CACHED | resolve};
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

static Near look_at(int descriptor, size_t most)
{
    enum { CHUNK_BYTES = 16 * 1024 };
    char chunk[CHUNK_BYTES];
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return NEAR_UNKNOWN;
    for (size_t at = 0; at < most;) {
        const struct iovec room = {.iov_base = chunk, .iov_len = most - at < sizeof chunk ? most - at : sizeof chunk};
        const ssize_t count = preadv2(descriptor, &room, 1, (off_t)at, RWF_NOWAIT);
        if (count <= 0)
            return count == 0 ? NEAR_WHOLE : errno == EAGAIN ? NEAR_SOON : NEAR_UNKNOWN;
        at += (size_t)count;
    }
    return (size_t)status.st_size > most ? NEAR_START : NEAR_WHOLE;
}

Near near_look_below(int folder, const char *path, size_t most)
{
    const int descriptor = open_cached(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV);
    if (descriptor < 0)
        return errno == ENOENT ? NEAR_NOT_THERE : NEAR_UNKNOWN;
    const Near near = look_at(descriptor, most);
    close(descriptor);
    return near;
}

// The folder that holds it, or else the nearest one above it that is there. *name: what leads on from there, within `path`.
static int open_folder(char *path, const char **name)
{
    int folder = -1;
    *name = path;
    if (!strchr(path, '/'))
        return open_cached(AT_FDCWD, ".", O_PATH | O_DIRECTORY, 0);
    errno = ENOENT;
    for (char *slash = path + strlen(path); folder < 0 && errno == ENOENT && (slash = memrchr(path, '/', (size_t)(slash - path)));) {
        *slash = '\0';
        folder = open_cached(AT_FDCWD, slash == path ? "/" : path, O_PATH | O_DIRECTORY, 0);
        *slash = '/';
        *name = slash + 1;
    }
    return folder;
}

bool near_is_disk_of(const char *folder)
{
    const char *name;
    char *path = path_join(folder, "");
    const int descriptor = open_folder(path, &name);
    const bool is_disk = descriptor >= 0 && near_is_disk(descriptor);
    if (descriptor >= 0)
        close(descriptor);
    free(path);
    return is_disk;
}

Near near_look(const char *path, size_t most)
{
    const char *name;
    char *copy = memory_copy_text(path);
    const int folder = open_folder(copy, &name);
    const Near near = folder >= 0 && near_is_disk(folder) ? near_look_below(folder, name, most) : NEAR_UNKNOWN;
    if (folder >= 0)
        close(folder);
    free(copy);
    return near;
}
#else
bool near_is_disk(int descriptor)
{
    (void)descriptor;
    return false;
}

bool near_is_disk_of(const char *folder)
{
    (void)folder;
    return false;
}

Near near_look_below(int folder, const char *path, size_t most)
{
    (void)folder, (void)path, (void)most;
    return NEAR_UNKNOWN;
}

Near near_look(const char *path, size_t most)
{
    (void)path, (void)most;
    return NEAR_UNKNOWN;
}
#endif
