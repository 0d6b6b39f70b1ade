// The files of a report, on a disk that may never answer.
#include "report/files.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/near.h"
#include "base/path.h"
#include "base/translate.h"
#include "report/cache.h"
#include "report/shapes.h"

enum {
    LOOK_NEAR_CHAPTERS = 256,   // that are looked at without a process: a millisecond or two
    LOOK_MS = 50,               // a disk that is there has answered by then, and
    ALONE_MS = 500,             // in any case by then
    PIECE_MS = 2,               // that is waited for a part of a file between keys
    ALONE_SOON_MS = 30,         // for a file that the system reads by itself
    COMING_MS = 100,            // behind which without one it is waited for as ever
    AHEAD_FIRST = 8,            // chapters at once where one reads on, twice as many the next time,
    AHEAD_CHAPTERS = 32,        // so many at most, and
    AHEAD_BYTES = 1024 * 1024,  // behind which no other follows
    NEAR_BYTES = 1024 * 1024,   // of a chapter that is read without a process: about a millisecond
    SOON_BYTES = 8 * NEAR_BYTES,    // behind which the system is not asked to have another one in memory
    LARGE_BYTES = 128 * 1024,   // parsed in some milliseconds
    START_BYTES = 16 * 1024,    // of the beginning of such a chapter: some pages
};

static void put_answer(Buffer *out, FileAnswer answer, const Buffer *bytes)
{
    answer.length = bytes->length;
    buffer_reserve(out, sizeof answer + bytes->length);
    buffer_add(out, (const char *)&answer, sizeof answer);
    buffer_add(out, buffer_text(bytes), bytes->length);
}

// The first of some answers. The last one's bytes are not copied: there may be many.
static FileAnswer take_answer(Buffer *out, Buffer *bytes)
{
    FileAnswer answer;
    memcpy(&answer, out->bytes, sizeof answer);
    buffer_drop(out, sizeof answer);
    buffer_free(bytes);
    if (out->length == answer.length) {
        *bytes = *out;
        *out = (Buffer){0};
        return answer;
    }
    buffer_add(bytes, out->bytes, answer.length);
    buffer_drop(out, answer.length);
    return answer;
}

static FileAnswer not_answered(void)
{
    FileAnswer answer = {0};
    error_set(&answer.why, _("the disk or network that holds it does not answer"));
    return answer;
}

// False: what was asked before is still not answered.
static bool settle_late(ReportWait *wait)
{
    Buffer ignored = {0};
    if (wait->late && apart_wait(wait->late, (ApartPatience){0}, &ignored) == APART_AWAITED)
        return false;
    wait->late = NULL;
    buffer_free(&ignored);
    return true;
}

// False: it does not answer.
static bool wait_for(ReportWait *wait, ApartPatience patience, Apart *apart, Buffer *out)
{
    const ApartState state = apart_wait(apart, patience, out);
    if (state == APART_AWAITED)
        wait->late = apart;
    wait->was_late = state != APART_ANSWERED || wait->was_late;
    return state == APART_ANSWERED;
}

// Likewise.
static bool ask(ReportWait *wait, ApartPatience patience, ApartWork *work, void *context, int descriptor, Buffer *out)
{
    if (!wait) {
        work(context, out);
        return true;
    }
    wait->was_late = !settle_late(wait) || wait->was_late;
    if (wait->late)
        return false;
    Apart *apart = descriptor < 0 ? apart_start(work, context) : apart_start_with(work, context, descriptor);
    if (!apart) {
        work(context, out);
        return true;
    }
    return wait_for(wait, patience, apart, out);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void read_manifest(void *context, Buffer *out)
{
    const char *path = context;
    Buffer bytes = {0};
    FileAnswer answer = {.file.stamp = stamp_of_path(path), .is_folder = is_folder(path)};
    char *name = answer.is_folder ? path_join(path, "report.yaml") : memory_copy_text(path);
    answer.is_there = access(name, F_OK) == 0;
    answer.is_read = file_read(name, yaml_manifest_limits.file, &bytes, &answer.why);
    put_answer(out, answer, &bytes);
    buffer_free(&bytes);
    free(name);
}

// Then no child is needed.
static bool is_manifest_near(const char *path)
{
    char *name = path_join(path, "report.yaml");
    const bool is_near = near_look(name, yaml_manifest_limits.file) == NEAR_WHOLE || near_look(path, yaml_manifest_limits.file) == NEAR_WHOLE;
    free(name);
    return is_near;
}

FileAnswer files_read_manifest(ReportWait *wait, const char *path, Buffer *bytes)
{
    Buffer out = {0};
    char *copy = memory_copy_text(path);
    if (wait && is_manifest_near(path))
        wait = NULL;
    const bool is_answered = ask(wait, wait ? wait->patience : (ApartPatience){0}, read_manifest, copy, -1, &out);
    free(copy);
    return is_answered ? take_answer(&out, bytes) : not_answered();
}

typedef struct {
    const Report *report;
    int index, many;
    const char *shown;      // the first one's name, for its message; those of the others are not told
    FilesLarge large;
} ChapterFiles;

// Adds its bytes to `out`.
static FileAnswer read_chapter(const ChapterFiles *files, int index, Buffer *out)
{
    const Report *report = files->report;
    const size_t before = out->length;
    const char *path = report->manifest.entries[index].path;
    FileAnswer answer = {.index = index, .file = file_of_chapter(report, index)};
    answer.is_left = files->large != LARGE_READ && answer.file.size >= LARGE_BYTES;
    const bool is_begun = answer.is_left && files->large == LARGE_BEGUN && (size_t)answer.file.size <= yaml_chapter_limits.file;
    if (!answer.is_left)
        answer.is_read = file_read_below(report->descriptor, path, files->shown, yaml_chapter_limits.file, out, &answer.why);
    if (is_begun && !file_read_start_below(report->descriptor, path, files->shown, START_BYTES, out, &answer.why))
        buffer_cut(out, before);
    return answer;
}

// Its bytes are not copied: there may be many.
static void add_chapter(const ChapterFiles *files, int index, Buffer *out)
{
    const size_t begin = out->length;
    FileAnswer answer = {0};
    buffer_add(out, (const char *)&answer, sizeof answer);      // its place
    answer = read_chapter(files, index, out);
    answer.length = out->length - begin - sizeof answer;
    memcpy(out->bytes + begin, &answer, sizeof answer);
}

// Only the first is read whatever it is and holds. What follows on a disk of this machine comes into the system's memory, from where the program takes
// it (take_near); from another one it is read here.
static void read_chapters(void *context, Buffer *out)
{
    const ChapterFiles *files = context;
    const Report *report = files->report;
    const Manifest *manifest = &report->manifest;
    size_t soon = 0;
    add_chapter(files, files->index, out);
    for (int i = files->index + 1; i < manifest->count && i < files->index + files->many && out->length < AHEAD_BYTES && soon < SOON_BYTES; i++)
        if (!manifest->entries[i].path || manifest->entries[i].id || !is_path_below(manifest->entries[i].path))
            continue;
        else if (report->wait->is_near)
            soon += file_read_soon_below(report->descriptor, manifest->entries[i].path);
        else
            add_chapter(files, i, out);
}

static FileAnswer first_ahead(const ReportWait *wait)
{
    FileAnswer answer;
    memcpy(&answer, wait->ahead.bytes, sizeof answer);
    return answer;
}

static bool is_ahead(const ReportWait *wait, int index)
{
    if (!wait->ahead.length)
        return false;
    const FileAnswer answer = first_ahead(wait);
    return answer.index == index && (answer.is_read || answer.is_left);
}

static int how_many(ReportWait *wait, int index)
{
    if (!wait->many || index != wait->next)
        return wait->many = 1;
    wait->many = wait->many == 1 ? AHEAD_FIRST : wait->many * 2;
    if (wait->many > AHEAD_CHAPTERS)
        wait->many = AHEAD_CHAPTERS;
    return wait->many;
}

static bool ask_first(ReportWait *wait, ApartPatience patience, ChapterFiles *files)
{
    Apart *coming = wait->coming;
    wait->coming = NULL;
    if (coming)
        return wait_for(wait, patience, coming, &wait->ahead);
    return ask(wait, patience, read_chapters, files, files->report->descriptor, &wait->ahead);
}

// Where several were asked for, and one does not come, the first may come alone; the others are not waited for as long again.
static bool ask_for_chapters(ReportWait *wait, ChapterFiles files)
{
    const ApartPatience shortly = {.most_ms = ALONE_MS};
    buffer_free(&wait->ahead);
    const bool is_answered = ask_first(wait, wait->is_slow ? shortly : wait->patience, &files);
    wait->is_slow = !is_answered;
    if (is_answered || files.many == 1 || !wait->late)
        return is_answered;
    apart_leave(wait->late, APART_END);
    wait->late = NULL;
    files.many = wait->many = 1;
    return ask_first(wait, shortly, &files);
}

// Answered already, and as it is wanted now.
static bool is_at_hand(const ReportWait *wait, int index, FilesLarge large)
{
    return is_ahead(wait, index) && (large == LARGE_LEFT || first_ahead(wait).is_read);
}

static bool is_coming(const ReportWait *wait, int index, FilesLarge large)
{
    return wait->coming && wait->first == index && wait->large == large;
}

static void leave_coming(ReportWait *wait)
{
    apart_leave(wait->coming, APART_END);
    wait->coming = NULL;
}

// False: no process can be made.
static bool let_come(const Report *report, int index, const char *shown, FilesLarge large)
{
    ReportWait *wait = report->wait;
    ChapterFiles files = {.report = report, .index = index, .many = how_many(wait, index), .shown = shown, .large = large};
    leave_coming(wait);
    buffer_free(&wait->ahead);
    wait->coming = apart_start_with(read_chapters, &files, report->descriptor);
    wait->first = index;
    wait->large = large;
    wait->came = clock_ms();
    return wait->coming;
}

// Its bytes were left where they are, for it might have been in the cache.
static bool is_left_for_good(const Report *report, int index)
{
    return is_ahead(report->wait, index) && first_ahead(report->wait).is_left && !cache_has(report, index, first_ahead(report->wait).file);
}

// What the system has in its memory is taken from there: a child, which costs more than that, is for what a disk has to be asked for.
// NEAR_WHOLE: it was.
static Near take_near(const Report *report, int index, const char *shown, FilesLarge large)
{
    ReportWait *wait = report->wait;
    const ChapterFiles files = {.report = report, .index = index, .shown = shown, .large = large};
    if (!wait->is_near)
        return NEAR_UNKNOWN;
    const Near near = near_look_below(report->descriptor, report->manifest.entries[index].path, large == LARGE_READ ? NEAR_BYTES : LARGE_BYTES);
    if (near != NEAR_WHOLE && (near != NEAR_START || large == LARGE_READ))
        return near;
    leave_coming(wait);
    buffer_free(&wait->ahead);
    add_chapter(&files, index, &wait->ahead);
    return NEAR_WHOLE;
}

// Where no chapter is kept elsewhere the program grows to the size of all of them, and a child begins with a copy of its page table: what the system reads
// by itself is waited for a while first.
static bool waits_for_memory(const Report *report, int index)
{
    ReportWait *wait = report->wait;
    if (report->cache)
        return false;
    if (!wait->soon_from || wait->soon != index) {
        wait->soon = index;
        wait->soon_from = clock_ms();
    }
    const bool is_soon = clock_ms() - wait->soon_from < ALONE_SOON_MS;
    if (is_soon)
        poll(NULL, 0, PIECE_MS);
    return is_soon;
}

// False: it is to come.
static bool begin_coming(const Report *report, int index, const char *shown, FilesLarge large)
{
    const Near near = take_near(report, index, shown, large);
    if (near == NEAR_WHOLE)
        return true;
    return !(near == NEAR_SOON && waits_for_memory(report, index)) && !let_come(report, index, shown, large);
}

bool files_come(const Report *report, int index, const char *shown, FilesLarge large)
{
    ReportWait *wait = report->wait;
    if (is_left_for_good(report, index))
        large = LARGE_READ;
    if (wait->late || wait->is_slow || is_at_hand(wait, index, large))
        return true;
    if (!is_coming(wait, index, large))
        return begin_coming(report, index, shown, large);
    const ApartState state = apart_take(wait->coming, PIECE_MS, &wait->ahead);
    if (state == APART_COMES)
        wait->came = clock_ms();
    if (state == APART_COMES || state == APART_AWAITED)
        return clock_ms() - wait->came > COMING_MS;
    wait->coming = NULL;
    return true;
}

FileAnswer files_read_chapter(const Report *report, int index, const char *shown, FilesLarge large, Buffer *bytes)
{
    ReportWait *wait = report->wait;
    ChapterFiles files = {.report = report, .index = index, .many = 1, .shown = shown, .large = large};
    if (!wait)
        return read_chapter(&files, index, bytes);
    const bool comes = is_coming(wait, index, large);
    if (!is_at_hand(wait, index, large) && (comes || take_near(report, index, shown, large) != NEAR_WHOLE)) {
        if (!comes)
            leave_coming(wait);
        files.many = wait->coming ? wait->many : how_many(wait, index);
        if (!ask_for_chapters(wait, files))
            return not_answered();
    }
    wait->next = index + 1;
    return take_answer(&wait->ahead, bytes);
}

static void look(void *context, Buffer *out)
{
    const Stamp now = stamp_of_read(context);
    buffer_add(out, (const char *)&now, sizeof now);
}

// Whether it is known without waiting what all that was read looks like.
static bool is_look_near(const Report *report)
{
    const char *slash = strrchr(report->file.name, '/'), *name = slash ? slash + 1 : report->file.name;
    const Manifest *manifest = &report->manifest;
    if (!report->wait->is_near || manifest->count > LOOK_NEAR_CHAPTERS || near_look_below(report->descriptor, name, 0) == NEAR_UNKNOWN)
        return false;
    for (int i = 0; i < manifest->count; i++)
        if (manifest->entries[i].path && manifest->entries[i].id && near_look_below(report->descriptor, manifest->entries[i].path, 0) == NEAR_UNKNOWN)
            return false;
    return true;
}

bool report_look(Report *report, Stamp *now)
{
    Buffer out = {0};
    ReportWait *wait = report->wait;
    if (wait && !wait->look && !is_look_near(report))
        wait->look = apart_start(look, report);
    if (!wait || !wait->look) {
        *now = stamp_of_read(report);
        return true;
    }
    const ApartState state = apart_wait(wait->look, (ApartPatience){.most_ms = LOOK_MS}, &out);
    if (state != APART_AWAITED)
        wait->look = NULL;
    if (state == APART_ANSWERED)
        memcpy(now, out.bytes, sizeof *now);
    buffer_free(&out);
    return state == APART_ANSWERED;
}

void report_set_patience(Report *report, ApartPatience patience)
{
    if (report->wait)
        report->wait->patience = patience;
}

bool report_was_late(const Report *report)
{
    return report->wait && report->wait->was_late;
}

void files_free_wait(ReportWait *wait)
{
    if (!wait)
        return;
    leave_coming(wait);
    apart_leave(wait->late, APART_END);
    apart_leave(wait->look, APART_END);
    buffer_free(&wait->ahead);
    free(wait);
}
