// What is added to the state file.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "base/memory.h"
#include "base/random.h"
#include "base/translate.h"
#include "reader/records_parts.h"

enum { ID_DIGITS = 16, COMPACT_LEAST = 64 };

static void now_as_text(char *out, size_t size)
{
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts))
        strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &parts);
    else
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

static bool tell_result(const Asked *asked, Error *err)
{
    const Error *why = &asked->answer.why;
    if (asked->answer.is_done)
        return true;
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

void records_keep(Records *records, Record *record)
{
    stamp(record);
    keep(records, record);
}

// What has no line yet was not written before, by whatever id.
static void number(Record *record, unsigned long seq)
{
    char time_text[32], id[ID_DIGITS + 1];
    record->is_saved = false;
    if (record->raw)
        return;
    now_as_text(time_text, sizeof time_text);
    random_hex(id, sizeof id);
    record->seq = seq;
    record->id = record->id ? record->id : memory_copy_text(id);
    record->time = record->time ? record->time : memory_copy_text(time_text);
}

bool records_take(Records *records, Record *items, size_t count, Error *err)
{
    const unsigned long seq = records_next_seq(records);
    for (size_t i = 0; i < count; i++)
        number(&items[i], seq);
    record_file_merge(&records->file, items, count);
    return records->is_private ? keep_in_memory(records, &(Record){0}) : records_save(records, err);
}

bool records_append(Records *records, Record *record, Error *err)
{
    Asked asked = {0};
    stamp(record);
    if (records->is_private)
        return keep_in_memory(records, record);
    if (records->path)
        asked = records_ask(records, disk_append, &(Append){records, record});
    records->is_swept = records->is_swept || asked.answer.is_done;
    keep(records, record);
    if (!records->path)
        return fail_folderless(records, err);
    if (asked.answer.is_done)
        records_hold(records);
    return tell_result(&asked, err);
}

bool records_save(Records *records, Error *err)
{
    if (!records_unsaved(records))
        return true;
    if (!records->path)
        return fail_folderless(records, err);
    const Asked asked = records_ask(records, disk_append, &(Append){.records = records});
    return tell_result(&asked, err);
}

// The disk that hangs is not this one, it is hoped: what is outstanding there is not waited for.
bool records_export(Records *records, const char *path, ExportOver over, bool *is_there, Error *err)
{
    Buffer out = {0};
    Answer answer = {0};
    Error told;
    Export export = {records, path, over};
    const ApartPatience wait = {.most_ms = RECORDS_WAIT_MS, .tell = records->tell, .context = records->context};
    if (apart_ask(disk_export, &export, wait, &out) == APART_AWAITED)
        error_set_at(&answer.why, path, 0, 0, _("the disk or network that holds it does not answer"));
    else
        records_take_answer(records, &out, &answer, &told);
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
        asked = records_ask(records, disk_compact, records);
    if (err)
        *err = asked.answer.why;
    return asked.answer.is_done;
}
