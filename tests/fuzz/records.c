// A state file: read at once or as it grows, every line of it is a record or kept as it is.
#include <stdlib.h>
#include <string.h>
#include "fuzz.h"
#include "reader/record_file.h"

static LoadResult load(RecordFile *file, const char *bytes, size_t length, FileHold hold)
{
    Buffer text = {0};
    Error error = {0};
    buffer_add(&text, bytes, length);
    LoadResult result = record_file_load_bytes(file, "state.yaml", &text, hold, &error);
    HOLD(result != LOAD_FAILED || *error.text);
    buffer_free(&text);
    return result;
}

static void hold_order(const RecordFile *file)
{
    for (size_t i = 1; i < file->count; i++)
        HOLD(record_compare(&file->items[i - 1], &file->items[i]) < 0);
}

// Which of two different records with the same seq and id stays is open: no session writes such.
static void hold_same(const RecordFile *one, const RecordFile *other)
{
    HOLD(one->count == other->count && one->odd_count == other->odd_count);
    for (size_t i = 0; i < one->count; i++)
        HOLD(record_compare(&one->items[i], &other->items[i]) == 0);
    for (size_t i = 0; i < one->odd_count; i++)
        HOLD(one->odd[i].length == other->odd[i].length && !memcmp(one->odd[i].bytes, other->odd[i].bytes, one->odd[i].length));
}

static bool is_blank(const char *line, size_t length)
{
    while (length && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r'))
        length--;
    return length == 0;
}

// A session writes a record and its line end at once: no file ends in a whole record (with the CR of an editor), or in spaces, and goes on with
// that line later.
static bool is_cut_within_line(const char *text, size_t length, size_t part)
{
    size_t begin = part;
    while (begin > 0 && text[begin - 1] != '\n')
        begin--;
    Record record;
    if (part == length || text[part] == '\n' || begin == part)
        return false;
    if (is_blank(text + begin, part - begin))
        return true;
    const size_t length_read = part - begin - (text[part - 1] == '\r');
    bool is_record = record_read(text + begin, length_read, &record);
    if (is_record)
        record_free(&record);
    return is_record;
}

// Superseded or not, what compaction keeps says the same again.
static void hold_compacts(const RecordFile *file)
{
    Buffer text = {0};
    RecordFile again = {0};
    bool *superseded = records_superseded(file->items, file->count);
    size_t kept = 0;
    for (size_t i = 0; i < file->count; i++)
        if (!superseded[i]) {
            buffer_addf(&text, "%s\n", file->items[i].raw);
            kept++;
        }
    load(&again, buffer_text(&text), text.length, FILE_LOCKED);
    HOLD(again.count == kept && again.odd_count == 0);
    record_file_free(&again);
    free(superseded);
    buffer_free(&text);
}

void fuzz_records(const uint8_t *bytes, size_t length)
{
    Choices choices = {bytes, length};
    size_t part = (size_t)choose(&choices, 0, 255);
    const char *text = (const char *)choices.bytes;
    RecordFile whole = {0}, grown = {0};
    part = part < choices.length ? part : choices.length;
    LoadResult result = load(&whole, text, choices.length, FILE_LOCKED);
    HOLD(result != LOAD_TORN && (result != LOAD_MORE || whole.bytes_read == choices.length));
    LoadResult first = load(&grown, text, part, FILE_SHARED);
    LoadResult second = load(&grown, text, choices.length, FILE_LOCKED);
    hold_order(&whole);
    hold_order(&grown);
    bool is_grown = !is_cut_within_line(text, choices.length, part);
    if (is_grown && first != LOAD_FAILED && second != LOAD_FAILED && result != LOAD_FAILED)
        hold_same(&whole, &grown);
    hold_compacts(&whole);
    record_file_free(&whole);
    record_file_free(&grown);
}
