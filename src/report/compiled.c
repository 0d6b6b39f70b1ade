// A chapter as bytes.
#include "report/compiled.h"
#include <string.h>
#include "base/hash.h"
#include "report/load.h"
#include "report/limits.h"
#include "text/utf8.h"

enum { FORMAT = 1 };

// Offsets of texts count from `texts`; each ends with a NUL. The first one is "".
typedef struct {
    uint32_t count, body_end, words, spans;
    uint32_t id, id_length;
    uint32_t texts, length;     // where they begin, and how many bytes there are
} Head;

typedef struct {
    uint8_t kind, level, is_header, align, direction, unused[3];    // named, so that it is 0: the same chapter gives the same bytes
    int32_t parent, end, number, ordinal, words;
    uint32_t text, length;
    uint32_t id, label, language;
    uint32_t span, spans;       // its first one, how many
} PutBlock;

typedef struct {
    uint32_t kind, start, end, target;
    int32_t outer;
} PutSpan;

#define NO_TARGET UINT32_MAX

uint64_t compiled_maker(void)
{
    static const char version[] = VERSION;
    const unsigned format[] = {FORMAT, sizeof(PutBlock), sizeof(PutSpan), utf8_unicode_version()};
    return hash_bytes(hash_bytes(HASH_BEGIN, version, sizeof version), format, sizeof format);
}

// Putting

// Head and tables, whose size is known before, stand in front of the texts from the beginning on: nothing is moved, for it may be much.
typedef struct {
    Buffer *out;
    size_t row, texts;          // where the next row of a table goes, and where the texts begin
    const char *language;       // the last one, which is mostly that of the next block
    uint32_t language_at;
} Putting;

// `out` is empty; `tables`: their bytes.
static Putting begin_putting(Buffer *out, size_t tables)
{
    buffer_add_repeated(out, '\0', (int)(sizeof(Head) + tables + 1));
    return (Putting){.out = out, .row = sizeof(Head), .texts = sizeof(Head) + tables};
}

static void put_row(Putting *putting, const void *row, size_t size)
{
    memcpy(putting->out->bytes + putting->row, row, size);
    putting->row += size;
}

static uint32_t put_text(Putting *putting, const char *text, size_t length)
{
    if (!length)
        return 0;
    const size_t at = putting->out->length - putting->texts;
    buffer_add(putting->out, text, length);
    buffer_add_char(putting->out, '\0');
    return (uint32_t)at;
}

static uint32_t put_language(Putting *putting, const char *language)
{
    if (!putting->language || strcmp(putting->language, language) != 0)
        putting->language_at = put_text(putting, language, strlen(language));
    putting->language = language;
    return putting->language_at;
}

static bool put_head(Putting *putting, Head head)
{
    head.texts = (uint32_t)putting->texts;
    head.length = (uint32_t)(putting->out->length - putting->texts);
    memcpy(putting->out->bytes, &head, sizeof head);
    return putting->out->length < UINT32_MAX;
}

static PutBlock put_block(Putting *putting, const Block *block, size_t span)
{
    return (PutBlock){
        .kind = (uint8_t)block->kind, .level = (uint8_t)block->level, .is_header = block->is_header, .align = (uint8_t)block->align,
        .direction = (uint8_t)block->direction, .parent = block->parent, .end = block->end, .number = block->number, .ordinal = block->ordinal,
        .words = block->words, .text = put_text(putting, block->text, block->length), .length = (uint32_t)block->length,
        .id = put_text(putting, block->id, strlen(block->id)), .label = put_text(putting, block->label, strlen(block->label)),
        .language = put_language(putting, block->language), .span = (uint32_t)span, .spans = (uint32_t)block->span_count,
    };
}

static PutSpan put_span(Putting *putting, const Span *span)
{
    return (PutSpan){.kind = span->kind, .start = (uint32_t)span->start, .end = (uint32_t)span->end, .outer = span->outer,
        .target = span->target ? put_text(putting, span->target, strlen(span->target)) : NO_TARGET};
}

static size_t span_count(const Chapter *chapter)
{
    size_t count = 0;
    for (int i = 0; i < chapter->count; i++)
        count += chapter->blocks[i].span_count;
    return count;
}

static void put_tables(Putting *putting, const Chapter *chapter)
{
    size_t span = 0;
    for (int i = 0; i < chapter->count; i++) {
        const PutBlock put = put_block(putting, &chapter->blocks[i], span);
        span += chapter->blocks[i].span_count;
        put_row(putting, &put, sizeof put);
    }
    for (int i = 0; i < chapter->count; i++)
        for (size_t k = 0; k < chapter->blocks[i].span_count; k++) {
            const PutSpan put = put_span(putting, &chapter->blocks[i].spans[k]);
            put_row(putting, &put, sizeof put);
        }
}

bool compiled_put(Buffer *out, const Chapter *chapter)
{
    Head head = {.count = (uint32_t)chapter->count, .body_end = (uint32_t)chapter->body_end, .words = (uint32_t)chapter->words,
        .spans = (uint32_t)span_count(chapter)};
    Putting putting = begin_putting(out, head.count * sizeof(PutBlock) + head.spans * sizeof(PutSpan));
    head.id_length = (uint32_t)strlen(chapter->id);
    head.id = put_text(&putting, chapter->id, head.id_length);
    put_tables(&putting, chapter);
    return put_head(&putting, head);
}

// Taking

// Bytes that were checked so far: texts lie in them, tables before.
typedef struct {
    const Head *head;
    const PutBlock *blocks;
    const PutSpan *spans;
    const char *texts;
    Arena *arena;
} Taking;

static bool are_sizes(const char *bytes, size_t length, size_t block, size_t span)
{
    const Head *head = (const Head *)bytes;
    if (length < sizeof *head || !head->length)
        return false;
    const uint64_t tables = sizeof *head + (uint64_t)head->count * block + (uint64_t)head->spans * span;
    return head->texts == tables && tables + head->length == length && !bytes[head->texts] && !bytes[length - 1];
}

// With a NUL behind it. NULL: it does not lie in the texts.
static const char *text_at(const Taking *taking, uint32_t at, uint32_t length)
{
    const Head *head = taking->head;
    if (at >= head->length || length >= head->length - at || taking->texts[at + length])
        return NULL;
    return taking->texts + at;
}

// The last byte of all is a NUL: each ends.
static const char *name_at(const Taking *taking, uint32_t at)
{
    return at < taking->head->length ? taking->texts + at : NULL;
}

static bool take_span(const Taking *taking, const PutSpan *from, uint32_t length, int index, Span *span)
{
    if (from->kind > SPAN_NOTE || from->start > from->end || from->end > length || from->outer < -1 || from->outer >= index)
        return false;
    const bool has_target = from->kind == SPAN_LINK || from->kind == SPAN_NOTE;
    *span = (Span){.kind = (SpanKind)from->kind, .start = from->start, .end = from->end, .outer = from->outer,
        .target = has_target ? name_at(taking, from->target) : NULL};
    return !has_target || span->target;
}

static bool take_spans(const Taking *taking, const PutBlock *from, Block *block)
{
    if (from->span > taking->head->spans || from->spans > taking->head->spans - from->span)
        return false;
    Span *spans = from->spans ? arena_take(taking->arena, from->spans * sizeof *spans) : NULL;
    for (uint32_t i = 0; i < from->spans; i++)
        if (!take_span(taking, &taking->spans[from->span + i], from->length, (int)i, &spans[i]))
            return false;
    block->spans = spans;
    block->span_count = from->spans;
    return true;
}

// It lies in its parent, which stands before it.
static bool is_in_tree(const Block *blocks, const PutBlock *from, int index, int count)
{
    if (from->parent < -1 || from->parent >= index || from->end <= index || from->end > count)
        return false;
    return from->parent < 0 || from->end <= blocks[from->parent].end;
}

// What stands in a table knows its column, and is looked up by it.
static bool is_in_table(const Block *blocks, const PutBlock *from)
{
    if (from->kind == BLOCK_ROW)
        return from->parent >= 0 && blocks[from->parent].kind == BLOCK_TABLE;
    if (from->kind != BLOCK_CELL)
        return from->kind == BLOCK_ITEM || (from->ordinal >= 0 && (from->kind != BLOCK_TABLE || from->ordinal <= COLUMNS_MOST));
    if (from->parent < 0 || blocks[from->parent].kind != BLOCK_ROW)
        return false;
    return from->ordinal >= 0 && from->ordinal < blocks[blocks[from->parent].parent].ordinal;
}

static bool are_kinds(const PutBlock *from)
{
    return from->kind <= BLOCK_PROBLEM && from->align <= ALIGN_CENTER && from->direction <= DIRECTION_RTL && from->level <= LEVELS_MOST && from->is_header <= 1
        && from->words >= 0 && from->number >= 0;
}

static bool take_block(const Taking *taking, Block *blocks, int index)
{
    const PutBlock *from = &taking->blocks[index];
    if (!are_kinds(from) || !is_in_tree(blocks, from, index, (int)taking->head->count) || !is_in_table(blocks, from))
        return false;
    blocks[index] = (Block){
        .kind = (BlockKind)from->kind, .level = from->level, .is_header = from->is_header, .align = (Align)from->align,
        .direction = (Direction)from->direction, .parent = from->parent, .end = from->end, .number = from->number, .ordinal = from->ordinal,
        .words = from->words, .text = text_at(taking, from->text, from->length), .length = from->length, .id = name_at(taking, from->id),
        .label = name_at(taking, from->label), .language = name_at(taking, from->language),
    };
    const Block *block = &blocks[index];
    return block->text && block->id && block->label && block->language && take_spans(taking, from, &blocks[index]);
}

static bool is_head(const Head *head)
{
    return head->count > 0 && head->count <= INT32_MAX && head->body_end <= head->count && head->words <= INT32_MAX;
}

static bool take_all(const Taking *taking, Chapter *chapter)
{
    const Head *head = taking->head;
    Block *blocks = arena_take(chapter->arena, head->count * sizeof *blocks);
    for (int i = 0; i < (int)head->count; i++)
        if (!take_block(taking, blocks, i))
            return false;
    chapter->id = text_at(taking, head->id, head->id_length);
    chapter->title = blocks[0].text;
    chapter->blocks = blocks;
    chapter->count = (int)head->count;
    chapter->body_end = (int)head->body_end;
    chapter->words = (int)head->words;
    return chapter->id && blocks[0].kind == BLOCK_TITLE;
}

Chapter *compiled_chapter(const char *bytes, size_t length, int index)
{
    const Head *head = (const Head *)bytes;
    if (!are_sizes(bytes, length, sizeof(PutBlock), sizeof(PutSpan)) || !is_head(head))
        return NULL;
    Arena *arena = arena_new();
    Chapter *chapter = arena_take(arena, sizeof *chapter);
    *chapter = (Chapter){.index = index, .arena = arena};
    const PutBlock *blocks = (const PutBlock *)(head + 1);
    const Taking taking = {.head = head, .blocks = blocks, .spans = (const PutSpan *)(blocks + head->count), .texts = bytes + head->texts, .arena = arena};
    if (take_all(&taking, chapter))
        return chapter;
    chapter_free(chapter);
    return NULL;
}

// Outlines

typedef struct {
    int32_t block, end, level, words;
    uint32_t direction, title, id;
} PutEntry;

static PutEntry put_entry(Putting *putting, const OutlineEntry *entry)
{
    return (PutEntry){.block = entry->block, .end = entry->end, .level = entry->level, .words = entry->words, .direction = entry->direction,
        .title = put_text(putting, entry->title, strlen(entry->title)), .id = put_text(putting, entry->id, strlen(entry->id))};
}

bool compiled_put_outline(Buffer *out, const Chapter *chapter)
{
    Arena *arena = arena_new();
    const Outline outline = outline_of(chapter, arena);
    Head head = {.count = (uint32_t)outline.count, .words = (uint32_t)outline.words, .body_end = outline.direction};
    Putting putting = begin_putting(out, head.count * sizeof(PutEntry));
    head.id_length = (uint32_t)strlen(outline.title);
    head.id = put_text(&putting, outline.title, head.id_length);
    for (int i = 0; i < outline.count; i++) {
        const PutEntry put = put_entry(&putting, &outline.entries[i]);
        put_row(&putting, &put, sizeof put);
    }
    arena_free(arena);
    return put_head(&putting, head);
}

static bool take_entry(const Taking *taking, const PutEntry *from, OutlineEntry *entry)
{
    const char *title = name_at(taking, from->title), *id = name_at(taking, from->id);
    if (!title || !id || from->block < 0 || from->end <= from->block || from->level < 0 || from->level > LEVELS_MOST)
        return false;
    if (from->words < 0 || from->direction > DIRECTION_RTL)
        return false;
    *entry = (OutlineEntry){.block = from->block, .end = from->end, .level = from->level, .words = from->words,
        .direction = (Direction)from->direction, .title = arena_copy_text(taking->arena, title), .id = *id ? arena_copy_text(taking->arena, id) : ""};
    return true;
}

bool compiled_outline(const char *bytes, size_t length, int blocks, Arena *arena, Outline *outline)
{
    const Head *head = (const Head *)bytes;
    if (!are_sizes(bytes, length, sizeof(PutEntry), 0) || head->count > INT32_MAX || head->words > INT32_MAX || head->body_end > DIRECTION_RTL)
        return false;
    const Taking taking = {.head = head, .texts = bytes + head->texts, .arena = arena};
    const PutEntry *from = (const PutEntry *)(head + 1);
    const char *title = text_at(&taking, head->id, head->id_length);
    OutlineEntry *entries = arena_take(arena, head->count * sizeof *entries);
    for (uint32_t i = 0; i < head->count; i++)
        if (!take_entry(&taking, &from[i], &entries[i]) || entries[i].end > blocks)
            return false;
    *outline = (Outline){.title = arena_copy_text(arena, title), .direction = (Direction)head->body_end, .words = (int)head->words,
        .entries = entries, .count = (int)head->count};
    return title;
}
