// What a state file holds, as far as it was read.
#include "reader/record_file.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/translate.h"

enum { LOAD_TRIES = 5 };

typedef struct {
    int count;
    int first_line;
    bool is_torn;       // the last of them, at the end of the file
} Damage;

typedef struct {
    bool is_there;
    dev_t device;
    ino_t inode;
} Identity;

static void free_odd(RecordFile *file)
{
    for (size_t i = 0; i < file->odd_count; i++)
        free(file->odd[i].bytes);
    free(file->odd);
    file->odd = NULL;
    file->odd_count = file->odd_capacity = 0;
}

void record_file_free(RecordFile *file)
{
    for (size_t i = 0; i < file->count; i++)
        record_free(&file->items[i]);
    free(file->items);
    free_odd(file);
    *file = (RecordFile){0};
}

void record_file_forget_saved(RecordFile *file)
{
    size_t kept = 0;
    for (size_t i = 0; i < file->count; i++) {
        if (file->items[i].is_saved)
            record_free(&file->items[i]);
        else
            file->items[kept++] = file->items[i];
    }
    file->count = kept;
    free_odd(file);
    file->bytes_read = 0;
    file->lines_read = 0;
}

static void append(RecordFile *file, Record *record)
{
    file->items = memory_grow(file->items, file->count, &file->capacity, sizeof *file->items);
    file->items[file->count++] = *record;
    *record = (Record){0};
}

static int compare(const void *a, const void *b)
{
    return record_compare(a, b);
}

// Most often: what comes is newer than all that is there.
static bool is_settled(const RecordFile *file)
{
    for (size_t i = 1; i < file->count; i++)
        if (record_compare(&file->items[i - 1], &file->items[i]) >= 0)
            return false;
    return true;
}

// The same record twice counts once. One that is in memory only is on the disk if it is read from there.
static void settle(RecordFile *file)
{
    if (is_settled(file))
        return;
    qsort(file->items, file->count, sizeof *file->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < file->count; i++) {
        Record *last = &file->items[kept - 1], *item = &file->items[i];
        if (record_compare(last, item) != 0) {
            file->items[kept++] = *item;
            continue;
        }
        if (!last->is_saved) {
            Record unsaved = *last;
            *last = *item;
            *item = unsaved;
        }
        record_free(item);
    }
    file->count = kept;
}

static bool is_saved_elsewhere(const RecordFile *file, const Record *unsaved)
{
    for (size_t i = 0; i < file->count; i++)
        if (file->items[i].is_saved && strcmp(file->items[i].id, unsaved->id) == 0)
            return true;
    return false;
}

// Who writes a record under the lock gives it its number; where that was not heard of here, the one in memory has another.
static void drop_twins(RecordFile *file)
{
    size_t kept = 0;
    for (size_t i = 0; i < file->count; i++) {
        Record *item = &file->items[i];
        if (!item->is_saved && is_saved_elsewhere(file, item))
            record_free(item);
        else
            file->items[kept++] = *item;
    }
    file->count = kept;
}

void record_file_take(RecordFile *file, Record *record)
{
    if (is_saved_elsewhere(file, record)) {
        record_free(record);
        return;
    }
    append(file, record);
    settle(file);
}

void record_file_merge(RecordFile *file, Record *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        append(file, &items[i]);
    settle(file);
}

static bool is_blank(const char *line, size_t length)
{
    while (length && strchr(" \t\r", line[length - 1]) && line[length - 1])
        length--;
    return length == 0;
}

static void keep_odd(RecordFile *file, const char *line, size_t length)
{
    file->odd = memory_grow(file->odd, file->odd_count, &file->odd_capacity, sizeof *file->odd);
    file->odd[file->odd_count++] = (OddLine){.bytes = memory_copy(line, length), .length = length};
}

// A line that is not empty.
static bool take_line(RecordFile *file, const char *line, size_t length)
{
    Record record;
    if (line[length - 1] == '\r')
        length--;
    if (!record_read(line, length, &record))
        return false;
    append(file, &record);
    return true;
}

bool record_file_is_damaged(const RecordFile *file)
{
    for (size_t i = 0; i < file->odd_count; i++)
        if (file->odd[i].bytes[0] != '#')
            return true;
    return false;
}

static void note_damage(Damage *damage, int line, bool is_torn)
{
    if (damage->count++ == 0)
        damage->first_line = line;
    damage->is_torn = is_torn;
}

// Takes the lines of bytes from file->bytes_read on. True: all of them; false: the last one has no end and is no record, and the file is shared.
static bool take_lines(RecordFile *file, const Buffer *bytes, FileHold hold, Damage *damage)
{
    while (file->bytes_read < bytes->length) {
        const char *line = bytes->bytes + file->bytes_read;
        const char *end = memchr(line, '\n', bytes->length - file->bytes_read);
        size_t length = end ? (size_t)(end - line) : bytes->length - file->bytes_read;
        if (!is_blank(line, length) && !take_line(file, line, length)) {
            if (!end && hold == FILE_SHARED)
                return false;
            keep_odd(file, line, length);
            if (*line != '#')
                note_damage(damage, file->lines_read + 1, !end);
        }
        file->bytes_read += length + (end != NULL);
        file->lines_read += end != NULL;
        if (!meter_move(file->meter, file->bytes_read, bytes->length))
            return false;
    }
    return true;
}

static void tell_damage(const Damage *damage, const char *path, Error *err)
{
    if (damage->count == 1 && damage->is_torn)
        error_set_at(err, path, damage->first_line, 0, _("the last line is torn, perhaps by a power cut; it is kept as it is, and all others are read"));
    else if (damage->count == 1)
        error_set_at(err, path, damage->first_line, 0, _("this line is damaged; it is kept as it is, and all others are read"));
    else if (damage->count > 1)
        error_set_at(err, path, damage->first_line, 0, translate_count("%d line is damaged, this one; it is kept as it is, and all others are read",
            "%d lines are damaged, the first is this; each is kept as it is, and all others are read", (size_t)damage->count), damage->count);
}

// Only where the system says that there is no file there is none: one that can't be looked at is not taken for empty.
static bool identify(const char *path, Identity *identity, Error *err)
{
    struct stat status;
    const bool is_there = stat(path, &status) == 0;
    if (!is_there && errno != ENOENT)
        return error_set_at(err, path, 0, 0, _("it can't be looked at: %s"), strerror(errno));
    *identity = is_there ? (Identity){.is_there = true, .device = status.st_dev, .inode = status.st_ino} : (Identity){0};
    return true;
}

static bool is_same(Identity a, Identity b)
{
    return a.is_there == b.is_there && a.device == b.device && a.inode == b.inode;
}

// The bytes of one and the same file, though another session may rename a new one over it meanwhile.
bool record_file_read(const char *path, Buffer *bytes, Error *err)
{
    for (int i = 0; i < LOAD_TRIES; i++) {
        Identity before = {0}, after = {0};
        if (!file_check_private(path, err) || !identify(path, &before, err))
            return false;
        if (!before.is_there)
            return true;
        buffer_cut(bytes, 0);
        if (file_read(path, STATE_FILE_BYTES, bytes, err) && identify(path, &after, err) && is_same(before, after))
            return true;
    }
    if (!err->text[0])
        error_set_at(err, path, 0, 0, _("it changes while it is read; try again in a moment"));
    return false;
}

// A file that was torn in its first line is still ours, and one that begins with zeros: a power cut leaves its length, but not what was in it.
static bool looks_like_records(const Buffer *bytes)
{
    if (bytes->bytes[0] == '\0')
        return true;
    static const char begin[] = "{v: \"";
    size_t length = bytes->length < sizeof begin - 1 ? bytes->length : sizeof begin - 1;
    return memcmp(bytes->bytes, begin, length) == 0;
}

bool record_file_is_foreign(const Buffer *bytes)
{
    if (bytes->length == 0 || looks_like_records(bytes))
        return false;
    RecordFile trial = {0};
    Damage damage = {0};
    take_lines(&trial, bytes, FILE_LOCKED, &damage);
    bool holds_none = damage.count > 0 && trial.count == 0;
    record_file_free(&trial);
    return holds_none;
}

// Whether the file still begins with what was read of it. Its inode doesn't tell: a file system may give a new file that of a removed one.
static bool is_another(const RecordFile *file, const Buffer *bytes)
{
    return bytes->length < file->bytes_read || hash_words(HASH_BEGIN, bytes->bytes, file->bytes_read) != file->hash_read;
}

static void begin_again(RecordFile *file)
{
    file->bytes_read = 0;
    file->lines_read = 0;
    free_odd(file);
    // The file was removed, compacted by another session, or replaced by an older copy: what was told to be saved and is not in the file that
    // is there now is written again. What is in it counts as saved as soon as it is read.
    for (size_t i = 0; i < file->count; i++)
        file->items[i].is_saved = false;
}

static LoadResult take_bytes(RecordFile *file, const char *path, const Buffer *bytes, FileHold hold, Error *err)
{
    Damage damage = {0};
    if (file->bytes_read == bytes->length)
        return LOAD_SAME;
    bool is_whole = take_lines(file, bytes, hold, &damage);
    file->hash_read = hash_words(HASH_BEGIN, bytes->bytes, file->bytes_read);
    settle(file);
    tell_damage(&damage, path, err);
    return is_whole ? LOAD_MORE : LOAD_TORN;
}

LoadResult record_file_load_bytes(RecordFile *file, const char *path, const Buffer *bytes, FileHold hold, Error *err)
{
    *err = (Error){0};
    bool is_other = file->bytes_read == 0 || is_another(file, bytes);
    if (is_other && record_file_is_foreign(bytes)) {
        error_set_at(err, path, 0, 0, _("it holds nothing that lectern wrote, and is left as it is; move it away to have bookmarks kept"));
        return LOAD_FAILED;
    }
    if (is_other)
        begin_again(file);
    LoadResult result = take_bytes(file, path, bytes, hold, err);
    if (result != LOAD_SAME)
        drop_twins(file);
    return result;
}

LoadResult record_file_load(RecordFile *file, const char *path, FileHold hold, Error *err)
{
    Buffer bytes = {0};
    Error ignored;
    err = err ? err : &ignored;
    *err = (Error){0};
    LoadResult result = record_file_read(path, &bytes, err) ? record_file_load_bytes(file, path, &bytes, hold, err) : LOAD_FAILED;
    buffer_free(&bytes);
    return result;
}
