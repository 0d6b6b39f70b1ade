// A folder with room for a file, for the tests of base/file.h.
#ifndef TESTS_FILE_GIVEN_H
#define TESTS_FILE_GIVEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include "base/file.h"
#include "folder.h"

typedef struct {
    char *folder;
    int descriptor;     // of the folder
    char *file;         // folder/file
    Error error;
    bool is_done;       // what was tried under a limit
} Given;

static inline int make_given(void **state)
{
    Given *given = calloc(1, sizeof *given);
    given->folder = folder_new();
    given->descriptor = open(given->folder, O_RDONLY | O_DIRECTORY);
    given->file = path_in(given->folder, "file");
    *state = given;
    return 0;
}

static inline int free_given(void **state)
{
    Given *given = *state;
    close(given->descriptor);
    folder_free(given->folder);
    free(given->file);
    free(given);
    return 0;
}

static inline void make_below(const Given *given, const char *name, const char *text)
{
    char *path = path_in(given->folder, name);
    write_text(path, text);
    free(path);
}

static inline void assert_file_holds(const Given *given, const char *expected)
{
    char *text = read_text(given->file);
    assert_string_equal(text, expected);
    free(text);
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_given, free_given)

#endif
