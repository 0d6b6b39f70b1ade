// One record of the state file and the line that it is written as.
#include "reader/record.h"
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/number.h"
#include "yaml/node.h"
#include "yaml/write.h"

static const char *const op_names[] = {[OP_ADD] = "add", [OP_CHANGE] = "change", [OP_REMOVE] = "remove", [OP_RESTORE] = "restore"};
enum { OP_COUNT = sizeof op_names / sizeof *op_names };

// Text of a field; NULL where it is absent, no text, or holds a NUL.
static const char *field(const YamlNode *mapping, const char *key)
{
    const YamlNode *value = yaml_get(mapping, key);
    return value && value->kind == YAML_SCALAR && strlen(value->text) == value->length ? value->text : NULL;
}

static char *copy_or_empty(const char *text)
{
    return memory_copy_text(text ? text : "");
}

static Anchor read_anchor(const YamlNode *place)
{
    if (!place || !field(place, "chapter"))
        return (Anchor){0};
    return (Anchor){
        .chapter = memory_copy_text(field(place, "chapter")),
        .block = copy_or_empty(field(place, "block")),
        .exact = copy_or_empty(field(place, "exact")),
        .prefix = copy_or_empty(field(place, "prefix")),
        .suffix = copy_or_empty(field(place, "suffix")),
        .name = memory_copy_text(field(place, "name")),
    };
}

static bool read_op(const char *name, Op *op)
{
    for (int i = 0; i < OP_COUNT; i++)
        if (strcmp(name, op_names[i]) == 0) {
            *op = (Op)i;
            return true;
        }
    return false;
}

static bool is_filled(const char *text)
{
    return text && *text;
}

static bool read_fields(const YamlNode *root, Record *record)
{
    const char *version = field(root, "v"), *op = field(root, "op"), *id = field(root, "id"), *seq_text = field(root, "seq");
    long seq;
    if (!is_filled(version) || !is_filled(op) || !is_filled(id) || !seq_text || !number_read(seq_text, 0, (long)RECORD_SEQ_MOST, &seq))
        return false;
    *record = (Record){.seq = (unsigned long)seq, .is_saved = true, .is_foreign = strcmp(version, "1") != 0};
    if (!read_op(op, &record->op))
        record->is_foreign = true;
    const char *kind = field(root, "kind"), *of = field(root, "of");
    bool is_whole = record->op == OP_ADD ? is_filled(kind) : is_filled(of);
    if (!is_whole && !record->is_foreign)
        return false;
    record->id = memory_copy_text(id);
    record->of = memory_copy_text(of);
    record->kind = copy_or_empty(kind);
    record->time = memory_copy_text(field(root, "time"));
    record->anchor = read_anchor(yaml_get(root, "place"));
    record->text = memory_copy_text(field(root, "text"));
    record->tags = memory_copy_text(field(root, "tags"));
    record->edition = memory_copy_text(field(root, "edition"));
    record->group = memory_copy_text(field(root, "group"));
    return true;
}

bool record_read(const char *line, size_t length, Record *record)
{
    if (length == 0 || line[0] != '{')
        return false;
    Problems problems = {0};
    Arena *arena = arena_new();
    const YamlFile file = {.name = "", .bytes = line, .length = length, .problems = &problems};
    const YamlNode *root = yaml_read(arena, &file, &yaml_small_limits);
    bool is_read = root && problems.errors == 0 && read_fields(root, record);
    if (is_read)
        record->raw = memory_copy(line, length);
    problems_clear(&problems);
    arena_free(arena);
    return is_read;
}

static void write_field(Buffer *out, const char *key, const char *text)
{
    if (text)
        yaml_write_pair(out, key, text);
}

static void write_anchor(Buffer *out, const Anchor *anchor)
{
    buffer_add_text(out, ", place: {");
    write_field(out, "chapter", anchor->chapter);
    write_field(out, "block", anchor->block);
    write_field(out, "exact", anchor->exact);
    write_field(out, "prefix", anchor->prefix);
    write_field(out, "suffix", anchor->suffix);
    write_field(out, "name", anchor->name);
    buffer_add_char(out, '}');
}

void record_write(Buffer *out, const Record *record)
{
    buffer_addf(out, "{v: \"1\", op: \"%s\", seq: \"%lu\"", op_names[record->op], record->seq);
    write_field(out, "id", record->id);
    write_field(out, "of", record->of);
    write_field(out, "kind", record->kind);
    write_field(out, "time", record->time);
    if (record->anchor.chapter)
        write_anchor(out, &record->anchor);
    write_field(out, "text", record->text);
    write_field(out, "tags", record->tags);
    write_field(out, "edition", record->edition);
    write_field(out, "group", record->group);
    buffer_add_char(out, '}');
}

void record_free(Record *record)
{
    free(record->id);
    free(record->of);
    free(record->kind);
    free(record->time);
    anchor_free(&record->anchor);
    free(record->text);
    free(record->tags);
    free(record->edition);
    free(record->group);
    free(record->raw);
    *record = (Record){0};
}

int record_compare(const Record *a, const Record *b)
{
    if (a->seq != b->seq)
        return a->seq < b->seq ? -1 : 1;
    return strcmp(a->id, b->id);
}
