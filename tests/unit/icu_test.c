// ICU where it is opened when it is needed: what is said where it can't be. What is known of languages without it is what it says.
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
#include <unicode/uloc.h>
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

static void assert_goes_as_for_icu(const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY];
    uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
    if (language_goes_from_right(tag) != (bool)uloc_isRightToLeft(locale))
        fail_msg("%s", tag);
}

static void which_way_languages_go_is_known_as_icu_has_it(void **state)
{
    (void)state;
    char tag[] = "aa-AA";
    for (tag[0] = 'a'; tag[0] <= 'z'; tag[0]++)
        for (tag[1] = 'a'; tag[1] <= 'z'; tag[1]++)
            for (tag[3] = 'A'; tag[3] <= 'Z'; tag[3] += 2)
                for (tag[4] = 'A'; tag[4] <= 'Z'; tag[4] += 3)
                    assert_goes_as_for_icu(tag);
    for (const char *const *script = (const char *const[]){"en-Arab", "az-Arab", "ar-Latn", "fa", "ur", "he", "ar", "ar-EG", "en", "uk", "-en", "e", "en-", "EN", NULL}; *script; script++)
        assert_goes_as_for_icu(*script);
    assert_true(language_goes_from_right("ar"));
    assert_true(language_goes_from_right("en-Arab"));
    assert_false(language_goes_from_right("en-US"));
    assert_false(language_goes_from_right(NULL));
    assert_false(language_goes_from_right(""));
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
        cmocka_unit_test(which_way_languages_go_is_known_as_icu_has_it),
#ifdef ICU_OPENED
        cmocka_unit_test(where_it_cannot_be_opened_that_is_told_and_ends_the_program),
#endif
    };
    return cmocka_run_group_tests_name("icu", tests, NULL, NULL);
}
