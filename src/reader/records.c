// The state file: which one it is, and what is in it.
#include "reader/records.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/records_parts.h"

enum { CUT_OFF_MS = 600, ID_DIGITS = 16 };

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

// Who quits waits for a slow disk as for any other record, but not a second time for one that is silent.
void records_end_soon(Records *records, RecordsEnd how)
{
    records->is_cut_off = how == END_CUT_OFF || records->late;
    records->deadline = clock_ms() + (records->is_cut_off ? CUT_OFF_MS : RECORDS_WAIT_MS);
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

void records_set_meter(Records *records, Meter meter)
{
    records->meter = meter;
}

ApartPatience records_patience(const Records *records)
{
    return (ApartPatience){.most_ms = RECORDS_WAIT_MS, .tell = records->tell, .context = records->context};
}

void records_take_teller(Records *records, const Records *from)
{
    records_set_teller(records, from->tell, from->context);
}

bool records_lack_locks(const Records *records)
{
    return records->lacks_locks;
}

char *records_take_aside(Records *records)
{
    const bool is_new = records->aside && !records->is_aside_told;
    records->is_aside_told = true;
    return is_new ? records_aside_path(records->path, records->aside) : NULL;
}

bool records_are_known(const Records *records)
{
    return !records->path || records->is_known;
}

// Opening

static LoadResult load(Records *records, Error *err)
{
    const Asked asked = records_ask(records, disk_read, records);
    *err = *asked.answer.why.text ? asked.answer.why : asked.told;
    if (!asked.is_answered)
        error_set_at(err, records->path, 0, 0, _("%s; bookmarks are kept in memory until it does"), asked.answer.why.text);
    return asked.result;
}

char *records_path_of(const char *folder, const char *report_id, const char *report_folder)
{
    char suffix[2 + ID_DIGITS] = "";
    if (report_folder)
        snprintf(suffix, sizeof suffix, "-%016" PRIx64, hash_bytes(HASH_BEGIN, report_folder, strlen(report_folder)));
    return path_of_file(folder, report_id, suffix);
}

static void use_file_of_folder(Records *records, const char *report_id, const char *report_folder)
{
    record_file_free(&records->file);
    free(records->path);
    records->path = records_path_of(records->folder, report_id, report_folder);
    records->is_by_folder = true;
}

// Whoever would remove the file is to know that it is in use: who has read it would write it again. That is a child's, too: the disk may hang.
void records_hold(Records *records)
{
    Buffer nothing = {0};
    if (file_is_never_locked(records->path))
        return;
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
    if (load(records, err) != LOAD_FAILED && records_other_title(records)) {
        use_file_of_folder(records, report_id, report_folder);
        load(records, err);
    }
    records_hold(records);
}

Records *records_look(const char *folder, const char *report_id, const char *title, const char *report_folder)
{
    Records *records = records_new(folder, report_id, title);
    if (!records->path)
        return records;
    record_file_load(&records->file, records->path, FILE_SHARED, NULL);
    if (!records_other_title(records))
        return records;
    use_file_of_folder(records, report_id, report_folder);
    record_file_load(&records->file, records->path, FILE_SHARED, NULL);
    return records;
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
