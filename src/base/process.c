#include "base/process.h"
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

void process_leave_no_core(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
#ifdef PR_SET_DUMPABLE
    prctl(PR_SET_DUMPABLE, 0); // a program that is given cores by a pipe does not ask for the limit (core(5))
#endif
}
