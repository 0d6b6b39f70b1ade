// plain/guard.h: what stays within reach in secure mode, where the libraries of ICU are in a folder of their own.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "folder.h"

// In place of the one that configure found, which is mostly among the system's own libraries: they are within reach anyway.
static const char *icu_folder;
#undef ICU_FOLDER
#define ICU_FOLDER icu_folder
#include "plain/guard.c"

typedef enum { HELD = 1, NOT_HELD, BAD } Outcome;

static bool can_be_read(const char *folder)
{
    char *path = path_in(folder, "file");
    const bool is_open = open(path, O_RDONLY) >= 0;
    free(path);
    return is_open;
}

static Outcome read_guarded(const char *other)
{
    const Shelf shelf = {0};
    const Sandbox sandbox = guard_enter(&shelf, STATE_NONE);
    return !sandbox.has_landlock ? NOT_HELD : can_be_read(icu_folder) && !can_be_read(other) ? HELD : BAD;
}

static void the_folder_of_icu_is_within_reach_and_another_is_not(void **state)
{
    (void)state;
    int status = 0;
    char *folder = folder_new(), *other = folder_new();
    char *const paths[] = {path_in(folder, "file"), path_in(other, "file")};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        write_text(paths[i], "a");
        free(paths[i]);
    }
    icu_folder = folder;
    const pid_t child = fork();
    if (child == 0)
        _exit(read_guarded(other));
    assert_int_equal(waitpid(child, &status, 0), child);
    folder_free(folder);
    folder_free(other);
    assert_true(WIFEXITED(status));
    assert_in_range(WEXITSTATUS(status), HELD, NOT_HELD);   // not held: the kernel has no Landlock
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_of_icu_is_within_reach_and_another_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
