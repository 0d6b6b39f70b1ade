// Preloaded before lectern: rename() takes its time, as on a slow disk, so that what goes on meanwhile meets it. tests/faults/README. For glibc.
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int rename(const char *from, const char *to)
{
    nanosleep(&(struct timespec){.tv_nsec = 300 * 1000000L}, NULL);
    return (int)syscall(SYS_renameat2, -100, from, -100, to, 0); // -100: AT_FDCWD
}
