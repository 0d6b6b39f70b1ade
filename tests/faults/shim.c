// Preloaded before lectern: one call of the C library fails, or the process dies or hangs there. tests/faults/README. For glibc. The calls of
// the process and of its children are counted together, and who dies takes the other along; but a disk makes only the one hang that asked it.
//
//   FAULT_AT      which call, from 1; those that FAULT_CALLS counts
//   FAULT_CALLS   "files": what touches a path below FAULT_UNDER; "locks": of that only what locks; "memory": malloc(), calloc(), realloc()
//   FAULT_HOW     a number: that errno; "short": half is written; "kill": SIGKILL before it; "after": behind it; "tear": behind half a write;
//                 "hang": it and all later ones go on when FAULT_NOTE with ".go" behind it is there, and no signal but SIGKILL ends that
//   FAULT_EVER    set: all calls from there on fail (errno only)
//   FAULT_TIME    what time() says, in seconds since 1970
//   FAULT_NOTE    a file that is made, with the name of the call, when it is reached
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

typedef enum { FILES, LOCKS, MEMORY } Calls;
typedef enum { HOW_ERRNO, HOW_SHORT, HOW_KILL, HOW_AFTER, HOW_TEAR, HOW_HANG } How;

static struct {
    bool is_on, is_for_ever;
    Calls calls;
    How how;
    int number;         // of errno
    long at, *count;    // shared
    pid_t first;
    const char *under, *note;
} fault;

__attribute__((constructor)) static void start(void)
{
    static const char *const words[] = {[HOW_SHORT] = "short", [HOW_KILL] = "kill", [HOW_AFTER] = "after", [HOW_TEAR] = "tear", [HOW_HANG] = "hang"};
    const char *at = getenv("FAULT_AT"), *how = getenv("FAULT_HOW"), *calls = getenv("FAULT_CALLS");
    if (!at || !how || !calls)
        return;
    fault.calls = strcmp(calls, "memory") == 0 ? MEMORY : strcmp(calls, "locks") == 0 ? LOCKS : FILES;
    fault.number = atoi(how);
    for (How i = HOW_SHORT; i <= HOW_HANG; i++)
        if (strcmp(how, words[i]) == 0)
            fault.how = i;
    fault.is_for_ever = getenv("FAULT_EVER") || fault.how == HOW_HANG;
    fault.under = getenv("FAULT_UNDER");
    fault.note = getenv("FAULT_NOTE");
    fault.at = atol(at);
    fault.first = getpid();
    fault.count = mmap(NULL, sizeof *fault.count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    fault.is_on = fault.count != MAP_FAILED;
}

static void note(const char *name)
{
    int made = (int)syscall(SYS_openat, AT_FDCWD, fault.note, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0)
        return;
    syscall(SYS_write, made, name, strlen(name));
    syscall(SYS_close, made);
}

static void die(void)
{
    kill(fault.first, SIGKILL);
    kill(getpid(), SIGKILL);
}

static void hang(void)
{
    char name[PATH_MAX];
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    snprintf(name, sizeof name, "%s.go", fault.note);
    while (syscall(SYS_access, name, F_OK) != 0)
        syscall(SYS_nanosleep, &(struct timespec){.tv_nsec = 10000000}, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

// Counts one call. True: this one is to be hit.
static bool is_hit(Calls calls, const char *name)
{
    if (!fault.is_on || fault.calls != calls)
        return false;
    long count = __atomic_add_fetch(fault.count, 1, __ATOMIC_SEQ_CST);
    bool is_now = count == fault.at || (fault.is_for_ever && count > fault.at);
    if (count == fault.at && fault.note)
        note(name);
    if (!is_now || fault.how != HOW_HANG)
        return is_now;
    hang();
    return false;
}

static bool is_under(const char *path)
{
    return fault.under && strncmp(path, fault.under, strlen(fault.under)) == 0;
}

static bool is_open_under(int descriptor)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = syscall(SYS_readlink, link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = '\0';
    return is_under(path);
}

// The calls that give -1: `counts` tells whether this one is counted. What can't be written short or torn dies, or goes on.
#define CALL(result, name, parameters, arguments, counts) \
    result name parameters \
    { \
        static result(*real) parameters; \
        if (!real) \
            real = (result(*) parameters)dlsym(RTLD_NEXT, #name); \
        if (!fault.is_on || fault.calls != FILES || !(counts) || !is_hit(FILES, #name)) \
            return real arguments; \
        if (fault.how == HOW_KILL) \
            die(); \
        if (fault.how != HOW_ERRNO) { \
            result given = real arguments; \
            if (fault.how != HOW_SHORT) \
                die(); \
            return given; \
        } \
        errno = fault.number; \
        return (result)-1; \
    }

CALL(int, fsync, (int descriptor), (descriptor), is_open_under(descriptor))
CALL(int, ftruncate, (int descriptor, off_t length), (descriptor, length), is_open_under(descriptor))
CALL(int, rename, (const char *from, const char *to), (from, to), is_under(from) || is_under(to))
CALL(int, link, (const char *from, const char *to), (from, to), is_under(from) || is_under(to))
CALL(int, unlink, (const char *path), (path), is_under(path))
CALL(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), is_open_under(folder))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), is_under(path))
CALL(int, stat, (const char *restrict path, struct stat *restrict status), (path, status), is_under(path))
CALL(int, lstat, (const char *restrict path, struct stat *restrict status), (path, status), is_under(path))
CALL(int, fstat, (int descriptor, struct stat *status), (descriptor, status), is_open_under(descriptor))
CALL(ssize_t, read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count), is_open_under(descriptor))
CALL(ssize_t, pread, (int descriptor, void *bytes, size_t count, off_t at), (descriptor, bytes, count, at), is_open_under(descriptor))

// A disk that fails or hangs has nothing in memory: base/near.h is not told.
int statx(int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict status)
{
    if (!fault.is_on || fault.calls == MEMORY)
        return (int)syscall(SYS_statx, folder, path, flags, mask, status);
    errno = ENOSYS;
    return -1;
}

// What only names a file or a folder is closed without its disk.
static bool is_of_disk(int descriptor)
{
    return is_open_under(descriptor) && !(syscall(SYS_fcntl, descriptor, F_GETFL) & O_PATH);
}

// It is closed all the same, as Linux does it.
int close(int descriptor)
{
    bool is_counted = fault.is_on && fault.calls == FILES && is_of_disk(descriptor) && is_hit(FILES, "close");
    if (is_counted && fault.how == HOW_KILL)
        die();
    int result = (int)syscall(SYS_close, descriptor);
    if (is_counted && (fault.how == HOW_AFTER || fault.how == HOW_TEAR))
        die();
    if (!is_counted || fault.how != HOW_ERRNO)
        return result;
    errno = fault.number;
    return -1;
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    if (!fault.is_on || fault.calls != FILES || !is_open_under(descriptor) || !is_hit(FILES, "write"))
        return syscall(SYS_write, descriptor, bytes, count);
    if (fault.how == HOW_KILL)
        die();
    if (fault.how == HOW_ERRNO) {
        errno = fault.number;
        return -1;
    }
    bool is_half = fault.how == HOW_SHORT || fault.how == HOW_TEAR;
    ssize_t written = syscall(SYS_write, descriptor, bytes, is_half ? count / 2 : count);
    if (fault.how != HOW_SHORT)
        die();
    return written;
}

// True: the call is over, with errno.
static bool fails_open(bool is_counted)
{
    if (!is_counted || !is_hit(FILES, "open"))
        return false;
    if (fault.how == HOW_KILL || fault.how == HOW_AFTER || fault.how == HOW_TEAR)
        die();
    errno = fault.number;
    return fault.how == HOW_ERRNO;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fault.is_on && fault.calls == FILES && fails_open(is_under(path)) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fault.is_on && fault.calls == FILES && fails_open(is_under(path)) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

DIR *opendir(const char *path)
{
    static DIR *(*real)(const char *);
    if (!real)
        real = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
    return fault.is_on && fault.calls == FILES && fails_open(is_under(path)) ? NULL : real(path);
}

int fcntl(int descriptor, int command, ...)
{
    va_list more;
    va_start(more, command);
    void *argument = va_arg(more, void *);
    va_end(more);
    bool is_lock = command == F_SETLK || command == F_OFD_SETLK;
    if (is_lock && fault.is_on && fault.calls == FILES && fails_open(is_open_under(descriptor)))
        return -1;
    if (is_lock && fault.is_on && is_open_under(descriptor) && is_hit(LOCKS, "lock")) {
        errno = fault.number;
        return -1;
    }
    return (int)syscall(SYS_fcntl, descriptor, command, argument);
}

static bool fails_memory(void)
{
    if (!is_hit(MEMORY, "memory"))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails_memory() ? NULL : __libc_realloc(old, size);
}

time_t time(time_t *out)
{
    const char *given = getenv("FAULT_TIME");
    time_t now;
    if (given)
        now = (time_t)atoll(given);
    else {
        struct timespec clock;
        clock_gettime(CLOCK_REALTIME, &clock);
        now = clock.tv_sec;
    }
    if (out)
        *out = now;
    return now;
}
