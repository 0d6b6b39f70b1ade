// Words, sentences and paragraphs of a report, through blocks and chapters.
#include "reader/unit.h"
#include "text/segment.h"
#include "text/utf8.h"

static const Block *block_of(Report *report, Place place)
{
    return &report_chapter(report, place.chapter)->blocks[place.block];
}

// The start of the next block with text. False: there is none.
static bool next_block(Report *report, Place *place)
{
    int block = place->block + 1;
    for (int chapter = place->chapter; chapter < report_chapter_count(report); chapter++, block = 0) {
        const Chapter *content = report_chapter(report, chapter);
        for (; block < content->body_end; block++)
            if (content->blocks[block].length) {
                *place = (Place){.chapter = chapter, .block = block};
                return true;
            }
    }
    return false;
}

// The end of the block with text before. False: there is none.
static bool block_before(Report *report, Place *place)
{
    int block = place->block - 1;
    for (int chapter = place->chapter; chapter >= 0; chapter--) {
        const Chapter *content = report_chapter(report, chapter);
        if (chapter < place->chapter)
            block = content->body_end - 1;
        for (; block >= 0; block--)
            if (content->blocks[block].length) {
                *place = (Place){.chapter = chapter, .block = block, .byte = content->blocks[block].length};
                return true;
            }
    }
    return false;
}

static size_t behind_space(const Block *block, size_t at)
{
    for (size_t next = at; at < block->length; at = next)
        if (!utf8_is_space(utf8_next(block->text, block->length, &next)))
            break;
    return at;
}

static size_t before_space(const Block *block, size_t at)
{
    for (size_t begin = at; at > 0; at = begin)
        if (!utf8_is_space(utf8_previous(block->text, &begin)))
            break;
    return at;
}

// In a block

static bool is_one_sentence(const Block *block)
{
    return block_is_heading(block) || block->kind == BLOCK_CELL || block->kind == BLOCK_ASIDE;
}

static TextRange sentence_behind(Segmenter *segmenter, const Block *block, size_t at)
{
    TextRange range = sentence_whole(segmenter, block->text, block->length, block->language, at);
    if (range.end <= at)
        range = sentence_whole(segmenter, block->text, block->length, block->language, behind_space(block, at));
    return range;
}

// The first of a kind that ends behind a byte; start == end: there is none.
static TextRange range_at(Segmenter *segmenter, const Block *block, UnitKind kind, size_t at)
{
    const TextRange none = {block->length, block->length};
    if (behind_space(block, at) >= block->length)
        return none;
    if (kind == UNIT_WORD)
        return word_at(segmenter, block->text, block->length, block->language, at);
    if (kind == UNIT_SENTENCE && !is_one_sentence(block))
        return sentence_behind(segmenter, block, at);
    return (TextRange){0, block->length};
}

static TextRange range_from(Segmenter *segmenter, const Block *block, UnitKind kind, size_t at)
{
    const TextRange range = range_at(segmenter, block, kind, at);
    return range.start < at ? range_at(segmenter, block, kind, range.end) : range;
}

// The last of a kind that begins before a byte; likewise.
static TextRange range_before(Segmenter *segmenter, const Block *block, UnitKind kind, size_t at)
{
    const TextRange none = {0, 0};
    at = before_space(block, at < block->length ? at : block->length);
    if (at == 0)
        return none;
    if (kind == UNIT_WORD)
        return word_before(segmenter, block->text, block->length, block->language, at);
    if (kind == UNIT_SENTENCE && !is_one_sentence(block))
        return sentence_whole(segmenter, block->text, block->length, block->language, at - 1);
    return (TextRange){0, block->length};
}

// In the report

static bool take(Unit *unit, UnitKind kind, Place place, TextRange range)
{
    if (range.start >= range.end)
        return false;
    *unit = (Unit){.kind = kind, .from = {place.chapter, place.block, range.start}, .end = range.end};
    return true;
}

static bool is_in_body(Report *report, Place place)
{
    return place.block < report_chapter(report, place.chapter)->body_end;
}

bool unit_at(Report *report, UnitKind kind, Place place, Unit *unit)
{
    if (is_in_body(report, place) && take(unit, kind, place, range_at(report_segmenter(report), block_of(report, place), kind, place.byte)))
        return true;
    while (next_block(report, &place))
        if (take(unit, kind, place, range_at(report_segmenter(report), block_of(report, place), kind, 0)))
            return true;
    return false;
}

bool unit_from(Report *report, UnitKind kind, Place place, Unit *unit)
{
    if (is_in_body(report, place) && take(unit, kind, place, range_from(report_segmenter(report), block_of(report, place), kind, place.byte)))
        return true;
    return next_block(report, &place) && unit_at(report, kind, place, unit);
}

bool unit_before(Report *report, UnitKind kind, Place place, Unit *unit)
{
    do
        if (is_in_body(report, place) && take(unit, kind, place, range_before(report_segmenter(report), block_of(report, place), kind, place.byte)))
            return true;
    while (block_before(report, &place));
    return false;
}

bool unit_behind(Report *report, const Unit *unit, Place *place)
{
    Place behind = {unit->from.chapter, unit->from.block, behind_space(block_of(report, unit->from), unit->end)};
    if (behind.byte >= block_of(report, behind)->length && !next_block(report, &behind))
        return false;
    *place = behind;
    return true;
}

bool unit_ends_block(Report *report, const Unit *unit)
{
    const Block *block = block_of(report, unit->from);
    return behind_space(block, unit->end) >= block->length;
}

const char *unit_text(Report *report, const Unit *unit, size_t *length)
{
    *length = unit->end - unit->from.byte;
    return block_of(report, unit->from)->text + unit->from.byte;
}
