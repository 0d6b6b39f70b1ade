// What one can jump to in a chapter.
#include "report/elements.h"
#include "report/roles.h"

Element element_none(ElementKind kind)
{
    return (Element){.kind = kind, .block = -1};
}

static bool is_list(BlockKind kind)
{
    return kind == BLOCK_LIST || kind == BLOCK_STEPS || kind == BLOCK_TERMS;
}

static bool is_of(const Block *block, ElementKind kind)
{
    switch (kind) {
    case ELEMENT_HEADING: return block_is_heading(block);
    case ELEMENT_LIST: return is_list(block->kind);
    case ELEMENT_TABLE: return block->kind == BLOCK_TABLE;
    case ELEMENT_FIGURE: return block->kind == BLOCK_FIGURE;
    case ELEMENT_LINK: case ELEMENT_NOTE: break;
    }
    return false;
}

static bool next_block(const Chapter *chapter, Element *element)
{
    while (++element->block < chapter->count)
        if (is_of(&chapter->blocks[element->block], element->kind)) {
            element->number = heading_level(&chapter->blocks[element->block]);
            return true;
        }
    return false;
}

static bool next_span(const Chapter *chapter, Element *element, SpanKind wanted)
{
    size_t span = element->block < 0 ? 0 : element->span + 1;
    for (int i = element->block < 0 ? 0 : element->block; i < chapter->count; i++, span = 0)
        for (; span < chapter->blocks[i].span_count; span++)
            if (chapter->blocks[i].spans[span].kind == wanted) {
                element->block = i;
                element->span = span;
                element->number += wanted == SPAN_LINK;
                return true;
            }
    return false;
}

bool element_next(const Chapter *chapter, Element *element)
{
    if (element->kind == ELEMENT_LINK)
        return next_span(chapter, element, SPAN_LINK);
    if (element->kind == ELEMENT_NOTE)
        return next_span(chapter, element, SPAN_NOTE);
    return next_block(chapter, element);
}

const Span *element_span(const Chapter *chapter, const Element *element)
{
    return &chapter->blocks[element->block].spans[element->span];
}
