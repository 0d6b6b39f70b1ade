// tests/golden: what a report looks like as plain text at 40 and 80 cells, and what is wrong with it. A file that is not as expected is
// written to the build folder as NAME.actual, to be read, judged, and only then taken over.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "plain/print.h"
#include "text/locale.h"

typedef struct {
    const char *name;       // of the golden files
    const char *report;     // below tests/
} Golden;

// Chapters and check print the paths of files: they are opened by names below tests/.
static int enter_tests(void **state)
{
    (void)state;
    const char *folder = getenv("srcdir");
    return chdir(folder ? folder : ".") || chdir("tests");
}

static char *expected_text(const char *name, const char *kind)
{
    char path[256];
    Buffer text = {0};
    Error error;
    snprintf(path, sizeof path, "golden/%s.%s", name, kind);
    if (!file_read(path, 1 << 20, &text, &error))
        buffer_add_text(&text, "(there is no such golden file)\n");
    return buffer_take(&text);
}

static void keep_actual(const char *build, const char *name, const char *kind, const char *actual)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.%s.actual", build, name, kind);
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs(actual, file);
    fclose(file);
}

static bool is_as_expected(const char *name, const char *kind, const char *actual)
{
    char *expected = expected_text(name, kind);
    bool is_same = !strcmp(expected, actual);
    if (!is_same)
        keep_actual(getenv("GOLDEN_BUILD"), name, kind, actual);
    free(expected);
    return is_same;
}

static char *dump_of(Report *report, int cells)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_int_equal(print_dump(out, report, (PrintMeasure){.cells = cells}), EXIT_DONE);
    fclose(out);
    return text;
}

static char *check_of(const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    Problems problems = {0};
    bool unreadable;
    report_check(path, &problems, &unreadable);
    print_problems(out, &problems, PRINT_TEXT);
    fclose(out);
    problems_clear(&problems);
    return text;
}

static void looks_as_expected(void **state)
{
    const Golden *golden = *state;
    Problems problems = {0};
    Report *report = report_open(golden->report, &problems);
    assert_non_null(report);
    char *narrow = dump_of(report, 40), *wide = dump_of(report, 80), *check = check_of(golden->report);
    bool narrow_fits = is_as_expected(golden->name, "40.txt", narrow), wide_fits = is_as_expected(golden->name, "80.txt", wide),
        check_fits = is_as_expected(golden->name, "check", check);
    free(narrow);
    free(wide);
    free(check);
    report_free(report);
    problems_clear(&problems);
    assert_true(narrow_fits);
    assert_true(wide_fits);
    assert_true(check_fits);
}

#define golden(stem, path) {.name = stem, .test_func = looks_as_expected, .initial_state = &(Golden){stem, path}}

int main(void)
{
    char build[256];
    setenv("GOLDEN_BUILD", getcwd(build, sizeof build) ? build : ".", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    locale_start();
    const struct CMUnitTest tests[] = {
        golden("plain", "golden/plain.yaml"),
        golden("lists", "golden/lists.yaml"),
        golden("tables", "golden/tables.yaml"),
        golden("boxes", "golden/boxes.yaml"),
        golden("scripts", "golden/scripts.yaml"),
        golden("broken", "golden/broken.yaml"),
        golden("hostile", "golden/hostile.yaml"),
        golden("every-block", "reports/every-block"),
    };
    return cmocka_run_group_tests(tests, enter_tests, NULL);
}
