// base/sandbox.h: what a process can do no more. Each case is a child process of its own; what the kernel has not is skipped, for which cmocka has
// no word that TAP knows, so that this speaks TAP itself.
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include "base/memory.h"
#include "base/sandbox.h"
#include "folder.h"

typedef struct {
    char *folder, *shelf, *state, *outside;
    char *shelf_file, *state_file, *outside_file;
} Given;

static Given make_given(void)
{
    Given given = {.folder = folder_new()};
    given.shelf = path_in(given.folder, "shelf");
    given.state = path_in(given.folder, "state");
    given.outside = path_in(given.folder, "outside");
    mkdir(given.shelf, 0700);
    mkdir(given.state, 0700);
    mkdir(given.outside, 0700);
    given.shelf_file = path_in(given.shelf, "file");
    given.state_file = path_in(given.state, "file");
    given.outside_file = path_in(given.outside, "file");
    write_text(given.shelf_file, "shelf");
    write_text(given.state_file, "state");
    write_text(given.outside_file, "outside");
    return given;
}

static void free_given(Given *given)
{
    char *const paths[] = {given->shelf, given->state, given->outside, given->shelf_file, given->state_file, given->outside_file};
    folder_free(given->folder);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        free(paths[i]);
}

enum { WELL = 0, BAD = 1, NO_LANDLOCK = 2, NO_SECCOMP = 3 };
typedef enum { BY_LANDLOCK, BY_SECCOMP } By;

// The number of the first line that is not as it should be; WELL: none.
#define MUST(what) if (!(what)) return __LINE__

typedef int Case(const Given *given);

static _Noreturn void be_child(const Given *given, By by, Case *test)
{
    const SandboxRule rules[] = {{given->shelf, SANDBOX_READ}, {given->state, SANDBOX_WRITE}, {NULL, SANDBOX_READ}, {"/is/not/there", SANDBOX_WRITE}};
    const Sandbox sandbox = sandbox_enter(rules, sizeof rules / sizeof *rules);
    if (by == BY_LANDLOCK ? !sandbox.has_landlock : !sandbox.has_seccomp)
        _exit(by == BY_LANDLOCK ? NO_LANDLOCK : NO_SECCOMP);
    const int line = test(given);
    if (line)
        dprintf(1, "# line %d: errno %d\n", line, errno);
    _exit(line ? BAD : WELL);
}

// As _exit() had it; BAD where it died.
static int in_sandbox(By by, Case *test)
{
    int status = -1;
    Given given = make_given();
    const pid_t child = fork();
    if (child == 0)
        be_child(&given, by, test);
    const bool has_ended = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status);
    free_given(&given);
    return has_ended ? WEXITSTATUS(status) : BAD;
}

static bool is_refused(long result, int reason)
{
    return result < 0 && errno == reason;
}

static bool can_read(const char *path)
{
    char byte;
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    return descriptor >= 0 && read(descriptor, &byte, 1) == 1 && close(descriptor) == 0;
}

static int reading(const Given *given)
{
    MUST(can_read(given->shelf_file));
    MUST(can_read(given->state_file));
    MUST(is_refused(open(given->outside_file, O_RDONLY), EACCES));
    MUST(is_refused(open("/etc/passwd", O_RDONLY), EACCES));
    MUST(is_refused(open(given->outside, O_RDONLY | O_DIRECTORY), EACCES));
    MUST(is_refused(open("/", O_RDONLY | O_DIRECTORY), EACCES));
    MUST(is_refused(openat(open(given->shelf, O_PATH | O_DIRECTORY), "../outside/file", O_RDONLY), EACCES));
    return WELL;
}

static int writing(const Given *given)
{
    char *new_file = path_in(given->state, "new"), *renamed = path_in(given->state, "renamed"), *stolen = path_in(given->outside, "stolen");
    const int descriptor = open(new_file, O_RDWR | O_CREAT | O_EXCL | O_APPEND, 0600);
    MUST(descriptor >= 0 && write(descriptor, "x", 1) == 1 && ftruncate(descriptor, 0) == 0 && fsync(descriptor) == 0);
    MUST(rename(new_file, renamed) == 0);
    MUST(unlink(renamed) == 0);
    const int folder = open(given->state, O_RDONLY | O_DIRECTORY);
    MUST(folder >= 0 && fsync(folder) == 0);
    MUST(is_refused(open(given->shelf_file, O_WRONLY), EACCES));
    MUST(is_refused(open(given->shelf_file, O_RDONLY | O_TRUNC), EACCES));
    MUST(is_refused(open(given->outside_file, O_WRONLY), EACCES));
    MUST(is_refused(open(stolen, O_WRONLY | O_CREAT, 0600), EACCES));
    MUST(is_refused(unlink(given->outside_file), EACCES));
    MUST(is_refused(unlink(given->shelf_file), EACCES));
    MUST(rename(given->state_file, stolen) < 0);
    MUST(mkdir(stolen, 0700) < 0);
    MUST(symlink("/etc/passwd", renamed) < 0);
    MUST(link(given->state_file, renamed) < 0);
    MUST(mkfifo(renamed, 0600) < 0);
    return WELL;
}

static int running(const Given *given)
{
    (void)given;
    char *const arguments[] = {(char[]){"true"}, NULL};
    MUST(is_refused(execv("/bin/true", arguments), EPERM));
    MUST(is_refused(execv("/is/not/there", arguments), EPERM));
    const int descriptor = open("/usr/lib/os-release", O_RDONLY);
    MUST(is_refused(fexecve(descriptor < 0 ? 0 : descriptor, arguments, arguments + 1), EPERM));
    return WELL;
}

static int connecting(const Given *given)
{
    (void)given;
    int ends[2];
    MUST(is_refused(socket(AF_INET, SOCK_STREAM, 0), EPERM));
    MUST(is_refused(socket(AF_UNIX, SOCK_DGRAM, 0), EPERM));
    MUST(is_refused(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), EPERM));
    MUST(is_refused(connect(0, NULL, 0), EPERM));
    return WELL;
}

static int going_around(const Given *given)
{
    (void)given;
    char byte = 'x';
    MUST(is_refused(ioctl(-1, TIOCSTI, &byte), EPERM));
    MUST(is_refused(ioctl(-1, TIOCLINUX, &byte), EPERM));
    MUST(is_refused(ioctl(-1, TIOCGWINSZ, &byte), EBADF));      // others are let through
    MUST(is_refused(unshare(CLONE_NEWUSER), EPERM));
    MUST(is_refused(syscall(SYS_clone, CLONE_NEWUSER, 0, 0, 0, 0), EPERM));
    MUST(is_refused(syscall(SYS_setns, -1, 0), EPERM));
#ifdef SYS_clone3
    MUST(is_refused(syscall(SYS_clone3, NULL, 0), ENOSYS));
#endif
#ifdef SYS_io_uring_setup
    MUST(is_refused(syscall(SYS_io_uring_setup, 1, NULL), EPERM));
#endif
#ifdef SYS_process_vm_readv
    MUST(is_refused(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0), EPERM));
#endif
#ifdef __x86_64__
    MUST(is_refused(syscall(0x40000000 + SYS_getpid), EPERM));  // the same call by its x32 number
#endif
    return WELL;
}

static int going_on(const Given *given)
{
    (void)given;
    int status = -1;
    const iconv_t converter = iconv_open("ISO-8859-15", "UTF-8");   // a module that is loaded now
    MUST(converter != (iconv_t)-1);
    MUST(open("/dev/null", O_WRONLY) >= 0);
    const pid_t child = fork();
    if (child == 0)
        _exit(socket(AF_INET, SOCK_STREAM, 0) < 0 && open("/etc/passwd", O_RDONLY) < 0 ? 7 : 8);
    MUST(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7);
    return WELL;
}

static const struct {
    const char *name;
    By by;
    Case *test;
} cases[] = {
    {"only shelf and state are read", BY_LANDLOCK, reading},
    {"only the state is written", BY_LANDLOCK, writing},
    {"no program is run", BY_SECCOMP, running},
    {"no connection is opened", BY_SECCOMP, connecting},
    {"there is no way around", BY_SECCOMP, going_around},
    {"what libraries need goes on, and children are held too", BY_LANDLOCK, going_on},
};
enum { CASES = sizeof cases / sizeof *cases };

int main(void)
{
    bool is_well = true;
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("1..%d\n", CASES);
    for (int i = 0; i < CASES; i++) {
        const int result = in_sandbox(cases[i].by, cases[i].test);
        const char *skipped = result == NO_LANDLOCK ? " # SKIP the kernel has no Landlock" : result == NO_SECCOMP ? " # SKIP the kernel has no seccomp" : "";
        printf("%s %d - %s%s\n", result == BAD ? "not ok" : "ok", i + 1, cases[i].name, skipped);
        is_well = is_well && result != BAD;
    }
    return is_well ? 0 : 1;
}
