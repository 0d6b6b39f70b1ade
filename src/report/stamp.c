// What the files of a report look like from outside.
#include "report/stamp.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/hash.h"
#include "base/path.h"
#include "report/open.h"
#include "report/shapes.h"

enum { FRESH_SECONDS = 2 };    // coarser no disk's clock is

typedef enum { CHAPTERS_READ, CHAPTERS_ALL } Chapters;

static StampedFile look_at(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return (StampedFile){.stamp = hash_bytes(HASH_BEGIN, &errno, sizeof errno)};
    Stamp stamp = hash_bytes(HASH_BEGIN, &status.st_dev, sizeof status.st_dev);
    stamp = hash_bytes(stamp, &status.st_ino, sizeof status.st_ino);
    stamp = hash_bytes(stamp, &status.st_size, sizeof status.st_size);
    stamp = hash_bytes(stamp, &status.st_mtim.tv_sec, sizeof status.st_mtim.tv_sec);
    stamp = hash_bytes(stamp, &status.st_mtim.tv_nsec, sizeof status.st_mtim.tv_nsec);
    Stamp kept = hash_bytes(stamp, &status.st_ctim.tv_sec, sizeof status.st_ctim.tv_sec);
    kept = hash_bytes(kept, &status.st_ctim.tv_nsec, sizeof status.st_ctim.tv_nsec);
    return (StampedFile){.stamp = stamp, .kept = kept, .size = (long long)status.st_size, .is_fresh = status.st_mtim.tv_sec + FRESH_SECONDS > time(NULL)};
}

Stamp stamp_of_file(const char *path)
{
    return look_at(path).stamp;
}

Stamp stamp_of_path(const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        return 0;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return stamp_of_file(path);
    char *manifest = path_join(path, "report.yaml");
    const Stamp stamp = stamp_of_file(manifest);
    free(manifest);
    return stamp;
}

static Stamp add(Stamp stamp, int chapter, Stamp file)
{
    stamp = hash_bytes(stamp, &chapter, sizeof chapter);
    return hash_bytes(stamp, &file, sizeof file);
}

Stamp stamp_when_read(const Report *report)
{
    Stamp stamp = report->stamp;
    for (int i = 0; i < report->manifest.count; i++)
        if (report->manifest.entries[i].path && report->manifest.entries[i].id)
            stamp = add(stamp, i, report->manifest.entries[i].stamped.stamp);
    return stamp;
}

StampedFile file_of_chapter(const Report *report, int index)
{
    const char *path = report->manifest.entries[index].path;
    if (!path || !is_path_below(path))
        return (StampedFile){0};
    char *shown = path_join(*report->beside ? report->beside : ".", path);
    const StampedFile file = look_at(shown);
    free(shown);
    return file;
}

Stamp stamp_of_chapter(const Report *report, int index)
{
    return file_of_chapter(report, index).stamp;
}

static Stamp stamp_now(const Report *report, Chapters chapters)
{
    if (report->descriptor < 0)
        return report->stamp;
    Stamp stamp = stamp_of_file(report->file.name);
    for (int i = 0; i < report->manifest.count; i++)
        if (report->manifest.entries[i].path && (chapters == CHAPTERS_ALL || report->manifest.entries[i].id))
            stamp = add(stamp, i, stamp_of_chapter(report, i));
    return stamp;
}

Stamp stamp_of_read(const Report *report)
{
    return stamp_now(report, CHAPTERS_READ);
}

Stamp stamp_of_all(const Report *report)
{
    return stamp_now(report, CHAPTERS_ALL);
}
