// The texts of a chapter as search sees them.
#include "report/folded.h"
#include <string.h>
#include "base/memory.h"
#include "report/cache.h"
#include "text/fold.h"
#include "text/trigrams.h"

enum {
    FOLDED_MOST = 2 * 1024 * 1024,      // bytes of a chapter's texts: so many are folded in some milliseconds
    TRIGRAMS_FROM = 8 * TRIGRAM_BYTES,  // of folded texts: fewer are looked through as fast
};

typedef struct {
    uint32_t count;
    uint32_t length;        // of all texts
} Head;

typedef struct {
    uint32_t block;
    uint32_t start;         // in the texts
} Text;

static size_t bytes_of(const Chapter *chapter)
{
    size_t bytes = 0;
    for (int i = 0; i < chapter->count; i++)
        bytes += chapter->blocks[i].length;
    return bytes;
}

static Buffer fold_chapter(const Report *report, const Chapter *chapter)
{
    Buffer out = {0}, texts = {0};
    Head head = {0};
    buffer_add(&out, (const char *)&head, sizeof head);
    for (int i = 0; i < chapter->count && !report_is_stopped(report); i++) {
        const Block *block = &chapter->blocks[i];
        const Text text = {.block = (uint32_t)i, .start = (uint32_t)texts.length};
        if (!block->length)
            continue;
        fold_add(&texts, block->text, block->length, FOLD_ALL, report_meter(report));
        buffer_add_char(&texts, '\0');
        buffer_add(&out, (const char *)&text, sizeof text);
        head.count++;
    }
    head.length = (uint32_t)texts.length;
    memcpy(out.bytes, &head, sizeof head);
    buffer_add(&out, texts.bytes, texts.length);
    buffer_free(&texts);
    return out;
}

// Each text begins behind the one before, and there is a NUL at the end of all.
static bool take(const char *bytes, size_t length, FoldedChapter *folded)
{
    const Head *head = (const Head *)bytes;
    if (length < sizeof *head || (length - sizeof *head) / sizeof(Text) < head->count)
        return false;
    const Text *texts = (const Text *)(head + 1);
    folded->index = texts;
    folded->count = head->count;
    folded->text = (const char *)(texts + head->count);
    folded->length = head->length;
    if (folded->length != length - sizeof *head - head->count * sizeof *texts || (folded->length && folded->text[folded->length - 1]))
        return false;
    for (size_t i = 0; i < folded->count; i++) {
        const bool is_behind = i == 0 || (texts[i].start > texts[i - 1].start && texts[i].block > texts[i - 1].block);
        if (texts[i].start >= folded->length || texts[i].block > INT32_MAX || !is_behind)
            return false;
    }
    return true;
}

static bool take_piece(Report *report, int index, FoldedChapter *folded)
{
    if (!cache_folded(report, index, FOLDED_TEXTS, &folded->piece))
        return false;
    if (take(folded->piece.bytes, folded->piece.length, folded))
        return true;
    store_unmap(&folded->piece);
    return false;
}

static void put_trigrams(Report *report, int index, const FoldedChapter *folded)
{
    Buffer trigrams = {0};
    trigrams_add(&trigrams, folded->text, folded->length);
    cache_put_folded(report, index, FOLDED_TRIGRAMS, &trigrams);
    buffer_free(&trigrams);
}

bool folded_of_chapter(Report *report, int index, FoldedChapter *folded)
{
    *folded = (FoldedChapter){0};
    if (take_piece(report, index, folded))
        return true;
    const Chapter *chapter = report_chapter(report, index);     // where it was not read in this session, it is known now what to look for
    if (take_piece(report, index, folded))
        return true;
    if (!cache_can_fold(report, index, bytes_of(chapter) <= FOLDED_MOST))
        return false;
    folded->own = fold_chapter(report, chapter);
    if (report_is_stopped(report)) {
        buffer_free(&folded->own);
        return false;
    }
    cache_put_folded(report, index, FOLDED_TEXTS, &folded->own);
    const bool is_taken = take(folded->own.bytes, folded->own.length, folded);
    if (is_taken && folded->length >= TRIGRAMS_FROM)
        put_trigrams(report, index, folded);
    return is_taken;
}

bool folded_lacks(const Report *report, int index, const char *needle, size_t length)
{
    StorePiece piece;
    if (!cache_folded(report, index, FOLDED_TRIGRAMS, &piece))
        return false;
    const bool lacks = piece.length == TRIGRAM_BYTES && !trigrams_may_hold(piece.bytes, needle, length);
    store_unmap(&piece);
    return lacks;
}

void folded_free_chapter(FoldedChapter *folded)
{
    store_unmap(&folded->piece);
    buffer_free(&folded->own);
    *folded = (FoldedChapter){0};
}

// The text that holds a byte: the last that begins at or before it.
static size_t text_at(const FoldedChapter *folded, size_t byte)
{
    const Text *texts = folded->index;
    size_t low = 0, high = folded->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (texts[middle].start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int folded_next(const FoldedChapter *folded, const char *needle, size_t length, size_t *at)
{
    const Text *texts = folded->index;
    const char *found = *at < folded->length ? memmem(folded->text + *at, folded->length - *at, needle, length) : NULL;
    if (!found)
        return -1;
    const size_t text = text_at(folded, (size_t)(found - folded->text));
    *at = text + 1 < folded->count ? texts[text + 1].start : folded->length;
    return (int)texts[text].block;
}
