// Landlock and seccomp by their system calls: neither has a function in the C library, and a library for them would be a dependency more.
#include "base/sandbox.h"

#if defined HAVE_LINUX_LANDLOCK_H || defined HAVE_LINUX_SECCOMP_H
#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined HAVE_LINUX_LANDLOCK_H && defined SYS_landlock_create_ruleset
#include <linux/landlock.h>

// By version of Landlock's interface: what it knows. Headers may be older than the kernel.
static const uint64_t known_rights[] = {
    [1] = (1ULL << 13) - 1, // EXECUTE … MAKE_SYM
    [2] = (1ULL << 14) - 1, // REFER: files moved to another folder
    [3] = (1ULL << 15) - 1, // TRUNCATE
};
enum { VERSION_MOST = sizeof known_rights / sizeof *known_rights - 1 };

enum { RIGHT_TRUNCATE = 1 << 14 };
enum { FILE_READ = LANDLOCK_ACCESS_FS_READ_FILE, FILE_WRITE = FILE_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE };
enum {
    FOLDER_READ = FILE_READ | LANDLOCK_ACCESS_FS_READ_DIR,
    FOLDER_WRITE = FOLDER_READ | FILE_WRITE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE,
};

// What the C library, ICU, curses, gettext and the crash handler open late. Nobody's own files are there.
static const SandboxRule system_rules[] = {
    {"/lib", SANDBOX_READ}, {"/lib32", SANDBOX_READ}, {"/lib64", SANDBOX_READ}, {"/usr/lib", SANDBOX_READ}, {"/usr/lib32", SANDBOX_READ},
    {"/usr/lib64", SANDBOX_READ}, {"/usr/local/lib", SANDBOX_READ}, {"/etc/ld.so.cache", SANDBOX_READ}, {"/usr/share/locale", SANDBOX_READ},
    {"/usr/local/share/locale", SANDBOX_READ}, {"/usr/share/i18n", SANDBOX_READ}, {"/usr/share/icu", SANDBOX_READ},
    {"/usr/share/hyphen", SANDBOX_READ}, {"/usr/share/terminfo", SANDBOX_READ}, {"/etc/terminfo", SANDBOX_READ}, {"/usr/share/zoneinfo", SANDBOX_READ},
    {"/etc/localtime", SANDBOX_READ}, {"/dev/null", SANDBOX_WRITE}, {"/dev/tty", SANDBOX_WRITE},
#ifdef SANITIZED
    {"/proc/self", SANDBOX_READ},   // where the sanitizer looks for leaks
#endif
#ifdef COVERED
    {COVERED, SANDBOX_WRITE},       // where lines that were run are counted
#endif
};

static uint64_t rights_of(int descriptor, SandboxAccess access)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return 0;
    if (S_ISDIR(status.st_mode))
        return access == SANDBOX_WRITE ? FOLDER_WRITE : FOLDER_READ;
    return access == SANDBOX_WRITE ? FILE_WRITE : FILE_READ;
}

static bool add_rules(int ruleset, uint64_t handled, const SandboxRule *rules, size_t count)
{
    bool is_added = true;
    for (size_t i = 0; i < count && is_added; i++) {
        const int descriptor = rules[i].path ? open(rules[i].path, O_PATH | O_CLOEXEC) : -1;
        if (descriptor < 0)
            continue;
        const struct landlock_path_beneath_attr beneath = {.allowed_access = rights_of(descriptor, rules[i].access) & handled, .parent_fd = descriptor};
        is_added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
        close(descriptor);
    }
    return is_added;
}

static bool enter_landlock(const SandboxRule *rules, size_t count)
{
    const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    const struct landlock_ruleset_attr attributes = {.handled_access_fs = known_rights[version < VERSION_MOST ? version : VERSION_MOST]};
    const int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return false;
    const bool is_entered = add_rules(ruleset, attributes.handled_access_fs, system_rules, sizeof system_rules / sizeof *system_rules) &&
                            add_rules(ruleset, attributes.handled_access_fs, rules, count) && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return is_entered;
}
#else
static bool enter_landlock(const SandboxRule *rules, size_t count)
{
    (void)rules, (void)count;
    return false;
}
#endif

#if defined HAVE_LINUX_SECCOMP_H && defined SYS_seccomp
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>

#if defined __x86_64__
enum { ARCHITECTURE = (int)AUDIT_ARCH_X86_64 };
#elif defined __i386__
enum { ARCHITECTURE = (int)AUDIT_ARCH_I386 };
#elif defined __aarch64__
enum { ARCHITECTURE = (int)AUDIT_ARCH_AARCH64 };
#elif defined __arm__
enum { ARCHITECTURE = (int)AUDIT_ARCH_ARM };
#elif defined __riscv && __riscv_xlen == 64
enum { ARCHITECTURE = (int)AUDIT_ARCH_RISCV64 };
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
enum { ARCHITECTURE = (int)AUDIT_ARCH_PPC64LE };
#elif defined __s390x__
enum { ARCHITECTURE = (int)AUDIT_ARCH_S390X };
#else
enum { ARCHITECTURE = 0 };      // not known: there is no filter then
#endif

// Of these the program needs none. New calls that do the like of them must be added: what is not here is let through, since libraries use more
// calls than could be listed for all their versions.
static const int refused[] = {
    SYS_execve,
#ifdef SYS_execveat
    SYS_execveat,
#endif
#ifdef SYS_socketcall
    SYS_socketcall,
#endif
#ifdef SYS_socket
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept4, SYS_sendto, SYS_sendmsg,
#endif
#ifdef SYS_accept
    SYS_accept,
#endif
#ifdef SYS_sendmmsg
    SYS_sendmmsg,
#endif
#ifndef SANITIZED               // which looks for leaks so
    SYS_ptrace,
#endif
#ifdef SYS_process_vm_readv
    SYS_process_vm_readv, SYS_process_vm_writev,
#endif
#ifdef SYS_pidfd_getfd
    SYS_pidfd_getfd,
#endif
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
#endif
#ifdef SYS_open_by_handle_at
    SYS_open_by_handle_at,
#endif
#ifdef SYS_userfaultfd
    SYS_userfaultfd,
#endif
#ifdef SYS_bpf
    SYS_bpf,
#endif
#ifdef SYS_perf_event_open
    SYS_perf_event_open,
#endif
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_init_module,
    SYS_finit_module, SYS_delete_module, SYS_swapon, SYS_swapoff, SYS_reboot, SYS_acct, SYS_quotactl, SYS_mknodat, SYS_symlinkat, SYS_linkat,
#ifdef SYS_mknod
    SYS_mknod,
#endif
#ifdef SYS_symlink
    SYS_symlink, SYS_link,
#endif
};
enum { REFUSED = sizeof refused / sizeof *refused };

// Namespaces are how a process would get rights within itself.
enum { NAMESPACES = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWCGROUP };

#define FIELD(name) ((uint32_t)offsetof(struct seccomp_data, name))
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
// Over how many instructions it goes where it is so, and where not.
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define IF_ANY_BIT(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(value), yes, no)
#define IF_AT_LEAST(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)(value), yes, no)
#define REFUSE (SECCOMP_RET_ERRNO | EPERM)

// The low half of an argument, which is all that the kernel looks at of these.
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ARGUMENT(number) (FIELD(args[number]) + 4)
#else
#define ARGUMENT(number) FIELD(args[number])
#endif
#ifdef __s390x__
enum { CLONE_FLAGS = 1 };
#else
enum { CLONE_FLAGS = 0 };
#endif

enum { X32 = 0x40000000, LINES_MOST = 2 * REFUSED + 40 };

typedef struct {
    struct sock_filter lines[LINES_MOST];
    unsigned short count;
} Filter;

static void add(Filter *filter, const struct sock_filter *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        filter->lines[filter->count++] = lines[i];
}

// Calls of another architecture have other numbers.
static void add_begin(Filter *filter)
{
    const struct sock_filter lines[] = {
        LOAD(FIELD(arch)), IF_EQUAL(ARCHITECTURE, 1, 0), ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD(FIELD(nr)),
#ifdef __x86_64__
        IF_AT_LEAST(X32, 0, 1), ANSWER(REFUSE),
#endif
    };
    add(filter, lines, sizeof lines / sizeof *lines);
}

static void add_refused(Filter *filter)
{
    for (size_t i = 0; i < REFUSED; i++) {
        const struct sock_filter lines[] = {IF_EQUAL(refused[i], 0, 1), ANSWER(REFUSE)};
        add(filter, lines, sizeof lines / sizeof *lines);
    }
}

// A terminal that is typed into would run what was typed when the reader has ended. The flags of clone3() can't be looked at: without it the C
// library takes clone().
static void add_end(Filter *filter)
{
    const struct sock_filter lines[] = {
        IF_EQUAL(SYS_ioctl, 0, 5), LOAD(ARGUMENT(1)), IF_EQUAL(TIOCSTI, 1, 0), IF_EQUAL(TIOCLINUX, 0, 1), ANSWER(REFUSE), ANSWER(SECCOMP_RET_ALLOW),
        IF_EQUAL(SYS_clone, 0, 4), LOAD(ARGUMENT(CLONE_FLAGS)), IF_ANY_BIT(NAMESPACES, 0, 1), ANSWER(REFUSE), ANSWER(SECCOMP_RET_ALLOW),
#ifdef SYS_clone3
        IF_EQUAL(SYS_clone3, 0, 1), ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
#endif
        ANSWER(SECCOMP_RET_ALLOW),
    };
    add(filter, lines, sizeof lines / sizeof *lines);
}

static bool enter_seccomp(void)
{
    Filter filter = {.count = 0};
    if (ARCHITECTURE == 0)
        return false;
    add_begin(&filter);
    add_refused(&filter);
    add_end(&filter);
    const struct sock_fprog program = {.len = filter.count, .filter = filter.lines};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}
#else
static bool enter_seccomp(void)
{
    return false;
}
#endif

Sandbox sandbox_enter(const SandboxRule *rules, size_t count)
{
    Sandbox sandbox = {0};
#ifdef PR_SET_NO_NEW_PRIVS
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return sandbox;
#endif
    sandbox.has_landlock = enter_landlock(rules, count);
    sandbox.has_seccomp = enter_seccomp();
    return sandbox;
}
