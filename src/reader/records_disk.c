// What is done with the state file by a child process (base/apart.h): here all calls are that may never come back. Only what memory holds is read
// without one.
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/near.h"
#include "base/translate.h"
#include "reader/record.h"
#include "reader/records_parts.h"

enum { LOCK_WAIT_MS = 4000, LOCK_SETTLE_MS = 200 };

static const Record *find_header(const Records *records)
{
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        if (item->is_saved && strcmp(item->kind, KIND_REPORT) == 0 && item->text && strcmp(item->text, records->title) == 0)
            return item;
    }
    return NULL;
}

const char *records_other_title(const Records *records)
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

static void put_answer(Buffer *out, const Answer *answer, const Buffer *bytes)
{
    buffer_add(out, (const char *)answer, sizeof *answer);
    buffer_add(out, buffer_text(bytes), bytes->length);
}

static bool has_open_end(const Buffer *bytes)
{
    return bytes->length && bytes->bytes[bytes->length - 1] != '\n';
}

bool disk_read_near(const Records *records, Buffer *out)
{
    Answer answer = {0};
    Buffer bytes = {0};
    const Near near = near_look(records->path, STATE_FILE_BYTES);
    bool is_read = near == NEAR_WHOLE || near == NEAR_NOT_THERE;
    if (is_read) {
        answer.has_bytes = record_file_read(records->path, &bytes, &answer.why);
        is_read = !has_open_end(&bytes);
    }
    if (is_read)
        put_answer(out, &answer, &bytes);
    buffer_free(&bytes);
    return is_read;
}

// A last line without an end may be one that is just being written: only under the lock is it known to be torn.
void disk_read(void *context, Buffer *out)
{
    const Records *records = context;
    Answer answer = {0};
    Buffer bytes = {0};
    answer.has_bytes = record_file_read(records->path, &bytes, &answer.why);
    int lock = answer.has_bytes && has_open_end(&bytes) ? file_lock(records->path, LOCK_SETTLE_MS, NULL) : -1;
    if (lock >= 0) {
        buffer_cut(&bytes, 0);
        answer.has_bytes = record_file_read(records->path, &bytes, &answer.why);
        answer.is_locked = true;
    }
    file_unlock(lock);
    put_answer(out, &answer, &bytes);
    buffer_free(&bytes);
}

// Removes what a session that was killed while it compacted left behind. Under the lock nobody else is writing it.
static void sweep(Records *records)
{
    if (records->is_swept)
        return;
    DIR *folder = opendir(records->folder);
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder));)
        if (records_is_litter(strrchr(records->path, '/') + 1, entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
}

static bool load_held(Records *records, FileHold hold, Buffer *bytes, Error *err)
{
    if (!record_file_read(records->path, bytes, err) || record_file_load_bytes(&records->file, records->path, bytes, hold, err) == LOAD_FAILED)
        return false;
    const char *other = records->is_by_folder ? NULL : records_other_title(records);
    if (other)
        return error_set_at(err, records->path, 0, 0, _("it belongs to another report with this id, \"%.200s\"; open this one again"), other);
    *err = (Error){0}; // damage was told when it was first read
    return true;
}

static void add_comment(Buffer *out, const OddLine *odd)
{
    if (odd->bytes[0] != '#')
        return;
    buffer_add(out, odd->bytes, odd->length);
    buffer_add_char(out, '\n');
}

// A new file with what counts: all records that are on the disk, but those that are superseded (NULL: none are), and comments.
static bool write_needed(Records *records, const bool *superseded, Error *err)
{
    Buffer lines = {0};
    for (size_t i = 0; i < records->file.count; i++) {
        const Record *item = &records->file.items[i];
        if (!item->is_saved || (superseded && superseded[i]))
            continue;
        buffer_add_text(&lines, item->raw);
        buffer_add_char(&lines, '\n');
    }
    for (size_t i = 0; i < records->file.odd_count; i++)
        add_comment(&lines, &records->file.odd[i]);
    bool is_written = file_replace(records->path, buffer_text(&lines), lines.length, err);
    buffer_free(&lines);
    return is_written;
}

// A damaged file is kept as it is under another name, and goes on here with what is whole in it. Not where there are no locks: nothing is taken
// away there, since another session may just be adding to it.
static bool mend(Records *records, const Buffer *whole, Answer *answer)
{
    if (!record_file_is_damaged(&records->file))
        return true;
    answer->aside = records_keep_aside(records->path, whole, &answer->why);
    return answer->aside && write_needed(records, NULL, &answer->why) &&
           record_file_load(&records->file, records->path, FILE_LOCKED, &answer->why) != LOAD_FAILED;
}

static bool prepare(Records *records, int lock, Answer *answer)
{
    Buffer whole = {0};
    bool is_good = load_held(records, lock >= 0 ? FILE_LOCKED : FILE_SHARED, &whole, &answer->why);
    if (is_good && lock >= 0) {
        sweep(records);
        is_good = mend(records, &whole, answer);
    }
    buffer_free(&whole);
    return is_good;
}

// Takes the lock, reads what there is, and mends it. Returns the lock; FILE_NO_LOCKS where there are none: one write is still whole; or -1 and
// answer->why.
static int begin_writing(Records *records, Answer *answer)
{
    Error *err = &answer->why;
    if (!file_make_folder(records->folder, err) || !file_check_private(records->path, err))
        return -1;
    int lock = file_lock(records->path, LOCK_WAIT_MS, err);
    if (lock == -1 || prepare(records, lock, answer))
        return lock;
    file_unlock(lock);
    return -1;
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
    Error why = {0};
    if (lines.length && !file_append(records->path, lines.bytes, lines.length, &why)) {
        *err = why;
        is_all = false;
    }
    buffer_free(&lines);
    return is_all;
}

// What is on the disk now counts as saved. What can't be read back does not.
static void end_writing(Records *records, int lock, Answer *answer, Buffer *out)
{
    Buffer bytes = {0};
    Error ignored;
    answer->is_locked = lock >= 0;
    answer->lacks_locks = lock == FILE_NO_LOCKS;
    answer->has_bytes = lock != -1 && record_file_read(records->path, &bytes, &ignored);
    file_unlock(lock);
    put_answer(out, answer, &bytes);
    buffer_free(&bytes);
}

static void take_record(Records *records, Record *record)
{
    if (!record)
        return;
    record->seq = records_next_seq(records);
    record_file_take(&records->file, record);
}

void disk_append(void *context, Buffer *out)
{
    const Append *append = context;
    Answer answer = {0};
    int lock = begin_writing(append->records, &answer);
    if (lock != -1) {
        take_record(append->records, append->record);
        answer.is_done = write_unsaved(append->records, &answer.why);
    }
    end_writing(append->records, lock, &answer, out);
}

// Only under a lock: what another session appends meanwhile would be gone.
void disk_compact(void *context, Buffer *out)
{
    Records *records = context;
    Answer answer = {.is_compacted = true};
    int lock = begin_writing(records, &answer);
    if (lock >= 0) {
        bool *superseded = records_superseded(records->file.items, records->file.count);
        answer.is_done = records_unsaved(records) == 0 && records_are_mostly(records, superseded) && write_needed(records, superseded, &answer.why);
        free(superseded);
    }
    end_writing(records, lock, &answer, out);
}

// A link, a device or a FIFO is not replaced by a file.
static bool is_regular_or_none(const char *path, Error *err)
{
    struct stat status;
    if (lstat(path, &status) != 0 || S_ISREG(status.st_mode))
        return true;
    return error_set_at(err, path, 0, 0, _("this is not a regular file"));
}

void disk_export(void *context, Buffer *out)
{
    const Export *export = context;
    Answer answer = {0};
    Buffer lines = {0}, none = {0};
    add_header(export->records, &lines);
    bool is_all = add_unsaved(export->records, &lines, &answer.why);
    if (!is_regular_or_none(export->path, &answer.why))
        answer.is_done = false;
    else if (export->over == EXPORT_OVER)
        answer.is_done = file_replace(export->path, lines.bytes, lines.length, &answer.why) && is_all;
    else
        answer.is_done = file_create(export->path, lines.bytes, lines.length, &answer.is_there, &answer.why) && is_all;
    put_answer(out, &answer, &none);
    buffer_free(&lines);
}

void disk_hold(void *context, Buffer *out)
{
    const Records *records = context;
    (void)out;
    int lock = file_hold(records->path, LOCK_SETTLE_MS);
    if (lock >= 0)
        apart_linger();
    file_unlock(lock);
}
