// ICU where it is opened when it is needed: what is said where it can't be.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/status.h"
#include "text/collate.h"
#include "text/language.h"

static void it_is_there_when_it_is_asked(void **state)
{
    (void)state;
    char name[LANGUAGE_NAME_BYTES];
    assert_string_equal(language_name("de", name), "German");
}

// Which library, or which function, is not there.
static const char *missing;

void *__real_dlopen(const char *name, int flags);
void *__wrap_dlopen(const char *name, int flags);
void *__wrap_dlopen(const char *name, int flags)
{
    return __real_dlopen(missing && strstr(name, missing) ? "/not/there.so" : name, flags);
}

void *__real_dlsym(void *library, const char *name);
void *__wrap_dlsym(void *library, const char *name);
void *__wrap_dlsym(void *library, const char *name)
{
    return __real_dlsym(library, missing && strstr(name, missing) ? "not_there" : name);
}

#ifdef ICU_OPENED

static void be_child(const char *what, int out)
{
    dup2(out, STDERR_FILENO);
    missing = what;
    collator_free(collator_new());
    _exit(EXIT_DONE);
}

static void assert_told(const char *what, const char *reason)
{
    int ends[2], status;
    char said[1024] = "";
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0)
        be_child(what, ends[1]);
    close(ends[1]);
    for (size_t length = 0; length + 1 < sizeof said;) {
        const ssize_t more = read(ends[0], said + length, sizeof said - 1 - length);
        if (more <= 0)
            break;
        length += (size_t)more;
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_MACHINE);
    assert_ptr_equal(strstr(said, "lectern: the library ICU, which this text needs, cannot be opened ("), said);
    assert_non_null(strstr(said, reason));
    assert_non_null(strstr(said, "); what was saved is safe: install ICU "));
    assert_int_equal(said[strlen(said) - 1], '\n');
}

static void where_it_cannot_be_opened_that_is_told_and_ends_the_program(void **state)
{
    (void)state;
    assert_told("libicui18n", "/not/there.so: cannot open shared object file");
    assert_told("ucol_open", "not_there");
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_there_when_it_is_asked),
#ifdef ICU_OPENED
        cmocka_unit_test(where_it_cannot_be_opened_that_is_told_and_ends_the_program),
#endif
    };
    return cmocka_run_group_tests_name("icu", tests, NULL, NULL);
}
