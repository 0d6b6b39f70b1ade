// content/lectern-sampler for tests, and its pages as they were judged.
#ifndef TESTS_SAMPLER_GIVEN_H
#define TESTS_SAMPLER_GIVEN_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/file.h"
#include "layout/layout.h"
#include "report/report.h"

typedef struct {
    Report *report;
    LineBreaker *breaker;
    const char *source;     // the top of the source
} Sampler;

static int open_sampler(void **state)
{
    Sampler *sampler = calloc(1, sizeof *sampler);
    const char *source = getenv("srcdir");
    Problems problems = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/content/lectern-sampler", source ? source : ".");
    *sampler = (Sampler){.report = report_open(path, &problems), .breaker = line_breaker_new(), .source = source ? source : "."};
    problems_clear(&problems);
    *state = sampler;
    return sampler->report ? 0 : 1;
}

static int close_sampler(void **state)
{
    Sampler *sampler = *state;
    report_free(sampler->report);
    line_breaker_free(sampler->breaker);
    free(sampler);
    return 0;
}

// The body, then each footnote.
static Layout *layout_part(const Sampler *sampler, const Chapter *chapter, int part, LayoutOptions options)
{
    return part < chapter->body_end ? layout_new(chapter, options, sampler->breaker) : layout_block(chapter, part, options, sampler->breaker);
}

static int next_part(const Chapter *chapter, int part)
{
    return part < chapter->body_end ? chapter->body_end : chapter->blocks[part].end;
}

// A page that is not as it was judged is written to the build folder as NAME.actual, to be read, judged, and only then taken over. Takes the page.
static bool is_as_judged(const Sampler *sampler, const char *name, char *page)
{
    char path[512];
    Buffer expected = {0};
    Error error;
    snprintf(path, sizeof path, "%s/tests/golden/sampler/%s.txt", sampler->source, name);
    const bool is_same = file_read(path, 1 << 20, &expected, &error) && !strcmp(expected.bytes, page);
    snprintf(path, sizeof path, "%s.txt.actual", name);
    FILE *file = is_same ? NULL : fopen(path, "w");
    if (file) {
        fputs(page, file);
        fclose(file);
    }
    if (!is_same)
        print_message("# not as judged: %s\n", path);
    buffer_free(&expected);
    free(page);
    return is_same;
}

#endif
