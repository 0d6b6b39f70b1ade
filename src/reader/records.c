// The state file: which one it is, and what is in it. What touches the disk is asked of a child process (records_disk.c), which the program
// waits for only so long: a network that is down must not take the reader with it.
#include "reader/records.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/clock.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/random.h"
#include "base/translate.h"
#include "reader/record.h"
#include "reader/records_disk.h"

enum { WAIT_MS = 5000, END_MS = 600, ID_DIGITS = 16, COMPACT_LEAST = 64 };

static bool is_plain_id(const char *id)
{
    return *id && id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static char *path_of_file(const char *folder, const char *id, const char *suffix)
{
    Buffer name = {0};
    buffer_addf(&name, "%s%s.yaml", id, suffix);
    char *path = path_join(folder, name.bytes);
    buffer_free(&name);
    return path;
}

// Asking the disk

static ApartPatience patience(const Records *records, int most_ms)
{
    if (!records->deadline)
        return (ApartPatience){.most_ms = most_ms, .tell = records->tell, .context = records->context};
    const long left = records->deadline - clock_ms();
    return (ApartPatience){.most_ms = left > 0 ? (int)left : 0, .is_last = true};
}

// The bytes that were read become the records. *told: damage.
static LoadResult take_bytes(Records *records, const Answer *answer, const Buffer *bytes, Error *told)
{
    if (answer->is_compacted && answer->is_done)
        record_file_forget_saved(&records->file);
    LoadResult result = record_file_load_bytes(&records->file, records->path, bytes, answer->is_locked ? FILE_LOCKED : FILE_SHARED, told);
    if (result == LOAD_TORN) {
        error_set_at(told, records->path, 0, 0, _("the last line is torn, or another session is still writing it; all others are read"));
        return LOAD_MORE;
    }
    records->is_known = records->is_known || result != LOAD_FAILED;
    return result;
}

static LoadResult take_answer(Records *records, Buffer *out, Answer *answer, Error *told)
{
    *told = (Error){0};
    if (out->length < sizeof *answer) {
        *answer = (Answer){0};
        error_set_at(&answer->why, records->path, 0, 0, _("the process that works on it was ended from outside; try again"));
        return LOAD_FAILED;
    }
    memcpy(answer, out->bytes, sizeof *answer);
    records->lacks_locks = records->lacks_locks || answer->lacks_locks;
    const Buffer bytes = {.bytes = out->bytes + sizeof *answer, .length = out->length - sizeof *answer};
    return answer->has_bytes ? take_bytes(records, answer, &bytes, told) : LOAD_FAILED;
}

static void fail_waiting(const Records *records, Error *err)
{
    error_set_at(err, records->path, 0, 0, _("the disk or network that holds it does not answer"));
}

// False: what was asked before is not answered yet. Where the program ends, that is waited for; else it was, long enough.
static bool settle_late(Records *records)
{
    Buffer out = {0};
    Answer answer;
    Error told;
    if (!records->late)
        return true;
    if (apart_wait(records->late, patience(records, 0), &out) == APART_AWAITED)
        return false;
    records->late = NULL;
    take_answer(records, &out, &answer, &told);
    buffer_free(&out);
    return true;
}

typedef struct {
    bool is_answered;
    LoadResult result;
    Answer answer;
    Error told;         // of what was read
} Asked;

// Where no process can be made the work is done here.
static Asked ask(Records *records, ApartWork *work, void *context)
{
    Asked asked = {.result = LOAD_FAILED};
    Buffer out = {0};
    fail_waiting(records, &asked.answer.why);
    if (!settle_late(records))
        return asked;
    Apart *apart = apart_start(work, context);
    if (!apart)
        work(context, &out);
    else if (apart_wait(apart, patience(records, WAIT_MS), &out) == APART_AWAITED) {
        records->late = apart;
        records->is_late_write = work != disk_read;
        return asked;
    }
    asked.is_answered = true;
    asked.result = take_answer(records, &out, &asked.answer, &asked.told);
    buffer_free(&out);
    return asked;
}

void records_end_soon(Records *records)
{
    records->deadline = clock_ms() + END_MS;
}

void records_go_on(Records *records)
{
    records->deadline = 0;
}

void records_set_teller(Records *records, void (*tell)(void *context), void *context)
{
    records->tell = tell;
    records->context = context;
}

bool records_lack_locks(const Records *records)
{
    return records->lacks_locks;
}

bool records_are_known(const Records *records)
{
    return !records->path || records->is_known;
}

// Opening

static LoadResult load(Records *records, Error *err)
{
    const Asked asked = ask(records, disk_read, records);
    *err = *asked.answer.why.text ? asked.answer.why : asked.told;
    if (!asked.is_answered)
        error_set_at(err, records->path, 0, 0, _("%s; bookmarks are kept in memory until it does"), asked.answer.why.text);
    return asked.result;
}

static void use_file_of_folder(Records *records, const char *report_id, const char *report_folder, Error *err)
{
    char suffix[2 + ID_DIGITS];
    snprintf(suffix, sizeof suffix, "-%016" PRIx64, hash_bytes(HASH_BEGIN, report_folder, strlen(report_folder)));
    record_file_free(&records->file);
    free(records->path);
    records->path = path_of_file(records->folder, report_id, suffix);
    records->is_by_folder = true;
    load(records, err);
}

// Whoever would remove the file is to know that it is in use: who has read it would write it again. That is a child's, too: the disk may hang.
static void hold(Records *records)
{
    Buffer nothing = {0};
    if (records->holder && apart_wait(records->holder, (ApartPatience){0}, &nothing) == APART_AWAITED)
        return;
    records->holder = apart_start(disk_hold, records);
    buffer_free(&nothing);
}

static void let_go(Records *records)
{
    apart_leave(records->holder, APART_END);
    records->holder = NULL;
}

Records *records_new(const char *folder, const char *report_id, const char *title)
{
    Records *records = memory_new(1, sizeof *records);
    records->folder = memory_copy_text(folder);
    records->title = memory_copy_text(title);
    if (folder && is_plain_id(report_id))
        records->path = path_of_file(folder, report_id, "");
    return records;
}

void records_read(Records *records, const char *report_id, const char *report_folder, Error *err)
{
    *err = (Error){0};
    if (!records->path)
        return;
    if (load(records, err) != LOAD_FAILED && records_other_title(records))
        use_file_of_folder(records, report_id, report_folder, err);
    hold(records);
}

Records *records_in_memory(void)
{
    Records *records = memory_new(1, sizeof *records);
    records->is_private = true;
    return records;
}

bool records_are_private(const Records *records)
{
    return records->is_private;
}

Records *records_open(const char *folder, const char *report_id, const char *title, const char *report_folder, Error *err)
{
    Error ignored;
    Records *records = records_new(folder, report_id, title);
    records_read(records, report_id, report_folder, err ? err : &ignored);
    return records;
}

void records_free(Records *records)
{
    if (!records)
        return;
    let_go(records);
    apart_leave(records->late, records->is_late_write ? APART_GO_ON : APART_END);
    record_file_free(&records->file);
    free(records->folder);
    free(records->path);
    free(records->title);
    free(records);
}

size_t records_count(const Records *records)
{
    return records->file.count;
}

const Record *records_at(const Records *records, size_t index)
{
    return &records->file.items[index];
}

const char *records_path(const Records *records)
{
    return records->path ? records->path : "";
}

size_t records_unsaved(const Records *records)
{
    size_t count = 0;
    for (size_t i = 0; i < records->file.count; i++)
        count += !records->file.items[i].is_saved;
    return count;
}

bool records_refresh(Records *records, Error *err)
{
    Error ignored;
    return records->path && load(records, err ? err : &ignored) == LOAD_MORE;
}

// Adding

static void now_as_text(char *out, size_t size)
{
    time_t now = time(NULL);
    struct tm parts;
    if (!gmtime_r(&now, &parts) || strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        snprintf(out, size, "1970-01-01T00:00:00Z");
}

unsigned long records_next_seq(const Records *records)
{
    size_t count = records->file.count;
    unsigned long seq = count ? records->file.items[count - 1].seq + 1 : 1;
    return seq < RECORD_SEQ_MOST ? seq : RECORD_SEQ_MOST;
}

// It has its id before it is handed to a child, so that one that is written late is known for the one in memory.
static void stamp(Record *record)
{
    char time_text[32], id[ID_DIGITS + 1];
    now_as_text(time_text, sizeof time_text);
    random_hex(id, sizeof id);
    free(record->id);
    free(record->time);
    free(record->raw);
    record->raw = NULL;
    record->id = memory_copy_text(id);
    record->time = memory_copy_text(time_text);
    record->is_saved = record->is_foreign = false;
}

// In memory too, unless it has come from the disk, or was taken where it was written.
static void keep(Records *records, Record *record)
{
    if (!record->id)
        return;
    record->seq = records_next_seq(records);
    record_file_take(&records->file, record);
}

static bool fail_unsaved(Error *err, const Asked *asked)
{
    const Error *why = &asked->answer.why;
    if (asked->is_answered)
        return error_set_at(err, why->file, 0, 0, _("not saved: %s"), why->text);
    return error_set_at(err, why->file, 0, 0, _("not confirmed: %s; it is kept in memory, and tried again with the next one"), why->text);
}

static bool fail_folderless(const Records *records, Error *err)
{
    if (records->folder)
        return error_set(err, _("not saved: the report has no id to name a file by"));
    return error_set(err, _("not saved: neither HOME nor XDG_STATE_HOME names a folder to keep it in"));
}

static bool keep_in_memory(Records *records, Record *record)
{
    keep(records, record);
    for (size_t i = 0; i < records->file.count; i++)
        records->file.items[i].is_saved = true;
    return true;
}

bool records_append(Records *records, Record *record, Error *err)
{
    Asked asked = {0};
    stamp(record);
    if (records->is_private)
        return keep_in_memory(records, record);
    if (records->path)
        asked = ask(records, disk_append, &(Append){records, record});
    records->is_swept = records->is_swept || asked.answer.is_done;
    keep(records, record);
    if (!records->path)
        return fail_folderless(records, err);
    if (asked.answer.is_done)
        hold(records);
    return asked.answer.is_done || fail_unsaved(err, &asked);
}

bool records_save(Records *records, Error *err)
{
    if (!records_unsaved(records))
        return true;
    if (!records->path)
        return fail_folderless(records, err);
    const Asked asked = ask(records, disk_append, &(Append){.records = records});
    return asked.answer.is_done || fail_unsaved(err, &asked);
}

// The disk that hangs is not this one, it is hoped: what is outstanding there is not waited for.
bool records_export(Records *records, const char *path, ExportOver over, bool *is_there, Error *err)
{
    Buffer out = {0};
    Answer answer = {0};
    Error told;
    Export export = {records, path, over};
    Apart *apart = apart_start(disk_export, &export);
    const ApartPatience wait = {.most_ms = WAIT_MS, .tell = records->tell, .context = records->context};
    ApartState state = APART_ANSWERED;
    if (apart)
        state = apart_wait(apart, wait, &out);
    else
        disk_export(&export, &out);
    if (state == APART_AWAITED) {
        apart_leave(apart, APART_END);
        error_set_at(&answer.why, path, 0, 0, _("the disk or network that holds it does not answer"));
    } else
        take_answer(records, &out, &answer, &told);
    buffer_free(&out);
    *is_there = answer.is_there;
    *err = answer.why;
    return answer.is_done;
}

bool records_are_mostly(const Records *records, const bool *which)
{
    size_t sum = 0;
    for (size_t i = 0; i < records->file.count; i++)
        sum += which[i];
    return sum * 2 > records->file.count;
}

static bool needs_compaction(const Records *records)
{
    if (!records->path || records->file.count < COMPACT_LEAST)
        return false;
    bool *superseded = records_superseded(records->file.items, records->file.count);
    bool is_needed = records_are_mostly(records, superseded);
    free(superseded);
    return is_needed;
}

bool records_compact(Records *records, Error *err)
{
    Asked asked = {0};
    if (needs_compaction(records))
        asked = ask(records, disk_compact, records);
    if (err)
        *err = asked.answer.why;
    return asked.answer.is_done;
}
