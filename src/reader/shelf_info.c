// What the shelf tells of a report.
#include "reader/shelf_info.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/memory.h"
#include "reader/marks.h"
#include "reader/speed.h"
#include "report/recount.h"
#include "text/language.h"
#include "text/safe.h"

enum { TEXTS = 6 };

static char *safe(const char *text)
{
    Buffer out = {0};
    safe_add_line(&out, text, strlen(text));
    return buffer_take(&out);
}

static void fill_about(ShelfInfo *info, const About *about)
{
    char name[LANGUAGE_NAME_BYTES];
    info->id = safe(about->id);
    info->title = safe(about->title);
    info->series = safe(about->series);
    info->language = safe(about->language);
    info->language_name = safe(*about->language ? language_name(about->language, name) : "");
    info->why = memory_copy_text("");
    info->part = about->part;
    info->parts = about->parts;
}

static char *text_of_error(const Error *error)
{
    Buffer text = {0};
    if (error && *error->file && error->line)
        buffer_addf(&text, "%s:%d:%d: ", error->file, error->line, error->column);
    buffer_add_text(&text, error ? error->text : "");
    char *out = safe(buffer_text(&text));
    buffer_free(&text);
    return out;
}

void shelf_info_break(ShelfInfo *info, const char *why)
{
    *info = (ShelfInfo){.is_known = true, .is_whole = true, .is_broken = true, .percent = -1};
    char **const texts[] = {&info->id, &info->title, &info->series, &info->language, &info->language_name};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = memory_copy_text("");
    info->why = memory_copy_text(why);
}

static long long time_of(const char *path)
{
    struct stat status;
    if (!*path || stat(path, &status) != 0)
        return 0;
    return (long long)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
}

static long words_before(const Report *report, Place place)
{
    long words = 0;
    for (int i = 0; i < place.chapter; i++)
        words += report_chapter_if_loaded(report, i)->words;
    const Chapter *chapter = report_chapter_if_loaded(report, place.chapter);
    for (int block = 0; block < place.block; block++)
        words += chapter->blocks[block].words;
    return words;
}

static bool is_read(Marks *marks, const Report *report)
{
    for (int i = 0; i < report_chapter_count(report); i++)
        if (!marks_is_read(marks, i))
            return false;
    return true;
}

static void fill_whole(ShelfInfo *info, Report *report, Marks *marks)
{
    Place place;
    Speed speed = {0};
    Recount recount = {0};
    long words = 0;
    for (int i = 0; i < report_chapter_count(report); i++) {
        const Chapter *chapter = report_chapter(report, i);
        words += chapter->words;
        recount_add(&recount, chapter);
    }
    speed_load(&speed, marks_records(marks));
    info->minutes = speed_minutes(&speed, words + recount_more(&recount));
    recount_free(&recount);
    info->percent = -1;
    if (is_read(marks, report))
        info->percent = 100;
    else if (marks_last_place(marks, &place, NULL))
        info->percent = words ? (int)(words_before(report, place) * 100 / words) : 0;
    info->is_whole = true;
}

static void fill_report(ShelfInfo *info, Report *report, const char *state, ShelfDepth depth)
{
    const About *about = report_about(report);
    fill_about(info, about);
    Records *records = records_look(state, about->id, about->title, report_folder(report));
    Marks *marks = marks_new(report, records);
    info->bookmarks = marks_standing(marks);
    info->last = time_of(records_path(records));
    if (depth == SHELF_WHOLE)
        fill_whole(info, report, marks);
    marks_free(marks);
}

void shelf_info_read(const char *path, const char *state, ShelfDepth depth, ShelfInfo *info)
{
    Problems problems = {0};
    Report *report = report_open(path, &problems);
    info->is_known = true;
    if (report)
        fill_report(info, report, state, depth);
    else {
        char *why = text_of_error(problems_first_error(&problems));
        shelf_info_break(info, why);
        free(why);
    }
    report_free(report);
    problems_clear(&problems);
}

static void list_texts(ShelfInfo *info, char ***texts)
{
    texts[0] = &info->id;
    texts[1] = &info->title;
    texts[2] = &info->series;
    texts[3] = &info->language;
    texts[4] = &info->language_name;
    texts[5] = &info->why;
}

void shelf_info_free(ShelfInfo *info)
{
    char **texts[TEXTS];
    list_texts(info, texts);
    for (size_t i = 0; i < TEXTS; i++)
        free(*texts[i]);
    *info = (ShelfInfo){0};
}

void shelf_info_put(Buffer *out, const ShelfInfo *info)
{
    char **texts[TEXTS];
    ShelfInfo copy = *info;
    list_texts(&copy, texts);
    buffer_add(out, (const char *)info, sizeof *info);
    for (size_t i = 0; i < TEXTS; i++)
        shelf_put_text(out, *texts[i]);
}

bool shelf_info_take(ShelfPieces *pieces, ShelfInfo *info)
{
    char **texts[TEXTS];
    if (!shelf_take_bytes(pieces, info, sizeof *info))
        return false;
    list_texts(info, texts);
    bool is_good = true;
    for (size_t i = 0; i < TEXTS; i++) {
        *texts[i] = is_good ? shelf_take_text(pieces) : NULL;
        is_good = *texts[i];
    }
    if (!is_good)
        shelf_info_free(info);
    return is_good;
}
