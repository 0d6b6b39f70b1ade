// A report in a folder of its own, for tests of report/.
#ifndef TESTS_UNIT_REPORT_GIVEN_H
#define TESTS_UNIT_REPORT_GIVEN_H
#include "base/buffer.h"
#include "folder.h"
#include "report/report.h"

#define REPORT_HEAD "lectern: 1\nid: a-report\ntitle: A *Report*\nlanguage: en\n"

static inline void put(const char *folder, const char *name, const char *text)
{
    char *path = path_in(folder, name);
    write_text(path, text);
    free(path);
}

static inline Report *open_folder(const char *folder)
{
    Problems problems = {0};
    Report *report = report_open(folder, &problems);
    if (!report)
        fail_msg("%s", problems_first_error(&problems)->text);
    problems_clear(&problems);
    return report;
}

static inline Report *open_text(char **folder, const char *manifest)
{
    *folder = folder_new();
    put(*folder, "report.yaml", manifest);
    return open_folder(*folder);
}

#endif
