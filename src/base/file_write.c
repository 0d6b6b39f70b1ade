// Files: replaced at once, appended to, locked.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/file_parts.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/translate.h"

enum { FOLDER_MODE = 0700, FILE_MODE = 0600, RANDOM_DIGITS = 16 };

// Locks of an open file description, which also hold between two sessions in one process. Where a system has none, those of the process.
#ifdef F_OFD_SETLK
enum { SET_LOCK = F_OFD_SETLK, SET_LOCK_WAITING = F_OFD_SETLKW };
#else
enum { SET_LOCK = F_SETLK, SET_LOCK_WAITING = F_SETLKW };
#endif

static bool fail(Error *err, const char *path, const char *what)
{
    return error_set_at(err, path, 0, 0, "%s: %s", what, strerror(errno));
}

static int open_again(const char *path, int flags)
{
    int descriptor;
    do
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, FILE_MODE);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static bool sync_descriptor(int descriptor)
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
    bool is_synced = sync_descriptor(descriptor) || errno == EINVAL;
    int reason = errno;
    close(descriptor);
    errno = reason;
    return is_synced;
}

static bool make_one_folder(const char *path)
{
    if (mkdir(path, FOLDER_MODE) == 0)
        return file_sync_folder_of(path);
    int reason = errno;
    struct stat status;
    bool is_there = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    errno = reason == EEXIST ? ENOTDIR : reason;
    return is_there;
}

bool file_make_folder(const char *path, Error *err)
{
    char *parts = memory_copy_text(path);
    bool is_made = *path != '\0';
    errno = ENOENT;
    for (char *slash = parts + 1; is_made && *path && (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        is_made = make_one_folder(parts);
        *slash = '/';
    }
    is_made = is_made && make_one_folder(path);
    free(parts);
    return is_made || fail(err, path, _("this folder can't be made"));
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
    int descriptor = open_again(path, O_WRONLY | O_CREAT | O_EXCL);
    if (descriptor < 0)
        return false;
    bool is_written = file_write_all(descriptor, bytes, length) && sync_descriptor(descriptor);
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
        return fail(err, path, _("it can't be written, and is as it was"));
    return file_sync_folder_of(path) || fail(err, path, _("it was written, but may not survive a power cut"));
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
        return fail(err, path, _("it can't be written"));
    return file_sync_folder_of(path) || fail(err, path, _("it was written, but may not survive a power cut"));
}

static bool is_regular(int descriptor, off_t *size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *size = status.st_size;
    return true;
}

static int open_lock(const char *path, int flags, Error *err)
{
    Buffer name = {0};
    off_t size;
    buffer_addf(&name, "%s.lock", path);
    int lock = open_again(name.bytes, flags);
    if (lock < 0)
        fail(err, name.bytes, _("it can't be opened"));
    else if (!is_regular(lock, &size)) {
        error_set_at(err, name.bytes, 0, 0, _("this is not a regular file; remove it"));
        close(lock);
        errno = EINVAL;
        lock = -1;
    }
    buffer_free(&name);
    return lock;
}

// Bytes of the lock file: one for who writes, one for who has it open.
typedef enum { PART_WRITING = 1, PART_SESSIONS = 2, PART_ALL = PART_WRITING | PART_SESSIONS } LockPart;

static void wake(int number)
{
    (void)number;
}

// Waits its turn: who asks again and again instead may be passed by others for ever. A timer interrupts it, again and again from then on, in case
// it comes before the wait begins.
static bool wait_for_lock(int lock, struct flock *bytes, int wait_ms)
{
    enum { AGAIN_US = 20000 };
    const struct itimerval timer = {.it_value = {wait_ms / 1000, wait_ms % 1000 * 1000}, .it_interval = {.tv_usec = AGAIN_US}};
    struct sigaction before, action = {.sa_handler = wake};
    struct itimerval timer_before;
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &timer, &timer_before);
    const bool is_locked = fcntl(lock, SET_LOCK_WAITING, bytes) == 0;
    const int reason = errno == EINTR ? EAGAIN : errno;
    setitimer(ITIMER_REAL, &timer_before, NULL);
    sigaction(SIGALRM, &before, NULL);
    errno = reason;
    return is_locked;
}

// True: locked. False: errno.
static bool try_lock(int lock, short type, LockPart part, int wait_ms)
{
    struct flock bytes = {.l_type = type, .l_whence = SEEK_SET, .l_start = part == PART_SESSIONS, .l_len = part == PART_ALL ? 2 : 1};
    int result;
    do
        result = fcntl(lock, SET_LOCK, &bytes);
    while (result != 0 && errno == EINTR);
    if (result == 0 || wait_ms <= 0 || (errno != EAGAIN && errno != EACCES))
        return result == 0;
    return wait_for_lock(lock, &bytes, wait_ms);
}

// Of a file that was removed meanwhile: it would keep out nobody.
static bool is_dead(int lock)
{
    struct stat status;
    return fstat(lock, &status) == 0 && status.st_nlink == 0;
}

static int lock_part(const char *path, int flags, LockPart part, int wait_ms, Error *err)
{
    const short type = (flags & O_ACCMODE) == O_RDONLY ? F_RDLCK : F_WRLCK;
    for (;;) {
        int lock = open_lock(path, flags, err);
        bool is_locked = lock >= 0 && try_lock(lock, type, part, wait_ms);
        if (lock < 0 || (is_locked && !is_dead(lock)))
            return lock;
        int reason = errno;
        close(lock);
        errno = reason;
        if (!is_locked)
            return -1;
    }
}

// Always -1.
static int pass_on(Error *err, const Error *why)
{
    if (err)
        *err = *why;
    return -1;
}

static bool is_busy(void)
{
    return errno == EAGAIN || errno == EACCES;
}

int file_lock(const char *path, int wait_ms, Error *err)
{
    Error why = {0};
    int lock = lock_part(path, O_RDWR | O_CREAT, PART_WRITING, wait_ms, &why);
    if (lock >= 0)
        return lock;
    if (*why.text)
        return pass_on(err, &why);
    const bool has_none = errno == ENOLCK || errno == ENOSYS || errno == EOPNOTSUPP;
    if (is_busy())
        error_set_at(err, path, 0, 0, _("another session is writing it; try again in a moment"));
    else
        fail(err, path, _("it can't be locked"));
    return has_none ? FILE_NO_LOCKS : -1;
}

int file_hold(const char *path, int wait_ms)
{
    return lock_part(path, O_RDONLY, PART_SESSIONS, wait_ms, NULL);
}

int file_lock_alone(const char *path, int wait_ms, bool *is_held, Error *err)
{
    Error why = {0};
    int lock = lock_part(path, O_RDWR | O_CREAT, PART_ALL, wait_ms, &why);
    *is_held = lock < 0 && !*why.text && is_busy();
    if (lock >= 0)
        return lock;
    if (*why.text)
        return pass_on(err, &why);
    if (*is_held)
        error_set_at(err, path, 0, 0, _("another session has it open"));
    else
        fail(err, path, _("it can't be locked"));
    return -1;
}

void file_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

// -1: errno. Two sessions may make it at the same time.
static int open_append(const char *path, bool *is_new)
{
    *is_new = false;
    int descriptor = open_again(path, O_RDWR | O_APPEND);
    if (descriptor >= 0 || errno != ENOENT)
        return descriptor;
    descriptor = open_again(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL);
    *is_new = descriptor >= 0;
    return descriptor >= 0 || errno != EEXIST ? descriptor : open_again(path, O_RDWR | O_APPEND);
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
    return written <= 0 || (is_regular(descriptor, &now) && now == size + written && ftruncate(descriptor, size) == 0);
}

static bool append_line(int descriptor, const char *path, off_t size, const Buffer *line, Error *err)
{
    const ssize_t written = write_once(descriptor, line);
    if (written >= 0 && (size_t)written == line->length && sync_descriptor(descriptor))
        return true;
    int reason = errno;
    const bool is_cut = cut_off(descriptor, size, written);
    errno = reason;
    return fail(err, path, is_cut ? _("nothing could be added") : _("only part of it could be added"));
}

bool file_append(const char *path, const char *bytes, size_t length, Error *err)
{
    bool is_new;
    off_t size;
    int descriptor = open_append(path, &is_new);
    if (descriptor < 0)
        return fail(err, path, _("it can't be opened to add to it"));
    if (!is_regular(descriptor, &size)) {
        close(descriptor);
        return error_set_at(err, path, 0, 0, _("this is not a regular file; move it away"));
    }
    Buffer line = {0};
    buffer_add_text(&line, ends_inside_line(descriptor, size) ? "\n" : "");
    buffer_add(&line, bytes, length);
    bool is_added = append_line(descriptor, path, size, &line, err);
    buffer_free(&line);
    if (close(descriptor) != 0 && is_added)
        is_added = fail(err, path, _("it can't be closed"));
    if (is_added && is_new)
        return file_sync_folder_of(path) || fail(err, path, _("it was added, but may not survive a power cut"));
    return is_added;
}

bool file_check_private(const char *path, Error *err)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT || fail(err, path, _("it can't be looked at"));
    if (!S_ISREG(status.st_mode))
        return error_set_at(err, path, 0, 0, _("this is not a regular file; move it away"));
    if (status.st_uid != geteuid())
        return error_set_at(err, path, 0, 0, _("this file belongs to another user; move it away"));
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        return error_set_at(err, path, 0, 0, _("others may write this file; if you trust what it holds: chmod 600"));
    return true;
}
