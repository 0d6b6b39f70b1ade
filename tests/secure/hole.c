// Preloaded into the reader: when SIGUSR1 comes it tries what a fault of the reader could be made to do, and writes what came of it on standard
// error, a line each. HOLE names a file outside.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static char outside[4096], beside[4200];

static void tell(const char *what, long result)
{
    dprintf(2, "%s: %s\n", what, result >= 0 ? "done" : strerror(errno));
}

static void try_all(int number)
{
    char *const arguments[] = {"true", NULL};
    (void)number;
    tell("read", open(outside, O_RDONLY));
    tell("write", open(beside, O_WRONLY | O_CREAT, 0600));
    tell("remove", unlink(outside));
    tell("connect", socket(AF_INET, SOCK_STREAM, 0));
    tell("type", ioctl(0, TIOCSTI, "x"));
    tell("run", execve("/bin/true", arguments, arguments + 1));
    _exit(77);
}

__attribute__((constructor)) static void start(void)
{
    const char *name = getenv("HOLE");
    snprintf(outside, sizeof outside, "%s", name ? name : "");
    snprintf(beside, sizeof beside, "%s.new", outside);
    signal(SIGUSR1, try_all);
}
