// The state file: which one it is, and how records get into it.
#include "reader/records.h"
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/path.h"
#include "base/translate.h"
#include "reader/paths.h"
#include "reader/record.h"
#include "reader/record_file.h"

enum { LOCK_WAIT_MS = 2000, LOCK_SETTLE_MS = 200, ID_DIGITS = 16, COMPACT_LEAST = 64 };
#define KIND_REPORT "report"

struct Records {
    RecordFile file;
    char *folder;
    char *path;         // NULL: memory only
    char *title;
    bool is_private;    // nothing is to be kept
    bool is_by_folder;  // the file is ID-HASH.yaml
    bool is_swept;      // what a killed session left beside the file was removed
    int hold;           // as file_hold() has it; -1 = none
};

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

static const Record *find_header(const Records *records)
{
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        if (item->is_saved && strcmp(item->kind, KIND_REPORT) == 0 && item->text && strcmp(item->text, records->title) == 0)
            return item;
    }
    return NULL;
}

// The title of another report that the file belongs to; NULL: it is this one's, or does not say.
static const char *other_title(const Records *records)
{
    const char *other = NULL;
    if (find_header(records))
        return NULL;
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        if (item->is_saved && strcmp(item->kind, KIND_REPORT) == 0 && item->text)
            other = item->text;
    }
    return other;
}

// A last line without an end may be one that is just being written: only under the lock is it known to be torn.
static LoadResult load_settled(Records *records, Error *err)
{
    LoadResult result = record_file_load(&records->file, records->path, FILE_SHARED, err);
    if (result != LOAD_TORN)
        return result;
    int lock = file_lock(records->path, LOCK_SETTLE_MS, NULL);
    if (lock < 0) {
        error_set_at(err, records->path, 0, 0, _("the last line is torn, or another session is still writing it; all others are read"));
        return LOAD_MORE;
    }
    result = record_file_load(&records->file, records->path, FILE_LOCKED, err);
    file_unlock(lock);
    return result == LOAD_SAME ? LOAD_MORE : result;
}

// Whoever would remove the file is to know that it is in use: who has read it would write it again.
static void hold(Records *records)
{
    if (records->hold < 0)
        records->hold = file_hold(records->path, LOCK_SETTLE_MS);
}

static void let_go(Records *records)
{
    file_unlock(records->hold);
    records->hold = -1;
}

static void use_file_of_folder(Records *records, const char *report_id, const char *report_folder, Error *err)
{
    char suffix[2 + ID_DIGITS];
    snprintf(suffix, sizeof suffix, "-%016" PRIx64, hash_bytes(HASH_BEGIN, report_folder, strlen(report_folder)));
    record_file_free(&records->file);
    free(records->path);
    records->path = path_of_file(records->folder, report_id, suffix);
    records->is_by_folder = true;
    let_go(records);
    hold(records);
    load_settled(records, err);
}

Records *records_open(const char *folder, const char *report_id, const char *title, const char *report_folder, Error *err)
{
    Error ignored;
    err = err ? err : &ignored;
    *err = (Error){0};
    Records *records = memory_new(1, sizeof *records);
    records->folder = memory_copy_text(folder);
    records->title = memory_copy_text(title);
    records->hold = -1;
    if (!folder || !is_plain_id(report_id))
        return records;
    records->path = path_of_file(folder, report_id, "");
    hold(records);
    if (load_settled(records, err) != LOAD_FAILED && other_title(records))
        use_file_of_folder(records, report_id, report_folder, err);
    return records;
}

Records *records_in_memory(void)
{
    Records *records = memory_new(1, sizeof *records);
    records->is_private = true;
    records->hold = -1;
    return records;
}

bool records_are_private(const Records *records)
{
    return records->is_private;
}

void records_free(Records *records)
{
    if (!records)
        return;
    record_file_free(&records->file);
    let_go(records);
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
    if (!records->path)
        return false;
    LoadResult result = load_settled(records, err);
    return result == LOAD_MORE;
}

// Removes what a session that was killed while it compacted left behind. Under the lock nobody else is writing it.
static void sweep(Records *records)
{
    if (records->is_swept)
        return;
    records->is_swept = true;
    DIR *folder = opendir(records->folder);
    Buffer begin = {0};
    buffer_addf(&begin, "%s" FILE_NEW, strrchr(records->path, '/') + 1);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (strncmp(entry->d_name, begin.bytes, begin.length) == 0)
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    buffer_free(&begin);
}

static bool load_locked(Records *records, Error *err)
{
    if (record_file_load(&records->file, records->path, FILE_LOCKED, err) == LOAD_FAILED)
        return false;
    const char *other = records->is_by_folder ? NULL : other_title(records);
    if (other)
        return error_set_at(err, records->path, 0, 0, _("it belongs to another report with this id, \"%.200s\"; open this one again"), other);
    *err = (Error){0}; // damage was told when it was first read
    return true;
}

// Takes the lock and reads what there is. Returns the lock, or -1 and *err.
static int begin_writing(Records *records, Error *err)
{
    if (!records->path) {
        error_set(err, records->folder ? _("the report has no id to name a file by") : _("neither HOME nor XDG_STATE_HOME names a folder to keep it in"));
        return -1;
    }
    if (!file_make_folder(records->folder, err) || !file_check_private(records->path, err))
        return -1;
    int lock = file_lock(records->path, LOCK_WAIT_MS, err);
    if (lock < 0)
        return -1;
    if (load_locked(records, err)) {
        sweep(records);
        return lock;
    }
    file_unlock(lock);
    return -1;
}

static void now_as_text(char *out, size_t size)
{
    time_t now = time(NULL);
    struct tm parts;
    if (!gmtime_r(&now, &parts) || strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        snprintf(out, size, "1970-01-01T00:00:00Z");
}

static void stamp(const Records *records, Record *record)
{
    char time_text[32], id[ID_DIGITS + 1];
    now_as_text(time_text, sizeof time_text);
    random_hex(id, sizeof id);
    size_t count = records->file.count;
    free(record->id);
    free(record->time);
    free(record->raw);
    record->raw = NULL;
    record->id = memory_copy_text(id);
    record->time = memory_copy_text(time_text);
    record->seq = count ? records->file.items[count - 1].seq + 1 : 1;
    if (record->seq > RECORD_SEQ_MOST)
        record->seq = RECORD_SEQ_MOST;
    record->is_saved = record->is_foreign = false;
}

// The same header in two files is the same record, so that they merge.
static void add_header(const Records *records, Buffer *out)
{
    char id[32];
    snprintf(id, sizeof id, "report-%016" PRIx64, hash_bytes(HASH_BEGIN, records->title, strlen(records->title)));
    const Record header = {.op = OP_ADD, .id = id, .kind = (char[]){KIND_REPORT}, .text = records->title};
    record_write(out, &header);
    buffer_add_char(out, '\n');
}

// Adds the lines of all that is not on the disk, but what a later record has made needless: another session dropped that. False and *err where one is too long ever to be.
static bool add_unsaved(const Records *records, Buffer *out, Error *err)
{
    bool is_all = true;
    bool *superseded = records_superseded(records->file.items, records->file.count);
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        size_t begin = out->length;
        if (item->is_saved || superseded[i])
            continue;
        if (item->raw)
            buffer_add_text(out, item->raw);
        else
            record_write(out, item);
        if (out->length - begin > RECORD_LINE_BYTES) {
            buffer_cut(out, begin);
            is_all = error_set(err, _("the note is too long; shorten it"));
        } else
            buffer_add_char(out, '\n');
    }
    free(superseded);
    return is_all;
}

static bool write_unsaved(Records *records, Error *err)
{
    Buffer lines = {0};
    if (!find_header(records))
        add_header(records, &lines);
    bool is_all = add_unsaved(records, &lines, err);
    if (lines.length) {
        Error why;
        bool is_written = file_append(records->path, lines.bytes, lines.length, &why);
        if (is_written) // read back: what is on the disk now counts as saved
            record_file_load(&records->file, records->path, FILE_LOCKED, NULL);
        else if (err)
            *err = why;
        is_all = is_all && is_written;
    }
    buffer_free(&lines);
    return is_all;
}

static bool fail_unsaved(Error *err, const Error *why)
{
    if (!err)
        return false;
    *err = *why;
    snprintf(err->text, sizeof err->text, _("not saved: %s"), why->text);
    return false;
}

static bool keep_in_memory(Records *records, Record *record)
{
    stamp(records, record);
    record->is_saved = true;
    record_file_take(&records->file, record);
    return true;
}

bool records_append(Records *records, Record *record, Error *err)
{
    Error why = {0};
    if (records->is_private)
        return keep_in_memory(records, record);
    int lock = begin_writing(records, &why);
    stamp(records, record);
    record_file_take(&records->file, record);
    bool is_saved = lock >= 0 && write_unsaved(records, &why);
    file_unlock(lock);
    if (lock >= 0)
        hold(records);
    return is_saved || fail_unsaved(err, &why);
}

static size_t count_true(const bool *flags, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += flags[i];
    return sum;
}

// A damaged line was told when it was met; as a comment it is kept, and not told for ever.
static void add_odd(Buffer *out, const OddLine *odd)
{
    buffer_add_text(out, odd->length && odd->bytes[0] == '#' ? "" : "# ");
    buffer_add(out, odd->bytes, odd->length);
    buffer_add_char(out, '\n');
}

static bool write_needed(Records *records, const bool *superseded, Error *err)
{
    Buffer lines = {0};
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        if (superseded[i] || !item->is_saved)
            continue;
        buffer_add_text(&lines, item->raw);
        buffer_add_char(&lines, '\n');
    }
    for (size_t i = 0; i < records->file.odd_count; i++)
        add_odd(&lines, &records->file.odd[i]);
    bool is_written = file_replace(records->path, lines.bytes, lines.length, err);
    buffer_free(&lines);
    return is_written;
}

bool records_compact(Records *records, Error *err)
{
    Error why = {0};
    int lock = records->path && records->file.count >= COMPACT_LEAST ? begin_writing(records, &why) : -1;
    bool is_done = false;
    if (lock >= 0) {
        bool *superseded = records_superseded(records->file.items, records->file.count);
        if (records_unsaved(records) == 0 && count_true(superseded, records->file.count) * 2 > records->file.count && write_needed(records, superseded, &why)) {
            record_file_drop(&records->file, superseded);
            record_file_load(&records->file, records->path, FILE_LOCKED, NULL);
            is_done = true;
        }
        free(superseded);
    }
    file_unlock(lock);
    if (err)
        *err = why;
    return is_done;
}
