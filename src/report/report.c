// A report: opening its manifest, and its chapters when they are asked for.
#include "report/report.h"
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/near.h"
#include "base/path.h"
#include "base/translate.h"
#include "report/cache.h"
#include "report/files.h"
#include "report/shapes.h"
#include "report/start.h"

// Splits the path into the folder and the name of the manifest that messages show.
static const char *place_files(Report *report, const char *path, bool is_folder, char **folder)
{
    size_t length = strlen(path);
    if (is_folder) {
        *folder = memory_copy_text(path);
        report->beside = arena_format(report->arena, "%s%s", path, length && path[length - 1] == '/' ? "" : "/");
        return arena_format(report->arena, "%sreport.yaml", report->beside);
    }
    const char *slash = strrchr(path, '/');
    size_t before = slash ? (size_t)(slash - path) + 1 : 0;
    *folder = before ? memory_copy(path, before) : memory_copy_text(".");
    report->beside = arena_copy(report->arena, path, before);
    return arena_copy_text(report->arena, path);
}

// Where the disk has not answered it is not asked for more.
static void open_folder(Report *report, const char *path, FileAnswer answer)
{
    char *folder;
    report->file.name = place_files(report, path, answer.is_folder, &folder);
    report->folder = answer.is_read ? path_real(folder) : NULL;
    if (answer.is_read)
        report->descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (report->wait)
        report->wait->is_near = report->descriptor >= 0 && near_is_disk(report->descriptor);
    if (!report->folder)
        report->folder = memory_copy_text("");
    free(folder);
}

static bool read_bytes(Report *report, const char *path, Error *err)
{
    size_t most = yaml_manifest_limits.file;
    if (strcmp(path, "-") == 0) {
        report->beside = "";
        report->folder = memory_copy_text("");
        report->file.name = _("standard input");
        return file_read_descriptor(STDIN_FILENO, report->file.name, most, &report->bytes, err);
    }
    const FileAnswer answer = files_read_manifest(report->wait, path, &report->bytes);
    report->stamp = answer.file.stamp;
    open_folder(report, path, answer);
    if (answer.is_folder && !answer.is_there)
        return error_set_at(err, path, 0, 0, _("this folder is no report: there is no report.yaml in it; name a folder that has one"));
    if (answer.is_read)
        return true;
    return error_set_at(err, report->file.name, 0, 0, "%s", answer.why.text);
}

static bool read_manifest(Report *report, const char *path, Findings *findings)
{
    Error err = {0};
    if (!read_bytes(report, path, &err)) {
        problems_add(report->file.problems, PROBLEM_ERROR, &err);
        return false;
    }
    report->file.bytes = buffer_text(&report->bytes);
    report->file.length = report->bytes.length;
    const YamlNode *root = yaml_read(report->arena, &report->file, &yaml_manifest_limits);
    return root && manifest_load(&report->manifest, report->arena, &report->file, root, findings);
}

Report *report_read(const char *path, Problems *problems, Findings *findings, ReportWait *wait)
{
    Report *report = memory_new(1, sizeof *report);
    report->arena = arena_new();
    report->descriptor = -1;
    report->wait = wait;
    report->file.problems = problems;
    bool is_read = read_manifest(report, path, findings);
    report->file.problems = NULL;
    if (is_read)
        return report;
    report_free(report);
    return NULL;
}

static Report *open_waiting(const char *path, ReportWait *wait, Problems *problems)
{
    size_t errors = problems->errors;
    Report *report = report_read(path, problems, NULL, wait);
    if (problems->errors == errors)
        return report;
    report_free(report);
    return NULL;
}

Report *report_open(const char *path, Problems *problems)
{
    return open_waiting(path, NULL, problems);
}

Report *report_open_apart(const char *path, ApartPatience patience, Problems *problems)
{
    ReportWait *wait = memory_new(1, sizeof *wait);
    wait->patience = patience;
    return open_waiting(path, wait, problems);
}

Report *report_open_like(const Report *report, const char *path, Problems *problems)
{
    Report *other = report->wait ? report_open_apart(path, report->wait->patience, problems) : report_open(path, problems);
    if (other && report_cache(report)) {
        report_use_cache(other, report_cache(report));
        report_share_cache(other, report_shared_cache(report));
    }
    return other;
}

void report_free(Report *report)
{
    if (!report)
        return;
    cache_free(report);
    for (int i = 0; i < report->manifest.count; i++) {
        chapter_free(report->manifest.entries[i].chapter);
        chapter_free(report->manifest.entries[i].start);
    }
    if (report->descriptor >= 0)
        close(report->descriptor);
    segmenter_free(report->segmenter);
    files_free_wait(report->wait);
    buffer_free(&report->bytes);
    arena_free(report->arena);
    free(report->folder);
    free(report);
}

void report_set_meter(Report *report, Meter meter)
{
    report->meter = meter;
}

Meter report_meter(const Report *report)
{
    return report->meter;
}

bool report_is_stopped(const Report *report)
{
    return meter_is_stopped(report->meter);
}

void report_forget_stopped(Report *report)
{
    for (int i = 0; i < report->manifest.count; i++) {
        Entry *entry = &report->manifest.entries[i];
        if (!entry->is_stopped)
            continue;
        chapter_free(entry->chapter);
        entry->chapter = NULL;
        entry->id = NULL;
        entry->blocks = 0;
        entry->is_stopped = entry->is_unfolded = false;
    }
}

Segmenter *report_segmenter(Report *report)
{
    if (!report->segmenter)
        report->segmenter = segmenter_new();
    return report->segmenter;
}

const About *report_about(const Report *report)
{
    return &report->manifest.about;
}

const char *report_folder(const Report *report)
{
    return report->folder;
}

const char *report_edition(const Report *report)
{
    const About *about = report_about(report);
    return *about->updated ? about->updated : about->published;
}

int report_chapter_count(const Report *report)
{
    return report->manifest.count;
}

const char *report_chapter_name(const Report *report, int index)
{
    return report->manifest.entries[index].name;
}

const Chapter *report_chapter_if_loaded(const Report *report, int index)
{
    return report->manifest.entries[index].chapter;
}

ChapterHints report_hints(const Report *report, int index)
{
    const About *about = report_about(report);
    return (ChapterHints){.index = index, .name = report_chapter_name(report, index), .language = about->language, .direction = about->direction};
}

// The chapter's bytes; what is wrong is told where the manifest names the file.
static bool read_chapter_file(const Report *report, int index, Reading *reading)
{
    const Entry *entry = &report->manifest.entries[index];
    YamlFile manifest = report->file;
    manifest.problems = reading->file.problems;
    if (report->descriptor < 0)
        return fail_at(&manifest, entry->node,
                       _("a report from standard input has no files beside it; write the chapter here: {id: ..., title: ..., "
                       "body: [...]}"));
    if (!is_path_below(entry->path))
        return fail_at(&manifest, entry->node,
                       _("\"%.80s\" leads outside the report; a chapter is a file in the folder of the manifest or below it: "
                       "name.yaml or folder/name.yaml"), entry->path);
    FileAnswer answer = files_read_chapter(report, index, reading->file.name, reading->large, &reading->bytes);
    reading->stamped = answer.file;
    reading->is_left = answer.is_left;
    reading->file.bytes = buffer_text(&reading->bytes);
    reading->file.length = reading->bytes.length;
    if (answer.is_left)
        return false;
    if (!answer.is_read)
        return fail_at(&manifest, entry->node, _("the chapter can't be read from \"%1$.80s\": %2$s"), entry->path, answer.why.text);
    return true;
}

// Percent of loading a chapter that go into its nodes, as measured with 16 MB.
enum { NODES_READ = 40 };

static const YamlNode *read_nodes(const Report *report, int index, Reading *reading)
{
    const Entry *entry = &report->manifest.entries[index];
    Problems *problems = reading->file.problems;
    if (!entry->path) {
        reading->file = report->file;
        reading->file.problems = problems;
        return entry->node;
    }
    reading->file.name = arena_format(reading->nodes, "%s%s", report->beside, entry->path);
    if (!read_chapter_file(report, index, reading))
        return NULL;
    reading->file.meter = meter_part(meter_part(report->meter, 0, CHAPTER_LOADED), 0, NODES_READ);
    meter_move(reading->file.meter, 0, 1);
    return yaml_read_on(reading->nodes, &reading->file, &yaml_chapter_limits, &reading->passed_over);
}

static Reading open_reading(const Report *report, int index, Problems *problems, Findings *findings, FilesLarge large)
{
    Reading reading = {.nodes = arena_new(), .file.problems = problems, .large = large};
    ChapterHints hints = report_hints(report, index);
    reading.root = read_nodes(report, index, &reading);
    reading.file.meter = meter_part(meter_part(report->meter, 0, CHAPTER_LOADED), NODES_READ, 100);
    if (reading.root)
        reading.chapter = chapter_load(&reading.file, reading.root, &hints, findings);
    return reading;
}

Reading reading_open(const Report *report, int index, Problems *problems, Findings *findings)
{
    return open_reading(report, index, problems, findings, LARGE_READ);
}

Reading reading_open_large(const Report *report, int index, Problems *problems, FilesLarge large)
{
    return open_reading(report, index, problems, NULL, large);
}

void reading_close(Reading *reading)
{
    chapter_free(reading->chapter);
    arena_free(reading->nodes);
    buffer_free(&reading->bytes);
    buffer_free(&reading->passed_over);
    *reading = (Reading){0};
}

const Chapter *report_chapter_if_known(Report *report, int index)
{
    return report_chapter_id(report, index) ? report_chapter(report, index) : NULL;
}

const char *report_chapter_id(const Report *report, int index)
{
    return report->manifest.entries[index].id;
}

bool report_chapter_head(const Report *report, int index, ChapterHead *head)
{
    *head = report->manifest.entries[index].head;
    return report_chapter_id(report, index);
}

bool report_outline(Report *report, int index, Arena *arena, Outline *outline)
{
    if (!report_chapter_id(report, index))
        return false;
    if (report_chapter_if_loaded(report, index) || !cache_outline(report, index, arena, outline))
        *outline = outline_of(report_chapter(report, index), arena);
    return true;
}

// What was left where it is may be in the cache; else its first bytes, where they were asked for and are there, are enough to begin with.
static void take_left(Report *report, int index, const Reading *reading)
{
    const ChapterHints hints = report_hints(report, index);
    if (!cache_take(report, index) && reading->large == LARGE_BEGUN)
        report->manifest.entries[index].start = chapter_start(&reading->file, (size_t)reading->stamped.size, &hints);
}

static void parse(Report *report, int index, FilesLarge large)
{
    Entry *entry = &report->manifest.entries[index];
    Problems problems = {0};
    Reading reading = reading_open_large(report, index, &problems, large);
    entry->stamped = reading.stamped;
    if (reading.is_left) {
        take_left(report, index, &reading);
        reading_close(&reading);
        return;
    }
    if (!reading.passed_over.length) {
        entry->chapter = reading.chapter;
        reading.chapter = NULL;
    }
    entry->is_stopped = report_is_stopped(report);
    if (entry->is_stopped)
        problems_clear(&problems);
    if (entry->is_stopped || problems.errors) {
        ChapterHints hints = report_hints(report, index);
        entry->chapter = chapter_broken(&hints, entry->chapter, &problems);
    }
    problems_clear(&problems);
    reading_close(&reading);
}

// A place leads nowhere in a chapter that has become another one: the reading is not stopped, and where what was kept of it is damaged, and its file
// is not as it was, the program ends.
static void read_again(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    const StampedFile before = entry->stamped;
    if (cache_take(report, index))
        return;
    const Meter meter = report->meter;
    report->meter.is_stopped = NULL;
    parse(report, index, LARGE_READ);
    report->meter = meter;
    entry->stamped = before;
    if (!cache_is_same(report, index))
        cache_end(report, index);
}

static void read_first(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    if (!entry->chapter && cache_may_have(report))
        parse(report, index, LARGE_LEFT);
    if (!entry->chapter)
        parse(report, index, LARGE_READ);
    if (!entry->piece.bytes)
        cache_swap(report, index);
    assert(entry->chapter); // a broken one at least: for clang's analyser
    entry->id = arena_copy_text(report->arena, entry->chapter->id);
    entry->blocks = entry->chapter->count;
    entry->head = chapter_head_of(entry->chapter);
    entry->head.title = arena_copy_text(report->arena, entry->head.title);
}

bool report_chapter_comes(Report *report, int index)
{
    const Entry *entry = &report->manifest.entries[index];
    if (!report->wait || entry->id || !entry->path || report->descriptor < 0 || !is_path_below(entry->path))
        return true;
    Buffer shown = {0};
    buffer_addf(&shown, "%s%s", report->beside, entry->path);
    const bool is_there = files_come(report, index, buffer_text(&shown), cache_may_have(report) ? LARGE_LEFT : LARGE_READ);
    buffer_free(&shown);
    return is_there;
}

const Chapter *report_chapter(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    if (!entry->chapter || !entry->id) {
        if (entry->id)
            read_again(report, index);
        else
            read_first(report, index);
        cache_add(report, index);
    }
    cache_touch(report, index);
    return entry->chapter;
}

const Chapter *report_chapter_start(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    if (!entry->id && !entry->start)
        parse(report, index, LARGE_BEGUN);
    if (entry->chapter)
        report_chapter(report, index);
    return entry->start;
}

void report_forget_start(Report *report, int index)
{
    chapter_free(report->manifest.entries[index].start);
    report->manifest.entries[index].start = NULL;
}
