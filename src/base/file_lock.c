// Locks on files.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/file.h"
#include "base/file_parts.h"
#include "base/near.h"
#include "base/translate.h"

// Locks of an open file description, which also hold between two sessions in one process. Where a system has none, those of the process.
#ifdef F_OFD_SETLK
enum { SET_LOCK = F_OFD_SETLK, SET_LOCK_WAITING = F_OFD_SETLKW };
#else
enum { SET_LOCK = F_SETLK, SET_LOCK_WAITING = F_SETLKW };
#endif

#define LOCK ".lock"

static int open_lock(const char *path, int flags, Error *err)
{
    Buffer name = {0};
    off_t size;
    buffer_addf(&name, "%s" LOCK, path);
    int lock = file_open(name.bytes, flags);
    if (lock < 0)
        file_fail(err, name.bytes, _("it can't be opened"));
    else if (!file_is_regular(lock, &size)) {
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
        file_fail(err, path, _("it can't be locked"));
    return has_none ? FILE_NO_LOCKS : -1;
}

int file_hold(const char *path, int wait_ms)
{
    return lock_part(path, O_RDONLY, PART_SESSIONS, wait_ms, NULL);
}

bool file_is_never_locked(const char *path)
{
    Buffer name = {0};
    buffer_addf(&name, "%s" LOCK, path);
    const bool is_never = near_look(buffer_text(&name), 0) == NEAR_NOT_THERE;
    buffer_free(&name);
    return is_never;
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
        file_fail(err, path, _("it can't be locked"));
    return -1;
}

void file_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
