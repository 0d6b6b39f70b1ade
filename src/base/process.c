#include "base/process.h"
#include <sys/resource.h>
#include <unistd.h>
#ifdef HAVE_GETAUXVAL
#include <sys/auxv.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

bool process_has_lent_rights(void)
{
    if (getuid() != geteuid() || getgid() != getegid())
        return true;
#ifdef HAVE_GETAUXVAL
    return getauxval(AT_SECURE) != 0;
#elif defined HAVE_ISSETUGID
    return issetugid();
#else
    return false;
#endif
}

void process_leave_no_core(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
#ifdef PR_SET_DUMPABLE
    prctl(PR_SET_DUMPABLE, 0); // a program that is given cores by a pipe does not ask for the limit (core(5))
#endif
}
