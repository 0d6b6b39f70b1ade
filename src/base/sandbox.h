// What the kernel is asked to hold this process to: Landlock (Linux 5.13) for files, seccomp (Linux 3.17) for everything else. Each is had where
// the kernel has it; where it has neither, nothing is held but by the program itself. There is no way back.
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    SANDBOX_READ,           // the file, or the folder and all below it, may be read
    SANDBOX_WRITE,          // likewise, and written; files in the folder made, renamed and removed
} SandboxAccess;

typedef struct {
    const char *path;       // NULL, or one that is not there: passed over
    SandboxAccess access;
} SandboxRule;

typedef struct {
    bool has_landlock;      // no file can be opened but by the rules
    bool has_seccomp;       // no program can be run, no connection opened, no other process looked into, nothing typed into the terminal
} Sandbox;

// From here on no file can be opened but by the rules, those of the system's own that libraries load late (shared objects, locales, descriptions
// of terminals), the terminal and the null device. What is open stays open. Child processes may be made, and are held likewise.
Sandbox sandbox_enter(const SandboxRule *rules, size_t count);

#endif
