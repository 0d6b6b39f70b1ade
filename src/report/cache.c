// Chapters in a compiled file.
#include "report/cache.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/disk.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/random.h"
#include "base/store.h"
#include "base/translate.h"
#include "report/compiled.h"
#include "report/files.h"
#include "text/fold.h"

enum {
    WORTH_BYTES = 512 * 1024,   // of small chapters at hand: what is less needs no file, and none is dropped
    KEPT_BYTES = 128 * 1024,    // of those that nobody needs just now, where there is a file, from which one comes back at once
    LARGE_BYTES = 256 * 1024,   // of one chapter, parsed
    COPIED_BYTES = 8 << 20,     // at the end of a session: some milliseconds
    PIECES = 2,                 // of a chapter
    DIGITS = 16,
};
#define FOLDER_BYTES ((uint64_t)1 << 30)    // of all reports

#define FOLDED_END ".folded" CACHE_END

typedef enum { PIECE_CHAPTER, PIECE_OUTLINE } PieceKind;

struct ReportCache {
    char *folder;
    char *shared;           // NULL = there is none
    bool is_for_all;        // what is put
    Store *store;           // NULL = not needed so far, or refused
    Store *folded;          // likewise: of the texts as search sees them; there is none without the other
    int searched;           // no chapter before it that can be there is not in it
    bool is_refused;        // the folder's disk can't be relied on, or took no more: all stays as without
    uint64_t session;       // a random number
    bool is_finished;       // the file has all chapters, or never will
    int *loaded;            // chapters at hand that can be dropped
    size_t count, capacity;
    int known;              // no chapter before it was not read yet
    unsigned long clock;
};

static size_t piece_of(int index, PieceKind kind)
{
    return (size_t)index * PIECES + kind;
}

// What all chapters depend on beside their files.
static uint64_t key_of(const Report *report)
{
    return hash_words(compiled_maker(), buffer_text(&report->bytes), report->bytes.length);
}

// Two reports may have one id: they differ in where they are.
static char *path_of(const Report *report, const char *folder, const char *end)
{
    Buffer name = {0};
    const char *slash = strrchr(report->file.name, '/'), *file = slash ? slash + 1 : report->file.name;
    uint64_t place = hash_bytes(HASH_BEGIN, report->folder, strlen(report->folder) + 1);
    place = hash_bytes(place, file, strlen(file));
    buffer_addf(&name, "%s-%016llx%s", report->manifest.about.id, (unsigned long long)place, end);
    char *path = path_join(folder, buffer_text(&name));
    buffer_free(&name);
    return path;
}

static uint64_t new_session(void)
{
    char digits[DIGITS + 1];
    random_hex(digits, sizeof digits);
    return hash_bytes(HASH_BEGIN, digits, sizeof digits);
}

void report_use_cache(Report *report, const char *folder)
{
    if (report->cache || report->descriptor < 0 || report->manifest.count > STORE_PIECES_MOST / PIECES)
        return;
    report->cache = memory_new(1, sizeof *report->cache);
    report->cache->folder = memory_copy_text(folder);
    report->cache->session = new_session();
    for (int i = 0; i < report->manifest.count; i++)
        if (report->manifest.entries[i].chapter)
            cache_add(report, i);
}

void report_share_cache(Report *report, const char *folder)
{
    if (report->cache && folder && !report->cache->shared)
        report->cache->shared = memory_copy_text(folder);
}

const char *report_shared_cache(const Report *report)
{
    return report->cache ? report->cache->shared : NULL;
}

const char *report_cache(const Report *report)
{
    return report->cache ? report->cache->folder : NULL;
}

static void drop(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    chapter_free(entry->chapter);
    entry->chapter = NULL;
    store_unmap(&entry->piece);
}

static void publish(const ReportCache *cache)
{
    if (store_publish(cache->store))
        store_sweep(cache->folder, CACHE_END, FOLDER_BYTES);
}

// Who ends before all chapters are in the file begins the next time with those that are, unless there is much in the file of before, which would have
// to be copied.
void cache_free(Report *report)
{
    ReportCache *cache = report->cache;
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        drop(report, cache->loaded[i]);
    if (cache->store && store_size_before(cache->store) <= COPIED_BYTES)
        publish(cache);
    store_free(cache->store);
    store_free(cache->folded);
    free(cache->folder);
    free(cache->shared);
    free(cache->loaded);
    free(cache);
    report->cache = NULL;
}

static bool is_near(const Report *report, const char *folder)
{
    return report->wait ? disk_is_near_apart(folder, report->wait->patience) : disk_is_near(folder);
}

// Of a folder whose disk may stop to answer nothing is opened.
static Store *open_store(const Report *report, const char *end, uint64_t key, size_t pieces)
{
    const ReportCache *cache = report->cache;
    const bool has_own = is_near(report, cache->folder), has_shared = cache->shared && is_near(report, cache->shared);
    char *own = has_own ? path_of(report, cache->folder, end) : NULL, *shared = has_shared ? path_of(report, cache->shared, end) : NULL;
    Store *store = has_own || has_shared ? store_open(own, key, pieces) : NULL;
    if (has_shared)
        store_add_shared(store, shared);
    if (store && cache->is_for_all)
        store_share(store);
    free(own);
    free(shared);
    return store;
}

// Opened when the first large chapter is read, or so many small ones: most reports need none. NULL: there can't be one.
static Store *store_of(Report *report)
{
    ReportCache *cache = report->cache;
    if (!cache || cache->store || cache->is_refused)
        return cache ? cache->store : NULL;
    cache->store = open_store(report, CACHE_END, key_of(report), (size_t)report->manifest.count * PIECES);
    cache->is_refused = !cache->store;
    return cache->store;
}

// Under which a chapter's pieces are put: another one in each session where its file may become another one with the same stamp.
static Stamp stamp_in(const Report *report, StampedFile file)
{
    return file.is_fresh ? file.kept ^ report->cache->session : file.kept;
}

static Stamp stamp_of(const Report *report, int index)
{
    return stamp_in(report, report->manifest.entries[index].stamped);
}

static bool is_put(const Report *report, int index)
{
    const Stamp stamp = stamp_of(report, index);
    const Store *store = report->cache->store;
    return store && store_has(store, piece_of(index, PIECE_CHAPTER), stamp) && store_has(store, piece_of(index, PIECE_OUTLINE), stamp);
}

bool cache_may_have(const Report *report)
{
    const ReportCache *cache = report->cache;
    return cache && !cache->is_refused && (!cache->store || store_was_there(cache->store));
}

bool cache_has(const Report *report, int index, StampedFile file)
{
    const Store *store = report->cache ? report->cache->store : NULL;
    return store && store_has(store, piece_of(index, PIECE_CHAPTER), stamp_in(report, file));
}

bool cache_take(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    Store *store = store_of(report);
    if (!store || !store_map(store, piece_of(index, PIECE_CHAPTER), stamp_of(report, index), &entry->piece))
        return false;
    entry->chapter = compiled_chapter(entry->piece.bytes, entry->piece.length, index);
    if (!entry->chapter)
        store_unmap(&entry->piece);
    return entry->chapter;
}

// Where the meter is stopped between its two halves nothing is.
static bool put(Report *report, int index, Meter meter)
{
    const Entry *entry = &report->manifest.entries[index];
    const Stamp stamp = stamp_of(report, index);
    Store *store = store_of(report);
    Buffer chapter = {0}, outline = {0};
    const bool is_good = store && compiled_put(&chapter, entry->chapter) && compiled_put_outline(&outline, entry->chapter)
        && meter_move(meter, CHAPTER_LOADED, 100) && store_put(store, piece_of(index, PIECE_CHAPTER), stamp, chapter.bytes, chapter.length)
        && store_put(store, piece_of(index, PIECE_OUTLINE), stamp, outline.bytes, outline.length);
    buffer_free(&chapter);
    buffer_free(&outline);
    return is_good;
}

// A key need not wait for it: what is not put now is put before it is dropped.
void cache_swap(Report *report, int index)
{
    Entry *entry = &report->manifest.entries[index];
    Chapter *parsed = entry->chapter;
    if (!report->cache || parsed->is_broken || arena_size(parsed->arena) < LARGE_BYTES)
        return;
    const Meter meter = report->meter;
    if (!meter_move(meter, CHAPTER_LOADED, 100) || !put(report, index, meter) || !meter_move(meter, CHAPTER_LOADED, 100))
        return;
    if (cache_take(report, index))
        chapter_free(parsed);
    else
        entry->chapter = parsed;
}

bool cache_outline(Report *report, int index, Arena *arena, Outline *outline)
{
    StorePiece piece;
    if (!report->cache || !report->cache->store || !store_map(report->cache->store, piece_of(index, PIECE_OUTLINE), stamp_of(report, index), &piece))
        return false;
    const bool is_good = compiled_outline(piece.bytes, piece.length, report->manifest.entries[index].blocks, arena, outline);
    store_unmap(&piece);
    return is_good;
}

bool cache_is_same(const Report *report, int index)
{
    const Entry *entry = &report->manifest.entries[index];
    Buffer chapter = {0};
    const bool is_same = report->cache && report->cache->store && compiled_put(&chapter, entry->chapter)
        && store_is(report->cache->store, piece_of(index, PIECE_CHAPTER), stamp_of(report, index), chapter.bytes, chapter.length);
    buffer_free(&chapter);
    return is_same;
}

_Noreturn void cache_end(const Report *report, int index)
{
    Buffer sentence = {0};
    buffer_addf(&sentence, _("chapter %1$d was saved anew while it was read, and what was kept of it in %2$s is damaged; what was saved is safe: start again"),
        index + 1, report->cache->folder);
    memory_end_saying(buffer_text(&sentence));
}

void cache_add(Report *report, int index)
{
    ReportCache *cache = report->cache;
    if (!cache || report->manifest.entries[index].chapter->is_broken)
        return;
    cache->loaded = memory_grow(cache->loaded, cache->count, &cache->capacity, sizeof *cache->loaded);
    cache->loaded[cache->count++] = index;
}

void cache_touch(Report *report, int index)
{
    if (report->cache)
        report->manifest.entries[index].used = ++report->cache->clock;
}

// Putting, and dropping

static size_t size_of(const Report *report, int index)
{
    const Entry *entry = &report->manifest.entries[index];
    return arena_size(entry->chapter->arena) + entry->piece.length;
}

typedef struct {
    bool (*stays)(const void *context, int chapter);
    const void *context;
} Keeping;

static size_t spare_bytes(const Report *report, Keeping keeping)
{
    const ReportCache *cache = report->cache;
    size_t bytes = 0;
    for (size_t i = 0; i < cache->count; i++)
        if (!keeping.stays(keeping.context, cache->loaded[i]))
            bytes += size_of(report, cache->loaded[i]);
    return bytes;
}

// Where in `loaded` the one stands that was used longest ago; the count: none can go.
static size_t oldest(const Report *report, Keeping keeping)
{
    const ReportCache *cache = report->cache;
    const Entry *entries = report->manifest.entries;
    size_t found = cache->count;
    for (size_t i = 0; i < cache->count; i++)
        if (!keeping.stays(keeping.context, cache->loaded[i]) && (found == cache->count || entries[cache->loaded[i]].used < entries[cache->loaded[found]].used))
            found = i;
    return found;
}

// What is small enough to be parsed at once needs no file.
static bool is_worth_it(const Report *report)
{
    const ReportCache *cache = report->cache;
    size_t bytes = 0;
    for (size_t i = 0; i < cache->count && !cache->store; i++)
        bytes += size_of(report, cache->loaded[i]);
    return cache->store || bytes > WORTH_BYTES;
}

static bool can_drop(Report *report, int index)
{
    return is_put(report, index) || put(report, index, (Meter){0});
}

// False: what is to go can't be kept anywhere.
static bool drop_spare(Report *report, Keeping keeping)
{
    ReportCache *cache = report->cache;
    for (size_t spare = spare_bytes(report, keeping); spare > KEPT_BYTES;) {
        const size_t at = oldest(report, keeping);
        cache->is_refused = !can_drop(report, cache->loaded[at]);
        if (cache->is_refused)
            return false;
        spare -= size_of(report, cache->loaded[at]);
        drop(report, cache->loaded[at]);
        cache->loaded[at] = cache->loaded[--cache->count];
    }
    return true;
}

// Folded texts

static size_t folded_piece(int index, FoldedPiece kind)
{
    return (size_t)index * FOLDED_PIECES + kind;
}

static Store *folded_store(const Report *report)
{
    ReportCache *cache = report->cache;
    if (!cache || !cache->store || cache->folded)
        return cache ? cache->folded : NULL;
    const unsigned version = FOLD_VERSION;
    cache->folded = open_store(report, FOLDED_END, hash_bytes(key_of(report), &version, sizeof version), (size_t)report->manifest.count * FOLDED_PIECES);
    return cache->folded;
}

bool cache_folded(const Report *report, int index, FoldedPiece kind, StorePiece *piece)
{
    Store *store = report->manifest.entries[index].id ? folded_store(report) : NULL;
    return store && store_map_again(store, folded_piece(index, kind), stamp_of(report, index), piece);
}

bool cache_can_fold(Report *report, int index, bool is_small)
{
    Entry *entry = &report->manifest.entries[index];
    entry->is_unfolded = !is_small || entry->chapter->is_broken;
    return folded_store(report) && !entry->is_unfolded;
}

void cache_put_folded(Report *report, int index, FoldedPiece kind, const Buffer *folded)
{
    store_put(folded_store(report), folded_piece(index, kind), stamp_of(report, index), folded->bytes, folded->length);
}

// Or will never be.
static bool is_folded(const Report *report, int index)
{
    return report->manifest.entries[index].is_unfolded || store_has(report->cache->folded, folded_piece(index, FOLDED_TEXTS), stamp_of(report, index));
}

// Behind the last that can be folded the file is finished; what is searched again is there.
static void finish_folded(const Report *report)
{
    ReportCache *cache = report->cache;
    if (!cache->folded || cache->searched == report->manifest.count)
        return;
    while (cache->searched < report->manifest.count && is_folded(report, cache->searched))
        cache->searched++;
    if (cache->searched == report->manifest.count && store_publish(cache->folded))
        store_sweep(cache->folder, CACHE_END, FOLDER_BYTES);
}

// One chapter more in the file, so that a key need not wait long; behind the last the file is finished.
static void finish(Report *report)
{
    ReportCache *cache = report->cache;
    while (cache->known < report->manifest.count && report->manifest.entries[cache->known].id)
        cache->known++;
    if (cache->known < report->manifest.count)
        return;
    for (size_t i = 0; i < cache->count; i++)
        if (!is_put(report, cache->loaded[i])) {
            cache->is_finished = !put(report, cache->loaded[i], (Meter){0});
            return;
        }
    cache->is_finished = true;
    if (cache->store)
        publish(cache);
}

void report_trim(Report *report, bool (*stays)(const void *context, int chapter), const void *context)
{
    ReportCache *cache = report->cache;
    if (!cache || cache->is_refused || !is_worth_it(report) || !drop_spare(report, (Keeping){stays, context}))
        return;
    if (!cache->is_finished)
        finish(report);
    finish_folded(report);
}

void cache_share(Report *report)
{
    report->cache->is_for_all = true;
}

bool cache_is_needed(const Report *report)
{
    return report->cache->store;
}

void cache_remove(const Report *report, const char *folder)
{
    static const char *const ends[] = {CACHE_END, FOLDED_END};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *path = path_of(report, folder, ends[i]);
        unlink(path);
        free(path);
    }
}

int cache_publish(Report *report)
{
    ReportCache *cache = report->cache;
    int failure = 0;
    if (cache->store) {
        publish(cache);
        failure = store_failure(cache->store);
    }
    if (cache->folded && !failure) {
        store_publish(cache->folded);
        failure = store_failure(cache->folded);
    }
    return failure;
}

void report_rest(const Report *report)
{
    const ReportCache *cache = report->cache;
    for (size_t i = 0; cache && i < cache->count; i++)
        store_rest(&report->manifest.entries[cache->loaded[i]].piece);
}
