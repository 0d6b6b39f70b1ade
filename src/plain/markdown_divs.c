// Attributes, and the fenced Divs around what Markdown has no sign for.
#include <string.h>
#include "plain/markdown_parts.h"

void markdown_add_attributes(const Markdown *markdown, Buffer *out, const char *class, int block)
{
    const size_t start = out->length;
    const Block *it = markdown_block(markdown, block);
    buffer_addf(out, "%s%s", *class ? "." : "", class);
    buffer_add_text(out, out->length > start ? " #" : "#");
    const size_t mark = out->length;
    if (it->kind == BLOCK_TITLE)
        exporting_add_chapter(markdown->exporting, out, markdown->chapter->index);
    else
        exporting_add_id(markdown->exporting, out, markdown->chapter->index, block);
    if (out->length == mark)
        buffer_cut(out, *class ? mark - 2 : mark - 1);
    if (strcmp(it->language, exporting_language_around(markdown->exporting, markdown->chapter, block)) != 0)
        buffer_addf(out, "%slang=\"%s\"", out->length > start ? " " : "", it->language);
    if (it->direction != exporting_direction_around(markdown->exporting, markdown->chapter, block))
        buffer_addf(out, "%sdir=\"%s\"", out->length > start ? " " : "", direction_name(it->direction));
}

void markdown_open_div(Markdown *markdown, const char *attributes)
{
    markdown_begin_block(markdown);
    markdown_add_start(markdown);
    buffer_addf(markdown->out, "::: {%s}\n", attributes);
    markdown->wants_blank = false;
}

void markdown_close_div(Markdown *markdown, bool is_of_text)
{
    if (!is_of_text)
        markdown_add_line(markdown, "");
    markdown_add_line(markdown, ":::");
    markdown->wants_blank = true;
}

void markdown_add_text_div(Markdown *markdown, const char *class, const Block *block)
{
    Buffer attributes = {0};
    buffer_addf(&attributes, ".%s", class);
    markdown_open_div(markdown, buffer_text(&attributes));
    markdown_add_text_line(markdown, "", block);
    markdown_close_div(markdown, true);
    buffer_free(&attributes);
}

// The class of the Div that a block is; NULL: it has attributes of its own, or can't have any; "": a Div only where there are attributes.
static const char *div_class(const Block *block)
{
    switch (block->kind) {
    case BLOCK_ASIDE: return "aside";
    case BLOCK_FIGURE: return "figure";
    case BLOCK_PARAGRAPH: case BLOCK_VERSE: case BLOCK_LITERAL: case BLOCK_LIST: case BLOCK_STEPS: case BLOCK_TERMS: case BLOCK_QUOTE: case BLOCK_TABLE:
    case BLOCK_PROBLEM:
        return "";
    case BLOCK_TITLE: case BLOCK_SUMMARY: case BLOCK_SECTION: case BLOCK_ITEM: case BLOCK_TERM: case BLOCK_DEFINITION: case BLOCK_BY: case BLOCK_CAPTION:
    case BLOCK_ROW: case BLOCK_CELL: case BLOCK_SOURCE: case BLOCK_FOOTNOTE:
        return NULL;
    }
    return NULL;
}

// Markdown has no sign for the end of a section, where text of the one around it goes on.
static bool wants_end(const Markdown *markdown, int block)
{
    const Block *section = markdown_block(markdown, block);
    if (section->kind != BLOCK_SECTION || section->end >= markdown->chapter->body_end)
        return false;
    const Block *next = markdown_block(markdown, section->end);
    return next->parent == section->parent && next->kind != BLOCK_SECTION;
}

// A definition that is one paragraph among its blocks has a number of its own; one that is text has none.
static bool is_counted_definition(const Markdown *markdown, int block)
{
    const Block *it = markdown_block(markdown, block);
    return it->kind == BLOCK_PARAGRAPH && it->number && it->parent >= 0 && markdown_block(markdown, it->parent)->kind == BLOCK_DEFINITION &&
           markdown_block(markdown, it->parent)->end == block + 1 && it->parent == block - 1;
}

bool markdown_has_div(const Markdown *markdown, int block, Buffer *attributes)
{
    const char *class = div_class(markdown_block(markdown, block));
    if (wants_end(markdown, block))
        buffer_add_text(attributes, ".section");
    else if (class)
        markdown_add_attributes(markdown, attributes, is_counted_definition(markdown, block) ? "paragraph" : class, block);
    return attributes->length;
}
