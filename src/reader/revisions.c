// What is new, changed or gone since a digest of the report was kept.
#include "reader/revisions.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "base/memory.h"
#include "text/cluster.h"
#include "text/safe.h"

// The digest: a line "c NAME" for each chapter, and behind it a line "s KEY HASH TITLE" for each of its sections, the chapter's own text first.
// KEY is the section's id, or the hash of its title.
enum { HASH_DIGITS = 16, TITLE_CLUSTERS = 60, KEY_BYTES = 128 };

static bool ends_section(const Block *block)
{
    return block->kind == BLOCK_SECTION;
}

static void hash_text(uint64_t *hash, const char *text)
{
    *hash = hash_bytes(*hash, text, strlen(text) + 1);
}

// Behind the last block that is the section's own: of a section in it only that it is there counts as its own.
static int hash_section(const Chapter *chapter, int heading, uint64_t *hash)
{
    int i = heading;
    *hash = HASH_BEGIN;
    do {
        const Block *block = &chapter->blocks[i];
        const BlockKind kind = block->kind;
        *hash = hash_bytes(*hash, &kind, sizeof kind);
        hash_text(hash, block->text);
        i++;
    } while (i < chapter->body_end && !ends_section(&chapter->blocks[i]));
    return i;
}

static void add_key(Buffer *out, const Block *heading)
{
    uint64_t hash = HASH_BEGIN;
    hash_text(&hash, heading->text);
    if (*heading->id && strlen(heading->id) < KEY_BYTES)
        buffer_add_text(out, heading->id);
    else
        buffer_addf(out, "=%016" PRIx64, hash);
}

static void add_title(Buffer *out, const Block *heading)
{
    size_t end = 0;
    for (int i = 0; i < TITLE_CLUSTERS && end < heading->length; i++)
        end = cluster_next(heading->text, heading->length, end);
    buffer_add(out, heading->text, end);
}

static void add_sections(Buffer *out, const Chapter *chapter)
{
    for (int i = 0; i < chapter->body_end;) {
        const Block *heading = &chapter->blocks[i];
        uint64_t hash;
        i = hash_section(chapter, i, &hash);
        buffer_add_text(out, "s ");
        add_key(out, heading);
        buffer_addf(out, " %016" PRIx64 " ", hash);
        add_title(out, heading);
        buffer_add_char(out, '\n');
    }
}

static const char *line_end(const char *line)
{
    return line + strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n');
}

// The chapter with a name, looked for from `from` on and round: chapters mostly stand in one order. -1 = none.
static int find_name(const Report *report, const char *name, size_t length, int from)
{
    const int count = report_chapter_count(report);
    for (int i = 0; i < count; i++) {
        const int index = (from + i) % count;
        const char *other = report_chapter_name(report, index);
        if (strlen(other) == length && memcmp(other, name, length) == 0)
            return index;
    }
    return -1;
}

// The line "c NAME" between two bytes of a digest; NULL = there is none.
static const char *scan(const char *from, const char *to, const char *name, size_t length)
{
    for (const char *at = from; at < to; at = line_end(at))
        if (strncmp(at, "c ", 2) == 0 && strncmp(at + 2, name, length) == 0 && at[2 + length] == '\n')
            return at;
    return NULL;
}

// The lines of a chapter's sections in a digest, looked for from *cursor on and round; NULL where it is not in it. *end is behind them.
static const char *find_chapter(const char *digest, const char **cursor, const char *name, const char **end)
{
    const size_t length = strlen(name);
    const char *line = scan(*cursor, *cursor + strlen(*cursor), name, length);
    line = line ? line : scan(digest, *cursor, name, length);
    if (!line)
        return NULL;
    const char *sections = line_end(line);
    for (*end = sections; strncmp(*end, "s ", 2) == 0;)
        *end = line_end(*end);
    *cursor = *end;
    return sections;
}

static const Chapter *known(Report *report, int index)
{
    const Chapter *chapter = index < 0 ? NULL : report_chapter_if_known(report, index);
    return chapter && !chapter->is_broken ? chapter : NULL;
}

// The first one: all chapters.
static void begin_digest(Buffer *out, Report *report)
{
    const size_t start = out->length;
    for (int i = 0; i < report_chapter_count(report); i++) {
        const size_t begin = out->length;
        const Chapter *chapter = known(report, i);
        buffer_addf(out, "c %s\n", report_chapter_name(report, i));
        if (chapter)
            add_sections(out, chapter);
        if (out->length - start > DIGEST_BYTES) {
            buffer_cut(out, begin);
            return;
        }
    }
}

// Its lines, and behind chapters that were not read then what they hold now.
static bool continue_digest(Buffer *out, Report *report, const char *before)
{
    const size_t start = out->length;
    bool says_more = false;
    int index = 0;
    for (const char *at = before, *end; *at; at = end) {
        end = line_end(at);
        buffer_add(out, at, (size_t)(end - at));
        if (strncmp(at, "c ", 2) != 0 || strncmp(end, "s ", 2) == 0)
            continue;
        const int found = find_name(report, at + 2, strcspn(at + 2, "\n"), index);
        const Chapter *chapter = known(report, found);
        const size_t begin = out->length;
        index = found < 0 ? index : found;
        if (chapter)
            add_sections(out, chapter);
        if (out->length - start + strlen(end) > DIGEST_BYTES)
            buffer_cut(out, begin);
        says_more = says_more || out->length > begin;
    }
    return says_more;
}

bool digest_add(Buffer *out, Report *report, const char *before)
{
    if (*before)
        return continue_digest(out, report, before);
    begin_digest(out, report);
    return true;
}

void digest_add_whole(Buffer *out, Report *report)
{
    for (int i = 0; i < report_chapter_count(report); i++)
        report_chapter(report, i);
    digest_add(out, report, "");
}

// Comparing

static void add_revision(Revisions *revisions, RevisionKind kind, Place place, const char *title, size_t length)
{
    Buffer safe = {0};
    safe_add_line(&safe, title, length);
    revisions->items = memory_grow(revisions->items, revisions->count, &revisions->capacity, sizeof *revisions->items);
    revisions->items[revisions->count++] = (Revision){.kind = kind, .place = place, .title = buffer_take(&safe)};
}

// A line "s KEY HASH TITLE" taken apart. False: it is none.
typedef struct {
    const char *key, *hash, *title;
    size_t key_length, title_length;
} Line;

static bool read_line(const char *at, Line *line)
{
    line->key = at + 2;
    line->key_length = strcspn(line->key, " \n");
    if (line->key[line->key_length] != ' ')
        return false;
    line->hash = line->key + line->key_length + 1;
    if (strcspn(line->hash, " \n") != HASH_DIGITS || line->hash[HASH_DIGITS] != ' ')
        return false;
    line->title = line->hash + HASH_DIGITS + 1;
    line->title_length = strcspn(line->title, "\n");
    return true;
}

// The line of a digest's part with a key; false: there is none.
static bool find_line(const char *from, const char *end, const Line *wanted, Line *found)
{
    for (const char *at = from; at < end; at = line_end(at))
        if (read_line(at, found) && found->key_length == wanted->key_length && memcmp(found->key, wanted->key, wanted->key_length) == 0)
            return true;
    return false;
}

// A chapter now and then, both as digests: lines of sections, in order.
typedef struct {
    int chapter;
    const char *then, *then_end;
    const char *now, *now_end;
    const Chapter *content;
} Pair;

static Place next_heading(const Pair *pair, Place place)
{
    int i = place.block + 1;
    while (i < pair->content->body_end && !ends_section(&pair->content->blocks[i]))
        i++;
    return (Place){.chapter = pair->chapter, .block = i};
}

static void compare_now(const Pair *pair, Revisions *revisions)
{
    Place place = {.chapter = pair->chapter};
    for (const char *at = pair->now; at < pair->now_end; at = line_end(at), place = next_heading(pair, place)) {
        Line now, then;
        if (!read_line(at, &now))
            continue;
        if (!find_line(pair->then, pair->then_end, &now, &then))
            add_revision(revisions, REVISION_NEW, place, now.title, now.title_length);
        else if (memcmp(now.hash, then.hash, HASH_DIGITS) != 0)
            add_revision(revisions, REVISION_CHANGED, place, now.title, now.title_length);
    }
}

// Where a section stands now; false: it is gone.
static bool find_now(const Pair *pair, const Line *then, Place *place)
{
    Place at = {.chapter = pair->chapter};
    for (const char *line = pair->now; line < pair->now_end; line = line_end(line), at = next_heading(pair, at)) {
        Line now;
        if (read_line(line, &now) && now.key_length == then->key_length && memcmp(now.key, then->key, now.key_length) == 0) {
            *place = at;
            return true;
        }
    }
    return false;
}

static void compare_then(const Pair *pair, Revisions *revisions)
{
    Place before = {.chapter = pair->chapter};
    for (const char *at = pair->then; at < pair->then_end; at = line_end(at)) {
        Line then;
        if (read_line(at, &then) && !find_now(pair, &then, &before))
            add_revision(revisions, REVISION_GONE, before, then.title, then.title_length);
    }
}

// Two digests, and where the last chapter that was looked up stands in each.
typedef struct {
    const char *then, *then_cursor;
    const char *now, *now_cursor;
} Digests;

static void compare_chapter(Report *report, int index, Digests *digests, Revisions *revisions)
{
    const char *name = report_chapter_name(report, index);
    Pair pair = {.chapter = index, .content = report_chapter(report, index)};
    pair.then = find_chapter(digests->then, &digests->then_cursor, name, &pair.then_end);
    pair.now = find_chapter(digests->now, &digests->now_cursor, name, &pair.now_end);
    if (pair.content->is_broken || !pair.now)
        return;
    if (!pair.then)
        add_revision(revisions, REVISION_NEW, (Place){.chapter = index}, pair.content->title, strlen(pair.content->title));
    else if (pair.then < pair.then_end) {
        compare_now(&pair, revisions);
        compare_then(&pair, revisions);
    }
}

// Chapters that are gone stand at the one before them that is still there; their first section tells their title.
static void find_gone_chapters(const Report *report, const char *digest, Revisions *revisions)
{
    Place before = {0};
    for (const char *at = digest; *at; at = line_end(at)) {
        Line first;
        const size_t length = strcspn(at, "\n") - 2;
        if (strncmp(at, "c ", 2) != 0)
            continue;
        const int index = find_name(report, at + 2, length, before.chapter);
        if (index >= 0)
            before.chapter = index;
        else if (strncmp(line_end(at), "s ", 2) == 0 && read_line(line_end(at), &first))
            add_revision(revisions, REVISION_GONE, before, first.title, first.title_length);
        else
            add_revision(revisions, REVISION_GONE, before, at + 2, length);
    }
}

static int compare_revisions(const void *a, const void *b)
{
    const Revision *left = a, *right = b;
    const int order = place_compare(left->place, right->place);
    return order ? order : (int)left->kind - (int)right->kind;
}

Revisions revisions_find(Report *report, const char *digest)
{
    Revisions revisions = {0};
    Buffer whole = {0};
    digest_add_whole(&whole, report);
    Digests digests = {.then = digest, .then_cursor = digest, .now = buffer_text(&whole), .now_cursor = buffer_text(&whole)};
    for (int i = 0; i < report_chapter_count(report); i++)
        compare_chapter(report, i, &digests, &revisions);
    find_gone_chapters(report, digest, &revisions);
    if (revisions.count)
        qsort(revisions.items, revisions.count, sizeof *revisions.items, compare_revisions);
    buffer_free(&whole);
    return revisions;
}

void revisions_free(Revisions *revisions)
{
    for (size_t i = 0; i < revisions->count; i++)
        free(revisions->items[i].title);
    free(revisions->items);
    *revisions = (Revisions){0};
}
