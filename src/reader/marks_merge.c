// Marks of another person's state file, and what both ways in share.
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "base/translate.h"
#include "reader/marks_import_parts.h"
#include "reader/record.h"
#include "reader/record_file.h"
#include "text/amount.h"
#include "text/safe.h"

// What both share

int import_compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **import_ids(const Records *records)
{
    const size_t count = records_count(records);
    const char **ids = memory_new(count + 1, sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = records_at(records, i)->id;
    qsort(ids, count, sizeof *ids, import_compare_ids);
    return ids;
}

bool import_has_id(const char *const *ids, size_t count, const char *id)
{
    return id && bsearch(&id, ids, count, sizeof *ids, import_compare_ids);
}

static bool hear(void *context, int percent)
{
    Marks *marks = context;
    return marks_move(marks, marks->meter, (size_t)percent, 100);
}

static bool is_stopped(void *context)
{
    return marks_are_stopped(context);
}

Meter import_meter(Marks *marks)
{
    return meter_part((Meter){.tell = hear, .context = marks, .is_stopped = is_stopped}, 0, IMPORT_CHOSEN);
}

static bool hear_kept(void *context, int percent)
{
    const Marks *marks = context;
    meter_move(marks->meter, (size_t)percent, 100);
    return true;
}

static bool keep(Marks *marks, Record *items, size_t count, Error *err)
{
    const Meter meter = meter_part((Meter){.tell = hear_kept, .context = marks}, IMPORT_CHOSEN, 100);
    meter_move(meter, 0, 1);
    records_set_meter(marks->records, meter);
    const bool is_kept = !count || records_take(marks->records, items, count, err);
    records_set_meter(marks->records, (Meter){0});
    meter_move(meter, 1, 1);
    return is_kept;
}

bool import_stopped(Error *err)
{
    return error_set(err, _("Stopped; no mark has come in."));
}

static void add_number(Imported *imported, Met met, size_t number)
{
    size_t *const numbers[MET_KINDS] = {&imported->taken, &imported->there, &imported->near, &imported->left};
    *numbers[met] += number;
}

void import_count(Import *import, Met met, const Record *record)
{
    MetGroups *groups = &import->groups[met];
    if (!record->group || !*record->group) {
        add_number(import->imported, met, 1);
        return;
    }
    groups->items = memory_grow(groups->items, groups->count, &groups->capacity, sizeof *groups->items);
    groups->items[groups->count++] = memory_copy_text(record->group);
}

static size_t count_groups(MetGroups *groups)
{
    size_t count = 0;
    if (groups->count)
        qsort(groups->items, groups->count, sizeof *groups->items, import_compare_ids);
    for (size_t i = 0; i < groups->count; i++)
        count += i == 0 || strcmp(groups->items[i - 1], groups->items[i]) != 0;
    for (size_t i = 0; i < groups->count; i++)
        free(groups->items[i]);
    free(groups->items);
    return count;
}

bool import_keep(Import *import, Error *err)
{
    for (Met met = 0; met < MET_KINDS; met++)
        add_number(import->imported, met, count_groups(&import->groups[met]));
    bool is_kept = import->marks->is_stopped || keep(import->marks, import->items, import->count, err);
    for (size_t i = 0; i < import->count; i++)
        record_free(&import->items[i]);
    free(import->items);
    marks_lapse(import->marks);
    return is_kept;
}

// State files

static const char *other_title(const RecordFile *file, const char *title)
{
    const char *other = NULL;
    for (size_t i = 0; i < file->count; i++) {
        const Record *record = &file->items[i];
        if (!record_is_kind(record, "report") || !record->text)
            continue;
        if (strcmp(record->text, title) == 0)
            return NULL;
        other = record->text;
    }
    return other;
}

static bool is_personal(const Record *record)
{
    static const char *const personal[] = {"place", "begun", "read", "sections", "report"};
    bool is_one = false;
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
        is_one = is_one || record_is_kind(record, personal[i]);
    return is_one;
}

static int compare_records(const void *a, const void *b)
{
    return record_compare(a, b);
}

// Ids of the records that others make needless where both files are one, sorted: they are never written, and would wait for that for ever. Borrowed
// from the records; the caller frees.
static const char **needless_ids(const Records *records, const RecordFile *file, size_t *count)
{
    const size_t own = records_count(records), all = own + file->count;
    Record *both = memory_new(all + 1, sizeof *both);
    const char **ids = memory_new(all + 1, sizeof *ids);
    for (size_t i = 0; i < all; i++)
        both[i] = i < own ? *records_at(records, i) : file->items[i - own];
    qsort(both, all, sizeof *both, compare_records);
    bool *superseded = records_superseded(both, all);
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (superseded[i])
            ids[(*count)++] = both[i].id;
    qsort(ids, *count, sizeof *ids, import_compare_ids);
    free(superseded);
    free(both);
    return ids;
}

// What changes a mark: a highlight over several paragraphs is one, though each of its parts is changed by a record of its own.
typedef struct {
    const char *mark, *part;
} Change;

typedef struct {
    Change *items;
    size_t count, capacity;
} Changes;

static int compare_changes(const void *a, const void *b)
{
    const Change *left = a, *right = b;
    const int order = strcmp(left->mark, right->mark);
    return order ? order : strcmp(left->part, right->part);
}

// Of a mark as many as of the part that has the most.
static size_t count_changes(Changes *changes)
{
    size_t count = 0, most = 0, run = 0;
    if (changes->count)
        qsort(changes->items, changes->count, sizeof *changes->items, compare_changes);
    for (size_t i = 0; i < changes->count; i++) {
        const Change *change = &changes->items[i], *before = i ? change - 1 : NULL;
        const bool is_same_mark = before && strcmp(before->mark, change->mark) == 0;
        run = before && compare_changes(before, change) == 0 ? run + 1 : 1;
        count += is_same_mark ? 0 : most;
        most = is_same_mark && most > run ? most : run;
    }
    free(changes->items);
    return count + most;
}

// The parts of highlights, by their ids: `mark` is their group.
static void note_groups(Changes *parts, const Record *record)
{
    if (record->op != OP_ADD || !record->group || !*record->group)
        return;
    parts->items = memory_grow(parts->items, parts->count, &parts->capacity, sizeof *parts->items);
    parts->items[parts->count++] = (Change){.mark = record->group, .part = record->id};
}

static int compare_parts(const void *a, const void *b)
{
    return strcmp(((const Change *)a)->part, ((const Change *)b)->part);
}

static Changes find_parts(const Records *records, const RecordFile *file)
{
    Changes parts = {0};
    for (size_t i = 0; i < records_count(records); i++)
        note_groups(&parts, records_at(records, i));
    for (size_t i = 0; i < file->count; i++)
        note_groups(&parts, &file->items[i]);
    if (parts.count)
        qsort(parts.items, parts.count, sizeof *parts.items, compare_parts);
    return parts;
}

static void add_change(Changes *changes, const Changes *parts, const Record *record)
{
    const char *part = record->of ? record->of : "";
    const Change wanted = {.part = part};
    const Change *found = parts->count ? bsearch(&wanted, parts->items, parts->count, sizeof *parts->items, compare_parts) : NULL;
    changes->items = memory_grow(changes->items, changes->count, &changes->capacity, sizeof *changes->items);
    changes->items[changes->count++] = (Change){.mark = found ? found->mark : part, .part = part};
}

static void take_state(Import *import, RecordFile *file)
{
    Changes changes = {0}, there = {0}, parts = find_parts(import->marks->records, file);
    const char **ids = import_ids(import->marks->records);
    const size_t count = records_count(import->marks->records);
    size_t needless_count;
    const char **needless = needless_ids(import->marks->records, file, &needless_count);
    bool *is_needless = memory_new(file->count + 1, sizeof *is_needless);
    for (size_t i = 0; i < file->count; i++)
        is_needless[i] = import_has_id(needless, needless_count, file->items[i].id);
    free(needless);
    for (size_t i = 0; i < file->count; i++) {
        Record *record = &file->items[i];
        if (is_personal(record))
            continue;
        const bool is_there = import_has_id(ids, count, record->id);
        if (!is_there && is_needless[i])
            continue;
        if (record->op == OP_ADD || record->is_foreign)
            import_count(import, is_there ? MET_THERE : MET_TAKEN, record);
        else
            add_change(is_there ? &there : &changes, &parts, record);
        if (is_there)
            continue;
        import->items = memory_grow(import->items, import->count, &import->capacity, sizeof *import->items);
        import->items[import->count++] = *record;
        *record = (Record){.id = memory_copy_text(""), .kind = memory_copy_text("report")};
    }
    import->imported->changes += count_changes(&changes);
    import->imported->there += count_changes(&there);
    free(parts.items);
    free(ids);
    free(is_needless);
    for (size_t i = 0; i < file->odd_count; i++)
        import->imported->left += file->odd[i].bytes[0] != '#';
}

// It is the person's other file: nothing is to be moved away.
static bool refuse_foreign(const char *path, Error *err)
{
    return error_set_at(err, path, 0, 0, _("there are no bookmarks of lectern's in it; name the file ID.yaml of another person"));
}

static bool read_state(const Marks *marks, const char *path, const Buffer *bytes, RecordFile *file, Error *err)
{
    const bool is_read = record_file_is_foreign(bytes) ? refuse_foreign(path, err) : record_file_load_bytes(file, path, bytes, FILE_LOCKED, err) != LOAD_FAILED;
    const char *other = is_read ? other_title(file, report_about(marks->report)->title) : NULL;
    if (marks_are_stopped(marks))
        return import_stopped(err);
    return is_read && (!other || error_set_at(err, path, 0, 0, _("it belongs to another report, \"%.200s\""), other));
}

bool marks_merge(Marks *marks, const char *path, const Buffer *bytes, Imported *imported, Error *err)
{
    *imported = (Imported){0};
    Import import = {.marks = marks, .imported = imported};
    RecordFile file = {.meter = import_meter(marks)};
    marks_refresh(marks);
    const bool is_read = read_state(marks, path, bytes, &file, err);
    if (is_read)
        take_state(&import, &file);
    record_file_free(&file);
    return import_keep(&import, err) && is_read;
}

// In words

char *imported_text(const Imported *imported)
{
    Buffer text = {0}, title = {0};
    safe_add_line(&title, imported->title, strlen(imported->title));
    if (imported->is_other)
        buffer_addf(&text, _("From another report, \"%s\". "), title.length ? title.bytes : "?");
    buffer_addf(&text, _("New marks: %s."), AMOUNT(imported->taken));
    if (imported->near)
        buffer_addf(&text, _(" Of these, words that have changed or are gone: %s."), AMOUNT(imported->near));
    if (imported->changes)
        buffer_addf(&text, _(" Changes to marks: %s."), AMOUNT(imported->changes));
    if (imported->there)
        buffer_addf(&text, _(" There already: %s."), AMOUNT(imported->there));
    if (imported->left)
        buffer_addf(&text, _(" Left out, since they can't be read or don't fit this report: %s."), AMOUNT(imported->left));
    buffer_free(&title);
    return buffer_take(&text);
}
