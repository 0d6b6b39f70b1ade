// Compiling a report for everybody.
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/disk.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "report/cache.h"
#include "report/folded.h"

enum { FRESH_SECONDS = 4 };     // longer no file is fresh whose time is not in the future

// What can't be looked at can't be compiled either.
static bool has_right(const char *path, mode_t right)
{
    struct stat status;
    return stat(path, &status) != 0 || (status.st_mode & right);
}

// An absolute path.
static bool is_for_all(const char *path)
{
    char *parts = memory_copy_text(path);
    bool is_good = has_right(path, S_IROTH);
    for (char *slash = parts; is_good && (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        is_good = has_right(parts, S_IXOTH);
        *slash = '/';
    }
    free(parts);
    return is_good;
}

static bool tell_private(const char *path, Error *err)
{
    return is_for_all(path)
        || error_set_at(err, path, 0, 0, _("not everybody may read this file, as they could its compiled copy; chmod o+r (folders: o+x) lets them"));
}

static bool file_is_for_all(const Report *report, const char *name, Error *err)
{
    char *path = path_join(report->folder, name);
    const bool is_good = tell_private(path, err);
    free(path);
    return is_good;
}

static bool all_is_for_all(const Report *report, Error *err)
{
    const char *slash = strrchr(report->file.name, '/');
    bool is_good = file_is_for_all(report, slash ? slash + 1 : report->file.name, err);
    for (int i = 0; i < report->manifest.count && is_good; i++)
        is_good = !report->manifest.entries[i].path || file_is_for_all(report, report->manifest.entries[i].path, err);
    return is_good;
}

static bool is_fresh(const Report *report)
{
    for (int i = 0; i < report->manifest.count; i++)
        if (file_of_chapter(report, i).is_fresh)
            return true;
    return false;
}

static bool none_stays(const void *context, int chapter)
{
    (void)context, (void)chapter;
    return false;
}

// False: one can't be read.
static bool read_chapters(Report *report)
{
    bool is_whole = true;
    for (int i = 0; i < report->manifest.count; i++) {
        is_whole = !report_chapter(report, i)->is_broken && is_whole;
        report_trim(report, none_stays, NULL);
    }
    for (int i = 0; i < report->manifest.count; i++)
        report_trim(report, none_stays, NULL);      // each puts one more
    return is_whole;
}

static void fold_chapters(Report *report)
{
    for (int i = 0; i < report->manifest.count; i++) {
        FoldedChapter folded;
        if (folded_of_chapter(report, i, &folded))
            folded_free_chapter(&folded);
        report_trim(report, none_stays, NULL);
    }
}

static CompileResult fail(const char *folder, const char *why, Error *err)
{
    error_set_at(err, folder, 0, 0, _("this folder can't be written: %s"), why);
    return COMPILE_FAILED;
}

CompileResult report_compile(Report *report, const char *folder, Error *err)
{
    if (!all_is_for_all(report, err)) {
        cache_remove(report, folder);
        return COMPILE_PRIVATE;
    }
    if (!disk_is_near(folder))
        return fail(folder, _("it is on a network, from where no compiled report is taken"), err);
    for (int seconds = 0; seconds < FRESH_SECONDS && is_fresh(report); seconds++)
        sleep(1);
    report_use_cache(report, folder);
    cache_share(report);
    const bool is_whole = read_chapters(report);
    fold_chapters(report);
    const int failure = cache_publish(report);
    if (failure)
        return fail(folder, strerror(failure), err);
    return !is_whole ? COMPILE_UNREAD : cache_is_needed(report) ? COMPILE_DONE : COMPILE_SHORT;
}
