// What a process has counted that ends by _exit().
#include "base/covered.h"
#ifdef COVERED
#include <sys/resource.h>
#include <unistd.h>

void __gcov_dump(void);     // the compiler's

// Files of counts that could be written by half would be lost; what can't be written is told on standard error, where here the answer goes.
void covered_write(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        close(descriptor);
    __gcov_dump();
}
#else
void covered_write(void)
{
}
#endif
