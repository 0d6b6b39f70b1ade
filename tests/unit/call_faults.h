// Calls of the system that fail, once or for good, or meet what others do meanwhile. The linker puts these in their place: the test is linked with
// $(call_faults). What they do in a child process begun before is not theirs any more.
#ifndef TESTS_CALL_FAULTS_H
#define TESTS_CALL_FAULTS_H
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

typedef enum {
    NOTHING, OPEN, OPENAT, READ, WRITE, FSYNC, CLOSE, RENAME, LINK, MKDIR, STAT, LSTAT, FSTAT, FTRUNCATE, FCNTL, PREAD, OPENDIR, FORK, PIPE, WAITPID, POLL, TIME, CLOSE_RANGE,
} Call;

enum { FOR_EVER = 1000, FAULTS = 3 };

// The call from the `from`th on, `times` times, gives -1 and `error`; error 0: write(2) writes half, time(2) is out of range. Where `meanwhile` is
// set it is called first and the call is made; where `alter` is, what a call found is changed by it.
typedef struct {
    Call call;
    int from, times, error;
    void (*meanwhile)(void);
    void (*alter)(struct stat *);
    int seen;
} Fault;

static Fault call_faults[FAULTS];

static inline void no_faults(void)
{
    for (int i = 0; i < FAULTS; i++)
        call_faults[i] = (Fault){0};
}

static inline Fault *add_fault(Fault fault)
{
    int i = 0;
    while (i < FAULTS - 1 && call_faults[i].call != NOTHING)
        i++;
    call_faults[i] = fault;
    return &call_faults[i];
}

// Instead of all others.
static inline Fault *let_fail(Call call, int from, int times, int error)
{
    no_faults();
    return add_fault((Fault){.call = call, .from = from, .times = times, .error = error});
}

// NULL: the call is made.
static inline Fault *hit_of(Call call)
{
    for (int i = 0; i < FAULTS; i++) {
        Fault *fault = &call_faults[i];
        if (fault->call != call || ++fault->seen < fault->from || fault->seen >= fault->from + fault->times)
            continue;
        if (!fault->meanwhile) {
            errno = fault->error;
            return fault;
        }
        void (*meanwhile)(void) = fault->meanwhile;
        fault->call = NOTHING;
        meanwhile();
    }
    return NULL;
}

// Memory holds what base/near.h is asked for only where a test says so: else all is asked of a child.
static bool near_is_told;

#ifdef STATX_MNT_ID
int __real_statx(int folder, const char *path, int flags, unsigned mask, struct statx *status);
int __wrap_statx(int folder, const char *path, int flags, unsigned mask, struct statx *status);
int __wrap_statx(int folder, const char *path, int flags, unsigned mask, struct statx *status)
{
    if (near_is_told)
        return __real_statx(folder, path, flags, mask, status);
    errno = ENOSYS;
    return -1;
}
#endif

#define CALL_FAULT(call, result, name, parameters, arguments) \
    result __real_##name parameters; \
    result __wrap_##name parameters; \
    result __wrap_##name parameters \
    { \
        return hit_of(call) ? -1 : __real_##name arguments; \
    }

CALL_FAULT(OPEN, int, open, (const char *path, int flags, mode_t mode), (path, flags, mode))
CALL_FAULT(OPENAT, int, openat, (int folder, const char *path, int flags, mode_t mode), (folder, path, flags, mode))
CALL_FAULT(READ, ssize_t, read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count))
CALL_FAULT(FSYNC, int, fsync, (int descriptor), (descriptor))
CALL_FAULT(RENAME, int, rename, (const char *from, const char *to), (from, to))
CALL_FAULT(LINK, int, link, (const char *from, const char *to), (from, to))
CALL_FAULT(MKDIR, int, mkdir, (const char *path, mode_t mode), (path, mode))
CALL_FAULT(FTRUNCATE, int, ftruncate, (int descriptor, off_t length), (descriptor, length))
CALL_FAULT(FCNTL, int, fcntl, (int descriptor, int order, void *argument), (descriptor, order, argument))
CALL_FAULT(PREAD, ssize_t, pread, (int descriptor, void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))
#ifdef HAVE_CLOSE_RANGE
CALL_FAULT(CLOSE_RANGE, int, close_range, (unsigned first, unsigned last, int flags), (first, last, flags))
#endif
CALL_FAULT(FORK, pid_t, fork, (void), ())
CALL_FAULT(PIPE, int, pipe, (int ends[2]), (ends))
CALL_FAULT(WAITPID, pid_t, waitpid, (pid_t process, int *status, int options), (process, status, options))
CALL_FAULT(POLL, int, poll, (struct pollfd *items, nfds_t count, int milliseconds), (items, count, milliseconds))

#define LOOK_FAULT(call, name, parameters, arguments) \
    int __real_##name parameters; \
    int __wrap_##name parameters; \
    int __wrap_##name parameters \
    { \
        const Fault *fault = hit_of(call); \
        if (fault && !fault->alter) \
            return -1; \
        const int result = __real_##name arguments; \
        if (fault) \
            fault->alter(status); \
        return result; \
    }

LOOK_FAULT(STAT, stat, (const char *path, struct stat *status), (path, status))
LOOK_FAULT(LSTAT, lstat, (const char *path, struct stat *status), (path, status))
LOOK_FAULT(FSTAT, fstat, (int descriptor, struct stat *status), (descriptor, status))

// It is closed all the same, as Linux does it.
int __real_close(int descriptor);
int __wrap_close(int descriptor);
int __wrap_close(int descriptor)
{
    const Fault *fault = hit_of(CLOSE);
    const int result = __real_close(descriptor);
    if (!fault)
        return result;
    errno = fault->error;
    return -1;
}

ssize_t __real_write(int descriptor, const void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count)
{
    const Fault *fault = hit_of(WRITE);
    if (fault && fault->error)
        return -1;
    return __real_write(descriptor, bytes, fault ? count / 2 : count);
}

DIR *__real_opendir(const char *path);
DIR *__wrap_opendir(const char *path);
DIR *__wrap_opendir(const char *path)
{
    return hit_of(OPENDIR) ? NULL : __real_opendir(path);
}

time_t __real_time(time_t *out);
time_t __wrap_time(time_t *out);
time_t __wrap_time(time_t *out)
{
    const time_t never = (time_t)1 << (sizeof never * 8 - 2), now = hit_of(TIME) ? never : __real_time(NULL);
    if (out)
        *out = now;
    return now;
}

#endif
