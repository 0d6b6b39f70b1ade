// Web annotations become marks.
#include "reader/marks_import.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/memory.h"
#include "base/translate.h"
#include "reader/marks_export_parts.h"
#include "reader/marks_import_parts.h"
#include "reader/record.h"
#include "reader/tags.h"
#include "text/utf8.h"
#include "yaml/node.h"

enum { BYTES_READ = 25 };    // percent until they are chosen, which differs much: a report may have to be read for each annotation, or none

static const YamlLimits import_limits = {.file = IMPORT_BYTES, .scalar = RECORD_LINE_BYTES, .depth = 32, .nodes = 2000000};

// JSON as YAML

// The four digits behind "\u". -1: there are none.
static long escaped_unit(const char *at, const char *end)
{
    char digits[5] = "";
    char *behind;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    memcpy(digits, at + 2, 4);
    const long unit = strtol(digits, &behind, 16);
    return behind == digits + 4 ? unit : -1;
}

// JSON is YAML but for signs that it escapes as two halves (RFC 8259, 7), which YAML does not know.
static void join_halves(const Buffer *json, Buffer *out)
{
    const char *end = buffer_text(json) + json->length;
    for (const char *at = buffer_text(json); at < end;) {
        const long high = escaped_unit(at, end), low = high >= 0xD800 && high < 0xDC00 ? escaped_unit(at + 6, end) : -1;
        char bytes[4];
        if (low >= 0xDC00 && low < 0xE000) {
            buffer_add(out, bytes, (size_t)utf8_put(bytes, (uint32_t)(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))));
            at += 12;
        } else {
            const size_t length = *at == '\\' && end - at > 1 ? 2 : 1;
            buffer_add(out, at, length);
            at += length;
        }
    }
}

static const char *text_of(const YamlNode *mapping, const char *key)
{
    const YamlNode *value = mapping ? yaml_get(mapping, key) : NULL;
    return value && value->kind == YAML_SCALAR ? value->text : "";
}

// What may stand alone or in a list: its first.
static const YamlNode *first_of(const YamlNode *node)
{
    return node && node->kind == YAML_SEQUENCE ? node->first : node;
}

// Annotations

static const YamlNode *find_selector(const YamlNode *annotation)
{
    const YamlNode *target = first_of(yaml_get(annotation, "target"));
    const YamlNode *selector = target ? first_of(yaml_get(target, "selector")) : NULL;
    for (; selector; selector = selector->next)
        if (strcmp(text_of(selector, "type"), "TextQuoteSelector") == 0 && *text_of(selector, "exact"))
            return selector;
    return NULL;
}

static void add_tag(Buffer *tags, const char *tag)
{
    buffer_add_text(tags, tags->length ? ", " : "");
    for (const char *at = tag; *at; at++)
        buffer_add_char(tags, *at == ',' ? ' ' : *at);
}

static void add_comment(Buffer *note, const char *text)
{
    buffer_add_text(note, note->length && *text ? "\n" : "");
    buffer_add_text(note, text);
}

static void read_bodies(const YamlNode *annotation, Record *record)
{
    Buffer note = {0}, tags = {0};
    const YamlNode *body = yaml_get(annotation, "body");
    add_comment(&note, text_of(annotation, "bodyValue"));
    const bool is_list = body && body->kind == YAML_SEQUENCE;
    for (body = first_of(body); body; body = is_list ? body->next : NULL) {
        if (strcmp(text_of(body, "purpose"), "tagging") == 0)
            add_tag(&tags, text_of(body, "value"));
        else
            add_comment(&note, text_of(body, "value"));
    }
    record->text = note_safe(buffer_text(&note));
    record->tags = tags.length ? tags_read(buffer_text(&tags)) : NULL;
    buffer_free(&note);
    buffer_free(&tags);
}

static Anchor read_anchor(const YamlNode *annotation, const YamlNode *selector)
{
    const YamlNode *own = yaml_get(annotation, "lectern");
    const char *name = text_of(own, "name");
    return (Anchor){
        .chapter = memory_copy_text(text_of(own, "chapter")),
        .block = memory_copy_text(text_of(own, "block")),
        .exact = memory_copy_text(text_of(selector, "exact")),
        .prefix = memory_copy_text(text_of(selector, "prefix")),
        .suffix = memory_copy_text(text_of(selector, "suffix")),
        .name = *name ? memory_copy_text(name) : NULL,
    };
}

// As marks of this report are kept. What is not there any more stays as it came, if it was made here.
static bool settle(Import *import, Record *record)
{
    Place place;
    Report *report = import->marks->report;
    const AnchorResult found = anchor_find(report, &record->anchor, &place);
    if (found != ANCHOR_FOUND && (import->imported->is_other || !*record->anchor.chapter))
        return false;
    if (found != ANCHOR_FOUND) {
        import_count(import, MET_NEAR, record);
        return true;
    }
    const size_t end = place.byte + strlen(record->anchor.exact);
    anchor_free(&record->anchor);
    record->anchor = strcmp(record->kind, "highlight") == 0 ? anchor_new_range(report, place, end) : anchor_new(report, place);
    return true;
}

static bool is_id(const char *id)
{
    return strlen(id) >= 8 && strlen(id) <= 64 && id[strspn(id, "0123456789abcdef")] == '\0';
}

static char *read_id(const YamlNode *annotation)
{
    const char *id = text_of(annotation, "id");
    const size_t length = strlen(MARKS_ANNOTATION);
    return strncmp(id, MARKS_ANNOTATION, length) == 0 && is_id(id + length) ? memory_copy_text(id + length) : NULL;
}

static char *read_group(const YamlNode *annotation)
{
    const char *group = text_of(yaml_get(annotation, "lectern"), "group");
    return is_id(group) ? memory_copy_text(group) : NULL;
}

static bool is_alike(const Mark *mark, const Record *record, Place place)
{
    const bool is_highlight = strcmp(record->kind, "highlight") == 0;
    return (mark->kind == MARK_HIGHLIGHT) == is_highlight && place_compare(mark->place, place) == 0 && strcmp(mark->note, record->text) == 0
        && (!is_highlight || strcmp(mark->kept.exact, record->anchor.exact) == 0);
}

// One without an id of lectern's, from another program, is there where the same words have the same note.
static bool is_twin(Marks *marks, const Record *record)
{
    Place place;
    if (record->id || anchor_find(marks->report, &record->anchor, &place) != ANCHOR_FOUND)
        return false;
    for (size_t i = 0; i < marks_count(marks); i++)
        if (is_alike(marks_at(marks, i), record, place))
            return true;
    return false;
}

static void add_record(Import *import, Record record)
{
    import->items = memory_grow(import->items, import->count, &import->capacity, sizeof *import->items);
    import->items[import->count++] = record;
    import_count(import, MET_TAKEN, &record);
}

static void take_annotation(Import *import, const YamlNode *annotation, const char *const *ids)
{
    const YamlNode *selector = annotation->kind == YAML_MAPPING ? find_selector(annotation) : NULL;
    if (!selector) {
        import->imported->left++;
        return;
    }
    const bool is_highlight = strcmp(text_of(annotation, "motivation"), "highlighting") == 0;
    const char *time = text_of(annotation, "created"), *edition = text_of(yaml_get(annotation, "lectern"), "edition");
    Record record = {
        .op = OP_ADD,
        .id = read_id(annotation),
        .kind = memory_copy_text(is_highlight ? "highlight" : "bookmark"),
        .anchor = read_anchor(annotation, selector),
        .time = *time ? memory_copy_text(time) : NULL,
        .edition = *edition ? memory_copy_text(edition) : NULL,
        .group = read_group(annotation),
    };
    read_bodies(annotation, &record);
    if (import_has_id(ids, records_count(import->marks->records), record.id) || is_twin(import->marks, &record))
        import_count(import, MET_THERE, &record);
    else if (record_fits_line(&record) && settle(import, &record)) {
        add_record(import, record);
        return;
    } else
        import_count(import, MET_LEFT, &record);
    record_free(&record);
}

// A page has items; a collection its first page; a list is one; and one annotation may stand alone.
static const YamlNode *find_annotations(const YamlNode *root)
{
    const YamlNode *page = yaml_get(root, "first");
    if (root->kind == YAML_SEQUENCE)
        return root;
    return yaml_get(page ? page : root, "items");
}

static void take_annotations(Import *import, const YamlNode *root)
{
    const YamlNode *own = yaml_get(root, "lectern"), *list = find_annotations(root);
    Imported *imported = import->imported;
    imported->is_other = strcmp(text_of(own, "id"), report_about(import->marks->report)->id) != 0;
    strncpy(imported->title, text_of(own, "title"), sizeof imported->title - 1);
    const char **ids = import_ids(import->marks->records);
    if (!list)
        take_annotation(import, root, ids);
    size_t taken = 0;
    const Meter meter = meter_part(import_meter(import->marks), BYTES_READ, 100);
    const YamlNode *item = list && list->kind == YAML_SEQUENCE ? list->first : NULL;
    for (; item && marks_move(import->marks, meter, taken, list->count); item = item->next, taken++)
        take_annotation(import, item, ids);
    free(ids);
}

bool marks_import(Marks *marks, const char *path, const Buffer *bytes, Imported *imported, Error *err)
{
    *imported = (Imported){0};
    Import import = {.marks = marks, .imported = imported};
    Buffer json = {0};
    Problems problems = {0};
    join_halves(bytes, &json);
    marks_refresh(marks);
    Arena *arena = arena_new();
    const YamlFile file = {.name = path, .bytes = buffer_text(&json), .length = json.length, .problems = &problems,
        .meter = meter_part(import_meter(marks), 0, BYTES_READ)};
    const YamlNode *root = yaml_read(arena, &file, &import_limits);
    const bool is_good = root && root->kind != YAML_SCALAR && !problems.errors;
    if (is_good)
        take_annotations(&import, root);
    else if (problems.errors)
        *err = *problems_first_error(&problems);
    else
        error_set_at(err, path, 0, 0, _("these are no annotations"));
    const bool is_kept = import_keep(&import, err);
    if (marks_are_stopped(marks))
        import_stopped(err);
    problems_clear(&problems);
    arena_free(arena);
    buffer_free(&json);
    return is_good && is_kept && !marks_are_stopped(marks);
}
