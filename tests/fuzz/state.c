// A line of the state file: what is read is written so that it is read the same.
#include <string.h>
#include "fuzz.h"
#include "reader/record.h"

static void hold_same_anchor(const Anchor *one, const Anchor *other)
{
    HOLD(same_text(one->chapter, other->chapter) && same_text(one->block, other->block) && same_text(one->name, other->name));
    HOLD(same_text(one->exact, other->exact) && same_text(one->prefix, other->prefix) && same_text(one->suffix, other->suffix));
}

static void hold_same(const Record *one, const Record *other)
{
    HOLD(one->op == other->op && one->seq == other->seq && record_compare(one, other) == 0);
    HOLD(same_text(one->id, other->id) && same_text(one->of, other->of) && same_text(one->kind, other->kind));
    HOLD(same_text(one->time, other->time) && same_text(one->text, other->text) && same_text(one->tags, other->tags));
    HOLD(same_text(one->edition, other->edition));
    hold_same_anchor(&one->anchor, &other->anchor);
}

static void hold_is_written(const Record *record)
{
    Buffer line = {0}, again = {0};
    Record back;
    record_write(&line, record);
    HOLD(!strpbrk(line.bytes, "\r\n") && strlen(line.bytes) == line.length);
    HOLD(record_read(line.bytes, line.length, &back));
    hold_same(record, &back);
    record_write(&again, &back);
    HOLD(same_text(line.bytes, again.bytes));
    record_free(&back);
    buffer_free(&line);
    buffer_free(&again);
}

static void fuzz_line(const char *line, size_t length)
{
    Record record;
    if (!record_read(line, length, &record))
        return;
    HOLD(record.id && *record.id && record.kind && record.is_saved && record.seq <= RECORD_SEQ_MOST);
    HOLD(strlen(record.raw) == length && !memcmp(record.raw, line, length));
    HOLD(record.is_foreign || (record.op == OP_ADD ? *record.kind != '\0' : record.of && *record.of));
    if (!record.is_foreign)
        hold_is_written(&record);
    record_free(&record);
}

void fuzz_state(const uint8_t *bytes, size_t length)
{
    fuzz_line((const char *)bytes, length);
}
